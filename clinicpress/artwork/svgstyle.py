"""The styles of an SVG: which properties are printed, how they are inherited, and their values as numbers.

Attributes, style sheets and style attributes become one set of values for each element (SVG 2,
chapter 6). A property that changes a picture and that we do not print is told, never passed over.
"""

from __future__ import annotations

import math
import re
from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import ImageColor

from clinicpress.artwork.svgfile import Element, Flaw, Unfit

MAX_NUMBER = 1e6
"""The greatest size or coordinate, in points: larger ones are mistakes, and break PDF readers."""

INHERITED = {
    "fill": "black", "fill-opacity": "1", "fill-rule": "nonzero", "stroke": "none", "stroke-width": "1",
    "stroke-opacity": "1", "stroke-linejoin": "miter", "stroke-linecap": "butt", "stroke-miterlimit": "4",
    "stroke-dasharray": "none", "color": "black", "visibility": "visible", "clip-rule": "nonzero",
    "font-size": "16", "font-weight": "400", "font-style": "normal", "text-anchor": "start",
    "xml:space": "default", "white-space": "normal",
}  # fmt: skip
"""The properties that are printed and that an element takes from the one around it, with their first values."""
OWN = {
    "opacity": "1", "display": "inline", "clip-path": "none", "baseline-shift": "0", "overflow": "",
    "stop-color": "black", "stop-opacity": "1",
}  # fmt: skip
"""The properties that are printed and that an element has for itself."""
_NORMAL = {"normal", "auto", "0", "0px"}
_WHITE = {"none", "transparent", "white", "#fff", "#ffffff"}
_HARMLESS: dict[str, set[str]] = {
    **{key: {"none"} for key in ("marker", "marker-start", "marker-mid", "marker-end", "mask", "filter")},
    **{key: {"none"} for key in ("vector-effect", "text-decoration", "text-decoration-line", "text-transform")},
    **dict.fromkeys(("letter-spacing", "word-spacing", "kerning"), _NORMAL),
    **{key: {"normal"} for key in ("font-variant", "font-variant-caps", "mix-blend-mode")},
    **{key: {"auto", "baseline", "alphabetic"} for key in ("dominant-baseline", "alignment-baseline")},
    **dict.fromkeys(("background", "background-color"), _WHITE),
    "paint-order": {"normal", "fill", "fill stroke", "fill markers", "fill stroke markers", "markers", "markers fill"},
    "stroke-dashoffset": {"0", "0px"},
    "writing-mode": {"lr", "lr-tb", "horizontal-tb"},
    "direction": {"ltr"},
    "font": set(),
    "transform-origin": {"0", "0 0", "0px 0px"},
    "textLength": set(),
    "rotate": {"0"},
    "requiredFeatures": {""},
    "requiredExtensions": {""},
    "systemLanguage": set(),
}
"""What changes a picture and is not printed: the values that change nothing."""
_NO_MATTER = re.compile(
    r"-.*|font-(?:family|stretch|feature-settings|kerning|optical-sizing|variant-.*|variation-settings|synthesis)"
    r"|(?:color|image|shape|text)-rendering|color-interpolation(?:-filters)?|color-profile|enable-background|isolation"
    r"|line-height|text-(?:align|indent|orientation|decoration-.*)|shape-(?:padding|margin|inside)"
    r"|solid-(?:color|opacity)|flood-(?:color|opacity)|lighting-color|stop-.*|clip|cursor|pointer-events|mask-type"
    r"|unicode-bidi|glyph-orientation-.*|user-select|transform-box|will-change|tab-size"
)
"""The properties of style sheets that change nothing we print: the theme's own faces are used, and no screen."""
_NOTHING = re.compile(r"[+-]?0*(?:\.0*)?(?:px|pt|em|%)")
"""A length of nothing, whatever its unit."""
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})(px|pt|pc|mm|cm|in|em|ex|%)?")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_TRANSFORM = re.compile(r"[\s,]*(\w+)\s*\(([^()]*)\)")
_LONGEST = 100
"""The most characters of a single value: a number or a colour needs a few."""
ALLOWANCE = 10_000_000
"""How many characters of a picture are read, those of copies each time: some seconds of work, svglib's included."""
LETTER, WRITTEN = 20, 10
"""How many characters are read in the time that a letter is set in, or that svglib takes for a character of ours."""
_ALPHA = re.compile(r"(rgb|hsl)a?\(([^,()]+)[,\s]\s*([^,()\s]+)[,\s]\s*([^,()\s/]+)\s*(?:[,/]\s*([\d.]+)(%?)\s*)?\)")

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Style = Mapping[str, str]
FIRST: Style = {**INHERITED, **OWN}


class BadValue(ValueError):
    """Raised for a value that cannot be read."""


