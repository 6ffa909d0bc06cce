"""The contents: which headings they list, how an entry is set, and how it is tagged."""

from __future__ import annotations

import pytest

from clinicpress.artwork.supplies import Supplies
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.looks.theme import Fit
from clinicpress.typesetting.builder import Story, StoryBuilder
from clinicpress.typesetting.contents import GAP, entries_of
from clinicpress.typesetting.pagination import Pagination
from tests.typesetting.told import draw, english, look, told

STORY = """
<h1 id='t'>⟦Title⟧</h1>
<contents><h2 class='contents-title'>⟦Contents⟧</h2></contents>
<section><h2 id='a'>⟦One⟧</h2><section><h3 id='b'>⟦Below⟧</h3>
<section><h4 id='c'>⟦Deep⟧</h4></section></section></section>
<section><h2>⟦No id⟧</h2><h3>⟦Question⟧</h3></section>
<section><h2 id='d'>⟦Two of **them**⟧</h2></section>
"""
PAGES = {"a": 3, "b": 12, "d": 128}


def built(pages: Pagination | None, html: str = STORY) -> Story:
    return numbered(StoryBuilder(look(), english(), Supplies({}, {}), 600.0, Fit(), pages).build(told(html)))


def numbered(story: Story) -> Story:
    """Tell the entries of a story's contents their pages."""
    story.number(PAGES)
    return story


def listed(levels: int) -> PressCanvas:
    return draw(built(Pagination(levels=levels)))


@pytest.mark.parametrize(("levels", "anchors"), [(0, []), (1, ["a", "d"]), (2, ["a", "b", "d"])])
def test_contents_list_the_sections_so_many_levels_deep(levels: int, anchors: list[str]) -> None:
    assert [entry.anchor for entry in entries_of(told(STORY), levels)] == anchors
    assert [number.anchor for number in built(Pagination(levels=levels)).numbers] == anchors


@pytest.mark.parametrize("pages", [None, Pagination()])
def test_without_entries_there_is_no_heading_either(pages: Pagination | None) -> None:
    assert not [line for line in draw(built(pages)).record.texts if "Contents" in line.text]


def test_an_entry_has_its_page_at_the_right_margin_in_its_own_line() -> None:
    canvas = listed(2)
    lines = [line for line in canvas.record.texts if is_listed(canvas, line.baseline)]
    texts = [line.text.strip() for line in lines]
    assert texts == ["Contents", "One", "3", "Below", "12", "Two of them", "128"]
    numbers = lines[2::2]
    for words, number in zip(lines[1::2], numbers, strict=True):
        assert words.baseline == number.baseline
    assert lines[3].x > lines[1].x == lines[5].x == 200


def test_pages_are_counted_in_the_languages_digits() -> None:
    farsi = english().model_copy(update={"digits": "۰۱۲۳۴۵۶۷۸۹"})
    pages = Pagination(levels=1)
    canvas = draw(numbered(StoryBuilder(look(), farsi, Supplies({}, {}), 600.0, Fit(), pages).build(told(STORY))))
    said = [line.text.strip() for line in canvas.record.texts]
    assert [text for text in said if text in ("۳", "۱۲۸", "3", "128")] == ["۳", "۱۲۸"]


def is_listed(canvas: PressCanvas, baseline: float) -> bool:
    first = next(line.baseline for line in canvas.record.texts if line.text == "Contents")
    return first >= baseline > first - 100


def test_a_long_entry_breaks_before_it_reaches_its_page() -> None:
    html = STORY.replace("⟦One⟧", f"⟦{'Long words ' * 12}⟧")
    canvas = draw(built(Pagination(levels=1), html))
    number = next(line for line in canvas.record.texts if line.text.strip() == "3")
    words = [
        line
        for line in canvas.record.texts
        if line.text.startswith(("Long", "words")) and line.baseline >= number.baseline
    ]
    assert len(words) > 1
    assert number.baseline == words[-1].baseline
    assert (
        max(sum(piece.face.width(piece.text, piece.size) for piece in line.pieces) for line in words)
        <= number.x - 200 - GAP + 4
    )


def test_the_structure_is_that_of_a_table_of_contents() -> None:
    story = built(Pagination(levels=2))
    draw(story)
    part = next(element for element in story.structure.walk() if element.tag == "TOC")

    def outline(element: object) -> object:
        tag, children = element.tag, element.children  # type: ignore[attr-defined]
        return (tag, [outline(child) for child in children])

    entry = ("TOCI", [("Reference", [("Link", [])])])
    assert outline(part) == ("TOC", [entry, ("TOC", [entry]), entry])
    references = [element for element in part.walk() if element.tag == "Reference"]
    assert [" ".join(element.said.split()) for element in references] == ["One 3", "Below 12", "Two of them 128"]
    assert not story.structure.faults()
