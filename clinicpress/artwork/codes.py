"""QR codes: made of a web address, and read back."""

from __future__ import annotations

import math
from typing import Any


def qr_modules(url: str) -> list[bytes]:
    """Compute the rows of a QR code of level M, without the quiet zone; a dark module is a zero byte."""
    import zxingcpp

    code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    content = bytes(memoryview(image))
    side = math.isqrt(len(content))
    return [content[at : at + side] for at in range(0, len(content), side)]


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
