"""The words of a finished PDF: what it says section by section, and what its footers say on every page.

In a tagged PDF the order is that of the structure tree, sections begin at headings of the first five
levels and are named with those they stand in (“Stages › Stage I”), and what is marked as an artifact
is running text. In any other PDF it is the order in which words were painted, and running text is
what stands at the edge of every page.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from clinicpress.comparison.variants import BELOW, PART, Spot, Stretch, Word, parted
from clinicpress.ground.characters import plain_spaces
from clinicpress.pdf.docket import letters
from clinicpress.readback.finished import Box, Finished, Glyph, Part, ReadPage

START = "Before the first heading"
UNREAD = "Outside the reading order"
FOOTER = "Foot of the page"
EDGE = 0.25
"""Running text stands in the uppermost or the lowest quarter of a page."""
GAP = 0.28
"""Two letters of a line belong to one word where less than so much of their size is between them."""
RISE = 0.6
"""Letters whose baselines are further apart than so much of their size stand on different lines."""
_SECTIONS = frozenset({"Part", "Art", "Sect", "Note", "Aside"})
_PICTURES = frozenset({"Figure", "Formula"})
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "Title"})
_PAGE_WORDS = frozenset(
    {
        "page",
        "p",
        "pp",
        "pg",
        "seite",
        "página",
        "pagina",
        "pág",
        "pag",
        "strana",
        "stránka",
        "str",
        "strona",
        "oldal",
        "sida",
        "sivu",
        "lehekülg",
        "puslapis",
        "lappuse",
        "сторінка",
        "страница",
        "стр",
        "σελίδα",
        "sayfa",
        "trang",
        "halaman",
    }
)
"""What stands before a page's number. No other word does: “Take 2 tablets” on page 2 is no number of a page."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
PAGE = f"{PART}page number"
PAGES = f"{PART}number of pages"


@dataclass(frozen=True)
class PageWords:
    """What a PDF says."""

    stretches: tuple[Stretch, ...]
    running: dict[int, tuple[Word, ...]]
    """The words of footers and running heads, by page; the page's own number is no word of them."""
    by_page: dict[int, tuple[Word, ...]]
    """All other words that stand on a page, at least in part."""


class _Piece(NamedTuple):
    """Letters that stand together, with no space among them and no end of a line."""

    glyphs: tuple[Glyph, ...]
    page: int
    heard: str = ""
    """What is heard instead of its letters, which stand in another order."""

    @property
    def text(self) -> str:
        """Its letters, composed; empty where nothing of it prints."""
        return self.heard or plain_spaces("".join(glyph.char for glyph in self.glyphs)).translate(_LIGATURES)

    def breaks(self, other: _Piece) -> bool:
        """Tell whether a hyphen ends a line here that the other piece may go on after."""
        if self.glyphs[-1].char not in "-\u2010" or len(self.glyphs) < 2 or not self.glyphs[-2].char.isalpha():
            return False
        return self.page != other.page or _apart(self.glyphs[-1], other.glyphs[0])


def _apart(one: Glyph, other: Glyph) -> bool:
    return abs(one.baseline - other.baseline) > RISE * max(one.size, other.size)


def words_of(finished: Finished, tagged: bool, known: Iterable[str], edges: Set[str] = frozenset()) -> PageWords:
    """Read the words of a PDF, in the order of its tags or as they were painted.

    `known` are the words that it and the PDF it is compared with have on one line: they tell whether a
    hyphen that ends a line belongs to its word. `edges` are the lines that are known to stand at the
    edges of pages: where there is only one page, the other PDF tells.
    """
    names, sections, running = (_by_structure if tagged else _by_painting)(finished, edges)
    whole = set(known)
    stretches = []
    heard: Counter[str] = Counter()
    for name, pieces in zip(names, sections, strict=True):
        words = tuple(_words(pieces, whole))
        if words:
            # It is known by its own heading, so that it is found again where another one stands above it.
            own = name.rpartition(BELOW)[2]
            heard[own] += 1
            stretches.append(Stretch(own if heard[own] == 1 else f"{own} {heard[own]}", name, words))
    by_page: dict[int, list[Word]] = {page.number: [] for page in finished.pages}
    for stretch in stretches:
        for word in stretch.words:
            for number in dict.fromkeys(spot.page for spot in word.spots):
                by_page[number].append(word)
    count = len(by_page)
    footers = {number: tuple(_running_words(running.get(number, []), number, count, whole)) for number in by_page}
    return PageWords(tuple(stretches), footers, {number: tuple(words) for number, words in by_page.items()})


