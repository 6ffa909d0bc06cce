"""Bidi: Unicode's own tests of its algorithm, all of them, and what a reader of Arabic or Hebrew sees."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.scripts.bidi import base_level, levels, line_levels, visual
from tests.chance import examples
from tests.scripts.bidifiles import STANDING_FOR, Case, cases, orders


def seen(text: str, base: int | None = None) -> str:
    """Return a text of one line as it is seen, from left to right."""
    level = base_level(text) if base is None else base
    return "".join(text[at] for at in visual(line_levels(text, levels(text, base), level)))


def wrong(case: Case) -> bool:
    """Tell whether a line comes out otherwise than Unicode says."""
    text, base, paragraph, expected = case
    found = base_level(text) if base is None else base
    if paragraph is not None and paragraph != found:
        return True
    got = line_levels(text, levels(text, base), found)
    return any(level != ours for level, ours in zip(expected, got, strict=True) if level is not None)


def test_the_characters_stand_for_their_classes() -> None:
    assert {name: unicodedata.bidirectional(char) for name, char in STANDING_FOR.items()} == {
        name: name for name in STANDING_FOR
    }


def test_levels_are_those_that_unicode_says_for_all_short_texts_of_all_classes() -> None:
    whole = cases("BidiTest")
    assert len(whole) == 770_241
    assert [case for case in whole if case.base is not None and wrong(case)] == []
    # Where the direction is to be found, that is all which can differ.
    expected = {(case.text, case.base): case.levels for case in whole}
    found = [case for case in whole if case.base is None]
    assert [case for case in found if expected[case.text, base_level(case.text)] != case.levels] == []


def test_levels_are_those_that_unicode_says_for_certain_characters() -> None:
    whole = cases("BidiCharacterTest")
    assert len(whole) == 91_707
    assert [case for case in whole if wrong(case)] == []


@pytest.mark.parametrize("name", ["BidiTest", "BidiCharacterTest"])
def test_lines_are_seen_in_the_order_that_unicode_says(name: str) -> None:
    for expected, order in orders(name).items():
        kept = [at for at, level in enumerate(expected) if level is not None]
        assert [kept[at] for at in visual([expected[at] or 0 for at in kept])] == order, expected


@pytest.mark.parametrize(
    ("typed", "base", "printed"),
    [
        ("plain words, 5 mg", 0, "plain words, 5 mg"),
        ("אבג", None, "גבא"),
        ("the word אבג here", None, "the word גבא here"),
        ("אבג word דה.", None, ".הד word גבא"),
        ("אב 12 גד", None, "דג 12 בא"),
        ("ابج 12,5 دهو", None, "وهد 12,5 جبا"),
        ("(אב) ג", None, "ג )בא("),
    ],
)
def test_a_line_is_seen_as_its_readers_expect(typed: str, base: int | None, printed: str) -> None:
    assert seen(typed, base) == printed


def test_spaces_at_the_end_of_a_line_run_as_the_paragraph_does() -> None:
    text = "abc אבג "
    assert line_levels(text, levels(text, 1), 1) == [2, 2, 2, 1, 1, 1, 1, 1]
    assert line_levels("אבג ", levels("אבג abc", 0)[:4], 0) == [1, 1, 1, 0]


def test_the_levels_of_a_paragraph_without_letters_are_its_own() -> None:
    assert levels("", 1) == []
    assert levels(" – ", 1) == [1, 1, 1]
    assert base_level("12 – ") == 0


def test_each_paragraph_of_a_text_is_on_its_own() -> None:
    assert levels("\u2067ab\u2029אב\u2029ab") == [0, 2, 2, 0, 1, 1, 1, 0, 0]
    assert levels("\u20661\u2029\u2069א", 1) == [1, 2, 1, 1, 1]
    assert base_level("12\u2029אב") == 0


@examples(200)
@given(st.text("".join(STANDING_FOR.values()) + "()[]", max_size=40), st.sampled_from([None, 0, 1]))
def test_every_character_has_a_level_and_a_place(text: str, base: int | None) -> None:
    found = levels(text, base)
    shown = line_levels(text, found, base_level(text) if base is None else base)
    assert len(found) == len(shown) == len(text)
    assert sorted(visual(shown)) == list(range(len(text)))
