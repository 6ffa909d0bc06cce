"""Characters: what prints, what parts words, what keeps them together, and how a text is named in a message."""

from __future__ import annotations

import pytest

from clinicpress.ground.characters import (
    NBSP,
    beginning,
    glued,
    legible,
    plain_spaces,
    printable,
    spaced,
    squeezed,
    unspaced,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("plain", "plain"),
        ("cafe\u0301", "café"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u200db", "a\u200db"),
        ("to\u200e the\u2067 right\u2069", "to the right"),
        (f"5{NBSP}mg", f"5{NBSP}mg"),
    ],
)
def test_what_prints_nothing_is_left_out(typed: str, printed: str) -> None:
    assert printable(typed) == printed


@pytest.mark.parametrize(
    ("typed", "set_"),
    [("a \n b", "a b"), ("a\tb", "a b"), (f"5{NBSP} mg", f"5{NBSP} mg"), ("5\u202fmg  now", "5\u202fmg now")],
)
def test_white_space_becomes_one_space_and_stays_what_it_keeps_together(typed: str, set_: str) -> None:
    assert spaced(typed) == set_


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("see Dr. Example now", "see Dr.~Example now"),
        ("take 5 mg daily", "take 5~mg daily"),
        ("take (5 mg) daily", "take (5~mg) daily"),
        ("“Dr. Example” said", "“Dr.~Example” said"),
        ("Dr.", "Dr."),
        ("Dr.  twice", "Dr.  twice"),
        ("undr. example", "undr. example"),
    ],
)
def test_words_that_belong_together_are_glued(text: str, kept: str) -> None:
    assert glued(text, ["Dr."], ["mg"]) == kept.replace("~", NBSP)


def test_readers_differ_in_spaces_and_in_what_prints_nothing() -> None:
    assert plain_spaces("a\u00a0 b\u00ad\u200b\nc e\u0301") == "a b c é"
    assert squeezed("a\u00a0 b\u00ad\nc") == "abc"
    assert unspaced(f"a{NBSP}b \n c") == "abc"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("turned\u202e", "turned\\u202e"),
        ("\x85", "\\x85"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(said: str, shown: str) -> None:
    assert legible(said) == shown


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("short", "short"),
        ("  two\n words ", "two words"),
        ("exactly as long as it may be..", "exactly as long as it may be.."),
        ("a sentence that is cut where a word ends", "a sentence that is cut where…"),
        ("https://example.org/without/any/space", "https://example.org/without/a…"),
        ("\x07bell", "\\x07bell"),
    ],
)
def test_a_text_is_named_by_its_first_words(text: str, named: str) -> None:
    assert beginning(text) == named
    assert len(beginning(text)) <= 30