def whole_words(finished: Finished) -> set[str]:
    """Return the words of a PDF that no line's end parts."""
    found: set[str] = set()
    for page in finished.pages:
        pieces = _pieces(page.glyphs, page)
        broken = {index for index, (one, other) in enumerate(pairwise(pieces)) if one.breaks(other)}
        found |= {piece.text for index, piece in enumerate(pieces) if index not in broken and index - 1 not in broken}
    return found


def repeated_lines(finished: Finished) -> set[str]:
    """Return the lines that stand at the edges of a PDF's pages, folios apart; none where there is one page."""
    pages = {page.number: page for page in finished.pages}
    return _repeated({n: list(_lines(_pieces(page.glyphs, page))) for n, page in pages.items()}, pages)


def _running_words(pieces: Sequence[_Piece], page: int, pages: int, known: set[str]) -> Iterator[Word]:
    """Yield the words of a footer or running head; signs stand for the page's number and the number of pages."""
    between: list[_Piece] = []
    for line in _lines(pieces):
        for piece, text in zip(line, _without_folio(line, page, pages), strict=True):
            if text.startswith(PART):
                yield from _words(between, known)
                yield Word(text, spots=(_spot(piece),), look=_look([piece]))
                between = []
            else:
                between.append(piece)
    yield from _words(between, known)


def _without_folio(line: Sequence[_Piece], page: int, pages: int) -> list[str]:
    """Return the texts of a line, with signs for the page's number and the number of pages after it.

    A number is the page's where a word for pages stands before it, or where nothing else stands in the line.
    """
    texts = [piece.text for piece in line]
    for at, text in enumerate(texts):
        if text not in (str(page), f"{page}/{pages}"):
            continue
        before, after = texts[:at], texts[at + 1 :]
        count = next((i for i, each in enumerate(after[:2]) if each == str(pages)), None)
        named = bool(before) and before[-1].strip(string.punctuation).casefold() in _PAGE_WORDS
        if named or not any(map(_is_said, [*before, *after[0 if count is None else count + 1 :]])):
            texts[at] = PAGE
            if count is not None:
                texts[at + 1 + count] = PAGES
            break
    return texts


def _is_said(text: str) -> bool:
    return any(char.isalnum() for char in text)


# Reading order -------------------------------------------------------------------------------------

_Read = tuple[list[str], list[list[_Piece]], dict[int, list[_Piece]]]
"""The names of the sections, their words, and the running words by page."""


def _by_structure(finished: Finished, edges: Set[str]) -> _Read:
    names, owners, order = _sections(finished.parts)
    heard = _heard(finished.parts)
    glyphs: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    running: dict[int, list[_Piece]] = {}
    unread: dict[int, list[_Piece]] = {}
    pages = {page.number: page for page in finished.pages}
    for page in finished.pages:
        apart: list[Glyph] = []
        for glyph in page.glyphs:
            if glyph.mcid is not None and (page.number, glyph.mcid) in owners:
                glyphs[page.number, glyph.mcid].append(glyph)
            elif not glyph.artifact:
                apart.append(glyph)
        unread[page.number] = _pieces(apart, page)
        running[page.number] = _pieces([glyph for glyph in page.glyphs if glyph.artifact], page)
    sections: list[list[_Piece]] = [[] for _ in names]
    last: Glyph | None = None
    for content in order:
        section = sections[owners[content]]
        if said := heard.get(content):
            if content == said.contents[0]:
                pieces = [piece for each in said.contents for piece in _pieces(glyphs.get(each, []), pages[each[0]])]
                section += _as_heard(pieces, said.text)
            last = None
            continue
        painted = glyphs.get(content, [])
        found = _pieces(painted, pages[content[0]]) if painted else []
        if found and section and last and section[-1].page == content[0] and _adjoin(last, painted[0]):
            found[0] = _Piece((*section.pop().glyphs, *found[0].glyphs), content[0])
        section += found
        last = painted[-1] if painted else last
    rest, repeated = _without_running(unread, pages, edges)
    for number, found in repeated.items():
        running[number] += found
    footer = [piece for piece in sections[0] if len(names) > 1 and _at_foot(piece, pages[piece.page])]
    sections[0] = [piece for piece in sections[0] if piece not in footer]
    return [*names, FOOTER, UNREAD], [*sections, footer, rest], running


