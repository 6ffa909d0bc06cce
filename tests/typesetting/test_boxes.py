"""Boxes: what colour words have on a ground, how far a box reaches, and what of it is seen again overleaf."""

from __future__ import annotations

import pytest

from clinicpress.looks.color import Color
from clinicpress.looks.costs import Costs
from clinicpress.makeup.dealing import deal
from clinicpress.typesetting.rows import Cell, Row
from tests.typesetting.told import FILE, YAML, built, draw, lines, look, operators, refused
from tests.typesetting.toys import SIX, WIDE, Block, frames, paragraph, prove_parts

DARK = """
boxes:
  dark: {fill: brand, text: paper, padding: [5, 6, 7, 8]}
  inner: {fill: paper}
  tiled: {fill: brand, text: paper, padding: [0, 0, 0, 50], icon_left: 4, icon_tile: tile, icon_size: 20}
  level: {fill: brand-8, level: true, padding: [4, 4, 4, 4]}
tiles: {tile: {fill: paper, size: 30, radius: 4}}
columns: {two: {gap: 10}}
"""
WHITE = Color(1, 1, 1)


def colors(html: str, changes: str = DARK) -> dict[str, Color]:
    """Return the colour of each word of a story, in a theme with some keys changed."""
    drawn = (piece for line in lines(html, look(changes)) for piece in line.pieces)
    return {word: piece.color for piece in drawn for word in piece.text.split()}


def test_all_words_in_a_dark_box_have_the_colour_that_goes_with_it() -> None:
    inside = "<h2>⟦Head⟧</h2><p>⟦Text **bold** [link](https://example.org)⟧</p><ul><li>⟦Item⟧</li></ul><ol><li>⟦Step⟧</li></ol>"
    found = colors(f"<div class='dark'>{inside}</div><p>⟦After⟧</p>")
    assert {found.pop("After"), found.pop("1")} == {look().theme.color("ink"), look().theme.color("brand")}
    assert set(found.values()) == {WHITE}


def test_a_light_box_in_a_dark_one_has_words_in_their_own_colours_again() -> None:
    found = colors("<div class='dark'><div class='inner'><p>⟦Inner⟧</p></div><p>⟦Outer⟧</p></div>")
    assert (found["Inner"], found["Outer"]) == (look().theme.color("ink"), WHITE)


def test_the_head_and_the_stripes_of_a_table_have_words_of_their_own() -> None:
    rows = "<tr><th scope='col'>⟦Head⟧</th></tr><tr><td>⟦One⟧</td></tr><tr><td>⟦Two⟧</td></tr>"
    table = f"<div class='dark'><table>{rows}</table></div>"
    striped = DARK + "table: {head: brand, head_text: paper, stripe: brand-8, radius: 6}\n"
    ink = look().theme.color("ink")
    assert colors(table) == dict.fromkeys(("Head", "One", "Two"), WHITE)
    assert colors(table, striped) == {"Head": WHITE, "One": ink, "Two": ink}


@pytest.mark.parametrize(("attribute", "left"), [("", 208.0), (" hang", 200.0), (" wide", 64.0)])
def test_a_wide_box_runs_from_the_side_column_on(attribute: str, left: float) -> None:
    [line] = lines(f"<div class='dark'{attribute}><p>⟦Text⟧</p></div>", look(DARK))
    assert line.x == left


def test_what_is_as_wide_as_both_columns_begins_below_the_side_column() -> None:
    side = "<side class='none'><p>⟦One⟧</p><p>⟦Two⟧</p><p>⟦Three⟧</p></side>"
    drawn = lines(f"<section>{side}<p>⟦Beside⟧</p><div class='dark' wide><p>⟦Wide⟧</p></div></section>", look(DARK))
    at = {line.text.strip(): line.baseline for line in drawn}
    assert at["Wide"] < at["Three"] < at["Beside"]


def test_the_icon_of_a_dark_box_has_the_colour_of_its_words_unless_it_stands_on_a_tile_or_a_band() -> None:
    icon = "icon_left: 4, icon_size: 20, padding: [0, 0, 0, 50]"
    boxes = DARK.replace("tiles:", f"  bare: {{fill: brand, text: paper, {icon}}}\n"
        f"  clear: {{{icon}}}\n  banded: {{fill: paper, text: ink, band: 40, {icon}}}\ntiles:")  # fmt: skip
    html = "<div class='dark'>{}</div>" + "".join(
        f"<div class='{name}' icon='toy'><p>⟦x⟧</p></div>" for name in ("bare", "tiled", "banded")
    )
    stack = built(html.format("<div class='clear' icon='toy'><p>⟦x⟧</p></div>"), look(boxes)).stack
    [outer, *rest] = stack.children
    [clear] = outer.content.children
    brand, paper = look().theme.color("brand"), look().theme.color("paper")
    assert [box.style.icon_color for box in (clear, *rest)] == [paper, paper, brand, brand]


