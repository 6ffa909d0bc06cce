"""The values of an SVG's styles, and which of them wins."""

from __future__ import annotations

from typing import Any

import pytest

from clinicpress.artwork.svgfile import Element
from clinicpress.artwork.svgstyle import (
    FIRST,
    IDENTITY,
    BadValue,
    Matrix,
    Sheet,
    color,
    font_size,
    length,
    share,
    times,
    transform,
    weight,
)


@pytest.mark.parametrize(
    ("text", "pixels"),
    [
        ("5", 5),
        ("5px", 5),
        ("1in", 96),
        ("1pt", 96 / 72),
        ("10mm", 960 / 25.4),
        ("50%", 40),
        ("2em", 20),
        ("2ex", 10),
        ("-.5e1", -5),
    ],
)
def test_a_length_is_in_pixels(text: str, pixels: float) -> None:
    assert length(text, full=80, em=10) == pytest.approx(pixels)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (length, "5 px"),
        (length, "five"),
        (length, "50%"),
        (length, "1e99"),
        (weight, "fat"),
        (share, "half"),
        (transform, "turn(5)"),
        (transform, "rotate(1 2)"),
        (transform, "scale(2) and"),
    ],
)
def test_a_value_that_cannot_be_read_is_told(read: Any, text: str) -> None:
    with pytest.raises(BadValue):
        read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("red", ("#ff0000", 1)),
        ("#F00", ("#ff0000", 1)),
        ("#ff000080", ("#ff0000", 128 / 255)),
        ("rgb(0, 128, 255)", ("#0080ff", 1)),
        ("rgba(0,0,255,.5)", ("#0000ff", 0.5)),
        ("rgba(0,0,255,50%)", ("#0000ff", 0.5)),
        ("hsl(120, 100%, 50%)", ("#00ff00", 1)),
        ("currentColor", ("#008000", 1)),
        ("none", None),
        ("transparent", None),
    ],
)
def test_a_colour_and_its_opacity(text: str, found: tuple[str, float] | None) -> None:
    assert color(text, "green") == (found if found is None else (found[0], pytest.approx(found[1])))


def test_a_colour_that_is_none_is_told() -> None:
    with pytest.raises(BadValue):
        color("reddish", "green")


@pytest.mark.parametrize(
    ("text", "matrix"),
    [
        ("", IDENTITY),
        ("translate(5)", (1, 0, 0, 1, 5, 0)),
        ("scale(2)", (2, 0, 0, 2, 0, 0)),
        ("scale(2, 3)", (2, 0, 0, 3, 0, 0)),
        ("rotate(90)", (0, 1, -1, 0, 0, 0)),
        ("rotate(180, 10, 20)", (-1, 0, 0, -1, 20, 40)),
        ("skewX(45)", (1, 0, 1, 1, 0, 0)),
        ("translate(5,6) scale(2)", (2, 0, 0, 2, 5, 6)),
        ("matrix(1 2 3 4 5 6)", (1, 2, 3, 4, 5, 6)),
    ],
)
def test_transforms_are_one_matrix(text: str, matrix: Matrix) -> None:
    assert transform(text) == pytest.approx(matrix, abs=1e-9)


def test_the_second_of_two_matrices_comes_first() -> None:
    assert times((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 5, 5)) == (2, 0, 0, 2, 10, 10)


def test_type_sizes_weights_and_shares() -> None:
    assert (font_size("medium", "10"), font_size("2em", "10"), font_size("150%", "10")) == (16, 20, 15)
    assert (weight("bold"), weight("1000"), weight("1")) == (700, 900, 100)
    assert (share("2"), share("-1"), share("25%")) == (1, 0, 0.25)


RULES = "rect { fill: red } .a { fill: green } #b { fill: blue } .a.c { fill: white }"


@pytest.mark.parametrize(
    ("attributes", "fill"),
    [
        ({}, "red"),
        ({"fill": "black"}, "red"),
        ({"class": "a"}, "green"),
        ({"class": "a c"}, "white"),
        ({"class": "a c", "id": "b"}, "blue"),
        ({"id": "b", "style": "fill: gray"}, "gray"),
        ({"style": "fill: inherit"}, "around"),
        ({"style": "fill: initial"}, FIRST["fill"]),
    ],
)
def test_the_nearer_rule_wins(attributes: dict[str, str], fill: str) -> None:
    sheet = Sheet()
    sheet.add(Element("style", {}, 1, [RULES]))
    assert sheet.style(Element("rect", attributes, 2), {**FIRST, "fill": "around"})["fill"] == fill
    assert sheet.flaws == []


@pytest.mark.parametrize(
    "rules", ["a > b { fill: red }", "rect { fill: red !important }", "rect { rotate: 5deg }", "@media x"]
)
def test_a_style_that_cannot_be_printed_is_told(rules: str) -> None:
    sheet = Sheet()
    sheet.add(Element("style", {}, 7, [rules]))
    assert [flaw.line for flaw in sheet.flaws] == [7]
