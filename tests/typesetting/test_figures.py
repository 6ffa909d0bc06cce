"""Figures: their share of the width, rows of them, and text beside them."""

from __future__ import annotations

import pytest

from clinicpress.drawing.record import Area
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Design
from clinicpress.typesetting.builder import Story
from tests.typesetting.told import FILE, TOP, built, draw, look
from tests.typesetting.toys import dealt, frames

MEASURE = 372.0
LEFT = 200.0
PLAIN = look("""
boxes: {picture: {padding: [0, 0, 0, 0]}, picture-small: {padding: [0, 0, 0, 0]}}
measures: {figure_gap: 12, beside_gap: 22, least_beside: 150}
""")
"""A look whose frames have no paddings: a third of the column is 116 points, a half 180, beside text 175."""
SENTENCE = "⟦" + "Some words of a text. " * 6 + "⟧"


def figure(name: str = "wide", width: str = "", caption: str = "") -> str:
    said = f"<figcaption>⟦{caption}⟧</figcaption>" if caption else ""
    wide = f" width='{width}'" if width else ""
    return f"<figure{wide}><img src='{name}.svg' alt='⟦What {name} shows⟧'>{said}</figure>"


def areas(html: str, design: Design = PLAIN, measure: float = MEASURE) -> list[Area]:
    """Return where the pictures of a story stand, in reading order."""
    return draw(built(html, design), measure).record.areas


def widths(html: str, design: Design = PLAIN) -> list[float]:
    return [round(area.right - area.left, 2) for area in areas(html, design)]


def pages_of(story: Story, height: float) -> list[list[str]]:
    """Deal a story out to pages, and return what each draws: its pictures, then its lines."""
    found = []
    for page in dealt(story.stack, frames(MEASURE, height)):
        canvas = draw(Story(page.content, story.structure, []))
        found.append([area.name for area in canvas.record.areas] + [line.text.strip() for line in canvas.record.texts])
    return found


# A share of the width ------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "printed"), [("", 372.0), ("full", 372.0), ("half", 180.0), ("third", 116.0)])
def test_a_picture_takes_its_share_of_the_column_and_stands_at_its_left(width: str, printed: float) -> None:
    [area] = areas(figure(width=width))
    assert (area.left, area.right - area.left) == (LEFT, pytest.approx(printed))
    assert area.top - area.bottom == pytest.approx(printed / 2)


def test_a_caption_is_as_wide_as_its_picture() -> None:
    canvas = draw(built(figure(width="half", caption="A caption of so many words that it takes several lines"), PLAIN))
    assert len(canvas.record.texts) > 1
    assert all(line.x == LEFT for line in canvas.record.texts)
    assert canvas.record.texts[0].baseline < canvas.record.areas[0].bottom


def test_a_share_of_a_narrow_column_is_still_large_enough_to_be_seen() -> None:
    cell = f"<columns class='full'><cell>{figure(width='third')}</cell><cell><p>⟦a⟧</p></cell></columns>"
    assert widths(cell) == [72.0]


def test_the_frame_of_a_picture_that_shares_its_line_is_the_narrow_one() -> None:
    framed = look("boxes: {picture: {padding: [0, 20, 0, 20]}, picture-small: {padding: [0, 5, 0, 5]}}")
    for html, padding in ((figure(), 20), (figure(width="half"), 5)):
        [area] = areas(html, framed)
        assert area.left - LEFT == padding


def test_a_figure_is_not_parted_from_its_caption() -> None:
    story = built(f"<p>{SENTENCE}</p>" + figure(width="half", caption="Caption"), PLAIN)
    course = story.stack.course(MEASURE)
    first, second = pages_of(story, course.height - course.give - 1)
    assert " ".join(first) == "Some words of a text. " * 5 + "Some words of a text."
    assert second == ["a picture", "Caption"]


@pytest.mark.parametrize("width", ["full", "third"])
def test_no_space_of_its_own_is_left_below_a_figure_that_ends_its_section(width: str) -> None:
    section = f"<section>{figure(width=width)}</section>"
    assert built(section, PLAIN).stack.children[0].after == 0.0


