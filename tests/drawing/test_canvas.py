"""The canvas: no page leaves it unstamped, and nothing gets on a page past our own ways of drawing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Annotation, Element
from clinicpress.ground.faults import FaultyDrawing
from clinicpress.looks.color import Color
from tests.typesetting.toys import INK, chain, sheet


def pieces(text: str) -> tuple[Piece]:
    return (Piece(text, chain()[0], 10.0, INK),)


def test_every_page_is_stamped_with_its_number() -> None:
    canvas = PressCanvas(600, 800, "en", [INK], lambda canvas, page: canvas.text(0, 20, pieces(f"Page {page}")))
    for _ in range(3):
        canvas.text(0, 400, pieces("story"), Element("P"))
        canvas.showPage()
    assert canvas.record.stamps == 3
    assert canvas.record.stamped == {1: "Page 1", 2: "Page 2", 3: "Page 3"}
    assert [(line.page, line.text) for line in canvas.record.texts] == [(1, "story"), (2, "story"), (3, "story")]
    assert [len(marks) for marks in canvas.record.owners] == [1, 1, 1]
    with pikepdf.open(io.BytesIO(canvas.finish())) as pdf:
        assert len(pdf.pages) == 3
        assert all(page.Contents.read_bytes().count(b"/Pagination") == 1 for page in pdf.pages)


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.drawString(100, 100, "words"),
        lambda canvas: canvas.drawText(canvas.beginText(100, 100)),
        lambda canvas: canvas.drawImage("figure.png", 0, 0),
    ],
    ids=["string", "text object", "picture"],
)
def test_what_would_silently_become_an_artifact_is_refused(draw: Callable[[PressCanvas], None]) -> None:
    with pytest.raises(FaultyDrawing, match="without an element"):
        draw(sheet())


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


@pytest.mark.parametrize(
    ("target", "key", "held"),
    [("https://müller.example/", "/A", "https://xn--mller-kva.example/"), ("#here", "/Dest", None)],
    ids=["to a page of the web", "to a place inside"],
)
def test_links_know_their_element_and_hold_their_address(target: str, key: str, held: str | None) -> None:
    canvas, link = sheet(), Element("Link", alt="Our clinic")
    canvas.anchor("here", 500)
    canvas.text(0, 400, pieces("clinic"), link)
    canvas.link(target, 0, 410, 40, 12, link)
    canvas.showPage()
    assert [kid for kid in link.kids if isinstance(kid, Annotation)] == [Annotation(0, 0, "Our clinic")]
    with pikepdf.open(io.BytesIO(canvas.finish())) as pdf:
        [annotation] = pdf.pages[0].Annots
        assert key in annotation
        assert [float(number) for number in annotation.Rect] == [0, 398, 40, 410]
        if held:
            assert str(annotation.A.URI) == held


def test_the_brand_is_one_colour_space_of_all_pages() -> None:
    family = [Color(1, 0, 0, 0), Color(1, 1, 1, 1)]
    canvas = PressCanvas(600, 800, "en", family, lambda canvas, page: None)
    for _ in range(2):
        canvas.box(0, 100, 50, 50, fill=family[1])
        canvas.showPage()
    with pikepdf.open(io.BytesIO(canvas.finish())) as pdf:
        spaces = [page.Resources.ColorSpace.Brand for page in pdf.pages]
        assert spaces[0].objgen == spaces[1].objgen != (0, 0)
        assert list(spaces[0][:3]) == ["/Indexed", "/DeviceRGB", 1]
        assert bytes(spaces[0][3]) == bytes([255, 0, 0, 255, 255, 255])


@pytest.mark.parametrize(("rtl", "rect"), [(False, [10, 190, 50, 200]), (True, [950, 190, 990, 200])])
def test_links_are_where_their_words_are(rtl: bool, rect: list[int]) -> None:
    canvas = sheet(rtl)
    canvas.link("https://clinic.example/", 10, 200, 40, 10, Element("Link"))
    canvas.showPage()
    with pikepdf.open(io.BytesIO(canvas.finish())) as pdf:
        assert list(map(int, pdf.pages[0].Annots[0].Rect.as_list())) == rect
