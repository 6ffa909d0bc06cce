"""Binding: a plate's bytes, the imprint's objects and a cross-reference table become one PDF.

What many files of a plate hold alike is packed once, in a bundle; little of the rest is compressed.
The same plate and the same imprint give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.casting import LooseObject, compressed, row, spliced
from clinicpress.pdf.plate import ENTRY, Blank, Cast

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
    """A finished PDF, and its SHA-256."""

    pdf: bytes
    sha256: str


class Bundle(NamedTuple):
    """Objects that are added to a plate in many files: some alike, some with what is each file's own."""

    cast: Cast
    streams: range
    """The numbers of the blanks that streams are put into."""
    blanks: frozenset[str]
    """The blanks that are not among the objects that are alike."""
    own: tuple[int, ...]
    """The numbers of the objects that are not alike."""
    holder: int
    """The number of the stream that holds all of these objects."""
    heads: bytes
    """Where in it those are that are alike."""
    content: bytes
    """These objects."""
    rows: bytes
    """The rows of all in the cross-reference table, each behind a byte: it is written as it is."""


def bundled(cast: Cast, alike: Sequence[tuple[int, bytes]], own: Sequence[int], end: int) -> Bundle:
    """Pack objects that many files hold alike, and leave room for those that have a content of `own` in each.

    Together they have all numbers before `end` that neither the plate's objects have nor the blanks for streams.
    """
    order = {number: index for index, number in enumerate([*[number for number, _ in alike], *own])}
    first = end - len(order)
    heads, content = b"", b""
    for number, said in alike:
        heads += b"%d %d " % (number, len(content))
        content += said + b"\n"
    return Bundle(
        cast,
        range(cast.own, first),
        frozenset(name for name, blank in cast.blanks.items() if blank.number < first or blank.number in own),
        tuple(own),
        end,
        heads,
        content,
        b"".join([b"\0" + row(2, end, order[number]) for number in range(first, end)]),
    )


class Binder:
    """A PDF in the making, begun with a plate and a bundle of objects."""

    def __init__(self, bundle: Bundle) -> None:
        self._cast, self._bundle = bundle.cast, bundle
        self._open = set(bundle.blanks)
        self._table = bundle.holder + 1
        self._next = self._table + 1
        self._own: dict[int, bytes] = {}
        self._loose: list[tuple[int, bytes]] = []
        self._rows: dict[int, bytes] = {}
        self._parts: list[bytes] = []
        self._end = len(self._cast.body)

    def put(self, number: int, content: bytes) -> None:
        """Write one of the bundle's objects that are not alike."""
        self._own[number] = content

    def fill(self, name: str, content: bytes) -> None:
        """Add content to a blank that is a dictionary or an array."""
        blank = self._blank(name)
        self.put(blank.number, blank.begin + content + blank.end)

    def fill_stream(self, name: str, content: bytes) -> None:
        """Put a stream where a blank is."""
        number = self._blank(name).number
        if len(content) < PLAIN:
            self._put_stream(number, b"<</Length %d>>" % len(content), content)
        else:
            packed = compressed(content)
            self._put_stream(number, b"<</Filter/FlateDecode/Length %d>>" % len(packed), packed)

    def fill_spliced(self, name: str, entries: bytes, *parts: bytes) -> None:
        """Put a stream where a blank is, every second part of which is its own; `entries` are of its dictionary."""
        self._put_spliced(self._blank(name).number, entries, *parts)

    def put_loose(self, objects: Sequence[LooseObject]) -> int:
        """Add objects that belong together; returns the number of the first."""
        first = self._next
        self._next += len(objects)
        for number, each in enumerate(objects, first):
            content = b"".join([part if isinstance(part, bytes) else b"%d 0 R" % (first + part) for part in each.parts])
            if each.stream is None:
                self._loose.append((number, content))
            else:
                self._put_stream(number, content, each.stream)
        return first

    def finish(self) -> Bound:
        """Return the bytes of the PDF."""
        cast, bundle = self._cast, self._bundle
        if self._open:
            raise FaultyProof(f"these blanks were not filled: {sorted(self._open)}")
        self._put_held()
        digest = cast.digest.copy()
        digest.update(b"".join(self._parts))
        start, name = self._end, digest.hexdigest()[:32].encode("ascii")
        self._rows[self._table] = row(1, start, 0)
        self._put_spliced(
            self._table,
            b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/DecodeParms<</Columns 7/Predictor 12>>"
            % (self._next, cast.root, cast.blanks["info"].number, name, name),
            cast.table,
            self._told(bundle.streams),
            bundle.rows,
            self._told(range(bundle.holder, self._next)),
        )
        end = b"%bstartxref\n%d\n%%%%EOF\n" % (self._parts.pop(), start)
        digest.update(end)
        return Bound(b"".join([cast.body, *self._parts, end]), digest.hexdigest())

    def _blank(self, name: str) -> Blank:
        self._open.remove(name)
        return self._cast.blanks[name]

    def _put_held(self) -> None:
        """Write the object stream (ISO 32000-1, 7.5.7)."""
        bundle = self._bundle
        count = len(bundle.rows) // (ENTRY + 1)
        for index, (number, _) in enumerate(self._loose, count):
            self._rows[number] = row(2, bundle.holder, index)
        own = [*[(number, self._own[number]) for number in bundle.own], *self._loose]
        heads, at = [], len(bundle.content)
        for number, content in own:
            heads.append(b"%d %d" % (number, at))
            at += len(content) + 1
        head = b" ".join(heads) + b"\n"
        self._put_spliced(
            bundle.holder,
            b"/Type/ObjStm/N %d/First %d" % (count + len(self._loose), len(bundle.heads) + len(head)),
            bundle.heads,
            head,
            bundle.content,
            b"\n".join([content for _, content in own]),
        )

    def _told(self, numbers: range) -> bytes:
        """Write rows of the cross-reference table as they are."""
        return b"".join([b"\0" + self._rows[number] for number in numbers])

    def _put_spliced(self, number: int, entries: bytes, *parts: bytes) -> None:
        packed = spliced(*parts)
        self._put_stream(number, b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)), packed)

    def _put_stream(self, number: int, entries: bytes, packed: bytes) -> None:
        whole = b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, entries, packed)
        self._rows[number] = row(1, self._end, 0)
        self._parts.append(whole)
        self._end += len(whole)
