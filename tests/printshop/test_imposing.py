"""Imposition: all words are on the sheets, where they belong; what pages share is there once; no claims are left."""

from __future__ import annotations

import io
import re
from collections import Counter

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.printshop.order import Order
from clinicpress.readback.reader import read_back
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.printing import print_job
from tests.printshop.pages import A4, LETTER, changed, pages, sheets
from tests.reading import read_pages, squeezed

BOOKLET = Order(scheme="booklet")


@pytest.fixture(scope="module")
def large() -> bytes:
    """A large-print handout of ours, of eight pages."""
    return print_job(Catalog(Disk(ROOT)), Job("sample", "en", "large-print", "iv-ketamine-fibromyalgia", "handout")).pdf


def halves(content: bytes) -> list[list[str]]:
    """Return what each half of each side says, from the left."""
    found = []
    for page in read_pages(content):
        middle = page.width / 2
        found.append(["".join(c for c, x, *_ in page.glyphs if (x >= middle) == right) for right in (False, True)])
    return found


def numbers(content: bytes) -> list[list[int]]:
    """Return the number of the page in each half of each side; 0 where it is blank."""
    return [
        [int(found[1]) if (found := re.search(r"Page(\d+)of", half)) else 0 for half in side]
        for side in halves(content)
    ]


@pytest.mark.parametrize(
    ("count", "order"),
    [
        (4, [[4, 1], [2, 3]]),
        (5, [[5, 1], [2, 0], [0, 3], [4, 0]]),
        (8, [[8, 1], [2, 7], [6, 3], [4, 5]]),
        (13, [[13, 1], [2, 0], [0, 3], [4, 0], [12, 5], [6, 11], [10, 7], [8, 9]]),
    ],
)
def test_booklets(count: int, order: list[list[int]]) -> None:
    made = sheets(pages(count), BOOKLET)
    assert numbers(made) == order
    said = sorted(half for side in halves(made) for half in side if half)
    assert said == sorted("".join(c for c, *_ in page.glyphs) for page in read_pages(pages(count)))
    assert sheets(pages(count), BOOKLET) == made


def turned(content: bytes) -> bytes:
    """Return pages that follow each other from right to left."""

    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)

    return changed(content, turn)


