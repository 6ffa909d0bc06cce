"""The parts of an article, which become a brochure's sections: a tree by the levels of the headings.

A brochure has sections in sections, three levels in all; a level that the article skips is no level
here. Each part has a name of its own, its id, and links to places in the article lead to such names.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from clinicpress.content.inline import leads_within, literal, rewritten, without_marks
from clinicpress.content.tree import SECTION_LEVELS
from clinicpress.drafting.article import (
    Grid,
    Heading,
    Paragraph,
    Piece,
    doubts_in,
    named,
    rebuilt,
    reworded,
    texts_in,
    walked,
)
from clinicpress.drafting.cues import slugged

INTRODUCTION = "introduction"


@dataclass(frozen=True)
class Part:
    """What becomes a section: a heading, which the article may not have, and what stands below it."""

    heading: Heading | None
    pieces: tuple[Piece, ...] = ()
    parts: tuple[Part, ...] = ()
    name: str = ""
    """Its id; parts get theirs from `with_names`."""

    def changed(self, change: Callable[[Piece], Piece]) -> Part:
        """Return the part with every piece in it changed, in its parts, too."""
        heading = change(self.heading) if self.heading else None
        assert heading is None or isinstance(heading, Heading)
        return replace(
            self,
            heading=heading,
            pieces=tuple(rebuilt(piece, change) for piece in self.pieces),
            parts=tuple(part.changed(change) for part in self.parts),
        )


@dataclass
class _Open:
    """A part that is still being read."""

    heading: Heading | None
    pieces: list[Piece] = field(default_factory=list)
    parts: list[_Open] = field(default_factory=list)

    def closed(self) -> Part:
        heading = self.heading
        if heading and not self.pieces and not self.parts:
            heading = heading.doubted("no text stands below this heading")
        return Part(heading, tuple(self.pieces), tuple(part.closed() for part in self.parts))


def parted(pieces: Iterable[Piece]) -> tuple[Part, ...]:
    """Part pieces at their headings."""
    found: list[_Open] = []
    above: list[_Open] = []
    levels: list[int] = []
    for piece in pieces:
        if isinstance(piece, Heading):
            while levels and levels[-1] >= piece.level:
                levels.pop()
                above.pop()
            if len(above) >= SECTION_LEVELS:
                under = above[-1].heading
                assert under is not None
                piece = piece.doubted(f"this heading stood one level below {named([under.text])}")
            begun = _Open(piece)
            (above[: SECTION_LEVELS - 1][-1].parts if above else found).append(begun)
            above.append(begun)
            levels.append(piece.level)
            continue
        if not found:
            found.append(_Open(None))
        if isinstance(piece, Grid) and not piece.rows:
            text, doubts = " ".join(texts_in(piece)), (*doubts_in(piece), "a table with one row only")
            piece = Paragraph(text, anchors=tuple(name for each in walked([piece]) for name in each.anchors)).doubted(
                *doubts
            )
        (above[-1] if above else found[-1]).pieces.append(piece)
    return tuple(part.closed() for part in found)


def all_parts(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts and those in them, in the order of the article."""
    for part in parts:
        yield part
        yield from all_parts(part.parts)


def with_names(parts: Iterable[Part], taken: set[str] | None = None) -> tuple[Part, ...]:
    """Give each part a name, made of its heading."""
    used = set() if taken is None else taken
    made = []
    for part in parts:
        name = unused((slugged(part.heading.text) if part.heading else INTRODUCTION) or "section", used)
        made.append(replace(part, name=name, parts=with_names(part.parts, used)))
    return tuple(made)


def unused(name: str, taken: set[str]) -> str:
    """Return a name that nothing has yet, and take it."""
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    found = next(each for each in names if each not in taken)
    taken.add(found)
    return found


# Links within the article ----------------------------------------------------------------------------


def places_in(parts: Iterable[Part]) -> dict[str, str]:
    """Return the names of parts by those under which links lead to them, or to what stands in them.

    A heading has a place without saying so: its words in small letters, joined by hyphens, as most
    programs that write HTML make it.
    """
    found: dict[str, str] = {}
    told: dict[str, str] = {}
    for part in all_parts(parts):
        held = [*([part.heading] if part.heading else []), *walked(part.pieces)]
        found |= {anchor: part.name for piece in held for anchor in piece.anchors}
        if part.heading:
            told.setdefault(_place_of(without_marks(part.heading.text)), part.name)
    return {**told, **found}


def with_places(parts: Iterable[Part], places: Mapping[str, str]) -> tuple[Part, ...]:
    """Lead the links to places in the article to where they are; `places` are marks or names by anchors.

    A link to nowhere leaves its words, and a doubt.
    """

    def led(piece: Piece) -> Piece:
        lost: list[str] = []

        def lead(address: str, words: str) -> str | None:
            if not leads_within(address):
                return None
            anchor = address[1:]
            name = places.get(anchor) or places.get(_place_of(anchor))
            if name is None:
                lost.append(
                    f"“{without_marks(words)}” was a link to a place that is not in the article (“{anchor}”): "
                    "lead it to a section, as in [words](#id)"
                )
                return words
            return name if name.startswith("[") else f"[{words}](#{name})"

        return reworded(piece, lambda text: with_links(text, lead)).doubted(*lost)

    return tuple(part.changed(led) for part in parts)


def with_links(text: str, lead: Callable[[str, str], str | None]) -> str:
    """Put what `lead` makes of each link, of its address and its words, in the link's place; None leaves it.

    Where words without their link would make other marks of what stands beside them, they lose their own.
    """
    made = _with_links(text, lead)
    if without_marks(made) == without_marks(text):
        return made
    return _with_links(text, lambda address, words: _bare(lead(address, words), words))


def _bare(put: str | None, words: str) -> str | None:
    return literal(without_marks(words)) if put == words else put


def _with_links(text: str, lead: Callable[[str, str], str | None]) -> str:
    def put(mark: re.Match[str]) -> str:
        led = lead(mark["url"], mark["link_text"]) if mark["url"] is not None else None
        return mark[0] if led is None else led

    return rewritten(text, put)


def _place_of(words: str) -> str:
    """Write words as the name of a place."""
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")
