"""Pictures as form XObjects (ISO 32000-1, 8.10): drawings in their own points, pixels in a square of one unit.

What is drawn and what is made of pixels is put into plates and imprints alike. Colours are those of
the screen, which the file's output intent stands for, so that a brand's colour is found again.
"""

from __future__ import annotations

from functools import lru_cache

from clinicpress.artwork.pictures import Art
from clinicpress.artwork.pixels import Pixels
from clinicpress.pdf.casting import Form, LooseObject, loose_stream


def form_of(art: Art, width: float, height: float) -> Form:
    """Make the form XObject of a picture that is printed so wide and high, in points."""
    if art.vector is not None:
        # Most pictures of clinics are of pixels, and need no library that reads PDFs.
        from clinicpress.pdf.grafting import form_of_page

        return form_of_page(art.vector.pdf)
    assert art.raster is not None
    return _pixels(art.raster.at(width, height))


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
