"""The type case: codes as they come, words that are looked up, and arrays that say what they print."""

from __future__ import annotations

import re

from clinicpress.drawing.typecase import TypeCase, joined, moved, sorts_alone, words_from_the_left
from tests.typesetting.toys import chain


def codes(array: str) -> list[int]:
    return [int(code, 16) for run in re.findall("<([0-9a-f]+)>", array) for code in re.findall("....", run)]


def test_codes_count_up_in_the_order_in_which_sorts_come() -> None:
    case, face = TypeCase(), chain()[0]
    resource, array = case.encoded(face, "noon on", 0)
    assert (resource, codes(array)) == ("/F0", [1, 2, 2, 1, 3, 2, 1])
    assert [sort.text for sort in case.font(face)[1]] == ["n", "o", " "]


def test_each_face_is_a_font_of_its_own() -> None:
    case, faces = TypeCase(), chain(400, ("atkinson", "source-sans"))
    assert [case.encoded(face, "a", 0)[0] for face in (faces[0], faces[1], faces[0])] == ["/F0", "/F1", "/F0"]


def test_text_that_runs_to_the_left_is_written_from_the_left() -> None:
    case, face = TypeCase(), chain()[0]
    assert codes(case.encoded(face, "mi nh", 0)[1]) == [1, 2, 3, 4, 5]
    assert codes(case.encoded(face, "mi nh", 1)[1]) == [5, 4, 3, 2, 1]
    assert words_from_the_left("mi nh", 1) == ("nh", " ", "mi")


def test_kerns_move_the_line_back_where_letters_come_nearer() -> None:
    case, face = TypeCase(), chain()[0]
    kern = face.width("AV", 1000) - face.width("A", 1000) - face.width("V", 1000)
    assert case.encoded(face, "AV", 0)[1] == f"<0001>{-kern:g}<0002>"
    assert moved(-20.5) == "20.5"
    assert moved(0.0) == ""


def test_codes_that_follow_each_other_are_one_string() -> None:
    assert joined("<0001><0002>-3<0001><0004>") == "[<00010002>-3<00010004>]"


def test_what_is_in_stock_has_the_first_codes() -> None:
    case, face = TypeCase(), chain()[0]
    assert case.stock({face: "ba"}) == {face.name: ("/F0", {"b": 1, "a": 2})}
    assert codes(case.encoded(face, "cab", 0)[1]) == [3, 2, 1]


def test_a_character_of_several_sorts_or_none_is_not_in_stock() -> None:
    assert [char for char, _ in sorts_alone(chain()[0], ["a", "\u200c", "e\u0301"])] == ["a", "\u200c"]
