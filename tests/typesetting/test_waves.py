"""Waves: as many lines as the theme says, about the middle of the strip, from edge to edge."""

from __future__ import annotations

import re

import pytest

from clinicpress.looks.themefile import WavesSpec
from clinicpress.typesetting.waves import waves

SPEC = WavesSpec(
    count=3, color="brand-55", width=0.75, length=40, crest=5, spacing=0.25, shift=4  # type: ignore[arg-type]
)  # fmt: skip


def numbers(operator: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+", operator)]


def begins(path: list[str]) -> list[tuple[float, float]]:
    """Return where the lines of a path begin."""
    return [(numbers(operator)[0], numbers(operator)[1]) for operator in path if operator.endswith("m")]


def test_the_lines_are_spread_about_the_middle_of_the_strip() -> None:
    assert begins(waves(SPEC, 100, 40)) == [(-10, 10), (-14, 20), (-18, 30)]


@pytest.mark.parametrize("width", [1, 39, 40, 300])
def test_every_line_reaches_from_edge_to_edge(width: float) -> None:
    path = waves(SPEC, width, 40)
    ends = [numbers(last)[4] for last, after in zip(path, [*path[1:], "m"], strict=True) if after.endswith("m")]
    assert all(x <= 0 for x, _ in begins(path))
    assert len(ends) == 3
    assert all(width <= end <= width + 20 for end in ends)


def test_a_crest_is_as_high_as_the_theme_says() -> None:
    """A cubic's greatest height is three quarters of its handles'."""
    curve = numbers(next(operator for operator in waves(SPEC, 100, 40) if operator.endswith("c")))
    assert abs(curve[1] - curve[5]) * 0.75 == pytest.approx(SPEC.crest, rel=0.05)
