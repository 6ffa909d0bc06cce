"""Signs that are typed in one way and look like another."""

from __future__ import annotations

import pytest

from clinicpress.drafting.signs import ABOVE, BELOW, is_of_signs, set_off, sign_of


@pytest.mark.parametrize(
    ("text", "where", "sign"),
    [
        ("10", ABOVE, "¹⁰"),
        ("−2", ABOVE, "⁻²"),
        ("2", BELOW, "₂"),
        ("n", ABOVE, "ⁿ"),
        ("th", ABOVE, "th"),
        ("®", ABOVE, "®"),
        (" ", BELOW, " "),
        ("1 2", BELOW, "₁ ₂"),
    ],
)
def test_what_stood_off_the_line_is_a_sign_or_has_none(text: str, where: str, sign: str) -> None:
    assert set_off(text, where) == (sign, "")


@pytest.mark.parametrize(
    ("text", "where", "kept"),
    [("n", BELOW, "_(n)"), ("5a", ABOVE, "^(5a)"), ("(a)", ABOVE, "^(a)"), (" x ", BELOW, " _(x) ")],
)
def test_what_has_no_sign_of_its_own_is_never_set_on_the_line(text: str, where: str, kept: str) -> None:
    found, doubt = set_off(text, where)
    assert found == kept
    assert f"“{text.strip()}” stood {where} the line" in doubt


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", ord("m"), "μ"),
        ("Symbol", ord("D"), "Δ"),
        (" symbol ", 0xF0B3, "≥"),
        ("Wingdings", 0xFC, "✓"),
        ("Wingdings", ord("m"), ""),
        ("Arial", ord("m"), ""),
    ],
)
def test_a_letter_of_a_font_of_signs_is_the_sign_it_looks_like(font: str, code: int, sign: str) -> None:
    assert sign_of(font, code) == sign


def test_fonts_of_signs_are_known_by_the_begin_of_their_names() -> None:
    assert [is_of_signs(font) for font in ("Symbol MT", "WINGDINGS 2", "Webdings", "Segoe UI Symbol")] == [
        True,
        True,
        True,
        False,
    ]
