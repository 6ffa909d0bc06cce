"""Building: each element of a story becomes what the theme says of it, in the order in which it is read."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.theme import Fit
from clinicpress.typesetting.flowables import Stack
from tests.typesetting.told import FILE, OWN, TOP, built, draw, lines, look, operators, refused, texts
from tests.typesetting.toys import Block, pages

ITEMS = "<ul><li>⟦One⟧</li><li>⟦Two⟧</li></ul>"
STEPS = "<ol><li>⟦One⟧</li><li>⟦Two⟧</li></ol>"
TABLE = (
    "<table><tr><th scope='col'>⟦Head⟧</th><th scope='col'>⟦Other⟧</th></tr><tr><td>⟦a⟧</td><td>⟦b⟧</td></tr>{}</table>"
)
CALLOUT = "<aside class='callout-warning'><p class='callout-title'>⟦Stop⟧</p></aside>"


def structure(html: str) -> list[str]:
    """Return the tags of a story's structure, with what they say."""
    return [f"{element.tag} {element.text}".strip() for element in built(html).structure.walk()][1:]


# Structure -----------------------------------------------------------------------------------------


def test_the_structure_is_that_of_the_story_in_its_order() -> None:
    html = "<section><h2>⟦Head⟧</h2><p>⟦Text⟧</p><ul><li>⟦One⟧</li></ul></section><aside><p>⟦Note⟧</p></aside>"
    assert structure(html) == [
        "Sect", "H2 Head", "P Text", "L", "LI", "Lbl •", "LBody One", "Note", "P Note",
    ]  # fmt: skip


def test_headings_become_bookmarks_by_their_level() -> None:
    story = built("<h1>⟦Title⟧</h1><section><h2 id='how'>⟦How  to⟧</h2></section>")
    assert story.bookmarks == [(0, "Title", "heading:1"), (1, "How to", "how")]


def test_bookmarks_are_a_tree_of_the_sections() -> None:
    below = "<section><h4 id='c'>⟦C⟧</h4><h5>⟦Ask⟧</h5></section>"
    story = built(f"<h1>⟦T⟧</h1><section><h2 id='a'>⟦A⟧</h2><section><h3 id='b'>⟦B⟧</h3>{below}</section></section>")
    assert story.bookmarks == [(0, "T", "heading:1"), (1, "A", "a"), (2, "B", "b"), (3, "C", "c")]
    tags = [each.tag for each in story.structure.walk()]
    assert tags == ["Document", "H1", "Sect", "H2", "Sect", "H3", "Sect", "H4", "H5"]


def test_what_hangs_in_a_section_below_another_begins_under_what_hangs_there() -> None:
    side = "<side class='none'>{}</side>"
    high = side.format("<p>⟦Aside⟧</p><p>⟦that⟧</p><p>⟦is⟧</p><p>⟦high⟧</p>")
    below = f"<section><h3>⟦Below⟧</h3>{side.format('<p>⟦Beside⟧</p>')}</section>"
    drawn = lines(f"<section><h2>⟦Head⟧</h2>{high}{below}</section>")
    by_words = {line.text: line.baseline for line in drawn}
    assert by_words["Beside"] < by_words["high"]
    assert by_words["Below"] < by_words["high"]
    assert [each.text for each in built(f"<section>{below}</section>").structure.walk() if each.text] == [
        "Below", "Beside",
    ]  # fmt: skip


def test_a_section_of_a_heading_alone_stays_with_the_next_one() -> None:
    alone = "<section><h2>⟦Alone⟧</h2></section>"
    story = built(f"{alone}<section><h2>⟦Next⟧</h2><p>⟦Text⟧</p></section>")
    first, second = story.stack.children
    assert (first.keep_next, second.keep_next) == (True, False)


@pytest.mark.parametrize("list_", [ITEMS, STEPS, TABLE.format("")])
@pytest.mark.parametrize(("words", "stays"), [("In stage IIIA:", True), ("See **these:** ", True), ("Rest.", False)])
def test_what_leads_to_a_list_stays_with_it(list_: str, words: str, stays: bool) -> None:
    lead, _ = built(f"<p>⟦{words}⟧</p>{list_}").stack.children
    assert lead.keep_next is stays
    text, _ = built(f"<p>⟦{words}⟧</p><p>⟦Text⟧</p>").stack.children
    assert not text.keep_next


def test_blocks_of_an_item_stand_as_close_as_items_do() -> None:
    html = "<ul><li>⟦One⟧<p>⟦More⟧</p><ul><li>⟦In⟧</li></ul></li><li>⟦Two⟧</li></ul>"
    drawn = [line for line in lines(html) if line.text not in "•–"]
    assert [line.text for line in drawn] == ["One", "More", "In", "Two"]
    gaps = [above.baseline - line.baseline for above, line in itertools.pairwise(drawn)]
    assert gaps == pytest.approx([16.8 + 5] * 3)