def test_an_icon_stands_in_the_middle_of_its_tile() -> None:
    story = built("<div class='tiled' icon='toy'><p>⟦Text⟧</p></div>", look(DARK))
    drawn = operators(draw(story))
    assert "q 1 1 1 rg" in drawn and " 209 " in drawn, "the tile begins 4 points, the icon 9 points from the left"


def test_an_icon_that_has_no_room_is_told_at_the_template() -> None:
    place, message = refused("<div class='dark' icon='toy'><p>⟦Text⟧</p></div>", DARK)
    assert (place.file, "no room for an icon" in message) == (FILE, True)


def test_boxes_side_by_side_are_level_where_the_theme_says_so() -> None:
    cell = "<cell><div class='level'><p>⟦One⟧</p>{}</div></cell>"
    high = cell.format("<p>⟦Two⟧</p>") + cell.format("")
    [row] = built(f"<columns class='two'>{high}</columns>", look(DARK)).stack.children
    assert isinstance(row, Row)
    first, second = (cell.content.wrap(cell.measure) for cell in row.cells if cell.content)
    assert first == second == row.wrap(372.0)


def test_lines_in_a_box_take_what_space_is_left_each_with_a_box_to_tick() -> None:
    html = "<section spare><div class='dark'><lines count='2' most='9' tick></div></section>"
    story = built(html, look(DARK))
    grown = story.stack.stretch(372.0, 150.0)
    pitch = look().theme.measures.line_pitch
    assert 150.0 - pitch < grown.wrap(372.0) <= 150.0
    canvas = draw(built("<p>⟦x⟧</p>"))
    grown.draw(canvas, 200.0, 900.0, 372.0)
    drawn = operators(canvas)
    assert drawn.count(" l S Q") == drawn.count(" h S Q") == 6


# Overleaf ------------------------------------------------------------------------------------------


def overleaf(again: str) -> list[list[str]]:
    """Deal a section with a card in its side column out to low pages; returns what stands on each."""
    card = f"<side class='none'><div class='dark'{again}><p>⟦Card⟧</p></div></side>"
    story = built(f"<section>{card}{'<p>⟦Text⟧</p>' * 9}</section>", look(DARK))
    canvas = draw(built("<p>⟦x⟧</p>"))
    found = []
    for filled in deal(story.stack, frames(372.0, 90.0), Costs()):
        begin = len(canvas.record.texts)
        filled.content.draw(canvas, 200.0, 900.0, 372.0)
        found.append([line.text.strip() for line in canvas.record.texts[begin:]])
    assert canvas.record.furniture.get(1, "").split() == [word for page in found[1:] for word in page if word != "Text"]
    return found


def test_a_card_stands_again_where_its_section_goes_on_and_is_not_heard_twice() -> None:
    first, *later = overleaf(" again")
    assert first[0] == "Card"
    assert [page[:2] for page in later] == [["Card", "(continued)"]] * len(later)
    assert all("Card" not in page for page in overleaf("")[1:])


@pytest.mark.parametrize("high", [12.0, 30.0, 100.0])
def test_the_rest_of_a_row_is_as_high_as_what_stands_in_it_again(high: float) -> None:
    card = Cell(Block("card"), -60.0, 50.0, again=Row((Cell(Block("", high), 0.0, 50.0),)))
    row = Row((card, Cell(paragraph(SIX), 0.0, WIDE, grows=True)), WIDE)
    assert prove_parts(row, WIDE) == 5


WAVES = """
boxes:
  waves:
    fill: brand-14
    min_height: 80
    waves: {count: 3, color: brand-55, width: 2, length: 60, crest: 5, spacing: 0.2, shift: 4}
"""


def test_a_box_may_have_waves_on_its_ground_which_it_cuts_off() -> None:
    said = operators(draw(built("<div class='waves'></div>", look(WAVES))))
    _, _, after = said.partition(" 372 80 re W n")
    assert after, "cut off where the box ends"
    assert after.partition(" Q ")[0].count(" m ") == 3


def test_no_words_stand_on_waves() -> None:
    place, message = refused("<div class='waves'><p>⟦Text⟧</p></div>", WAVES)
    assert (place, message) == (YAML, "words stand on the waves of the box “waves”")


def test_a_box_that_fills_its_page_takes_what_is_left_of_it() -> None:
    filling = DARK.replace("boxes:", "boxes:\n  full: {fill: brand, text: paper, fills: true, after: 10}")
    html = "<div class='{}'><p>⟦Text⟧</p></div><spring><p>⟦Foot⟧</p>"
    for name, high in (("full", True), ("dark", False)):
        stack = built(html.format(name), look(filling)).stack
        first, *_ = stack.children
        grown, *_ = stack.stretch(372.0, 200.0).children
        assert (grown.wrap(372.0) - first.wrap(372.0) == 200.0) is high
