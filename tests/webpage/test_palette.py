"""The colours of pages: legible by day and by night, whatever the clinic's brand is."""

from __future__ import annotations

import re

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import Place
from clinicpress.looks.color import Color, contrast
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.themes import load_theme
from clinicpress.webpage.palette import palette
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.webpage.pages import CALM

BRANDS = ("#0F5A66", "#7A2F55", "#000000", "#767676", "#0A7F0A", "#B3261E", "#0000FF", "#6A6AD2", "#8A6D00")
"""Brands that white can be read on, some only just."""
LARGE = load_theme(Disk(ROOT), Unprinted("large-print", Place("editions.yaml")), FontShelf(Disk(ROOT)))
THEMES = {"calm": CALM, "large-print": LARGE}


def colors(css: str) -> tuple[dict[str, Color], dict[str, Color]]:
    """Read the colours of day and night."""
    day, night = (
        {name: Color.parse(value) for name, value in re.findall(r"--([\w-]+):(#[0-9A-Fa-f]{6})", part)}
        for part in css.split("@media")
    )
    return day, {**day, **night}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("brand", BRANDS)
def test_all_words_can_be_read_on_whatever_they_stand_on(brand: str, theme: str) -> None:
    for shades in colors(palette(THEMES[theme], Color.parse(brand))):
        for words in ("ink", "text2", "accent"):
            for ground in ("paper", "pale"):
                assert contrast(shades[words], shades[ground]) >= 4.5, (words, ground)
        assert contrast(shades["accent"], shades["soft"]) >= 4.5
        assert contrast(shades["on-brand"], shades["brand"]) >= 4.5
        assert contrast(shades["rule"], shades["paper"]) >= 3


def test_the_brand_is_the_clinics_own() -> None:
    day, night = colors(palette(THEMES["calm"], Color.parse("#7A2F55")))
    assert day["brand"] == night["brand"] == Color.parse("#7A2F55")


def test_large_print_is_larger_and_emphasises_by_weight() -> None:
    calm, large = (palette(theme, Color.parse("#0F5A66")) for theme in THEMES.values())
    assert ("--size:1;" in calm, "--size:1.5;" in large) == (True, True)
    assert ("font-weight:700" in calm, "font-weight:700" in large) == (False, True)
