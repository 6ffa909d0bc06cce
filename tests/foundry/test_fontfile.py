"""Font files: ours are sound; a table that was changed, cut off or taken out is told before it is printed from."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from clinicpress.foundry.fontfile import BadFont, check_font

FONTS = Path(__file__).parents[2] / "fonts"
FILES = sorted(FONTS.rglob("*.ttf"))
FONT = FILES[0].read_bytes()
TABLES = ("head", "hhea", "maxp", "hmtx", "cmap", "loca", "glyf", "name", "post")


def record(tag: str) -> tuple[int, int, int]:
    """Return where a table's record stands, where the table begins, and its length."""
    at = next(at for at in range(12, 12 + 16 * FONT[5], 16) if FONT[at : at + 4].decode() == tag)
    return (at, *struct.unpack_from(">LL", FONT, at + 8))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_shipped_fonts_are_sound(file: Path) -> None:
    check_font(file.read_bytes())


@pytest.mark.parametrize("tag", TABLES)
def test_a_byte_that_changed_is_noticed(tag: str) -> None:
    _, begin, length = record(tag)
    at = begin + length // 2
    damaged = FONT[:at] + bytes([FONT[at] ^ 0x55]) + FONT[at + 1 :]
    with pytest.raises(BadFont, match=f"the sum of its table “{tag}” is wrong"):
        check_font(damaged)


@pytest.mark.parametrize("tag", TABLES)
def test_a_table_that_is_missing_is_told(tag: str) -> None:
    at, _, _ = record(tag)
    with pytest.raises(BadFont, match="is no TrueType font, or is broken"):
        check_font(FONT[:at] + b"none" + FONT[at + 4 :])


@pytest.mark.parametrize("size", [0, 3, 11, 200, len(FONT) // 2, len(FONT) - 1000])
def test_half_a_file_is_no_font(size: int) -> None:
    with pytest.raises(BadFont):
        check_font(FONT[:size])
