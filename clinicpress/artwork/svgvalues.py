"""Values in an SVG: sizes as numbers, colours as sRGB, and what no renderer of ours can read."""

from __future__ import annotations

import re

from tinycss2.color4 import parse_color

MAX_NUMBER = 1e6
"""The greatest size or coordinate, in pixels: larger ones are mistakes, and break PDF readers."""
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"({_NUMBER})(px|pt|pc|mm|cm|in|em|ex)?")
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0, "ex": 8.0}
_LONGEST = 100
"""The most characters of a single value: a number or a colour needs a few."""
_DIGITS = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_GREAT = re.compile(r"(?<![\w#.])[+-]?(?:\d{7,}|\d+\.?\d*[eE]\+?\d+|\.\d+[eE]\+?\d+)")
_COMPUTED = re.compile(r"\d(?:rem|r?lh|vw|vh|vi|vb|vmin|vmax|ch|cap|ic|Q)\b|\b(?:calc|min|max|clamp|env|attr)\(")


def listed(names: str) -> frozenset[str]:
    """Return names that stand in a text with spaces between them."""
    return frozenset(names.split())


class BadValue(ValueError):
    """Raised for a value that cannot be read."""


def length(text: str) -> float:
    """Read a length in pixels; raises BadValue for a share of something, and for no length at all."""
    match = _LENGTH.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not match:
        raise BadValue(text)
    value = float(match[1]) * (_UNITS[match[2]] if match[2] else 1.0)
    if not abs(value) < MAX_NUMBER:
        raise BadValue(text)
    return value


def lengths(text: str) -> list[float]:
    """Read a list of lengths; raises BadValue."""
    return [length(each) for each in text.replace(",", " ").split()]


def too_great(text: str) -> str:
    """Return the first number in a text that is too great to be drawn; empty where there is none."""
    return next((found for found in _GREAT.findall(text) if not abs(float(found)) < MAX_NUMBER), "")


def unreadable(text: str) -> str:
    """Return what of a value only a browser can work out; empty where there is nothing of that kind."""
    found = _COMPUTED.search(text)
    return text[max(0, found.start() - 8) : found.end() + 8].strip() if found else ""


_SEPARATOR = r"[\s,]*"
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}
_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_ARC = re.compile(_SEPARATOR.join(["", *[_NUMBER] * 3, "[01]", "[01]", *[_NUMBER] * 2, ""]))
_ANY_NUMBER = re.compile(_NUMBER)
_SIZE = re.compile(
    rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|%)?"
    r"|auto|inherit|none|normal|left|center|right|top|bottom|medium|(?:xx?-)?(?:small|large)|smaller|larger"
)


def misdrawn(path: str) -> str:
    """Return the part of a path's data (SVG 2, 9.3) that cannot be read; empty where all can."""
    begin = path.lstrip()
    if begin and begin[0] not in "Mm" and begin != "none":
        return begin[:20]
    if begin == "none":
        return ""
    for found in _COMMAND.finditer(begin):
        command, said = found[1].upper(), found[2]
        if command == "A":
            rest, parts = _ARC.sub("", said), 1
        else:
            rest = _ANY_NUMBER.sub("", said)
            count, each = len(_ANY_NUMBER.findall(said)), _COUNTS[command]
            parts = int(count == 0 if each == 0 else count > 0 and count % each == 0)
        if not parts or rest.strip(" \t\r\n,"):
            return found[0].strip()[:20]
    return ""


_NO_WAY = re.compile(r"([hv])\s*[-+]?(?:0+\.?0*|\.0+)(?![\d.eE])")
_TO_ITSELF = re.compile(rf"([Mm]\s*({_NUMBER})[\s,]+({_NUMBER}))\s*(?:L\s*\2[\s,]+\3(?![\d.eE])|(?=[Zz]))")


def dotted(path: str) -> str:
    """Return a path's data with lines of no length made a hundredth long, so that their round ends are drawn."""
    return _TO_ITSELF.sub(r"\1h.01", _NO_WAY.sub(r"\1.01", path))


def unsized(text: str) -> bool:
    """Tell whether a size, or a list of sizes, cannot be read."""
    return not all(_SIZE.fullmatch(each) for each in text.replace(",", " ").split())


def color(text: str) -> str:
    """Return a colour (CSS Color 4) as every renderer reads it; raises BadValue for one outside of sRGB.

    What is written as digits stays as it is, so that a brand's colour is found again.
    """
    said = text.strip()
    if _DIGITS.fullmatch(said):
        return said
    if len(said) > _LONGEST:
        raise BadValue(text)
    try:
        found = parse_color(said)
        if found is None:
            raise BadValue(text)
        if found == "currentcolor":
            return "currentColor"
        srgb = found.to("srgb")
    except NotImplementedError:
        raise BadValue(text) from None
    red, green, blue = (round(255 * min(max(share, 0.0), 1.0)) for share in srgb.coordinates)
    return f"#{red:02x}{green:02x}{blue:02x}" if srgb.alpha == 1 else f"rgba({red},{green},{blue},{srgb.alpha:.4g})"
