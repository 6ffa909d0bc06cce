"""Sections that are set once: which are kept when a story is told of other pages, and what comes of them then."""

from __future__ import annotations

import pytest

from clinicpress.artwork.supplies import Supplies
from clinicpress.looks.theme import Fit
from clinicpress.story.markup import Tag
from clinicpress.typesetting.builder import Story, StoryBuilder
from clinicpress.typesetting.pagination import Pagination
from clinicpress.typesetting.sections import Sections, depends_on_pages
from tests.typesetting.told import draw, english, look, told

STORY = """
<h1 id='t'>⟦Title⟧</h1>
<contents><h2 class='contents-title'>⟦Contents⟧</h2></contents>
<section><h2 id='a'>⟦One⟧</h2><p>⟦Text⟧</p><section><h3 id='b'>⟦Below⟧</h3><p>⟦More⟧</p></section></section>
<section><h2 id='c'>⟦Two⟧</h2><p>⟦See⟧ <page of='a'></page></p><section><h3 id='d'>⟦Last⟧</h3></section></section>
<section><h2>⟦No id⟧</h2></section>
"""
BEFORE, AFTER = Pagination({"a": 3, "c": 12}, levels=1), Pagination({"a": 4, "c": 13}, levels=2)


def built(root: Tag, pages: Pagination, sections: Sections | None = None) -> Story:
    kept = {} if sections is None else sections
    return StoryBuilder(look(), english(), Supplies({}, {}), 600.0, Fit(), pages, kept).build(root)


def facts(story: Story) -> tuple[object, ...]:
    """Return all that comes of a story."""
    story.number({"a": 3, "b": 4, "c": 12, "d": 13})
    texts = [(line.text, line.x, line.baseline) for line in draw(story).record.texts]
    structure = [(each.tag, each.text, each.parent and each.parent.tag) for each in story.structure.walk()]
    numbers = [number.anchor for number in story.numbers]
    return texts, structure, story.structure.said, story.bookmarks, story.asked, numbers


@pytest.mark.parametrize(("first", "then"), [(Pagination(), BEFORE), (BEFORE, AFTER), (AFTER, AFTER)])
def test_a_story_that_is_set_again_is_as_one_that_is_set_anew(first: Pagination, then: Pagination) -> None:
    root, sections = told(STORY), Sections()
    built(root, first, sections)
    assert facts(built(root, then, sections)) == facts(built(told(STORY), then))


def test_only_sections_that_print_a_page_or_have_headings_without_ids_are_set_anew() -> None:
    root, sections = told(STORY), Sections()
    one, other = (built(root, pages, sections).stack.children for pages in (BEFORE, AFTER))
    assert [here is there for here, there in zip(one[-3:], other[-3:], strict=True)] == [True, False, False]
    last = [sections[key].bookmarks for key in sections]
    assert last == [[(2, "Below", "b")], [(1, "One", "a"), (2, "Below", "b")], [(2, "Last", "d")]]


@pytest.mark.parametrize(
    ("inside", "depends"),
    [
        ("<p>⟦Text⟧</p>", False),
        ("<p>⟦Text⟧ <page of='t'></page></p>", True),
        ("<ul><li>⟦x⟧ <page of='t'></page></li></ul>", True),
    ],
)
def test_what_prints_a_page_depends_on_pages(inside: str, depends: bool) -> None:
    assert depends_on_pages(told(f"<h1 id='t'>⟦Title⟧</h1><section>{inside}</section>")) is depends
