"""The witness: reads from the bytes of an imprint what it says, shows and links to.

It knows nothing of how these were made: it reads operators, character maps and strings as a PDF
reader does. What it heard is compared with the clinic's file in `release`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import lru_cache, reduce
from itertools import groupby, pairwise
from operator import itemgetter, or_
from struct import Struct
from typing import NamedTuple

from clinicpress.artwork.codes import read_qr
from clinicpress.ground.characters import UNKNOWN, plain_spaces
from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.binding import PDF_DOC
from clinicpress.pdf.casting import Form, LooseObject
from clinicpress.pdf.plate import Cast
from clinicpress.pdf.tounicode import UNMAPPED, CodeMap, code_map

Alphabets = Mapping[str, CodeMap]
"""For each font resource, what its codes say."""

_SHOWN = re.compile(r"/(\S+) [\d.]+ Tf |<([0-9a-f]*)> Tj|\[([^\]()]*)\] ?TJ")
"""What chooses a font, or shows something."""
_DRAWN = re.compile(r"/(\S+) Do")
_STRING = rb"(?:\(([^\\()]*(?:\\.[^\\()]*)*)\)|<FEFF([0-9A-Fa-f]*)>)"
_TEXT = re.compile(_STRING, re.DOTALL)
_KEYED = re.compile(rb"/(ActualText|Alt|Author|Contents|URI)" + _STRING, re.DOTALL)
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_RUN = re.compile(rb" (\d+) (\d+) (\d+)")
_PAINTED = bytes.maketrans(b"01", b"\xff\0")
MOST_RUNS = 4096
"""So many rectangles are known for each size of codes: most codes share them."""
_FIRST = re.compile(rb"/First (\d+)")
_LENGTH = re.compile(rb"/Length (\d+)")
_ROW = Struct(">BIH")
"""A row of a cross-reference table (ISO 32000-1, 7.5.8)."""
_PREDICTED = Struct(">BBIH")
"""A row behind the byte that says how it is predicted."""
ENTRY = _PREDICTED.size
_CONTENTS = re.compile(rb"/Contents \[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_MOVED = re.compile(rb"(?:^|\n)q 1 0 0 1 (\S+) (\S+) cm\Z")
_FONT = re.compile(rb"/([^\s/<]+) (\d+) 0 R")


class Heard(NamedTuple):
    """What a drawing says."""

    texts: tuple[str, ...]
    """The text of each marked content that has any, in order."""
    furniture: str
    """The text that belongs to no element."""
    pictures: tuple[str, ...]
    """The names of the pictures that are drawn."""
    left: float
    right: float
    lowest: float
    """The leftmost and rightmost beginning of a line, and the lowest baseline, in points; spaces are not seen."""


SILENCE = Heard((), "", (), 0.0, 0.0, 0.0)
"""What a drawing says that has no text and no pictures."""


def hear(operators: str, alphabets: Alphabets) -> Heard:
    """Read a drawing's operators; a code that its font has no character for is heard as U+FFFD."""
    texts: list[str] = []
    furniture: list[str] = []
    pictures: list[str] = []
    owned, read = False, UNMAPPED.read
    xs: list[float] = []
    ys: list[float] = []
    unread = operators.count("Tj") + operators.count("TJ")
    for line in operators.split("\n"):
        if line.startswith("BT "):
            _, x, y, shown = line.split(" ", 3)
            said = ""
            for font, codes, row in _SHOWN.findall(shown):
                if font:
                    read = alphabets.get(font, UNMAPPED).read
                else:
                    # Between the codes of a row there are kerns.
                    said += read(bytes.fromhex(codes or "".join(row.replace("<", ">").split(">")[1::2])))
                    unread -= 1
            if not said.isspace():
                ys.append(float(y))
                if not said.startswith(" "):
                    # The space at the end of a line that runs to the left stands before it, and is not seen.
                    xs.append(float(x))
            if owned:
                texts[-1] += said
            else:
                furniture.append(said)
        elif line.endswith(("BDC", "BMC")):
            owned = not line.startswith("/Artifact")
            if owned:
                texts.append("")
        elif " Do" in line:
            pictures += _DRAWN.findall(line)
    heard = tuple([plain_spaces(text) for text in texts if text])
    edges = (min(xs, default=0.0), max(xs, default=0.0), min(ys, default=0.0))
    return Heard(heard, plain_spaces("".join([*furniture, UNKNOWN * unread])), tuple(pictures), *edges)


