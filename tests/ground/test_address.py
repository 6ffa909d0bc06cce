"""Addresses of links: in ASCII, whatever they were typed in, and untouched where they are."""

from __future__ import annotations

import pytest

from clinicpress.ground.address import ascii_address


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("https://example.org/a%20b?c=d#e", "https://example.org/a%20b?c=d#e"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a–b", "https://example.org/a%E2%80%93b"),
        ("https://MÜLLER.example/Ä", "https://xn--mller-kva.example/%C3%84"),
        ("https://user:ü@müller.example:80/", "https://user:%C3%BC@xn--mller-kva.example:80/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("mailto:jörg@müller.example", "mailto:j%C3%B6rg@xn--mller-kva.example"),
        ("tel:１", "tel:%EF%BC%91"),
    ],
)
def test_the_host_is_punycode_and_all_else_percent_signs(typed: str, held: str) -> None:
    assert ascii_address(typed) == held