def test_what_stands_first_in_the_source_is_read_first_wherever_it_hangs() -> None:
    side = "<side class='section'><p>⟦Aside⟧</p></side>"
    assert structure(f"<section>{side}<p>⟦Text⟧</p></section>") == ["Sect", "Div", "P Aside", "P Text"]
    assert structure(f"<section><p>⟦Text⟧</p>{side}</section>") == ["Sect", "P Text", "Div", "P Aside"]


def test_the_side_column_hangs_to_the_left_and_stands_below_where_there_is_none() -> None:
    html = "<section><p>⟦Text⟧</p><side class='none'><p>⟦Aside⟧</p></side></section>"
    aside, text = lines(html)
    assert (aside.text, aside.x, text.text, text.x) == ("Aside", 200 - 144, "Text", 200)
    assert aside.baseline == pytest.approx(text.baseline)
    narrow = lines(html, look(layout="summary"))
    assert [line.x for line in narrow] == [200 - 64, 200]


@pytest.mark.parametrize("count", [1, 2, 6])
def test_what_a_spring_pushes_down_in_the_side_column_stands_at_the_foot_of_its_row(count: int) -> None:
    words = "".join("<p>⟦Text⟧</p>" for _ in range(count))
    html = f"<section>{words}<side class='none'><p>⟦High⟧</p><spring><p>⟦Low⟧</p></side></section>"
    drawn = {line.text: line.baseline for line in lines(html)}
    assert drawn["High"] - drawn["Low"] == pytest.approx(max(16.8 + 8.4, (count - 1) * (16.8 + 8.4)))
    assert [line.text for line in lines(html, look(layout="summary"))].count("Low") == 1


def test_only_words_that_stand_beside_blocks_get_a_paragraph_of_their_own() -> None:
    assert structure("<ul><li>⟦One⟧<ul><li>⟦In⟧</li></ul></li></ul>")[:5] == ["L", "LI", "Lbl •", "LBody", "P One"]


# Boxes ---------------------------------------------------------------------------------------------


def test_a_box_sets_its_text_within_its_paddings() -> None:
    padded = look("boxes: {callout-warning: {padding: [10, 20, 30, 70]}}")
    [line] = lines(CALLOUT, padded)
    style = padded.theme.style("callout-title")
    assert (line.x, TOP - line.baseline) == (270, pytest.approx(10 + style.baseline))


def test_a_boxs_icon_stands_where_the_theme_says() -> None:
    near = look("boxes: {callout-warning: {padding: [10, 20, 30, 70], icon_left: 5, icon_drop: 4, icon_size: 48}}")
    canvas = draw(built(CALLOUT, near))
    assert f" 205 {TOP - 14:.0f} cm " in operators(canvas)
    assert built(CALLOUT, near).stack.wrap(372.0) == 10 + 48 + 2 * 4 + 30


@pytest.mark.parametrize(("band", "left"), [(0, 20), (15, 20), (46, 46)])
def test_a_boxs_text_never_stands_on_its_band(band: int, left: int) -> None:
    banded = look(f"boxes: {{callout-warning: {{icon: null, band: {band}, padding: [10, 20, 30, 20]}}}}")
    [line] = lines(CALLOUT, banded)
    assert line.x == 200 + left
    assert operators(draw(built(CALLOUT, banded))).count(" f Q") == (2 if band else 0)


def test_a_box_without_colours_is_not_to_be_seen() -> None:
    canvas = draw(built("<div class='plain'><p>⟦Text⟧</p></div>"))
    assert " re f" not in operators(canvas)
    assert [line.text for line in canvas.record.texts] == ["Text"]


# Tables and figures --------------------------------------------------------------------------------


def test_a_tables_cells_know_their_columns_and_its_caption_is_below() -> None:
    html = TABLE.format("<caption>⟦Caption⟧</caption>")
    assert texts(html) == ["Head", "Other", "a", "b", "Caption"]
    elements = {element.text: element for element in built(html).structure.walk()}
    assert (elements["Head"].tag, elements["Head"].scope) == ("TH", "Column")


def test_a_picture_takes_the_share_of_a_page_that_the_theme_gives_it() -> None:
    figure = "<figure><img src='toy.svg' alt=''></figure>".replace("alt=''", "alt='⟦A toy⟧'")
    tall = look("measures: {picture_share: 0.25, picture_height: 700}\nboxes: {picture: {padding: [0, 0, 0, 0]}}")
    assert built(figure, tall, room=600).stack.wrap(372.0) == pytest.approx(150)
    low = look("measures: {picture_share: 0.8, picture_height: 90}\nboxes: {picture: {padding: [0, 0, 0, 0]}}")
    assert built(figure, low, room=600).stack.wrap(372.0) == pytest.approx(90)


