"""Pagination: the pages that a story prints are those on which its sections stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from clinicpress.looks.design import Frame
from clinicpress.makeup.choosing import Leaf
from clinicpress.makeup.dealing import FilledFrame
from clinicpress.makeup.settling import Paginated, pages_of, settled
from clinicpress.typesetting.flowables import Stack
from clinicpress.typesetting.pagination import Pagination
from tests.typesetting.toys import paragraph


def laid_out(pages: dict[str, int], last: int, *asked: str) -> Paginated:
    """Return a layout of so many pages, with anchors on some of them."""
    frames = [
        FilledFrame(
            Frame(page, 0, 100, 100, 100, 0, "text"),
            Stack(tuple(replace(paragraph(a), anchor=a) for a, p in pages.items() if p == page)),
            Leaf(None, 1.0, ()),
        )
        for page in range(1, last + 1)
    ]
    return Paginated(frames, frozenset(asked))


def test_a_story_that_prints_no_pages_is_laid_out_once() -> None:
    told: list[Pagination] = []

    def lay_out(pages: Pagination) -> Paginated:
        told.append(pages)
        return laid_out({"a": 4}, 6)

    settled(lay_out, 6)
    assert told == [Pagination()]


def test_the_pages_are_those_of_the_layout_in_which_they_are_printed() -> None:
    def lay_out(pages: Pagination) -> Paginated:
        # A number of two figures takes a line more, which moves the sections behind it.
        return laid_out({"a": 9 if pages.page("b") < 10 else 10, "b": 10}, 12, "a", "b")

    made, told = settled(lay_out, None)
    assert (told.page("a"), told.page("b")) == (10, 10)
    assert pages_of(made.frames) == {"a": 10, "b": 10}


def test_a_number_that_moves_its_own_section_is_left_out() -> None:
    def lay_out(pages: Pagination) -> Paginated:
        moved = "a" not in pages.silent and pages.page("a") == 9
        return laid_out({"a": 10 if moved else 9, "b": 3}, 12, "a", "b")

    made, told = settled(lay_out, None)
    assert told.silent == {"a"}
    assert pages_of(made.frames)["b"] == told.page("b") == 3


def test_a_number_that_is_left_out_of_the_text_is_right_in_the_contents() -> None:
    def lay_out(pages: Pagination) -> Paginated:
        moved = "a" not in pages.silent and pages.page("a") == 9
        return laid_out({"a": 10 if moved else 9}, 12, "a")

    made, told = settled(lay_out, None)
    assert told.silent == {"a"}
    assert pages_of(made.frames)["a"] == told.page("a") == 9


def test_many_numbers_that_never_settle_end_in_pages_that_are_right() -> None:
    names = [f"s{number}" for number in range(40)]

    def lay_out(pages: Pagination) -> Paginated:
        # The first one that is printed still moves itself, and only that one.
        mover = next((name for name in names if name not in pages.silent), None)
        at = {name: 9 + (name == mover and pages.page(name) == 9) for name in names}
        return laid_out(at, 12, *names)

    made, told = settled(lay_out, None)
    assert pages_of(made.frames) == dict(told.pages)


@pytest.mark.parametrize(("pages", "levels"), [(6, 0), (7, 1), (11, 1), (12, 2), (40, 2)])
def test_contents_are_listed_from_so_many_pages_on(pages: int, levels: int) -> None:
    asked: Callable[[Pagination], tuple[str, ...]] = lambda told: ("a",) if told.levels else ()  # noqa: E731
    _, told = settled(lambda told: laid_out({"a": 2}, pages + told.levels, *asked(told)), 6)
    assert told.levels == levels
    assert not settled(lambda told: laid_out({}, pages), None)[1].levels


def test_for_the_numbers_of_the_contents_nothing_is_laid_out_again() -> None:
    levels: list[int] = []

    def lay_out(told: Pagination) -> Paginated:
        levels.append(told.levels)
        return laid_out({"a": 2 + told.levels}, 8)

    _, told = settled(lay_out, 6)
    assert levels == [0, 1]
    assert dict(told.pages) == {"a": 3}


def test_contents_that_push_the_text_print_the_pages_that_it_is_pushed_to() -> None:
    def lay_out(told: Pagination) -> Paginated:
        return laid_out({"a": 2 + told.levels, "b": 7 + told.levels}, 8, *(("a", "b") if told.levels else ()))

    _, told = settled(lay_out, 6)
    assert dict(told.pages) == {"a": 3, "b": 8}
