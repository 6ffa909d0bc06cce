"""Words and attributes of a page's elements, as a browser takes them."""

from __future__ import annotations

import pytest

from clinicpress.drafting.web.elements import above, attribute, classes, elements, has, number, plain, words_of
from tests.drafting.web.pages import opened


def test_words_of_blocks_stand_apart_and_code_is_none() -> None:
    body = opened("<p>a<b>b</b><p>c<br>d<script>e</script><style>f</style>").body
    assert words_of(body) == "ab c d"


def test_what_prints_nothing_is_no_text() -> None:
    assert plain("ke\u00adta\u200bmine \n\t x\x07\ufeff") == "ketamine x"


@pytest.mark.parametrize(("value", "read"), [("3", 3), (" -2 ", -2), ("4px", 4), ("x", 7), ("9" * 30, 7), ("", 7)])
def test_numbers_are_read_as_far_as_they_go(value: str, read: int) -> None:
    (node,) = elements(opened(f"<li value='{value}'>").body, "li")
    assert number(node, "value", 7) == read


def test_attributes_without_a_value_are_there() -> None:
    (node,) = elements(opened("<p hidden class='A b'>x</p>").body, "p")
    assert has(node, "hidden") and attribute(node, "hidden") == "" and classes(node) == ["a", "b"]
    assert [each.name for each in above(node)][:2] == ["body", "html"]
