"""Sees the pages of a finished PDF as PDFium paints them: characters, pictures, the look of a page.

Characters come with their places, sizes and colours, in the order in which they are painted, and
with the marked content that they belong to, also where forms lie within forms.
"""

from __future__ import annotations

import ctypes
import math
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Any, NamedTuple
from unicodedata import category

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from clinicpress.ground.characters import UNKNOWN, hyphens_shown, legible
from clinicpress.readback.finished import (
    IDENTITY,
    Box,
    Glyph,
    Lie,
    Matrix,
    PlacedPicture,
    ReadPage,
    combined,
    face_name,
    finest,
    placed,
)

FURTHEST = 1e6
"""Points; nobody looks for a letter further off than a quarter of a mile."""
QUICKLY = 1
"""How hard pictures of pages are packed: they go to a browser on the same network, and somebody waits."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEEPEST = 50
"""Forms of a damaged file may hold themselves; no real ones lie as deep."""


class UnseenPages(ValueError):
    """Raised when PDFium cannot open a document."""


def see_pages(content: bytes, count: int) -> list[ReadPage]:
    """See all pages of a document, and there must be so many; raises UnseenPages where that cannot be done."""
    try:
        with closing(pdfium.PdfDocument(content)) as document:
            if len(document) != count:
                raise UnseenPages(f"{len(document)} pages instead of {count}")
            return [_seen(page, number) for number, page in enumerate(document, 1)]
    except pdfium.PdfiumError as error:
        raise UnseenPages(str(error)) from error


def plain_text(content: bytes) -> str:
    """Return the text of a document as it is painted, quickly; raises UnseenPages where it cannot be opened."""
    try:
        with closing(pdfium.PdfDocument(content)) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    except pdfium.PdfiumError as error:
        raise UnseenPages(str(error)) from error


def page_size(content: bytes) -> tuple[float, float]:
    """Return the width and height of a document's first page, in points."""
    with closing(pdfium.PdfDocument(content)) as document:
        width, height = document.get_page_size(0)
        return width, height


def picture(content: bytes, number: int, dpi: float, words: bool = True) -> Image.Image:
    """Paint a page of a document, counted from 1, as it is seen; `words=False` leaves all text out.

    A large page is painted more coarsely than asked, see `ReadPage.dpi`.
    """
    with closing(pdfium.PdfDocument(content)) as document:
        page = document[number - 1]
        if not words:
            for each in _painted(page):
                if each.kind == raw.FPDF_PAGEOBJ_TEXT:
                    raw.FPDFPageObj_SetIsActive(each.handle, False)
        width, height = page.get_size()
        scale = finest(width, height, dpi) / 72
        if not (width * scale > 0 and height * scale > 0):
            # What is cropped away shows nothing.
            return Image.new("RGB", (1, 1), "white")
        painted: Image.Image = page.render(scale=scale).to_pil()
        return painted


def png(painted: Image.Image) -> bytes:
    """Write a page as it was painted as a PNG, quickly: mostly white, it packs as well without filters (PNG 3, 9)."""
    plain = painted if painted.mode == "RGB" else painted.convert("RGB")
    pixels, line = plain.tobytes(), 3 * plain.width
    rows = b"".join([b"\0" + pixels[at : at + line] for at in range(0, len(pixels), line)])
    head = struct.pack(">LLBBBBB", *plain.size, 8, 2, 0, 0, 0)
    return _SIGNATURE + b"".join(
        [
            struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
            for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(rows, QUICKLY)), (b"IEND", b""))
        ]
    )


