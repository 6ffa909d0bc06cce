"""Opens a PDF and tells what is broken in it: by what cannot be read, not by what a library says of it.

Libraries mend much in silence, and complain of much that hinders nobody. What counts here is whether
the objects are where the file says, and can be read and unpacked.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Name, Object, Pdf, Stream

MOST_UNPACKED = 256 << 20
"""Bytes that a stream may unpack to: a page of 600 dpi in colours has 105 million."""
_PIECE = 1 << 20


def opened(content: bytes) -> tuple[Pdf, list[str]]:
    """Open a PDF; says what had to be mended for that.

    Raises pikepdf.PdfError where it cannot be mended, and pikepdf.PasswordError where it is locked.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(content), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        mended = "its list of objects is broken, and was made anew: other programs may show less of it"
        return pikepdf.open(io.BytesIO(content)), [mended]
    pdf.get_warnings()  # Those about the list of objects; it could be read.
    try:
        _ = len(pdf.pages)
    except pikepdf.PdfError:
        return pikepdf.open(io.BytesIO(content)), ["its pages are not listed as they should be"]
    lost = sum(each is None for each in pdf.objects)
    if lost and pdf.get_warnings():
        # A reader that mends what it reads may get more out of them.
        what = "an object of it" if lost == 1 else f"{lost:,} objects of it"
        return pikepdf.open(io.BytesIO(content)), [f"{what} cannot be read as written"]
    return pdf, []


def damages(objects: Sequence[Object], ours: bool) -> Iterator[str]:
    """Yield the streams that cannot be unpacked; in files of ours, also where only the checksum differs.

    Other programs may leave the checksum out, and readers do not ask for it.
    """
    for each in objects:
        if isinstance(each, Stream) and each.get("/Filter") == Name.FlateDecode:
            try:
                size = _unpacked(each.read_raw_bytes(), ours)
            except (zlib.error, pikepdf.PdfError):
                yield f"object {each.objgen[0]} cannot be unpacked"
            else:
                if size > MOST_UNPACKED:
                    yield f"object {each.objgen[0]} unpacks to more than {MOST_UNPACKED >> 20} MB"


def _unpacked(packed: bytes, whole: bool) -> int:
    """Count the bytes that a stream unpacks to, up to the first piece beyond the most; keeps none of them.

    `whole` asks for its end and checksum (RFC 1950), too. Raises zlib.error where it cannot be unpacked.
    """
    machine = zlib.decompressobj() if whole else zlib.decompressobj(-zlib.MAX_WBITS)
    left, size = packed if whole else packed[2:], 0
    while left and not machine.eof and size <= MOST_UNPACKED:
        piece = machine.decompress(left, _PIECE)
        size += len(piece)
        if not piece and machine.unconsumed_tail == left:
            break
        left = machine.unconsumed_tail
    if whole and not machine.eof and size <= MOST_UNPACKED:
        raise zlib.error("it has no end")
    return size
