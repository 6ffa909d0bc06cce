"""Lists go on with the one that they name, or with the last of their style."""

from __future__ import annotations

from clinicpress.drafting.opendocument.lists import ListCounts, next_number
from tests.drafting.opendocument.documents import element, items


def test_counts_go_on() -> None:
    lists = ListCounts()
    first = lists.begun(element(items("a")), "L")
    first[1] = 3
    assert lists.begun(element(items("b", more='text:continue-numbering="true"')), "L") is first
    assert lists.begun(element(items("c")), "L") == {}
    assert lists.begun(element(items("d", more='text:continue-numbering="true"')), "M") == {}


def test_items_are_counted_by_level() -> None:
    counts: dict[int, int] = {}
    said = [(1, None), (2, None), (2, None), (1, None), (2, None), (1, 9), (1, None)]
    assert [next_number(counts, depth, 1, own) for depth, own in said] == [1, 1, 2, 2, 1, 9, 10]
