"""The office: what a print dialog begins with, by how many pages there are and whether they are folded."""

from __future__ import annotations

import pikepdf
import pytest

from clinicpress.printshop.office import prefer


@pytest.mark.parametrize(
    ("pages", "folded", "duplex"),
    [(1, False, "/Simplex"), (2, False, "/DuplexFlipLongEdge"), (2, True, "/DuplexFlipShortEdge")],
)
def test_sheets_turn_over_as_they_are_read(pages: int, folded: bool, duplex: str) -> None:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        prefer(pdf, folded)
        assert str(pdf.Root.ViewerPreferences.Duplex) == duplex
