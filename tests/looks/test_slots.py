"""The slots: those that the shipped layouts keep free, and no others."""

from __future__ import annotations

from clinicpress.looks.slots import SLOTS
from tests.typesetting.furnished import design


def test_the_handout_has_all_of_them() -> None:
    assert sorted(design("handout").layout.slots) == sorted(SLOTS)