@lru_cache(maxsize=64)
def strings_in(content: bytes) -> tuple[tuple[str, str], ...]:
    """List the strings of a PDF's objects that say something, with their keys: alt texts, addresses, the author..."""
    return tuple(map(_keyed, _KEYED.findall(content)))


@lru_cache(maxsize=512)
def _keyed(found: tuple[bytes, bytes, bytes]) -> tuple[str, str]:
    """Read a string and its key: the files of a clinic have the same ones."""
    key, literal, coded = found
    return key.decode("ascii"), _text(literal, coded)


def first_string(content: bytes) -> str:
    """Return the first text string in an object; empty where there is none."""
    found = _TEXT.search(content)
    return _text(found[1] or b"", found[2] or b"") if found else ""


def texts_in(content: bytes) -> list[str]:
    """List the text strings in an object."""
    return [_text(found[1] or b"", found[2] or b"") for found in _TEXT.finditer(content)]


def _text(literal: bytes, coded: bytes) -> str:
    """Read a text string (ISO 32000-1, 7.9.2.2) from what stands in its parentheses, or after its byte order mark."""
    if coded:
        return bytes.fromhex(coded.decode("ascii")).decode("utf-16-be")
    if b"\\" in literal:
        literal = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), literal)
    return literal.decode("latin-1").translate(PDF_DOC)


def alphabets_of(cast: Cast) -> dict[str, CodeMap]:
    """Read from a plate's bytes what the codes of its fonts print, by the names of their resources.

    Raises FaultyProof where a font does not say that.
    """
    objects, rows = _objects(cast), [*_ROW.iter_unpack(cast.rows)]
    found = {}
    for resource, number in _FONT.findall(cast.blanks["fonts"].begin):
        map_number = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(int(number), b""))
        if map_number is None:
            raise FaultyProof(f"the font {resource.decode('ascii')} does not say its characters")
        said = unpacked(*_cut(cast.body, rows[int(map_number[1])][1]))
        found[resource.decode("ascii")] = code_map(said)
    return found


def places_of(cast: Cast) -> list[tuple[int, float, float]]:
    """Read from a plate's bytes where what is put into each of its slots is drawn: page (from 1), x and y in points.

    Raises FaultyProof where a page does not move it there, and back.
    """
    objects, rows = _objects(cast), [*_ROW.iter_unpack(cast.rows)]

    def drawn(number: int) -> bytes:
        """Return what is drawn by a stream of the plate; nothing where it has none of that number."""
        return unpacked(*_cut(cast.body, rows[number][1])) if number < len(rows) and rows[number][0] == 1 else b""

    found = {}
    for page, number in enumerate(cast.pages, 1):
        listed = _CONTENTS.search(objects[number])
        streams = [int(each) for each in _REFERENCE.findall(listed[1])] if listed else []
        for before, here, after in zip(streams, streams[1:], streams[2:], strict=False):
            if (moved := _MOVED.search(drawn(before))) and drawn(after) == b"Q":
                found[here] = page, float(moved[1]), float(moved[2])
    try:
        slots = [name for name in cast.blanks if name.startswith("slot-")]
        return [found[cast.blanks[f"overlay-{number}"].number] for number, _ in enumerate(slots, 1)]
    except KeyError as error:
        raise FaultyProof("a page does not place what is put into its slots") from error


