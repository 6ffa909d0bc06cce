"""The office: what a print dialog begins with, by how many pages there are and whether they are folded."""

from __future__ import annotations

import pikepdf
import pytest

from clinicpress.printshop.office import advice, prefer


@pytest.mark.parametrize(
    ("count", "size", "turned", "duplex", "said"),
    [
        (1, (612, 792), 0, "/Simplex", ""),
        (2, (612, 792), 0, "/DuplexFlipLongEdge", ", on both sides, turned on the long edge"),
        (2, (792, 612), 0, "/DuplexFlipShortEdge", ", on both sides, turned on the short edge"),
        (2, (612, 792), 90, "/DuplexFlipShortEdge", ", on both sides, turned on the short edge"),
        (2, (792, 612), 270, "/DuplexFlipLongEdge", ", on both sides, turned on the long edge"),
    ],
)
def test_sheets_turn_over_as_those_of_a_book(
    count: int, size: tuple[int, int], turned: int, duplex: str, said: str
) -> None:
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page(page_size=size).Rotate = turned
        prefer(pdf)
        assert str(pdf.Root.ViewerPreferences.Duplex) == duplex
        assert advice(pdf) == f"print at actual size{said}"
