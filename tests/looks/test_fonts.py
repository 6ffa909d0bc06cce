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


def test_a_character_that_no_face_has_is_told_once_at_its_place() -> None:
    text = Text("a ꙮ b ꙮ ☃", HERE, "a ꙮ b ꙮ ☃")
    both = chain("atkinson", "source-sans")
    for _ in range(2):
        found = missing_glyphs(text, both)
        assert [(problem.place.column, problem.message[:36]) for problem in found] == [
            (11, "no font has the character “ꙮ”, U+A66"), (17, "no font has the character “☃”, U+260"),
        ]  # fmt: skip


def test_a_mark_that_would_stand_beside_its_letter_is_told() -> None:
    [problem] = missing_glyphs(Text("x\u0304", HERE, "x\u0304"), chain("atkinson"))
    assert "cannot be printed: its mark, U+0304" in problem.message
    assert missing_glyphs(Text("e\u0301", HERE, "e\u0301"), chain("atkinson")) == [], "that is one character: é"
