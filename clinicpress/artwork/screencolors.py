"""The colours that a screen shows of a picture, whatever its file holds: eight bits of grey or sRGB, and what is clear.

Sixteen bits, inks, CIELAB, palettes, gamma and embedded colour profiles all change what a number
means, and a PDF knows none of them.
"""

from __future__ import annotations

import io
import struct
from functools import lru_cache
from itertools import product
from typing import Any

from PIL import Image, ImageChops, ImageCms

from clinicpress.artwork.inks import offset_inks

SAME = 3
"""By how much a colour may differ from what an embedded profile says, of 255: no eye sees it."""
_SCREEN = 1 / 2.2
"""The gamma of screens, as PNG files write it."""
_SAME_GAMMA = 0.05


def on_screen(picture: Any) -> tuple[Any, Any | None]:
    """Return a picture in 1, P, L or RGB, and in L how solid it is; None where it is wholly solid.

    P stays only where nothing is clear and no colour changes. Raises ValueError for modes that nobody can show.
    """
    profile, gamma, is_srgb = picture.info.get("icc_profile"), picture.info.get("gamma"), "srgb" in picture.info
    picture, alpha = _eight_bits(picture)
    if alpha is not None and alpha.getextrema()[0] >= 255 - SAME:
        alpha = None
    change = None
    if profile:
        change = change_to_screen(profile, _plain(picture.mode))
    if change is None and picture.mode == "CMYK":
        change = change_to_screen(offset_inks(), "CMYK")
    if change is not None:
        picture = picture if picture.mode == _plain(picture.mode) else picture.convert(_plain(picture.mode))
        changed: Any = ImageCms.applyTransform(picture, change)
        return (changed.convert("L") if picture.mode == "L" else changed), alpha
    if gamma and not profile and not is_srgb and abs(gamma / _SCREEN - 1) > _SAME_GAMMA:
        picture = picture if picture.mode == _plain(picture.mode) else picture.convert(_plain(picture.mode))
        curve = [round(255 * (value / 255) ** (_SCREEN / gamma)) for value in range(256)]
        picture = picture.point(curve * len(picture.getbands()))
    return picture, alpha


def _plain(mode: str) -> str:
    """Return in which mode the colours of a picture can be changed."""
    return {"1": "L", "P": "RGB"}.get(mode, mode)


def _eight_bits(picture: Any) -> tuple[Any, Any | None]:
    """Return a picture in 1, P, L, RGB or CMYK, and what of it can be seen where it is see-through."""
    mode, clear = picture.mode, picture.info.get("transparency")
    if mode.startswith("I") or mode == "F":
        return _from_numbers(picture, clear)
    if mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        return ImageCms.applyTransform(picture, ImageCms.buildTransform(lab, srgb, "LAB", "RGB")), None
    if mode in ("La", "RGBa"):
        picture = picture.convert("LA" if mode == "La" else "RGBA")
    if picture.mode == "LA":
        return picture.getchannel("L"), picture.getchannel("A")
    if picture.mode == "PA":
        picture = picture.convert("RGBA")
    if picture.mode != "RGBA" and clear is not None:
        if mode in ("1", "L") and isinstance(clear, int):
            grey = picture.convert("L")
            return grey, grey.point([0 if value == clear else 255 for value in range(256)])
        picture = picture.convert("RGBA")
    if picture.mode == "RGBA":
        return picture.convert("RGB"), picture.getchannel("A")
    return (picture if mode in ("1", "P", "L", "RGB", "CMYK") else picture.convert("RGB")), None


def _from_numbers(picture: Any, clear: object) -> tuple[Any, Any | None]:
    """Scale greys of 16 or 32 bits, or with decimals, to eight; Pillow would cut all above 255 to white."""
    if picture.mode == "F" or (picture.mode == "I" and picture.format == "TIFF"):
        # Such files are made by instruments; what is white in them, only the brightest point tells.
        low, high = picture.getextrema()
        top = next((top for top in (1.0 if picture.mode == "F" else 255, 255) if high <= top), high)
        bottom = min(0, low)
        scale = 255 / ((top - bottom) or 1)
        return picture.convert("F").point(lambda each: each * scale - bottom * scale).convert("L"), None
    # Pillow gives 16-bit greys as I;16 or I;16B or, in older versions, as I.
    data = picture.tobytes("raw", picture.mode if picture.mode.startswith("I;16") else "I;16")
    at_high = 0 if picture.mode == "I;16B" else 1
    high_byte, low_byte = (Image.frombytes("L", picture.size, data[at::2]) for at in (at_high, 1 - at_high))
    if not isinstance(clear, int):
        return high_byte, None
    solid = [
        part.point([0 if value == wanted else 255 for value in range(256)])
        for part, wanted in ((high_byte, clear >> 8), (low_byte, clear & 255))
    ]
    return high_byte, ImageChops.lighter(*solid)


@lru_cache(maxsize=16)
def change_to_screen(profile: bytes, mode: str) -> Any:
    """Return how the colours of a mode become sRGB; None where they are the same.

    A profile that is broken or of another kind of colours is passed over, as browsers do.
    """
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        change = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
        return change if mode == "CMYK" or _differs(change, mode) else None
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, struct.error):
        return None


def _differs(change: Any, mode: str) -> bool:
    """Tell whether a change of colours can be seen, by trying it on colours of all kinds."""
    steps = (0, 51, 102, 153, 204, 255)
    colors = [(value, value, value) for value in range(0, 256, 5)] if mode == "L" else list(product(steps, repeat=3))
    sample: Any = Image.new(mode, (len(colors), 1))
    sample.putdata([color[0] for color in colors] if mode == "L" else colors)
    changed: Any = ImageCms.applyTransform(sample, change)
    shown = bytes(changed.tobytes())
    return any(abs(new - old) > SAME for new, old in zip(shown, (v for color in colors for v in color), strict=True))
