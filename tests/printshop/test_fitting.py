"""Fitting: what would be lost or too small is refused with its place; the sheet is the smallest that does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from clinicpress.ground.problems import InputProblems
from clinicpress.printshop.making import ready
from clinicpress.printshop.order import Order
from clinicpress.readback.reader import read_back
from tests.conftest import Finished
from tests.printshop.pages import A4, LETTER, changed, pages

BOOKLET = Order(scheme="booklet")
Size = tuple[float, float]


def told(content: bytes, order: Order) -> str:
    return ready(read_back(content, "file.pdf"), order)[1]


@pytest.mark.parametrize(
    ("scheme", "size", "type_size", "says"),
    [
        ("booklet", LETTER, 14, "4 pages, made smaller to 65%, on 1 sheet of letter;"),
        ("booklet", LETTER, 9, "4 pages, in full size, on 1 sheet of tabloid;"),
        ("booklet", A4, 14, "4 pages, made smaller to 71%, on 1 sheet of a4;"),
        ("booklet", A4, 12, "4 pages, in full size, on 1 sheet of a3;"),
        ("booklet", (396, 612), 9, "4 pages, in full size, on 1 sheet of letter;"),
        ("n-up", LETTER, 14, "4 pages, made smaller to 65%, on 1 sheet of letter;"),
        ("n-up", LETTER, 19, "4 pages, made smaller to 50%, on 1 sheet of letter;"),
        ("n-up", (297, 419), 9, "4 pages, in full size, on 1 sheet of a4;"),
        ("repeat", LETTER, 9, "4 pages, 2 times on a side, in full size, on 2 sheets of tabloid;"),
        ("repeat", (297, 419), 7, "4 pages, 4 times on a side, in full size, on 2 sheets of a4;"),
    ],
)
def test_the_smallest_sheet_on_which_all_can_be_read(scheme: Any, size: Size, type_size: float, says: str) -> None:
    assert told(pages(4, size, type_size), Order(scheme=scheme)).startswith(says)


def annotated(subtype: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([0, 0, 9, 9]), Contents=String("x"))
        pdf.pages[2].Annots = Array([pdf.make_indirect(note)])

    return change


def layered(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Hidden")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def wider(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].MediaBox = Array([0, 0, 792, 612])


def folded(pdf: pikepdf.Pdf) -> None:
    private = Dictionary(Folds=Array([261, 526.5]))
    pdf.pages[0].PieceInfo = Dictionary(clinicpress=Dictionary(Private=private))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (wider, "file.pdf:2:1: error: page 2 is 11 by 8.5 in, but the first is 8.5 by 11 in\n"
                "  hint: pages that share sheets are of one size"),
        (annotated("FreeText"), "file.pdf:3:1: error: page 3 has a comment, a stamp or a form field on it"),
        (layered, "file.pdf:1:1: error: the PDF has layers, of which some may be hidden"),
        (folded, "file.pdf:1:1: error: this is a sheet that is folded into panels: it makes no booklet\n"
                 "  hint: print it as it is, on both sides, and fold it"),
        (lambda pdf: pdf.pages.__delitem__(slice(1, 4)), "file.pdf:1:1: error: one page makes no booklet\n"
                 "  hint: to have it several times on a sheet: --as repeat"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_what_makes_no_booklet_is_refused(change: Callable[[pikepdf.Pdf], None], says: str) -> None:
    with pytest.raises(InputProblems) as refused:
        told(changed(pages(4), change), BOOKLET)
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize("scheme", ["booklet", "n-up", "repeat"])
def test_sheets_are_not_put_on_sheets(scheme: Any) -> None:
    made, _ = ready(read_back(pages(4), "file.pdf"), BOOKLET)
    with pytest.raises(InputProblems, match="error: these are sheets already"):
        told(made, Order(scheme=scheme, sheet="a3"))


def test_what_is_wrong_is_told_all_at_once() -> None:
    def broken(pdf: pikepdf.Pdf) -> None:
        wider(pdf)
        layered(pdf)

    with pytest.raises(InputProblems) as refused:
        told(changed(pages(4), broken), BOOKLET)
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize(
    ("order", "says", "hint"),
    [
        (Order(scheme="booklet", sheet="letter"),
         "the smallest type, “Head of page 1 Middle1 word word word Page 1…” on page 1, would be 5.8 pt on letter "
             "(9 pt at 65%); 9 pt is the least",
         "take a larger sheet, --sheet tabloid, or"),
        (Order(scheme="booklet", sheet="a3"), "would be 8.8 pt on a3 (9 pt at 97%)", "--sheet tabloid"),
        (Order(scheme="n-up", sheet="legal"), "would be 7.0 pt on legal (9 pt at 77%)", "--sheet tabloid"),
        (Order(scheme="repeat", sheet="legal"), "there is no room on legal for two pages of 8.5 by 11 in", "tabloid"),
    ],
    ids=str,
)  # fmt: skip
def test_type_that_would_be_too_small_is_refused(order: Order, says: str, hint: str) -> None:
    with pytest.raises(InputProblems) as refused:
        told(pages(4, LETTER, 9), order)
    [problem] = refused.value.problems
    assert says in problem.message and hint in problem.hint


def test_type_that_is_small_already_fits_nowhere() -> None:
    for order in (BOOKLET, Order(scheme="n-up", sheet="a3")):
        with pytest.raises(InputProblems) as refused:
            told(pages(4, LETTER, 7), order)
        assert "on page 1, has 7 pt; 9 pt is the least, and no sheet that we know has room" in str(refused.value)


@pytest.mark.parametrize("scheme", ["booklet", "n-up", "repeat"])
def test_a_huge_page_fits_nowhere(scheme: Any) -> None:
    with pytest.raises(InputProblems) as refused:
        told(pages(2, (5000, 4000), 14), Order(scheme=scheme))
    [problem] = refused.value.problems
    assert ("for two pages of 69.44 by 55.56 in" if scheme == "repeat" else "no sheet that we know") in problem.message


def test_raised_figures_may_be_smaller() -> None:
    def raised(pdf: pikepdf.Pdf) -> None:
        code = b"BT /F1 6 Tf 300 300 Td (2) Tj ET"
        pdf.pages[0].contents_add(pdf.make_stream(code))

    assert "tabloid" in told(changed(pages(4, LETTER, 9), raised), BOOKLET)


def test_nothing_is_written_where_it_is_refused(press: Callable[..., Finished], tmp_path: Path) -> None:
    file, other = tmp_path / "small.pdf", tmp_path / "large.pdf"
    file.write_bytes(pages(4, LETTER, 9))
    other.write_bytes(pages(4))
    (tmp_path / "small-booklet.pdf").write_text("the last good one")
    done = press("print", str(file), str(other), "--as", "booklet", "--sheet", "letter")
    assert done.status == 1
    assert done.err.startswith(f"{file}:1:1: error: the smallest type, ")
    assert done.out.startswith(f"{tmp_path / 'large-booklet.pdf'}: 4 pages, made smaller to 65%")
    assert (tmp_path / "small-booklet.pdf").read_text() == "the last good one"
