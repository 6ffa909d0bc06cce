"""Sheets: a booklet of ours passes, and what is moved, lost, changed or too near to the fold is told with its side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf

from clinicpress.content.edition import Job
from clinicpress.inspection.preflight import Inspected, inspect, inspect_file
from clinicpress.printshop.order import Order
from clinicpress.readback.reader import read_back
from clinicpress.readback.verdict import Row
from tests.conftest import Finished
from tests.printshop.pages import changed, pages, sheets

LARGE = Job("sample", "en", "large-print", "iv-ketamine-fibromyalgia", "handout")
SUMMARY = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "summary")
OF_READERS = {"tags", "order", "nesting", "alt", "links"}


@pytest.fixture(scope="module")
def booklet(printed: dict[Job, bytes]) -> bytes:
    """The large print on Letter, of eight pages."""
    return sheets(printed[LARGE], Order(scheme="booklet"))


def rows(content: bytes) -> dict[str, Row]:
    return {row.id: row for row in inspect(read_back(content, "made.pdf"))}


def failed(content: bytes) -> dict[str, list[tuple[int | None, str]]]:
    return {id: [*map(tuple, row.found)] for id, row in rows(content).items() if row.result == "failed"}


@pytest.mark.parametrize(
    ("job", "order", "note"),
    [
        (LARGE, Order(scheme="booklet"), "8 pages, a booklet, on letter"),
        (LARGE, Order(scheme="booklet", sheet="sra3", marks=True), "8 pages, a booklet, on sra3"),
        (LARGE, Order(scheme="n-up"), "8 pages, side by side, on letter"),
        (SUMMARY, Order(scheme="repeat", marks=True), "1 page, each several times, on tabloid"),
    ],
    ids=str,
)
def test_sheets_of_ours_pass(job: Job, order: Order, note: str, printed: dict[Job, bytes]) -> None:
    found = rows(sheets(printed[job], order))
    assert {row.result for row in found.values()} == {"passed"}
    assert not OF_READERS & set(found)
    assert found["sheets"].note == note
    assert found["source"].note.startswith("“Source: Consensus")


def swapped(pdf: Pdf) -> None:
    first, second = pdf.pages[0].obj, pdf.pages[1].obj
    first.Contents, second.Contents = second.Contents, first.Contents
    first.Resources, second.Resources = second.Resources, first.Resources


def test_sides_in_another_order_are_not_what_the_ticket_says(booklet: bytes) -> None:
    assert failed(changed(booklet, swapped))["story"] == [
        (side, f"the words of page {page} are not as they were") for side, page in [(1, 8), (1, 1), (2, 2), (2, 7)]
    ]


def test_a_ticket_with_another_order_makes_no_booklet(booklet: bytes) -> None:
    def rewritten(pdf: Pdf) -> None:
        swapped(pdf)
        sides = pdf.Root.PieceInfo["/clinicpress"].Private.Sides
        sides[0], sides[1] = sides[1], sides[0]

    told = failed(changed(booklet, rewritten))
    assert set(told) == {"sheets"}
    assert told["sheets"][0] == (1, "it has pages 2 and 7; in a booklet of 8 pages that would be pages 8 and 1")


def turned(pdf: Pdf) -> None:
    """Let pages follow each other from right to left."""
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name.R2L, DisplayDocTitle=True)


def test_a_booklet_is_bound_where_its_pages_begin(printed: dict[Job, bytes]) -> None:
    made = sheets(changed(printed[LARGE], turned), Order(scheme="booklet"))
    found = rows(made)
    assert (found["sheets"].result, found["sheets"].note) == ("passed", "8 pages, a booklet, on letter")
    assert (found["story"].result, found["folds"].result) == ("passed", "passed")
    told = failed(changed(made, lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/Direction")))
    assert told["sheets"][0] == (1, "it has pages 1 and 8; in a booklet of 8 pages that would be pages 8 and 1")


def test_a_lost_side_is_told(booklet: bytes) -> None:
    told = failed(changed(booklet, lambda pdf: pdf.pages.__delitem__(3)))
    assert told["sheets"] == [(None, "it has 3 sides; 4 were printed")]


def page_of(pdf: Pdf, number: int) -> pikepdf.Object:
    return pdf.pages[0].Resources.XObject[f"/P{number}"]


def test_a_changed_word_and_a_covered_footer_are_told_with_their_page(booklet: bytes) -> None:
    def covered(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(b"q 1 g 396 60 396 80 re f Q"))

    told = failed(changed(booklet, covered))
    assert told["source"][0][0] == 1
    assert told["source"][0][1].startswith("page 1 of what is printed on it: the page does not say “Source: Consensus")
    assert {"hidden", "disclaimer", "source"} <= set(told)

    def emptied(pdf: Pdf) -> None:
        page_of(pdf, 8).write(b"")

    assert failed(changed(booklet, emptied))["story"] == [(1, "the words of page 8 are not as they were")]


def test_words_near_the_fold_or_the_cut_are_told() -> None:
    def near(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(b"BT /F1 14 Tf 3 300 Td (Near) Tj ET"))

    told = failed(sheets(changed(pages(4), near), Order(scheme="booklet", sheet="tabloid")))
    assert told["folds"] == [(1, "“Near” is too near to the fold: it needs 0.125 in (3 mm)")]
    told = failed(sheets(changed(pages(1), near), Order(scheme="repeat")))
    assert told["folds"] == [(1, "“Near” is too near to where it is cut: it needs 0.125 in (3 mm)")]


def test_a_page_that_reaches_beyond_its_edges_has_no_sign_but_the_others_do() -> None:
    def beyond(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(b"BT /F1 14 Tf 600 300 Td (Beyond) Tj ET"))

    found = rows(sheets(changed(pages(4), beyond), Order(scheme="booklet", sheet="tabloid")))
    assert found["story"].result == "passed"


def test_the_command_says_it_too(press: Callable[..., Finished], booklet: bytes, tmp_path: Path) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(booklet)
    done = press("preflight", "--json", str(file))
    [said] = json.loads(done.out)["files"]
    assert (done.status, said["passed"], said["pages"]) == (0, True, 4)
    inspected: Inspected = inspect_file(file)
    assert inspected.passed


# Sheets of others -----------------------------------------------------------------------------------


def unmarked(content: bytes) -> bytes:
    """Take our ticket out of a file."""
    return changed(content, lambda pdf: pdf.Root.__delitem__("/PieceInfo"))


@pytest.mark.parametrize(
    ("count", "scheme", "note"), [(8, "booklet", "8 pages, a booklet"), (8, "n-up", "8 pages, side by side")]
)
def test_sheets_of_others_are_known_by_their_page_numbers(count: int, scheme: str, note: str) -> None:
    made = unmarked(sheets(pages(count), Order(scheme=scheme, sheet="tabloid")))  # type: ignore[arg-type]
    found = rows(made)
    assert (found["sheets"].result, found["sheets"].note) == ("passed", note)
    assert not OF_READERS & set(found)
    assert found["story"].result == found["source"].result == "cannot tell"


def test_sheets_of_others_in_a_wrong_order_are_told() -> None:
    made = unmarked(changed(sheets(pages(8), Order(scheme="booklet", sheet="tabloid")), swapped))
    assert failed(made)["sheets"][0] == (1, "it has pages 2 and 7; in a booklet of 8 pages that would be pages 8 and 1")


def test_other_wide_pages_are_no_sheets() -> None:
    """Slides have one number each."""
    found = rows(pages(4, (792, 612)))
    assert "sheets" not in found and found["tags"].result == "failed"


def test_the_sheets_of_an_unknown_size_are_a_warning(booklet: bytes) -> None:
    def wider(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.MediaBox = [0, 0, 850, 612]

    assert rows(changed(booklet, wider))["size"].found[0].message == "8.5 by 11.81 in is no sheet that we know"