# Side by side --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "rows"), [(2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1]), (12, [3, 3, 3, 3])]
)
def test_two_and_four_pictures_stand_in_twos_others_in_threes(count: int, rows: list[int]) -> None:
    found = areas(f"<figures>{figure() * count}</figures>")
    tops = [area.top for area in found]
    assert [tops.count(top) for top in dict.fromkeys(tops)] == rows
    assert {area.left - LEFT for area in found if area.top == tops[0]} == (
        {0.0, 192.0} if rows[0] == 2 else {0.0, 128.0, 256.0}
    )


@pytest.mark.parametrize(("asked", "in_a_row"), [("half", 2), ("third", 3), ("full", 1)])
def test_a_row_holds_as_many_as_the_widest_of_them_asks_for(asked: str, in_a_row: int) -> None:
    found = areas(f"<figures>{figure()}{figure(width=asked)}{figure()}</figures>")
    assert sum(area.top == found[0].top for area in found) == in_a_row


def test_pictures_of_about_one_shape_have_one_height() -> None:
    nearly = look("""
boxes: {picture-small: {padding: [0, 0, 0, 0]}}
measures: {figure_gap: 12, picture_height: 120}
""")
    one, other = areas(f"<figures>{figure('wide')}{figure('square')}</figures>", nearly)
    assert one.top - one.bottom == pytest.approx(other.top - other.bottom) == pytest.approx(90.0)
    assert other.left - LEFT == pytest.approx(192 + 45), "in the middle of its frame"


def test_pictures_of_different_shapes_keep_their_size_in_frames_of_one_height() -> None:
    html = f"<figures>{figure('wide', caption='One')}{figure('toy', caption='Other')}</figures>"
    canvas = draw(built(html, PLAIN))
    wide, tall = canvas.record.areas
    assert tall.top - tall.bottom == pytest.approx(300.0)
    assert wide.top - wide.bottom == pytest.approx(90.0)
    assert (wide.top + wide.bottom) == pytest.approx(tall.top + tall.bottom), "in the middle of its frame"
    assert len({line.baseline for line in canvas.record.texts}) == 1, "the captions begin on one line"


def test_a_caption_whose_words_are_too_long_for_a_third_makes_rows_of_two() -> None:
    long = "Pneumonoultramicroscopicsilico"
    found = areas(f"<figures>{figure(caption=long) * 3}</figures>")
    assert found[0].top == found[1].top > found[2].top


@pytest.mark.parametrize(("cells", "in_a_row"), [(1, 3), (2, 2), (3, 1)])
def test_a_row_in_a_narrow_column_stays_in_it(cells: int, in_a_row: int) -> None:
    others = "<cell><p>⟦a⟧</p></cell>" * (cells - 1)
    found = areas(f"<columns class='full'><cell><figures>{figure() * 3}</figures></cell>{others}</columns>")
    assert sum(area.top == found[0].top for area in found) == in_a_row
    assert max(area.right for area in found) <= LEFT + MEASURE / cells + 0.01


def test_each_figure_of_a_row_has_its_own_tag_and_caption() -> None:
    html = f"<figures>{figure('wide', caption='One')}{figure('toy', caption='Two')}</figures>"
    story = built(html, PLAIN)
    assert [(each.tag, each.alt or each.text) for each in story.structure.walk()][1:] == [
        ("Div", ""), ("Figure", "What wide shows"), ("Caption", "One"),
        ("Div", ""), ("Figure", "What toy shows"), ("Caption", "Two"),
    ]  # fmt: skip


def test_rows_of_figures_are_parted_between_rows_only() -> None:
    captions = [f"Caption {number}" for number in range(6)]
    story = built(f"<figures>{''.join(figure(caption=caption) for caption in captions)}</figures>", PLAIN)
    row = story.stack.wrap(MEASURE) / 2
    assert pages_of(story, row + 20.0) == [["a picture"] * 3 + captions[:3], ["a picture"] * 3 + captions[3:]]


def test_a_row_without_figures_is_told() -> None:
    with pytest.raises(InputProblems) as caught:
        built("<figures></figures>", PLAIN)
    assert caught.value.problems[0].message == "<figures> needs a <figure>"


