"""Lists count as the page shows it, and terms stand with their meanings."""

from __future__ import annotations

import pytest

from clinicpress.drafting.web.elements import elements, words_of
from clinicpress.drafting.web.lists import Numbers, entries, numbers_of, terms
from clinicpress.drafting.web.shown import Styles
from tests.drafting.web.pages import opened


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        ("<ol>", Numbers()),
        ("<ol start=0 type=A>", Numbers(0, 1, "{A}.")),
        ("<ol style='list-style: lower-roman inside'>", Numbers(1, 1, "{i}.")),
        ("<ol style='list-style-type: hebrew'>", Numbers(doubt="the page counts this list in its own way, “hebrew”")),
        ("<ol reversed start=9>", Numbers(9, -1, doubt="the page counts this list backwards: “9”, “8”")),
    ],
)
def test_numbers(html: str, numbers: Numbers) -> None:
    page = opened(f"{html}<li>a<li>b")
    assert numbers_of(next(elements(page.body, "ol")), Styles(page.root)) == numbers


def test_items_are_found_whatever_they_are_wrapped_in() -> None:
    body = opened("<ul>text<div><li>a</div><li>b<ul></ul></ul>").body
    assert [entry.name for entry in entries(next(elements(body, "ul")))] == ["#text", "li", "li"]


def test_terms_begin_anew_after_a_meaning() -> None:
    (held,) = elements(opened("<dl><dt>a<dt>b<dd>c<dd>d<dt>e</dl>").body, "dl")
    found = [([words_of(each) for each in one], [words_of(each) for each in two]) for one, two in terms(held)]
    assert found == [(["a", "b"], ["c", "d"]), (["e"], [])]
