"""Pixels as a PDF holds them (ISO 32000-1, 8.9.5): photos as JPEG, all else without loss; what is clear in a soft mask.

Nothing in them is blurred, guessed or in inks, as PDF/A-2 asks for, and the same pixels give the same bytes.
"""

from __future__ import annotations

import io
import zlib
from typing import Any, NamedTuple

from PIL import Image, ImageChops

_LEVEL, _QUICK = 6, 3
"""Of zlib. Usual logos are written in two thirds of the time by the lower one, for a kilobyte or two more."""
_USUAL = 300_000
"""How many bytes the pixels of a usual logo have at most."""
_QUALITY = 90
_BIG = 100_000
"""How long photos are without loss before they are made JPEGs, in bytes."""
_NOISY = 0.3
"""How much of its pixels' bytes a picture takes without loss if it is a photo; drawings take a tenth at most."""
_SMALL, _FLAT = 10_000, 0.1
"""Up to so many bytes, or such a share of the pixels' bytes, no better way is looked for."""


class Pixels(NamedTuple):
    """An image XObject: `space` and the entries `parms` in the syntax of PDF, its content encoded by `filter`."""

    width: int
    height: int
    space: bytes
    bits: int
    filter: str
    parms: bytes
    content: bytes
    mask: Pixels | None = None


def encoded(picture: Any, alpha: Any | None, is_photo: bool, photo: bytes | None) -> Pixels:
    """Encode a picture in 1, P, L or RGB; `photo` is it as a JPEG, where there is one."""
    mask = None if alpha is None else _without_loss(_least(alpha), None)
    if alpha is not None:
        picture = _bled(picture, alpha)
    if photo is not None:
        return _as_photo(picture, photo, mask)
    picture = _least(picture)
    flat = _without_loss(picture, mask)
    raw = picture.width * picture.height * len(picture.getbands())
    is_noisy = len(flat.content) > max(_BIG, raw * _NOISY)
    if picture.mode in ("L", "RGB") and (is_photo or is_noisy):
        # Pillow would write what the file said of itself; colours at full resolution: a photo may have letters in it.
        bare, file = picture.copy(), io.BytesIO()
        bare.info.clear()
        bare.save(file, "JPEG", quality=_QUALITY, subsampling=0)
        if len(file.getvalue()) < len(flat.content):
            return _as_photo(picture, file.getvalue(), mask)
    return flat


def _least(picture: Any) -> Any:
    """Return a picture in the least mode that shows the same."""
    if picture.mode == "RGB":
        red, green, blue = picture.split()
        if not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(red, blue).getbbox():
            picture = red
    if picture.mode == "L" and sum(picture.histogram()[1:255]) == 0:
        return picture.convert("1", dither=Image.Dither.NONE)
    return picture


def _bled(picture: Any, alpha: Any) -> Any:
    """Put the colours of what is seen below what is clear beside it.

    Readers of PDF scale colours and masks apart, and what nobody was to see would become a rim.
    """
    if alpha.getextrema()[0] > 0:
        return picture
    picture = picture if picture.mode in ("L", "RGB") else picture.convert("L" if picture.mode == "1" else "RGB")
    solid = picture.convert("RGB")
    solid.putalpha(alpha)
    near = solid.convert("RGBa").reduce(16)
    whole = near.resize((1, 1), Image.Resampling.BOX).convert("RGBA").convert("RGB")
    color = whole.getpixel((0, 0))
    near = near.convert("RGBA")
    around = Image.new("RGB", near.size, color)
    around.paste(near.convert("RGB"), mask=near.getchannel("A").point([0] + [255] * 255))
    around = around.resize(picture.size, Image.Resampling.NEAREST).convert(picture.mode)
    around.paste(picture, mask=alpha.point([0] + [255] * 255))
    return around


def _without_loss(picture: Any, mask: Pixels | None) -> Pixels:
    channels, bits = len(picture.getbands()), 1 if picture.mode == "1" else 8
    space = b"/DeviceRGB" if channels == 3 else b"/DeviceGray"
    if picture.mode == "P":
        most = picture.getextrema()[1] + 1
        colors = bytes(picture.getpalette("RGB"))[: most * 3].ljust(most * 3, b"\0")
        space = b"[/Indexed /DeviceRGB %d <%s>]" % (most - 1, colors.hex().encode("ascii"))
    raw = picture.tobytes()
    content, parms = zlib.compress(raw, _QUICK if len(raw) <= _USUAL else _LEVEL), b""
    if picture.mode in ("L", "RGB") and len(content) > max(_SMALL, len(raw) * _FLAT):
        # What fades or is a photo is told by its neighbours; in flat drawings that only disturbs.
        told = _predicted(picture)
        if len(told) < len(content):
            content = told
            parms = b"/Predictor 15 /Colors %d /BitsPerComponent 8 /Columns %d" % (channels, picture.width)
    return Pixels(picture.width, picture.height, space, bits, "FlateDecode", parms, content, mask)


def _predicted(picture: Any) -> bytes:
    """Return the pixels as PNG holds them, each row told by its neighbours: PDF knows the same (7.4.4.4)."""
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=_LEVEL)
    png, at, content = file.getvalue(), 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            content += png[at + 8 : at + 8 + length]
        at += length + 12
    return content


def _as_photo(picture: Any, photo: bytes, mask: Pixels | None) -> Pixels:
    space = b"/DeviceGray" if picture.mode == "L" else b"/DeviceRGB"
    return Pixels(picture.width, picture.height, space, 8, "DCTDecode", b"", photo, mask)
