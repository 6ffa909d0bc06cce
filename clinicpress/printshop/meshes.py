"""Converts shadings that are meshes (ISO 32000-1, 8.7.4.5.5 to 8.7.4.5.8): each corner has a colour of its own."""

from __future__ import annotations

from pikepdf import Array, Stream

from clinicpress.printshop.functions import Unconvertible, pairs
from clinicpress.printshop.inking import Family, Inking
from clinicpress.printshop.spaces import Space, Tone
from clinicpress.readback.objects import whole_number

_DEPTH = 16
"""Bits of each number that is written."""


class _Bits:
    """A row of bits that is read from its beginning."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def take(self, count: int) -> int:
        begin, self.at = self.at, self.at + count
        chunk = int.from_bytes(self.content[begin // 8 : (self.at + 7) // 8], "big")
        return (chunk >> (-self.at % 8)) & ((1 << count) - 1)

    def align(self) -> None:
        self.at += -self.at % 8

    def has(self, count: int) -> bool:
        return self.at + count <= 8 * len(self.content)


def converted_mesh(mesh: Stream, space: Space, kind: int, grounds: list[Tone], inking: Inking) -> Family:
    """Convert the colours of a mesh where it stands; raises Unconvertible where it cannot be read."""
    place, part, flag = (
        whole_number(mesh.get(key)) or 0 for key in ("/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag")
    )
    flag = 0 if kind == 5 else flag
    decode = pairs(mesh.get("/Decode"))
    if not place or not part or len(decode) < 2 + space.count:
        raise Unconvertible("a mesh of colours cannot be read")
    bits, rows, tones = _Bits(mesh.read_bytes()), list[tuple[int, list[int], int]](), list[Tone]()
    first = 1 if kind in (4, 5) else 12 if kind == 6 else 16
    while bits.has(flag + 2 * place + part):
        way = bits.take(flag)
        points, corners = (first, 1) if kind in (4, 5) else (first, 4) if way & 3 == 0 else (first - 4, 2)
        if not bits.has(points * 2 * place + corners * space.count * part):
            break
        rows.append((way, [bits.take(place) for _ in range(2 * points)], corners))
        for _ in range(corners):
            numbers = [
                low + (high - low) * bits.take(part) / ((1 << part) - 1) for low, high in decode[2 : 2 + space.count]
            ]
            tones.append(space.tone(numbers))
        bits.align()
    if not tones:
        raise Unconvertible("a mesh of colours has none")
    family = inking.family([*tones, *grounds], fading=True)
    out, waiting = bytearray(), iter(family.values)
    for way, places, corners in rows:
        row = way
        for each in places:
            row = row << place | each
        length = flag + len(places) * place
        for _ in range(corners):
            for value in next(waiting):
                row, length = row << _DEPTH | round(value * ((1 << _DEPTH) - 1)), length + _DEPTH
        padding = -length % 8
        out += (row << padding).to_bytes((length + padding) // 8, "big")
    mesh.write(bytes(out))
    mesh.BitsPerComponent = _DEPTH
    mesh.Decode = Array([*(edge for pair in decode[:2] for edge in pair), *[0, 1] * len(family.values[0])])
    return family
