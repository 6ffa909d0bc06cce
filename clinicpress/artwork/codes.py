"""QR codes: made of a web address, drawn, and read back."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from clinicpress.drawing.sheet import Sheet
from clinicpress.looks.color import Color


def draw_qr(canvas: Sheet, url: str, x: float, y: float, size: float, color: Color) -> None:
    """Draw a QR code without its quiet zone; the top left corner is x, y."""
    count, path = qr_path(url)
    canvas.pattern(x, y, size, count, path, color)


@lru_cache(maxsize=8)
def qr_path(url: str) -> tuple[int, str]:
    """Return how many modules a side of a QR code has, and the path of the dark ones on a grid of modules."""
    rows = qr_modules(url)
    return len(rows), path_of(rows)


def qr_modules(url: str) -> Sequence[bytes]:
    """Compute the rows of a QR code of level M, without the quiet zone; a dark module is a zero byte."""
    import zxingcpp

    code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    content = bytes(memoryview(image))
    side = math.isqrt(len(content))
    return struct.unpack(f"{side}s" * side, content)


def path_of(rows: Sequence[bytes]) -> str:
    """Write the path of a code's dark modules on a grid of modules: a rectangle for each run of them in a row."""
    # All modules are one number, with a byte for each, and with a light one behind each row.
    size = len(rows) * (len(rows) + 1)
    dark = int.from_bytes(b"\xff".join([*rows, b""]), "big") ^ (1 << 8 * size) - 1
    begins, ends = dark & ~(dark >> 8), dark >> 8 & ~dark
    columns, lines = _places(len(rows))
    x, y, end = [
        (places & numbers).to_bytes(size, "big").translate(None, b"\0")
        for places, numbers in ((begins, columns), (begins, lines), (ends, columns))
    ]
    return " ".join(map(_runs.__getitem__, zip(x, y, end, strict=True)))


class _Runs(dict[tuple[int, int, int], str]):
    """Rectangles by column, row and the column where they end, counted from 1: codes share most of them."""

    def __missing__(self, key: tuple[int, int, int]) -> str:
        x, y, end = key
        found = self[key] = f"{x - 1} {y - 1} {end - x} 1 re"
        return found


_runs = _Runs()


@lru_cache(maxsize=8)
def _places(side: int) -> tuple[int, int]:
    """Return the column of each module of a code and the light one behind each row, and its row, counted from 1."""
    columns, rows = bytes(range(1, side + 2)), b"".join([bytes([row]) * (side + 1) for row in range(1, side + 1)])
    return int.from_bytes(columns * side, "big"), int.from_bytes(rows, "big")


def read_qr(image: bytes, side: int) -> str:
    """Read a QR code of `side` rows of modules without a quiet zone, a dark one a zero byte; empty where it is none."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        memoryview(image).cast("B", [side, side]),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
        binarizer=zxingcpp.Binarizer.BoolCast,
        is_pure=True,
    )
    return found[0].text if found else ""
