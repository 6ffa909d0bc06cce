"""An SVG written anew, plainly: what svglib draws rightly, and nothing else.

Styles are resolved, copies and symbols written out, letters placed. What would be drawn wrongly or
left out without a word (masks, patterns, filters, arrow heads, see-through groups...) is told with
the line it stands in. No name of a font, file or style of the original gets into what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from clinicpress.artwork.svgfile import XLINK, Element, Flaw, Unfit
from clinicpress.artwork.svgpaint import Gradients
from clinicpress.artwork.svgshape import FIT, SHAPES, even_share, fitted, rule, shape_of, written
from clinicpress.artwork.svgstyle import (
    FIRST,
    IDENTITY,
    WRITTEN,
    BadValue,
    Matrix,
    Sheet,
    Style,
    color,
    length,
    lengths,
    number,
    share,
    times,
    transform,
)
from clinicpress.artwork.svgtext import Faces, TextSetter

_GROUPS = frozenset({"g", "a", "svg"})
_SILENT = frozenset(
    {"title", "desc", "metadata", "defs", "style", "linearGradient", "radialGradient", "clipPath", "symbol"}
    | {"marker", "mask", "pattern", "filter", "view", "cursor", "font", "font-face"}
)
"""What draws nothing by itself."""
_TOLD = {
    "script": ("holds a <script>", "export it as a plain SVG"),
    "foreignObject": ("holds a <foreignObject>, which cannot be printed", "convert its texts to plain SVG text"),
    "image": ("holds an embedded picture (<image>)", "save that picture as a PNG or JPEG of its own and name it here"),
}
_REFERENCE = re.compile(r"url\(([^)]{0,80})|(@import)")


@dataclass
class Plain:
    """An SVG written plainly, and the faces of its letters by the names that it gives them."""

    svg: bytes
    faces: dict[str, str]
    miter: float
    """The greatest length of a pointed corner, in line widths."""


def plain_svg(root: Element, faces: Faces) -> Plain:
    """Write an SVG plainly; raises Unfit with all that keeps it from being printed."""
    return _Writer(root, faces).written()


class _Writer:
    def __init__(self, root: Element, faces: Faces) -> None:
        self.root, self.sheet = root, Sheet()
        self.names: dict[str, Element] = {}
        for element in root.walk():
            self.names.setdefault(element.attributes.get("id", ""), element)
            self.look(element)
            if element.name == "style":
                self.sheet.add(element)
        size, self.box = self.measured()
        self.text = TextSetter(self.sheet, faces, self.box[2:])
        self.gradients = Gradients(self.sheet, self.names, self.box[2:])
        self.size = size
        self.clips: list[str] = []
        self.out: list[str] = []
        self.faces: dict[str, str] = {}
        self.miters: set[float] = set()
        self.copied: list[Element] = []
        self.painted = 0

    def flaw(self, line: int, message: str, hint: str | None = None) -> None:
        self.sheet.flaws.append(Flaw(line, message, hint) if hint else Flaw(line, message))

    def look(self, element: Element) -> None:
        """Note what no print may hold, wherever it stands, drawn or not."""
        if element.name in ("script", "foreignObject", "iframe", "audio", "video"):
            self.flaw(element.line, *_TOLD.get(element.name, (f"holds a <{element.name}>", None)))
        values = [*element.attributes.values(), *([element.text] if element.name == "style" else [])]
        href = "#" if element.name == "image" else element.attributes.get("href", "#")
        outside = [href] if href[:1] != "#" else []
        for value in values:
            for match in _REFERENCE.finditer(value):
                if match[2] or not match[1].strip(" \t\n\"'").startswith(("#", "data:")):
                    outside.append(match[0])
        for said in outside:
            hint = "export it with everything inside the one file"
            self.flaw(element.line, f"refers to something outside itself: “{said[:40]}”", hint)

    def measured(self) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
        """Return the width and height of the picture, in pixels, and its viewBox."""
        said = self.root.attributes
        sizes = [said.get(key, "") for key in ("width", "height")]
        try:
            width, height = (None if size in ("", "auto") or size.endswith("%") else length(size) for size in sizes)
            box = lengths(said["viewBox"]) if said.get("viewBox") else None
        except BadValue as bad:
            raise Unfit.one(self.root.line, f"has a size that cannot be read: “{str(bad)[:30]}”", _SIZED) from None
        if box is None and width and height:
            box = [0.0, 0.0, width, height]
        if box is None or len(box) != 4 or box[2] <= 0 or box[3] <= 0:
            raise Unfit.one(self.root.line, "has no size: its viewBox or its width and height", _SIZED)
        if width is None:
            width = box[2] if height is None else height * box[2] / box[3]
        if height is None:
            height = width * box[3] / box[2]
        if width <= 0 or height <= 0:
            raise Unfit.one(self.root.line, "has no size: its width or height is nothing", _SIZED)
        return (width, height), (box[0], box[1], box[2], box[3])

    def written(self) -> Plain:
        style = self.sheet.style(self.root, FIRST)
        fit = self.root.attributes.get("preserveAspectRatio", "").strip()
        if fit and not FIT.fullmatch(fit):
            self.flaw(self.root.line, f"has a preserveAspectRatio that cannot be read: “{fit[:30]}”")
        if style["display"] != "none":
            # As a group, it says the same of transforms, clips and opacity as any other.
            self.draw(replace(self.root, name="g"), FIRST, self.box[2:], 1.0)
        if len(self.miters) > 1:
            self.flaw(0, "has corners of different stroke-miterlimit")
        if self.sheet.flaws:
            raise Unfit(self.sheet.flaws)
        if not self.out:
            raise Unfit.one(0, "draws nothing", "open it in a browser: what is seen there must be shapes or text")
        defs = "".join([*self.gradients.written, *self.clips])
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{XLINK}" width="{written(self.size[0])}"'
            f' height="{written(self.size[1])}" viewBox="{" ".join(map(written, self.box))}"'
            f"{f' preserveAspectRatio={quoteattr(fit)}' if fit else ''}><defs>{defs}</defs>{''.join(self.out)}</svg>"
        )
        faces = {key: name for name, key in self.faces.items()}
        return Plain(svg.encode("utf-8"), faces, min(self.miters, default=4.0))

    # Elements ---------------------------------------------------------------------------------

    def kids(self, element: Element, style: Style, viewport: tuple[float, float], alpha: float) -> None:
        for kid in element.elements:
            self.draw(kid, style, viewport, alpha)

    def draw(self, element: Element, around: Style, viewport: tuple[float, float], alpha: float) -> None:
        """Write an element and all in it."""
        if element.name in _SILENT:
            return
        try:
            style = self.sheet.style(element, around)
            if style["display"] == "none":
                return
            own = share(style["opacity"])
            matrix = transform(element.attributes.get("transform", ""))
            if own == 0 or abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) < 1e-12:
                return
            clip = self.clip(style["clip-path"], element, viewport)
            if clip is None:
                return
            before = self.painted
            with self.group(matrix, clip):
                self.content(element, style, viewport, alpha * own)
            if own < 1 and self.painted - before > 1:
                hint = "make each shape see-through by itself (fill-opacity), or give it a lighter colour"
                self.flaw(element.line, f"has a <{element.name}> that is see-through as a whole (opacity)", hint)
        except BadValue as bad:
            self.flaw(element.line, f"has a <{element.name}> with a value that cannot be read: “{str(bad)[:30]}”")

    def content(self, element: Element, style: Style, viewport: tuple[float, float], alpha: float) -> None:
        """Write what an element draws, in its own coordinates."""
        name = element.name
        if name in SHAPES:
            if style["visibility"] == "visible" and (shape := shape_of(element, viewport)):
                self.paint(element, shape, style, alpha)
        elif name == "text":
            before = self.painted
            for setting in self.text.set(element, style):
                if setting.style["visibility"] == "visible" and setting.size > 0:
                    key = self.faces.setdefault(setting.face.name, f"f{len(self.faces)}")
                    place = (
                        f'text x="{written(setting.x)}" y="{written(setting.y)}" font-size="{written(setting.size)}"'
                    )
                    drawn = f'{place} font-family="{key}" xml:space="preserve"'
                    self.paint(element, drawn, setting.style, alpha, setting.text)
            # Letters do not lie over each other.
            self.painted = min(self.painted, before + 1)
        elif name == "svg":
            x, y = (length(element.attributes.get(key, "0"), full) for key, full in zip("xy", viewport, strict=True))
            with self.group((1, 0, 0, 1, x, y), ""):
                self.framed(element, style, viewport, alpha, element)
        elif name in _GROUPS:
            self.kids(element, style, viewport, alpha)
        elif name == "use":
            self.copy(element, style, viewport, alpha)
        elif name == "switch":
            first = [kid for kid in element.elements if "requiredExtensions" not in kid.attributes][:1]
            for kid in first:
                self.draw(kid, style, viewport, alpha)
        else:
            self.flaw(element.line, *_TOLD.get(name, (f"holds a <{name[:30]}>, which cannot be printed", None)))

    def copy(self, element: Element, style: Style, viewport: tuple[float, float], alpha: float) -> None:
        """Write the element that a `use` refers to."""
        said = element.attributes
        target = self.names.get(said.get("href", "#")[1:]) if len(said.get("href", "")) > 1 else None
        if target is None:
            self.flaw(element.line, f"refers to “{said.get('href', '')[:30]}”, which it does not hold")
            return
        if target in self.copied or target is self.root:
            self.flaw(element.line, f"refers to “{said['href'][:30]}”, which holds this reference itself")
            return
        x, y = (length(said.get(key, "0"), full) for key, full in zip("xy", viewport, strict=True))
        self.copied.append(target)
        with self.group((1, 0, 0, 1, x, y), ""):
            if target.name in ("symbol", "svg"):
                inner = self.sheet.style(target, style)
                if share(inner["opacity"]) < 1 or inner["clip-path"] != "none" or "transform" in target.attributes:
                    self.flaw(target.line, f"has a <{target.name}> that is see-through, clipped or moved as a whole")
                self.framed(target, inner, viewport, alpha, element)
            else:
                self.draw(target, style, viewport, alpha)
        self.copied.pop()

    def framed(
        self, element: Element, style: Style, viewport: tuple[float, float], alpha: float, sized: Element
    ) -> None:
        """Write what a symbol or an inner svg holds, fitted into its own frame; `sized` says how large that is."""
        sizes = []
        for key, full in zip(("width", "height"), viewport, strict=True):
            said = sized.attributes.get(key) or element.attributes.get(key) or "100%"
            sizes.append(length("100%" if said == "auto" else said, full))
        width, height = sizes
        if width <= 0 or height <= 0:
            return
        matrix, inside = IDENTITY, (width, height)
        if "viewBox" in element.attributes:
            box = lengths(element.attributes["viewBox"])
            if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
                raise BadValue(element.attributes["viewBox"])
            matrix = fitted(box, width, height, element.attributes.get("preserveAspectRatio", ""))
            inside = box[2], box[3]
        frame = (
            ""
            if style["overflow"] in ("visible", "auto")
            else self.clipping(f'<rect width="{written(width)}" height="{written(height)}"/>')
        )
        with self.group(IDENTITY, frame), self.group(matrix, ""):
            self.kids(element, style, inside, alpha)

    @contextmanager
    def group(self, matrix: Matrix, clip: str) -> Iterator[None]:
        """Write a group around what is written meanwhile, if there is anything."""
        if matrix == IDENTITY and not clip:
            yield
            return
        begin = len(self.out)
        moved = "" if matrix == IDENTITY else f' transform="matrix({" ".join(map(written, matrix))})"'
        self.write(self.out, f"<g{moved}{clip}>")
        yield
        if len(self.out) == begin + 1:
            self.out.pop()
        else:
            self.out.append("</g>")

    def write(self, onto: list[str], text: str) -> None:
        """Keep what svglib gets, within what it may be; raises Unfit beyond."""
        self.sheet.spend(len(text), WRITTEN)
        onto.append(text)

    def clipping(self, shape: str) -> str:
        """Write a clip path; returns the attribute that names it."""
        self.write(self.clips, f'<clipPath id="c{len(self.clips)}">{shape}</clipPath>')
        return f' clip-path="url(#c{len(self.clips) - 1})"'

    def clip(self, said: str, element: Element, viewport: tuple[float, float]) -> str | None:
        """Return the attribute that clips an element; None where nothing is left of it."""
        if said == "none":
            return ""
        target = self.names.get(referred(said) or "")
        if target is None or target.name != "clipPath":
            self.flaw(element.line, f"is clipped by “{said[:30]}”, which it does not hold or which is no <clipPath>")
            return ""
        around = self.sheet.style(target, FIRST)
        shapes = [kid for kid in target.elements if kid.name not in ("title", "desc", "metadata")]
        if not shapes:
            return None
        matrix, shape = transform(target.attributes.get("transform", "")), shapes[0]
        plain = target.attributes.get("clipPathUnits", "userSpaceOnUse") == "userSpaceOnUse"
        if shape.name == "use" and (used := self.names.get(shape.attributes.get("href", "#")[1:])):
            self.sheet.spend(shape.size)
            matrix = times(matrix, transform(shape.attributes.get("transform", "")))
            x, y = (length(shape.attributes.get(key, "0")) for key in "xy")
            matrix, shape = times(matrix, (1, 0, 0, 1, x, y)), used
        style = self.sheet.style(shape, around)
        clipped = style["clip-path"] != "none" or around["clip-path"] != "none"
        if len(shapes) > 1 or not plain or clipped or shape.name not in SHAPES - {"line", "polyline"}:
            self.flaw(target.line, "is clipped by more than one plain shape (<clipPath>)")
            return ""
        if style["display"] == "none" or not (drawn := shape_of(shape, viewport)):
            return None
        matrix = times(matrix, transform(shape.attributes.get("transform", "")))
        moved = "" if matrix == IDENTITY else f' transform="matrix({" ".join(map(written, matrix))})"'
        return self.clipping(f'<{drawn}{moved} clip-rule="{rule(style["clip-rule"])}"/>')

    # Shapes -----------------------------------------------------------------------------------

    def paint(self, element: Element, shape: str, style: Style, alpha: float, text: str = "") -> None:
        """Write a shape, or letters, with its colours; nothing where it has none."""
        fill = self.filling(element, style, alpha)
        stroke = "" if element.name == "text" else self.stroking(element, style, alpha)
        if text and style["stroke"] != "none" and length(style["stroke-width"], None, float(style["font-size"])) > 0:
            self.flaw(element.line, "has letters with an outline (stroke)")
        if not fill and not stroke:
            return
        self.painted += bool(fill) + bool(stroke)
        colors = (fill or ' fill="none"') + stroke
        self.write(self.out, f"<{shape}{colors}>{escape(text)}</text>" if text else f"<{shape}{colors}/>")

    def filling(self, element: Element, style: Style, alpha: float) -> str:
        """Return the attributes that fill a shape."""
        said, alpha = style["fill"], alpha * share(style["fill-opacity"])
        if element.name == "line" or alpha == 0:
            return ""
        if said.startswith("url("):
            found = self.gradients.fill(referred(said), element, alpha, _square(element))
            said = found if found else "none"
        if said.startswith("url("):
            return f' fill="{said}" fill-rule="{rule(style["fill-rule"])}"'
        painted = color(said, style["color"])
        if painted is None or painted[1] * alpha == 0:
            return ""
        return (
            f' fill="{painted[0]}" fill-opacity="{written(painted[1] * alpha)}" fill-rule="{rule(style["fill-rule"])}"'
        )

    def stroking(self, element: Element, style: Style, alpha: float) -> str:
        """Return the attributes that draw the outline of a shape."""
        said, alpha = style["stroke"], alpha * share(style["stroke-opacity"])
        if said.startswith("url("):
            self.flaw(element.line, "has an outline with a gradient or pattern (stroke)")
            return ""
        width = length(style["stroke-width"], even_share(self.box[2:]), float(style["font-size"]))
        painted = color(said, style["color"])
        if painted is None or painted[1] * alpha == 0 or width <= 0:
            return ""
        join, cap = style["stroke-linejoin"], style["stroke-linecap"]
        if join not in ("miter", "round", "bevel") or cap not in ("butt", "round", "square"):
            raise BadValue(f"{join} {cap}")
        if join == "miter" and element.name not in ("line", "circle", "ellipse"):
            self.miters.add(max(number(style["stroke-miterlimit"]), 1.0))
        dashes = [] if style["stroke-dasharray"] == "none" else lengths(style["stroke-dasharray"])
        if any(dash < 0 for dash in dashes):
            raise BadValue(style["stroke-dasharray"])
        if dashes and "pathLength" in element.attributes:
            raise BadValue("pathLength")
        dashed = f' stroke-dasharray="{" ".join(map(written, dashes))}"' if any(dashes) else ""
        return (
            f' stroke="{painted[0]}" stroke-opacity="{written(painted[1] * alpha)}" stroke-width="{written(width)}"'
            f' stroke-linejoin="{join}" stroke-linecap="{cap}"{dashed}'
        )


_SIZED = 'give it a viewBox of four numbers, like viewBox="0 0 300 100"'


def _square(element: Element) -> bool | None:
    """Tell whether the box around a shape is surely a square; None for letters."""
    if element.name == "text":
        return None
    said = element.attributes
    sides = {"rect": ("width", "height"), "ellipse": ("rx", "ry")}.get(element.name)
    return element.name == "circle" or (sides is not None and said.get(sides[0]) == said.get(sides[1]))


def referred(said: str) -> str | None:
    """Return the name in `url(#name)`; None for anything else."""
    match = re.fullmatch(r"url\(\s*[\"']?#([^\"')]{1,200})[\"']?\s*\)", said.strip())
    return match[1] if match else None
