"""The pictures of a Word document as it shows them: cropped, turned, and as wide as they stand there.

Word keeps the whole file of a picture that it shows a part of (ECMA-376-1, 20.1.8.55), and turns it only on the page
(20.1.7.6). What was cut off may be somebody's name, so the file is cut as it is shown, or a doubt says that it is not.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from PIL import Image, ImageOps

from clinicpress.artwork.rasterfile import MAX_PIXELS
from clinicpress.drafting.article import Picture, width_of
from clinicpress.drafting.doubts import CROPPED
from clinicpress.drafting.word.package import EMU_PER_TWIP, Package
from clinicpress.drafting.word.xml import qn
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES

TAKEN = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
"""The kinds of pictures that brochures have."""
REDRAWN = {".gif": "GIF", ".bmp": "BMP", ".tif": "TIFF", ".tiff": "TIFF"}
"""Kinds that Word has, too, and that become PNG."""
NOT_TAKEN = "put its file into figures/ and add a figure block"

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_GROUP = re.compile(r"\}(?:wgp|grpSp|group)$")
_BY_WORD = re.compile(
    r"\s*(?:Description automatically generated|AI-generated content may be incorrect\.?).*", re.DOTALL
)
"""What Word adds to descriptions that it wrote itself."""
_SIDES = ("l", "t", "r", "b")
_VML_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
_NO_CROP = (0.0, 0.0, 0.0, 0.0)
_SMALLEST = 0.002
"""A crop of less than this share of a side is none."""


@dataclass(frozen=True)
class Showing:
    """How a picture is shown: shares of its sides that are cut off (left, top, right, bottom), then turned."""

    crop: tuple[float, float, float, float] = _NO_CROP
    degrees: float = 0.0
    """Clockwise."""
    is_mirrored: bool = False
    is_upside_down: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is shown as its file is."""
        return self == Showing()


def picture_in(element: Any, package: Package, part: Any) -> Picture | str:
    """Return the picture that an element of a document's part shows, or say why it is not taken over."""
    holder = next(element.iterancestors(qn("w:drawing"), qn("w:pict"), qn("w:object")), element)
    about = next((each for each in holder.iter() if str(each.tag).endswith("}docPr")), None)
    alt, doubts = _description(about)
    relation = package.related(part, element.get(qn("r:embed")) or element.get(qn("r:id")))
    is_within = relation is not None and not relation.is_external
    name = PurePosixPath(relation.target_ref).name if relation is not None else "linked"
    said = f"a picture was not taken over: {f'“{name}”: “{alt}”' if alt else f'“{name}”'}; {NOT_TAKEN}"
    stem, kind = PurePosixPath(name).stem, PurePosixPath(name).suffix.lower()
    content = relation.target_part.blob if is_within and kind in TAKEN | REDRAWN else b""
    if not 0 < len(content) <= MAX_PICTURE_BYTES:
        return said
    showing = showing_of(element)
    if not showing.is_whole or kind in REDRAWN:
        shown = as_shown(content, showing)
        if shown is None and kind in REDRAWN:
            return said
        if shown is None:
            doubts.append(CROPPED)
        else:
            content, name = shown, name if kind in TAKEN else f"{stem}.png"
    share = _share(element, holder, showing, package.text_width)
    return Picture(name, content, alt, width=width_of(share) if share else "", doubts=tuple(doubts))


def _description(about: Any) -> tuple[str, list[str]]:
    """Return what the document says of a picture to those who cannot see it, with doubts."""
    if about is None:
        return "", []
    alt = about.get("descr", "") or about.get("title", "")
    own = _BY_WORD.sub("", alt)
    doubts = ["Word itself wrote what this picture shows: correct it"] if own != alt else []
    if about.get("hidden", "0") in {"1", "true"}:
        doubts.append("this picture is hidden in the document: delete it, or print it")
    if any(str(each.tag).endswith("}decorative") and each.get("val") in {"1", "true"} for each in about.iter()):
        doubts.append("this picture only decorates the document: delete it, or say what it shows")
    return " ".join(own.split()), doubts


