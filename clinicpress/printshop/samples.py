"""Unpacks the pictures of a PDF to their samples, eight bits each (ISO 32000-1, 8.9.5), and shows them as sRGB."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from pikepdf import Dictionary, Name, Pdf, PdfError, Stream
from PIL import Image, ImageChops, ImageCms, ImageFilter, UnidentifiedImageError

from clinicpress.artwork.screencolors import change_to_screen
from clinicpress.printshop.functions import Unconvertible, pairs
from clinicpress.printshop.spaces import RGB, Space, Spaces
from clinicpress.readback.objects import dictionary, is_true, listed, said, whole_number

MOST_PIXELS = 120_000_000
"""A page of 1,000 dpi has 94 million."""
LOSSY = ("DCTDecode", "JPXDecode", "DCT")
_GRID = 17
"""So many steps a side has the table that changes colours of three numbers."""
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


def size_of(image: Stream) -> tuple[int, int]:
    """Return how many pixels a picture has across and down; raises Unconvertible where that cannot be."""
    width, height = (whole_number(image.get(key)) or 0 for key in ("/Width", "/Height"))
    if width <= 0 or height <= 0 or width * height > MOST_PIXELS:
        raise Unconvertible(f"a picture of {width:,} by {height:,} pixels cannot be converted")
    return width, height


def filters_of(image: Stream) -> list[str]:
    """List how a stream is packed, in the order in which it is unpacked."""
    return [said(each) for each in listed(image.get("/Filter"))]


def bands_of(pdf: Pdf, image: Stream, count: int) -> list[Any]:
    """Return the samples of a picture: for each number of its colours, a picture of eight bits, without Decode.

    Raises Unconvertible where they cannot be unpacked.
    """
    size = size_of(image)
    last = next(iter(filters_of(image)[-1:]), "")
    try:
        if last in LOSSY:
            bands = _photo(pdf, image, last, count)
        elif last in ("CCITTFaxDecode", "CCF", "JBIG2Decode"):
            raise Unconvertible(f"a picture is packed as {last}, but not in black and white")
        else:
            bands = _plain(image.read_bytes(), size, count, whole_number(image.get("/BitsPerComponent")) or 8)
    except (PdfError, OSError, ValueError, SyntaxError, UnidentifiedImageError) as error:
        if isinstance(error, Unconvertible):
            raise
        raise Unconvertible("a picture cannot be unpacked") from error
    if len(bands) != count:
        raise Unconvertible("a picture has another number of colours than it says")
    return bands


def _photo(pdf: Pdf, image: Stream, last: str, count: int) -> list[Any]:
    before = filters_of(image)[:-1]
    packed = image.read_raw_bytes()
    if before:
        parms = [dictionary(each) for each in listed(image.get("/DecodeParms"))][: len(before)]
        outer = Stream(pdf, packed, Filter=[Name(f"/{each}") for each in before], DecodeParms=parms)
        packed = outer.read_bytes()
    photo: Any = Image.open(io.BytesIO(packed))
    told = dictionary(next(iter(listed(image.get("/DecodeParms"))[-1:]), None))
    if whole_number(told.get("/ColorTransform")) == 0 and count == 3 and "adobe" not in photo.info:
        raise Unconvertible("a photo is packed in a way that few programs know (ColorTransform 0)")
    if last == "JPXDecode" and photo.mode in ("RGBA", "LA"):
        photo = photo.convert(photo.mode[:-1])
    if photo.mode in ("1", "P", "I", "I;16"):
        photo = photo.convert("L" if count == 1 else "RGB")
    bands = list(photo.split())
    # Pillow takes such photos to hold white where there is much ink, as Photoshop writes them; a PDF says that itself.
    return [ImageChops.invert(band) for band in bands] if photo.format == "JPEG" and photo.mode == "CMYK" else bands


def _plain(content: bytes, size: tuple[int, int], count: int, bits: int) -> list[Any]:
    row = (size[0] * count * bits + 7) // 8
    content = content[: row * size[1]].ljust(row * size[1], b"\0")
    if bits == 16:
        content = content[::2]
    elif bits in (1, 2, 4):
        most = (1 << bits) - 1
        table = [
            bytes(round(((byte >> shift) & most) * 255 / most) for shift in range(8 - bits, -1, -bits))
            for byte in range(256)
        ]
        rows = (content[at : at + row] for at in range(0, len(content), row))
        content = b"".join(b"".join(table[byte] for byte in each)[: size[0] * count] for each in rows)
    elif bits != 8:
        raise Unconvertible(f"a picture has {bits} bits for each of its numbers")
    if count in _MODES:
        return list(Image.frombytes(_MODES[count], size, content).split())
    return [Image.frombytes("L", size, content[at::count]) for at in range(count)]


def decoded(bands: Sequence[Any], image: Stream, space: Space) -> list[Any]:
    """Apply the Decode array: afterwards each number runs from its least to its most (8.9.5.2)."""
    decode = pairs(image.get("/Decode"))
    if len(decode) != len(bands):
        return list(bands)
    done = []
    for band, (low, high), (least, most) in zip(bands, decode, space.ranges, strict=True):
        span = (most - least) or 1
        table = [(low + (high - low) * value / 255 - least) / span for value in range(256)]
        done.append(band.point([round(255 * min(max(value, 0.0), 1.0)) for value in table]))
    return done


def keyed_out(bands: Sequence[Any], image: Stream) -> Any | None:
    """Return what of a picture can be seen where it leaves colours out (8.9.6.4); None where it does not."""
    keys = image.get("/Mask")
    if isinstance(keys, (Dictionary, Stream)) or keys is None:
        return None
    bits = whole_number(image.get("/BitsPerComponent")) or 8
    most = (1 << bits) - 1
    clear: Any = Image.new("L", bands[0].size, 255)
    for band, (low, high) in zip(bands, pairs(keys), strict=False):
        first, last = round(low * 255 / most), round(high * 255 / most)
        clear = ImageChops.darker(clear, band.point([255 * (first <= value <= last) for value in range(256)]))
    return ImageChops.invert(clear)


def seen(bands: Sequence[Any], space: Space, spaces: Spaces) -> Any:
    """Return what is seen of a picture's samples, in L where they are greys, and in RGB otherwise."""
    if space.family == "DeviceGray":
        return bands[0]
    if space.family == "DeviceRGB":
        return Image.merge("RGB", list(bands))
    profile, mode = _profile_of(space, spaces), _MODES.get(space.count, "")
    if mode == "CMYK" and profile and all(band.getextrema()[1] == 0 for band in bands[:3]):
        return ImageChops.invert(bands[3])
    if profile:
        picture = Image.merge(mode, list(bands))
        change = change_to_screen(profile, mode)
        if change is None:
            return picture
        changed: Any = ImageCms.applyTransform(picture, change)
        return changed
    if space.count == 3:
        return Image.merge("RGB", list(bands)).filter(_table(lambda parts: space.tone(parts).seen, space))
    return _one_by_one(bands, space)


