"""Reading finished PDFs back with a reader that is not ours."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import zxingcpp
from PIL import Image


@dataclass(frozen=True)
class ReadPage:
    """A page as PDFium reads it; positions in points, y upwards."""

    width: float
    height: float
    text: str
    glyphs: tuple[tuple[str, float, float, float], ...]
    """Character, left, bottom and type size of everything that is not white space."""

    def within(self, bottom: float, top: float) -> str:
        """Return the characters whose box begins between two heights, without white space."""
        return "".join(char for char, _, y, _ in self.glyphs if bottom <= y < top)


def squeezed(text: str) -> str:
    """Leave out white space and what prints nothing, and compose characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not c.isspace() and c not in "\u00ad\u200b\ufeff")


def _mended(text: str) -> str:
    # PDFium writes U+FFFE for a hyphen at the end of a line.
    return text.replace("\ufffe", "-").replace("\x02", "-")


@lru_cache(maxsize=32)
def read_pages(pdf: bytes) -> tuple[ReadPage, ...]:
    """Read the text of every page."""
    document = pdfium.PdfDocument(pdf)
    pages = []
    for page in document:
        textpage = page.get_textpage()
        glyphs = []
        for index in range(textpage.count_chars()):
            char = _mended(chr(raw.FPDFText_GetUnicode(textpage, index)))
            if char.isspace():
                continue
            left, bottom, _, _ = textpage.get_charbox(index, loose=True)
            glyphs.append((char, left, bottom, raw.FPDFText_GetFontSize(textpage, index)))
        width, height = page.get_size()
        pages.append(ReadPage(width, height, _mended(textpage.get_text_range()), tuple(glyphs)))
    return tuple(pages)


def pictures_of(pdf: bytes, dpi: int, grey: bool = False) -> list[Image.Image]:
    """Render every page."""
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=grey).to_pil() for page in document]


def codes_on(picture: Image.Image) -> list[zxingcpp.Barcode]:
    """Read the QR codes of a picture as a phone does; to look for barcodes of all kinds takes ten times as long."""
    return zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
