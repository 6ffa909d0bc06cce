"""Binding: a plate's bytes, the imprint's objects and a cross-reference table become one PDF.

Only what is new is compressed. The same plate and the same imprint give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.casting import LooseObject, compressed, object_stream, row, rows_held
from clinicpress.pdf.plate import ENTRY, Cast

PLAIN = 640
"""Streams of fewer bytes are not compressed: that would take longer than all else that is done for them."""
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\n": "\\n", "\r": "\\r"})


@lru_cache(maxsize=256)
def text_string(text: str) -> bytes:
    """Write a text string (ISO 32000-1, 7.9.2.2)."""
    if text.isascii():
        return b"(%b)" % text.translate(_ESCAPES).encode("ascii")
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode("ascii")


class Bound(NamedTuple):
    """A finished PDF, its SHA-256, and where its objects are."""

    pdf: bytes
    sha256: str
    rows: bytes
    """The rows of its cross-reference table."""
    plain: dict[int, bytes]
    """What was added that is no stream, by number."""
    streams: dict[int, bytes]
    """The streams that were added, as they are unpacked, by number."""
    holder: int
    """The number of the stream that holds all objects of `plain`."""


class Binder:
    """A PDF in the making, begun with a plate."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._next = len(cast.rows) // ENTRY
        self._plain: list[tuple[int, bytes]] = []
        self._streams: list[tuple[int, bytes]] = []
        self._contents: dict[int, bytes] = {}
        self._open = set(cast.blanks)

    def reserve(self) -> int:
        """Return the number of an object that is put later."""
        self._next += 1
        return self._next - 1

    def put(self, content: bytes, number: int | None = None) -> int:
        """Add an object that is not a stream; returns its number."""
        number = self.reserve() if number is None else number
        self._plain.append((number, content))
        return number

    def put_stream(self, entries: bytes, *parts: bytes, number: int | None = None) -> int:
        """Add a stream, which is compressed here; `entries` are those of its dictionary.

        Of several parts, all but the last are likely to be in the next file, too.
        """
        content = b"".join(parts)
        if len(content) < PLAIN:
            number = self._put_packed(b"<<%b/Length %d>>" % (entries, len(content)), content, number)
        else:
            packed = compressed(*parts)
            entries = b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
            number = self._put_packed(entries, packed, number)
        self._contents[number] = content
        return number

    def put_loose(self, objects: Sequence[LooseObject]) -> int:
        """Add objects that belong together; returns the number of the first."""
        numbers = [self.reserve() for _ in objects]
        for number, each in zip(numbers, objects, strict=True):
            content = b"".join([p if isinstance(p, bytes) else b"%d 0 R" % numbers[p] for p in each.parts])
            if each.stream is None:
                self.put(content, number)
            else:
                self._put_packed(content, each.stream, number)
        return numbers[0]

    def fill(self, name: str, content: bytes) -> None:
        """Add content to a blank that is a dictionary or an array."""
        blank = self.cast.blanks[name]
        self._open.remove(name)
        self.put(blank.begin + content + blank.end, blank.number)

    def fill_stream(self, name: str, entries: bytes, *parts: bytes) -> None:
        """Put a stream where a blank is; see `put_stream`."""
        self._open.remove(name)
        self.put_stream(entries, *parts, number=self.cast.blanks[name].number)

    def finish(self) -> Bound:
        """Return the bytes of the PDF."""
        if self._open:
            raise FaultyProof(f"these blanks were not filled: {sorted(self._open)}")
        parts, at = [self.cast.body], len(self.cast.body)
        rows: dict[int, bytes] = {}
        holder = self.reserve()
        held = rows_held(holder, len(self._plain))
        rows.update(zip((number for number, _ in self._plain), held, strict=True))
        whole, self._contents[holder] = object_stream(holder, self._plain)
        for number, content in [*self._streams, (holder, whole)]:
            rows[number] = row(1, at, 0)
            parts.append(content)
            at += len(content)
        table = self.reserve()
        rows[table] = row(1, at, 0)
        every = bytearray(self.cast.rows)
        every.extend(bytes(ENTRY * (table + 1) - len(every)))
        for number, content in rows.items():
            every[ENTRY * number : ENTRY * (number + 1)] = content
        name = hashlib.md5(b"".join(parts[1:]), usedforsecurity=False).hexdigest().encode("ascii")
        packed = compressed(_predicted(bytes(every)))
        parts.append(
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode"
            b"/DecodeParms<</Columns 7/Predictor 12>>/Length %d>>\nstream\n%b\nendstream\nendobj\n"
            b"startxref\n%d\n%%%%EOF\n"
            % (
                table,
                table + 1,
                self.cast.root,
                self.cast.blanks["info"].number,
                name,
                name,
                len(packed),
                packed,
                at,
            )
        )
        added = b"".join(parts[1:])
        digest = self.cast.digest.copy()
        digest.update(added)
        return Bound(
            self.cast.body + added, digest.hexdigest(), bytes(every), dict(self._plain), self._contents, holder
        )

    def _put_packed(self, entries: bytes, packed: bytes, number: int | None) -> int:
        number = self.reserve() if number is None else number
        self._streams.append((number, b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed)))
        return number


def _predicted(rows: bytes) -> bytes:
    """Write each byte of a table as its difference to the one above (PNG's predictor Up)."""
    # All bytes at once, as two long numbers: bit 7 is kept from borrowing from the byte before.
    here, above = int.from_bytes(rows, "big"), int.from_bytes((bytes(ENTRY) + rows)[: len(rows)], "big")
    high = int.from_bytes(b"\x80" * len(rows), "big")
    low = int.from_bytes(b"\x7f" * len(rows), "big")
    changes = (((here | high) - (above & low)) ^ (high & ~(here ^ above))).to_bytes(len(rows), "big")
    predicted = bytearray(len(rows) + len(rows) // ENTRY)
    predicted[0 :: ENTRY + 1] = b"\2" * (len(rows) // ENTRY)
    for column in range(ENTRY):
        predicted[column + 1 :: ENTRY + 1] = changes[column::ENTRY]
    return bytes(predicted)
