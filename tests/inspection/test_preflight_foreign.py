"""The preflight of files that other programs made: sensible answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Dictionary, Pdf
from PIL import Image

from clinicpress.inspection.preflight import Inspected, inspect_file
from tests.inspection.damage import FOREIGN, after, answers, before, both, broken, failures

SEEN = {
    "story": "cannot tell",
    "pages": "cannot tell",
    "unchanged": "cannot tell",
    "type-size": "failed",
    "contrast": "failed",
    "grey": "failed",
    "pictures": "failed",
}
"""What is to be said of the leaflet, whoever made it; all else is well."""
BESIDE = {
    "typst": {},
    # Its running footers are marked, but neither decoration nor in the tree.
    "weasyprint": {"tags": "failed"},
    # Its footers are read first, for all pages at once; its links have no descriptions.
    # Nor have its lists' items bodies.
    "chromium": {"order": "failed", "links": "failed", "nesting": "failed"},
}


@pytest.mark.parametrize("maker", BESIDE)
def test_files_of_others_get_sensible_answers(maker: str) -> None:
    inspected = inspect_file(FOREIGN / f"{maker}.pdf")
    found = answers(inspected)
    assert {id: result for id, result in found.items() if result != "passed"} == {**SEEN, **BESIDE[maker]}
    messages = {row.id: [found.message for found in row.found] or [row.note] for row in inspected.rows}
    assert messages["source"] == ["“Source: the sample sentences of this test.”"]
    assert messages["disclaimer"] == ["“Note: a leaflet that says nothing.”"]
    assert messages["type-size"] == ["“A line in seven points.” is set in 7 pt; 9 pt is the least"]
    assert messages["contrast"] == ["“A line that is pale.” is too pale: its contrast is 1.9:1, not 4.5:1"]
    assert messages["pictures"] == ["a picture of 60 by 40 pixels has 60 dpi at 1.0 by 0.7 in; 150 dpi is the least"]


def drawn_by_reportlab(file: Path, draw: Callable[[Any], object]) -> Inspected:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(file), pagesize=(612, 792))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return inspect_file(file)


def test_a_scanned_page_is_told_and_fonts_that_nobody_uses_are_not(tmp_path: Path) -> None:
    scan = Image.new("L", (1700, 2200), 255)
    scan.putpixel((200, 200), 0)
    scan.save(tmp_path / "scan.png")
    found = drawn_by_reportlab(
        tmp_path / "scan.pdf", lambda canvas: canvas.drawImage(tmp_path / "scan.png", 0, 0, 612, 792)
    )
    assert answers(found)["fonts"] == "passed"
    [row] = [row for row in found.rows if row.id == "characters"]
    assert [page for page, _ in row.found] == [1]
    assert row.found[0].message.startswith("the page is a picture, as of a scanner")
    words = drawn_by_reportlab(tmp_path / "words.pdf", lambda canvas: canvas.drawString(72, 700, "Some words"))
    assert ("fonts", 1) in failures(words)


def test_a_wide_table_that_others_turned_is_a_warning(tmp_path: Path) -> None:
    def sideways(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -300, "A wide table turned on purpose")

    assert answers(drawn_by_reportlab(tmp_path / "side.pdf", sideways))["size"] == "warning"


def test_bullets_of_a_symbol_font_are_a_warning(tmp_path: Path) -> None:
    """Word and LibreOffice print bullets as characters for private use."""

    def own_bullets(pdf: Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/ToUnicode" in each:
                told = each.ToUnicode.read_bytes()
                each.ToUnicode = pdf.make_stream(re.sub(rb"(?i)<0074>|(?<=<)0074(?=>)", b"<f0b7>", told))

    file = tmp_path / "file.pdf"
    file.write_bytes(broken((FOREIGN / "typst.pdf").read_bytes(), own_bullets))
    [row] = [row for row in inspect_file(file).rows if row.id == "characters"]
    assert row.result == "warning"
    assert "as bullets often are" in row.found[0].message


@pytest.mark.parametrize("maker", BESIDE)
def test_a_footer_that_others_lost_on_one_page_is_noticed(maker: str, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    covered = both(before(2, b"q"), after(2, b"Q 1 1 1 rg 0 0 612 140 re f"))
    file.write_bytes(broken((FOREIGN / f"{maker}.pdf").read_bytes(), covered))
    assert {("source", 2), ("disclaimer", 2)} <= failures(inspect_file(file))
