"""The labels that Word counts: of lists that go on, of headings, in all its ways of writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.drafting.word.numbers import written
from tests.drafting.word.documents import TEXT, read
from tests.manuscripts import (
    heading,
    in_list,
    item,
    list_of,
    paragraph,
    plain,
    word_of,
)

Begin = Callable[..., Path]


@pytest.mark.parametrize(
    ("lists", "items", "kind", "said"),
    [
        (list_of(51, ("decimal", "Week %1:")), [(51, 0), (51, 0)], "steps", "“Week 1:”, “Week 2:”"),
        (list_of(51, ("decimal", "%1."), start=5), [(51, 0), (51, 0)], "steps", "“5.”, “6.”"),
        (list_of(51, ("decimal", "%1."), over=7), [(51, 0), (51, 0)], "steps", "“7.”, “8.”"),
        (list_of(51, ("lowerLetter", "%1)")), [(51, 0), (51, 0)], "steps", "“a)”, “b)”"),
        (list_of(51, ("upperRoman", "%1.")), [(51, 0), (51, 0)], "steps", "“I.”, “II.”"),
        (list_of(51, ("none", "Note:")), [(51, 0)], "list", "bullets of this list are “Note:”"),
        (list_of(51, ("bullet", "\uf0fc"), font="Wingdings"), [(51, 0)], "list", "bullets of this list are “✓”"),
        (list_of(51, ("bullet", "✗")), [(51, 0)], "list", "bullets of this list are “✗”"),
        (list_of(51, ("decimal", "(%1)")), [(51, 0), (51, 0)], "steps", ""),
        (
            list_of(51, ("decimal", "%1."), ("decimal", "%1.%2")),
            [(51, 0), (51, 1), (51, 1), (51, 0)],
            "steps",
            "“1.”, “1.1”, “1.2”, “2.”",
        ),
    ],
)
def test_labels_that_a_list_does_not_have_here_are_told(
    lists: str, items: list[tuple[int, int]], kind: str, said: str, begin: Begin
) -> None:
    body = "".join(item(f"item {at}", number, depth) for at, (number, depth) in enumerate(items))
    blocks, told = read(begin, body, lists)
    assert blocks == [(kind, [f"item {at}" for at in range(len(items))])]
    assert any(said in each for each in told) if said else told == []


def test_lists_with_other_bullets_are_other_lists(begin: Begin) -> None:
    lists = list_of(51, ("bullet", "✓")) + list_of(52, ("bullet", "✗"))
    blocks, told = read(begin, item("fruit", 51) + item("alcohol", 52), lists)
    assert blocks == [("list", ["fruit"]), ("list", ["alcohol"])]
    assert [re.findall("[✓✗]", each) for each in told] == [["✓"], ["✗"]]


def test_a_list_that_goes_on_is_counted_as_word_counts_it(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1."), ("lowerLetter", "%2)"))
    body = item("One", 51) + item("sub a", 51, 1) + item("sub b", 51, 1) + item("Two", 51)
    blocks, told = read(begin, body + paragraph(TEXT) + item("Three", 51), lists)
    assert blocks[0] == ("steps", ["One", "sub a", "sub b", "Two"])
    assert "a list inside a list was made flat: “sub a”, “sub b” stood below “One”" in told
    assert "in the document these items begin with “3.”" in told


def test_numbers_of_headings_are_kept(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1."), ("decimal", "%1.%2"))
    body = heading("Before", 1, in_list(51)) + paragraph(TEXT) + heading("Early", 2, in_list(51, 1))
    file = begin(word_of(heading("First", 1, in_list(51)) + paragraph(TEXT) + body + paragraph(TEXT), lists), ".docx")
    assert [section["heading"] for section in plain(file)["sections"]] == ["1. First", "2. Before", "2.1 Early"]


@pytest.mark.parametrize(
    ("count", "kind", "label"),
    [
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (3, "chineseCounting", "3"),
    ],
)
def test_numbers_are_written_as_word_writes_them(count: int, kind: str, label: str) -> None:
    assert written(count, kind) == label
