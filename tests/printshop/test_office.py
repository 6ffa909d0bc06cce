"""The office: what a print dialog begins with, by how many pages there are and whether they are folded."""

from __future__ import annotations

import pikepdf
import pytest

from clinicpress.printshop.office import prefer


@pytest.mark.parametrize(
    ("count", "size", "turned", "duplex"),
    [
        (1, (612, 792), 0, "/Simplex"),
        (2, (612, 792), 0, "/DuplexFlipLongEdge"),
        (2, (792, 612), 0, "/DuplexFlipShortEdge"),
        (2, (612, 792), 90, "/DuplexFlipShortEdge"),
        (2, (792, 612), 270, "/DuplexFlipLongEdge"),
    ],
)
def test_sheets_turn_over_as_those_of_a_book(count: int, size: tuple[int, int], turned: int, duplex: str) -> None:
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page(page_size=size).Rotate = turned
        prefer(pdf)
        assert str(pdf.Root.ViewerPreferences.Duplex) == duplex
