"""What YAML takes from a text on its way from the file to the value, and nobody typed that.

YAML reads “Take Tylenol #3 daily” as “Take Tylenol”, parts “1,000 mg” at its comma inside brackets,
and runs paragraphs and lists together that stand in one text. Here a text that was read is put
beside its characters in the file. Only what costs words, or joins what was apart, is told; that a
text does not look like what was meant is for the editor's desk.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from clinicpress.nodes import Text
from clinicpress.problems import beginning

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Control characters, and what is no character at all."""
_BACKSLASH_X = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0abefnrtv]))")
_REMARK = re.compile(r"[ \t]+(?P<remark>#.*)")
_AS_REMARKS_ARE = re.compile(r"(?:[ \t]{2,}|\t)#+(?:[ \t]|$)")
"""Two spaces before the sign and one behind it: so a remark is written, and no text."""
_NEXT = re.compile(r",[^\s,\]}\[{'\"]")
_ESCAPE = re.compile(r"\\(?:\\|(?P<code>[ntNLP]))")
_ESCAPED = {"n": "a line end", "t": "a tab", "N": "a line end", "L": "a line end", "P": "a new paragraph"}
_MARKER = re.compile(r"(?P<sign>[-*+•‣◦▪●○–—☐✓])\s|(?:\d{1,2}[.)]|[a-z]\))\s")


class Misreading(NamedTuple):
    """What YAML did to a text: where, counted in the characters of its `raw`, what it is and what mends it."""

    at: int
    message: str
    hint: str


class _TypedLine(NamedTuple):
    at: int
    words: str


def misreading(text: Text) -> Misreading | None:
    """Return the first thing that YAML takes from a text; None where all that was typed is in it."""
    if not text.raw:
        return None
    style = text.raw[0] if text.raw[0] in "'\"|>" else ""
    found = None
    if not style:
        found = _remark(text) or _comma(text)
    elif style == '"':
        found = _escape(text.raw)
    return found or (_several(text, style) if "\n" in text.raw else None)


def _remark(text: Text) -> Misreading | None:
    match = _REMARK.match(text.rest)
    if match is None or _AS_REMARKS_ARE.match(text.rest):
        return None
    return not_printed(match["remark"], len(text.raw) + match.start("remark"))


def not_printed(remark: str, at: int) -> Misreading:
    """Say that what stands behind a “#”, at an index, is lost to YAML."""
    return Misreading(
        at,
        f"“{beginning(remark)}” is not printed: after a space, “#” begins a remark",
        "put the whole text in quotes; a remark is written with two spaces before the “#” and one behind it",
    )


def _comma(text: Text) -> Misreading | None:
    if not _NEXT.match(text.rest):
        return None
    return Misreading(
        len(text.raw),
        f"between brackets this comma ends the text “{beginning(text)}”",
        "put the whole text in quotes; if another one begins here, put a space after the comma",
    )


def _escape(raw: str) -> Misreading | None:
    for match in _ESCAPE.finditer(raw):
        if match["code"]:
            return Misreading(
                match.start(),
                f"“{match[0]}” is {_ESCAPED[match['code']]} between double quotes, and is not printed",
                "use single quotes, or write the backslash twice",
            )
    return None


def escaped_control(raw: str) -> str:
    """Name the first control character that a double-quoted text spells as an escape."""
    for match in _BACKSLASH_X.finditer(raw.replace("\\\\", "  ")):
        digits = match[1] or match[2] or match[3]
        char = (
            chr(int(digits, 16))
            if digits and int(digits, 16) < 0x110000
            else {"n": "\n", "t": "\t"}.get(match[4] or "")
        )
        if digits and char and (NOT_TEXT.match(char) or 0xD800 <= ord(char) <= 0xDFFF):
            return f"U+{ord(char):04X}"
        if match[4] and match[4] not in "nt":
            return f"\\{match[4]}"
    return ""


def _several(text: Text, style: str) -> Misreading | None:
    """Look for paragraphs and lists in a text of several lines, whose lines become one."""
    lines = list(_typed_lines(text.raw, style))
    for before, line in itertools.pairwise(lines):
        if not before.words and line.words:
            return Misreading(
                line.at,
                f"after an empty line “{beginning(line.words)}” would run on behind the text before",
                "make it an entry of its own, such as another “- paragraph:”; or remove the empty line",
            )
    listed = [index for index, line in enumerate(lines) if _MARKER.match(line.words)]
    for index in listed:
        # A dash may stand at the start of a line because the line was broken there.
        led = index > 0 and lines[index - 1].words.endswith(":")
        alike = [other for other in listed if _kind(lines[other].words) == _kind(lines[index].words)]
        if led or len(alike) > 1 or (index > 0 and not style and lines[index].words.startswith("- ")):
            return Misreading(
                lines[index].at,
                f"the list item “{beginning(lines[index].words)}” would run on behind the text before",
                "write the list as a block of its own: “- list:”, and below it a line for each item",
            )
    return None


def is_marker(word: str) -> bool:
    """Tell whether a word looks like what stands before the item of a list."""
    return _MARKER.match(f"{word} ") is not None


def _kind(words: str) -> str:
    match = _MARKER.match(words)
    assert match
    return match["sign"] or "number"


def _typed_lines(raw: str, style: str) -> Iterator[_TypedLine]:
    """Yield the lines of a text as they were typed, without the sign that opens a block and without quotes."""
    at = 0
    lines = raw.split("\n")
    last = len(lines) - 1
    while last > 0 and not lines[last].strip():
        last -= 1  # what follows the text is not part of it
    for number, line in enumerate(lines[: last + 1]):
        words = line.strip()
        start = at + len(line) - len(line.lstrip())
        if style in {"'", '"'}:
            if number == 0:
                words, start = words[1:], start + 1
            if number == last:
                words = words[:-1]
        if not (number == 0 and style in {"|", ">"}):
            yield _TypedLine(start, words)
        at += len(line) + 1
