"""SVG figures through svglib: read once, fonts replaced by the theme's, drawn onto our canvas.

An SVG comes from anywhere, so it is read twice: first strictly, for what a print must not hold
(scripts, references to the outside, entities), then by svglib, which overlooks mistakes. A trial
drawing finds what svglib let pass. svglib is slow to import, so this module is loaded only where
a brochure or clinic has an SVG.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from reportlab.graphics.renderPDF import _PDFRenderer
from reportlab.graphics.shapes import Drawing, Group, Shape, String
from reportlab.pdfbase.pdfmetrics import standardFonts
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from clinicpress.canvas import PressCanvas
from clinicpress.fonts import Chain
from clinicpress.problems import InputProblems, Place

logging.getLogger("svglib").setLevel(logging.CRITICAL)


MAX_SHAPES = 20_000
MAX_DEPTH = 100
MAX_NUMBER = 1e6
"""The greatest size or coordinate, in points: larger ones are mistakes, and break PDF readers."""

_OUTSIDE = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[|<\?xml-stylesheet", re.IGNORECASE)
_REFERENCE = re.compile(r"@import|url\(\s*[\"']?(?!#|data:)[^)]*", re.IGNORECASE)
_ACTIVE = frozenset({"script", "foreignObject", "image", "iframe", "audio", "video"})


class _Unfit(Exception):
    """Raised with what keeps an SVG from being printed."""


class _Renderer(_PDFRenderer):  # type: ignore[misc]
    """Draws shapes without naming the base-14 font of ReportLab's initial state."""

    def applyStateChanges(self, delta: dict[str, Any], newState: dict[str, Any]) -> None:
        if delta.get("fontName") in standardFonts:
            delta = {key: value for key, value in delta.items() if key not in ("fontName", "fontSize")}
        super().applyStateChanges(delta, newState)


def read_drawing(content: bytes, file: str, asked_at: Place, faces: Chain) -> Drawing:
    """Read an SVG; `faces` are the faces for its text, the first that has all characters."""
    hint = "save it as a plain SVG of shapes and text, with a viewBox and everything inside the file"
    try:
        _check_source(content)
        drawing = svg2rlg(io.BytesIO(content))
        if drawing is None or not 0 < drawing.width < MAX_NUMBER or not 0 < drawing.height < MAX_NUMBER:
            raise _Unfit("has no size that can be printed")
        _check_shapes(drawing, faces)
        _Renderer().draw(drawing, Canvas(io.BytesIO()), 0, 0)
    except _Unfit as unfit:
        raise InputProblems.one(asked_at, f"“{file}” {unfit}", hint) from None
    except Exception as error:
        said = str(error).partition("\n")[0]
        raise InputProblems.one(asked_at, f"“{file}” cannot be drawn ({said})", hint) from error
    return drawing


def _check_source(content: bytes) -> None:
    """Refuse what is no SVG, or holds more than shapes and text."""
    try:
        text = content.decode("utf-8-sig")
        if match := _OUTSIDE.search(text):
            raise _Unfit(f"holds a definition or refers to another file (“{match[0][:20]}”)")
        root = ElementTree.fromstring(text)
    except UnicodeDecodeError:
        raise _Unfit("is not an SVG picture in UTF-8") from None
    except ElementTree.ParseError as error:
        raise _Unfit(f"is not an SVG picture, or is broken in line {error.position[0]}") from None
    if _local(root.tag) != "svg":
        raise _Unfit("is not an SVG picture")
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        name = _local(element.tag)
        if depth > MAX_DEPTH:
            raise _Unfit(f"is nested more than {MAX_DEPTH} levels deep")
        if name in _ACTIVE:
            raise _Unfit(f"holds a <{name}>")
        for key, value in element.attrib.items():
            if _local(key) == "href" and not value.startswith("#"):
                raise _Unfit(f"refers to something outside itself: “{value[:40]}”")
        for said in (element.text or "", *element.attrib.values()):
            if match := _REFERENCE.search(said):
                raise _Unfit(f"refers to something outside itself: “{match[0][:40]}”")
        waiting += [(child, depth + 1) for child in element]


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _shapes(group: Group) -> Iterator[Shape]:
    for shape in group.getContents():
        yield shape
        if isinstance(shape, Group):
            yield from _shapes(shape)


def _check_shapes(drawing: Drawing, faces: Chain) -> None:
    """Refuse too many shapes and too great numbers; give every text a face that has its characters."""
    for count, shape in enumerate(_shapes(drawing)):
        if count > MAX_SHAPES:
            raise _Unfit(f"has more than {MAX_SHAPES} shapes")
        for value in vars(shape).values():
            for number in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(number, float) and not abs(number) < MAX_NUMBER:
                    raise _Unfit("holds a number that is too great")
        if isinstance(shape, String):
            face = next((f for f in faces if all(ord(c) in f.glyphs or c.isspace() for c in shape.text)), None)
            if face is None:
                odd = next((c for c in shape.text if not c.isspace() and ord(c) not in faces[0].glyphs), "")
                raise _Unfit(f"holds the character “{odd}” (U+{ord(odd):04X}), which no font has")
            shape.fontName = face.name


def draw_drawing(canvas: PressCanvas, drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
    """Draw into the box whose top left corner is x, y, in points."""
    canvas._reach(y - height)
    canvas.saveState()
    canvas.translate(x, y - height)
    canvas.scale(width / drawing.width, height / drawing.height)
    _Renderer().draw(drawing, canvas, 0, 0)
    canvas.restoreState()