# Beside text ---------------------------------------------------------------------------------------


def beside(*blocks: str, width: str = "", caption: str = "") -> str:
    return f"<beside>{figure('wide', width, caption)}{''.join(blocks)}</beside>"


@pytest.mark.parametrize(("width", "wide"), [("", 175.0), ("half", 175.0), ("third", (372 - 44) / 3)])
def test_a_picture_stands_at_the_right_of_the_text_beside_it(width: str, wide: float) -> None:
    canvas = draw(built(beside(f"<p>{SENTENCE}</p>", width=width), PLAIN))
    [area] = canvas.record.areas
    assert (area.right, area.right - area.left) == (pytest.approx(LEFT + MEASURE), pytest.approx(wide))
    ends = [line.x + sum(p.face.width(p.text.strip(), p.size) for p in line.pieces) for line in canvas.record.texts]
    assert all(line.x == LEFT for line in canvas.record.texts)
    assert max(ends) <= area.left - 22.0
    assert area.top == TOP


def test_what_no_longer_stands_beside_the_picture_has_the_full_width() -> None:
    canvas = draw(built(beside(*[f"<p>{SENTENCE}</p>"] * 4), PLAIN))
    [area] = canvas.record.areas
    for line in canvas.record.texts:
        end = line.x + sum(piece.face.width(piece.text.strip(), piece.size) for piece in line.pieces)
        assert end <= area.left or line.baseline < area.bottom
    assert max(sum(p.face.width(p.text, p.size) for p in line.pieces) for line in canvas.record.texts) > 300


def test_a_heading_beside_a_picture_keeps_its_text() -> None:
    """It is high enough to end what stands beside, but its text does not begin below the picture."""
    story = built(f"<beside>{figure('wide')}<p>{SENTENCE}</p><h3>⟦Head⟧</h3><p>⟦Text⟧</p></beside>", PLAIN)
    lines = {line.text.strip(): line for line in draw(story).record.texts}
    assert lines["Head"].x == lines["Text"].x == LEFT


@pytest.mark.parametrize("width", ["", "half", "third", "full"])
def test_where_text_would_be_too_narrow_the_picture_stands_above_it(width: str) -> None:
    padded = "padding: [0, 0, 0, 0]"
    narrow = look(f"measures: {{least_beside: 300}}\nboxes: {{picture: {{{padded}}}, picture-small: {{{padded}}}}}")
    canvas = draw(built(beside(f"<p>{SENTENCE}</p>", width=width), narrow))
    [area] = canvas.record.areas
    assert area.left == pytest.approx(LEFT)
    assert max(line.baseline for line in canvas.record.texts) < area.bottom


def test_the_picture_is_read_before_the_text_beside_it() -> None:
    story = built(beside("<p>⟦Text⟧</p>", caption="Caption"), PLAIN)
    assert [(each.tag, each.text) for each in story.structure.walk()][1:] == [
        ("Div", ""), ("Div", ""), ("Figure", ""), ("Caption", "Caption"), ("P", "Text"),
    ]  # fmt: skip


@pytest.mark.parametrize("height", [120.0, 150.0, 200.0])
def test_text_that_is_longer_than_its_picture_goes_on_overleaf_and_nothing_is_lost(height: float) -> None:
    story = built("<p>⟦Before⟧</p>" + beside(*[f"<p>{SENTENCE}</p>"] * 3), PLAIN)
    pages = pages_of(story, height)
    assert len(pages) > 1
    drawn = [each for page in pages for each in page]
    assert drawn.count("a picture") == 1
    assert " ".join(each for each in drawn if each != "a picture").split() == (
        "Before " + "Some words of a text. " * 18
    ).split()  # fmt: skip
    assert story.structure.faults() == []


def test_what_stands_beside_begins_with_a_figure() -> None:
    with pytest.raises(InputProblems) as caught:
        built("<beside><p>⟦Text⟧</p></beside>", PLAIN)
    [problem] = caught.value.problems
    assert (problem.place, problem.message) == (Place(FILE), "<beside> begins with a <figure>")