@dataclass(frozen=True)
class _Rule:
    element: str
    names: frozenset[str]
    values: dict[str, str]

    def fits(self, element: Element, names: frozenset[str]) -> bool:
        return self.element in ("", "*", element.name) and self.names <= names


@dataclass
class Sheet:
    """The style sheet of a picture, and what of its styles cannot be printed."""

    flaws: list[Flaw] = field(default_factory=list)
    _rules: list[tuple[tuple[int, int, int, int], _Rule]] = field(default_factory=list)
    _names: int = 0
    _spent: int = 0

    def spend(self, characters: int, each: int = 1) -> None:
        """Count work on a picture; raises Unfit where there is more of it than a picture may take."""
        self._spent += characters * each
        if self._spent > ALLOWANCE:
            what = "is too large a drawing: it has too much to draw, each copy counted"
            raise Unfit.one(0, what, "simplify it in the drawing program, or save it as a PNG and name that here")

    def add(self, element: Element) -> None:
        """Take the rules of a style element: of elements, classes and ids, as drawing programs write them."""
        if element.attributes.get("media", "all").strip() not in ("", "all", "print"):
            self._style_flaw(element.line, f"a sheet for other media (“{element.attributes['media'][:30]}”)")
        text = _uncommented(element.text.replace("<!--", " ").replace("-->", " "))
        text = re.sub(r"@font-face\s*\{[^{}]*\}", " ", text)
        end = 0
        while match := _RULE.match(text, end):
            end = match.end()
            values = self.declared(match[2], element.line)
            for selector in match[1].split(","):
                form = _SELECTOR.fullmatch(selector.strip())
                if not form or not form[0]:
                    self._style_flaw(element.line, f"the selector “{selector.strip()[:40]}”")
                    continue
                names = re.findall(r"[.#][\w-]+", form[2])
                ids = sum(name.startswith("#") for name in names)
                weight = (ids, len(names) - ids, int(form[1] not in (None, "*")), len(self._rules))
                self._names += len(names) + 1
                insort(self._rules, (weight, _Rule(form[1] or "", frozenset(names), values)))
        if rest := text[end:].strip():
            self._style_flaw(element.line, f"“{rest[:40]}”")

    def _style_flaw(self, line: int, what: str) -> None:
        hint = "export it with presentation attributes instead of style sheets"
        self.flaws.append(Flaw(line, f"its styles hold {what}, which cannot be printed", hint))

    def declared(self, text: str, line: int) -> dict[str, str]:
        """Return the properties of a list of declarations; notes those that cannot be printed."""
        found = {}
        for declaration in text.split(";"):
            name, colon, value = declaration.partition(":")
            name, value = name.strip().lower(), value.strip()
            if not name or not colon:
                continue
            if "!" in value:
                self._style_flaw(line, f"“{value[:30]}”")
            elif self._printed(name, value, line):
                found[name] = value
            elif name not in _HARMLESS and not _NO_MATTER.fullmatch(name):
                self._style_flaw(line, f"the property “{name[:30]}”")
        return found

    def _printed(self, name: str, value: str, line: int) -> bool:
        """Tell whether a property is one of ours; note a value of the others that changes the picture."""
        if name in _HARMLESS:
            plain = _NOTHING.sub("0", " ".join(value.lower().split()))
            if plain not in _HARMLESS[name] | {"inherit", "initial"}:
                element = name.partition("-")[0] if name.startswith(("marker", "mask", "filter")) else ""
                shown = f" (a <{element}>)" if element else ""
                self.flaws.append(Flaw(line, f"uses “{name}: {value[:30]}”{shown}, which cannot be printed"))
        return name in FIRST

    def style(self, element: Element, around: Style) -> dict[str, str]:
        """Return the values of all properties of an element; `around` are those of the element that it is in."""
        self.spend(element.size + self._names)
        said = {
            key: value.strip()
            for key, value in element.attributes.items()
            if key != "style" and self._printed(key, value.strip(), element.line)
        }
        if self._rules:
            names = {"." + name for name in element.attributes.get("class", "").split()}
            known = frozenset(names | {"#" + element.attributes.get("id", "")})
            for _, rule in self._rules:
                if rule.fits(element, known):
                    said |= rule.values
        if "style" in element.attributes:
            said |= self.declared(element.attributes["style"], element.line)
        style = {**around, **OWN}
        for key, value in said.items():
            if "var(" in value or "calc(" in value:
                self._style_flaw(element.line, f"“{value[:30]}”")
            elif value == "inherit":
                style[key] = around[key]
            else:
                style[key] = FIRST[key] if value in ("initial", "") else value
        style["font-size"] = str(font_size(style["font-size"], around["font-size"]))
        # What is inherited is read anew for each element.
        self.spend(sum(map(len, style.values())))
        return style


