"""Nothing is printed over anything else: the places of all that was drawn are compared, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clinicpress.drawing.record import Area, Record
from clinicpress.drawing.sheet import Line, Piece
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Frame
from clinicpress.press.overlap import MOST_TOLD, prove_apart
from tests.conftest import Finished
from tests.typesetting.toys import INK, chain

LAYOUT = Place("templates/handout/layout.yaml")
WORDS = "Words of some length"
LEFT = Frame(1, 40.0, 700.0, 200.0, 500.0, 100.0, "left")
RIGHT = Frame(1, 320.0, 700.0, 200.0, 660.0, 40.0, "right")


def line(x: float, baseline: float, page: int = 1, words: str = WORDS) -> Line:
    """Return a line of 10 points, about 93 points long."""
    return Line(page, x, baseline, 10, words, (Piece(words, chain()[0], 10, INK),))


def picture(left: float, bottom: float, right: float, top: float, page: int = 1) -> Area:
    return Area(page, "a picture", left, bottom, right, top)


def told(record: Record) -> list[str]:
    """Return what is said about the places of what was drawn on letter paper."""
    try:
        prove_apart(record, (612, 792), LAYOUT)
    except InputProblems as problems:
        assert {problem.place for problem in problems.problems} == {LAYOUT}
        assert all(problem.hint for problem in problems.problems)
        return [problem.message for problem in problems.problems]
    return []


OVER = f"“{WORDS}” is printed over"


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        (Record(texts=[line(300, 400), line(300, 411)]), None),
        (Record(texts=[line(300, 400), line(396, 400)]), None),
        (Record(texts=[line(300, 400), line(300, 403)]), f"{OVER} “{WORDS}” on page 1"),
        (Record(texts=[line(300, 400), line(350, 400)]), f"{OVER} “{WORDS}” on page 1"),
        (Record(texts=[line(550, 400)]), f"“{WORDS}” reaches over the edge of page 1"),
        (Record(texts=[line(-9, 400)]), f"“{WORDS}” reaches over the edge of page 1"),
        (Record(texts=[line(550, 400, words=" ")]), None),
        (Record(texts=[line(300, 90)], stamped_lines=[line(310, 92)]), f"{OVER} “{WORDS}” on page 1"),
        (Record(texts=[line(300, 400)], areas=[picture(350, 390, 450, 500)]), f"{OVER} a picture on page 1"),
        (Record(areas=[picture(300, 200, 400, 300), picture(300, 301, 400, 400)]), None),
        (
            Record(areas=[picture(300, 200, 400, 300), picture(300, 250, 400, 400)]),
            "a picture is printed over a picture on page 1",
        ),
        (Record(areas=[picture(550, 200, 650, 300)]), "a picture reaches over the edge of page 1"),
        (Record(areas=[picture(50, 90, 150, 300)], lowest={LEFT: 90}), "a picture is drawn over the footer of page 1"),
        (
            Record(texts=[line(50, 90), line(50, 110)], lowest={LEFT: 90}),
            f"“{WORDS}” is drawn over the footer of page 1",
        ),
        (Record(areas=[picture(350, 90, 450, 300)], lowest={RIGHT: 90}), None),
        (
            Record(areas=[picture(50, 90, 150, 300), picture(350, 190, 450, 300)], lowest={LEFT: 90, RIGHT: 190}),
            "a picture is drawn over the footer of page 1",
        ),
        (Record(lowest={LEFT: 90}), "a line or a ground is drawn over the footer of page 1"),
        (Record(lowest={LEFT: LEFT.foot - 1e-9}), None),
    ],
)
def test_places_are_compared(drawn: Record, message: str | None) -> None:
    assert told(replace(drawn, stamps=1)) == ([message] if message else [])


@pytest.mark.parametrize("page", [1, 2, 3])
def test_every_page_is_looked_at_and_only_with_itself(page: int) -> None:
    texts = [line(300, 400, each) for each in (1, 2, 3)]
    assert told(Record(stamps=3, texts=texts)) == []
    assert told(Record(stamps=3, texts=[*texts, line(300, 402, page)])) == [f"{OVER} “{WORDS}” on page {page}"]


def test_pictures_of_different_pages_are_apart() -> None:
    on_both = [picture(50, 200, 150, 300), picture(50, 200, 150, 300, page=2)]
    assert told(Record(stamps=2, areas=on_both)) == []
    over = line(60, 250, page=2)
    assert told(Record(stamps=2, areas=on_both, texts=[over])) == [f"{OVER} a picture on page 2"]


def test_the_words_of_one_panel_are_compared_with_those_of_the_next() -> None:
    wide = line(LEFT.x, 400, words=" ".join([WORDS] * 4))
    [message] = told(Record(stamps=1, texts=[wide, line(RIGHT.x, 400)]))
    assert "is printed over" in message


def test_of_many_overlaps_the_first_are_told() -> None:
    texts = [line(550, 20 * row, words=f"{WORDS} {row}") for row in range(1, 30)]
    assert len(told(Record(stamps=1, texts=texts))) == MOST_TOLD


def test_a_theme_that_moves_asides_over_each_other_is_told_at_the_layout(
    workspace: Path, press: Callable[..., Finished]
) -> None:
    """It is no fault of the program's: there is a place to look at, and a status that says so."""
    theme = workspace / "templates" / "themes" / "near.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text(
        "extends: calm\ndrops: {section: -18}\nrules: {section: {before: 0, after: 0}}\n", encoding="utf-8"
    )
    editions = workspace / "editions.yaml"
    editions.write_text(editions.read_text(encoding="utf-8").replace("calm", "near"), encoding="utf-8")
    aside = "aside: {term: Breath, means: what you breathe in and out again}"
    sections = "".join(
        f"  - {{id: s{number}, heading: Part {number}, {aside}, body: [{{paragraph: Sit upright.}}]}}\n"
        for number in (1, 2)
    )
    brochure = workspace / "brochures" / "breathing" / "en.yaml"
    text = brochure.read_text(encoding="utf-8")
    brochure.write_text(f"{text.partition('sections:')[0]}sections:\n{sections}", encoding="utf-8")
    finished = press("build")
    assert finished.status == 1, finished.err
    assert re.search(
        "^templates/handout/layout.yaml:1:1: error: .+ is printed over “.+” on page 1$", finished.err, re.M
    )