SPACES = {
    "table_before": "<p>⟦Before⟧</p>" + TABLE.format(""),
    "figure_before": "<p>⟦Before⟧</p><figure><img src='toy.svg' alt='⟦A toy⟧'></figure>",
    "lines_after": "<lines count='2'><p>⟦After⟧</p>",
    "line_first": "<lines count='2' most='4'><p>⟦After⟧</p>",
    "item_gap": ITEMS,
    "step_gap": STEPS,
}


@pytest.mark.parametrize("measure", SPACES)
def test_the_spaces_of_blocks_are_the_themes(measure: str) -> None:
    heights = [
        built(SPACES[measure], look(f"measures: {{{measure}: {points}}}")).stack.wrap(372.0) for points in (20, 31)
    ]
    assert heights[1] - heights[0] == pytest.approx(11)


# Columns, lines, slots -----------------------------------------------------------------------------


def test_columns_have_the_themes_widths_and_share_the_rest() -> None:
    html = "<columns class='full'><cell><p>⟦a⟧</p></cell><cell><p>⟦b⟧</p></cell><cell><p>⟦c⟧</p></cell></columns>"
    found = lines(html, look("columns: {full: {gap: 10, widths: [100]}}"))
    assert [line.x for line in found] == [200, 310, 310 + (372 - 120) / 2 + 10]


def test_columns_that_are_wider_than_their_place_are_told_at_the_themes_widths() -> None:
    html = "<columns class='full'><cell><p>⟦a⟧</p></cell><cell><p>⟦b⟧</p></cell></columns>"
    place, message = refused(html, "columns:\n  full: {gap: 10, widths: [300, 300]}")
    assert (place.file, place.line) == (OWN, 2)
    assert message == "the columns “full” are 238 points wider than their place, which has 372 points"


@pytest.mark.parametrize("html", ["<lines count='-1'>", "<lines count='201'>", "<lines count='3' most='2'>"])
def test_lines_have_bounds(html: str) -> None:
    place, message = refused(html)
    assert (place, message) == (Place(FILE), "<lines> needs a “count” of 0-200, and “most” not below it")


def test_a_slot_is_kept_free_and_never_wider_than_its_column() -> None:
    [slot] = draw(built("<slot name='imprint'>")).record.slots
    box = next(box for name, box in look().layout.slots.items() if str(name) == "imprint")
    assert (slot.name, slot.width, slot.height) == ("imprint", 120, box.height)
    narrow = "<columns class='full'>" + "<cell><slot name='contact'></cell>" * 3 + "</columns>"
    assert {slot.width for slot in draw(built(narrow)).record.slots} == {124}


@pytest.mark.parametrize(
    ("slots", "hint"), [(("imprint", "card"), "known here: card, imprint"), ((), "add it under “slots” in the layout")]
)
def test_a_slot_that_the_layout_does_not_have_is_told(slots: tuple[str, ...], hint: str) -> None:
    plain = look()
    kept = {name: box for name, box in plain.layout.slots.items() if name in slots}
    lacking = replace(plain, layout=plain.layout.model_copy(update={"slots": kept}))
    with pytest.raises(InputProblems) as caught:
        built("<slot name='contact' tpl='templates/a.j2:3:4'>", lacking)
    [problem] = caught.value.problems
    assert (problem.place, problem.message, problem.hint) == (
        Place("templates/a.j2", 3, 4), "the layout has no slot “contact”", hint,
    )  # fmt: skip


TEARABLE = {
    "section": "<section><p>⟦a⟧</p><p>⟦b⟧</p></section>",
    "list": "<ul><li>⟦a⟧</li><li>⟦b⟧</li><li>⟦c⟧</li><li>⟦d⟧</li></ul>",
    "table": TABLE.format("<tr><td>⟦c⟧</td><td>⟦d⟧</td></tr>" * 4),
    "columns": "<columns class='full'><cell><p>⟦a⟧</p><p>⟦b⟧</p><p>⟦c⟧</p></cell></columns>",
    "box": "<aside class='callout-warning'><p>⟦a⟧</p><p>⟦b⟧</p><p>⟦c⟧</p></aside>",
}


@pytest.mark.parametrize("name", TEARABLE)
def test_a_layout_says_what_it_costs_to_tear_things(name: str) -> None:
    """On a page that lacks a point of room for it, each is torn where that is free, and moves on where it is dear."""
    story = built(TEARABLE[name]).stack
    high, give = story.wrap(372.0), story.course(372.0).give
    for cost, torn in ((0.0, True), (100_000.0, False)):
        first, *_ = pages(Stack((Block("x", 2 * high), story)), 372.0, 3 * high - give - 1, hollow=0, **{name: cost})
        assert (first.wrap(372.0) > 2 * high) is torn


