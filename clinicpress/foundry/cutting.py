"""Cutting: the font that a PDF embeds, with one glyph for each sort and nothing that is not printed.

A sort of one glyph is that glyph of the font, without the programs that fit outlines to coarse pixels;
one of several is a composite glyph, which puts them where shaping put them (OpenType 1.9, glyf:
composite glyph description). So a PDF needs no more than a code to print a letter with all its marks.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from clinicpress.foundry.shaping import Sort
from clinicpress.foundry.truetype import TrueType

_MORE, _WORDS, _OFFSETS, _INSTRUCTIONS = 0x0020, 0x0001, 0x0002, 0x0100
_SCALE, _XY_SCALE, _TWO_BY_TWO = 0x0008, 0x0040, 0x0080
"""Flags of the parts of a composite glyph."""
_LONG = 0x20000
"""From so many bytes on, places of glyphs need four bytes each."""


def cut(font: TrueType, sorts: Sequence[Sort]) -> bytes:
    """Make the TrueType file of some sorts: glyph 0 is the box for what is missing, glyph 1 the first sort."""
    cutter = _Cutter(font, sorts)
    return _file(font, cutter.glyphs, cutter.metrics, cutter.most_parts)


class _Cutter:
    """Collects the glyphs of a font that is cut: first those of the sorts, then those that these are made of."""

    def __init__(self, font: TrueType, sorts: Sequence[Sort]) -> None:
        self.font = font
        self.most_parts = 1
        self._numbers = {0: 0}
        """The numbers in the cut font of the font's own glyphs."""
        self._behind: list[int] = []
        self._first_behind = 1 + len(sorts)
        for number, sort in enumerate(sorts, 1):
            if (glyph := _plain(sort)) is not None:
                self._numbers.setdefault(glyph, number)
        self.glyphs = [self._taken(0)]
        self.metrics = [font.metrics(0)]
        for number, sort in enumerate(sorts, 1):
            self._add(number, sort)
        # The list grows while it is walked: parts may be made of others.
        for glyph in self._behind:
            self.glyphs.append(self._taken(glyph))
            self.metrics.append(font.metrics(glyph))

    def _number(self, glyph: int) -> int:
        if glyph not in self._numbers:
            self._numbers[glyph] = self._first_behind + len(self._behind)
            self._behind.append(glyph)
        return self._numbers[glyph]

    def _taken(self, glyph: int) -> bytes:
        """Return a glyph without its instructions, made of the cut font's glyphs."""
        outline = self.font.outline(glyph)
        if len(outline) < 12:
            return outline
        (contours,) = struct.unpack_from(">h", outline)
        if contours >= 0:
            at = 10 + 2 * contours
            (length,) = struct.unpack_from(">H", outline, at)
            return outline[:at] + b"\0\0" + outline[at + 2 + length :]
        made, parts = bytearray(outline), list(_parts(outline))
        for at, _, flags, part in parts:
            struct.pack_into(">HH", made, at, flags & ~_INSTRUCTIONS, self._number(part))
        return bytes(made[: parts[-1][1]])

    def _add(self, number: int, sort: Sort) -> None:
        glyph = _plain(sort)
        if glyph is not None and self._numbers[glyph] == number:
            self.glyphs.append(self._taken(glyph))
            self.metrics.append((sort.advance, self.font.metrics(glyph)[1]))
            return
        inked = [part for part in sort.parts if self.font.outline(part[0])]
        self.glyphs.append(self._composite(inked) if inked else b"")
        self.metrics.append((sort.advance, self._box(inked)[0] if inked else 0))

    def _box(self, parts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int, int]:
        """Return the least box around glyphs at their places."""
        boxes = [(struct.unpack_from(">4h", self.font.outline(glyph), 2), right, up) for glyph, right, up in parts]
        return (
            min(box[0] + right for box, right, _ in boxes),
            min(box[1] + up for box, _, up in boxes),
            max(box[2] + right for box, right, _ in boxes),
            max(box[3] + up for box, _, up in boxes),
        )

    def _composite(self, parts: Sequence[tuple[int, int, int]]) -> bytes:
        self.most_parts = max(self.most_parts, len(parts))
        made = [struct.pack(">5h", -1, *self._box(parts))]
        for index, (glyph, right, up) in enumerate(parts, 1):
            flags = _OFFSETS | (_MORE if index < len(parts) else 0)
            number = self._number(glyph)
            if -128 <= right < 128 and -128 <= up < 128:
                made.append(struct.pack(">HHbb", flags, number, right, up))
            else:
                made.append(struct.pack(">HHhh", flags | _WORDS, number, right, up))
        return b"".join(made)


