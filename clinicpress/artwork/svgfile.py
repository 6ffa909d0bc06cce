"""An SVG file as people's programs write it: read strictly into a tree that knows its lines.

Only what a print may hold gets through: no other files, no entities but plain words, nothing nested
without end. Elements of other namespaces (notes of drawing programs) are left out.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
MAX_DEPTH = 100
MAX_ELEMENTS = 50_000
MAX_FLAWS = 8
MAX_ENTITY = 200
"""The most characters of an entity: drawing programs keep the names of namespaces in them."""
MAX_LETTERS = 12_000_000
"""The most characters of all attributes and texts, with what entities stand for."""
SIMPLER = "in the drawing program, expand or flatten it, or convert it to outlines, and export a plain SVG again"


class Flaw(NamedTuple):
    """What keeps an SVG from being printed: a line of the file (0 for the whole), and what would mend it."""

    line: int
    message: str
    hint: str = SIMPLER


class Unfit(Exception):
    """Raised with what keeps an SVG from being printed."""

    def __init__(self, flaws: list[Flaw]) -> None:
        self.flaws = list(dict.fromkeys(flaws))[:MAX_FLAWS]
        super().__init__("; ".join(flaw.message for flaw in flaws))

    @classmethod
    def one(cls, line: int, message: str, hint: str = SIMPLER) -> Unfit:
        """Wrap a single flaw."""
        return cls([Flaw(line, message, hint)])


@dataclass(eq=False)
class Element:
    """An element of an SVG: its attributes by local name, and texts and elements in it."""

    name: str
    attributes: dict[str, str]
    line: int
    kids: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The elements directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(kid for kid in self.kids if isinstance(kid, str))

    def walk(self) -> Iterator[Element]:
        """Yield this element and all in it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.elements)


def read_artwork(content: bytes) -> Element:
    """Read an SVG file; raises Unfit for whatever is no plain SVG in UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise Unfit.one(0, "is not an SVG picture in UTF-8", "save it as a plain SVG, uncompressed, in UTF-8") from None
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        where = f"line {error.lineno}" if error.lineno else "its first line"
        raise Unfit.one(
            0, f"is not an SVG picture, or is broken in {where}", "export it again as a plain SVG"
        ) from None
    root = reader.root
    if root is None or root.name != "svg":
        raise Unfit.one(0, "is not an SVG picture", "export it as a plain SVG")
    return root


class _Reader:
    """Builds the tree from what the parser reports."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self.declared
        self.parser.EntityDeclHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.root: Element | None = None
        self.open: list[Element] = []
        self.home = SVG
        self.foreign = 0
        self.count = self.letters = 0

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        """Refuse a declared encoding that its bytes do not have."""
        try:
            known = codecs.lookup(encoding or "utf-8").name in ("utf-8", "ascii")
        except LookupError:
            known = False
        if not known:
            raise Unfit.one(1, f"says that it is written in “{(encoding or '')[:20]}”", "save it in UTF-8")

    def entity(
        self,
        name: str,
        parameter: bool,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        """Refuse entities of other files, and those that hold more than a few words; one cannot hold another."""
        if parameter or value is None or "&" in value or "%" in value or len(value) > MAX_ENTITY:
            said = f"defines “{name[:20]}” (“<!ENTITY”) as more than a few words"
            raise Unfit.one(self.parser.CurrentLineNumber, said, "export it again as a plain SVG")

    def instruction(self, target: str, content: str) -> None:
        """Refuse style sheets in other files."""
        if target.lower() == "xml-stylesheet":
            raise Unfit.one(self.parser.CurrentLineNumber, "takes its styles from another file (“<?xml-stylesheet”)")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        line = self.parser.CurrentLineNumber
        self.count += 1
        self.spend(sum(map(len, attributes.values())))
        if self.count > MAX_ELEMENTS:
            raise Unfit.one(line, f"has more than {MAX_ELEMENTS} elements", "simplify it in the drawing program")
        if len(self.open) + self.foreign >= MAX_DEPTH:
            raise Unfit.one(line, f"is nested more than {MAX_DEPTH} levels deep", "ungroup it in the drawing program")
        space, _, local = name.rpartition(" ")
        if self.root is None and not space:
            self.home = ""
        if self.foreign or space != self.home:
            self.foreign += 1
            return
        found = {}
        for key, value in attributes.items():
            space, _, short = key.rpartition(" ")
            # The name without a prefix is the newer one, and counts (SVG 2, 16.1).
            if space == XLINK and short == "href" and short in attributes:
                continue
            if space in ("", XLINK) or (space == XML and short == "space"):
                found[short if space != XML else "xml:space"] = value
        element = Element(local, found, line)
        if self.open:
            self.open[-1].kids.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        """Close an element."""
        if self.foreign:
            self.foreign -= 1
        else:
            self.open.pop()

    def spend(self, letters: int) -> None:
        """Count what is read, with what entities stand for."""
        self.letters += letters
        if self.letters > MAX_LETTERS:
            raise Unfit.one(self.parser.CurrentLineNumber, "is too large", "simplify it in the drawing program")

    def characters(self, text: str) -> None:
        """Take text into the open element."""
        self.spend(len(text))
        if self.open and not self.foreign:
            self.open[-1].kids.append(text)
