"""Binding: a plate's bytes, the imprint's objects and a cross-reference table become one PDF.

What many files of a plate hold alike is packed once, in a bundle; little of the rest is compressed.
The same plate and the same imprint give the same bytes.
"""

from __future__ import annotations

from codecs import charmap_build, charmap_encode
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.casting import LooseObject, compressed, joined, object_stream, row, spliced
from clinicpress.pdf.plate import Blank, Cast

PLAIN = 400
"""Streams of fewer bytes are not compressed: that would save little."""
SHARE = 28
"""Nor are objects that a file has for its own, where they are so small a part of the plate's bytes."""
_NONE = "\ufffe"
PDF_DOC = "".join([
    *map(chr, range(0x18)), "˘ˇˆ˙˝˛˚˜", *map(chr, range(0x20, 0x7F)), _NONE,
    "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", _NONE, "€", *map(chr, range(0xA1, 0xAD)), _NONE, *map(chr, range(0xAE, 0xFE)),
    # With this one, a string that is written otherwise begins.
    _NONE, "ÿ",
])  # fmt: skip
"""The characters of PDFDocEncoding by their bytes (ISO 32000-1, D.2)."""
_CODES = charmap_build(PDF_DOC)
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\n": "\\n", "\r": "\\r"})


@lru_cache(maxsize=256)
def text_string(text: str) -> bytes:
    """Write a text string (ISO 32000-1, 7.9.2.2), with a byte for each character where that can be."""
    try:
        return b"(%b)" % charmap_encode(text.translate(_ESCAPES), "strict", _CODES)[0]
    except UnicodeEncodeError:
        return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode("ascii")


def written_stream(entries: bytes, content: bytes, plain: int = PLAIN) -> bytes:
    """Write a stream as it stands behind the number of its object; `entries` are of its dictionary.

    It is compressed if it has as many bytes as `plain` or more.
    """
    if len(content) < plain:
        return _whole(b"<<%b/Length %d>>" % (entries, len(content)), content)
    packed = compressed(content)
    return _whole(b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)), packed)


def _spliced_stream(entries: bytes, *parts: bytes) -> bytes:
    """Write a stream of which every second part is its own."""
    packed = spliced(*parts)
    return _whole(b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)), packed)


def _whole(entries: bytes, packed: bytes) -> bytes:
    return b"%b\nstream\n%b\nendstream\nendobj\n" % (entries, packed)


class Bound(NamedTuple):
    """A finished PDF, and its SHA-256."""

    pdf: bytes
    sha256: str


class Bundle(NamedTuple):
    """Objects that are added to a plate in many files: some alike, some with what is each file's own."""

    cast: Cast
    streams: range
    """The numbers of the blanks that streams are put into."""
    blanks: Mapping[str, Blank]
    """The blanks that are not among the objects that are alike."""
    own: tuple[int, ...]
    """The numbers of the objects that are not alike."""
    whole: bytes
    """The stream of the objects that are alike, which follows the plate's bytes."""
    rows: bytes
    """The rows of these, of the others and of that stream in the cross-reference table, as they stand there."""
    next: int
    """The next number: that of the stream of the other objects."""


def bundled(cast: Cast, alike: Sequence[tuple[int, bytes]], own: Sequence[int], end: int) -> Bundle:
    """Pack objects that many files hold alike, and leave room for those that have a content of `own` in each.

    Together they have all numbers before `end` that neither the plate's objects have nor the blanks for streams.
    """
    rows = {number: row(2, end, index) for index, (number, _) in enumerate(alike)}
    rows |= {number: row(2, end + 1, index) for index, number in enumerate(own)}
    first = end - len(rows)
    rows[end] = row(1, len(cast.body), 0)
    return Bundle(
        cast,
        range(cast.own, first),
        {name: blank for name, blank in cast.blanks.items() if blank.number < first or blank.number in own},
        tuple(own),
        object_stream(end, alike),
        _told(rows, range(first, end + 1)),
        end + 1,
    )


def _told(rows: Mapping[int, bytes], numbers: range) -> bytes:
    """Write rows of the cross-reference table as they are."""
    return b"".join([b"\0" + rows[number] for number in numbers])


class Binder:
    """A PDF in the making, begun with a plate and a bundle of objects."""

    def __init__(self, bundle: Bundle) -> None:
        self._cast, self._bundle = bundle.cast, bundle
        self._open = dict(bundle.blanks)
        self._next = bundle.next + 2
        self._own: dict[int, bytes] = {}
        self._loose: list[tuple[int, bytes]] = []
        self._rows: dict[int, bytes] = {}
        self._parts = [bundle.whole]
        self._end = len(self._cast.body) + len(bundle.whole)

    def put(self, number: int, content: bytes) -> None:
        """Write one of the bundle's objects that are not alike."""
        self._own[number] = content

    def fill(self, name: str, content: bytes) -> None:
        """Add content to a blank that is a dictionary or an array."""
        blank = self._open.pop(name)
        self._own[blank.number] = blank.begin + content + blank.end

    def fill_stream(self, name: str, stream: bytes) -> None:
        """Put a stream where a blank is, as `written_stream` writes it."""
        self._put_stream(self._open.pop(name).number, stream)

    def fill_spliced(self, name: str, entries: bytes, *parts: bytes) -> None:
        """Put a stream where a blank is, every second part of which is its own; `entries` are of its dictionary."""
        self.fill_stream(name, _spliced_stream(entries, *parts))

    def put_loose(self, objects: Sequence[LooseObject]) -> int:
        """Add objects that belong together; returns the number of the first."""
        first = self._next
        self._next += len(objects)
        for number, each in enumerate(objects, first):
            content = each.content(first)
            if each.stream is None:
                self._loose.append((number, content))
            else:
                self._put_stream(number, _whole(content, each.stream))
        return first

    def finish(self) -> Bound:
        """Return the bytes of the PDF."""
        cast, bundle = self._cast, self._bundle
        if self._open:
            raise FaultyProof(f"these blanks were not filled: {sorted(self._open)}")
        holder, table = bundle.next, bundle.next + 1
        for index, (number, _) in enumerate(self._loose, len(bundle.own)):
            self._rows[number] = row(2, holder, index)
        entries, content = joined([*[(number, self._own[number]) for number in bundle.own], *self._loose])
        self._put_stream(holder, written_stream(entries, content, len(cast.body) // SHARE))
        digest = cast.digest.copy()
        digest.update(b"".join(self._parts))
        start, name = self._end, digest.hexdigest()[:32].encode("ascii")
        self._rows[table] = row(1, start, 0)
        entries = (
            b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/DecodeParms<</Columns 7/Predictor 12>>"
            % (self._next, cast.root, cast.blanks["info"].number, name, name)
        )
        rows = (
            cast.table,
            _told(self._rows, bundle.streams),
            bundle.rows,
            _told(self._rows, range(holder, self._next)),
        )
        end = b"%d 0 obj\n%bstartxref\n%d\n%%%%EOF\n" % (table, _spliced_stream(entries, *rows), start)
        digest.update(end)
        return Bound(b"".join([cast.body, *self._parts, end]), digest.hexdigest())

    def _put_stream(self, number: int, stream: bytes) -> None:
        head = b"%d 0 obj\n" % number
        self._rows[number] = row(1, self._end, 0)
        self._parts += (head, stream)
        self._end += len(head) + len(stream)
