"""Converts the pictures of a PDF where they stand: tables of colours stay tables, all else is painted anew."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from clinicpress.artwork.pixels import encoded
from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.inking import GREY, Inking
from clinicpress.printshop.samples import LOSSY, bands_of, decoded, filters_of, is_stencil, keyed_out, size_of
from clinicpress.printshop.spaces import Space, Spaces, entries
from clinicpress.readback.objects import dictionary, listed, numeric, said, whole_number

_NO_LONGER = ("/Decode", "/DecodeParms", "/Filter", "/Alternates", "/Intent", "/SMaskInData", "/OPI", "/Measure")


def convert_image(pdf: Pdf, image: Stream, spaces: Spaces, resources: Dictionary, inking: Inking) -> None:
    """Convert a picture, with its soft mask; raises Unconvertible."""
    size_of(image)
    if "/Alternates" in image:
        del image.Alternates
    if is_stencil(image):
        return
    packing = next(iter(filters_of(image)[-1:]), "")
    if "/ColorSpace" not in image and packing == "JPXDecode":
        _jpeg_2000(pdf, image, spaces, inking)
        return
    space = spaces.read(image.get("/ColorSpace"), resources)
    mask = image.get("/SMask")
    matte = listed(mask.get("/Matte")) if isinstance(mask, Stream) else []
    if isinstance(mask, Stream) and matte:
        _unmixed(pdf, image, space, mask, matte)
    if space.family == "Pattern":
        raise Unconvertible("a picture is in no colour space")
    if space.count > 1 or packing == "JPXDecode":
        bands = bands_of(pdf, image, space.count)
        shown = keyed_out(bands, image)
        bands = decoded(bands, image, space)
        _repaint(pdf, image, bands, space, spaces, inking, packing in LOSSY)
        if shown is not None:
            _see_through(pdf, image, shown)
    else:
        _retabled(image, space, inking)


def _retabled(image: Stream, space: Space, inking: Inking) -> None:
    """Convert a picture whose colours are one number each: only what the numbers mean is changed, no pixel is."""
    bits = whole_number(image.get("/BitsPerComponent")) or 1
    decode = [numeric(each, 0) for each in listed(image.get("/Decode"))]
    if bits > 8:
        raise Unconvertible(f"a picture has {bits} bits for each of its greys")
    tones = list(entries(space, bits, decode))
    used = _used(image, tones, bits)
    family = inking.family([tones[number] for number in used])
    values = dict(zip(used, family.values, strict=True))
    nothing = family.values[0]
    table = [values.get(number, nothing) for number in range(used[-1] + 1)]
    most = len(tones) - 1
    if said(family.space) == GREY and all(abs(each[0] - at / most) < 0.5 / 255 for at, each in enumerate(table)):
        image.ColorSpace = Name.DeviceGray
    else:
        content = bytes(round(255 * part) for each in table for part in each)
        image.ColorSpace = Array([Name.Indexed, family.space, len(table) - 1, String(content)])
    if "/Decode" in image:
        del image.Decode


def _used(image: Stream, tones: list[Any], bits: int) -> list[int]:
    """List the numbers that have a meaning: those of a table that ends earlier are not to choose its inks."""
    space = image.get("/ColorSpace")
    if isinstance(space, Array) and said(space[0]) == "Indexed" and "/Decode" not in image:
        return list(range(min(len(tones), (whole_number(space[2]) or 0) + 1)))
    return list(range(len(tones)))


def _repaint(
    pdf: Pdf, image: Stream, bands: list[Any], space: Space, spaces: Spaces, inking: Inking, is_photo: bool
) -> None:
    painted = inking.picture(bands, space, spaces)
    picture = painted.picture
    for key in _NO_LONGER:
        if key in image:
            del image[key]
    image.ColorSpace, image.BitsPerComponent = painted.space, 8
    if picture.mode == "L" and said(painted.space) == GREY:
        pixels = encoded(picture, None, is_photo, None)
        image.write(pixels.content, filter=Name(f"/{pixels.filter}"))
        image.BitsPerComponent = pixels.bits
        if pixels.parms:
            image.DecodeParms = Dictionary.parse(b"<<%b>>" % pixels.parms)
    else:
        image.write(picture.tobytes())


def _jpeg_2000(pdf: Pdf, image: Stream, spaces: Spaces, inking: Inking) -> None:
    """Convert a picture that says its colours within (7.4.9)."""
    for count in (3, 1, 4):
        try:
            bands = bands_of(pdf, image, count)
        except Unconvertible:
            continue
        space = spaces.device({1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[count])
        if whole_number(image.get("/SMaskInData")):
            raise Unconvertible("a picture has its mask within (JPEG 2000)")
        _repaint(pdf, image, bands, space, spaces, inking, is_photo=True)
        return
    raise Unconvertible("a picture cannot be unpacked (JPEG 2000)")


def _see_through(pdf: Pdf, image: Stream, shown: Any) -> None:
    """Give a picture the mask that its colours were before."""
    del image.Mask
    width, height = shown.size
    image.SMask = pdf.make_indirect(
        Stream(
            pdf,
            shown.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
    )


def _unmixed(pdf: Pdf, image: Stream, space: Space, mask: Stream, matte: list[Any]) -> None:
    """Take the ground out of a picture that was mixed with it (11.6.5.3)."""
    parts = [numeric(each, 0) for each in matte]
    clear = bands_of(pdf, mask, 1)[0]
    if space.family == "Indexed" or len(parts) != space.count or clear.size != size_of(image):
        raise Unconvertible("a picture is mixed with its ground in a way that cannot be taken back")
    done = []
    for band, part, (low, high) in zip(bands_of(pdf, image, space.count), parts, space.ranges, strict=True):
        ground = round(255 * (part - low) / ((high - low) or 1))
        mixed = zip(band.tobytes(), clear.tobytes(), strict=True)
        own = bytes(
            min(max(round(ground + (value - ground) * 255 / share), 0), 255) if share else ground
            for value, share in mixed
        )
        done.append(own)
    image.write(bytes(value for pixel in zip(*done, strict=True) for value in pixel))
    image.BitsPerComponent = 8
    for key in ("/DecodeParms", "/Filter"):
        if key in image:
            del image[key]
    del mask.Matte


def of_inline(pdf: Pdf, inline: Any) -> Stream:
    """Make a picture of its own of one that stands among the operators (8.9.7)."""
    try:
        made = Stream(pdf, inline.read_raw_bytes())
    except AttributeError as error:
        raise Unconvertible("a picture among the operators has no end") from error
    for key, value in dictionary(inline.obj).items():
        if key not in ("/Length", "/L"):
            made[key] = value
    made.Type, made.Subtype = Name.XObject, Name.Image
    return made
