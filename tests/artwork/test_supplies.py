"""The supplies of a story are put together from what was read: nothing is drawn otherwise than the theme asks for."""

from __future__ import annotations

from clinicpress.artwork.supplies import Supplies


def test_where_a_theme_says_nothing_icons_are_drawn_as_usual() -> None:
    assert Supplies({}, {}) == ({}, {}, "")
