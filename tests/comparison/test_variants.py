"""Which words became which others: read as a person would tell it, and each change once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.comparison.variants import PART, Compared, Stretch, Word, changes_of, compare_stretches, runs_of, split

FEW_WORDS = st.lists(st.sampled_from(["a", "b", "the", "end.", "10", f"{PART}paragraph"]), max_size=14)
WORDS_APART = st.lists(st.sampled_from("abcde"), min_size=1, max_size=20)


@given(FEW_WORDS, FEW_WORDS)
def test_changes_applied_to_the_old_words_give_the_new(old: list[str], new: list[str]) -> None:
    runs = runs_of(old, new)
    made = [word for run in runs for word in (old[run.a : run.b] if run.same else new[run.c : run.d])]
    assert made == new
    assert [word for run in runs for word in old[run.a : run.b]] == old
    assert any(not run.same for run in runs) == (old != new)
    assert all(run.size for run in runs)


@given(WORDS_APART, st.integers(0, 19), st.sampled_from(["changed", "added", "removed"]), st.integers(1, 3))
def test_one_edit_is_one_change_of_these_words_only(words: list[str], at: int, kind: str, count: int) -> None:
    at %= len(words)
    inserted = [f"new{index}" for index in range(count)]
    longer = [*words[:at], *inserted, *words[at:]]
    if kind == "changed":
        [change] = changes_of(*([Word(w) for w in side] for side in (words, [*words[:at], "new", *words[at + 1 :]])))
        assert change.words == (words[at], "new")
        return
    sides = (words, longer) if kind == "added" else (longer, words)
    [change] = changes_of(*([Word(w) for w in side] for side in sides))
    assert (change.kind, "".join(change.words)) == (kind, " ".join(inserted))


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("It lasts weeks.", "It\u00a0lasts\n  wee\u00adks.", []),
        ("Cafe\u0301", "Café", []),
        ("Don't stop", "Don’t stop", ["changed “Don't” → “Don’t”"]),
        ("每天服用5毫克。", "每天服用50毫克。", ["changed “5” → “50”"]),
        ("请慢慢呼气。", "请慢慢地呼气。", ["added “地”"]),
        ("ゆっくり息を吐く。", "ゆっくり吐く。", ["removed “息を”"]),
        ("请坐直。慢慢呼气。", "请坐直。放松。慢慢呼气。", ["added “放松。”"]),
        ("تناول 5 ملغ يوميا", "تناول 50 ملغ يوميا", ["changed “5” → “50”"]),
        ("Take 10 mg a day", "Take 100 mg a day", ["changed “10” → “100”"]),
        ("Do not stop.", "Do stop.", ["removed “not”"]),
        # What was added begins where a sentence does, though the same words could be told another way.
        ("You rest. You sleep.", "You rest. You eat. You sleep.", ["added “You eat.”"]),
        ("You rest. You eat. You sleep.", "You rest. You sleep.", ["removed “You eat.”"]),
        # A sentence that was written anew is one change, not a change around each “the”.
        (
            "Ask your nurse about the letter she gave you.",
            "Call our desk in the morning of any weekday.",
            [
                "changed “Ask your nurse about the letter she gave you.” → "
                "“Call our desk in the morning of any weekday.”"
            ],
        ),
        ("a one b two c", "a 1 b 2 c", ["changed “one” → “1”", "changed “two” → “2”"]),
    ],
)
def test_changes_read_well(old: str, new: str, said: list[str]) -> None:
    assert [str(change) for change in changes_of(*([Word(w) for w in split(t)] for t in (old, new)))] == said


def test_changes_in_two_paragraphs_stay_two_changes() -> None:
    old, new = (
        [Word(word) for word in [*first.split(), f"{PART}paragraph", *second.split()]]
        for first, second in (("rest at home today", "see the nurse soon"), ("walk if you can", "call us any time"))
    )
    assert [str(change) for change in changes_of(old, new)] == [
        "changed “rest at home today” → “walk if you can”",
        "changed “see the nurse soon” → “call us any time”",
    ]


def stretches(*texts: tuple[str, str]) -> list[Stretch]:
    return [Stretch(key, key.title(), tuple(Word(word) for word in split(text))) for key, text in texts]


def outline(compared: Sequence[Compared]) -> list[tuple[str, bool, list[str]]]:
    return [(each.name, each.moved, [str(change) for change in each.changes]) for each in compared]


def test_sections_are_found_again_when_they_move_or_get_another_name() -> None:
    old = stretches(("one", "first words"), ("two", "second words here"), ("three", "third"), ("four", "gone soon"))
    new = stretches(("three", "third"), ("one", "first words"), ("zwei", "second words there"), ("five", "all new"))
    assert outline(compare_stretches(old, new)) == [
        ("Three", True, []),
        ("One", False, []),
        ("Zwei", False, ["changed “here” → “there”"]),
        ("Five", False, ["added “all new”"]),
        ("Four", False, ["removed “gone soon”"]),
    ]


def test_what_stands_first_stays_the_first_whatever_it_says() -> None:
    old, new = (
        stretches(("title", "all new"), ("b", "the same")),
        stretches(("titel", "quite other"), ("b", "the same")),
    )
    assert outline(compare_stretches(old, new))[0] == ("Titel", False, ["changed “all new” → “quite other”"])