def _seen(page: Any, number: int) -> ReadPage:
    matrix = _sight(page)
    painted = list(_painted(page))
    runs = {_address(e.handle): (i, e) for i, e in enumerate(painted) if e.kind == raw.FPDF_PAGEOBJ_TEXT}
    pictures = [_placed_picture(each, matrix) for each in painted if each.kind == raw.FPDF_PAGEOBJ_IMAGE]
    width, height = page.get_size()
    glyphs = tuple(_glyphs(page, matrix, runs))
    words: dict[int, str] = {}
    furniture = ""
    for glyph in glyphs:
        if glyph.mcid is None or glyph.artifact:
            furniture += glyph.char
        else:
            words[glyph.mcid] = words.get(glyph.mcid, "") + glyph.char
    return ReadPage(
        number=number,
        width=width,
        height=height,
        rotation=page.get_rotation(),
        matrix=matrix,
        glyphs=glyphs,
        pictures=tuple(filter(None, pictures)),
        drawings=sum(each.kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING) for each in painted),
        faces=frozenset(_font(each.handle) for _, each in runs.values()),
        painted=frozenset(each.mcid for each in painted if each.mcid is not None),
        unmarked=sum(each.mcid is None and not each.artifact for each in painted),
        torn=sum(each.mcid is not None and each.artifact for each in painted),
        spoken=frozenset(e.mcid for _, e in runs.values() if e.mcid is not None and e.spoken)
        - {e.mcid for _, e in runs.values() if not e.spoken},
        words=words,
        furniture=furniture,
    )


class _Painted(NamedTuple):
    """An object that a page paints, with the matrix of the forms around it and the marks it inherits."""

    handle: Any
    kind: int
    around: Matrix
    mcid: int | None
    artifact: bool
    spoken: bool
    """Its language is said beside the tags (ISO 32000-1, 14.9.2.3)."""


def _matrix(handle: Any) -> Matrix:
    got = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, got):
        return IDENTITY
    return (got.a, got.b, got.c, got.d, got.e, got.f)


def _around(handle: Any) -> tuple[bool, bool]:
    """Tell whether an object is an artifact, and whether its language is said, by the marks around it."""
    name = ctypes.create_string_buffer(64)
    length = ctypes.c_ulong()
    artifact = spoken = False
    for index in range(raw.FPDFPageObj_CountMarks(handle)):
        tag = raw.FPDFPageObj_GetMark(handle, index)
        raw.FPDFPageObjMark_GetName(tag, ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort)), len(name), length)
        artifact |= name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact"
        spoken |= bool(raw.FPDFPageObjMark_GetParamStringValue(tag, b"Lang", None, 0, length) and length.value > 2)
    return artifact, spoken


def _painted(page: Any) -> Iterator[_Painted]:
    """Yield all that a page paints, also within forms."""
    get = partial(raw.FPDFPage_GetObject, page)
    yield from _listed(raw.FPDFPage_CountObjects(page), get, _Painted(None, 0, IDENTITY, None, False, False), 0)


def _listed(count: int, get: Callable[[int], Any], outer: _Painted, depth: int) -> Iterator[_Painted]:
    for handle in map(get, range(count)):
        kind = raw.FPDFPageObj_GetType(handle)
        number = raw.FPDFPageObj_GetMarkedContentID(handle)
        mcid = number if number >= 0 else outer.mcid
        artifact, spoken = _around(handle)
        own = _Painted(handle, kind, outer.around, mcid, outer.artifact or artifact, outer.spoken or spoken)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield own
        elif depth < DEEPEST:
            inner = own._replace(around=combined(_matrix(handle), outer.around))
            get = partial(raw.FPDFFormObj_GetObject, handle)
            yield from _listed(raw.FPDFFormObj_CountObjects(handle), get, inner, depth + 1)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _sight(page: Any) -> Matrix:
    """Return the matrix that leads from the file's coordinates to those of the page as it is seen."""
    width, height = page.get_size()
    fine = 100
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for point in ((0, 0), (1000, 0), (0, 1000)):
        raw.FPDF_PageToDevice(page, 0, 0, round(width * fine), round(height * fine), 0, *point, x, y)
        corners.append((x.value / fine, height - y.value / fine))
    (e, f), (ax, ay), (bx, by) = corners
    a, b, c, d = (round(way / 1000, 3) for way in (ax - e, ay - f, bx - e, by - f))
    return a, b, c, d, e, f