def _plain(sort: Sort) -> int | None:
    """Return the glyph of a sort that is one glyph where it stands by itself."""
    return sort.parts[0][0] if len(sort.parts) == 1 and sort.parts[0][1:] == (0, 0) else None


def _parts(outline: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield where each part of a composite glyph begins and ends, its flags and its glyph."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        size = 8 if flags & _WORDS else 6
        size += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
        yield at, at + size, flags, part
        at += size


def _file(font: TrueType, glyphs: Sequence[bytes], metrics: Sequence[tuple[int, int]], most_parts: int) -> bytes:
    """Put the tables together that an embedded TrueType font must have (ISO 32000-1, 9.9)."""
    glyf = [glyph + b"\0" * (-len(glyph) % 2) for glyph in glyphs]
    places = [0]
    for glyph in glyf:
        places.append(places[-1] + len(glyph))
    is_long = places[-1] >= _LONG
    loca = places if is_long else [place // 2 for place in places]
    head, hhea, maxp = (bytearray(font.table(tag)) for tag in ("head", "hhea", "maxp"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, int(is_long))
    struct.pack_into(">H", hhea, 10, max(width for width, _ in metrics))
    struct.pack_into(">H", hhea, 34, len(glyphs))
    struct.pack_into(">H", maxp, 4, len(glyphs))
    if len(maxp) >= 32:
        points, contours, composite_points, composite_contours = struct.unpack_from(">4H", maxp, 6)
        parts, depth = struct.unpack_from(">HH", maxp, 28)
        is_made = most_parts > 1
        struct.pack_into(
            ">13H",
            maxp,
            6,
            points,
            contours,
            max(composite_points, points * most_parts),
            max(composite_contours, contours * most_parts),
            # Nothing is left of the programs: two zones, and no storage, functions, stack or instructions.
            2,
            *[0] * 6,
            max(parts, most_parts),
            depth + is_made,
        )
    return _whole(
        {
            "glyf": b"".join(glyf),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(struct.pack(">Hh", *each) for each in metrics),
            "loca": struct.pack(f">{len(loca)}{'L' if is_long else 'H'}", *loca),
            "maxp": bytes(maxp),
        }
    )


def _whole(tables: dict[str, bytes]) -> bytes:
    """Write a font file of its tables, in the order of their names, with their sums (OpenType 1.9, font file)."""
    count = len(tables)
    power = count.bit_length() - 1
    at = 12 + 16 * count
    records = [struct.pack(">LHHHH", 0x10000, count, 16 << power, power, 16 * (count - (1 << power)))]
    bodies, places = [], {}
    for tag, table in tables.items():
        padded = table + b"\0" * (-len(table) % 4)
        records.append(struct.pack(">4sLLL", tag.encode("ascii"), _sum(padded), at, len(table)))
        bodies.append(padded)
        places[tag] = at
        at += len(padded)
    made = bytearray(b"".join(records + bodies))
    struct.pack_into(">L", made, places["head"] + 8, (0xB1B0AFBA - _sum(bytes(made))) & 0xFFFFFFFF)
    return bytes(made)


def _sum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}L", table)
    return sum(words) & 0xFFFFFFFF
