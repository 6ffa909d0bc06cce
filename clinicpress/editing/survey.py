"""Where the parts of a YAML text begin and end: its texts, the entries of its lists, the pairs of its mappings.

All positions are indexes of characters. A text is surveyed with plain line ends and without a byte
order mark; `Survey.changed` puts changes into the text as it was, whose own line ends stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.composer import control_characters, parse_yaml
from clinicpress.workspace.nodes import Node, Text

Path: TypeAlias = "tuple[str | int, ...]"
"""The keys and indexes that lead to a part of a file."""
BOM = "\ufeff"
_SPACE_AND_REMARKS = re.compile(r"(?:[ \n]|\t|#[^\n]*)*")


class Edit(NamedTuple):
    """A change of a text: what stands from one index up to another is replaced."""

    begin: int
    end: int
    new: str


class Span(NamedTuple):
    """Where a part of a text begins, and the index behind its end."""

    begin: int
    end: int


@dataclass(frozen=True)
class Entry:
    """An entry of a list or a pair of a mapping: from its dash, key or first character to its last character."""

    node: Node
    begin: int
    end: int
    key: Text | None = None


class Survey:
    """A YAML text, read, with the extents of its parts; raises InputProblems for what cannot be read."""

    def __init__(self, text: str, name: str = "") -> None:
        self.original = text
        self.name = name
        self.text = plain_lines(text)
        if problems := control_characters(name, self.text):
            raise InputProblems(problems)
        self.root = parse_yaml(name, self.text)
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self._ends: dict[int, int] = {}

    # What is asked of it -----------------------------------------------------------------------------

    def node(self, path: Path) -> Node:
        """Return the node at a path; raises InputProblems where there is none."""
        node = self.root
        for step in path:
            held: Node | None = None
            if isinstance(node.value, list) and isinstance(step, int) and 0 <= step < len(node.value):
                held = node.value[step]
            elif isinstance(node.value, dict):
                held = node.value.get(step)  # type: ignore[call-overload] # texts are found by their words
            if held is None:
                raise self.gone(node.place)
            node = held
        return node

    def gone(self, place: Place | None = None) -> InputProblems:
        """Return the refusal for a path that leads nowhere."""
        hint = "look at the file as it is now, then change it again"
        return InputProblems.one(place or Place(self.name), "what was to be changed is no longer here", hint)

    def at(self, place: Place) -> int:
        """Return the index that a place stands for."""
        line = min(max(place.line, 1), len(self._lines))
        return min(self._lines[line - 1] + place.column - 1, len(self.text))

    def is_flow(self, node: Node) -> bool:
        """Tell whether a list or mapping stands in brackets or braces."""
        return isinstance(node.value, (list, dict)) and self.text[self.at(node.place)] in "[{"

    def span(self, node: Node) -> Span:
        """Return where a node stands; an empty one has no extent, or that of its “~”."""
        return Span(self.at(node.place), self._end(node))

    def entries(self, node: Node) -> list[Entry]:
        """List the entries of a list, or the pairs of a mapping, in order."""
        return list(self._entries(node))

    def in_brackets(self, path: Path) -> bool:
        """Tell whether a part stands in brackets or braces, or in something that does."""
        return any(self.is_flow(self.node(path[:length])) for length in range(len(path)))

    def column(self, node: Node) -> int:
        """Return the column of the keys or dashes of a list or mapping in block style, counted from 0."""
        return node.place.column - 1

    def line_begin(self, index: int) -> int:
        """Return where the line of an index begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Return where the line of an index ends: at its line end, or at the end of the text."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found

    def begins_line(self, index: int) -> bool:
        """Tell whether nothing but spaces stands before an index in its line."""
        return not self.text[self.line_begin(index) : index].strip(" ")

    def with_remarks(self, entry: Entry, after: int, column: int) -> int:
        """Return where an entry in block style begins, with the remarks that stand directly above it.

        `after` is the index behind what stands before it; a remark that stands further in belongs to that. What
        stands at the very beginning of a file is about the file.
        """
        begin = self.line_begin(entry.begin)
        if not self.begins_line(entry.begin):
            return entry.begin
        first = begin
        while first > after:
            above = self.line_begin(first - 1)
            words = self.text[above : first - 1]
            if above < after or not words.lstrip(" ").startswith("#") or len(words) - len(words.lstrip(" ")) > column:
                break
            first = above
        return begin if first == 0 else first

    # What is made of it ------------------------------------------------------------------------------

    def edited(self, edits: Sequence[Edit]) -> str:
        """Return the text with plain line ends and with changes that do not overlap."""
        return _put_in(self.text, edits)

    def changed(self, edits: Sequence[Edit]) -> str:
        """Return the text as it was, with its own line ends, and with changes that do not overlap."""
        line_end = "\r\n" if "\r\n" in self.original else "\r" if "\n" not in self.original else "\n"
        if "\r" not in self.original:
            line_end = "\n"
        shift = len(self.original) - len(self.original.removeprefix(BOM))
        moved = [
            Edit(self._was(edit.begin) + shift, self._was(edit.end) + shift, edit.new.replace("\n", line_end))
            for edit in edits
        ]
        return _put_in(self.original, moved)

    @cached_property
    def _returns(self) -> list[int]:
        """The line ends of two characters, by their indexes in the plain text."""
        own = self.original.removeprefix(BOM)
        return [match.start() - number for number, match in enumerate(re.finditer("\r\n", own))]

    def _was(self, index: int) -> int:
        return index + bisect_left(self._returns, index)

    # How it is found ---------------------------------------------------------------------------------

    def _entries(self, node: Node) -> Iterator[Entry]:
        if isinstance(node.value, dict):
            for key, value in node.value.items():
                begin = self.at(key.place)
                yield Entry(value, begin, max(self._end(value), begin + len(key.raw)), key)
        elif isinstance(node.value, list) and self.is_flow(node):
            for value in node.value:
                yield Entry(value, *self.span(value))
        elif isinstance(node.value, list):
            dash = self.at(node.place)
            again = re.compile(rf"^ {{{self.column(node)}}}-(?=[ \t\n]|\Z)", re.MULTILINE)
            for value in node.value:
                end = max(self._end(value), dash + 1)
                yield Entry(value, dash, end)
                found = again.search(self.text, end)
                dash = found.end() - 1 if found else len(self.text)

    def _end(self, node: Node) -> int:
        known = self._ends.get(id(node))
        if known is None:
            known = self._ends[id(node)] = self._found_end(node)
        return known

    def _found_end(self, node: Node) -> int:
        begin = self.at(node.place)
        if isinstance(node.value, Text):
            raw = node.value.raw
            # YAML counts the empty lines below a folded text as its own.
            return begin + len(raw.rstrip(" \n") if raw[:1] in {"|", ">"} else raw)
        if node.value is None:
            found = re.compile(r"~|null(?![^\s,\]}])").match(self.text, begin)
            return found.end() if found else begin
        last = self._last(node)
        if not self.is_flow(node):
            return last
        # What stands behind the last entry in brackets: spaces, remarks, one comma, the bracket.
        at = last
        while at < len(self.text) and self.text[at] not in "]}":
            at = max(at + 1, self._skipped(at)) if self.text[at] not in " \t\n#" else self._skipped(at)
        return min(at + 1, len(self.text))

    def _last(self, node: Node) -> int:
        begin = self.at(node.place)
        entries = self.entries(node)
        if not entries:
            return self._skipped(begin + 1)
        end = entries[-1].end
        if self.is_flow(node) and entries[-1].node.value is None:
            return self._after_nothing(end)
        return end

    def _after_nothing(self, index: int) -> int:
        """Skip the colon of a key without a value, in braces."""
        index = self._skipped(index)
        return self._skipped(index + 1) if self.text[index] == ":" else index

    def _skipped(self, index: int) -> int:
        found = _SPACE_AND_REMARKS.match(self.text, index)
        return found.end() if found else index


@lru_cache(maxsize=8)
def surveyed(text: str, name: str = "") -> Survey:
    """Return the survey of a text, which nobody may change; the last few are kept, as one is asked for at each key."""
    return Survey(text, name)


def plain_lines(text: str) -> str:
    """Return a text as it is read: without a byte order mark, and with plain line ends."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def shaped_as(old: str, new: str) -> str:
    """Return a new text with the byte order mark and the line ends of an old one, which pages do not keep."""
    plain = plain_lines(new)
    mark = BOM if old.startswith(BOM) else ""
    return mark + (plain.replace("\n", "\r\n") if "\r\n" in old else plain)


def _put_in(text: str, edits: Sequence[Edit]) -> str:
    parts, at = [], 0
    for edit in sorted(edits):
        parts += [text[at : edit.begin], edit.new]
        at = edit.end
    return "".join([*parts, text[at:]])
