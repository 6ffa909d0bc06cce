"""An SVG written anew, plainly: styles resolved, sizes in pixels, words in our fonts, nothing from outside.

What a renderer would leave out or draw otherwise than a browser does is told with the line it
stands in. The renderer gets nothing of the original but what is written here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from clinicpress.artwork.svgbounds import REFERENCE, check_bounds
from clinicpress.artwork.svgcascade import PRESENTATION, Cascade, Declared, Variables
from clinicpress.artwork.svgfile import SVG, Element, Flaw, Unfit
from clinicpress.artwork.svgrules import (
    APART,
    ELEMENTS,
    GEOMETRY,
    IN_STYLE,
    SILENT,
    SIZES,
    TRANSFORMS,
    Undrawn,
    is_transform,
    printed,
)
from clinicpress.artwork.svgvalues import (
    BadValue,
    dotted,
    length,
    lengths,
    listed,
    misdrawn,
    too_great,
    unreadable,
    unsized,
)

_TOLD = {
    "script": ("holds a <script>", "export it as a plain SVG"),
    "foreignObject": ("holds a <foreignObject>, which cannot be printed", "convert its texts to outlines"),
}
_MOVING = frozenset({"animate", "animateTransform", "animateMotion", "animateColor", "set", "mpath"})
OUTLINES = "convert its text to outlines (paths) in the drawing program"
_INSIDE = "export it with everything inside the one file"
_SIZED = 'give it a viewBox of four numbers, like viewBox="0 0 300 100"'
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#|\s*[\"']?#)([^\"')]{0,80})")
_GENERIC = listed("sans-serif system-ui ui-sans-serif inherit initial unset")
_CHANGING = frozenset({"visibility", "fill", "opacity", "fill-opacity", "display"})
_NOT_DRAWN = re.compile(r"on.*|data-.*|aria-.*|class|style|role|version|baseProfile|tabindex|lang")
_REMARKABLE = re.compile(r"url\(|\d{7}|\d[eE]|\d[a-zA-Z]|\w\(")
"""What values have that name something, are great, or must be worked out."""
_PAINTED = {"FillPaint", "StrokePaint", "BackgroundImage", "BackgroundAlpha"}
_QUOTED = str.maketrans({sign: f"&#{ord(sign)};" for sign in '&<>"\n\r\t'})
"""What stands in an attribute by its number: XML would make spaces of the ends of lines."""
_SIZELESS = frozenset({"d", "points", "values", "tableValues"})
_SHORTHAND = re.compile(
    r"(.*?)(?<!\S)([\d.]+(?:px|pt|pc|mm|cm|in|em|ex|%)?|(?:xx?-)?(?:small|large)|medium)(?:\s*/\s*\S+)?\s+(\S.*)",
    re.DOTALL,
)
_OF_GROUPS = ("clip-path", "mask", "filter", "opacity", "style")
"""What is drawn for a group, and not for the whole picture."""
_MEDIUM = "16"
"""The size of type where none is given, in pixels: that of browsers (CSS Fonts 4, 2.5)."""
_SMALLEST, _LARGEST = 200.0, 720.0
"""Between these its longer side is drawn, in pixels: filters are painted as fine as they are printed, and no finer."""

Families = Mapping[str, str]
"""The families that words can be set in, by their names in small letters."""


@dataclass(frozen=True)
class Words:
    """A text of a picture that is to be seen, and the line it stands in."""

    line: int
    text: str


@dataclass(frozen=True)
class Plain:
    """An SVG written plainly."""

    svg: str
    size: tuple[float, float]
    """Width and height that its file gives it, in pixels."""
    scale: float
    """How many times larger it is drawn."""
    words: tuple[Words, ...]
    borrowed: tuple[tuple[int, str], ...]
    """The lines and names of families that there are not: their words are set in ours."""


def plain_svg(root: Element, families: Families, embedded: Callable[[str, int], str]) -> Plain:
    """Write an SVG plainly; raises Unfit with all that keeps it from being printed.

    The first of the families is for words that name none. `embedded` returns the address of a picture
    inside of it, of some line, as one that can be printed, or raises Unfit.
    """
    return _Writer(root, families, embedded).plain()


@dataclass(frozen=True)
class _Around:
    """What an element has from those it is in."""

    variables: Variables
    family: str
    asked: str = ""
    """The family that it asks for, where that is another one."""
    hidden: bool = False
    unfilled: bool = False
    faint: bool = False
    apart: bool = False
    in_text: bool = False

    @property
    def seen(self) -> bool:
        """Whether words in it are surely to be seen."""
        return not (self.hidden or self.unfilled or self.faint or self.apart)

    def inside(self, element: Element, declared: Declared) -> _Around:
        """Return what an element's kids have from it."""
        if _CHANGING.isdisjoint(declared) and element.name not in APART and element.name != "text":
            return self if "systemLanguage" not in element.attributes else replace(self, apart=True)
        hidden, fill = declared.get("visibility", "inherit"), declared.get("fill", "inherit")
        return replace(
            self,
            hidden=self.hidden if hidden == "inherit" else hidden != "visible",
            unfilled=self.unfilled if fill == "inherit" else fill in ("none", "transparent"),
            faint=self.faint or bool({declared.get("opacity"), declared.get("fill-opacity")} & {"0", "0%"}),
            apart=self.apart
            or element.name in APART
            or declared.get("display") == "none"
            or "systemLanguage" in element.attributes,
            in_text=self.in_text or element.name == "text",
        )