def _sections(parts: Sequence[Part]) -> tuple[list[str], dict[tuple[int, int], int], list[tuple[int, int]]]:
    """Return the names of the sections, the section of each marked content, and the reading order.

    A part of the tree with a heading of its own is a section as a whole; elsewhere a section ends
    where the next begins.
    """
    headings: list[tuple[str, str]] = []
    owners: dict[tuple[int, int], int] = {}
    outermost = [0]

    def visit(part: Part, scope: list[int]) -> None:
        if part.tag in _HEADINGS and part.text:
            headings.append((part.tag, part.text.rstrip(":")))
            scope[0] = len(headings)
        inner = [scope[0]] if part.tag in _SECTIONS else scope
        for kid in part.kids:
            visit(kid, inner)
        for content in part.contents:
            owners.setdefault(content, inner[0])
        if scope is outermost and inner[0] != scope[0]:
            # What follows a closed section on the outermost level belongs to none: a footer that is spoken.
            scope[0] = 0

    for part in parts:
        visit(part, outermost)
    return (
        [START, *_paths(headings)],
        owners,
        list(dict.fromkeys(content for part in parts for content in part.contents)),
    )


class _Heard(NamedTuple):
    """What is heard instead of some marked contents, in their order."""

    text: str
    contents: tuple[tuple[int, int], ...]


def _heard(parts: Iterable[Part]) -> dict[tuple[int, int], _Heard]:
    """Return what is heard of each marked content that says something else than is drawn, as in Arabic."""
    found: dict[tuple[int, int], _Heard] = {}
    for part in parts:
        if part.instead and part.contents and part.tag not in _PICTURES:
            found.update(dict.fromkeys(part.contents, _Heard(part.instead, part.contents)))
        else:
            found.update(_heard(part.kids))
    return found


def _as_heard(pieces: list[_Piece], text: str) -> list[_Piece]:
    """Put pieces into the order in which they are heard; a word that none of them shows stands where one is left."""
    if not pieces:
        return []
    left = list(pieces)
    found: list[_Piece | None] = []
    words = plain_spaces(text).split()
    for word in words:
        wanted = letters(word, rtl=True)
        at = next((n for n, piece in enumerate(left) if letters(piece.text, rtl=True) == wanted), None)
        found.append(left.pop(at)._replace(heard=word) if at is not None else None)
    rest = iter(left)
    return [piece or next(rest, pieces[0])._replace(heard=word) for piece, word in zip(found, words, strict=True)]


