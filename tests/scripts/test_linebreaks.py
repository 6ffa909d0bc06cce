"""Line breaks: those of another program for Chinese and Japanese pages, and what is kept whole in all scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_units

from clinicpress.scripts.linebreaks import Part, parts
from tests.chance import examples
from tests.languages.texts import lines_of

HARD = "字かっ。「」“”—％5a한፡\u00ad\u200b\u2060\u00a0\u0301\u200d\u200f-"
"""Of each kind of character one."""


def cut(word: str) -> str:
    """Return a word with a bar where lines may end."""
    return "|".join(part.text for part in parts(word))


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja"])
def test_chinese_and_japanese_lines_end_where_unicode_says(language: str) -> None:
    words = [word for line in lines_of(language) for word in line.split()]
    ours = [[part.text for part in parts(word)] for word in words]
    assert ours == [list(line_break_units(word)) for word in words]
    assert sum(map(len, ours)) > 500


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("日本語", "日|本|語"),
        ("「そう」と、", "「そ|う」|と、"),
        ("サッカー", "サッ|カー"),
        ("人々は", "人々|は"),
        ("他说“好”。", "他|说|“好”。"),
        ("他说“好”吗", "他|说|“好”|吗"),
        ("他说“good”吗", "他|说“good”吗"),
        ("”好", "”好"),
        ("か\u0301\u3099き", "か\u0301\u3099|き"),
        ("好——不", "好|——|不"),
        ("好……不", "好……|不"),
        ("约50％的", "约|50％|的"),
        ("￥50元", "￥50|元"),
        ("日本語well-known/和2.5%。", "日|本|語|well-known/|和|2.5%。"),
        ("か\u3099き", "か\u3099|き"),
        ("中\u00a0文", "中\u00a0文"),
    ],
)
def test_signs_stay_with_what_they_are_of(word: str, expected: str) -> None:
    assert cut(word) == expected


@pytest.mark.parametrize(
    "amount", ["5毫克", "2.5–5毫克/公斤", "0.5微克", "10毫升/小时", "５ミリグラム", "１０", "1,000单位"]
)
def test_a_number_keeps_its_unit(amount: str) -> None:
    assert cut(f"服用{amount}后") == f"服|用|{amount}|后"


@pytest.mark.parametrize(
    "word",
    ["", "word", "well-known", "and/or", "5–10", "—", "한국어의", "의사·간호사", "слово", "हिन्दी", "أبجد", "5\u00a0mg"],
)
def test_words_of_scripts_with_spaces_stay_whole(word: str) -> None:
    assert parts(word) == [Part(word)]


def test_korean_words_stay_whole_beside_chinese_letters() -> None:
    assert cut("한국의(韓國)은") == "한국의(韓|國)은"
    assert cut("韓國의") == "韓|國의"


def test_ethiopic_lines_end_behind_its_signs() -> None:
    assert cut("ሁሉም፡ሰዎች፡።ነጻ") == "ሁሉም፡|ሰዎች፡።|ነጻ"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Arznei\u00admittel", [Part("Arznei", "hyphen"), Part("mittel")]),
        ("a\u200bb", [Part("a"), Part("b")]),
        ("中\u2060文", [Part("中\u2060文")]),
        ("字\u00ad字字", [Part("字", "hyphen"), Part("字"), Part("字")]),
        ("字\u200b\u200b字", [Part("字"), Part("字")]),
        ("字\u200f字", [Part("字\u200f"), Part("字")]),
        ("word\u00ad", [Part("word")]),
        ("\u00adword", [Part("word")]),
        ("\u00ad\u200b", [Part("")]),
    ],
)
def test_what_an_author_says_of_lines_is_done_and_not_set(word: str, expected: list[Part]) -> None:
    assert parts(word) == expected


@examples(200)
@given(st.text(HARD, max_size=12))
def test_no_character_is_lost_or_moved(word: str) -> None:
    found, at = parts(word), 0
    for part in found:
        start = word.index(part.text, at)
        assert set(word[at:start]) <= {"\u00ad", "\u200b"}
        at = start + len(part.text)
    assert set(word[at:]) <= {"\u00ad", "\u200b"}
    assert all(part.text for part in found[1:]) and found[-1].joint == ""
