"""Pages: the footer is measured first, and frames get what is left."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Design
from clinicpress.typesetting.flowables import Stack
from clinicpress.typesetting.page import FooterPlan, Furniture
from tests.typesetting.furnished import (
    DISCLAIMER,
    SOURCE,
    canvas_of,
    design,
    footer_text,
    furniture,
    read_frames,
    stamp_pages,
)
from tests.typesetting.told import english, look, operators
from tests.typesetting.toys import LEADING, Block, dealt

# Head and footer ---------------------------------------------------------------------------------


def lines_of_pages(disclaimer: str, layout: str = "handout") -> list[int]:
    """Return how many lines of a long story stand on the pages of a design, above a footer that says this."""
    found = dealt(Stack(tuple(Block("x") for _ in range(120))), furniture(disclaimer, layout).frames())
    return [len(lines) for _, _, lines in read_frames(found)]


def test_frames_begin_where_the_layout_says_and_end_above_the_footer() -> None:
    first, second, third = itertools.islice(furniture().frames(), 3)
    layout, geometry, top = design().layout, design().geometry, furniture().footer.top
    assert [each.page for each in (first, second, third)] == [1, 2, 3]
    assert [geometry.height - each.top for each in (first, second, third)] == [
        layout.first_page.top, layout.later_pages.top, layout.later_pages.top,
    ]  # fmt: skip
    for each in (first, second, third):
        assert (each.x, each.width) == (geometry.main, geometry.measure)
        assert each.top - each.height == pytest.approx(top + layout.footer.gap)
        assert each.foot == top


def test_pages_are_counted_in_the_languages_digits() -> None:
    plain = furniture().footer
    assert plain.folio(2, 12) == "Page 2 of 12"
    farsi = FooterPlan(design(), plain.text._replace(digits="۰۱۲۳۴۵۶۷۸۹"))
    assert farsi.folio(2, 12) == "Page ۲ of ۱۲"


def test_a_longer_disclaimer_leaves_fewer_lines_on_every_page() -> None:
    notes = ["Note: " + "Ask your clinic. " * times for times in (1, 60)]
    few, many = (furniture(note).footer for note in notes)
    assert (few.wide, many.wide) == (False, True)
    # The clinic in one line, and source, disclaimer and version in eight; a line of the story is as high as each.
    assert many.top - few.top == pytest.approx((1 + 8 - 4) * LEADING)
    short, long = (lines_of_pages(note) for note in notes)
    assert [one - other for one, other in zip(short[:2], long[:2], strict=True)] == [5, 5]


def test_a_footer_beside_the_clinics_lines_takes_as_many_as_they_do() -> None:
    assert lines_of_pages("Note: Ask.") == lines_of_pages("Note: " + "Ask your clinic. " * 8)


@pytest.mark.parametrize(
    ("source", "disclaimer", "place"),
    [("A guide. ", "Ask your clinic. " * 200, DISCLAIMER), ("A guide. " * 400, "Ask your clinic.", SOURCE)],
)
def test_a_footer_takes_at_most_a_quarter_of_the_page(source: str, disclaimer: str, place: Place) -> None:
    with pytest.raises(InputProblems) as told:
        FooterPlan(design(), footer_text(source, disclaimer))
    [problem] = told.value.problems
    assert problem.place == place
    assert "at most 25% is allowed" in problem.message


def stamped(page: int, pages: int) -> list[str]:
    """Return the lines that are stamped on a page."""
    record = stamp_pages(furniture(title="How to breathe"), pages).record
    return [line.text.strip() for line in record.stamped_lines if line.page == page]


@pytest.mark.parametrize("page", [1, 2, 3])
def test_every_page_says_source_disclaimer_version_and_folio(page: int) -> None:
    said = stamped(page, 3)
    assert {"Source: A guide", "Note: Ask your clinic."} <= set(said)
    assert [line for line in said if line.startswith("Page")] == [f"Page {page} of 3 · Version 1"]


def without_side() -> Design:
    """Return the handout's design without its side column: its footers are wide."""
    geometry = design().geometry
    return replace(design(), geometry=geometry._replace(main=geometry.left, hang=0.0, side=0.0))


def lines_of_wide(page: int, pages: int, disclaimer: str) -> list[tuple[str, float, float]]:
    """Return the lines of a wide footer, with where they begin and on what height above the page's foot."""
    footer = FooterPlan(without_side(), footer_text(disclaimer=disclaimer))
    canvas = canvas_of(lambda canvas, page: footer.stamp(canvas, page, pages))
    for _ in range(page):
        canvas.showPage()
    return [(line.text.strip(), line.x, line.baseline) for line in canvas.record.stamped_lines if line.page == page]


def test_a_wide_footer_runs_on_and_its_last_line_bears_the_folio() -> None:
    said = lines_of_wide(2, 3, "Note: Ask your clinic.")
    assert [text for text, _, _ in said] == ["Source: A guide · Note: Ask your clinic. · Version 1", "Page 2 of 3"]
    (_, left, baseline), (_, right, other) = said
    assert other == pytest.approx(baseline)
    assert right > left + 300


