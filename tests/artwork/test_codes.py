"""A QR code is read back as what it was made of."""

from __future__ import annotations

import pytest

from clinicpress.artwork.codes import path_of, qr_modules, read_qr


@pytest.mark.parametrize("address", ["https://clinic.example", "https://x.example/" + "a" * 250])
def test_a_code_says_what_it_was_made_of(address: str) -> None:
    rows = qr_modules(address)
    assert {len(row) for row in rows} == {len(rows)}
    assert read_qr(b"".join(rows), len(rows)) == address


def test_no_code_is_read_from_plain_paper() -> None:
    assert read_qr(b"\xff" * 21 * 21, 21) == ""


def test_runs_of_dark_modules_are_drawn_as_rectangles_row_by_row() -> None:
    dark, light = b"\0", b"\xff"
    rows = [dark + light + dark, light * 3, dark * 3]
    assert path_of(rows) == "0 0 1 1 re 2 0 1 1 re 0 2 3 1 re"


def test_the_largest_codes_are_drawn_too() -> None:
    side = 177
    assert path_of([bytes(side)] * side).split(" re ")[-1] == f"0 {side - 1} {side} 1 re"
