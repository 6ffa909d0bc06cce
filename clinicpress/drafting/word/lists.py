"""The lists of a Word document: which item stands in which, and how their labels are counted.

Word knows no lists, only paragraphs with labels. What follows a list at once and stands as far in as an item's text
belongs to that item (ECMA-376-1, 17.9); so does a list that stands further in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from clinicpress.drafting.article import Item, Items, Piece, named
from clinicpress.drafting.word.numbers import LEVELS
from clinicpress.drafting.word.styles import SEEN, ListLevel

BEGIN = "in the document these items begin with"


@dataclass
class Entry:
    """An item as Word has it, with the pieces and items that stand in it, in order."""

    level: ListLevel
    item: Item
    inside: list[Piece | Entry] = field(default_factory=list)


class OpenLists:
    """Lists that may still go on with the next paragraph."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._open: list[Entry] = []

    @property
    def last(self) -> ListLevel | None:
        """The level of the last item; None where no list is open."""
        return self._open[-1].level if self._open else None

    def goes_on(self, level: ListLevel) -> bool:
        """Tell whether an item of a level would be the next of a list that is open."""
        return any(level.goes_on_from(entry.level) for entry in self._open)

    def add(self, level: ListLevel, item: Item) -> None:
        """Add an item."""
        while self._open and not level.is_below(self._open[-1].level):
            self._open.pop()
        del self._open[LEVELS - 1 :]
        entry = Entry(level, item)
        (self._open[-1].inside if self._open else self._entries).append(entry)
        self._open.append(entry)

    def holds(self, indent: int) -> bool:
        """Tell whether a paragraph that stands so far in, in twentieths of a point, belongs to an item."""
        return any(0 < entry.level.text_at < indent + SEEN for entry in self._open)

    def hold(self, pieces: Sequence[Piece], indent: int | None = None) -> None:
        """Put pieces into the innermost item that they stand as far in as, or into the last one."""
        while indent is not None and len(self._open) > 1 and self._open[-1].level.text_at >= indent + SEEN:
            self._open.pop()
        self._open[-1].inside += pieces

    def taken(self) -> list[Items]:
        """Return the lists, and begin anew."""
        entries, self._entries, self._open = self._entries, [], []
        return list(_lists(entries))


def _lists(entries: Sequence[Entry]) -> Iterator[Items]:
    """Make lists of the items of one level; after one that does not go on, the next begins."""
    alike: list[Entry] = []
    for entry in entries:
        if alike and not entry.level.goes_on_from(alike[-1].level):
            yield _list(alike)
            alike = []
        alike.append(entry)
    if alike:
        yield _list(alike)


def _list(entries: Sequence[Entry]) -> Items:
    first = entries[0].level
    doubts = tuple(_label_doubts(entries))
    items = tuple(replace(entry.item, below=tuple(_below(entry))) for entry in entries)
    label = first.label if first.is_numbered else None
    if label is None or not label.pattern:
        return Items(items, first.is_numbered, doubts=doubts)
    return Items(items, True, label.count, "" if label.is_usual else label.pattern, doubts=doubts)


def _below(entry: Entry) -> Iterator[Piece]:
    """Yield what stands in an item; items that follow each other are lists."""
    run: list[Entry] = []
    for each in entry.inside:
        if isinstance(each, Entry):
            run.append(each)
            continue
        yield from _lists(run)
        run = []
        yield each
    yield from _lists(run)


def _label_doubts(entries: Sequence[Entry]) -> Iterator[str]:
    """Say of a list what stands before its items, where ours cannot have that."""
    levels = [entry.level for entry in entries]
    labels = [level.label for level in levels if level.label]
    if levels[0].sign:
        yield f"the bullets of this list are “{levels[0].sign}” in the document: say in its lead-in what they mean"
    elif any(label.level.has_picture for label in labels):
        yield "the bullets of this list are small pictures in the document: say in its lead-in what they mean"
    if levels[0].is_numbered and any(not label.pattern for label in labels):
        yield f"{BEGIN} {named(label.text for label in labels)}"
