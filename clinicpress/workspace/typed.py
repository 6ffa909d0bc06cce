"""What YAML takes from a text on its way from the file to the value, and nobody typed that.

YAML reads “Take Tylenol #3 daily” as “Take Tylenol”, parts “1,000 mg” at its comma inside brackets,
and runs paragraphs and lists together that stand in one text. Here a text that was read is put
beside its characters in the file. Only what costs words, or joins what was apart, is told; that a
text does not look like what was meant is for the editor's desk.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from clinicpress.ground.characters import beginning
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.remarks import NOT_PRINTED, QUOTE_IT

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Control characters, and what is no character at all."""
_BACKSLASH_X = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0abefnrtv]))")
_REMARK = re.compile(r"[ \t]+(?P<remark>#.*)")
_AS_REMARKS_ARE = re.compile(r"(?:[ \t]{2,}|\t)#+(?:[ \t]|$)")
"""Two spaces before the sign and one behind it: so a remark is written, and no text."""
_NEXT = re.compile(r",[^\s,\]}\[{'\"]")
_ESCAPE = re.compile(r"\\(?:[\\\"xuU]|(?P<code>.))", re.DOTALL)
_ESCAPED = {
    "n": "is a line end",
    "t": "is a tab",
    "N": "is a line end",
    "L": "is a line end",
    "P": "is a new paragraph",
    "_": "is a no-break space",
    "/": "is a stroke",
    "\n": "joins the next line",
}
"""What a code between double quotes does, but for those that spell a character by its number."""
BULLETS = "•‣◦▪●○·→➢►☐✓✔"
"""Signs that stand before the items of a list, beside dashes, stars and crosses."""
_MARKER = re.compile(
    rf"(?:(?P<sign>[{BULLETS}](?=[\s\w])|[*+](?=\s)|[-–—](?=\s|[^\W\d_]))|(?:(?P<number>\d{{1,2}})[.)]|[a-z]\))(?=\s|[^\W\d_]))"
)
_BLOCK = re.compile(r"- [a-z_]+:(?:\s|\Z)")


class Misreading(NamedTuple):
    """What YAML did to a text: where, counted in the characters of its `raw`, what it is and what mends it."""

    at: int
    message: str
    hint: str


class _TypedLine(NamedTuple):
    at: int
    words: str


def misreading(text: Text, may_be_parted: bool = False) -> Misreading | None:
    """Return the first thing that YAML takes from a text; None where all that was typed is in it.

    `may_be_parted` says that an empty line in it begins a new paragraph.
    """
    if not text.raw:
        return None
    style = text.raw[0] if text.raw[0] in "'\"|>" else ""
    found = _remark(text) if text.rest else None
    if not style:
        found = found or (_comma(text) if text.rest else None)
    elif style == '"':
        found = found or _escape(text.raw)
    return found or (_several(text, style, may_be_parted) if "\n" in text.raw else None)


def _remark(text: Text) -> Misreading | None:
    match = _REMARK.match(text.rest)
    if match is None or _AS_REMARKS_ARE.match(text.rest):
        return None
    return Misreading(len(text.raw) + match.start("remark"), f"“{beginning(match['remark'])}” {NOT_PRINTED}", QUOTE_IT)


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
                f"“{match[0].strip()}” {_ESCAPED.get(match['code'], 'is a space')} between double quotes, "
                "and is not printed",
                "use single quotes, or write the backslash twice",
            )
    return None


def escaped_control(raw: str) -> str:
    """Name the first control character that a double-quoted text spells as an escape."""
    for match in _BACKSLASH_X.finditer(raw.replace("\\\\", "  ")):
        digits = match[1] or match[2] or match[3]
        char = chr(int(digits, 16)) if digits and int(digits, 16) < 0x110000 else ""
        if char and (NOT_TEXT.match(char) or 0xD800 <= ord(char) <= 0xDFFF):
            return f"U+{ord(char):04X}"
        if match[4] and match[4] not in "nt":
            return f"\\{match[4]}"
    return ""


def _several(text: Text, style: str, may_be_parted: bool) -> Misreading | None:
    """Look for paragraphs, lists and blocks in a text of several lines, whose lines become one."""
    lines = list(_typed_lines(text.raw, style))
    first = next((index for index, line in enumerate(lines) if line.words), 0)
    for before, line in itertools.pairwise(lines[first:]):
        if not before.words and line.words and not may_be_parted:
            return Misreading(
                line.at,
                f"after an empty line “{beginning(line.words)}” would run on behind the text before",
                "make it an entry of its own, or a “- paragraph:” in the “body:” of an item or cell; or remove it",
            )
    for line in lines[first + 1 :]:
        if _BLOCK.match(line.words):
            return Misreading(
                line.at,
                f"“{beginning(line.words)}” stands inside of the text before",
                "indent it as the block above, or close the quotation mark of the text above",
            )
    item = _item(lines[first:], style)
    return item and Misreading(
        item.at,
        f"the list item “{beginning(item.words)}” would run on behind the text before",
        "write the list as a block of its own: “- list:”, and below it a line for each item",
    )


def _item(lines: Sequence[_TypedLine], style: str) -> _TypedLine | None:
    """Return the first line that is a list's item, and not only begins like one because it was broken there."""
    kinds = [_kind(line.words) for line in lines]
    signs = Counter(kinds)
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if not kind:
            continue
        before = lines[number - 1].words if number else ""
        led = before.endswith(":")
        if kind.isdigit():
            alike = str(int(kind) + 1) in signs or str(int(kind) - 1) in signs
        else:
            # Without quotes a line that begins with a dash is a dash forgotten above, but for a range.
            alike = signs[kind] > 1 or (bool(before) and not style and kind == "-" and not before[-1:].isdigit())
        if led or alike:
            return line
    return None


def is_marker(word: str) -> bool:
    """Tell whether a word looks like what stands before the item of a list."""
    return _MARKER.match(f"{word} ") is not None


def _kind(words: str) -> str:
    """Return the sign or number that a line begins with, if it is one of a list's."""
    match = _MARKER.match(words)
    if match is None:
        return ""
    return match["sign"] or match["number"] or "letter"


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
