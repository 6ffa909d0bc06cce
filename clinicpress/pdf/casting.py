"""Casting: a saved PDF is taken apart into the objects of a plate, as they will stand in every edition.

Streams stay as they are; all other objects are packed into one object stream, compressed once.
Objects with a blank are left out: an imprint writes them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from struct import Struct
from typing import NamedTuple
from zlib import adler32

from clinicpress.ground.faults import FaultyCast
from clinicpress.pdf.plate import Blank, Cast

SMALL = 4096
"""Streams up to this many bytes need no greater window, and to make one takes longer than to compress them."""
LEVEL = 4
"""Of zlib; for small streams, higher ones take twice as long and save nothing."""
MOST_KEPT = 2048
"""Parts of a stream that have more bytes than this are always compressed."""
_BEGIN = b"\x78\x01"
_END = b"\1\0\0\xff\xff"
"""How zlib's format begins, and the last block, which is empty (RFC 1950 and 1951)."""
_ROW = Struct(">BIH")
_OBJECT = re.compile(rb"(\d+) 0 obj\n")
# Strings are matched first, so that no reference is seen inside of them.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>|(\d+) 0 R", re.DOTALL)


class LooseObject(NamedTuple):
    """An object that can be put into any file, with others: its parts, and its stream's packed bytes.

    A number among the parts stands for a reference: it counts the objects that belong together.
    """

    parts: tuple[bytes | int, ...]
    stream: bytes | None

    def content(self, first: int) -> bytes:
        """Write it without its stream, where the first of those that belong together has a number."""
        return b"".join([part if isinstance(part, bytes) else b"%d 0 R" % (first + part) for part in self.parts])

    def whole(self, first: int) -> bytes:
        """Write it with its stream, as it stands behind its number."""
        assert self.stream is not None
        return whole_stream(self.content(first), self.stream)


def whole_stream(entries: bytes, packed: bytes) -> bytes:
    """Write a stream as it stands behind the number of its object, of its dictionary and its packed bytes."""
    return b"%b\nstream\n%b\nendstream\nendobj\n" % (entries, packed)


def loose_stream(entries: bytes, content: bytes) -> LooseObject:
    """Make a stream; `entries` are those of its dictionary."""
    packed = compressed(content)
    return LooseObject((b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)),), packed)


class Form(NamedTuple):
    """A picture as PDF objects that can be put into any file; the first is the form XObject."""

    objects: tuple[LooseObject, ...]
    width: float
    height: float


def compressed(content: bytes) -> bytes:
    """Compress a stream (FlateDecode)."""
    if len(content) > SMALL:
        return zlib.compress(content, 9)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 12, 5)
    return packer.compress(content) + packer.flush()


def spliced(*parts: bytes) -> bytes:
    """Compress a stream that is in other files, too, but for every second of its parts.

    What is the same is compressed once, to blocks that need nothing of what stands before them (RFC 1951). The
    other parts stay as they are: to compress so few bytes would take longer than all else that is done for them.
    """
    blocks = [*parts]
    blocks[::2] = map(_squeezed, parts[::2])
    blocks[1::2] = map(_kept, parts[1::2])
    return b"%b%b%b%b" % (_BEGIN, b"".join(blocks), _END, adler32(b"".join(parts)).to_bytes(4, "big"))


@lru_cache(maxsize=128)
def _squeezed(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)


def _kept(content: bytes) -> bytes:
    """Write a block that is not compressed (RFC 1951, 3.2.4), but for one that is too long for that."""
    size = len(content)
    if size > MOST_KEPT:
        return _squeezed(content)
    return b"\0%b%b%b" % (size.to_bytes(2, "little"), (size ^ 0xFFFF).to_bytes(2, "little"), content)


def row(kind: int, first: int, second: int) -> bytes:
    """Write a row of the cross-reference stream (ISO 32000-1, 7.5.8)."""
    return _ROW.pack(kind, first, second)


