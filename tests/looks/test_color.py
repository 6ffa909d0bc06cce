"""Colours: their light and contrast as WCAG reckons them, and tints as they are mixed."""

from __future__ import annotations

import pytest

from clinicpress.looks.color import Color, contrast


def test_contrast_is_that_of_wcag() -> None:
    black, white = Color.parse("#000000"), Color.parse("#FFFFFF")
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)


def test_a_tint_is_mixed_in_steps_that_a_file_can_hold() -> None:
    brand, paper = Color.parse("#0F5A66"), Color.parse("#FFFFFF")
    assert brand.mixed(0.08, paper, 3) == Color(236 / 255, 242 / 255, 243 / 255, 3)
    assert brand.mixed(1, paper, 1) == Color(brand.red, brand.green, brand.blue, 1)


@pytest.mark.parametrize("pale", ["#FFAA55", "#FFFF00", "#0F5A66"])
def test_a_hue_is_darkened_as_far_as_it_must_be(pale: str) -> None:
    white = Color.parse("#FFFFFF")
    found = Color.parse(Color.parse(pale).darkened(white, 4.5))
    assert contrast(found, white) >= 4.5
    assert contrast(found, white) == pytest.approx(max(4.5, contrast(Color.parse(pale), white)), abs=0.15)


def test_a_colour_is_written_as_web_pages_write_it() -> None:
    assert Color.parse("#0F5A66").hex == "#0f5a66"
