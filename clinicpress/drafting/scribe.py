"""Writes YAML as people keep it here: long texts folded at 100 columns, quotes only where they are needed.

What is written reads back as the same strings, character for character. A comment may stand above
an entry or beside a key that is left empty for a person to fill in; the lines of both are known, so
that they can be named.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from clinicpress.workspace.remarks import LOOK
from clinicpress.workspace.typed import is_marker

WIDTH = 100
FILL_IN = "FILL IN"

_PLAIN = re.compile(r"[^\W\d_“‘¿¡]|[“‘¿¡]")
_NOT_PLAIN = re.compile(r":(?=\s|\Z)|\s#|[\t\n\x85\u2028\u2029\ufeff]|\s\Z")
_NOT_FLOW = re.compile(r"[,\[\]{}:#]")
_NOT_FOLDED = re.compile(r"\A\s|\s\Z|[\t\n\x85\u2028\u2029\ufeff]")
_SPACE = re.compile(r"(?<=\S) (?=\S)")
TYPED = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}
"""Words that other YAML readers, such as editors, take for something else than text."""


@dataclass(frozen=True)
class Empty:
    """A key or entry without a value, and what a person is to fill in."""

    wanted: str


@dataclass(frozen=True)
class Noted:
    """A value with comments above its key or dash, and below an entry of a list; doubts are marked for the editor."""

    value: Plain
    doubts: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    doubts_below: tuple[str, ...] = ()


Plain: TypeAlias = "str | Empty | Sequence[Value] | Mapping[str, Value]"
Value: TypeAlias = "Plain | Noted"


@dataclass(frozen=True)
class Row:
    """A line of YAML, with what is to be filled in there, or looked at."""

    text: str
    wanted: str = ""
    doubt: str = ""


def written(value: Mapping[str, Value], indent: int = 0) -> list[Row]:
    """Write a mapping as lines, with so many spaces before each."""
    return list(_mapping(value, indent))


def listed(value: Sequence[Value], indent: int = 0) -> list[Row]:
    """Write the entries of a list as lines, with so many spaces before each dash."""
    return list(_sequence(value, indent))


def comment(text: str, indent: int = 0, doubt: str = "") -> Iterator[Row]:
    """Yield a comment, wrapped."""
    pad = " " * indent + "# "
    words = " ".join(text.split())
    lines = textwrap.wrap(words, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        yield Row((pad + line).rstrip(), doubt="" if number else doubt)


def _mapping(value: Mapping[str, Value], indent: int) -> Iterator[Row]:
    for key, entry in value.items():
        yield from _above(entry, indent)
        yield from _entry(f"{' ' * indent}{key}:", entry, indent + 2)


def _sequence(value: Sequence[Value], indent: int) -> Iterator[Row]:
    for entry in value:
        yield from _above(entry, indent)
        held = entry.value if isinstance(entry, Noted) else entry
        if isinstance(held, Mapping) and held:
            first, *rest = _mapping(held, indent + 2)
            yield Row(f"{' ' * indent}- {first.text.lstrip()}", first.wanted, first.doubt)
            yield from rest
        else:
            yield from _entry(f"{' ' * indent}-", held, indent + 2)
        if isinstance(entry, Noted):
            yield from _doubts(entry.doubts_below, indent)


def _above(entry: Value, indent: int) -> Iterator[Row]:
    if isinstance(entry, Noted):
        for text in entry.comments:
            yield from comment(text, indent)
        yield from _doubts(entry.doubts, indent)


def _doubts(doubts: Sequence[str], indent: int) -> Iterator[Row]:
    for doubt in doubts:
        yield from comment(f"{LOOK}: {doubt}", indent, doubt)


def _entry(head: str, value: Value, indent: int) -> Iterator[Row]:
    """Yield what stands after a key or dash; lines of its own begin with so many spaces."""
    value = value.value if isinstance(value, Noted) else value
    if isinstance(value, Empty):
        yield Row(f"{head}  # {FILL_IN}: {value.wanted}", wanted=f"{head.strip(' -')} {value.wanted}".lstrip())
    elif isinstance(value, str):
        yield from map(Row, _text(head, value, indent))
    elif isinstance(value, Mapping):
        yield Row(head)
        yield from _mapping(value, indent)
    elif (cells := _flow(value)) and len(head) + 1 + len(cells) <= WIDTH:
        yield Row(f"{head} {cells}")
    else:
        yield Row(head)
        yield from _sequence(value, indent)


def _flow(value: Sequence[Value]) -> str:
    """Write a row of a table in brackets; empty where it is none."""
    if not isinstance(value, Cells):
        return ""
    return f"[{', '.join(c if _is_plain(c) and not _NOT_FLOW.search(c) else quoted(c) for c in value)}]"


class Cells(tuple[str, ...]):
    """Short texts that may stand in one line, in brackets."""


class Bare(str):
    """A number, or true or false: it stands without quotes."""


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    room = WIDTH - len(head) - 1
    if isinstance(text, Bare) or (_is_plain(text) and len(text) <= room):
        yield f"{head} {text}"
    elif _is_foldable(text) and (len(text) + 2 > room or '"' in text or "\\" in text):
        yield f"{head} >-"
        yield from (" " * indent + line for line in folded(text, WIDTH - indent))
    else:
        yield f"{head} {quoted(text)}"


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.match(text)) and not _NOT_PLAIN.search(text) and text.casefold() not in TYPED


def _is_foldable(text: str) -> bool:
    return bool(text) and not _NOT_FOLDED.search(text)


def folded(text: str, width: int) -> Iterator[str]:
    """Break a text at single spaces: only there a line's end reads back as what stood in its place."""
    line = ""
    for word in _SPACE.split(text):
        # A line that began like a list's item would read as one.
        if line and len(line) + 1 + len(word) > width and not is_marker(word):
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def quoted(text: str) -> str:
    """Write a text in double quotes, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + re.sub("[\x85\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'
