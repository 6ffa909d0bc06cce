"""Makes damaged PDFs of sound ones: bytes, numbers, references and whole values that are not what they were.

The same seed makes the same file. Objects end up in circles, under wrong keys, of wrong kinds, and with
numbers that nobody would write.
"""

from __future__ import annotations

import io
import random
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

NUMBERS = ("0", "-1", "-2147483648", "2147483647", "9223372036854775807", "1e9", "0.00001", "-0.5", "3.4e38", "65536")
TEXTS = (b"", b"\x1b[31m\x07", b"\xfe\xff\xd8\x00", b"\xff\xfe\x00", "‮ over".encode("utf-16"), b"x" * 5000)


def pdf_changed(chance: random.Random, content: bytes) -> bytes:
    """Return a file, damaged in one of four ways; where what is left of it cannot be saved, in its bytes."""
    try:
        return _changed(chance, content)
    except pikepdf.PdfError:
        return _bytes(bytearray(content), chance)


def _changed(chance: random.Random, content: bytes) -> bytes:
    kind = chance.choice(["bytes", "tokens", "values", "values", "operators"])
    if kind == "bytes":
        return _bytes(bytearray(content), chance)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if kind == "values":
            _values(pdf, chance)
        if kind == "operators":
            _operators(pdf, chance)
        out = io.BytesIO()
        plain = pikepdf.ObjectStreamMode.disable if kind == "tokens" else pikepdf.ObjectStreamMode.preserve
        pdf.save(out, object_stream_mode=plain, compress_streams=kind != "tokens", fix_metadata_version=False)
    return _tokens(out.getvalue(), chance) if kind == "tokens" else out.getvalue()


def _bytes(content: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                del content[at : at + chance.randint(1, 300)]
            case 2:
                content[at:at] = content[chance.randrange(len(content)) :][: chance.randint(1, 300)]
            case 3:
                content[at : at + 20] = bytes(len(content[at : at + 20]))
    return bytes(content)


def _tokens(content: bytes, chance: random.Random) -> bytes:
    """Change numbers, references and names where they stand; the list of objects is as wrong then as it gets."""
    found = list(re.finditer(rb"(?<=[\s\[(])-?\d+(\.\d+)?(?=[\s\]])|\d+ 0 R|/[A-Za-z]+", content))
    names = [match[0] for match in found if match[0].startswith(b"/")]
    count = content.count(b" 0 obj")
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 6))), key=lambda m: -m.start()):
        if match[0].endswith(b"R"):
            other = b"%d 0 R" % chance.randint(1, count)
        elif match[0].startswith(b"/"):
            other = chance.choice(names)
        else:
            other = chance.choice(NUMBERS).encode()
        content = content[: match.start()] + other + content[match.end() :]
    return content


def _values(pdf: Pdf, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 6)):
        objects = [each for each in pdf.objects if isinstance(each, (Dictionary, Stream, Array))]
        holder = chance.choice(objects)
        while isinstance(holder, Array):
            inner = [each for each in holder if isinstance(each, (Dictionary, Array))]
            if not inner or chance.random() < 0.3:
                break
            holder = chance.choice(inner)
        if isinstance(holder, Array):
            if len(holder):
                holder[chance.randrange(len(holder))] = _value(pdf, objects, chance)
            continue
        keys = sorted(key for key in holder if key != "/Length")
        for key in chance.sample(keys, min(len(keys), chance.randint(1, 2))):
            if chance.random() < 0.2:
                del holder[key]
            else:
                holder[key] = _value(pdf, objects, chance)


def _value(pdf: Pdf, objects: list[Object], chance: random.Random) -> object:
    """Return any value at all; often an object that stands elsewhere, which makes circles."""
    number = chance.choice(NUMBERS)
    another = chance.choice(objects)
    return chance.choice(
        [
            another,
            another,
            Array([another] * chance.choice([1, 2, 50])),
            Dictionary(Kids=Array([another, another]), K=another, S=Name.Sect),
            int(number) if number.lstrip("-").isdigit() else Object.parse(number.encode().replace(b"e", b"00")),
            Array([0, 0, 14400 * chance.choice([1, 10, 1000]), 14400]),
            String(chance.choice(TEXTS)),
            Name("/" + chance.choice(["P", "Link", "Form", "Type3", "Identity-H", "\x1b"])),
            True,
            pdf.make_stream(b"q " * 400 + b"/X Do", Filter=chance.choice([Name.FlateDecode, Name.LZWDecode])),
        ]
    )


def _operators(pdf: Pdf, chance: random.Random) -> None:
    page = chance.choice(list(pdf.pages))
    page.contents_coalesce()
    words = page.Contents.read_bytes().split()
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(words))
        words[at] = chance.choice([*[number.encode() for number in NUMBERS], b"q", b"Q", b"BT", b"EMC", b"Do", b"<"])
        if chance.random() < 0.2:
            words[at:at] = words[at : at + 5] * chance.choice([1, 1000])
    page.Contents = pdf.make_stream(b" ".join(words))
