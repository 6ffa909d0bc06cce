"""The witness: reads from the bytes of an imprint what it says, shows and links to.

It knows nothing of how these were made: it reads operators, character maps and strings as a PDF
reader does. What it heard is compared with the clinic's file in `release`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from clinicpress.artwork.codes import read_qr
from clinicpress.ground.characters import UNKNOWN, plain_spaces
from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.casting import Form, LooseObject
from clinicpress.pdf.plate import ENTRY, Cast
from clinicpress.pdf.tounicode import UNMAPPED, CodeMap, code_map

Alphabets = Mapping[str, CodeMap]
"""For each font resource, what its codes say."""

_SHOWN = re.compile(r"(?:(/\S+) [\d.]+ Tf )?(?:<([0-9a-f]*)> Tj|\[([^\]()]*)\] ?TJ)")
_SORTS = re.compile("<([0-9a-f]*)>")
_DRAWN = re.compile(r"/(\S+) Do")
_STRING = rb"(?:\(([^\\()]*(?:\\.[^\\()]*)*)\)|<FEFF([0-9A-Fa-f]*)>)"
_TEXT = re.compile(_STRING, re.DOTALL)
_KEYED = re.compile(rb"/(ActualText|Alt|Author|Contents|URI)" + _STRING, re.DOTALL)
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_RECTANGLE = re.compile(rb"(?<= )(\d+) (\d+) (\d+) 1 re ")
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


def hear(operators: str, alphabets: Alphabets) -> Heard:
    """Read a drawing's operators; a code that its font has no character for is heard as U+FFFD."""
    texts: list[str] = []
    furniture: list[str] = []
    pictures: list[str] = []
    owned, alphabet = False, UNMAPPED
    xs: list[float] = []
    ys: list[float] = []
    for line in operators.split("\n"):
        if line.startswith("BT "):
            _, x, y, shown = line.split(" ", 3)
            said = ""
            found = _SHOWN.findall(shown)
            for font, codes, row in found:
                if font:
                    alphabet = alphabets.get(font[1:], UNMAPPED)
                said += alphabet.read(bytes.fromhex(codes or "".join(_SORTS.findall(row))))
            if len(found) != shown.count("Tj") + shown.count("TJ"):
                said += UNKNOWN
            if not said.isspace():
                # The space at the end of a line that runs to the left stands before it, and is not seen.
                xs += [] if said.startswith(" ") else [float(x)]
                ys.append(float(y))
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
        elif "Tj" in line or "TJ" in line:
            furniture.append(UNKNOWN)
    heard = tuple([plain_spaces(text) for text in texts if text])
    edges = (min(xs, default=0.0), max(xs, default=0.0), min(ys, default=0.0))
    return Heard(heard, plain_spaces("".join(furniture)), tuple(pictures), *edges)


def strings_in(content: bytes) -> list[tuple[str, str]]:
    """List the strings of a PDF's objects that say something, with their keys: alt texts, addresses, the author..."""
    return [(key.decode("ascii"), _text(literal, coded)) for key, literal, coded in _KEYED.findall(content)]


def first_string(content: bytes) -> str:
    """Return the first text string in an object; empty where there is none."""
    return next(iter(texts_in(content)), "")


def texts_in(content: bytes) -> list[str]:
    """List the text strings in an object."""
    return [_text(found[1] or b"", found[2] or b"") for found in _TEXT.finditer(content)]


def _text(literal: bytes, coded: bytes) -> str:
    """Read a text string (ISO 32000-1, 7.9.2.2) from what stands in its parentheses, or after its byte order mark."""
    if coded:
        return bytes.fromhex(coded.decode("ascii")).decode("utf-16-be")
    if b"\\" in literal:
        literal = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), literal)
    return literal.decode("ascii")


def alphabets_of(cast: Cast) -> dict[str, CodeMap]:
    """Read from a plate's bytes what the codes of its fonts print, by the names of their resources.

    Raises FaultyProof where a font does not say that.
    """
    objects = _objects(cast)
    found = {}
    for resource, number in _FONT.findall(cast.blanks["fonts"].begin):
        map_number = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(int(number), b""))
        if map_number is None:
            raise FaultyProof(f"the font {resource.decode('ascii')} does not say its characters")
        found[resource.decode("ascii")] = code_map(_stream(cast, int(map_number[1]))[1])
    return found


def _objects(cast: Cast) -> dict[int, bytes]:
    """Unpack the objects of a plate that are no streams, by number."""
    holders = {
        int.from_bytes(cast.rows[at + 1 : at + 5], "big")
        for at in range(0, len(cast.rows), ENTRY)
        if cast.rows[at] == 2
    }
    objects = {}
    for holder in holders:
        entries, content = _stream(cast, holder)
        first = re.search(rb"/First (\d+)", entries)
        assert first is not None
        heads = content[: int(first[1])].split()
        starts = [int(first[1]) + int(offset) for offset in heads[1::2]]
        for number, start, end in zip(heads[::2], starts, [*starts[1:], len(content)], strict=True):
            objects[int(number)] = content[start:end]
    return objects


def _stream(cast: Cast, number: int) -> tuple[bytes, bytes]:
    """Return the dictionary of a stream of a plate, and what is packed in it."""
    offset = int.from_bytes(cast.rows[ENTRY * number + 1 : ENTRY * number + 5], "big")
    entries, _, rest = cast.body[offset:].partition(b"\nstream\n")
    length = re.search(rb"/Length (\d+)", entries)
    assert length is not None
    packed = rest[: int(length[1])]
    return entries, zlib.decompress(packed) if b"/FlateDecode" in entries else packed


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
    image = bytearray(b"\xff" * (side * side))
    for x, y, count in _RECTANGLE.findall(content):
        begin = int(y) * side + int(x)
        image[begin : begin + int(count)] = bytes(int(count))
    return read_qr(bytes(image), side) if len(image) == side * side else ""
