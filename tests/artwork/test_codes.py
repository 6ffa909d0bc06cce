"""QR codes are read back as what they were made of, and drawn as large as they shall be."""

from __future__ import annotations

import re

import pytest

from clinicpress.artwork.codes import draw_qr, path_of, qr_modules, qr_path, read_qr
from tests.typesetting.toys import INK, TOP, sheet

ADDRESS = "https://clinic.example"


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


def test_a_qr_code_is_drawn_to_its_size() -> None:
    canvas = sheet()
    draw_qr(canvas, ADDRESS, 10.0, TOP, 50.0, INK)
    scale = float(canvas._operators[-1].split(" ")[1])
    assert scale == pytest.approx(50.0 / len(qr_modules(ADDRESS)), rel=1e-4)


def test_the_dark_modules_of_a_qr_code_are_covered_and_no_others() -> None:
    rows = qr_modules(ADDRESS)
    covered = [
        (int(x) + further, int(y))
        for x, y, long in re.findall(r"(\d+) (\d+) (\d+) 1 re", qr_path(ADDRESS)[1])
        for further in range(int(long))
    ]
    dark = [(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if not module]
    assert sorted(covered) == sorted(dark)
