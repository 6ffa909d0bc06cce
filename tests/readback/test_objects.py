"""Values out of objects that may be damaged: as they are meant, or as if nothing were there."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinicpress.readback.objects import (
    DEEPEST,
    Met,
    dictionary,
    inherited,
    is_true,
    listed,
    names_in,
    numbers_in,
    numeric,
    rectangle,
    said,
    whole_number,
    within,
)


@pytest.mark.parametrize(
    ("found", "text"),
    [(String("a b"), "a b"), (Name("/Face"), "Face"), (5, ""), (None, ""), (String("a\x1b[2J\nb"), "a\\x1b[2J b")],
)
def test_what_a_string_or_name_says(found: Any, text: str) -> None:
    assert " ".join(said(found).split()) == text


@pytest.mark.parametrize(
    ("found", "edges"),
    [
        (Array([0, 1, 2, 3]), (0, 1, 2, 3)),
        (Array([0, 1, 2]), None),
        (Array([0, 1, 2, String("3")]), None),
        (Dictionary(), None),
        (None, None),
    ],
)
def test_a_rectangle_has_four_numbers(found: Any, edges: tuple[float, ...] | None) -> None:
    assert rectangle(found) == edges


def test_what_is_of_another_kind_counts_as_not_given() -> None:
    assert (whole_number(True), whole_number(3), whole_number("3")) == (None, 3, None)
    assert (numeric(String("3"), 7), numeric(float("inf"), 7), numeric(3, 7)) == (7, 7, 3)
    assert (is_true(True), is_true(1), is_true(None)) == (True, False, False)
    assert (listed(None), listed(5), listed(Array([5, 6]))) == ([], [5], [5, 6])
    assert len(dictionary(Array())) == 0


def test_an_entry_of_the_page_tree_holds_for_its_pages() -> None:
    top = Dictionary(Rotate=90, Lang=String("en"))
    page = Dictionary(Parent=Dictionary(Parent=top, Lang=String("es")))
    assert (inherited(page, "/Rotate"), str(inherited(page, "/Lang")), inherited(page, "/Gone")) == (90, "es", None)


def test_trees_are_read_through_their_kids_once_each() -> None:
    pdf = pikepdf.new()
    leaf = pdf.make_indirect(Dictionary(Names=Array([String("a"), 1]), Nums=Array([0, String("x"), String("no"), 1])))
    tree = Dictionary(Kids=Array([leaf, leaf]))
    leaf.Kids = Array([leaf])
    assert names_in(tree) == {"a": 1}
    assert [(number, str(value)) for number, value in numbers_in(tree).items()] == [(0, "x")]


def test_an_object_is_met_once_and_what_is_none_always() -> None:
    pdf: Pdf = pikepdf.new()
    met, one = Met(), pdf.make_indirect(Dictionary())
    assert [met.first(one), met.first(one), met.first(Dictionary()), met.first(Dictionary())] == [
        True,
        False,
        True,
        True,
    ]


def test_only_what_lies_in_an_object_itself_is_within_it() -> None:
    pdf = pikepdf.new()
    own = pdf.make_indirect(Dictionary(A=Dictionary(Deep=1)))
    found = Dictionary(Mine=Dictionary(B=Array([Dictionary(C=1)])), Own=own, K=Dictionary(No=1))
    assert [sorted(each.keys()) for each in within(found, 0)] == [["/K", "/Mine", "/Own"], ["/B"], ["/C"]]
    assert list(within(found, DEEPEST)) == []
