"""A colour profile of the greys between the white and the black of sRGB (ICC.1:2001-04): what our grey files are of."""

from __future__ import annotations

import struct
from functools import cache

from clinicpress.printshop.spaces import linear

NAME = "Grey with the tones of sRGB"
_STEPS = 1024
_D50 = (0.9642, 1.0, 0.8249)


@cache
def grey_profile() -> bytes:
    """Make the profile."""
    curve = b"".join(struct.pack(">H", round(65535 * linear(step / (_STEPS - 1)))) for step in range(_STEPS))
    said = NAME.encode("ascii") + b"\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(said)) + said + bytes(78),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in _D50),
        b"kTRC": b"curv\0\0\0\0" + struct.pack(">I", _STEPS) + curve,
    }
    table, body, begin = b"", b"", 132 + 12 * len(tags)
    for tag, entry in tags.items():
        table += tag + struct.pack(">II", begin + len(body), len(entry))
        body += entry + bytes(-len(entry) % 4)
    head = struct.pack(">I4sI", begin + len(body), b"lcms", 0x02400000) + b"mntrGRAYXYZ "
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp"
    head = head.ljust(68, b"\0") + b"".join(struct.pack(">i", round(value * 65536)) for value in _D50)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
