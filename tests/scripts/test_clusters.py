"""Clusters: those of another program for a page of each language, and what is more than Unicode asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_clusters

from clinicpress.scripts.clusters import clusters
from tests.chance import examples
from tests.languages.texts import LANGUAGES, lines_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_the_clusters_that_unicode_says(language: str) -> None:
    for line in lines_of(language):
        assert clusters(line) == list(grapheme_clusters(line))


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301",
        "\u05d0\u05b8",
        "\u0628\u064e\u0651",
        "क्षि",
        "क्\u200dष",
        "র্য",
        "각",
        "\u1112\u1161\u11ab",
        "葛\U000e0100",
        "☎\ufe0f",
        "👩\u200d⚕\ufe0f",
        "👍🏽",
        "🇺🇸",
        "កម្ដៅ"[1:4],
        "မ္မ",
        "เก",
        "ก็",
        "นำ",
        "می\u200c"[1:],
        "؀١",
        "\r\n",
    ],
)
def test_one_sign_is_never_parted(whole: str) -> None:
    assert clusters(f"中{whole}中") == ["中", whole, "中"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word", ["w", "o", "r", "d"]),
        ("क्\u200cष", ["क्\u200c", "ष"]),
        ("தமிழ்நாடு", ["த", "மி", "ழ்", "நா", "டு"]),
        ("🇺🇸🇨🇦", ["🇺🇸", "🇨🇦"]),
        ("가나", ["가", "나"]),
        ("각ᆨ", ["각ᆨ"]),
        ("가ᅡ", ["가ᅡ"]),
        ("개ᅡ", ["개ᅡ"]),
        ("각ᅡ", ["각", "ᅡ"]),
        ("\u0301क", ["\u0301", "क"]),
        ("a\u200e\u0301", ["a", "\u200e", "\u0301"]),
        ("\u0600\u0301", ["\u0600\u0301"]),
        ("", []),
    ],
)
def test_others_are(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@examples(200)
@given(st.text("aक्षिक\u200c\u200d한ᄒ\u1161\u11ab🇺👩⚕\ufe0fเกำ؀١\u0301\r\n\u00ad", max_size=10))
def test_no_character_is_lost_or_moved(text: str) -> None:
    found = clusters(text)
    assert "".join(found) == text and all(found)
