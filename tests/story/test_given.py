"""What templates are given: frozen values with nothing in them to call, look into or change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from clinicpress.content.locale import Labels
from clinicpress.content.texts import Line, Prose, Unprinted
from clinicpress.ground.problems import Place
from clinicpress.story.given import TOKEN, Ability, Count, Day, Record, Words, frozen, token
from clinicpress.workspace.schema import Strict
from tests.typesetting.told import english

HERE = Place("brochures/toy/en.yaml", 2, 9)


class Toy(Strict):
    name: Line
    icon: Unprinted
    alt: Unprinted
    review_notes: Line


@dataclass
class Pair:
    left: int
    right: str


def test_a_text_becomes_words_with_its_place() -> None:
    words = frozen(Prose("**a**", HERE))
    assert (words.text, words.marked, words.place) == ("**a**", True, HERE)
    assert not frozen(Line("a", HERE)).marked
    assert frozen(Line("a", Place(""))).place is None
    assert not Words("")


@pytest.mark.parametrize(
    ("value", "given"),
    [(None, None), (3, 3), ("x", "x"), (Unprinted("info", HERE), "info"), ([1, 2], (1, 2)), ((), ())],
)
def test_plain_values_stay_plain(value: Any, given: Any) -> None:
    assert frozen(value) == given


def test_a_model_becomes_a_record_of_its_keys_but_for_the_editors() -> None:
    record = frozen(Toy.model_validate({"name": Line("N", HERE), "icon": "i", "alt": "A", "review_notes": "R"}))
    assert record.names == {"name", "icon", "alt"}
    assert record.read("icon") == "i", "a name is no text"
    assert record.read("alt").text == "A", "what is read aloud is"
    with pytest.raises(KeyError):
        record.read("review_notes")


def test_labels_of_a_locales_own_are_given_as_the_others() -> None:
    plain = {name: getattr(english().labels, name) for name in Labels.model_fields}
    record = frozen(Labels.model_validate({**plain, "visit_card": Line("A card", HERE)}))
    assert record.read("visit_card").text == "A card"
    assert record.read("note").text == "Note"


def test_mappings_and_dataclasses_become_records() -> None:
    assert frozen({"a": 1}).read("a") == 1
    assert frozen(Pair(1, "b")).read("right") == "b"
    assert frozen(dt.date(2026, 11, 22)).date == dt.date(2026, 11, 22)
    assert isinstance(frozen(dt.date(2026, 11, 22)), Day)


@pytest.mark.parametrize("value", [object(), len, {1, 2}, b"x", Pair, Ability("x", len)])
def test_nothing_else_is_given(value: Any) -> None:
    with pytest.raises(TypeError, match="a template cannot be given"):
        frozen(value)


def test_a_mark_stands_for_one_of_the_words() -> None:
    assert [found[1] for found in TOKEN.finditer(f"a{token(0)}b{token(17)}")] == ["0", "17"]
    with pytest.raises(UnicodeEncodeError):
        token(0).encode("utf-8")


@pytest.mark.parametrize(
    ("least", "most", "count", "said"),
    [
        (1, 1, 1, ""),
        (1, 1, 2, "“do” takes 1 value in brackets, not 2"),
        (1, 3, 0, "“do” takes 1 to 3 values in brackets, not 0"),
        (0, 2, 3, "“do” takes at most 2 values in brackets, not 3"),
        (0, 0, 1, "“do” takes nothing in brackets"),
    ],
)
def test_an_ability_says_how_many_values_it_takes(least: int, most: int, count: int, said: str) -> None:
    assert Ability("do", len, least, most).miscounted(count) == said


def test_a_count_is_words_that_are_part_of_no_text() -> None:
    assert (Count("3").text, Count("3").place) == ("3", None)
    assert Record.holding({"a": 1}).names == {"a"}
