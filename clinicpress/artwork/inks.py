"""What the four inks of offset printing look like, for pictures in CMYK that do not say which press they are made for.

Taken as they are, their numbers make colours that no ink has: a full cyan is far from #00FFFF. So they are seen as
the inks of ISO 12647-2 on coated paper, mixed by the equations of Neugebauer: the colours of the sixteen ways in which
solid inks lie over each other, each by its share of the paper, where dots grow in print. Paper is white and solid black
is black, as on our own pages; a logo in black ink is not to become grey.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import product

_PAPER = (95.0, 0.0, -2.0)
_SOLIDS: dict[tuple[int, int, int, int], tuple[float, float, float]] = {
    (0, 0, 0, 0): _PAPER, (1, 0, 0, 0): (55, -37, -50), (0, 1, 0, 0): (48, 74, -3), (0, 0, 1, 0): (89, -5, 93),
    (0, 1, 1, 0): (47, 68, 48), (1, 0, 1, 0): (50, -65, 27), (1, 1, 0, 0): (24, 22, -46), (1, 1, 1, 0): (23, 0, 0),
}  # fmt: skip
"""CIELAB of cyan, magenta, yellow and black, solid, on each other (ISO 12647-2:2004, papers 1 and 2)."""
_BLACK = 16.0
"""The lightness of solid black, and of all that it is printed on or over."""
_GROWTH = (0.14, 0.14, 0.14, 0.17)
"""By how much a dot that covers half grows, for each ink."""
_STEPS = 7
_ENTRIES = 33
_D50 = (0.9642, 1.0, 0.8249)


@cache
def offset_inks() -> bytes:
    """Make a colour profile (ICC.1:2001-04) of the inks, from CMYK to CIELAB."""
    solids = {inks: _xyz(color) for inks, color in _SOLIDS.items()}
    paper, black = _xyz(_PAPER), _xyz((_BLACK, 0, 0))[1]
    grid = bytearray()
    for cell in product(range(_STEPS), repeat=4):
        cover = [step / (_STEPS - 1) for step in cell]
        shares = {inks: _share(inks, cover) for inks in solids}
        mixed = [sum(share * solids[inks][axis] for inks, share in shares.items()) for axis in range(3)]
        seen = [
            white * max(0.0, (value / on_paper - black) / (1 - black)) * (1 - cover[3])
            for white, value, on_paper in zip(_D50, mixed, paper, strict=True)
        ]
        grid += struct.pack(">3H", *_coded(seen))
    curves = b"".join(_curve(growth) for growth in _GROWTH)
    lut = b"mft2\0\0\0\0" + bytes((4, 3, _STEPS, 0)) + _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    lut += struct.pack(">2H", _ENTRIES, 2) + curves + bytes(grid) + struct.pack(">2H", 0, 65535) * 3
    name = b"desc\0\0\0\0" + struct.pack(">I", 12) + b"offset inks\0" + bytes(78)
    tags = {
        b"desc": name, b"cprt": b"text\0\0\0\0none\0", b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50), b"A2B0": lut,
    }  # fmt: skip
    table, body, begin = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", begin + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4sI", begin + len(body), b"lcms", 0x02400000) + b"prtrCMYKLab " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + _fixed(*_D50)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _share(inks: tuple[int, ...], cover: list[float]) -> float:
    """Return which share of what black leaves free shows these inks on each other (Demichel)."""
    share = 1.0
    for is_on, part in zip(inks[:3], cover, strict=False):
        share *= part if is_on else 1 - part
    return share


def _curve(growth: float) -> bytes:
    """Make the table of how much of the paper an ink covers by its number."""
    shares = (at / (_ENTRIES - 1) for at in range(_ENTRIES))
    return b"".join(struct.pack(">H", round(65535 * (share + 4 * growth * share * (1 - share)))) for share in shares)


def _xyz(lab: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return CIE XYZ under D50, where white is 1, 1, 1."""
    middle = (lab[0] + 16) / 116

    def seen(root: float) -> float:
        return root**3 if root > 6 / 29 else (root - 4 / 29) * 3 * (6 / 29) ** 2

    return seen(middle + lab[1] / 500), seen(middle), seen(middle - lab[2] / 200)


def _coded(xyz: list[float]) -> tuple[int, int, int]:
    """Write CIE XYZ as CIELAB of sixteen bits."""
    roots = [
        (value / white) ** (1 / 3) if value / white > (6 / 29) ** 3 else value / white / (3 * (6 / 29) ** 2) + 4 / 29
        for value, white in zip(xyz, _D50, strict=True)
    ]
    light, red, yellow = 116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])
    codes = (light * 652.8, (red + 128) * 256, (yellow + 128) * 256)
    return round(codes[0]), round(codes[1]), round(codes[2])


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)
