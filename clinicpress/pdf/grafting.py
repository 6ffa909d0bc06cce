"""Grafting: a page of another PDF is cut out of it as a form, and loose objects are planted into a PDF.

Colours of a page that were measured by a profile become those of the screen, as they are in all of our files.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from clinicpress.pdf.casting import Form, LooseObject, cast_form

_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB"}
_PROFILE = re.compile(rb"\[ ?/ICCBased (\d+) 0 R ?\]")


@lru_cache(maxsize=32)
def form_of_page(content: bytes) -> Form:
    """Make a form of the one page of a PDF."""
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
