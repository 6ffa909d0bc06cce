"""Whether a picture, drawn or photographed, is seen on the ground that it is printed on: wholly, or in all its parts.

White logos are made for dark grounds; on paper they are a hole, or a sign without its name.
"""

from __future__ import annotations

from typing import Any, Literal

from PIL import Image, ImageChops, ImageFilter

FAINT = 24
"""By how much of 255 a colour must differ from its ground to be seen: #E7E7E7 on white is 9 % of black.

Office printers drop lighter greys, or spread them to a few dots. It is counted where the two differ most; blue counts
half, as eyes see little of it: pale yellow is nearly white.
"""
_WEIGHED = [round(weight * value) for weight in (1.0, 1.0, 0.5) for value in range(256)]
_SEEN = [0] * FAINT + [255] * (256 - FAINT)
_STRAY = 2000
"""One pixel of so many may be seen, and still nobody sees the picture: the noise of a JPEG, the end of a serif."""
_SAMPLE = 64
_PARTS = 200
"""How many pixels, on its longer side, a picture is looked at for parts of it."""
_CLEAR = 13
"""From here on of 255 a pixel has ink."""
_LARGE = 0.04
"""Which share of what is inked must be lost to be told: less is a remnant of a ground that was taken away."""


Lost = Literal["nothing", "parts", "all"]


def lost(picture: Any, ground: tuple[int, int, int]) -> Lost:
    """Tell what of a picture (Pillow's, in any mode) would not be seen on a ground, in sRGB.

    Parts are told only where they are large and touch nothing that is seen: a white plate behind a logo, or white
    letters in a badge, touch it; white letters beside a badge do not.
    """
    if picture.width * picture.height > _SAMPLE**2:
        # Where nearly all of many pixels are seen, a few of them are enough to know.
        inked, seen = _inked_and_seen(picture.resize((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST), ground)
        is_solid = not picture.has_transparency_data
        if seen * 100 > _SAMPLE**2 and (is_solid or seen > (1 - _LARGE / 2) * inked):
            return "nothing"
    inked, seen = _inked_and_seen(picture, ground)
    if seen * _STRAY <= inked:
        return "all"
    if inked - seen <= _LARGE * inked:
        return "nothing"
    return "parts" if picture.has_transparency_data and _has_lost_parts(picture, ground) else "nothing"


def _has_lost_parts(picture: Any, ground: tuple[int, int, int]) -> bool:
    picture = picture.convert("RGBA")
    picture.thumbnail((_PARTS, _PARTS), Image.Resampling.BOX)
    inked = _inked(picture)
    seen = ImageChops.darker(_where_seen(picture, ground), inked)
    # What touches what is seen belongs to it, step by step.
    grown = ImageChops.darker(seen.filter(ImageFilter.MaxFilter(3)), inked)
    while _count(grown) > _count(seen):
        seen, grown = grown, ImageChops.darker(grown.filter(ImageFilter.MaxFilter(3)), inked)
    return _count(inked) - _count(seen) > _LARGE * _count(inked)


def _inked_and_seen(picture: Any, ground: tuple[int, int, int]) -> tuple[int, int]:
    """Count the pixels of a picture that have ink, and those of them that are seen."""
    inked, seen = _inked(picture), _where_seen(picture, ground)
    return _count(inked), _count(ImageChops.darker(seen, inked))


def _inked(picture: Any) -> Any:
    """Return in L which pixels have ink: what is nearly clear is the edge of something, or its shadow."""
    if not picture.has_transparency_data:
        return Image.new("L", picture.size, 255)
    return picture.convert("RGBA").getchannel("A").point([0] * _CLEAR + [255] * (256 - _CLEAR))


def _where_seen(picture: Any, ground: tuple[int, int, int]) -> Any:
    """Return in L which pixels are seen on a ground."""
    below = Image.new("RGB", picture.size, ground)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        printed = below.copy()
        printed.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
    else:
        printed = picture.convert("RGB")
    red, green, blue = ImageChops.difference(printed, below).point(_WEIGHED).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_SEEN)


def _count(mask: Any) -> int:
    return int(mask.histogram()[255])