def test_where_the_last_line_is_full_the_folio_stands_below_it() -> None:
    """A sign more at a time, the last line fills up; its words and the folio never meet."""
    heights = set()
    for count in range(50, 90, 2):
        *lines, (folio, _, height) = lines_of_wide(1, 2, "Note: " + "n" * count)
        (text, _, above) = lines[-1]
        assert folio == "Page 1 of 2"
        assert text.endswith("Version 1")
        heights.add(round(above - height, 1))
    assert heights == {0.0, 12.0}


def test_a_footer_without_a_clinic_keeps_no_line_free_for_it() -> None:
    named, house = (FooterPlan(without_side(), footer_text(), named) for named in (True, False))
    assert named.top - house.top == named.strong.leading
    assert (named.clinic_room.lines, house.clinic_room.lines) == (1, 0)


@pytest.mark.parametrize("layout", ["handout", "summary"])
@pytest.mark.parametrize("pages", [1, 2])
def test_a_single_page_says_its_version_and_no_number(layout: str, pages: int) -> None:
    record = stamp_pages(furniture(layout=layout), pages).record
    said = [line.text for line in record.stamped_lines if line.page == 1]
    assert any("Version 1" in text for text in said)
    assert any("Page 1 of 2" in text for text in said) is (pages > 1)
    assert not any("Page 1 of 1" in text for text in said)


def test_the_title_runs_at_the_head_of_later_pages_only() -> None:
    assert ["How to breathe" in stamped(page, 3) for page in (1, 2, 3)] == [False, True, True]


def test_where_the_footer_is_spoken_it_is_said_once_on_the_last_page() -> None:
    furnished, root = furniture(layout="summary"), Element("Document")
    furnished.footer.speak(root)
    stamp_pages(furnished, 3)
    said = [element for element in root.walk() if element.tag == "P"]
    assert [element.drawn.strip() for element in said] == ["Source: A guide", "Note: Ask your clinic."]
    assert not root.faults()
    assert {kid.page for element in said for kid in element.kids if isinstance(kid, MarkedContent)} == {2}


def test_where_the_story_holds_the_colophon_the_footer_is_not_spoken() -> None:
    root = Element("Document")
    furniture(layout="handout").footer.speak(root)
    assert not root.kids


# The look of head and foot -------------------------------------------------------------------


def heads(changes: str) -> str:
    """Return the operators of two pages with head and footer, in a theme with some keys changed."""
    own = look(changes)
    labels = english().labels
    furnished = Furniture(own, labels, "A title", FooterPlan(own, footer_text()))
    canvas = canvas_of(lambda canvas, page: furnished.stamp(canvas, page, 2))
    canvas.showPage()
    return operators(canvas)


INK, GREY = "0.102 0.1216 0.1412", "0.5412 0.5765 0.6078"
"""The colours “ink” and “rule” of the shipped themes."""


@pytest.mark.parametrize(
    ("changes", "drawn"),
    [
        ("strip: {block: ink}", f"{INK} rg 48 716 144 40 re f"),
        ("strip: {ground: rule}", f"{GREY} rg 48 716 516 40 re f"),
        ("running_head: {block: ink}", f"{INK} rg 48 752 144 4 re f"),
        ("running_head: {ground: rule}", f"{GREY} rg 192 752 372 4 re f"),
        ("strip: {waves: {color: ink, width: 2}}", f"{INK} RG 2 w"),
    ],
)
def test_the_colours_of_the_heads_are_the_themes(changes: str, drawn: str) -> None:
    assert drawn in heads(changes)
    assert drawn not in heads("")


def test_a_strip_may_have_no_waves() -> None:
    assert " c S Q" in heads("strip: {inset: 12}")
    assert " c S Q" not in heads("strip: {waves: null}")


def test_the_words_on_the_strip_stand_at_the_themes_inset() -> None:
    own = look("strip: {inset: 20}")
    footer = FooterPlan(own, footer_text())
    canvas = canvas_of(lambda canvas, page: Furniture(own, english().labels, "T", footer).stamp(canvas, page, 1))
    canvas.showPage()
    [words] = [line for line in canvas.record.stamped_lines if line.text == "Patient information"]
    assert words.x == 48 + 20
    with pytest.raises(
        InputProblems,
        match=r"“Patient information” does not fit on the strip: it is 532 by 60 points, the strip 316 by 40",
    ):
        wide = look("strip: {inset: 100}\nstyles: {strip: {size: 60, leading: 60}}")
        Furniture(wide, english().labels, "T", FooterPlan(wide, footer_text()))


def test_the_footers_words_stand_below_its_rule_as_far_as_the_theme_says() -> None:
    plain, other = (FooterPlan(look(changes), footer_text()) for changes in ("", "rules: {footer: {after: 17}}"))
    assert other.top == plain.top + 10
    assert other.clinic_room.top == plain.clinic_room.top


def test_the_clinics_room_lies_at_the_right_where_lines_run_to_the_left() -> None:
    one, other = (FooterPlan(design("trifold", rtl=rtl), footer_text()) for rtl in (False, True))
    width, wide = one.geometry.width, one.clinic_room.width
    assert one.clinic_room.x + other.clinic_room.x + wide == pytest.approx(width)
    assert one.clinic_room.x < other.clinic_room.x
    assert (one.top, one.clinic_room.lines) == (other.top, other.clinic_room.lines)