def _profile_of(space: Space, spaces: Spaces) -> bytes:
    """Return the profile that says what a picture looks like; empty where there is none."""
    if space.family == "DeviceCMYK":
        return spaces.inks_profile
    if space.family == "ICCBased" and space.found is not None:
        content: bytes = space.found[1].read_bytes()
        return content
    return b""


def _table(shown: Callable[[Sequence[float]], RGB], space: Space) -> Any:
    def entry(*parts: float) -> RGB:
        return shown([low + (high - low) * part for part, (low, high) in zip(parts, space.ranges, strict=True)])

    return ImageFilter.Color3DLUT.generate(_GRID, entry)


def _one_by_one(bands: Sequence[Any], space: Space) -> Any:
    """Show samples of inks of which there are many, each mixture worked out once."""
    known: dict[tuple[int, ...], bytes] = {}
    out = bytearray()
    for values in zip(*(band.tobytes() for band in bands), strict=True):
        if values not in known:
            parts = [low + (high - low) * v / 255 for v, (low, high) in zip(values, space.ranges, strict=True)]
            known[values] = bytes(round(255 * min(max(part, 0.0), 1.0)) for part in space.tone(parts).seen)
        out += known[values]
    return Image.frombytes("RGB", bands[0].size, bytes(out))


def is_stencil(image: Stream) -> bool:
    """Tell whether a picture only says where the current colour is painted."""
    return is_true(image.get("/ImageMask"))
