"""Problems: places that people count, one message each, and hints that name what is near."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.ground.problems import (
    InputProblems,
    Place,
    Problem,
    counted,
    did_you_mean,
    first_of,
    refusals_told,
    warning,
)


@pytest.mark.parametrize(
    ("before", "line", "column"), [("", 1, 1), ("ab", 1, 3), ("ab\n", 2, 1), ("ab\ncd\nefg", 3, 4)]
)
def test_a_place_is_counted_from_1(before: str, line: int, column: int) -> None:
    assert Place.behind("a.yaml", before) == Place("a.yaml", line, column)


def test_a_problem_reads_as_editors_understand_it() -> None:
    assert str(Problem(Place("a.yaml", 3, 7), "text is expected here", "put it in quotes")) == (
        "a.yaml:3:7: error: text is expected here\n  hint: put it in quotes"
    )
    assert str(warning(Place("a.yaml"), "this is long")) == "a.yaml:1:1: warning: this is long"


def test_problems_come_in_the_order_of_their_places_and_once() -> None:
    later, first, other = (Problem(Place(*place), "m") for place in (("a", 10, 1), ("a", 9, 2), ("b", 1, 1)))
    assert InputProblems([other, later, first, later]).problems == [first, later, other]


def test_what_the_system_refuses_is_a_problem_of_that_file(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as told, refusals_told():
        (tmp_path / "gone").read_bytes()
    assert [(p.place, p.message) for p in told.value.problems] == [
        (Place(str(tmp_path / "gone")), "this cannot be used: No such file or directory")
    ]


def test_what_is_about_no_file_stays_a_fault() -> None:
    with pytest.raises(OSError, match="no more"), refusals_told():
        raise OSError(28, "no more")


MANY = [f"n{number:02}" for number in range(26)]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("Calmm", ["calm", "plum"], "did you mean “calm”?"),
        ("zebra", ["plum", "calm"], "known here: calm, plum"),
        ("zebra", [], ""),
        ("zebra", MANY, f"known here: {', '.join(MANY[:24])}, …"),
    ],
)
def test_the_nearest_known_word_is_named_or_all(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_many_names_are_cut_and_counted() -> None:
    assert first_of(["a", "b", "c"], 3) == "a, b, c"
    assert first_of([str(number) for number in range(2003)], 2, "; ") == "0; 1, and 2,001 more"


def test_things_are_counted_in_words() -> None:
    assert [counted(count, "page") for count in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
