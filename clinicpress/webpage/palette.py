"""The palette: a theme's colours and a clinic's brand on a screen, by day and by night, always legible."""

from __future__ import annotations

from collections.abc import Mapping

from clinicpress.looks.color import Color, contrast
from clinicpress.looks.theme import Theme

LEGIBLE = 4.5
"""The least contrast of words with what they stand on (WCAG 2.2, 1.4.3)."""
VISIBLE = 3.0
"""The least contrast of what must be seen and is no word (WCAG 2.2, 1.4.11)."""
PALE, SOFT, LINE = 0.08, 0.16, 0.35
"""Shares of the brand's colour in boxes, in what stands out in them, and in lines."""
_WHITE = Color.parse("#FFFFFF")
_NIGHT = Color.parse("#14181B")
_LIGHT_INK, _LIGHT_TEXT2, _DARK_RULE, _DARK_HAIR = map(Color.parse, ("#EDF0F2", "#C0C8CE", "#7F8A93", "#3A434A"))
_BY_NIGHT = 0.06, 0.16, 0.26, 0.45
"""Shares of the brand's colour in what is paper by day, and as above."""
_BOLD = "em{font-style:normal;font-weight:700}"
_POINTS_OF_SCREENS = 12.0
"""The size of running text on paper, in points, that is an ordinary one on a screen."""


def palette(theme: Theme, brand: Color) -> str:
    """Return the colours and the size of type of a page as CSS, for a clinic's brand."""
    size = max(1.0, theme.style("body").size / _POINTS_OF_SCREENS)
    by_day = _declared({"size": f"{size:.4g}", **_by_day(theme, brand)})
    night = f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(_by_night(brand))}}}}}"
    emphasis = _BOLD if theme.spec.fonts.emphasis == "bold" else ""
    return f":root{{{by_day}}}{night}{emphasis}"


def _by_day(theme: Theme, brand: Color) -> dict[str, str]:
    paper = theme.color("paper")
    pale, soft = _mixed(brand, PALE, paper), _mixed(brand, SOFT, paper)
    return {
        "paper": paper.hex,
        "ink": theme.color("ink").hex,
        "text2": theme.color("text2").darkened(pale, LEGIBLE),
        "rule": theme.color("rule").darkened(pale, VISIBLE),
        "hair": theme.color("hair").hex,
        "brand": brand.hex,
        "on-brand": paper.hex,
        "accent": brand.darkened(soft, LEGIBLE),
        "pale": pale.hex,
        "soft": soft.hex,
        "line": _mixed(brand, LINE, paper).hex,
    }


def _by_night(brand: Color) -> dict[str, str]:
    ground, pale, soft, line = (_mixed(brand, share, _NIGHT) for share in _BY_NIGHT)
    return {
        "paper": ground.hex,
        "ink": _LIGHT_INK.hex,
        "text2": _lightened(_LIGHT_TEXT2, soft, LEGIBLE).hex,
        "rule": _lightened(_DARK_RULE, soft, VISIBLE).hex,
        "hair": _DARK_HAIR.hex,
        "accent": _lightened(brand, soft, LEGIBLE + 2).hex,
        "pale": pale.hex,
        "soft": soft.hex,
        "line": line.hex,
    }


def _mixed(color: Color, share: float, ground: Color) -> Color:
    return color.mixed(share, ground, 0)


def _lightened(color: Color, ground: Color, ratio: float) -> Color:
    """Return the same hue, no lighter than it must be for a contrast with a dark ground."""
    shades = (_mixed(color, 1 - step / 50, _WHITE) for step in range(51))
    return next((shade for shade in shades if contrast(shade, ground) >= ratio), _WHITE)


def _declared(values: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())
