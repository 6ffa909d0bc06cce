"""What no face has of a text: told once, at its place, with how to get it; marks that would stand beside letters."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import Place
from clinicpress.looks.coverage import missing_glyphs
from clinicpress.workspace.nodes import Text
from tests.looks.test_fonts import chain

HERE = Place("templates/themes/own.yaml", 4, 9)


@pytest.mark.parametrize(
    ("words", "column", "message", "hint"),
    [
        ("a ☃ b ☃", 11, "no font has the character “☃”, U+2603 (SNOWMAN)", "replace it, or add a font"),
        ("a ꙮ b ꙮ ☃", 11, "no font has the characters ꙮ ☃ (Cyrillic)", "replace them, or add a font"),
        ("ខ្ញុំ", 9, "no font has the characters ខ ញ (Khmer)", "add a font that has them to fonts/catalog.yaml, "),
        ("ab ខ្ញ☃", 12, "no font has the characters ខ ញ ☃ (Khmer)", "add a font that has them to fonts/catalog.yaml, "),
        ("".join(map(chr, range(0xA000, 0xA040))), 9, "no font has the characters ꀀ ꀁ ", "add a font"),
    ],
)
def test_what_no_face_has_of_a_text_is_told_at_once(words: str, column: int, message: str, hint: str) -> None:
    both = chain("atkinson", "source-sans")
    for _ in range(2):
        [problem] = missing_glyphs(Text(words, HERE, words), both)
        assert problem.place.column == column
        assert problem.message.startswith(message)
        assert problem.hint.startswith(hint)
        assert len(problem.message) < 120


SEATLESS = {
    "the mean 5\u0304": (
        18,
        "“5\u0304” cannot be printed: its mark, U+0304 (COMBINING MACRON), would stand beside the “5”",
    ),
    "A\u20dd": (9, "“A\u20dd” cannot be printed: its mark, U+20DD (COMBINING ENCLOSING CIRCLE)"),
    "1\ufe0f\u20e3 sit": (9, "“1\u20e3” cannot be printed: its mark, U+20E3 (COMBINING ENCLOSING KEYCAP)"),
    "7\u0304\u0302": (
        9,
        "“7\u0304\u0302” cannot be printed: its marks, U+0304 (COMBINING MACRON) and U+0302 (COMBINING",
    ),
    "ดีก\u0304": (11, "“ก\u0304” cannot be printed: its mark, U+0304 (COMBINING MACRON)"),
    "\u0301a": (9, "the mark U+0301 (COMBINING ACUTE ACCENT) stands on no letter"),
    "a \u0301b": (10, "the mark U+0301 (COMBINING ACUTE ACCENT) stands on no letter"),
    "ก \u0e49": (10, "the mark U+0E49 (THAI CHARACTER MAI THO) stands on no letter"),
}
"""Texts with marks that no font can put on their letter: the column where that is told, and how."""


@pytest.mark.parametrize("text", SEATLESS)
def test_marks_that_would_stand_beside_their_letter_are_told_once_where_it_stands(text: str) -> None:
    [problem] = missing_glyphs(Text(text, HERE, text), chain("atkinson", "source-sans"))
    column, message = SEATLESS[text]
    assert problem.place.column == column
    assert problem.message.startswith(message)


def test_a_mark_on_no_letter_and_one_on_a_letter_are_mended_in_different_ways() -> None:
    told = missing_glyphs(Text("5\u0304 \u0301", HERE, "5\u0304 \u0301"), chain("atkinson"))
    assert [problem.hint for problem in told] == [
        "say it in words, show it in a picture, or use a letter that has its mark built in",
        "type it behind its letter, or delete it",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("e\u0301", "le\u0301 a\u0300", "A\u030a", "ẹ", "e\u0323", "✓\ufe0f"),
        *("x\u0304", "p\u0302", "M\u0308", "x\u0304\u0302", "lo\u0301 le\u0323\u0301", "за\u0301мок", "Нгу\u0301"),
        *("العِيادَة", "שָׁלוֹם", "क्लिनिक", "ক্লিনিক", "คลินิกที่นี่", "می\u200cخواهم", "हिन्दी में"),
    ],
)
def test_marks_that_a_font_puts_on_their_letter_are_printed(text: str) -> None:
    assert missing_glyphs(Text(text, HERE, text), chain("atkinson", "source-sans")) == []


def test_of_a_letter_that_no_font_has_its_marks_are_not_told_too() -> None:
    [problem] = missing_glyphs(Text("ꕉ\u0301 ꕉ\u0300", HERE, "ꕉ\u0301 ꕉ\u0300"), chain("atkinson"))
    assert problem.message.startswith("no font has the character “ꕉ”")