class _Writer:
    def __init__(self, root: Element, families: Families, embedded: Callable[[str, int], str]) -> None:
        self.root, self.families, self.embedded = root, families, embedded
        self.cascade = Cascade(root)
        self.flaws: list[Flaw] = self.cascade.flaws
        self.names: dict[str, Element] = {}
        for element in root.walk():
            self.names.setdefault(element.attributes.get("id", ""), element)
        self.names.pop("", None)
        said = (value for each in root.walk() for value in (*each.attributes, *each.attributes.values(), each.text))
        self.dashed = any("dasharray" in value for value in said)
        self.own = next(iter(families.values()), "")
        self.words: list[Words] = []
        self.borrowed: dict[str, int] = {}

    def flaw(self, line: int, message: str, hint: str | None = None) -> None:
        self.flaws.append(Flaw(line, message, hint) if hint else Flaw(line, message))

    def plain(self) -> Plain:
        size, box = self.measured()
        made = self.written(self.root, _Around({}, self.own))
        if made is None:
            self.flaw(0, "draws nothing", "open it in a browser: what is seen there must be shapes or text")
        if self.flaws:
            raise Unfit(self.flaws)
        assert made is not None
        scale = min(max(max(size), _SMALLEST), _LARGEST) / max(size)
        sides = {"width": f"{size[0] * scale:.6g}", "height": f"{size[1] * scale:.6g}"}
        rest = {key: value for key, value in made.attributes.items() if key not in ("x", "y", "viewBox", *sides)}
        if own := {key: rest.pop(key) for key in _OF_GROUPS if key in rest}:
            made.kids = [Element("g", own, made.line, made.kids)]
        viewbox = " ".join(f"{side:.9g}" for side in box)
        made.attributes = {"xmlns": SVG, **sides, "viewBox": viewbox, "font-size": _MEDIUM, **rest}
        names: dict[str, Element] = {}
        for element in made.walk():
            names.setdefault(element.attributes.get("id", ""), element)
        check_bounds(made, names)
        out: list[str] = []
        _serialize(made, out)
        borrowed = tuple((line, name) for name, line in self.borrowed.items())
        return Plain("".join(out), size, scale, tuple(self.words), borrowed)

    def measured(self) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
        """Return the width and height of the picture, in pixels, and its viewBox."""
        said = self.root.attributes
        sizes = [said.get(key, "").strip() for key in ("width", "height")]
        try:
            width, height = (None if size in ("", "auto") or size.endswith("%") else length(size) for size in sizes)
            box = lengths(said["viewBox"]) if said.get("viewBox", "").strip() else None
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

    # Elements ---------------------------------------------------------------------------------

    def written(self, element: Element, around: _Around) -> Element | None:
        """Return an element with all in it as the renderer gets it; None for one that draws nothing."""
        name = element.name
        if name in SILENT:
            return None
        if name not in ELEMENTS:
            moving = (f"moves (<{name}>): paper shows one picture", "export the picture that is to be printed")
            told = moving if name in _MOVING else (f"holds a <{name[:30]}>, which cannot be printed", None)
            self.flaw(element.line, *_TOLD.get(name, told))
            return None
        declared, variables = self.cascade.declared(element, around.variables)
        if declared.get("display") == "none" and not self._needed(element):
            return None
        attributes = self.attributes(element, declared)
        family, asked = self._family(declared, around)
        # Also where it is the same here: a copy may stand among other words.
        if element is self.root or "font-family" in declared or "font" in declared:
            attributes["font-family"] = f"'{family}'"
        inner = around.inside(element, declared)
        if (inner.variables, inner.family, inner.asked) != (variables, family, asked):
            inner = replace(inner, variables=variables, family=family, asked=asked)
        kids: list[Element | str] = []
        for kid in self._kids(element):
            if not isinstance(kid, str):
                if (made := self.written(kid, inner)) is not None:
                    kids.append(made)
            elif inner.in_text:
                kids.append(unicodedata.normalize("NFC", kid))
                if kid.strip():
                    self._note(kid, element.line, inner)
        return Element(name, attributes, element.line, kids)

    def _kids(self, element: Element) -> list[Element | str]:
        """Return what an element holds; of a switch, only what can be printed."""
        if element.name != "switch":
            return element.kids
        fit = [kid for kid in element.elements if kid.name in ELEMENTS and not kid.attributes.get("requiredExtensions")]
        return list(fit) or element.kids

    def _needed(self, element: Element) -> bool:
        """Tell whether something refers to what is inside of a hidden element."""
        ids = {each.attributes["id"] for each in element.walk() if "id" in each.attributes}
        return bool(ids & self.referred)

    @cached_property
    def referred(self) -> set[str]:
        """The names that something refers to."""
        found = set()
        for element in self.root.walk():
            for key, value in element.attributes.items():
                found |= set(REFERENCE.findall(value))
                if key == "href" and value.startswith("#"):
                    found.add(value[1:])
            if element.name == "style":
                found |= set(REFERENCE.findall(element.text))
        return found

    # Attributes -------------------------------------------------------------------------------

    def attributes(self, element: Element, declared: Declared) -> dict[str, str]:
        """Return the attributes of an element: its own, and its styles as such."""
        found: dict[str, str] = {}
        for key, value in element.attributes.items():
            if key == "href":
                self._refer(element, value, found)
            elif key not in PRESENTATION and not _NOT_DRAWN.fullmatch(key):
                found[key] = value
        styled = []
        for name, value in self._longhands(declared).items():
            if element is self.root and name in GEOMETRY:
                continue
            try:
                said = printed(name, value)
            except Undrawn as undrawn:
                self.flaw(element.line, f"uses “{undrawn}”, which cannot be printed")
                continue
            if said is not None:
                if name in IN_STYLE:
                    styled.append(f"{name}:{said}")
                else:
                    found[name] = said
        if styled:
            found["style"] = ";".join(styled)
        if "d" in found:
            found["d"] = dotted(found["d"])
        elif element.name == "line" and [found.get(key) for key in ("x1", "y1")] == [
            found.get(key) for key in ("x2", "y2")
        ]:
            found["x2"] = f"{_number(found.get('x2', '0')) + 0.01:g}"
        for key, value in found.items():
            self._look(element, key, value)
        self._tell(element, found)
        return found

    def _tell(self, element: Element, found: dict[str, str]) -> None:
        """Note what is drawn otherwise than a browser does."""
        said = ""
        if element.name == "radialGradient" and self._repeats(element):
            said = "a round gradient that repeats (spreadMethod)"
        elif element.name == "radialGradient" and found.get("fr", "0").strip("0.%") not in ("", "px"):
            said = "a round gradient that begins in a circle (fr)"
        elif "pathLength" in found and self.dashed:
            said = "dashes by the length of a path (pathLength)"
        elif "textLength" in found and element.elements:
            said = "words of several kinds that are stretched (textLength)"
        elif {found.get("in"), found.get("in2")} & _PAINTED:
            said = f"a filter of what is painted elsewhere (<{element.name}>)"
        elif element is self.root and "transform" in found:
            said = "a transform of the whole picture"
        if said:
            self.flaw(element.line, f"has {said}, which cannot be printed")

    def _repeats(self, gradient: Element) -> bool:
        """Tell whether a gradient goes on behind its end, by its own word or that of one it refers to."""
        met: list[Element] = []
        here: Element | None = gradient
        while here is not None and here not in met:
            if "spreadMethod" in here.attributes:
                return here.attributes["spreadMethod"].strip() in ("reflect", "repeat")
            met.append(here)
            here = self.names.get(here.attributes.get("href", "#")[1:])
        return False

    def _look(self, element: Element, key: str, value: str) -> None:
        """Note what no renderer can follow: other files, names that are not there, sizes of screens."""
        if not _REMARKABLE.search(value):
            self._read(element, key, value)
            return
        if number := too_great(value) if key not in ("id", "href", "font-family") else "":
            self.flaw(element.line, f"holds a number that is too great: {number}", "draw it anew in a smaller page")
        if key in ("id", "href"):
            return
        if outside := _OUTSIDE.search(value):
            self.flaw(element.line, f"refers to something outside itself: “{outside[0][:40]}”", _INSIDE)
        for reference in REFERENCE.finditer(value):
            name = reference[1]
            # A paint may name another one, for where the first is not there.
            if name not in self.names and not value[reference.end() :].strip():
                self.flaw(element.line, f"refers to “#{name[:30]}”, which it does not hold")
        if said := "" if key in _SIZELESS else unreadable(value):
            self.flaw(element.line, f"holds “{said[:40]}”, which only a browser can work out")
        else:
            self._read(element, key, value)

    def _read(self, element: Element, key: str, value: str) -> None:
        """Note what cannot be read at all."""
        if said := _misread(key, value):
            self.flaw(element.line, f"has a <{element.name}> with a value that cannot be read: “{said}”")

    def _refer(self, element: Element, target: str, found: dict[str, str]) -> None:
        """Take a reference: to a part of the picture, or to a picture inside of it."""
        if element.name == "a":
            return
        if element.name in ("image", "feImage") and target.strip().startswith("data:"):
            try:
                found["href"] = self.embedded(target.strip(), element.line)
            except Unfit as unfit:
                self.flaws += unfit.flaws
        elif not target.startswith("#"):
            self.flaw(element.line, f"refers to something outside itself: “{target[:40]}”", _INSIDE)
        elif target[1:] not in self.names:
            self.flaw(element.line, f"refers to “{target[:30]}”, which it does not hold")
        else:
            found["href"] = target

    def _longhands(self, declared: Declared) -> Declared:
        """Part the properties that stand for several, but for families, which are worked out apart."""
        found = {name: value for name, value in declared.items() if name not in ("font", "font-family", "marker")}
        if marker := declared.get("marker"):
            found = {"marker-start": marker, "marker-mid": marker, "marker-end": marker, **found}
        if caps := found.pop("font-variant-caps", ""):
            found.setdefault("font-variant", caps)
        if form := _SHORTHAND.fullmatch(declared.get("font", "").strip()):
            words = form[1].lower().split()
            found["font-size"] = form[2]
            found["font-style"] = next((word for word in words if word in ("italic", "oblique")), "normal")
            weights = ("bold", "bolder", "lighter")
            found["font-weight"] = next((word for word in words if word in weights or word.isdigit()), "normal")
            found["font-variant"] = "small-caps" if "small-caps" in words else "normal"
        return found

    # Words ------------------------------------------------------------------------------------

    def _note(self, text: str, line: int, around: _Around) -> None:
        """Note words that are printed, and the family that they ask for, if it is not there."""
        if around.asked:
            self.borrowed.setdefault(around.asked, line)
        if around.seen:
            self.words.append(Words(line, " ".join(text.split())))

    def _family(self, declared: Declared, around: _Around) -> tuple[str, str]:
        """Return the family that an element's words are set in, and the one it asks for that there is not."""
        form = _SHORTHAND.fullmatch(declared.get("font", "").strip())
        stack = declared.get("font-family") or (form[3] if form else "")
        names = [name.strip().strip("\"'").strip() for name in stack.split(",")]
        names = [name for name in names if name]
        if not names or names == ["inherit"]:
            return around.family, around.asked
        known = next((self.families[name.lower()] for name in names if name.lower() in self.families), "")
        if known:
            return known, ""
        foreign = next((name for name in names if name.lower() not in _GENERIC), "")
        return self.own, foreign


def _number(text: str) -> float:
    try:
        return length(text)
    except BadValue:
        return 0.0


def _misread(key: str, value: str) -> str:
    """Return what of an attribute cannot be read; empty where all can."""
    if key == "d":
        return misdrawn(value)
    wrong = (key in SIZES and unsized(value)) or (key in TRANSFORMS and not is_transform(value))
    return value.strip()[:30] if wrong else ""


def _serialize(element: Element, out: list[str]) -> None:
    """Write an element and all in it; `check_bounds` has seen to it that it is not nested without end."""
    attributes = "".join(f' {key}="{value.translate(_QUOTED)}"' for key, value in element.attributes.items())
    if not element.kids:
        out.append(f"<{element.name}{attributes}/>")
        return
    out.append(f"<{element.name}{attributes}>")
    for kid in element.kids:
        if isinstance(kid, str):
            out.append(escape(kid, quote=False))
        else:
            _serialize(kid, out)
    out.append(f"</{element.name}>")
