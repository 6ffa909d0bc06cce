"""Structure elements: the logical tree of a document, in reading order.

The story builder makes the tree; flowables hold their element and report to it what they draw.
Comparing what an element should say with what was drawn for it proves that no word was lost,
doubled or clipped on its way to the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from clinicpress.ground.characters import SOFT_HYPHEN, unspaced

INLINE = frozenset(
    {"Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Em", "Strong", "Sub", "Lbl", "NonStruct"}
)
"""Structure types that stand among the words of a line (ISO 32000-1, 14.8.4.4)."""


class MarkedContent(NamedTuple):
    """A stretch of marked content on a page: the page's index and the id within it."""

    page: int
    id: int


class Annotation(NamedTuple):
    """A link annotation: the page's index and the annotation's index on it, with its description."""

    page: int
    number: int
    contents: str


@dataclass(eq=False)
class Element:
    """A structure element (ISO 32000-1, 14.7): its PDF tag, its text and its kids."""

    tag: str
    parent: Element | None = field(default=None, repr=False)
    alt: str = ""
    """What a picture shows; what the place of a link is called."""
    text: str = ""
    """The text that this element itself must show, child elements excluded."""
    inline: bool = False
    """It stands among the words of its parent, where they are drawn."""
    kids: list[Element | MarkedContent | Annotation] = field(default_factory=list, repr=False)
    words: dict[MarkedContent, str] = field(default_factory=dict, repr=False)
    """The text that was drawn for it, by the marked content it stands in."""
    # What few elements have is theirs only when it is said.
    inlines: tuple[Element, ...] = field(default=(), init=False, repr=False)
    """The inline elements made for it, whether drawn yet or not."""
    turned: frozenset[MarkedContent] = field(default=frozenset(), init=False, repr=False)
    """The marked content in which the text is drawn in another order than it is read in."""
    lang: str = field(default="", init=False)
    """The language, where it is not that of its parent."""
    scope: str = field(default="", init=False)
    """Column or Row, for the head cells of tables."""
    columns: int = field(default=1, init=False)
    """How many columns the cell of a table spans."""
    rows: int = field(default=1, init=False)
    """How many rows it spans."""
    numbering: str = field(default="", init=False)
    """Decimal or Disc, for lists."""
    box: tuple[float, float, float, float] | None = field(default=None, init=False)
    """Left, bottom, right and top of a picture on its page, in points."""

    def child(self, tag: str, alt: str = "") -> Element:
        """Append and return a new child element."""
        element = Element(tag, self, alt)
        self.kids.append(element)
        return element

    def take(self, element: Element) -> None:
        """Append an element that was the child of another one."""
        element.parent = self
        self.kids.append(element)

    def inline_child(self, tag: str) -> Element:
        """Return a new child element that takes its place when it is drawn."""
        element = Element(tag, self, inline=True)
        self.inlines += (element,)
        return element

    def place(self, item: Element | MarkedContent | Annotation) -> None:
        """Append what was drawn; an inline element takes its place among its parent's words."""
        if self.inline and not self.kids and self.parent is not None:
            self.parent.place(self)
        self.kids.append(item)

    def say(self, text: str, content: MarkedContent, turned: bool = False) -> None:
        """Note text that was drawn for it; `turned` tells that its letters stand in another order."""
        self.words[content] = self.words.get(content, "") + text
        if turned:
            self.turned |= {content}

    @property
    def drawn(self) -> str:
        """All text that was drawn for it."""
        return "".join(self.words.values())

    @property
    def said(self) -> str:
        """All text that was drawn for it and for the elements in it, in reading order."""
        return "".join(
            self.words.get(kid, "") if isinstance(kid, MarkedContent) else kid.said if isinstance(kid, Element) else ""
            for kid in self.kids
        )

    @property
    def actual(self) -> str:
        """All that it says as it is read, where it is drawn in another order and no child stands among its words."""
        return (
            ""
            if not self.turned or self.children
            else self.read([kid for kid in self.kids if isinstance(kid, MarkedContent)])
        )

    def read(self, contents: Sequence[MarkedContent]) -> str:
        """Return what marked content says as it is read, where some of it is drawn in another order."""
        return "" if self.turned.isdisjoint(contents) else "".join(self.words[each] for each in contents)

    def grouped(self) -> Iterator[Element | Annotation | list[MarkedContent]]:
        """Yield its kids, and those that are marked content and follow each other as one."""
        for is_content, group in groupby(self.kids, lambda kid: isinstance(kid, MarkedContent)):
            if is_content:
                yield [kid for kid in group if isinstance(kid, MarkedContent)]
            else:
                yield from (kid for kid in group if not isinstance(kid, MarkedContent))

    @property
    def children(self) -> list[Element]:
        """The child elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> list[Element]:
        """Return this element and all below it, in reading order."""
        found = [self]
        for kid in self.kids:
            if isinstance(kid, Element):
                found += kid.walk()
        return found

    def faults(self) -> list[str]:
        """List which of this element and all below it say something else than they must, spaces aside."""
        return faults_in(self.walk())


def faults_in(elements: Sequence[Element]) -> list[str]:
    """List the elements, and their inline ones that were not drawn, that say something else than they must.

    Spaces are no matter.
    """
    lost = [each for parent in elements for each in parent.inlines if not each.kids]
    return [
        f"<{each.tag}> should say “{each.text[:80]}” but says “{each.drawn[:80]}”"
        for each in (*elements, *lost)
        if (drawn := each.drawn) != each.text and unspaced(each.text) != unspaced(drawn.replace(SOFT_HYPHEN, ""))
    ]
