"""Pages that a story speaks of: what it is told before they are known."""

from __future__ import annotations

from clinicpress.typesetting.pagination import Pagination


def test_an_id_whose_page_is_not_known_yet_is_taken_for_the_first() -> None:
    told = Pagination({"fasting": 3})
    assert (told.page("fasting"), told.page("driving")) == (3, 1)


def test_nothing_is_silent_and_no_contents_are_listed_unless_it_is_told() -> None:
    assert (Pagination().silent, Pagination().levels) == (frozenset(), 0)
