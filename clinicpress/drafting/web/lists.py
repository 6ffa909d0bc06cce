"""The lists of a web page: their items, their numbers, and the words of a list with meanings.

Browsers show more than the standard allows: a list that stands in a list without an item, text between
items. Such a list belongs to the item above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clinicpress.drafting.web.elements import Node, attribute, children, has, is_text, number
from clinicpress.drafting.web.shown import Styles

LISTS = {"ul", "ol", "menu", "dir"}
_LETTERS = {
    "a": "{a}.",
    "A": "{A}.",
    "i": "{i}.",
    "I": "{I}.",
    "lower-alpha": "{a}.",
    "lower-latin": "{a}.",
    "upper-alpha": "{A}.",
    "upper-latin": "{A}.",
    "lower-roman": "{i}.",
    "upper-roman": "{I}.",
}
"""How numbers are written, by the type that HTML or CSS gives them."""
_PLAIN = {"", "1", "decimal"}


@dataclass(frozen=True)
class Numbers:
    """How a list counts."""

    first: int = 1
    step: int = 1
    label: str = ""
    doubt: str = ""


def numbers_of(node: Node, styles: Styles) -> Numbers:
    """Return how a numbered list counts."""
    count = sum(1 for entry in entries(node) if entry.name == "li")
    step = -1 if has(node, "reversed") else 1
    first = number(node, "start", count if step < 0 else 1)
    style = styles.of(node)
    said = style.get("list-style-type", "") or next(iter(style.get("list-style", "").split()), "")
    kind = said or attribute(node, "type")
    if kind == "none":
        return Numbers(first, step, "", "the page shows no numbers at this list")
    if kind not in {*_LETTERS, *_PLAIN}:
        return Numbers(first, step, "", f"the page counts this list in its own way, “{kind}”")
    shown = ", ".join(f"“{first + step * at}”" for at in range(count))
    return Numbers(
        first, step, _LETTERS.get(kind, ""), f"the page counts this list backwards: {shown}" if step < 0 else ""
    )


def entries(node: Node) -> Iterator[Node]:
    """Yield the items of a list, whatever they are wrapped in, and what else stands between them."""
    for child in node.children or ():
        if is_text(child):
            if (child.data or "").strip():
                yield child
        elif child.name not in {"li", *LISTS} and any(each.name == "li" for each in children(child)):
            yield from entries(child)
        elif not child.name.startswith(("#", "!")):
            yield child


def terms(node: Node) -> Iterator[tuple[list[Node], list[Node]]]:
    """Yield the words of a list of terms, each with what it means (HTML, 4.4.9)."""
    words: list[Node] = []
    meanings: list[Node] = []
    for child in _terms(node):
        if child.name == "dt" and meanings:
            yield words, meanings
            words, meanings = [], []
        (words if child.name == "dt" else meanings).append(child)
    if words or meanings:
        yield words, meanings


def _terms(node: Node) -> Iterator[Node]:
    for child in children(node):
        if child.name == "div" and any(each.name in {"dt", "dd"} for each in children(child)):
            yield from _terms(child)
        else:
            yield child