# Copyfitting ---------------------------------------------------------------------------------------


def test_only_styles_that_take_part_are_made_tighter() -> None:
    tight = Fit(gaps=0.5, leading=0.93, size=1)
    assert built("<p>⟦Text⟧</p>", fit=tight).stack.wrap(372.0) == built("<p>⟦Text⟧</p>").stack.wrap(372.0)
    point = "<p class='summary-point'>⟦Text⟧</p>"
    assert built(point, fit=tight).stack.wrap(372.0) == pytest.approx(18.5 * 0.93 * 10.5 / 14)


# Frames of other widths ----------------------------------------------------------------------------


LONG = "⟦" + " ".join(["a long text"] * 40) + "⟧"


@pytest.mark.parametrize("measure", [250.0, 372.0, 500.0])
@pytest.mark.parametrize(
    "html",
    [
        f"<p>{LONG}</p>",
        f"<ul><li>{LONG}</li></ul>",
        f"<ol><li>{LONG}<ul><li>{LONG}</li></ul></li></ol>",
        f"<aside class='callout-warning'><p>{LONG}</p><ul><li>{LONG}</li></ul></aside>",
        f"<section><p>{LONG}</p><side class='none'><p>⟦Aside⟧</p></side></section>",
        f"<h2 icon='toy'>{LONG}</h2>",
        f"<table><tr><th scope='col'>⟦Head⟧</th><th scope='col'>{LONG}</th></tr>"
        f"<tr><td>{LONG}</td><td>{LONG}</td></tr></table>",
        f"<columns class='points'><cell><p>{LONG}</p></cell><cell><p>{LONG}</p></cell></columns>",
    ],
    ids=["text", "list", "lists", "box", "side", "heading", "table", "columns"],
)
def test_what_was_built_for_one_width_fills_a_frame_of_another(html: str, measure: float) -> None:
    ends = [
        line.x + sum(piece.face.width(piece.text.rstrip(), piece.size) for piece in line.pieces)
        for line in lines(html, measure=measure)
    ]
    assert 200 + measure - 80 < max(ends) <= 200 + measure + 0.01


@pytest.mark.parametrize("measure", [250.0, 500.0])
@pytest.mark.parametrize(
    ("html", "indent"),
    [("<ul><li>⟦One⟧</li></ul>", 16), ("<ol><li>⟦One⟧</li></ol>", 38), ("<h2 icon='toy'>⟦One⟧</h2>", 40)],
    ids=["list", "steps", "heading"],
)
def test_what_stands_beside_the_words_takes_the_same_room_in_all_frames(
    html: str, indent: float, measure: float
) -> None:
    assert [line.x for line in lines(html, measure=measure) if line.text == "One"] == [200 + indent]


# Panels --------------------------------------------------------------------------------------------

COVER = "<panel name='cover'><h1>⟦Title⟧</h1></panel>"


def test_what_stands_outside_of_panels_runs_through_the_story_and_is_read_where_it_stands() -> None:
    html = f"{COVER}<section><h2>⟦One⟧</h2></section><panel name='back'><p>⟦Last⟧</p></panel><p>⟦End⟧</p>"
    story = built(html, look(layout="trifold"))
    assert list(story.panels) == ["cover", "back"]
    assert len(story.stack.children) == 2
    said = [element.text for element in story.structure.walk() if element.text]
    assert said == ["Title", "One", "Last", "End"]


@pytest.mark.parametrize(
    ("html", "layout", "message", "hint"),
    [
        (COVER, "handout", "the layout has no panel “cover”", "only a layout with “fold” has panels"),
        ("<panel name='covr'></panel>", "trifold", "the layout has no panel “covr”", "did you mean “cover”?"),
        (COVER + COVER, "trifold", "the panel “cover” is filled twice", "put all of it into one <panel>"),
        ("<panel name='left'></panel>", "trifold", "the story runs through the panel “left”", "outside of panels"),
    ],
)
def test_panels_that_cannot_be_filled_are_told_in_the_template(html: str, layout: str, message: str, hint: str) -> None:
    with pytest.raises(InputProblems) as caught:
        built(html, look(layout=layout))
    [problem] = caught.value.problems
    assert (problem.place.file, problem.message) == (FILE, message)
    assert hint in problem.hint


def test_a_section_that_holds_something_as_wide_as_both_columns_begins_below_what_hangs_above() -> None:
    side = "<side class='none'><p>⟦One⟧</p><p>⟦Two⟧</p><p>⟦Three⟧</p></side>"
    below = "<section><h3>⟦Below⟧</h3><div class='aside' wide><p>⟦Wide⟧</p></div></section>"
    at = {line.text.strip(): line.baseline for line in lines(f"<section>{side}<p>⟦Text⟧</p>{below}</section>")}
    assert at["Below"] < at["Three"]
