"""What a file is, told by how it begins, whatever its name says; and what to do with one that is not printed."""

from __future__ import annotations

import re
from typing import NamedTuple

_DESIGNER = "ask your designer for the SVG"
_AS_PNG = "open it and save it as PNG"
_FROM_DESIGN = f"{_DESIGNER}, or export it as PNG from the program that made it"
PRINTED = (".svg", ".png", ".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".tif", ".tiff")
"""How the names of pictures end that can be printed."""
KNOWN = (*PRINTED, ".bmp", ".heic")
"""How the names of pictures end that people have."""
_HEAD = 4096
"""How much of a file is looked at, in bytes."""


class Kind(NamedTuple):
    """A kind of file: what people call it, and what makes a picture of it that can be printed."""

    said: str
    hint: str


_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%!PS", Kind("an EPS or PostScript file", _FROM_DESIGN)),
    (b"\xc5\xd0\xd3\xc6", Kind("an EPS file", _FROM_DESIGN)),
    (b"8BPS", Kind("a Photoshop file (PSD)", _FROM_DESIGN)),
    (b"gimp xcf", Kind("a GIMP file (XCF)", "open it and export it as PNG")),
    (b"\x00\xffKA", Kind("an Affinity file", _FROM_DESIGN)),
    (b"\x06\x06\xed\xf5", Kind("an InDesign file", _FROM_DESIGN)),
    (b"\x00\x00\x01\x00", Kind("an icon file (ICO)", f"icons are too small to be printed: {_DESIGNER}")),
    (b"BM", Kind("a BMP picture", _AS_PNG)),
    (b"\x00\x00\x00\x0cjP", Kind("a JPEG 2000 picture", _AS_PNG)),
    (b"\xff\x4f\xff\x51", Kind("a JPEG 2000 picture", _AS_PNG)),
    (b"\x00\x00\x00\x0cJXL", Kind("a JPEG XL picture", _AS_PNG)),
    (b"\xff\x0a", Kind("a JPEG XL picture", _AS_PNG)),
    (b"\xd7\xcd\xc6\x9a", Kind("a Windows metafile (WMF)", _FROM_DESIGN)),
    (b"\xd0\xcf\x11\xe0", Kind("an Office document", "save the picture in it as a picture of its own, as PNG")),
    (b"\x1f\x8b", Kind("a compressed file (SVGZ or GZIP)", "unpack it, or save the drawing as plain SVG")),
    (b"\x00\x05\x16\x07", Kind("what a Mac keeps beside a file", "take the file whose name does not begin with “._”")),
    (b"version https://git-lfs", Kind("a note of Git LFS instead of the picture", "fetch the file: git lfs pull")),
    (b"{\\rtf", Kind("a text document (RTF)", "save the picture in it as a picture of its own, as PNG")),
)
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_PARTS = ((b"word/", "a Word document"), (b"ppt/", "a PowerPoint file"), (b"xl/", "an Excel file"))
_TEXT = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]+")


def raster_kind(content: bytes) -> str:
    """Return PNG, JPEG, WEBP, GIF or TIFF, as Pillow calls what a file begins like; empty for all else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "TIFF"
    return ""


def is_drawing(content: bytes) -> bool:
    """Tell whether a file is an SVG, in whatever encoding, by its first bytes."""
    return b"<svg" in _plain(content[:_HEAD]) or b":svg" in _plain(content[:_HEAD])


def foreign_kind(content: bytes) -> Kind | None:
    """Return what a file is that is no picture we print; None where it is not known."""
    head = content[:_HEAD]
    if not content:
        return Kind("empty", "copy it again from where it came from")
    if not any(head):
        return Kind("full of zeros: its copy was never finished", "copy it again from where it came from")
    for begin, kind in _BEGINNINGS:
        if head.startswith(begin):
            return kind
    if b"%PDF-" in head[:1024]:
        drawn = b"Illustrator" in content
        return Kind("an Illustrator or PDF file" if drawn else "a PDF file", _FROM_DESIGN)
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIC and b"avif" not in head[:64]:
            hint = "open it and save it as JPEG; or let the phone do so (Settings, Camera, Formats: Most Compatible)"
            return Kind("a photo of a phone (HEIC)", hint)
        return Kind("an AVIF picture", _AS_PNG) if b"avif" in head[:64] else Kind("a film", "take a picture instead")
    if head.startswith(b"RIFF") and head[8:11] == b"CDR":
        return Kind("a CorelDRAW file", _FROM_DESIGN)
    if head.startswith(b"\x01\0\0\0") and head[40:44] == b" EMF":
        return Kind("a Windows metafile (EMF)", _FROM_DESIGN)
    if head.startswith(b"PK\x03\x04"):
        said = next((said for part, said in _PARTS if part in content), "")
        return Kind(said or "a ZIP file", "take the picture out of it, as a file of its own")
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> Kind | None:
    """Return what a text is, in any of the encodings in which markup is saved."""
    text = _plain(head)
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<!--")) or b"<html" in text:
        return Kind("a web page", "open the page and save the picture on it (right click, “Save image as”)")
    if _TEXT.fullmatch(head):
        return Kind("a text", "take the file of the picture itself")
    return None


def _plain(head: bytes) -> bytes:
    """Return the beginning of a text without marks of its encoding, in small letters."""
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