def showing_of(element: Any) -> Showing:
    """Return how a picture is shown; `element` is its a:blip or v:imagedata."""
    near = element.getparent().getparent() if element.getparent() is not None else None
    found = {} if near is None else {str(each.tag): each for each in near.iter(f"{_DRAWN}srcRect", f"{_DRAWN}xfrm")}
    rect, frame = found.get(f"{_DRAWN}srcRect"), found.get(f"{_DRAWN}xfrm")
    cuts = [_cut(rect.get(side, "0"), 100_000) for side in _SIDES] if rect is not None else []
    cuts = cuts or [_cut(element.get(side, "0"), 1) for side in _VML_SIDES]
    left, top, right, bottom = cuts
    if frame is None:
        return Showing((left, top, right, bottom))
    on = {"1", "true"}
    degrees = int(frame.get("rot", "0")) / 60_000 if re.fullmatch(r"-?[0-9]{1,9}", frame.get("rot", "0")) else 0.0
    return Showing(
        (left, top, right, bottom), degrees % 360, frame.get("flipH", "") in on, frame.get("flipV", "") in on
    )


def _cut(value: str, whole: int) -> float:
    """Return which share of a side is cut off; pictures that are made larger by a margin are whole."""
    match = re.fullmatch(r"(-?[0-9]{0,12}(?:\.[0-9]{1,12})?)(f|%?)", value.strip())
    if match is None or match[1] in {"", "-"}:
        return 0.0
    share = float(match[1]) / {"f": 65_536, "%": 100, "": whole}[match[2]]
    return share if share >= _SMALLEST else 0.0


def as_shown(content: bytes, showing: Showing) -> bytes | None:
    """Return a picture's file cut and turned as it is shown; None where that is not possible."""
    left, top, right, bottom = showing.crop
    if left + right >= 1 or top + bottom >= 1 or showing.degrees % 90:
        return None
    formats = tuple({*TAKEN.values(), *REDRAWN.values()})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture: Any = Image.open(BytesIO(content), formats=formats)
            width, height = picture.size
            # A camera's turn is applied by some programs before a crop, and by some after it.
            if width * height > MAX_PIXELS or picture.getexif().get(0x0112, 1) != 1:
                return None
            is_photo, profile = picture.format == "JPEG", picture.info.get("icc_profile")
            box = (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
            if box[0] >= box[2] or box[1] >= box[3]:
                return None
            turned = picture.crop(box)
            for is_meant, turn in _turns(showing):
                turned = turn(turned) if is_meant else turned
            made = BytesIO()
            if is_photo:
                turned.save(made, "JPEG", quality=95, subsampling=0, icc_profile=profile)
            else:
                turned.save(made, "PNG", icc_profile=profile)
    except (OSError, ValueError, SyntaxError, OverflowError, Image.DecompressionBombError):
        return None
    return made.getvalue()


def _turns(showing: Showing) -> list[tuple[bool, Callable[[Any], Any]]]:
    """List what is done to a picture that was cut, in order: it is mirrored before it is turned."""
    return [
        (showing.is_mirrored, ImageOps.mirror),
        (showing.is_upside_down, ImageOps.flip),
        (showing.degrees != 0, lambda picture: picture.rotate(-showing.degrees, expand=True)),
    ]


def _share(element: Any, holder: Any, showing: Showing, text_width: int) -> float:
    """Return which share of the text's width a picture takes; 0 where the document does not say."""
    if any(_GROUP.search(str(above.tag)) for above in element.iterancestors()) or text_width <= 0:
        return 0.0
    extent = next(holder.iter(f"{_DRAWING}extent"), None)
    if extent is not None:
        across = "cy" if showing.degrees % 180 else "cx"
        value = extent.get(across, "")
        return int(value) / text_width if re.fullmatch("[0-9]{1,12}", value) else 0.0
    shape = element.getparent()
    size = re.search(
        r"(?:^|;)\s*width:\s*([0-9]{1,6}(?:\.[0-9]+)?)(pt|in)", "" if shape is None else shape.get("style", "")
    )
    if size is None:
        return 0.0
    return float(size[1]) * (72 if size[2] == "in" else 1) * 20 * EMU_PER_TWIP / text_width
