"""Gradients are written so that they are painted as they are meant, or told."""

from __future__ import annotations

import pytest

from clinicpress.artwork.svgfile import Element
from clinicpress.artwork.svgpaint import Gradients
from clinicpress.artwork.svgstyle import Sheet

STOPS = ({"stop-color": "red"}, {"stop-color": "blue", "offset": "1"})


def element(name: str, stops: tuple[dict[str, str], ...] = STOPS, **said: str) -> Element:
    named = {key.replace("_", "-"): value for key, value in said.items()}
    return Element(name, named, 3, [Element("stop", stop, 4) for stop in stops])


def filled(
    gradient: Element, *, alpha: float = 1, square: bool | None = True, **more: Element
) -> tuple[str, Gradients]:
    gradients = Gradients(Sheet(), {"g": gradient, **more}, (200, 100))
    return gradients.fill("g", Element("rect", {}, 9), alpha, square), gradients


def flaws(gradients: Gradients) -> list[str]:
    return [flaw.message for flaw in gradients._sheet.flaws]


def test_a_gradient_is_written_once_for_each_fill() -> None:
    fill, gradients = filled(element("linearGradient", x2="50%"))
    assert (fill, flaws(gradients)) == ("url(#g0)", [])
    [written] = gradients.written
    assert written == (
        '<linearGradient id="g0" gradientUnits="objectBoundingBox" x1="0" y1="0" x2="0.5" y2="0">'
        '<stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient>'
    )
    assert gradients.fill("g", Element("rect", {}, 9), 1, True) == "url(#g1)"


def test_stops_are_found_along_references_and_in_order() -> None:
    own = element("linearGradient", (), href="#far", x1="10%")
    fill, gradients = filled(own, far=element("radialGradient", (*STOPS, {"offset": ".5", "stop-color": "lime"})))
    assert fill == "url(#g0)"
    assert 'x1="0.1"' in gradients.written[0]
    assert gradients.written[0].count('offset="1"') == 2, "an offset is never less than the one before"


@pytest.mark.parametrize(("stops", "fill"), [((), ""), (STOPS[:1], "#ff0000")], ids=["none", "one"])
def test_with_less_than_two_stops_it_is_a_colour_or_nothing(stops: tuple[dict[str, str], ...], fill: str) -> None:
    assert filled(element("linearGradient", stops))[0] == fill


def test_an_even_matrix_moves_its_places() -> None:
    user = {"gradientUnits": "userSpaceOnUse", "gradientTransform": "translate(5) scale(2)"}
    _, gradients = filled(element("radialGradient", cx="10", cy="0", r="3", **user))
    assert 'cx="25" cy="0" r="6"' in gradients.written[0]


@pytest.mark.parametrize(
    ("gradient", "said"),
    [
        (element("pattern"), "has a fill that cannot be printed (<pattern>)"),
        (element("linearGradient", href="#gone"), "refers to “#gone”, which it does not hold"),
        (element("linearGradient", spreadMethod="reflect"), "a gradient that repeats (spreadMethod reflect)"),
        (element("linearGradient", gradientTransform="scale(2 1)"), "that is turned or stretched"),
        (element("radialGradient", fx="10%"), "whose focus is not its centre"),
        (element("linearGradient", (STOPS[0], {"stop-opacity": ".5"})), "fades to see-through"),
    ],
    ids=["pattern", "gone", "repeats", "stretched", "focus", "fades"],
)
def test_what_would_be_painted_otherwise_is_told(gradient: Element, said: str) -> None:
    assert said in flaws(filled(gradient)[1])[0]


@pytest.mark.parametrize(
    ("alpha", "square", "said"),
    [
        (0.5, True, "has a gradient that is see-through (opacity)"),
        (1, None, "has letters that are filled with a gradient"),
        (1, False, "has a gradient that is stretched with its shape (objectBoundingBox)"),
    ],
)
def test_what_a_shape_does_to_it_is_told(alpha: float, square: bool | None, said: str) -> None:
    _, gradients = filled(element("linearGradient", x2="1", y2="1"), alpha=alpha, square=square)
    assert flaws(gradients) == [said]
