"""The canvas: no page leaves it unstamped, and links and places are noted where they are drawn."""

from __future__ import annotations

import re

import pytest

from clinicpress.drawing.canvas import PageLink, PressCanvas
from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Annotation, Element
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.looks.color import Color
from tests.typesetting.toys import INK, chain, sheet


def pieces(text: str) -> tuple[Piece]:
    return (Piece(text, chain()[0], 10.0, INK),)


def test_every_page_is_stamped_with_its_number() -> None:
    canvas = PressCanvas(600, 800, [INK], lambda canvas, page: canvas.text(0, 20, pieces(f"Page {page}")))
    for _ in range(3):
        canvas.text(0, 400, pieces("story"), Element("P"))
        canvas.end_page()
    assert canvas.record.stamps == 3
    assert canvas.record.stamped == {1: "Page 1", 2: "Page 2", 3: "Page 3"}
    assert [(line.page, line.text) for line in canvas.record.texts] == [(1, "story"), (2, "story"), (3, "story")]
    assert [len(marks) for marks in canvas.record.owners] == [1, 1, 1]
    assert [page.content.count(b"/Pagination") for page in canvas.finish().pages] == [1, 1, 1]


def test_stocked_characters_have_the_same_codes_in_every_document() -> None:
    face, wanted = chain()[0], "abc 123"
    one, other = sheet(), sheet()
    other_pieces = pieces("zyx cba")
    first = one.case.stock({face: wanted})
    again = other.case.stock({face: wanted})
    one.text(0, 400, pieces("abc"), Element("P"))
    other.text(0, 400, other_pieces, Element("P"))
    assert first == again
    [(resource, codes)] = first.values()
    assert set(codes) == set(wanted)
    [(name, array)] = one.encoded(pieces("cab")[0])
    assert (name, re.findall("<(....)>", array)) == (resource, [f"{codes[char]:04x}" for char in "cab"])


def test_links_and_places_are_noted_with_their_element_and_page() -> None:
    canvas, link = sheet(), Element("Link", alt="Our clinic")
    canvas.end_page()
    canvas.anchor("here", 500)
    canvas.text(0, 400, pieces("clinic"), link)
    canvas.link("https://müller.example/", 0, 410, 40, 12, link)
    canvas.end_page()
    canvas.bookmark(0, "Here", "here")
    assert [kid for kid in link.kids if isinstance(kid, Annotation)] == [Annotation(1, 0, "Our clinic")]
    drawn = canvas.finish()
    assert [page.links for page in drawn.pages] == [(), (PageLink((0, 398, 40, 410), "https://müller.example/"),)]
    assert (drawn.anchors, drawn.bookmarks) == ({"here": (1, 500)}, [(0, "Here", "here")])


@pytest.mark.parametrize(("rtl", "box"), [(False, (10, 190, 50, 200)), (True, (950, 190, 990, 200))])
def test_links_are_where_their_words_are(rtl: bool, box: tuple[float, ...]) -> None:
    canvas = sheet(rtl)
    canvas.link("https://clinic.example/", 10, 200, 40, 10, Element("Link"))
    canvas.end_page()
    assert [link.box for page in canvas.finish().pages for link in page.links] == [box]


def test_what_repeats_on_each_page_has_neither_links_nor_places() -> None:
    canvas = sheet()
    with canvas.furniture():
        canvas.anchor("here", 500)
        canvas.link("https://clinic.example/", 10, 200, 40, 10, Element("Link"))
    canvas.end_page()
    drawn = canvas.finish()
    assert (drawn.pages[0].links, drawn.anchors) == ((), {})


def test_the_brand_is_a_colour_with_its_tints() -> None:
    canvas = PressCanvas(600, 800, [Color(1, 0, 0, 0), Color(1, 1, 1, 1)], lambda canvas, page: None)
    assert canvas.finish().brand == bytes([255, 0, 0, 255, 255, 255])


def test_what_is_drawn_behind_the_last_page_is_not_lost_without_a_word() -> None:
    canvas = sheet()
    canvas.end_page()
    canvas.text(0, 400, pieces("lost"), Element("P"))
    with pytest.raises(FaultyDrawing, match="behind the last page"):
        canvas.finish()
