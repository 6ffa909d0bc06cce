"""Bounds of an article: what no article for patients comes near is refused at its line."""

from __future__ import annotations

import pytest

from clinicpress.drafting.bounds import (
    MARKS,
    MAX_DEPTH,
    MAX_LINES,
    MAX_SIGNS,
    MAX_WORD,
    check_depth,
    check_lines,
    check_paragraphs,
)
from clinicpress.ground.problems import InputProblems, Place

HALF = "* " * (MAX_SIGNS // 2)


def refused(text: str) -> tuple[int, str]:
    with pytest.raises(InputProblems) as told:
        check_lines("a.txt", text, MARKS)
    [problem] = told.value.problems
    return problem.place.line, problem.message


def test_what_is_just_within_the_bounds_is_read() -> None:
    check_lines("a.txt", "a\n" * (MAX_LINES - 1), MARKS)
    check_lines("a.txt", f"so {HALF}\nso {HALF}", MARKS)
    check_lines("a.txt", "x" * MAX_WORD, MARKS)
    check_depth(Place("a.txt"), [1, MAX_DEPTH])
    check_depth(Place("a.txt"), [])


def test_what_is_beyond_them_is_told_at_its_line() -> None:
    assert refused("a\n" * MAX_LINES) == (MAX_LINES + 1, f"the article has {MAX_LINES + 1} lines, at most {MAX_LINES}")
    assert refused(f"a\n\nso {HALF}\nso {HALF}*")[0] == 3
    assert refused(f"a\nb {'x' * (MAX_WORD + 1)}") == (
        2,
        f"a word of more than {MAX_WORD} letters stands here",
    )
    with pytest.raises(InputProblems, match="more than 40 levels deep"):
        check_depth(Place("a.txt", 3), [MAX_DEPTH + 1])


@pytest.mark.parametrize("between", ["\n\nso ", "\n- so ", "\n1. so ", "\n# so "])
def test_marks_are_counted_by_paragraph(between: str) -> None:
    check_lines("a.txt", f"so {HALF}{between}{HALF}*", MARKS)


def test_each_paragraph_of_a_document_counts_for_itself() -> None:
    check_paragraphs("a.docx", ["*" * MAX_SIGNS, "*" * MAX_SIGNS])
    with pytest.raises(InputProblems, match="stars, brackets or other marks"):
        check_paragraphs("a.docx", ["a", "*" * (MAX_SIGNS + 1)])
