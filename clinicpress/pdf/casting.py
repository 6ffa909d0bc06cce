"""Casting: a saved PDF is taken apart into the objects of a plate, as they will stand in every edition.

Streams stay as they are; all other objects are packed into one object stream, compressed once.
Objects with a blank are left out: an imprint writes them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clinicpress.ground.faults import FaultyCast
from clinicpress.pdf.plate import Blank, Cast

SMALL = 4096
"""Streams up to this many bytes need no greater window, and to make one takes longer than to compress them."""
LEVEL = 6
"""Of zlib; for small streams, higher ones take twice as long and save nothing."""
_OBJECT = re.compile(rb"(\d+) 0 obj\n")
# Strings are matched first, so that no reference is seen inside of them.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]+>|(\d+) 0 R", re.DOTALL)


@dataclass(frozen=True)
class LooseObject:
    """An object that can be put into any file, with others: its parts, and its stream's packed bytes.

    A number among the parts stands for a reference: it counts the objects that belong together.
    """

    parts: tuple[bytes | int, ...]
    stream: bytes | None


def loose_stream(entries: bytes, content: bytes) -> LooseObject:
    """Make a stream; `entries` are those of its dictionary."""
    packed = compressed(content)
    return LooseObject((b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(packed)),), packed)


@dataclass(frozen=True)
class Form:
    """A picture as PDF objects that can be put into any file; the first is the form XObject."""

    objects: tuple[LooseObject, ...]
    width: float
    height: float


def compressed(*parts: bytes) -> bytes:
    """Compress a stream (FlateDecode); what parts begin with is remembered."""
    *begin, rest = parts
    if sum(map(len, parts)) > SMALL:
        return zlib.compress(b"".join(parts), 9)
    done, packer = _begun(b"".join(begin))
    packer = packer.copy()
    more: bytes = packer.compress(rest) + packer.flush()
    return done + more


@lru_cache(maxsize=64)
def _begun(content: bytes) -> tuple[bytes, Any]:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 12, 5)
    return packer.compress(content), packer


def row(kind: int, first: int, second: int) -> bytes:
    """Write a row of the cross-reference stream (ISO 32000-1, 7.5.8)."""
    return bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(2, "big")


@lru_cache(maxsize=64)
def rows_held(holder: int, count: int) -> tuple[bytes, ...]:
    """Write the rows of so many objects that an object stream holds, in its order."""
    return tuple([row(2, holder, index) for index in range(count)])


def object_stream(number: int, objects: Sequence[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Write an object stream (ISO 32000-1, 7.5.7) as a whole object; returns that and what is packed in it."""
    heads, bodies, at = [], [], 0
    for each, content in objects:
        heads.append(b"%d %d" % (each, at))
        bodies.append(content)
        at += len(content) + 1
    head = b" ".join(heads) + b"\n"
    content = head + b"\n".join(bodies)
    packed = compressed(content)
    whole = (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n"
        % (
            number,
            len(objects),
            len(head),
            len(packed),
            packed,
        )
    )
    return whole, content


def cast_file(saved: bytes, token: str, names: Sequence[str], contents: tuple[int, ...], links: int) -> Cast:
    """Take a PDF apart that was saved with a plain cross-reference table.

    `token` and `names` tell which objects are blanks: each holds a string of both. Raises
    FaultyCast unless each is there exactly once.
    """
    start, offsets = _table(saved)
    trailer = saved[start:]
    body = [saved[: min(offsets.values())]]
    at = len(body[0])
    rows = {0: row(0, 0, 0xFFFF)}
    packed: list[tuple[int, bytes]] = []
    blanks: dict[str, Blank] = {}
    blank = re.compile(rb"(?:/Blank )?\(%b ([a-z0-9-]+)\) ?" % token.encode("ascii"))
    ends = dict(zip(sorted(offsets.values()), [*sorted(offsets.values())[1:], start], strict=True))
    for number, offset in sorted(offsets.items()):
        whole = saved[offset : ends[offset]]
        if whole.endswith(b"endstream\nendobj\n"):
            body.append(whole)
            rows[number] = row(1, at, 0)
            at += len(whole)
            continue
        content = whole[_object(whole, number) :].removesuffix(b"endobj\n").strip()
        if found := blank.search(content):
            name = found[1].decode("ascii")
            if name in blanks:
                raise FaultyCast(f"the blank “{name}” is there twice")
            blanks[name] = _opened(number, content[: found.start()] + content[found.end() :])
            rows[number] = b""
            continue
        rows[number] = row(2, 0, len(packed))
        packed.append((number, content))
    if sorted(blanks) != sorted(names):
        raise FaultyCast(f"the blanks are {sorted(blanks)}, not {sorted(names)}")
    holder = len(offsets) + 1
    body.append(object_stream(holder, packed)[0])
    for number, _ in packed:
        rows[number] = row(2, holder, rows[number][-1] + 256 * rows[number][-2])
    rows[holder] = row(1, at, 0)
    if sorted(rows) != list(range(holder + 1)):
        raise FaultyCast("the saved file has gaps")
    texts = dict(packed)
    root = _follow(trailer, b"Root")
    return Cast(
        b"".join(body),
        b"".join(rows[number] or bytes(7) for number in range(holder + 1)),
        root,
        tuple(int(page) for page in re.findall(rb"(\d+) 0 R", _kids(texts[_follow(texts[root], b"Pages")]))),
        blanks,
        contents,
        links,
    )


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
