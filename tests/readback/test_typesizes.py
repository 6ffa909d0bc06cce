"""Small type: words are told from raised figures, the smallest first."""

from __future__ import annotations

import pikepdf

from clinicpress.readback.reader import read_back
from clinicpress.readback.typesizes import Small, small_type
from tests.printshop.pages import changed, pages


def test_small_words_and_raised_figures() -> None:
    def smaller(pdf: pikepdf.Pdf) -> None:
        code = b"BT /F1 7 Tf 100 300 Td (small print) Tj ET BT /F1 5 Tf 100 200 Td ([2]) Tj ET"
        pdf.pages[0].contents_add(pdf.make_stream(code))

    [page] = read_back(changed(pages(1), smaller), "file.pdf").pages
    assert small_type(page, 9) == [Small(5, "[2]", True), Small(7, "small print", False)]
    assert len(small_type(page, 15)) == 3
