"""The sheets: each is named once, the shorter side first."""

from __future__ import annotations

from clinicpress.printshop.sheets import SAME, SHEETS


def test_sheets_are_papers_and_larger_ones() -> None:
    assert {"letter", "legal", "tabloid", "half-letter", "a5", "a4", "a3", "12x18", "sra3"} == set(SHEETS)
    assert set(SAME.values()) <= set(SHEETS)
    assert all(width < height for width, height in SHEETS.values())