def _glyphs(page: Any, sight: Matrix, painted: Mapping[int, tuple[int, _Painted]]) -> Iterator[Glyph]:
    """Yield the characters of a page in the order in which they are painted."""
    text = page.get_textpage()
    corners = [ctypes.c_double() for _ in range(4)]
    origin = ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style] = {}
    last: Glyph | None = None
    for index in range(raw.FPDFText_CountChars(text)):
        char = _char(raw.FPDFText_GetUnicode(text, index))
        handle = raw.FPDFText_GetTextObject(text, index)
        run, each = painted.get(_address(handle), (-1, None)) if handle else (-1, None)
        if each is None or raw.FPDFText_IsGenerated(text, index) == 1:
            if last is not None:
                edge = Box(last.box.right, last.box.bottom, last.box.right, last.box.bottom)
                yield last._replace(char=" " if char.isspace() else char, box=edge, run=-1)
            continue
        if run not in styles:
            styles[run] = _style(text, index, handle, sight)
        style = styles[run]
        raw.FPDFText_GetCharBox(text, index, corners[0], corners[1], corners[2], corners[3])
        left, right, bottom, top = (_tame(corner.value) for corner in corners)
        raw.FPDFText_GetCharOrigin(text, index, *origin)
        if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or (
            not char.isspace() and (category(char) in ("Cc", "Cn", "Cs") or legible(char) != char)
        ):
            char = UNKNOWN
        x, y = _tame(origin[0].value), _tame(origin[1].value)
        x, baseline = sight[0] * x + sight[2] * y + sight[4], sight[1] * x + sight[3] * y + sight[5]
        box = Box(x, baseline, x, baseline) if char.isspace() else placed(sight, left, bottom, right, top)
        last = Glyph(
            char,
            box,
            baseline,
            style.size,
            style.color,
            style.font,
            each.mcid,
            each.artifact,
            style.unseen,
            run,
            style.breadth,
            style.lie,
        )
        yield last


def _tame(value: float) -> float:
    """Return a number of points that can be reckoned with, whatever a file makes of it."""
    return min(max(-FURTHEST, value), FURTHEST)


def _char(code: int) -> str:
    """Return a character by its code; the hyphens at ends of lines have codes of PDFium's own."""
    return hyphens_shown(chr(code)).replace("\ufffe", "-").replace("\x02", "-") if code <= sys.maxunicode else UNKNOWN


class _Style(NamedTuple):
    """What the characters of a run of text have in common; see `Glyph`."""

    size: float
    color: tuple[int, int, int]
    font: str
    unseen: bool
    breadth: float
    lie: Lie


def _style(text: Any, index: int, handle: Any, sight: Matrix) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    across, up = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    size = _tame(raw.FPDFText_GetFontSize(text, index) * up)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    mode = raw.FPDFTextObj_GetTextRenderMode(handle)
    return _Style(
        size,
        (red.value, green.value, blue.value),
        _font(handle),
        mode in (3, 7) or alpha.value == 0 or size == 0,
        across / up if up else 1.0,
        _lie(combined((matrix.a, matrix.b, matrix.c, matrix.d, 0, 0), sight)),
    )


def _lie(matrix: Matrix) -> Lie:
    """Tell how characters stand that are placed by a matrix."""
    a, b, c, d, *_ = matrix
    if a * d - b * c < 0:
        return "mirrored"
    if abs(b) > abs(a):
        return "sideways"
    return "upright" if a >= 0 else "upside down"


def _font(handle: Any) -> str:
    font = raw.FPDFTextObj_GetFont(handle)
    name = ctypes.create_string_buffer(raw.FPDFFont_GetBaseFontName(font, None, 0) if font else 1)
    if font:
        raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return legible(face_name(name.value.decode("utf-8", "replace")))


def _placed_picture(each: _Painted, sight: Matrix) -> PlacedPicture | None:
    across, down = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(each.handle, across, down) or not across.value or not down.value:
        return None
    a, b, c, d, e, f = combined(_matrix(each.handle), each.around)
    width, height = math.hypot(a, b), math.hypot(c, d)
    if not width or not height:
        return None
    dpi = 72 * min(across.value / width, down.value / height)
    box = placed(combined((a, b, c, d, e, f), sight), 0, 0, 1, 1)
    return PlacedPicture(box, (across.value, down.value), dpi, each.mcid, each.artifact)
