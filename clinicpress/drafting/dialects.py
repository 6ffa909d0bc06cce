"""What dialects of Markdown have beyond CommonMark: footnotes, boxes to tick, further marks.

Footnotes, boxes, widths of pictures and raised or lowered figures are understood, since most programs
that write Markdown know them. Other marks are printed as they were typed, and told. A sign behind a
backslash is no mark of any dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clinicpress.drafting.article import Run
from clinicpress.drafting.signs import ABOVE, BELOW, set_off

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*)")
NOTE_MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
BOX = re.compile(r"\[(?P<tick>x|X|✓| )\]\s+")
WIDTH = re.compile(r"\{[^{}]*?\bwidth=[\"']?(?P<width>[0-9]{1,4}(?:\.[0-9]+)?)(?P<unit>%|[a-z]{0,2})[\"']?[^{}]*\}")
"""What Pandoc reads behind a picture."""
_FULL = {"%": 100, "in": 6.5, "cm": 16.5, "mm": 165, "px": 624, "": 624, "pt": 468}
"""How wide the text is in each unit, on letter paper with margins of an inch."""
_LOWERED = re.compile(r"(?<=[^\W_])~([0-9+−-]{1,4})~(?!~)")
_RAISED = re.compile(r"(?<=[^\W_])\^([0-9n+−-]{1,4})\^")
ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")

_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"==[^\s=](?:[^=]*[^\s=])?==",
        r"(?<!~)~[^\s~]+~(?!~)",
        r"~~\S.*?~~",
        r"\^[^\s^]+\^",
        r"\^\[[^\]]+\]",
        r"\$\$.+?\$\$|(?<![\w$])\$[^\s$](?:[^$]*[^\s$])?\$(?![\w$])",
        r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])",
        r"\{[#.:%][^{}]*\}(?!\s*\Z)|\{\{.*?\}\}|\[\[.+?\]\]|\{[+\-~=>]{2}.*?[+\-~=<]{2}\}",
        r"\[@[^\]]+\]|\[[^\[\]]+\]\[[^\[\]]*\]",
        r"\A:{3,}.*|\A\[!?\w+\]\Z|\A\[!\w+\]",
    )
)


class Escaped(Run):
    """A sign that stood behind a backslash: it stands for itself."""


def without_notes(text: str) -> tuple[str, dict[str, str]]:
    """Take the footnotes out of a text; returns it, with as many lines, and the footnotes by name."""
    notes: dict[str, str] = {}
    kept: list[str] = []
    name = fence = ""
    is_gap = False
    for line in text.split("\n"):
        fenced = _FENCE.match(line)
        if fenced and not name:
            fence = "" if fence and fenced["mark"].startswith(fence) else fence or fenced["mark"]
        found = None if fence else _NOTE.match(line)
        goes_on = bool(name) and (line[:2].isspace() or line[:1] == "\t" if is_gap else bool(line.strip()))
        if found:
            name = found["name"]
            notes[name] = f"{notes[name]} {found['text']}" if name in notes else found["text"]
        elif name and not line.strip():
            pass
        elif goes_on:
            notes[name] += f" {line.strip()}"
        else:
            name = ""
        kept.append("" if name else line)
        is_gap = not line.strip()
    return "\n".join(kept), {name: " ".join(said.split()) for name, said in notes.items()}


def with_signs(text: str) -> str:
    """Write figures that are marked as raised or lowered, as in x^2^ and H~2~O, with the signs for them."""
    text = _LOWERED.sub(lambda mark: set_off(mark[1], BELOW)[0], text)
    return _RAISED.sub(lambda mark: set_off(mark[1], ABOVE)[0], text)


def share_of(width: str, unit: str) -> float:
    """Return the share of the text's width that a picture takes; 0 where the unit is not known."""
    return float(width) / _FULL[unit] if unit in _FULL else 0.0


def foreign_marks(runs: Iterable[Run]) -> Iterator[str]:
    """Yield a doubt for each mark in runs that some program knows and CommonMark does not."""
    held = list(runs)
    words = "".join(run.text for run in held)
    # What stands behind backslashes is no sign to find a mark by.
    typed = "".join("\0" * len(run.text) if isinstance(run, Escaped) else run.text for run in held)
    for pattern in _MARKS:
        for match in pattern.finditer(typed):
            mark = words[match.start() : match.end()]
            yield f"“{mark}” is printed as it was typed: some programs take it for a mark"
