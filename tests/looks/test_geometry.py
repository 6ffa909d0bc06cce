"""Geometry: the lines that everything hangs on."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.looks.geometry import Geometry
from tests.looks.test_layoutfiles import LETTER, loaded, with_side
from tests.typesetting.furnished import design


def test_text_hangs_on_the_line_right_of_the_side_column() -> None:
    geometry = design().geometry
    assert (geometry.left, geometry.main, geometry.right) == (48, 48 + 120 + 24, 612 - 48)
    assert (geometry.hang, geometry.side, geometry.measure) == (144, 120, 372)
    assert geometry.y(36) == 792 - 36


def test_without_a_side_column_text_begins_at_the_margin(tmp_path: Path) -> None:
    geometry = Geometry.of(loaded(tmp_path, with_side("0")), LETTER)
    assert (geometry.main, geometry.hang, geometry.measure) == (48, 0, 516)


@pytest.mark.parametrize(("side", "footer", "width"), [("auto", 120, 120), ("auto", 150, 150), ("90.5", 120, 90.5)])
def test_a_side_column_has_its_width_or_that_of_the_footers(
    side: str, footer: int, width: float, tmp_path: Path
) -> None:
    text = with_side(side).replace("footer: {side: 120", f"footer: {{side: {footer}")
    geometry = Geometry.of(loaded(tmp_path, text), LETTER)
    assert (geometry.side, geometry.hang, geometry.main) == (width, width + 24, 48 + width + 24)
