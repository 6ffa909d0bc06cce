"""A QR code is read back as what it was made of."""

from __future__ import annotations

import pytest

from clinicpress.artwork.codes import qr_modules, read_qr


@pytest.mark.parametrize("address", ["https://clinic.example", "https://x.example/" + "a" * 250])
def test_a_code_says_what_it_was_made_of(address: str) -> None:
    rows = qr_modules(address)
    assert {len(row) for row in rows} == {len(rows)}
    assert read_qr(b"".join(rows), len(rows)) == address


def test_no_code_is_read_from_plain_paper() -> None:
    assert read_qr(b"\xff" * 21 * 21, 21) == ""