class Added:
    """What a file adds to a plate, read as a reader of PDFs does: from its end, by its cross-reference table.

    Raises FaultyProof where the plate is not in it as it was, or an object is not where the table says.
    """

    def __init__(self, pdf: bytes, cast: Cast) -> None:
        if not pdf.startswith(cast.body):
            raise FaultyProof("the plate's bytes are not those of the plate")
        self._pdf = pdf
        self._begins: dict[int, int] = {}
        self._objects: dict[int, bytes] = {}
        self.held: list[bytes] = []
        """All objects that are no streams, as they are held together."""
        table = _table(pdf, cast)
        kinds = table[1::ENTRY]
        if any(table[::ENTRY]) or kinds.count(1) + kinds.count(2) != len(kinds):
            raise FaultyProof("a row of the cross-reference table leads nowhere")
        numbers, offsets, stretches = _parted(kinds, cast.own)
        for number, offset in zip(numbers, offsets.unpack(table), strict=True):
            head = b"%d 0 obj\n" % number
            if not pdf.startswith(head, offset):
                raise FaultyProof(f"object {number} is not where the cross-reference table says")
            self._begins[number] = offset + len(head)
        within = b"".join([table[begin:end] for begin, end in stretches])
        for holder, numbers in _holders(kinds, cast.own, within).items():
            if holder not in self._begins:
                raise FaultyProof("an added object is not where the cross-reference table says")
            content, objects = _held(*_cut(pdf, self._begins[holder]))
            if tuple(objects) != numbers:
                raise FaultyProof("the cross-reference table leads to objects that are not there")
            self.held.append(content)
            self._objects.update(objects)

    def stream(self, number: int) -> bytes:
        """Unpack an added stream."""
        return unpacked(*self.packed(number))

    def packed(self, number: int) -> tuple[bytes, bytes]:
        """Return the dictionary of an added stream, and its bytes as they stand in the file."""
        return _cut(self._pdf, self._begins[number])

    def object(self, number: int) -> bytes:
        """Return an added object that is no stream; nothing where there is none of that number."""
        return self._objects.get(number, b"")

    def holds(self, number: int, each: LooseObject, first: int) -> bool:
        """Tell whether an object is a loose one, of those that belong together and begin with a number."""
        if each.stream is None:
            return self.object(number) == each.content(first)
        return self._pdf.startswith(each.whole(first), self._begins.get(number, len(self._pdf)))


@lru_cache(maxsize=64)
def _parted(kinds: bytes, first: int) -> tuple[tuple[int, ...], Struct, tuple[tuple[int, int], ...]]:
    """Tell by the kinds of a table's rows, from that of the number `first`, what is in them.

    Returns the numbers of whole objects, what unpacks where they begin, and where the rows stand that lead within one.
    """
    whole = [index for index, kind in enumerate(kinds) if kind == 1]
    begins = Struct(">" + "".join(["2xI2x" if kind == 1 else "8x" for kind in kinds]))
    between = [(ENTRY * (before + 1), ENTRY * after) for before, after in pairwise([-1, *whole, len(kinds)])]
    numbers = tuple([first + index for index in whole])
    return numbers, begins, tuple([(begin, end) for begin, end in between if begin < end])


@lru_cache(maxsize=64)
def _holders(kinds: bytes, first: int, within: bytes) -> dict[int, tuple[int, ...]]:
    """Read the rows that lead to what object streams hold: tell for each stream the numbers, in its order.

    `kinds` are those of all rows, from that of the number `first`. Many files have the same ones.
    """
    told = [number for number, kind in enumerate(kinds, first) if kind == 2]
    places = sorted(
        (holder, at, number) for (_, _, holder, at), number in zip(_PREDICTED.iter_unpack(within), told, strict=True)
    )
    found = {holder: tuple(group) for holder, group in groupby(places, key=itemgetter(0))}
    if any([at for _, at, _ in group] != [*range(len(group))] for group in found.values()):
        raise FaultyProof("an added object is not where the cross-reference table says")
    return {holder: tuple([number for _, _, number in group]) for holder, group in found.items()}


def _table(pdf: bytes, cast: Cast) -> bytes:
    """Return the rows of a file's cross-reference table that follow those of the plate, each behind a byte."""
    at = int(pdf[pdf.rindex(b"startxref\n") + 10 : -7])
    head = pdf.find(b" 0 obj\n", at) + 7
    if not pdf.startswith(b"<</Type/XRef", head):
        raise FaultyProof("the end of the file does not lead to its cross-reference table")
    entries, packed = _cut(pdf, head)
    table = unpacked(entries, packed)
    info = cast.blanks["info"].number
    said = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R" % (len(table) // ENTRY, cast.root, info)
    if not table.startswith(cast.table) or not entries.startswith(said):
        raise FaultyProof("the cross-reference table does not lead to the plate's objects")
    return table[len(cast.table) :]


