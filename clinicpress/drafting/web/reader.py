"""Web pages as an article: what a browser shows of the main part of a page, piece by piece.

Every element is looked into but those that show no words. What is hidden, struck, or no text at all
(videos, fields to fill in) is a doubt at its place, with its words; menus and the like are told in one
note. In the end all words of the main part are counted against what was kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from clinicpress.content.inline import literal, without_marks
from clinicpress.drafting.article import Article, Heading, Piece
from clinicpress.drafting.bounds import check_paragraphs
from clinicpress.drafting.captions import with_captions
from clinicpress.drafting.handover import handed_over
from clinicpress.drafting.web.blocks import Blocks
from clinicpress.drafting.web.elements import Node, attribute, elements, words_of
from clinicpress.drafting.web.furniture import Furniture
from clinicpress.drafting.web.page import Page, open_page
from clinicpress.drafting.web.said import said_in
from clinicpress.drafting.web.shown import Styles
from clinicpress.drafting.web.single import Saved, unpacked
from clinicpress.ground.characters import beginning

SHOWN = 50
"""So many characters of what is told in a note stand there."""
_WINDOW = re.compile(r"\s+[|–—·:»-]+\s+")
"""What stands between the title of a page and the name of its website."""
_WORD = (
    "this page was made by a word processor: begin from its own document (.docx, .odt), which says more of its lists"
)
_PROCESSORS = ("microsoft word", "openoffice", "libreoffice")


def read_page(name: str, content: bytes, folder: Path) -> Article:
    """Take a web page apart; raises InputProblems where it is none, or too big.

    Pictures are looked for in `folder`, where the page lies.
    """
    return _read(name, open_page(name, Saved(content), folder))


def read_single(name: str, content: bytes) -> Article:
    """Take a page apart that was saved as a single file; raises InputProblems where none is in it, or it is too big."""
    return _read(name, open_page(name, unpacked(name, content), None))


def _read(name: str, page: Page) -> Article:
    furniture, styles = Furniture(page), Styles(page.root)
    said = said_in(furniture, styles)
    check_paragraphs(name, said)
    blocks = Blocks(page, furniture, styles)
    flow = blocks.within(furniture.main)
    found = list(with_captions(flow.pieces))
    pieces, title, doubts = _titled(page, furniture, found)
    doubts += flow.told()[0]
    if any(made in _generator(page.root) for made in _PROCESSORS):
        doubts.append(_WORD)
    notes = [*page.notes, *_notes(page, furniture, blocks)]
    made = handed_over(said, pieces, title=title, notes=notes, doubts=doubts)
    return replace(made, language=next((attribute(node, "lang") for node in elements(page.root, "html")), ""))


def _titled(page: Page, furniture: Furniture, pieces: list[Piece]) -> tuple[list[Piece], str, list[str]]:
    """Mark the heading that is the title, or return a title from elsewhere, with what is uncertain of it."""
    at = [index for index, piece in enumerate(pieces) if isinstance(piece, Heading) and piece.level == 1]
    if at:
        first = pieces[at[0]]
        assert isinstance(first, Heading)
        is_title = len(at) == 1 or without_marks(first.text).casefold() in page.title.casefold()
        titled = [replace(first, level=0)] if is_title else [first]
        return [*pieces[: at[0]], *titled, *pieces[at[0] + 1 :]], "", []
    above = [words for node in elements(page.body, "h1") if not furniture.holds(node) and (words := words_of(node))]
    if above:
        return pieces, above[0], []
    title = _WINDOW.split(page.title)[0].strip()
    return (
        pieces,
        title,
        [f"the page has no heading above its text; its window is called “{page.title}”"] if title else [],
    )


def _notes(page: Page, furniture: Furniture, blocks: Blocks) -> Iterator[str]:
    if page.address:
        yield f"the page was saved from {page.address}: name it among the sources if it is one"
    if left_out := furniture.note():
        yield left_out
    if blocks.heard:
        yield f"only screen readers say this, and it was left out: put in what patients need: {_all(blocks.heard)}"
    if blocks.inline.abbreviations:
        meant = (f"{short} ({long})" for short, long in blocks.inline.abbreviations.items())
        yield f"the page explains words that a pointer rests on; write it where they first stand: {_all(meant)}"
    if blocks.inline.signs:
        yield "small signs of the page (icons) were left out: look whether one of them says something"


def _all(texts: Iterable[str]) -> str:
    return ", ".join(f"“{beginning(literal(text), SHOWN)}”" for text in texts)


def _generator(root: Node) -> str:
    made = (
        attribute(node, "content") for node in elements(root, "meta") if attribute(node, "name").lower() == "generator"
    )
    return " ".join(made).lower()
