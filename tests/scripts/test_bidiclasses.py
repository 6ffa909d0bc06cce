"""Bidi classes: those of Python's own Unicode, those of characters that it does not know yet, and mirrors."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from clinicpress.scripts.bidiclasses import CLOSED, CLOSING, classes, letter_of, mirrored, runs_to_the_left


def test_classes_are_those_of_unicode() -> None:
    text = "a\u05d0\u06271\u0661+%,\u0301\u00ad\u2029\t !\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
    assert classes(text) == "".join(letter_of(unicodedata.bidirectional(char)) for char in text)
    assert len(set(classes(text))) == 23


@pytest.mark.parametrize(
    ("unassigned", "letter"),
    [("\u05ff", "R"), ("\u070e", "A"), ("\u20cf", "%"), ("\u0378", "L"), ("\ufdd0", "b"), ("\U000108f3", "R")],
)
def test_room_that_is_kept_for_a_script_runs_as_the_script_does(unassigned: str, letter: str) -> None:
    assert unicodedata.category(unassigned) == "Cn"
    assert classes(unassigned) == letter


def test_nothing_that_runs_to_the_left_is_overlooked() -> None:
    turning = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "LRI", "RLI", "FSI", "PDI"}
    overlooked = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.bidirectional(char) in turning and not runs_to_the_left(char)
    ]
    assert overlooked == []
    assert not runs_to_the_left("Take 0.5 mg/kg – “twice” (été), Привет, 日本語 ½")


@pytest.mark.parametrize("pair", ["()", "[]", "{}", "<>", "«»", "‹›", "≤≥", "「」", "∈∋"])
def test_pairs_are_each_others_mirror_images(pair: str) -> None:
    assert mirrored(pair[0]) + mirrored(pair[1]) == pair[::-1]


def test_what_has_no_image_stays_as_it_is() -> None:
    assert mirrored("a") + mirrored("½") + mirrored("”") == "a½”"


def test_what_has_an_image_is_what_unicode_mirrors() -> None:
    images = [char for char in map(chr, range(sys.maxunicode + 1)) if mirrored(char) != char]
    assert len(images) == 428
    assert [char for char in images if not unicodedata.mirrored(char) and unicodedata.category(char) != "Cn"] == []
    assert [char for char in images if mirrored(mirrored(char)) != char] == []


def test_brackets_are_the_pairs_that_open_and_close() -> None:
    """BidiBrackets.txt is made so: signs that open or close, and have a mirror image."""
    signs = map(chr, range(sys.maxunicode + 1))
    expected = {char for char in signs if unicodedata.category(char) in ("Ps", "Pe") and mirrored(char) != char}
    assert {char for char in (*CLOSING, *CLOSED) if unicodedata.category(char) != "Cn"} == expected
    assert CLOSING["\u2329"] == CLOSED["\u232a"] == "\u3009"
