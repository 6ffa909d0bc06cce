"""PDFs of one page, drawn with a few operators."""

from __future__ import annotations

import io

from pikepdf import Dictionary, Name, Pdf

from clinicpress.readback.finished import Finished
from clinicpress.readback.reader import read_back


def drawn(content: bytes, width: float = 200, height: float = 100) -> Pdf:
    """Make a page with a picture of 100 by 50 pixels and a font that isn't embedded, drawn with some operators."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(width, height)).obj
    pixels = pdf.make_stream(bytes(100 * 50))
    pixels.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": 100,
            "/Height": 50,
            "/ColorSpace": Name.DeviceGray,
            "/BitsPerComponent": 8,
        }
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources = Dictionary(Font=Dictionary(F=font), XObject=Dictionary(P=pixels))
    page.Contents = pdf.make_stream(content)
    return pdf


def content_of(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def read_drawn(pdf: Pdf) -> Finished:
    return read_back(content_of(pdf), "drawn.pdf")
