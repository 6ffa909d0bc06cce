"""Files of pixels as people have them (PNG, JPEG, WebP, GIF, TIFF), read as a screen shows them.

Of films and of scans with many pages it is the first picture. What a file is, its content tells.
"""

from __future__ import annotations

import io
import os
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from clinicpress.artwork.filekinds import foreign_kind, raster_kind
from clinicpress.artwork.screencolors import on_screen
from clinicpress.ground.problems import InputProblems, Place

MAX_PIXELS = 40_000_000
"""The most pixels of a picture: an A4 page at 600 dpi has 35 million."""
FAILURES = (
    OSError, ValueError, SyntaxError, OverflowError, EOFError, LookupError, TypeError, AttributeError, RuntimeError,
    ArithmeticError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow raises where a file is damaged."""
_ORIENTATION, _PHOTOMETRIC, _BITS, _COMPRESSION, _TILES = 0x0112, 262, 258, 259, (322, 323)
_SAVE_AGAIN = "open it and save it again as PNG"


@dataclass(frozen=True, eq=False)
class Shown:
    """What a screen shows of a file: colours in 1, P, L or RGB, how solid they are in L, and a JPEG as it may stay."""

    picture: Any
    alpha: Any | None
    photo: bytes | None
    is_photo: bool


def read_file(content: bytes, file: str, asked_at: Place) -> Shown:
    """Read a file of pixels; raises InputProblems at `asked_at` for whatever cannot be printed."""
    kind = raster_kind(content)
    if not kind:
        raise no_picture(content, file, asked_at)
    try:
        with warnings.catch_warnings(), _unheard() if kind == "TIFF" else nullcontext():
            warnings.simplefilter("ignore")
            return _read(content, kind, file, asked_at)
    except InputProblems:
        raise
    except Image.DecompressionBombError:
        raise _too_big(file, asked_at, "it has far more pixels than can be printed") from None
    except UnidentifiedImageError:
        name = {"WEBP": "WebP"}.get(kind, kind)
        said = f"“{file}” is broken, or a {name} of a rare kind that cannot be read"
        raise InputProblems.one(asked_at, said, _SAVE_AGAIN) from None
    except FAILURES as error:
        raise InputProblems.one(asked_at, f"“{file}” is broken, or a part of it is missing", _SAVE_AGAIN) from error


def no_picture(content: bytes, file: str, asked_at: Place) -> InputProblems:
    """Say what a file is that is no picture we print, and what to do with it."""
    kind = foreign_kind(content)
    said = f"is {kind.said}" if kind else "is no picture, or is broken"
    hint = kind.hint if kind else "open it and save it as PNG, or ask your designer for the SVG"
    return InputProblems.one(asked_at, f"“{file}” {said}; pictures are SVG, PNG, JPEG, WebP, GIF or TIFF files", hint)


def _too_big(file: str, asked_at: Place, said: str) -> InputProblems:
    hint = f"scale it down to at most {MAX_PIXELS // 1_000_000} million pixels"
    return InputProblems.one(asked_at, f"“{file}” is too big: {said}", hint)


def _read(content: bytes, kind: str, file: str, asked_at: Place) -> Shown:
    # Pillow would load all the formats it knows to find these two.
    if kind == "TIFF":
        import PIL.TiffImagePlugin
    elif kind == "WEBP":
        import PIL.WebPImagePlugin  # noqa: F401
    picture: Any = Image.open(io.BytesIO(content), formats=(kind,))
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise _too_big(file, asked_at, f"{width} × {height} pixels")
    tags = picture.tag_v2 if kind == "TIFF" else {}
    bits, is_negative = tags.get(_BITS), tags.get(_PHOTOMETRIC) == 0 and picture.mode[0] in "IF"
    across, down = (tags.get(tag, 1) for tag in _TILES)
    if across * down > MAX_PIXELS:
        raise _too_big(file, asked_at, f"its tiles have {across} × {down} pixels")
    drawn = picture.tile[0][1] if kind == "GIF" and picture.tile else None
    picture.load()
    _mend_clearness(picture, content)
    if bits == (12,):
        picture = picture.point(lambda each: each * 16)
    may_stay = kind == "JPEG" and picture.mode in ("L", "RGB")
    turned = _upright(picture)
    shown, alpha = on_screen(turned)
    if is_negative:
        shown = ImageChops.invert(shown)
    if drawn not in (None, (0, 0, width, height)):
        # A browser shows nothing where the first picture of a film leaves its place free.
        inside = Image.new("L", (width, height))
        inside.paste(255, drawn)
        alpha = inside if alpha is None else ImageChops.darker(alpha, inside)
    may_stay = may_stay and turned is picture and shown is picture
    was_lossy = kind == "JPEG" or (kind == "WEBP" and b"VP8 " in content) or tags.get(_COMPRESSION) in (6, 7)
    return Shown(shown, alpha, plain_jpeg(content) if may_stay else None, was_lossy)


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep from the terminal what libtiff and Pillow say there of a TIFF, in their own words."""
    try:
        terminal = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(nowhere)
        os.close(terminal)


def _upright(picture: Any) -> Any:
    """Return a picture as its camera was held; where the file's note about it is broken, as it is."""
    try:
        turn = picture.getexif().get(_ORIENTATION, 1)
        return ImageOps.exif_transpose(picture) if turn != 1 else picture
    except FAILURES:
        return picture


def _mend_clearness(picture: Any, content: bytes) -> None:
    """Give the clear colour of a PNG in the numbers of the pixels: Pillow scales only the pixels (PNG, 11.3.2.1)."""
    clear = picture.info.get("transparency")
    if picture.format != "PNG" or clear is None:
        return
    bits = content[24]
    if picture.mode == "L" and isinstance(clear, int) and bits < 8:
        picture.info["transparency"] = clear * 255 // (2**bits - 1)
    elif picture.mode == "1":  # older versions scale it as little
        picture.info["transparency"] = 255 if clear else 0
    elif isinstance(clear, tuple) and bits == 16:
        picture.info["transparency"] = tuple(value >> 8 for value in clear)


_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
_ADOBE, _SCAN, _END, _FRAMES = 0xEE, 0xDA, 0xD9, (0xC0, 0xC1, 0xC2)
"""Markers of ITU-T T.81 and Adobe; the frames are those that PDF readers know: Huffman, eight bits."""


def plain_jpeg(content: bytes) -> bytes | None:
    """Return a JPEG in grey or YCbCr with nothing but its picture in it; None where it must be made anew.

    Places, dates, small previews and second pictures of a phone are not for those who get the PDF.
    """
    kept, at, components = bytearray(b"\xff\xd8"), 2, b""
    while match := _MARKER.match(content, at):
        marker, at = match[1][0], match.end()
        if marker == _END:
            return bytes(kept) + b"\xff\xd9" if components in (b"\1", b"\1\2\3", b"\0\1\2") else None
        length = int.from_bytes(content[at : at + 2], "big")
        segment, at = content[at : at + length], at + length
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if marker not in _FRAMES or segment[2] != 8:
                return None
            components = segment[8::3]
        elif marker == _ADOBE and segment[2:7] == b"Adobe" and segment[13:14] != b"\1":
            return None
        if not (0xE1 <= marker <= 0xEF or marker == 0xFE):
            kept += b"\xff" + bytes((marker,)) + segment
        if marker == _SCAN:
            end = _MARKER.search(content, at)
            while end is not None and 0xD0 <= end[1][0] <= 0xD7:
                end = _MARKER.search(content, end.end())
            if end is None:
                return None
            kept += content[at : end.start()]
            at = end.start()
    return None
