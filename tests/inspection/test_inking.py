"""Grey files and press files: each of their faults is found at its page, and a sound one has none."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinicpress.inspection.inking import inking
from clinicpress.inspection.preflight import inspect
from clinicpress.printshop.conditions import condition_of
from clinicpress.printshop.grey import make_grey
from clinicpress.printshop.intake import taken_in
from clinicpress.printshop.making import saved
from clinicpress.printshop.press import PDF_VERSION, make_press
from clinicpress.readback.reader import read_back
from clinicpress.readback.verdict import Row
from tests.conftest import ROOT

LEAFLET = (ROOT / "tests" / "foreign" / "typst.pdf").read_bytes()


@pytest.fixture(scope="module")
def grey() -> bytes:
    with taken_in(LEAFLET, "leaflet.pdf") as pdf:
        make_grey(pdf, "leaflet.pdf")
        return saved(pdf)


@pytest.fixture(scope="module")
def press() -> bytes:
    with taken_in(LEAFLET, "leaflet.pdf") as pdf:
        make_press(pdf, read_back(LEAFLET, "leaflet.pdf"), condition_of("gracol"), marked=True)
        return saved(pdf, PDF_VERSION)


def rows(content: bytes, change: Callable[[Pdf], Any] = lambda pdf: None) -> dict[str, Row]:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out)
    return {row.id: row for row in inking(read_back(out.getvalue(), "leaflet.pdf"))}


def paint(code: bytes, **resources: Any) -> Callable[[Pdf], None]:
    """Paint something more on page 2."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[1]
        for kind, found in resources.items():
            page.obj.Resources[f"/{kind}"] = found
        page.contents_add(b"q " + code + b" Q")

    return change


def test_a_file_that_was_not_made_ready_is_asked_nothing() -> None:
    assert inking(read_back(LEAFLET, "leaflet.pdf")) == []


def test_grey_files_are_asked_for_black_ink_alone(grey: bytes) -> None:
    assert {id: row.result for id, row in rows(grey).items()} == {"inks": "passed"}
    found = rows(grey, paint(b"1 0 0 rg 0 0 9 9 re f"))["inks"]
    assert (found.result, found.found) == ("failed", ((2, "an area is in RGB"),))
    assert rows(grey, paint(b"0.5 0 0 0.1 K 0 0 9 9 re S"))["inks"].found[0] == (2, "a line is in Cyan 50%, Black 10%")


def test_a_sound_press_file_passes(press: bytes) -> None:
    found = rows(press)
    assert {row.result for row in found.values()} == {"passed"}
    assert list(found) == ["inks", "text-ink", "ink", "lines", "trim", "condition", "still"]
    assert found["condition"].note == "PDF/X-4, CGATS TR 006"


def test_what_readers_need_is_not_asked_of_a_press_file_of_others(press: bytes) -> None:
    asked = {row.id for row in inspect(read_back(press, "leaflet.pdf"))}
    assert "fonts" in asked and not asked & {"tags", "alt", "links", "nesting"}


def boxes(pdf: Pdf) -> None:
    pdf.pages[1].obj.BleedBox = Array([40, 40, 600, 700])


def narrow(pdf: Pdf) -> None:
    pdf.pages[1].obj.BleedBox = pdf.pages[1].obj.TrimBox


def linked(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 50, 90, 90]))
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(link)])


def unprofiled(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


def untrapped(pdf: Pdf) -> None:
    del pdf.trailer.Info.Trapped


OVER = Dictionary(Over=Dictionary(op=True, OP=True), Mixed=Dictionary(BM=Name.Multiply))
SHEER = Dictionary(S=Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary()]))
DAMAGE: dict[str, tuple[Callable[[Pdf], Any], str, str, str]] = {
    "screen": (paint(b"1 0 0 RG 0 0 m 300 300 l S"), "inks", "failed", "a line is in RGB"),
    "rich black": (
        paint(b"0.7 0.6 0.6 0.9 k BT /f0 12 Tf 100 100 Td <0001> Tj ET"), "text-ink", "failed",
        "black text is mixed of",
    ),
    "mixed text": (
        paint(b"0.9 0.3 0 0 k BT /f0 12 Tf 100 100 Td <0001> Tj ET"), "text-ink", "warning",
        "text is mixed of Cyan 90%",
    ),
    "much ink": (paint(b"1 1 0.9 0 k 90 90 99 99 re f"), "ink", "failed", "290% of ink lie on each other"),
    "overprinted": (
        paint(b"/Over gs 1 1 0 0 k 90 90 99 99 re f", ExtGState=OVER), "ink", "cannot tell", "",
    ),
    "mixed": (paint(b"/Mixed gs 1 0 0 0 k 90 90 99 99 re f", ExtGState=OVER), "ink", "cannot tell", ""),
    "hairline": (paint(b"0.1 w 90 90 m 300 300 l S"), "lines", "failed", "a line is 0.1 pt thick"),
    "boxes": (boxes, "trim", "failed", "its boxes do not lie within each other"),
    "narrow": (narrow, "trim", "warning", "less than 3 mm"),
    "link": (linked, "still", "failed", "a link, comment or field lies on it"),
    "profile": (unprofiled, "condition", "failed", "the profile of its printing condition"),
    "trapped": (untrapped, "condition", "failed", "whether it has been trapped"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_each_fault_of_a_press_file_is_found(press: bytes, damage: str) -> None:
    change, id, result, told = DAMAGE[damage]
    row = rows(press, change)[id]
    assert row.result == result
    if told:
        assert any(told in message for _, message in row.found)
        assert {page for page, _ in row.found} <= {2, None}


def test_what_is_overprinted_within_the_limit_is_fine(press: bytes) -> None:
    change = paint(b"/Over gs 0 0 0 1 k 90 90 99 99 re f", ExtGState=OVER)
    assert rows(press, change)["ink"].result == "passed"


def test_files_of_others_are_for_a_press_if_they_say_so() -> None:
    def claim(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            packet.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
            packet["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"
        pdf.docinfo["/Title"] = String("A leaflet")

    found = rows(LEAFLET, claim)
    assert [found[id].result for id in ("inks", "condition", "trim", "still")] == ["failed"] * 4
    assert "it names no printing condition" in found["condition"].found[0].message


def test_what_a_screen_only_guesses_is_no_failure(press: bytes) -> None:
    found = {row.id: row.result for row in inspect(read_back(press, "leaflet.pdf"))}
    before = {row.id: row.result for row in inspect(read_back(LEAFLET, "leaflet.pdf"))}
    assert (before["contrast"], found["contrast"], found["grey"]) == ("failed", "warning", "warning")
