"""What a renderer draws of an SVG's properties, what makes no difference on paper, and what must be told."""

from __future__ import annotations

import re

from clinicpress.artwork.svgvalues import BadValue, color, listed

DRAWN = listed(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation-filters display "
    "dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-size font-style "
    "font-variant font-weight letter-spacing lighting-color marker-start marker-mid marker-end mask "
    "mask-type opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width "
    "text-anchor text-decoration text-rendering transform transform-origin visibility white-space word-spacing "
    "writing-mode"
)
"""The properties that are drawn, as attributes."""
IN_STYLE = frozenset({"mix-blend-mode", "isolation", "font-kerning", "image-rendering"})
"""The properties that are drawn, but read in style attributes only."""
GEOMETRY = listed("x y cx cy r rx ry width height")
"""The sizes of shapes that style sheets may give (SVG 2, 8.2)."""
SIZES = GEOMETRY | listed(
    "x1 y1 x2 y2 fx fy fr dx dy refX refY markerWidth markerHeight font-size stroke-width stroke-dashoffset "
    "stroke-dasharray letter-spacing word-spacing startOffset textLength"
)
"""The attributes that are sizes."""
TRANSFORMS = frozenset({"transform", "gradientTransform", "patternTransform"})
COLORS = frozenset({"color", "flood-color", "lighting-color", "stop-color"})
PAINTS = frozenset({"fill", "stroke"})
ELEMENTS = listed(
    "a circle clipPath defs ellipse feBlend feColorMatrix feComponentTransfer feComposite "
    "feConvolveMatrix feDiffuseLighting feDistantLight feDropShadow feFlood feFuncA "
    "feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset "
    "fePointLight feSpecularLighting feSpotLight feTurbulence filter g image line linearGradient "
    "marker mask path pattern polygon polyline radialGradient rect stop svg switch symbol text textPath "
    "tspan use"
)
"""The elements that are drawn, or that others are drawn by."""
SILENT = listed("title desc metadata style view cursor font font-face color-profile link meta")
"""The elements that draw nothing."""
APART = frozenset(["defs", "symbol", "clipPath", "mask", "marker", "pattern"])
"""What stands in these is drawn only where it is referred to."""

_NORMAL = frozenset({"normal", "auto", "0", "0px", "none"})
_NO_GROUND = frozenset({"none", "transparent", "white", "#fff", "#ffffff"})
_IF_PLAIN: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        listed(
            "vector-effect text-transform animation animation-name translate rotate scale offset-path "
            "mask-image backdrop-filter text-decoration-line text-shadow clip zoom textpath-side "
        ),
        _NORMAL | {"1"},
    ),
    "transform-box": frozenset({"view-box"}),
    "color-interpolation": frozenset({"auto", "srgb"}),
    **dict.fromkeys(("background", "background-color", "background-image"), _NO_GROUND),
}
"""What changes a picture and is not drawn: the values that change nothing."""
_NO_MATTER = re.compile(
    r"-.*|font-(?:stretch|feature-settings|optical-sizing|variant-.*|variation-settings|synthesis.*|size-adjust)"
    r"|(?:color|shape|text)-rendering|color-profile|enable-background|kerning|line-height"
    r"|text-(?:align.*|indent|orientation|decoration-.*|overflow|wrap)|shape-(?:padding|margin|inside|subtract)"
    r"|inline-size|solid-(?:color|opacity)|cursor|pointer-events|direction|unicode-bidi|glyph-orientation-.*"
    r"|user-select|will-change|tab-size|transition.*|animation-.*|touch-action|outline.*|border.*"
    r"|margin.*|padding.*|position|top|left|right|bottom|z-index|(?:min|max)-(?:width|height)|content|float"
    r"|vertical-align|box-.*|object-.*|page|orphans|widows|hyphens|color-scheme|forced-color-adjust|appearance"
    r"|print-color-adjust|background-(?:repeat|size|position|clip|origin|attachment)|contain|rx|ry"
)
"""What changes nothing on paper, or is of pages of the web."""
_BLENDS = listed(
    "normal multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light "
    "difference exclusion hue saturation color luminosity"
)
_FILTERS = re.compile(
    r"(?:\s*(?:blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia)"
    r"\((?:[^()]|\([^()]*\))*\)|\s*url\([^()]*\))+\s*"
)
_CSS_UNITS = re.compile(r"(?<=\d)(?:px|deg)\b")
_TRANSFORM = re.compile(
    r"(?:[\s,]*(?:matrix|translate|scale|rotate|skewX|skewY)\s*\(\s*[-+\d.eE]+(?:[\s,]+[-+\d.eE]+)*\s*\))*[\s,]*"
)
_REFERENCE = re.compile(r"none|url\([^()]*\)")


class Undrawn(ValueError):
    """Raised for a declaration that changes a picture and cannot be printed."""


def printed(name: str, value: str) -> str | None:
    """Return how a declaration is written for the renderer; None for one that makes no difference on paper.

    Raises Undrawn for one that cannot be printed.
    """
    value = value.strip()
    if not value:
        return None
    try:
        return _printed(name, value)
    except BadValue:
        raise Undrawn(_shown(name, value)) from None


def _printed(name: str, value: str) -> str | None:
    if value.lower() in ("initial", "unset", "revert", "revert-layer"):
        raise BadValue(value)
    if name in PAINTS:
        return paint(value)
    if name in COLORS:
        return value if value == "inherit" else color(value)
    if name in ("transform", "transform-origin"):
        plain = _CSS_UNITS.sub("", value)
        if name == "transform" and plain != "none" and not is_transform(plain):
            raise BadValue(value)
        return None if plain == "none" else plain
    if name == "filter" and not (value in ("none", "inherit") or _FILTERS.fullmatch(value)):
        raise BadValue(value)
    if name in ("clip-path", "mask") and value != "inherit" and not _REFERENCE.fullmatch(value):
        raise BadValue(value)
    if name == "mix-blend-mode" and value not in _BLENDS:
        raise BadValue(value)
    if name in DRAWN or name in IN_STYLE or name in GEOMETRY:
        return value
    if name in _IF_PLAIN:
        if value.lower() not in _IF_PLAIN[name]:
            raise BadValue(value)
    elif not _NO_MATTER.fullmatch(name):
        raise BadValue(value)
    return None


def paint(value: str) -> str:
    """Return what a shape is filled or outlined with, as every renderer reads it; raises BadValue."""
    if value in ("none", "inherit", "context-fill", "context-stroke"):
        return value
    if value.startswith("url("):
        reference, _, rest = value.partition(")")
        fallback = _of_screen(rest)
        return f"{reference})" + (f" {fallback if fallback == 'none' else color(fallback)}" if fallback else "")
    return color(_of_screen(value))


def _of_screen(value: str) -> str:
    """Return a colour without that of a profile, which old files name behind it (SVG 1.1, 4.2)."""
    return value.partition("icc-color(")[0].strip()


def is_transform(value: str) -> bool:
    """Tell whether a value is a list of transforms (SVG 1.1, 7.6)."""
    return bool(_TRANSFORM.fullmatch(value))


def _shown(name: str, value: str) -> str:
    return f"{name}: {value[:30]}"