def _objects(cast: Cast) -> dict[int, bytes]:
    """Unpack the objects of a plate that are no streams, by number."""
    rows = [*_ROW.iter_unpack(cast.rows)]
    objects: dict[int, bytes] = {}
    for holder in {first for kind, first, _ in rows if kind == 2}:
        objects.update(_held(*_cut(cast.body, rows[holder][1]))[1])
    return objects


@lru_cache(maxsize=64)
def _held(entries: bytes, packed: bytes) -> tuple[bytes, dict[int, bytes]]:
    """Unpack an object stream (ISO 32000-1, 7.5.7); returns what it holds together, and by number, in its order.

    Many files hold the same one, which is read once.
    """
    content, found = unpacked(entries, packed), _FIRST.search(entries)
    if found is None or b"/Type/ObjStm" not in entries:
        raise FaultyProof("a stream does not hold the objects that it must")
    first = int(found[1])
    heads, held = [*map(int, content[:first].split())], content[first:]
    objects = [held[begin:end].removesuffix(b"\n") for begin, end in pairwise([*heads[1::2], len(held)])]
    return held, dict(zip(heads[::2], objects, strict=True))


def _cut(file: bytes, at: int) -> tuple[bytes, bytes]:
    """Return the dictionary of the stream that begins at an offset, and its bytes."""
    head = file.find(b"\nstream\n", at)
    length = _LENGTH.search(file, at, head)
    begin = head + 8
    end = begin + int(length[1]) if length else head
    if not file.startswith(b"\nendstream\nendobj\n", end):
        raise FaultyProof("a stream does not end where it says")
    return file[at:head], file[begin:end]


def unpacked(entries: bytes, packed: bytes) -> bytes:
    """Unpack a stream; `entries` are those of its dictionary. Raises FaultyProof where it is broken."""
    if b"/FlateDecode" not in entries:
        return packed
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise FaultyProof(f"a stream cannot be unpacked: {error}") from error


def alphabet_of(font: tuple[LooseObject, ...]) -> CodeMap:
    """Read from a font that comes with an imprint what its codes print."""
    parts = font[0].parts
    at = next(index for index, part in enumerate(parts) if isinstance(part, bytes) and part.endswith(b"/ToUnicode "))
    number = parts[at + 1]
    assert isinstance(number, int)
    packed = font[number].stream
    assert packed is not None
    return code_map(zlib.decompress(packed))


def content_of(form: Form) -> bytes:
    """Return the operators of a form."""
    packed = form.objects[0].stream
    assert packed is not None
    return zlib.decompress(packed)


def code_in(content: bytes, side: int) -> str:
    """Read a QR code of `side` modules a side that is drawn with rectangles one module high; empty where it is none."""
    first, *rest = content.split(b" 1 re")
    if rest[-1:] != [b" f*"]:
        return ""
    # The first one stands behind the colour.
    runs = (b" " + b" ".join(first.split()[-3:]), *rest[:-1])
    image = reduce(or_, map(_runs(side).__getitem__, runs))
    modules = f"{image:0{side * side}b}".encode("ascii").translate(_PAINTED)
    return read_qr(modules, side) if len(modules) == side * side else ""


class _Runs(dict[bytes, int]):
    """Which modules of a code rectangles cover that are one module high: a bit for each, the first one highest."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side

    def __missing__(self, run: bytes) -> int:
        if len(self) == MOST_RUNS:
            self.clear()
        side, found = self._side, _RUN.fullmatch(run)
        x, y, count = map(int, found.groups()) if found else (side, side, 0)
        # What is no such rectangle, or lies outside of the code, makes it a module longer, and so none.
        is_within = x + count <= side and y < side
        self[run] = ((1 << count) - 1) << (side * (side - y) - x - count) if is_within else 1 << side * side
        return self[run]


_runs = lru_cache(maxsize=4)(_Runs)
