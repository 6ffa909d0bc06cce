"""Letters with their marks, and the scripts that they are of."""

from __future__ import annotations

import pytest

from clinicpress.looks.letters import letters_of, named, script_of, script_runs, scripts_of


@pytest.mark.parametrize(
    ("char", "script"),
    [
        *(("a", "latin"), ("Ж", "cyrillic"), ("ω", "greek"), ("ع", "arabic"), ("ش", "arabic"), ("א", "hebrew")),
        *(("क", "devanagari"), ("ি", "bengali"), ("ሀ", "ethiopic"), ("ก", "thai"), ("่", "thai"), ("漢", "han")),
        *(
            ("か", "kana"),
            ("カ", "kana"),
            ("한", "hangul"),
            ("。", "han"),
            ("（", "han"),
            ("٣", "arabic"),
            ("۳", "arabic"),
        ),
        *(("،", "arabic"), ("؟", "arabic"), ("۔", "arabic"), ("״", "hebrew"), ("।", "devanagari")),
        *(("5", ""), (".", ""), ("–", ""), ("→", ""), ("µ", ""), ("™", ""), ("\u0301", ""), (" ", "")),
    ],
)
def test_the_script_of_a_character(char: str, script: str) -> None:
    assert script_of(char) == script


def test_marks_and_joiners_stay_with_their_letter() -> None:
    assert letters_of("e\u0301t") == ["e\u0301", "t"]
    assert letters_of("می\u200cخ") == ["م", "ی\u200c", "خ"]
    assert letters_of("क्षि") == ["क्", "षि"]


@pytest.mark.parametrize(
    ("word", "runs"),
    [
        ("plain", ["plain"]),
        ("“(12)”", ["“(12)”"]),
        ("(क्लिनिक)", ["(क्लिनिक)"]),
        ("Клиника-क्लिनिक", ["Клиника-", "क्लिनिक"]),
        ("5мг/kg", ["5мг/", "kg"]),
        ("e\u0301я\u0301", ["e\u0301", "я\u0301"]),
    ],
)
def test_a_word_is_parted_where_its_script_changes(word: str, runs: list[str]) -> None:
    assert script_runs(word) == runs


def test_scripts_are_named_as_people_call_them() -> None:
    said = [named(script) for script in scripts_of("5 漢かカ한ก")]
    assert said == [
        "Chinese characters",
        "Japanese",
        "Korean",
        "Thai",
    ]


def test_parts_of_a_syllable_of_hangul_are_one_letter() -> None:
    """Korean that was copied from names of files on a Mac."""
    assert letters_of("\u1112\u1161\u11ab\u1100\u1173\u11af") == ["\u1112\u1161\u11ab", "\u1100\u1173\u11af"]
