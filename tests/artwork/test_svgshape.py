"""The shapes of an SVG as numbers."""

from __future__ import annotations

import pytest

from clinicpress.artwork.svgfile import Element
from clinicpress.artwork.svgshape import even_share, fitted, rule, shape_of
from clinicpress.artwork.svgstyle import BadValue, Matrix

VIEWPORT = (200.0, 100.0)


def shape(name: str, **said: str) -> str:
    return shape_of(Element(name, said, 1), VIEWPORT)


@pytest.mark.parametrize(
    ("name", "said", "written"),
    [
        ("rect", {"width": "50%", "height": "50%"}, 'rect width="100" height="50" rx="0" ry="0"'),
        ("rect", {"width": "4", "height": "4", "rx": "9"}, 'rect width="4" height="4" rx="2" ry="2"'),
        ("rect", {"width": "10"}, ""),
        ("circle", {"cx": "1", "r": "2"}, 'circle cx="1" r="2"'),
        ("circle", {"r": "0"}, ""),
        ("ellipse", {"rx": "2"}, 'ellipse rx="2" ry="2"'),
        ("ellipse", {"rx": "auto", "ry": "3"}, 'ellipse ry="3" rx="3"'),
        ("line", {"x2": "100%", "y2": "100%"}, 'line x2="200" y2="100"'),
        ("polyline", {"points": "0,0 1,2 3"}, 'polyline points="0 0 1 2"'),
        ("polygon", {"points": "0,0"}, ""),
        ("path", {"d": "M0 0H5"}, 'path d="M0 0H5"'),
        ("path", {"d": "none"}, ""),
    ],
)
def test_a_shape_is_written_with_its_numbers_or_not_at_all(name: str, said: dict[str, str], written: str) -> None:
    found = shape(name, **said)
    assert (found.split(" ")[0], set(found.split(" ")[1:])) == (written.split(" ")[0], set(written.split(" ")[1:]))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("path", {"d": "0 0 L5 5"}),
        ("path", {"d": "M0 0X5"}),
        ("path", {"d": "M0 0zL5 5z H9"}),
        ("rect", {"width": "10", "height": "10", "rx": "1", "ry": "3"}),
        ("line", {"x1": "one"}),
    ],
)
def test_what_cannot_be_drawn_as_it_is_meant_is_told(name: str, said: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        shape(name, **said)


@pytest.mark.parametrize(
    ("said", "matrix"),
    [
        ("", (2, 0, 0, 2, 50, 0)),
        ("xMidYMid meet", (2, 0, 0, 2, 50, 0)),
        ("xMinYMin", (2, 0, 0, 2, 0, 0)),
        ("xMaxYMax", (2, 0, 0, 2, 100, 0)),
        ("xMidYMin slice", (4, 0, 0, 4, 0, 0)),
        ("xMidYMax slice", (4, 0, 0, 4, 0, -100)),
        ("none", (4, 0, 0, 2, 0, 0)),
    ],
)
def test_a_viewbox_is_fitted_into_its_frame(said: str, matrix: Matrix) -> None:
    assert fitted([0, 0, 50, 50], 200, 100, said) == matrix


def test_a_viewbox_may_begin_anywhere() -> None:
    assert fitted([10, 20, 50, 50], 50, 50, "") == (1, 0, 0, 1, -10, -20)
    with pytest.raises(BadValue):
        fitted([0, 0, 50, 50], 50, 50, "middle")


def test_shares_and_rules() -> None:
    assert even_share((30, 40)) == pytest.approx(35.355, abs=0.001)
    assert (rule("nonzero"), rule("evenodd")) == ("nonzero", "evenodd")
    with pytest.raises(BadValue):
        rule("odd")