def _paths(headings: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the headings of sections, each after those of the sections it stands in, as brochures' sections are named.

    The only heading of the first level is that of the whole, and stands above none.
    """
    whole = 1 if sum(tag == "H1" for tag, _ in headings) == 1 else 0
    above: list[tuple[int, str]] = []
    for tag, text in headings:
        level = int(tag[1]) if tag[1:].isdigit() else 0
        above = [each for each in above if each[0] < level]
        yield BELOW.join([*(each for _, each in above), text])
        if level > whole:
            above.append((level, text))


def _at_foot(piece: _Piece, page: ReadPage) -> bool:
    return piece.glyphs[0].baseline < EDGE * page.height


def _adjoin(one: Glyph, other: Glyph) -> bool:
    """Tell whether two letters that are painted apart stand in one word."""
    if one.char.isspace() or other.char.isspace() or _parts(one, other):
        return False
    between = other.box.left - one.box.right
    return -max(one.size, other.size) < between < GAP * max(one.size, other.size)


def _by_painting(finished: Finished, edges: Set[str]) -> _Read:
    pages = {page.number: page for page in finished.pages}
    section, running = _without_running({n: _pieces(page.glyphs, page) for n, page in pages.items()}, pages, edges)
    return [""], [section], running


def _without_running(
    found: Mapping[int, Sequence[_Piece]], pages: Mapping[int, ReadPage], edges: Set[str]
) -> tuple[list[_Piece], dict[int, list[_Piece]]]:
    """Take out the lines that stand at the edge of the pages."""
    lines = {number: list(_lines(pieces)) for number, pieces in found.items()}
    always = _repeated(lines, pages) | edges
    rest: list[_Piece] = []
    running: dict[int, list[_Piece]] = {number: [] for number in pages}
    for number, on_page in lines.items():
        for line in on_page:
            is_running = _stands_at_edge(line, pages[number]) and _sign(line, number, len(pages)) in always
            (running[number] if is_running else rest).extend(line)
    return rest, running


def _repeated(lines: Mapping[int, Sequence[Sequence[_Piece]]], pages: Mapping[int, ReadPage]) -> set[str]:
    """Return the lines that stand at the edge of every page, but for one at the most, folios apart."""
    repeated: Counter[str] = Counter()
    for number, on_page in lines.items():
        at_edge = [line for line in on_page if _stands_at_edge(line, pages[number])]
        repeated.update({_sign(line, number, len(pages)) for line in at_edge})
    return {text for text, count in repeated.items() if count >= max(2, len(pages) - 1)}


def _sign(line: Sequence[_Piece], page: int, pages: int) -> str:
    return " ".join(_without_folio(line, page, pages))


def _stands_at_edge(line: Sequence[_Piece], page: ReadPage) -> bool:
    return not EDGE * page.height < line[0].glyphs[0].baseline < (1 - EDGE) * page.height


def _lines(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        if line and _apart(line[-1].glyphs[-1], piece.glyphs[0]):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


# Letters into words --------------------------------------------------------------------------------


def _pieces(glyphs: Iterable[Glyph], page: ReadPage) -> list[_Piece]:
    pieces: list[_Piece] = []
    held: list[Glyph] = []

    def close() -> None:
        if held:
            piece = _Piece(tuple(held), page.number)
            if piece.text:
                pieces.append(piece)
            held.clear()

    for glyph in glyphs:
        if glyph.char.isspace() or (held and _parts(held[-1], glyph)):
            close()
        if not glyph.char.isspace():
            held.append(glyph)
    close()
    return pieces


def _parts(one: Glyph, other: Glyph) -> bool:
    """Tell whether two letters that follow each other belong to different pieces."""
    return _apart(one, other) or len(parted(one.char + other.char)) > 1


def _words(pieces: Sequence[_Piece], known: set[str]) -> Iterator[Word]:
    """Put pieces that a hyphen parts at a line's end together, as the word stands elsewhere."""
    rest = iter([*pieces, None])
    piece = next(rest)
    while piece is not None:
        after = next(rest)
        text, joined = piece.text, [piece]
        while after is not None and joined[-1].breaks(after):
            with_hyphen, without = text + after.text, text[:-1] + after.text
            if with_hyphen not in known and (without in known or text in known):
                if without not in known:
                    break
                with_hyphen = without
            text = with_hyphen
            joined.append(after)
            after = next(rest)
        yield Word(text, spots=tuple(map(_spot, joined)), look=_look(joined))
        piece = after


def _spot(piece: _Piece) -> Spot:
    box: Box = piece.glyphs[0].box
    for glyph in piece.glyphs[1:]:
        box = box.joined(glyph.box)
    return Spot(piece.page, box)


def _look(pieces: Sequence[_Piece]) -> tuple[object, ...]:
    return tuple(dict.fromkeys((round(g.size, 1), g.color, g.font, g.unseen) for piece in pieces for g in piece.glyphs))
