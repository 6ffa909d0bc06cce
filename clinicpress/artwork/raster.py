"""PNG and JPEG files as pixels that a page can hold: eight bits, grey or sRGB, on white paper.

What a screen would show is what must be printed: the way a camera was held, sixteen bits, embedded
colour profiles and see-through pixels all change that, and a PDF knows none of them.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from itertools import product
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageOps, UnidentifiedImageError

from clinicpress.ground.problems import InputProblems, Place

MAX_PIXELS = 40_000_000
"""The most pixels of a picture: an A4 page at 600 dpi has 35 million."""
SAME = 3
"""By how much a colour may differ from what an embedded profile says, of 255: no eye sees it."""
WHITE = 252
"""From here on a grey or colour is white paper, of 255."""
_ORIENTATION = 0x0112
_SAVE_AGAIN = "open it and save it again"
_UNSEEN = "use the version that is made for white paper; for a logo, ask its designer"


@dataclass(frozen=True, eq=False)
class Raster:
    """Pixels that are ready to be printed; `source` is the file itself where it can be embedded as it is."""

    pixels: Any
    source: bytes | None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.pixels.size
        return width, height


def read_raster(content: bytes, file: str, asked_at: Place) -> Raster:
    """Read a PNG or JPEG file; raises InputProblems at `asked_at` for whatever cannot be printed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture: Any = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise InputProblems.one(
                    asked_at,
                    f"“{file}” is too big: {width} × {height} pixels",
                    f"scale it down to at most {MAX_PIXELS // 1_000_000} million pixels",
                )
            picture.load()
            kept = picture.format == "JPEG" and picture.mode in ("L", "RGB")
            if picture.getexif().get(_ORIENTATION, 1) != 1:
                picture, kept = ImageOps.exif_transpose(picture), False
            profile = picture.info.get("icc_profile")
            picture, alpha = _eight_bits(picture)
            colored = _to_srgb(picture, profile)
            kept = kept and colored is picture
            picture = colored
    except InputProblems:
        raise
    except Image.DecompressionBombError:
        raise InputProblems.one(
            asked_at,
            f"“{file}” is too big: it has far more pixels than can be printed",
            f"scale it down to at most {MAX_PIXELS // 1_000_000} million pixels",
        ) from None
    except UnidentifiedImageError:
        raise InputProblems.one(asked_at, f"“{file}” is not a PNG or JPEG picture, or is broken", _SAVE_AGAIN) from None
    except (OSError, ValueError, SyntaxError, OverflowError) as error:
        raise InputProblems.one(asked_at, f"“{file}” is broken, or a part of it is missing", _SAVE_AGAIN) from error
    if alpha is not None:
        if alpha.getextrema()[1] == 0:
            raise InputProblems.one(asked_at, f"“{file}” is wholly see-through: nothing of it would be seen", _UNSEEN)
        ground = Image.new(picture.mode, picture.size, "white")
        ground.paste(picture, mask=alpha)
        picture = ground
    if min(low for low, _ in _extremes(picture)) >= WHITE:
        raise InputProblems.one(asked_at, f"“{file}” is white: on white paper nothing of it would be seen", _UNSEEN)
    return Raster(picture, content if kept else None)


def _extremes(picture: Any) -> list[tuple[int, int]]:
    """Return the least and the greatest value of each colour."""
    found = picture.getextrema()
    return [found] if picture.mode == "L" else list(found)


def _eight_bits(picture: Any) -> tuple[Any, Any | None]:
    """Return a picture in L, RGB or CMYK, and what of it can be seen where it is see-through."""
    mode, clear = picture.mode, picture.info.get("transparency")
    if mode.startswith("I"):
        return _from_sixteen(picture, clear)
    if "A" in picture.getbands():
        solid = picture.convert("LA" if mode in ("LA", "La") else "RGBA")
        return solid.convert("L" if solid.mode == "LA" else "RGB"), solid.getchannel("A")
    if clear is not None:
        solid = picture.convert("RGBA")
        return solid.convert("RGB"), solid.getchannel("A")
    if mode in ("L", "RGB", "CMYK"):
        return picture, None
    return picture.convert("L" if mode == "1" else "RGB"), None


def _from_sixteen(picture: Any, clear: object) -> tuple[Any, Any | None]:
    """Scale sixteen bits of grey to eight; Pillow would cut all above 255 to white."""
    # Pillow gives 16-bit greys as I;16 or, in older versions, as I: 2 or 4 bytes, the low one first.
    data = picture.tobytes("raw", "I;16")
    low, high = (Image.frombytes("L", picture.size, data[at::2]) for at in (0, 1))
    if not isinstance(clear, int):
        return high, None
    solid = [
        part.point([0 if value == wanted else 255 for value in range(256)])
        for part, wanted in ((high, clear >> 8), (low, clear & 255))
    ]
    return high, ImageChops.lighter(*solid)


def _to_srgb(picture: Any, profile: bytes | None) -> Any:
    """Return a picture with the colours that its profile means, in sRGB; itself where they are the same.

    A profile that is broken or of another kind of colours is passed over, as browsers do.
    """
    plain = picture if picture.mode in ("L", "RGB") else None
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            change = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), picture.mode, "RGB")
            if plain is None or _differs(change, picture.mode):
                changed: Any = ImageCms.applyTransform(picture, change)
                return changed.convert("L") if picture.mode == "L" else changed
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture.convert("RGB") if plain is None else plain


def _differs(change: Any, mode: str) -> bool:
    """Tell whether a change of colours can be seen, by trying it on colours of all kinds."""
    steps = (0, 51, 102, 153, 204, 255)
    colors = [(value, value, value) for value in range(0, 256, 5)] if mode == "L" else list(product(steps, repeat=3))
    sample: Any = Image.new(mode, (len(colors), 1))
    sample.putdata([color[0] for color in colors] if mode == "L" else colors)
    changed: Any = ImageCms.applyTransform(sample, change)
    shown = bytes(changed.tobytes())
    return any(abs(new - old) > SAME for new, old in zip(shown, (v for color in colors for v in color), strict=True))