def _uncommented(text: str) -> str:
    """Leave out the comments of a style sheet."""
    first, *rest = text.split("/*")
    return first + " ".join(part.partition("*/")[2] for part in rest)


# Values ------------------------------------------------------------------------------------------


def number(text: str) -> float:
    """Read a number; raises BadValue."""
    if len(text) > _LONGEST or not re.fullmatch(_NUMBER, text.strip()):
        raise BadValue(text)
    return checked(float(text))


def checked(value: float) -> float:
    """Return a number that can be printed; raises BadValue for others."""
    if not abs(value) < MAX_NUMBER:
        raise BadValue(f"{value:g}")
    return value


def length(text: str, full: float | None = None, em: float | None = None) -> float:
    """Read a length in pixels; `full` is what 100 % stands for, `em` the size of type. Raises BadValue."""
    match = _LENGTH.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not match:
        raise BadValue(text)
    unit = match[2] or ""
    scale = _UNITS[unit] if unit in _UNITS else {"%": full and full / 100, "em": em, "ex": em and em / 2}[unit]
    if scale is None:
        raise BadValue(text)
    return checked(float(match[1]) * scale)


def lengths(text: str) -> list[float]:
    """Read a list of lengths; raises BadValue."""
    return [length(each) for each in text.replace(",", " ").split()]


_NAMED_SIZES = {
    "xx-small": 9.6, "x-small": 12, "small": 14.2, "medium": 16, "large": 19.2, "x-large": 24, "xx-large": 32,
}  # fmt: skip


def font_size(text: str, around: str) -> float:
    """Read a size of type in pixels; raises BadValue."""
    if text in _NAMED_SIZES:
        return _NAMED_SIZES[text]
    return length(text, full=float(around), em=float(around))


def weight(text: str) -> int:
    """Read the weight of type; raises BadValue."""
    named = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 400}
    value = named[text] if text in named else number(text)
    return int(min(max(value, 100), 900))


def share(text: str) -> float:
    """Read an opacity, between 0 and 1; raises BadValue."""
    return min(max(number(text[:-1]) / 100 if text.endswith("%") else number(text), 0.0), 1.0)


def color(text: str, current: str) -> tuple[str, float] | None:
    """Read a colour as #rrggbb, and its opacity; None for none. Raises BadValue."""
    said = text.strip().lower()
    if said == "currentcolor":
        said = current.strip().lower()
    if said in ("none", "transparent"):
        return None
    if len(said) > _LONGEST:
        raise BadValue(text)
    alpha = 1.0
    if match := _ALPHA.fullmatch(said):
        said = f"{match[1]}({match[2].strip()},{match[3]},{match[4]})".replace("deg", "")
        alpha = share(match[5] + match[6]) if match[5] else 1.0
    try:
        red, green, blue, *rest = ImageColor.getrgb(said)
    except (ValueError, TypeError):
        raise BadValue(text) from None
    return f"#{red & 255:02x}{green & 255:02x}{blue & 255:02x}", alpha * (rest[0] / 255 if rest else 1.0)


def transform(text: str) -> Matrix:
    """Read a list of transforms as one matrix; raises BadValue."""
    matrix, end = IDENTITY, 0
    while match := _TRANSFORM.match(text, end):
        end = match.end()
        values = [number(value) for value in match[2].replace(",", " ").split()]
        matrix = times(matrix, _one(match[1], values))
    if text[end:].strip(" \t\r\n,"):
        raise BadValue(text)
    return matrix


def _one(name: str, values: list[float]) -> Matrix:
    """Return the matrix of one transform; raises BadValue."""
    count = len(values)
    if name == "matrix" and count == 6:
        return tuple(values)  # type: ignore[return-value]
    if name == "translate" and count in (1, 2):
        return (1.0, 0.0, 0.0, 1.0, values[0], values[1] if count > 1 else 0.0)
    if name == "scale" and count in (1, 2):
        return (values[0], 0.0, 0.0, values[-1], 0.0, 0.0)
    if name in ("rotate", "skewX", "skewY") and (count == 1 or (name == "rotate" and count == 3)):
        angle = math.radians(values[0])
        if name == "skewX":
            return (1.0, 0.0, checked(math.tan(angle)), 1.0, 0.0, 0.0)
        if name == "skewY":
            return (1.0, checked(math.tan(angle)), 0.0, 1.0, 0.0, 0.0)
        turn = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
        if count == 1:
            return turn
        x, y = values[1:]
        return times(times((1.0, 0.0, 0.0, 1.0, x, y), turn), (1.0, 0.0, 0.0, 1.0, -x, -y))
    raise BadValue(name)


def times(first: Matrix, second: Matrix) -> Matrix:
    """Multiply two matrices: the second is applied to points first. Raises BadValue where it grows too great."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    product = (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)
    for value in product:
        checked(value)
    return product
