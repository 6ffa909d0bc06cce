"""The pictures of an OpenDocument text, at their width, with what is said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from clinicpress.drafting.article import Paragraph, Picture, Piece, width_of
from clinicpress.drafting.captions import captioned
from clinicpress.drafting.doubts import CROPPED
from clinicpress.drafting.nearby import kind_of
from clinicpress.drafting.opendocument.package import Package
from clinicpress.drafting.opendocument.styles import Styles
from clinicpress.drafting.opendocument.xml import length, named, value

_BY_CONTENT = re.compile("[0-9A-Fa-f]{16,}")


class Pictures:
    """Finds the pictures of a document."""

    def __init__(self, package: Package, styles: Styles) -> None:
        """Look for pictures in a document."""
        self.package = package
        self.styles = styles

    def picture(self, frame: Element) -> Picture | str | None:
        """Return the picture in a frame, or a doubt that says why it was not taken over; None where there is none."""
        images = list(named(frame, "draw:image"))
        if not images:
            return None
        said = {tag: "".join(each.itertext()) for tag in ("svg:desc", "svg:title") for each in named(frame, tag)}
        alt = " ".join((said.get("svg:desc", "") or said.get("svg:title", "")).split())
        paths = [value(image, "xlink:href") for image in images]
        for path in paths:
            content = self.package.file(path)
            if kind := kind_of(content):
                doubts = (CROPPED,) if self._is_cut(frame) else ()
                stem = PurePosixPath(path).stem
                # LibreOffice calls files by what is in them; people call frames by their names.
                stem = (value(frame, "draw:name") or "picture") if _BY_CONTENT.fullmatch(stem) else stem
                return Picture(f"{stem}{kind}", content, alt, width=self._width(frame), doubts=doubts)
        name = PurePosixPath(paths[0]).name if paths[0] else "linked"
        named_so = f"“{name}”: “{alt}”" if alt else f"“{name}”"
        return f"a picture was not taken over: {named_so}; put its file into figures/ and add a figure block"

    def captioned(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return the picture of a box that holds one and its caption, as LibreOffice makes them; else nothing."""
        pictures = [piece for piece in pieces if isinstance(piece, Picture)]
        captions = [piece for piece in pieces if isinstance(piece, Paragraph)]
        if len(pictures) != 1 or len(captions) > 1 or len(pictures) + len(captions) != len(pieces):
            return []
        if not captions:
            return [pictures[0]]
        (caption,) = captions
        return [captioned(pictures[0], caption)]

    def _width(self, frame: Element) -> str:
        share = re.fullmatch(r"([0-9]{1,3})%", value(frame, "style:rel-width"))
        wide = length(value(frame, "svg:width"))
        if share:
            return width_of(int(share[1]) / 100)
        return width_of(wide / self.package.width) if wide else ""

    def _is_cut(self, frame: Element) -> bool:
        if value(frame, "draw:transform"):
            return True
        for properties in self.styles.graphic(value(frame, "draw:style-name")):
            if value(properties, "style:mirror", "none") != "none":
                return True
            clip = value(properties, "fo:clip")
            if clip.startswith("rect"):
                return any(length(side) > 0 for side in re.findall(r"[\d.]+[a-z]+", clip))
        return False
