"""The archive: drawn pages get their structure, what is said of them, and blanks for an imprint."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
import pytest
from pikepdf import Name

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.sheet import Piece, Slot
from clinicpress.drawing.tagging import Element
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain
from clinicpress.pdf.archive import ROUND, Reserved, archive
from clinicpress.pdf.dialog import runs_to_the_left
from clinicpress.pdf.docket import Docket
from clinicpress.pdf.plate import Cast
from tests.pdf.toys import bound

BLACK = Color(0, 0, 0)
DOCKET = Docket("handout", "en", "AbCd", "Source: A", "Note: B", ("aaaa",), ("bbbb",))
Draw = Callable[[PressCanvas, Element], Sequence[Element]]
"""Draws a page and its structure; returns the elements that are slots."""


@pytest.fixture
def archived(chain: Chain) -> Callable[..., Cast]:
    """Draw one page and archive it."""

    def make(draw: Draw, footers: bool = False, rtl: bool = False) -> Cast:
        def stamp(canvas: PressCanvas, page: int) -> None:
            canvas.text(10, 10, [Piece("Page 1", chain[0], 9, BLACK)])

        canvas = PressCanvas(200, 100, "en", [BLACK], stamp)
        root = Element("Document")
        slots = draw(canvas, root)
        canvas.showPage()
        reserved = Reserved([Slot("imprint", 1, 20, 80, 100, 50, slot) for slot in slots], footers)
        return archive(
            canvas.finish(), root, canvas.record.owners, "en-GB", DOCKET, reserved, canvas.case.fonts.values(), rtl=rtl
        )

    return make


@pytest.fixture
def say(chain: Chain) -> Callable[..., Element]:
    """Draw a line for a new element of a kind."""

    def draw(canvas: PressCanvas, parent: Element, tag: str, text: str) -> Element:
        element = parent.child(tag)
        canvas.text(10, 50, [Piece(text, chain[0], 9, BLACK)], element)
        return element

    return draw


@pytest.fixture
def line(say: Callable[..., Element]) -> Draw:
    """Draw one line and no slot."""

    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        say(canvas, root, "P", "Łódź")
        return []

    return draw


def read(cast: Cast) -> pikepdf.Pdf:
    """Bind a cast with nothing in its blanks, and read it with another library."""
    return pikepdf.open(io.BytesIO(bound(cast, {"brand": b"/Indexed/DeviceRGB 0<000000>"}).pdf))


def test_elements_are_written_in_reading_order(archived: Callable[..., Cast], say: Callable[..., Element]) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        section = root.child("Sect")
        say(canvas, section, "H1", "Rest")
        say(canvas, section, "P", "Lie down.").lang = "de"
        return []

    pdf = read(archived(draw))
    root = pdf.Root.StructTreeRoot.K[0]
    heading, line = root.K[0].K
    assert [str(element.S) for element in (root, root.K[0], heading, line)] == ["/Document", "/Sect", "/H1", "/P"]
    assert str(line.Lang) == "de"
    assert line.P.objgen == root.K[0].objgen
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    assert [owner.objgen for owner in owners] == [heading.objgen, line.objgen]
    assert [int(element.K[0]) for element in (heading, line)] == [0, 1]


def test_what_a_picture_shows_is_said_without_what_turns_its_letters_round(
    archived: Callable[..., Cast], say: Callable[..., Element]
) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        say(canvas, root, "Figure", "Picture").alt = "\u202aCall\u202c 555-0134"
        return []

    pdf = read(archived(draw))
    assert str(pdf.Root.StructTreeRoot.K[0].K[0].Alt) == "Call 555-0134"


def test_what_has_nothing_to_say_is_left_out_but_for_cells(
    archived: Callable[..., Cast], say: Callable[..., Element]
) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        root.child("Sect").child("P")
        row = root.child("Table").child("TR")
        row.child("TH").scope = "Row"
        say(canvas, row, "TD", "Cell")
        return []

    pdf = read(archived(draw))
    [table] = pdf.Root.StructTreeRoot.K[0].K
    assert [str(cell.S) for cell in table.K[0].K] == ["/TH", "/TD"]
    assert str(table.K[0].K[0].A.Scope) == "/Row"


def test_cells_say_how_many_columns_and_rows_they_span(
    archived: Callable[..., Cast], say: Callable[..., Element]
) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        row = root.child("Table").child("TR")
        head = say(canvas, row, "TH", "Head")
        head.scope, head.columns = "Column", 3
        say(canvas, row, "TD", "Cell").rows = 2
        say(canvas, row, "TD", "Plain")
        return []

    pdf = read(archived(draw))
    head, cell, plain = pdf.Root.StructTreeRoot.K[0].K[0].K[0].K
    assert {name: str(value) for name, value in head.A.items()} == {
        "/O": "/Table",
        "/Scope": "/Column",
        "/ColSpan": "3",
    }
    assert {name: str(value) for name, value in cell.A.items()} == {"/O": "/Table", "/RowSpan": "2"}
    assert "/A" not in plain


def test_notes_are_named(archived: Callable[..., Cast], say: Callable[..., Element]) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        for text in ("First", "Second"):
            say(canvas, root, "Note", text)
        return []

    pdf = read(archived(draw))
    leaf = pdf.Root.StructTreeRoot.IDTree.Kids[0]
    assert [str(name) for name in list(leaf.Names)[::2]] == ["note-0000", "note-0001"]
    assert [str(note.ID) for note in list(leaf.Names)[1::2]] == ["note-0000", "note-0001"]


def test_a_link_is_described_and_belongs_to_its_element(
    archived: Callable[..., Cast], say: Callable[..., Element]
) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        link = say(canvas, root, "Link", "here")
        link.alt = "A guide"
        canvas.link("https://clinic.example", 10, 60, 40, 12, link)
        return []

    cast = archived(draw)
    pdf = read(cast)
    assert cast.links == 1
    [annotation] = pdf.pages[0].Annots
    assert (str(annotation.Contents), int(annotation.F)) == ("A guide", 4)
    numbers = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    owner = numbers[int(annotation.StructParent)]
    assert owner.K[1].Obj.objgen == annotation.objgen


def test_what_an_imprint_fills_is_left_blank(
    archived: Callable[..., Cast], say: Callable[..., Element], line: Draw
) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        say(canvas, root, "P", "Text")
        return [root.child("Div")]

    always = {"fonts", "brand", "parents", "info", "metadata", "docket", "inks"}
    of_a_slot = {"slot-0", "owners-1", "overlay-1", "annots-1", "pictures-1"}
    assert archived(draw, footers=True).blanks.keys() == always | of_a_slot | {"overlay-0"}
    assert archived(draw).blanks.keys() == always | of_a_slot
    assert archived(line).blanks.keys() == always
    cast = archived(draw)
    assert cast.contents == (ROUND,), "on most pages an imprint counts from the same number"
    owners = cast.blanks["owners-1"].begin.split(b"null")
    assert (len(owners), owners[0].count(b" 0 R")) == (ROUND, 1), "the stamp belongs to no element"


def test_the_catalogue_says_how_to_show_and_print_it(archived: Callable[..., Cast], line: Draw) -> None:
    pdf = read(archived(line))
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)
    [intent] = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp", "an ICC profile"
    assert str(pdf.pages[0].Tabs) == "/S"
    assert str(pdf.Root.PieceInfo["/clinicpress"].Private.Blocks) == "aaaa"


def test_fonts_say_which_characters_they_print(archived: Callable[..., Cast], line: Draw) -> None:
    pdf = read(archived(line))
    maps = [font.ToUnicode.read_bytes() for font in pdf.pages[0].resources["/Font"].values() if "/ToUnicode" in font]
    assert any(b"<0141>" in said for said in maps)
    assert all(said.count(b"beginbfrange") == 1 for said in maps)


@pytest.mark.parametrize("rtl", [False, True])
def test_a_file_says_once_that_it_runs_from_right_to_left(rtl: bool, archived: Callable[..., Cast], line: Draw) -> None:
    pdf = read(archived(line, rtl=rtl))
    [top] = pdf.Root.StructTreeRoot.K
    assert ("/A" in top, runs_to_the_left(pdf)) == (rtl, rtl)
    assert not rtl or dict(top.A.items()) == {"/O": Name.Layout, "/WritingMode": Name.RlTb}
    assert all("/A" not in kid for kid in top.K)


HEBREW = "\u05d0\u05d1\u05d2 "
TURNED = HEBREW[::-1]


def test_what_is_drawn_in_another_order_says_its_own(
    archived: Callable[..., Cast], say: Callable[..., Element], chain: Chain
) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        canvas.text(10, 50, [Piece(TURNED, chain[0], 9, BLACK)], root.child("P"), HEBREW)
        say(canvas, root, "P", "abc")
        canvas.text(10, 50, [Piece(HEBREW, chain[0], 9, BLACK, level=1)], root.child("P"))
        return []

    pdf = read(archived(draw))
    said = [str(each.get("/ActualText", "")) for each in pdf.Root.StructTreeRoot.K[0].K]
    assert said == [HEBREW, "", HEBREW]


def test_words_around_others_say_their_own_in_a_part_of_their_own(archived: Callable[..., Cast], chain: Chain) -> None:
    def draw(canvas: PressCanvas, root: Element) -> Sequence[Element]:
        line = root.child("P")
        strong = line.inline_child("Strong")
        for element in (line, strong, line):
            canvas.text(10, 50, [Piece(HEBREW, chain[0], 9, BLACK, level=1)], element)
        return []

    pdf = read(archived(draw))
    [line] = pdf.Root.StructTreeRoot.K[0].K
    assert [(str(kid.S), str(kid.ActualText)) for kid in line.K] == [
        ("/Span", HEBREW),
        ("/Strong", HEBREW),
        ("/Span", HEBREW),
    ]
    assert "/ActualText" not in line
    [_, owners] = pdf.Root.StructTreeRoot.ParentTree.Nums[:2]
    # MuPDF would turn round what the owner of what is drawn says instead.
    assert [each.P.objgen for each in owners] == [kid.objgen for kid in line.K]
    assert [(str(each.S), "/ActualText" in each) for each in owners] == [("/Span", False)] * 3
