"""What dialects of Markdown have beyond CommonMark: footnotes, boxes to tick, further marks.

Footnotes and boxes are understood, since most programs that write Markdown know them. Other marks are
printed as they were typed, and told: what one program raises, another strikes through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*)")
NOTE_MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
BOX = re.compile(r"\[(?:x|X|✓| )\]\s+")
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


def foreign_marks(words: str) -> Iterator[str]:
    """Yield a doubt for each mark in a text that some program knows and CommonMark does not."""
    for pattern in _MARKS:
        for match in pattern.finditer(words):
            yield f"“{match[0]}” is printed as it was typed: some programs take it for a mark"
