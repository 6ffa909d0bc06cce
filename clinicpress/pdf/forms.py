"""Pictures as form XObjects (ISO 32000-1, 8.10): drawings in their own points, pixels in a square of one unit.

What is drawn and what is made of pixels is put into plates and imprints alike. Colours are those of
the screen, which the file's output intent stands for, so that a brand's colour is found again.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from clinicpress.artwork.pictures import Art
from clinicpress.artwork.pixels import Pixels
from clinicpress.pdf.casting import Form, LooseObject, cast_form, loose_stream

_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB"}
_PROFILE = re.compile(rb"\[ ?/ICCBased (\d+) 0 R ?\]")


def form_of(art: Art, width: float, height: float) -> Form:
    """Make the form XObject of a picture that is printed so wide and high, in points."""
    if art.vector is not None:
        return _drawing(art.vector.pdf)
    assert art.raster is not None
    return _pixels(art.raster.at(width, height))


@lru_cache(maxsize=32)
def _drawing(content: bytes) -> Form:
    """Make the form of the one page of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:

        def read(number: int) -> tuple[bytes, bytes | None]:
            found = pdf.get_object(number, 0)
            stream = found.read_raw_bytes() if isinstance(found, Stream) else None
            said = (
                found.stream_dict.unparse(resolved=True) if isinstance(found, Stream) else found.unparse(resolved=True)
            )
            return _PROFILE.sub(lambda profile: _SPACES[int(pdf.get_object(int(profile[1]), 0).N)], said), stream

        made = pdf.pages[0].as_form_xobject()
        # No smaller than that: letters of less than a hundredth of a unit are lost to PDFium's readers.
        return cast_form(made.objgen[0], [float(edge) for edge in made.BBox], read)


@lru_cache(maxsize=32)
def _pixels(pixels: Pixels) -> Form:
    """Make the form of a picture of pixels."""
    objects = [loose_stream(b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]", b"/I Do")]
    [head] = objects[0].parts
    assert isinstance(head, bytes)
    begin, _, end = head.partition(b"/BBox")
    objects[0] = LooseObject((begin + b"/Resources<</XObject<</I ", 1, b">>>>/BBox" + end), objects[0].stream)
    for each in (pixels, pixels.mask):
        if each is not None:
            said = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace %b/BitsPerComponent %d/Filter/%b%b" % (
                each.width,
                each.height,
                each.space,
                each.bits,
                each.filter.encode("ascii"),
                b"/DecodeParms<<%b>>" % each.parms if each.parms else b"",
            )
            end = b"/Length %d>>" % len(each.content)
            parts = (said + b"/SMask ", 2, end) if each.mask is not None else (said + end,)
            objects.append(LooseObject(parts, each.content))
    return Form(tuple(objects), 1.0, 1.0)


def planted(pdf: Pdf, objects: Sequence[LooseObject]) -> tuple[Object, Pdf]:
    """Put loose objects that belong together into another PDF.

    Returns the first of them, and a PDF that must be kept open until that one is saved.
    """
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(out.tell())
        content = b"".join(part if isinstance(part, bytes) else b"%d 0 R" % (part + 1) for part in each.parts)
        stream = b"" if each.stream is None else b"\nstream\n%b\nendstream" % each.stream
        out.write(b"%d 0 obj\n%b%b\nendobj\n" % (number, content, stream))
    root = len(objects) + 1
    offsets.append(out.tell())
    out.write(b"%d 0 obj\n<</Type/Catalog/Pages<</Type/Pages/Kids[]/Count 0>>/First 1 0 R>>\nendobj\n" % root)
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (root + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (root + 1, root, start))
    source = pikepdf.open(io.BytesIO(out.getvalue()))
    return pdf.copy_foreign(source.Root.First), source


def resources(page: Dictionary) -> Dictionary:
    """Return the pictures among the resources of a page, which may have had none."""
    if "/XObject" not in page.Resources:
        page.Resources.XObject = Dictionary()
    found = page.Resources[Name.XObject]
    assert isinstance(found, Dictionary)
    return found
