"""Structure elements: the logical tree of a document, in reading order.

The story builder makes the tree; flowables hold their element and report to it what they draw.
Comparing what an element should say with what was drawn for it proves that no word was lost,
doubled or clipped on its way to the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Element:
    """A structure element (ISO 32000-1, 14.7): its PDF tag, its text and its children."""

    tag: str
    parent: Element | None = field(default=None, repr=False)
    alt: str = ""
    text: str = ""
    """The text that this element itself must show, children excluded."""
    drawn: list[str] = field(default_factory=list)
    """The pieces that were drawn for it."""
    pages: list[int] = field(default_factory=list)
    children: list[Element] = field(default_factory=list, repr=False)

    def child(self, tag: str, alt: str = "") -> Element:
        """Append and return a new child."""
        element = Element(tag, self, alt)
        self.children.append(element)
        return element

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def missing(self) -> list[Element]:
        """List the elements whose drawn text differs from what they must say, spaces aside."""
        return [e for e in self.walk() if _squeezed(e.text) != _squeezed("".join(e.drawn))]


def _squeezed(text: str) -> str:
    return "".join(text.split())
