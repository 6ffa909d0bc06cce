"""Dots per inch: judged at the size at which a picture is printed, and at that of its place."""

from __future__ import annotations

import pytest
from PIL import Image

from clinicpress.artwork.pictures import Art
from clinicpress.artwork.raster import Raster
from clinicpress.desk.resolution import _judge
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text


@pytest.mark.parametrize(
    ("pixels", "most", "width", "severity", "said"),
    [
        (300, 72, 72, None, ""),
        (299, 72, 72, "warning", "printed 1.0 × 0.5 in (25 × 13 mm), that is 299 dpi"),
        (150, 72, 72, "warning", "that is 150 dpi"),
        (149, 72, 72, "error", "that is 149 dpi"),
        (200, 144, 96, "warning", "its place is 2.0 in wide"),
        (140, 144, 67.2, "error", "its place is 2.0 in wide"),
    ],
)
def test_too_few_pixels_are_a_warning_and_far_too_few_an_error(
    pixels: int, most: float, width: float, severity: str | None, said: str
) -> None:
    art = Art((72.0, 36.0), raster=Raster(Image.new("L", (pixels, pixels // 2)), None, None, False))
    found = _judge(Text("a.png", Place("a.yaml", 3, 4)), art, most, width)
    assert [problem.severity for problem in found] == ([severity] if severity else [])
    assert all(said in problem.message for problem in found)
