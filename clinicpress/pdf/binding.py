"""Binding: a plate's bytes, the imprint's objects and a cross-reference table become one PDF.

What many files of a plate hold alike is packed once, in a bundle; little of the rest is compressed.
The same plate and the same imprint give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from struct import Struct
from typing import NamedTuple

from clinicpress.ground.characters import UNKNOWN
from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.casting import LooseObject, compressed, joined, object_stream, spliced, whole_stream
from clinicpress.pdf.plate import Blank, Cast

PLAIN = 400
"""Streams of fewer bytes are not compressed: that would save little."""
SHARE = 28
"""Nor are objects that a file has for its own, where they are so small a part of the plate's bytes."""
_DOC = {
    0x18: "˘ˇˆ˙˝˛˚˜",
    0x7F: UNKNOWN,
    0x80: "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž",
    0x9F: UNKNOWN,
    0xA0: "€",
    0xAD: UNKNOWN,
}
PDF_DOC = {code: char for first, chars in _DOC.items() for code, char in enumerate(chars, first)}
"""The characters of PDFDocEncoding that are not those of Latin 1, by their codes (ISO 32000-1, D.2)."""
_ROW = Struct(">BBIH")
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\n": "\\n", "\r": "\\r"})
_WRITTEN = {ord(char): chr(code) for code, char in PDF_DOC.items()} | _ESCAPES
# What these codes are in Latin 1 has none here; and with þ, a string begins that has two bytes for each character.
_WRITTEN |= dict.fromkeys([*PDF_DOC, ord("þ"), ord(UNKNOWN)], UNKNOWN)


@lru_cache(maxsize=256)
def text_string(text: str) -> bytes:
    """Write a text string (ISO 32000-1, 7.9.2.2), with a byte for each character where that can be."""
    try:
        return b"(%b)" % text.translate(_WRITTEN).encode("latin-1")
    except UnicodeEncodeError:
        return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode("ascii")


def written_stream(entries: bytes, content: bytes, plain: int = PLAIN) -> bytes:
    """Write a stream as it stands behind the number of its object; `entries` are of its dictionary.

    It is compressed if it has as many bytes as `plain` or more.
    """
    if len(content) < plain:
        return whole_stream(b"<<%b/Length %d>>" % (entries, len(content)), content)
    packed = compressed(content)
    return whole_stream(b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)), packed)


def spliced_stream(entries: bytes, *parts: bytes) -> bytes:
    """Write a stream that is in other files, too, but for every second of its parts."""
    packed = spliced(*parts)
    return whole_stream(b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)), packed)


class Bound(NamedTuple):
    """A finished PDF, and its SHA-256."""

    pdf: bytes
    sha256: str


class Bundle(NamedTuple):
    """Objects that are added to a plate in many files: some alike, some with what is each file's own."""

    cast: Cast
    streams: range
    """The numbers of the blanks that streams are put into."""
    own: tuple[Blank, ...]
    """The objects that are not alike: how each begins and ends."""
    numbers: tuple[int, ...]
    """Their numbers."""
    whole: bytes
    """The stream of the objects that are alike, which follows the plate's bytes."""
    rows: bytes
    """The rows of these, of the others and of that stream in the cross-reference table, as they stand there."""
    next: int
    """The next number: that of the stream of the other objects."""

    @property
    def loose(self) -> int:
        """The number of the first object that is put behind it."""
        # One is the table's.
        return self.next + 2


def bundled(cast: Cast, alike: Sequence[tuple[int, bytes]], own: Sequence[Blank], end: int) -> Bundle:
    """Pack objects that many files hold alike, and leave room for those that have a content of their own in each.

    Together they have all numbers before `end` that neither the plate's objects have nor the blanks for streams.
    """
    rows = {number: row(2, end, index) for index, (number, _) in enumerate(alike)}
    rows |= {blank.number: row(2, end + 1, index) for index, blank in enumerate(own)}
    first = end - len(rows)
    rows[end] = row(1, len(cast.body), 0)
    return Bundle(
        cast,
        range(cast.own, first),
        tuple(own),
        tuple([blank.number for blank in own]),
        object_stream(end, dict(alike)),
        _told(rows, range(first, end + 1)),
        end + 1,
    )


def row(kind: int, first: int, second: int) -> bytes:
    """Write a row of the cross-reference table (ISO 32000-1, 7.5.8) as it is, behind a byte that says so."""
    return _ROW.pack(0, kind, first, second)


def _told(rows: Mapping[int, bytes], numbers: range) -> bytes:
    return b"".join([*map(rows.__getitem__, numbers)])


def bind(
    bundle: Bundle, streams: Sequence[bytes], own: Sequence[bytes], loose: Iterable[Sequence[LooseObject]]
) -> Bound:
    """Bind a plate and a bundle with what is a file's own into a PDF.

    `streams` are put into the blanks for them, as `written_stream` writes them, and `own` into the objects that are
    not alike, in the order of their numbers and of the bundle. Behind them come objects that are `loose`: those that
    belong together have numbers that follow each other. Raises FaultyProof where a blank is left open.
    """
    cast, holder = bundle.cast, bundle.next
    if (len(streams), len(own)) != (len(bundle.streams), len(bundle.own)):
        raise FaultyProof("not all blanks were filled")
    wholes = [*zip(bundle.streams, streams, strict=True)]
    held = [begin + content + end for (_, begin, end), content in zip(bundle.own, own, strict=True)]
    numbers = [*bundle.numbers]
    table = holder + 1
    first = bundle.loose
    rows: dict[int, bytes] = {}
    for objects in loose:
        for number, each in enumerate(objects, first):
            if each.stream is None:
                rows[number] = row(2, holder, len(held))
                held.append(each.content(first))
                numbers.append(number)
            else:
                wholes.append((number, each.whole(first)))
        first += len(objects)
    wholes.append((holder, written_stream(*joined(numbers, held), len(cast.body) // SHARE)))
    parts = [b"%d 0 obj\n%b" % each for each in wholes]
    *begins, start = accumulate(map(len, parts), initial=len(cast.body) + len(bundle.whole))
    rows.update([(number, row(1, begin, 0)) for (number, _), begin in zip(wholes, begins, strict=True)])
    rows[table] = row(1, start, 0)
    digest = cast.digest.copy()
    digest.update(b"".join([bundle.whole, *parts]))
    name = digest.hexdigest()[:32].encode("ascii")
    entries = (
        b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/DecodeParms<</Columns 7/Predictor 12>>"
        % (first, cast.root, cast.blanks["info"].number, name, name)
    )
    told = cast.table, _told(rows, bundle.streams), bundle.rows, _told(rows, range(holder, first))
    end = b"%d 0 obj\n%bstartxref\n%d\n%%%%EOF\n" % (table, spliced_stream(entries, *told), start)
    digest.update(end)
    return Bound(b"".join([cast.body, bundle.whole, *parts, end]), digest.hexdigest())
