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
