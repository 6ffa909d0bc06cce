"""Pictures as bytes, sound or broken, made without a library of pictures."""

from __future__ import annotations

import struct
import zlib


def chunk(kind: bytes, data: bytes) -> bytes:
    """Make a part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """Make a grey PNG; with fewer `rows` than its height it is broken."""
    pixels = (b"\0" + b"\x80" * min(width, 9999)) * (height if rows is None else rows)
    return raw_png(width, height, 8, 0, pixels)


def raw_png(width: int, height: int, bits: int, kind: int, rows: bytes, **chunks: bytes) -> bytes:
    """Make a PNG of a kind of colours (0 grey, 2 RGB, 3 palette); each of its rows begins with a zero."""
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    parts = [chunk(b"IHDR", header), *(chunk(name.encode(), data) for name, data in chunks.items())]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