def joined(numbers: Sequence[int], contents: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Join objects for an object stream (ISO 32000-1, 7.5.7); returns entries of its dictionary and its content."""
    # Each begins behind the one before and the end of its line.
    begins = accumulate([len(content) + 1 for content in contents], initial=0)
    head = b" ".join([b"%d %d" % each for each in zip(numbers, begins, strict=False)]) + b"\n"
    return b"/Type/ObjStm/N %d/First %d" % (len(contents), len(head)), head + b"\n".join(contents)


def object_stream(number: int, objects: Mapping[int, bytes]) -> bytes:
    """Write an object stream that is in many files as a whole object, as small as it gets."""
    entries, content = joined([*objects], [*objects.values()])
    packed = zlib.compress(content, 9)
    entries += b"/Filter/FlateDecode/Length %d" % len(packed)
    return b"%d 0 obj\n%b" % (number, whole_stream(b"<<%b>>" % entries, packed))


def cast_file(saved: bytes, token: str, names: Sequence[str], contents: tuple[int, ...], links: int) -> Cast:
    """Take a PDF apart that was saved with a plain cross-reference table.

    `token` and `names` tell which objects are blanks: each holds a string of both. They are numbered anew, in the
    order of their names, behind all objects of the plate. Raises FaultyCast unless each is there exactly once.
    """
    start, offsets = _table(saved)
    trailer = saved[start:]
    if sorted(offsets) != list(range(1, len(offsets) + 1)):
        raise FaultyCast("the saved file has gaps")
    ends = dict(zip(sorted(offsets.values()), [*sorted(offsets.values())[1:], start], strict=True))
    wholes = {number: saved[offset : ends[offset]] for number, offset in sorted(offsets.items())}
    blank = re.compile(rb"(?:/Blank )?\(%b ([a-z0-9-]+)\) ?" % token.encode("ascii"))
    opened: dict[str, int] = {}
    objects: dict[int, tuple[bytes, bytes]] = {}
    for number, whole in wholes.items():
        content, stream, rest = whole[_object(whole, number) :].partition(b"\nstream\n")
        if not stream:
            content = content.removesuffix(b"endobj\n").strip()
            if found := blank.search(content):
                name = found[1].decode("ascii")
                if opened.setdefault(name, number) != number:
                    raise FaultyCast(f"the blank “{name}” is there twice")
                content = content[: found.start()] + content[found.end() :]
        objects[number] = content, stream + rest
    if sorted(opened) != sorted(names):
        raise FaultyCast(f"the blanks are {sorted(opened)}, not {sorted(names)}")
    # Of streams that are the same, such as what fonts say of their codes, one is kept.
    kept = {each: number for number, each in reversed(objects.items()) if each[1]}
    own = [
        number for number, each in objects.items() if number == kept.get(each, number) and number not in opened.values()
    ]
    holder = len(own) + 1
    numbers = {old: new for new, old in enumerate(own, 1)}
    numbers |= {opened[name]: new for new, name in enumerate(names, holder + 1)}
    numbers |= {number: numbers[kept[each]] for number, each in objects.items() if each[1]}
    body = [saved[: min(offsets.values())]]
    at = len(body[0])
    rows = [row(0, 0, 0xFFFF)]
    packed: dict[int, bytes] = {}
    for number in own:
        content, stream = objects[number]
        content = _renumbered(content, numbers)
        if stream:
            rows.append(row(1, at, 0))
            body.append(b"%d 0 obj\n%b%b" % (numbers[number], content, stream))
            at += len(body[-1])
        else:
            rows.append(row(2, holder, len(packed)))
            packed[numbers[number]] = content
    body.append(object_stream(holder, packed))
    rows.append(row(1, at, 0))
    root = numbers[_follow(trailer, b"Root")]
    return Cast(
        b"".join(body),
        b"".join(rows),
        root,
        tuple(int(page) for page in re.findall(rb"(\d+) 0 R", _kids(packed[_follow(packed[root], b"Pages")]))),
        {name: _opened(numbers[opened[name]], _renumbered(objects[opened[name]][0], numbers)) for name in names},
        contents,
        links,
    )


def _renumbered(content: bytes, numbers: Mapping[int, int]) -> bytes:
    """Write an object with other numbers in its references."""
    return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])] if found[1] else found[0], content)


def _follow(content: bytes, key: bytes) -> int:
    """Return the number of the object that a key refers to."""
    found = re.search(rb"/%b (\d+) 0 R" % key, content)
    if found is None:
        raise FaultyCast(f"there is no /{key.decode()}")
    return int(found[1])


def _kids(tree: bytes) -> bytes:
    found = re.search(rb"/Kids \[([^\]]*)\]", tree)
    if found is None or b"/Type /Pages" not in tree:
        raise FaultyCast("the page tree has no pages")
    return found[1]


def _table(saved: bytes) -> tuple[int, dict[int, int]]:
    """Read the cross-reference table; returns where it begins and the objects' offsets."""
    start = int(saved[saved.rindex(b"startxref") + 9 :].split()[0])
    head = re.compile(rb"xref\n0 (\d+)\n").match(saved, start)
    if head is None:
        raise FaultyCast("the saved file has no plain cross-reference table")
    lines = [saved[at : at + 20] for at in range(head.end(), head.end() + 20 * int(head[1]), 20)]
    return start, {number: int(line[:10]) for number, line in enumerate(lines) if line[17:18] == b"n"}


def _object(whole: bytes, number: int) -> int:
    head = _OBJECT.match(whole)
    if head is None or int(head[1]) != number:
        raise FaultyCast(f"object {number} is not where the table says")
    return head.end()


def _opened(number: int, content: bytes) -> Blank:
    end = b">>" if content.endswith(b">>") else b"]"
    return Blank(number, content[: -len(end)].rstrip() + b" ", b" " + end)


def cast_form(first: int, box: Sequence[float], read: Callable[[int], tuple[bytes, bytes | None]]) -> Form:
    """Take a form XObject of a PDF apart, with everything it refers to.

    `first` is its number and `box` its bounding box; `read` returns the object of a number without
    its stream, and the stream's bytes.
    """
    left, bottom, right, top = box
    order = [first]
    made: list[LooseObject] = []
    while len(made) < len(order):
        content, stream = read(order[len(made)])
        if stream is not None:
            content = re.sub(rb"/Length \d+ ?", b"", content)
            if b"/Filter" not in content:
                stream = compressed(stream)
                content = content.removesuffix(b">>") + b"/Filter /FlateDecode >>"
            content = content.removesuffix(b">>") + b"/Length %d >>" % len(stream)
        made.append(LooseObject(_parted(content, order), stream))
    return Form(tuple(made), right - left, top - bottom)


def _parted(content: bytes, order: list[int]) -> tuple[bytes | int, ...]:
    """Cut an object at its references, which become indexes into `order`; new ones are appended."""
    parts: list[bytes | int] = []
    at = 0
    for found in _REFERENCE.finditer(content):
        if found[1] is None:
            continue
        number = int(found[1])
        if number not in order:
            order.append(number)
        parts += [content[at : found.start()], order.index(number)]
        at = found.end()
    return (*parts, content[at:])