@pytest.mark.parametrize(
    ("order", "numbered"),
    [
        (BOOKLET, [[1, 8], [7, 2], [3, 6], [5, 4]]),
        (Order(scheme="n-up", sheet="tabloid"), [[2, 1], [4, 3], [6, 5], [8, 7]]),
    ],
    ids=["booklet", "n-up"],
)
def test_pages_that_run_from_right_to_left_are_bound_at_the_right(order: Order, numbered: list[list[int]]) -> None:
    made = sheets(turned(pages(8)), order)
    assert read_back(made, "made.pdf").rtl
    # PDFium puts English words into another order where a file says that it runs from right to left.
    assert numbers(changed(made, lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"))) == numbered


def test_all_words_of_ours_are_on_the_sheets_and_can_be_read(large: bytes) -> None:
    made = sheets(large, BOOKLET)
    read, before = read_back(made, "made.pdf"), read_back(large, "large.pdf")
    assert numbers(made) == [[8, 1], [2, 7], [6, 3], [4, 5]]
    assert Counter("".join(squeezed(page.text) for page in read_pages(made))) == Counter(
        "".join(squeezed(page.text) for page in read_pages(large))
    )
    assert min(g.size for page in read.pages for g in page.ink.values()) == pytest.approx(16 * 396 / 612, abs=0.01)
    assert {(page.width, page.height) for page in read.pages} == {(792, 612)}
    assert (read.title, read.language, read.shows_title) == (before.title, before.language, True)
    assert {key: read.info[key] for key in ("Title", "Author", "CreationDate")} == {
        key: before.info[key] for key in ("Title", "Author", "CreationDate")
    }
    assert (read.claims, read.tagged, read.parts) == ({}, False, ())
    assert [font.name for font in read.fonts] == [font.name for font in before.fonts]
    assert len(made) < len(large)


def test_it_is_smaller_than_the_pages_even_for_repeats(large: bytes) -> None:
    made = sheets(large, Order(scheme="repeat", sheet="tabloid"))
    assert len(made) < len(large)
    assert [side[0] == side[1] and side[0] > 0 for side in numbers(made)] == [True] * 8


def test_nothing_leads_anywhere_and_the_dialog_begins_right(large: bytes) -> None:
    with pikepdf.open(io.BytesIO(sheets(large, BOOKLET))) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/PieceInfo"}
        keys = {key for each in pdf.objects if isinstance(each, (Dictionary, pikepdf.Stream)) for key in dict(each)}
        assert not keys & {"/Annots", "/StructParents", "/StructParent", "/StructTreeRoot", "/Metadata"}
        wishes = pdf.Root.ViewerPreferences
        assert (str(wishes.Duplex), str(wishes.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_stand_as_they_are_seen(turn: int) -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Rotate = turn

    made = sheets(changed(pages(4), turned), Order(scheme="booklet", sheet="a3"))
    lies = {glyph.lie for page in read_back(made, "made.pdf").pages for glyph in page.ink.values()}
    assert lies == {"upside down" if turn == 180 else "sideways"}
    assert len(made) > 0 and sum(len(page.glyphs) for page in read_pages(made)) == sum(
        len(page.glyphs) for page in read_pages(pages(4))
    )
    assert all(page.sheet.holds(glyph.box) for page in read_back(made, "made.pdf").pages for glyph in page.ink.values())


def test_pages_that_do_not_begin_at_the_corner_of_their_paper() -> None:
    """MediaBox, CropBox and TrimBox may lie anywhere; the trim is what counts."""

    def moved(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.MediaBox = Array([-30, -30, 642, 822])
            page.TrimBox = Array([0, 0, 612, 792])

    made = sheets(changed(pages(4), moved), BOOKLET)
    plain = sheets(pages(4), BOOKLET)
    assert [page.glyphs for page in read_pages(made)] == [page.glyphs for page in read_pages(plain)]


def test_marks_are_black_for_an_office_and_all_inks_for_a_press() -> None:
    office = sheets(pages(4), Order(scheme="booklet", sheet="12x18", marks=True))
    with pikepdf.open(io.BytesIO(office)) as pdf:
        code = pdf.pages[0].Contents.read_bytes()
        assert b"0 G" in code and code.count(b" l S") == 10
        assert [float(edge) for edge in pdf.pages[0].TrimBox] == [36, 36, 1260, 828]
    plain = sheets(pages(4), Order(scheme="booklet", sheet="12x18"))
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        assert b" l S" not in pdf.pages[0].Contents.read_bytes()


def test_what_a_document_lacks_is_not_invented() -> None:
    bare = changed(pages(2, A4), lambda pdf: pdf.trailer.__delitem__("/Info"))
    with pikepdf.open(io.BytesIO(sheets(bare, BOOKLET))) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Producer"}
        assert "/Lang" not in pdf.Root


def test_resources_that_pages_inherit_come_along() -> None:
    def inherited(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Resources = pdf.pages[0].Resources
        for page in pdf.pages:
            del page.obj["/Resources"]

    made = sheets(changed(pages(4, LETTER), inherited), BOOKLET)
    assert numbers(made) == [[4, 1], [2, 3]]


def test_a_note_of_somebody_else_is_left_behind() -> None:
    def noted(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PieceInfo = Dictionary(Other=Dictionary(Private=String("x")))
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("x"))

    with pikepdf.open(io.BytesIO(sheets(changed(pages(2), noted), BOOKLET))) as pdf:
        assert list(pdf.Root.PieceInfo.keys()) == ["/clinicpress"]
        assert "/OpenAction" not in pdf.Root
