"""Pictures as bytes, sound or broken, made without a library of pictures."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """Make a grey PNG; with fewer `rows` than its height it is broken."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * min(width, 9999)) * (height if rows is None else rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
