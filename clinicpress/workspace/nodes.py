"""What YAML is read into: texts that know where they stand, and a tree of nodes with positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from clinicpress.ground.problems import Place


class Text(str):
    """A string that knows where in which file it stands."""

    place: Place
    raw: str
    """The scalar as it stands in the file, from its first character to its last."""
    rest: str
    """What follows it in its line, where it has no quotes."""

    def __new__(cls, value: str, place: Place, raw: str = "", rest: str = "") -> Text:
        text = str.__new__(cls, value)
        text.place = place
        text.raw = raw
        text.rest = rest
        return text

    def at(self, needle: str) -> Place:
        """Return the place of the first occurrence of `needle`, or of the whole text."""
        return self.place_of(max(0, self.raw.find(needle)))

    def place_of(self, index: int) -> Place:
        """Return the place of a character of `raw`."""
        before = self.raw[:index]
        line = self.place.line + before.count("\n")
        newline = before.rfind("\n")
        column = self.place.column + index if newline < 0 else index - newline
        return Place(self.place.file, line, column)


@dataclass
class Node:
    """A piece of a YAML file: a text, a list of nodes, or a mapping of keys to nodes. It stays as it was read."""

    place: Place
    value: Text | list[Node] | dict[Text, Node] | None
    remarks: tuple[Text, ...] = ()
    """The remarks of the file, where this is the whole of it."""
    _keys: dict[str, Text] | None = field(default=None, init=False, repr=False, compare=False)
    """The keys of a mapping by their words, once one was looked for."""

    def plain(self) -> Any:
        """Return the node as lists, dicts and located texts, as pydantic wants it."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value

    def find(self, path: tuple[int | str, ...]) -> Node:
        """Follow keys and indexes as far as they lead; steps that lead nowhere are skipped."""
        node = self
        for step in path:
            if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            elif isinstance(node.value, dict):
                node = node.value.get(step, node)  # type: ignore[call-overload] # texts are found by their words
        return node

    def entry(self, key: str) -> Node | None:
        """Return what stands under a key; None where there is no such key."""
        return next((v for k, v in self.value.items() if k == key), None) if isinstance(self.value, dict) else None

    def entries(self, key: str) -> dict[Text, Node]:
        """Return the mapping under a key; an empty one where there is none."""
        held = self.entry(key)
        return held.value if held is not None and isinstance(held.value, dict) else {}

    def merged(self, over: Node) -> Node:
        """Put another node over this one: mappings key by key, all else as a whole."""
        if not (isinstance(self.value, dict) and isinstance(over.value, dict)):
            return over
        merged: dict[Text, Node] = dict(self.value)
        for key, value in over.value.items():
            merged[key] = merged[key].merged(value) if key in merged else value
        return Node(over.place, merged)

    def replaced(self, path: tuple[str, ...], value: Node) -> Node:
        """Return the node with another value under keys that are there; raises KeyError for those that are not."""
        if not path:
            return value
        first, *others = path
        if not isinstance(self.value, dict) or first not in self.value:
            raise KeyError(first)
        kept = {key: held.replaced(tuple(others), value) if key == first else held for key, held in self.value.items()}
        return Node(self.place, kept, self.remarks)

    def blamed(self, *paths: tuple[int | str, ...]) -> Place:
        """Return, of places that do not go together, the first in the file that was put over the others."""
        places = [self.find(path).place for path in paths]
        return next((place for place in places if place.file == self.place.file), places[0])

    def key_place(self, path: tuple[int | str, ...]) -> Place:
        """Return the place of the last key of `path` itself, not of its value."""
        holder = self.find(path[:-1])
        if isinstance(holder.value, dict):
            if holder._keys is None or len(holder._keys) != len(holder.value):
                holder._keys = {str(key): key for key in holder.value}
            key = holder._keys.get(str(path[-1]))
            if key is not None:
                return key.place
        return holder.place
