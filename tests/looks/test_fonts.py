"""The font shelf: the nearest face of a family, the first that has a character, and a place for what none has."""

from __future__ import annotations

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain, FontShelf, missing_glyphs
from clinicpress.workspace.nodes import Text
from tests.typesetting.furnished import WORKSPACE

SHELF = FontShelf(WORKSPACE)
HERE = Place("templates/themes/own.yaml", 4, 9)


def chain(*families: str, weight: int = 400, italic: bool = False) -> Chain:
    return Chain(SHELF, [Unprinted(family, HERE) for family in families], weight, italic)


@pytest.mark.parametrize(("weight", "nearest"), [(400, 400), (500, 400), (600, 600), (690, 700), (900, 700)])
def test_the_nearest_weight_is_taken(weight: int, nearest: int) -> None:
    assert SHELF.face("source-sans", weight, False, HERE) is SHELF.face("source-sans", nearest, False, HERE)


def test_an_italic_is_another_face() -> None:
    assert SHELF.face("atkinson", 400, True, HERE).name != SHELF.face("atkinson", 400, False, HERE).name


def test_an_unknown_family_is_told_where_it_is_named() -> None:
    with pytest.raises(InputProblems) as caught:
        SHELF.family("atkinsen", HERE)
    [problem] = caught.value.problems
    assert (problem.place, problem.message, problem.hint) == (
        HERE, "unknown font family “atkinsen”", "did you mean “atkinson”?",
    )  # fmt: skip


def test_a_character_is_printed_by_the_first_face_that_has_it() -> None:
    both = chain("atkinson", "source-sans")
    assert both.face_for("a") is both[0]
    assert both.face_for("✓") is both[1]
    assert both.face_for("ꙮ") is both[0], "what nobody has is found by missing_glyphs"


def test_a_width_is_the_sum_of_its_letters() -> None:
    face = chain("source-sans")[0]
    assert face.width("aab", 20) == pytest.approx(2 * face.width("a", 20) + face.width("b", 20))
    assert face.width("a", 20) == pytest.approx(2 * face.width("a", 10))
    assert face.width("aꙮ", 1000) == pytest.approx(face.width("a", 1000) + face.font.face.defaultWidth)


@pytest.mark.parametrize(
    ("words", "column", "message", "hint"),
    [
        ("a ☃ b ☃", 11, "no font has the character “☃”, U+2603 (SNOWMAN)", "replace it, or add a font"),
        ("a ꙮ b ꙮ ☃", 11, "no font has the characters ꙮ ☃ (Cyrillic)", "replace them, or add a font"),
        (
            "北京协和医院",
            9,
            "no font has the characters 北 京 协 和 医 院 (Chinese characters)",
            "replace them, or add",
        ),
        ("ab עברית", 12, "no font has the characters ע ב ר י ת (Hebrew)", "write this in Latin letters"),
        ("".join(map(chr, range(0x4E00, 0x4E40))), 9, "no font has the characters 一 丁 ", "replace them"),
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
    "the mean x\u0304": (18, "“x\u0304” cannot be printed: its mark, U+0304 (COMBINING MACRON), would"),
    "p\u0302": (9, "“p\u0302” cannot be printed: its mark, U+0302 (COMBINING CIRCUMFLEX ACCENT), would"),
    "M\u0308": (9, "“M\u0308” cannot be printed: its mark, U+0308 (COMBINING DIAERESIS), would stand beside the “M”"),
    "5\u0304": (9, "“5\u0304” cannot be printed: its mark, U+0304"),
    "A\u20dd": (9, "“A\u20dd” cannot be printed: its mark, U+20DD (COMBINING ENCLOSING CIRCLE)"),
    "1\ufe0f\u20e3 sit": (9, "“1\u20e3” cannot be printed: its mark, U+20E3 (COMBINING ENCLOSING KEYCAP)"),
    "x\u0304\u0302": (
        9,
        "“x\u0304\u0302” cannot be printed: its marks, U+0304 (COMBINING MACRON) and U+0302 (COMBINING",
    ),
    "lo\u0301 le\u0323\u0301": (14, "“ẹ\u0301” cannot be printed: its mark, U+0301 (COMBINING ACUTE ACCENT)"),
    "\u0301a": (9, "the mark U+0301 (COMBINING ACUTE ACCENT) stands on no letter"),
    "a \u0301b": (10, "the mark U+0301 (COMBINING ACUTE ACCENT) stands on no letter"),
}
"""Texts with a letter and its marks that are no character of Unicode's: the column where that is told, and how."""


@pytest.mark.parametrize("text", SEATLESS)
def test_marks_that_would_stand_beside_their_letter_are_told_once_where_it_stands(text: str) -> None:
    [problem] = missing_glyphs(Text(text, HERE, text), chain("atkinson", "source-sans"))
    column, message = SEATLESS[text]
    assert problem.place.column == column
    assert problem.message.startswith(message)


def test_a_mark_on_no_letter_and_one_on_a_letter_are_mended_in_different_ways() -> None:
    told = missing_glyphs(Text("x\u0304 \u0301", HERE, "x\u0304 \u0301"), chain("atkinson"))
    assert [problem.hint for problem in told] == [
        "say it in words, show it in a picture, or use a letter that has its mark built in",
        "type it behind its letter, or delete it",
    ]


@pytest.mark.parametrize("text", ["e\u0301", "le\u0301 a\u0300", "A\u030a", "ẹ", "e\u0323", "✓\ufe0f"])
def test_a_letter_and_its_mark_that_are_one_character_are_printed(text: str) -> None:
    assert missing_glyphs(Text(text, HERE, text), chain("atkinson", "source-sans")) == []


def test_of_a_letter_that_no_font_has_its_marks_are_not_told_too() -> None:
    [problem] = missing_glyphs(Text("ก่ ก้", HERE, "ก่ ก้"), chain("atkinson"))
    assert problem.message.startswith("no font has the character “ก”")
