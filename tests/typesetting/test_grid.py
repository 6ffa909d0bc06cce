"""The grid of a table: its cells at their places, how columns share the measure, and what stands in cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems
from clinicpress.typesetting.builder import Story
from clinicpress.typesetting.flowables import Box, Stack
from clinicpress.typesetting.grid import (
    PICTURE,
    Asked,
    Wish,
    column_widths,
    shared_widths,
    wish_of,
    wishes_of_columns,
    yielding,
)
from clinicpress.typesetting.leaves import Picture
from clinicpress.typesetting.rows import Cell, Row
from tests.typesetting.told import PICTURES, built, draw, lines, look, texts
from tests.typesetting.toys import box_style, pages, paragraph, width

MEASURE = 372.0
LEFT = 200.0
SPANNING = (
    "<table><tr><th scope='col'>⟦Medicine⟧</th><th scope='col' colspan='2'>⟦How⟧</th></tr>"
    "<tr><th scope='row' rowspan='2'>⟦One⟧</th><td>⟦Morning⟧</td><td>⟦1⟧</td></tr>"
    "<tr><td>⟦Noon⟧</td><td>⟦2⟧</td></tr>"
    "<tr><th scope='row'>⟦Two⟧</th><td colspan='2'>⟦When needed⟧</td></tr></table>"
)


def table(*rows: str, attributes: str = "") -> str:
    return f"<table{attributes}><tr><th scope='col'>⟦Head⟧</th><th scope='col'>⟦Other⟧</th></tr>{''.join(rows)}</table>"


def refused(html: str) -> str:
    with pytest.raises(InputProblems) as caught:
        built(html)
    [problem] = caught.value.problems
    return problem.message


# Cells at their places -----------------------------------------------------------------------------


def test_cells_stand_in_the_columns_and_rows_that_they_span() -> None:
    at = {line.text.strip(): line for line in lines(SPANNING)}
    assert at["Medicine"].x == at["One"].x == at["Two"].x == LEFT
    assert at["How"].x == at["Morning"].x == at["Noon"].x == at["When needed"].x > LEFT
    assert at["1"].x == at["2"].x > at["Morning"].x
    assert at["One"].baseline == at["Morning"].baseline > at["Noon"].baseline > at["Two"].baseline


def test_cells_say_what_they_span_and_of_what_they_are_heads() -> None:
    cells = {each.text: each for each in built(SPANNING).structure.walk() if each.tag in ("TH", "TD")}
    assert [(name, cells[name].scope, cells[name].columns, cells[name].rows) for name in cells] == [
        ("Medicine", "Column", 1, 1), ("How", "Column", 2, 1), ("One", "Row", 1, 2), ("Morning", "", 1, 1),
        ("1", "", 1, 1), ("Noon", "", 1, 1), ("2", "", 1, 1), ("Two", "Row", 1, 1), ("When needed", "", 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<table></table>", "this table has no cells"),
        (table("<tr><td>⟦a⟧</td></tr>"), "the rows of this table do not all have the same number of cells"),
        (table("<tr><td rowspan='2'>⟦a⟧</td><td>⟦b⟧</td></tr>"), "the rows of this table do not all have the same"),
        (
            table("<tr><td>⟦a⟧</td><td rowspan='2'>⟦b⟧</td></tr>", "<tr><td colspan='2'>⟦c⟧</td></tr>"),
            "the rows of this table do not all have the same",
        ),
        (
            "<table><tr><th scope='col' rowspan='2'>⟦a⟧</th><th scope='col'>⟦b⟧</th></tr><tr><td>⟦c⟧</td></tr></table>",
            "the head of a table is one row: its cells cannot span others",
        ),
        (table(attributes=" widths='1'"), "“widths” needs a number above 0 for each of 2 columns"),
        (table(attributes=" widths='1 0'"), "“widths” needs a number above 0 for each of 2 columns"),
        (
            "<table><tr>" + "<th scope='col'>⟦a⟧</th>" * 9 + "</tr></table>",
            "a table of 9 columns is too wide for this page",
        ),
    ],
    ids=["empty", "too few", "beyond the end", "over another", "deep head", "too few widths", "no width", "too many"],
)
def test_what_is_no_grid_is_told(html: str, message: str) -> None:
    assert refused(html).startswith(message)


# Blocks in cells -----------------------------------------------------------------------------------

BLOCKS = table(
    "<tr><td><p>⟦First⟧</p><p>⟦Second⟧</p></td><td><ol><li>⟦One⟧</li><li>⟦Two⟧<ul><li>⟦In⟧</li></ul></li></ol></td></tr>"
)


def test_blocks_in_a_cell_are_set_as_cells_are_and_as_close_as_items() -> None:
    design = look("measures: {item_gap: 4}")
    style = design.theme.style("cell")
    found = {line.text.strip(): line for line in draw(built(BLOCKS, design)).record.texts}
    assert {found[name].size for name in ("First", "Second", "1.", "One", "•", "In") if name in found} == {style.size}
    assert found["First"].baseline - found["Second"].baseline == pytest.approx(style.leading + 4)
    assert found["First"].baseline == pytest.approx(found["One"].baseline) == pytest.approx(found["1."].baseline)


def test_steps_in_a_cell_have_plain_numbers_and_bullets_begin_anew() -> None:
    assert [each for each in texts(BLOCKS) if each in ("1.", "2.", "–", "1")] == ["1.", "2.", "–"]
    assert "•" in texts(table("<tr><td><ul><li>⟦a⟧</li></ul></td><td>⟦b⟧</td></tr>"))


def test_a_cell_that_is_set_twice_is_said_and_marked_once() -> None:
    story = built(table("<tr><td><h3 id='in'>⟦Inner⟧</h3><p>⟦Text⟧</p></td><td>⟦b⟧</td></tr>"))
    assert [title for _, title, _ in story.bookmarks] == ["Inner"]
    said = [each.text for each in story.structure.walk() if each.text]
    assert said == ["Head", "Other", "Inner", "Text", "b"]
    draw(story)
    assert story.structure.faults() == []


def test_a_picture_in_a_cell_keeps_to_its_column() -> None:
    figure = "<figure><img src='square.svg' alt='⟦A square⟧'></figure>"
    html = table(f"<tr><td>{figure}</td><td>⟦{'Some words of a text. ' * 20}⟧</td></tr>")
    canvas = draw(built(html))
    [area] = canvas.record.areas
    other = next(line for line in canvas.record.texts if line.text.strip() == "Other")
    assert LEFT < area.left < area.right < other.x


def test_the_head_of_a_table_may_hold_blocks_and_is_repeated_with_them() -> None:
    head = "<tr><th scope='col'><p>⟦Head⟧</p></th><th scope='col'>⟦Other⟧</th></tr>"
    story = built(f"<table>{head}{'<tr><td>⟦a⟧</td><td>⟦b⟧</td></tr>' * 3}</table>")
    drawn = [draw(Story(page, story.structure, [])).record for page in pages(story.stack, MEASURE, 75.0)]
    assert [[line.text.strip() for line in record.texts] for record in drawn] == [["Head", "Other", "a", "b"]] * 3
    assert [record.furniture.get(1, "").split() for record in drawn] == [[], ["Head", "Other"], ["Head", "Other"]]
    assert story.structure.faults() == [], "nobody hears the head twice"


# Wishes --------------------------------------------------------------------------------------------


def wish(word: float, text: float) -> Wish:
    """Return the wish of a text whose words have no signs to be broken at."""
    return Wish(word, text, word)


def test_what_stands_in_cells_asks_for_its_widest_word_and_its_longest_text() -> None:
    text = paragraph("a longest word")
    assert wish_of(text) == pytest.approx(wish(width("longest"), width("a longest word")))
    assert wish_of(Stack((paragraph("short"), text))) == wish_of(text)
    padded = Box(text, box_style(padding=(1.0, 10.0, 1.0, 20.0)))
    assert wish_of(padded) == pytest.approx(wish(width("longest") + 30, width("a longest word") + 30))
    item = Row((Cell(paragraph("•"), 0.0, 16.0), Cell(text, 16.0, 100.0, grows=True)), 116.0)
    assert wish_of(item) == pytest.approx(wish(width("longest") + 16, width("a longest word") + 16))
    beside = Row((Cell(text, 0.0, 50.0), Cell(text, 50.0, 50.0)), 100.0)
    assert wish_of(beside) == pytest.approx(wish(2 * width("longest"), 2 * width("a longest word")))
    assert wish_of(Picture(PICTURES["wide.svg"], Element("Figure"), 300.0)).text == PICTURE
    assert wish_of(Stack(())) == wish(0, 0)


def test_a_cell_that_spans_columns_asks_them_for_what_they_lack() -> None:
    asked = [Asked(0, 1, wish(10, 50)), Asked(1, 1, wish(20, 30)), Asked(0, 2, wish(70, 100))]
    assert wishes_of_columns(asked, 2, 10.0) == [wish(25, 55), wish(35, 35)]
    assert wishes_of_columns([*asked[:2], Asked(0, 2, wish(5, 5))], 2, 10.0) == [wish(10, 50), wish(20, 30)]


def widths_of(wishes: Sequence[tuple[float, float]], measure: float, gap: float, head: float) -> list[float]:
    return column_widths([wish(*each) for each in wishes], measure, gap, head)


# Columns -----------------------------------------------------------------------------------


def test_columns_that_ask_for_less_than_their_share_get_it_and_share_what_is_left_over() -> None:
    assert widths_of([(10, 20), (10, 40), (10, 30)], 200.0, 10.0, 0.0) == pytest.approx([50, 70, 60])


def test_a_column_that_wants_more_than_its_share_gets_what_modest_ones_leave() -> None:
    assert widths_of([(10, 20), (10, 500), (10, 40)], 220.0, 10.0, 0.0) == pytest.approx([20, 140, 40])


def test_columns_that_want_too_much_share_by_what_they_want() -> None:
    """Each has its widest word first; the rest is shared by how much more they would like."""
    widths = widths_of([(20, 120), (40, 340)], 190.0, 10.0, 0.0)
    assert widths == pytest.approx([20 + 120 * 100 / 240, 40 + 120 * 140 / 240])


def test_a_modest_column_may_leave_room_that_makes_others_modest() -> None:
    assert widths_of([(5, 10), (5, 70), (5, 500)], 210.0, 0.0, 0.0) == pytest.approx([10, 70, 130])


@pytest.mark.parametrize("wishes", [[(300, 400), (300, 400)], [(300, 300), (20, 400), (10, 10)]])
def test_columns_are_never_wider_than_their_measure(wishes: list[tuple[float, float]]) -> None:
    widths = widths_of(wishes, 200.0, 10.0, 0.0)
    assert sum(widths) + 10.0 * (len(wishes) - 1) == pytest.approx(200.0)
    assert min(widths) > 0


@pytest.mark.parametrize(
    ("word", "wide", "first"), [(50, 220.0, 60), (70, 220.0, None), (50, 130.0, None)],
    ids=["room for it", "a word that is wider", "a narrow table"],
)  # fmt: skip
def test_the_first_of_two_columns_has_the_width_of_a_row_head(word: float, wide: float, first: float | None) -> None:
    widths = widths_of([(word, 500), (10, 500)], wide, 10.0, 60.0)
    assert sum(widths) == pytest.approx(wide - 10)
    assert (widths[0] == 60) is (first == 60)


def test_a_word_has_its_width_if_other_columns_can_yield() -> None:
    """Of equal shares of 60, the second word needs 90: the others give what they have more than their own words."""
    assert widths_of([(20, 500), (90, 90), (40, 500)], 180.0, 0.0, 0.0)[1] >= 90
    assert yielding([60, 60, 60], [20, 90, 40]) == pytest.approx([40, 90, 50])


def test_words_are_broken_at_their_signs_where_there_is_not_room_for_whole_ones() -> None:
    """The first column's word breaks after a slash, and so the second one's is whole."""
    wishes = [Wish(200, 200, 110), wish(150, 150)]
    assert column_widths(wishes, 280.0, 0.0, 0.0)[1] >= 150
    assert column_widths(wishes, 360.0, 0.0, 0.0)[0] >= 200


@pytest.mark.parametrize("least", [[100, 100, 20], [200, 90, 10], [61, 61, 61]])
def test_where_there_is_not_room_for_all_words_the_widest_give_up_most(least: list[float]) -> None:
    found = yielding([60, 60, 60], least)
    assert sum(found) == pytest.approx(180)
    cap = max(found)
    assert found == pytest.approx([min(each, cap) for each in least])


def test_a_brochure_may_say_how_columns_share_the_width() -> None:
    wishes = [wish(10, 20), wish(10, 500)]
    assert shared_widths([2, 1], wishes, 300.0, 34.0) == pytest.approx([200, 100])
    assert shared_widths([100, 1], wishes, 300.0, 34.0) == pytest.approx([266, 34]), "none is too narrow"
    assert shared_widths([100, 1], [wish(10, 20), wish(90, 500)], 300.0, 34.0) == pytest.approx([210, 90])
    cramped = [wish(120, 300), *[wish(60, 100)] * 2, wish(110, 200)]
    widths = shared_widths([2, 1, 1, 1], cramped, 370.0, 90.0)
    assert all(wide >= each.word for wide, each in zip(widths, cramped, strict=True)), "words come before a least width"
    html = "<table widths='3 1'><tr><th scope='col'>⟦a⟧</th><th scope='col'>⟦b⟧</th></tr></table>"
    [first, second] = lines(html, look("measures: {table_gap: 12}"))
    assert second.x - first.x == pytest.approx((MEASURE - 12) * 3 / 4 + 12)
