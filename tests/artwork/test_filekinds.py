"""What is no picture is called what it is, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from clinicpress.artwork.filekinds import foreign_kind, is_drawing, raster_kind
from tests.artwork.pages import saved


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "words")
    return file.getvalue()


FOREIGN = {
    "PDF": (b"%PDF-1.6\n%\xe2\xe3\n1 0 obj", "a PDF file", "ask your designer for the SVG"),
    "AI": (b"%PDF-1.5\n/Creator (Adobe Illustrator 27)", "an Illustrator or PDF file", "for the SVG"),
    "EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "an EPS or PostScript file", "for the SVG"),
    "EPS of DOS": (b"\xc5\xd0\xd3\xc6\x1e\0\0\0", "an EPS file", "for the SVG"),
    "PSD": (b"8BPS\0\x01", "a Photoshop file (PSD)", "for the SVG"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a photo of a phone (HEIC)", "save it as JPEG"),
    "AVIF": (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", "an AVIF picture", "save it as PNG"),
    "film": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42", "a film", "picture"),
    "ICO": (b"\0\0\1\0\1\0\x10\x10", "an icon file (ICO)", "for the SVG"),
    "BMP": (saved(Image.new("RGB", (3, 3)), "BMP"), "a BMP picture", "save it as PNG"),
    "JPEG 2000": (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 picture", "save it as PNG"),
    "CorelDRAW": (b"RIFF\0\0\0\0CDRD", "a CorelDRAW file", "for the SVG"),
    "Word": (zipped("[Content_Types].xml", "word/document.xml"), "a Word document", "of its own"),
    "PowerPoint": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint file", "of its own"),
    "ZIP": (zipped("logos/a.png"), "a ZIP file", "of its own"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document", "as PNG"),
    "web page": (b"\r\n<!DOCTYPE html>\n<html><head>", "a web page", "save the picture on it"),
    "SVGZ": (b"\x1f\x8b\x08\0", "a compressed file (SVGZ or GZIP)", "plain SVG"),
    "Git LFS": (b"version https://git-lfs.github.com/spec/v1\n", "a note of Git LFS", "git lfs pull"),
    "beside a file of a Mac": (b"\0\x05\x16\x07\0\x02", "what a Mac keeps beside a file", "“._”"),
    "text": (b"A logo, please.\n", "a text", "the picture itself"),
    "empty": (b"", "empty", "copy it again"),
    "zeros": (bytes(5000), "full of zeros", "copy it again"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_what_is_no_picture_is_named(case: str) -> None:
    content, said, hint = FOREIGN[case]
    kind = foreign_kind(content)
    assert raster_kind(content) == ""
    assert kind is not None
    assert said in kind.said
    assert hint in kind.hint


def test_what_nobody_knows_is_not_named() -> None:
    assert foreign_kind(b"\x93\x01\x02\x7f" * 20) is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "TIFF"])
def test_pictures_are_told_by_how_they_begin(kind: str) -> None:
    assert raster_kind(saved(Image.new("RGB", (3, 3)), kind)) == kind


@pytest.mark.parametrize(
    ("content", "drawing"),
    [
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg">', True),
        ('<?xml version="1.0"?><svg>'.encode("utf-16"), True),
        (b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg">', True),
        (b"<html><body>", False),
        (b"%PDF-1.6", False),
    ],
)
def test_drawings_are_told_by_how_they_begin(content: bytes, drawing: bool) -> None:
    assert is_drawing(content) == drawing
