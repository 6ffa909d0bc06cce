"""Pictures drawn alone on a page, and looked at; SVGs on one of 100 by 100 pixels."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from clinicpress.artwork.pictures import Art, load_art
from clinicpress.artwork.pixels import Pixels
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain
from clinicpress.pdf.forms import form_of
from clinicpress.pdf.grafting import planted
from clinicpress.workspace.disk import Disk
from tests.reading import pictures_of

EN = "brochures/breathing/en.yaml"
HERE = Place(EN, 11, 25)
BLACK, RED, GREEN, BLUE, WHITE = (0, 0, 0), (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
PAGE = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'


def page(body: str) -> str:
    """Make an SVG of 100 × 100."""
    return f"{PAGE}\n{body}\n</svg>"


def load(folder: Path, content: str | bytes, faces: Chain, name: str = "a.svg") -> Art:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return load_art(Disk(folder), name, HERE, faces)


def alone(art: Art, width: float, height: float) -> bytes:
    """Make a PDF of a page of a size, in points, that holds nothing but a picture."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        form, source = planted(pdf, form_of(art, width, height).objects)
        [page] = pdf.pages
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=form))
        across, down = art.unit
        page.Contents = pdf.make_stream(b"%g 0 0 %g 0 0 cm /P Do" % (width / across, height / down))
        file = io.BytesIO()
        pdf.save(file)
        source.close()
    return file.getvalue()


def shown(art: Art, size: int = 100) -> Image.Image:
    """Draw a picture alone, as many pixels wide and high, and look at it."""
    return pictures_of(alone(art, size * 0.75, size * 0.75), 96)[0].convert("RGB")


def alike(color: Any, wanted: tuple[int, int, int], by: int = 4) -> bool:
    return all(abs(is_ - should) <= by for is_, should in zip(color, wanted, strict=True))


def told(folder: Path, content: str | bytes, faces: Chain, name: str = "a.svg") -> list[str]:
    """Return what is said about a picture; all of it stands at the line that names the picture."""
    with pytest.raises(InputProblems) as caught:
        load(folder, content, faces, name)
    assert {problem.place for problem in caught.value.problems} == {HERE}
    assert all(problem.hint and f"“{name}”" in problem.message for problem in caught.value.problems)
    return [problem.message for problem in caught.value.problems]


BOX = '<rect id="b" width="40" height="40"/>'


def saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def painted(pixels: Pixels, ground: tuple[int, int, int] = WHITE, dpi: int = 72) -> Image.Image:
    """Paint an image of a PDF on a page of its ground, a point for each of its pixels."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(pixels.width, pixels.height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=_stream(pdf, pixels)))
    tint = " ".join(f"{value / 255:.4f}" for value in ground)
    size = f"{pixels.width} 0 0 {pixels.height} 0 0"
    drawing = f"{tint} rg 0 0 {pixels.width} {pixels.height} re f q {size} cm /I Do Q"
    page.Contents = pdf.make_stream(drawing.encode())
    file = io.BytesIO()
    pdf.save(file)
    return pictures_of(file.getvalue(), dpi)[0].convert("RGB")


def _stream(pdf: pikepdf.Pdf, pixels: Pixels) -> Any:
    entries = f"/Type /XObject /Subtype /Image /Width {pixels.width} /Height {pixels.height}".encode()
    entries += b" /ColorSpace %s /BitsPerComponent %d /Filter /%s" % (
        pixels.space, pixels.bits, pixels.filter.encode(),
    )  # fmt: skip
    entries += b" /DecodeParms << %s >>" % pixels.parms if pixels.parms else b""
    about = pikepdf.Object.parse(b"<< %s >>" % entries)
    stream = pdf.make_indirect(pikepdf.Stream(pdf, pixels.content, about))
    if pixels.mask is not None:
        stream.SMask = _stream(pdf, pixels.mask)
    return stream
