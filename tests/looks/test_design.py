"""Designs: the frames that a layout leaves to the story on its paper, page after page."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from clinicpress.looks.design import MAIN, with_room_for
from tests.typesetting.furnished import design


def test_the_first_frame_begins_below_the_strip_and_all_end_above_the_footer() -> None:
    first, second, third = islice(design().frames(94.0), 3)
    assert [frame.page for frame in (first, second, third)] == [1, 2, 3]
    assert [frame.top for frame in (first, second, third)] == [792 - 90, 792 - 80, 792 - 80]
    for frame in (first, second, third):
        assert (frame.x, frame.width, frame.name) == (192, 372, MAIN)
        assert frame.top - frame.height == 94 + 14, "the footer's gap is kept free"
        assert frame.foot == 94


@pytest.mark.parametrize(("paper", "height"), [("letter", 792.0), ("a4", 841.8898)])
def test_a_longer_paper_has_longer_frames(paper: str, height: float) -> None:
    frame = next(design(paper=paper).frames(94.0))
    assert frame.height == pytest.approx(height - 90 - 94 - 14)


LONG = "A heading of so many words that it takes six lines of the side column, one more than it may"


@pytest.mark.parametrize(
    ("headings", "hang"),
    [
        ([], True),
        (["Tables", "What your doctor needs to know"], True),
        (["Tables", "Hydroxychloroquinolones"], False),
        (["Tables", "A long\u00a0way\u00a0to\u00a0go\u00a0home"], False),
        ([LONG.partition(",")[0]], True),
        ([LONG], False),
    ],
)
def test_headings_hang_where_all_of_them_have_room_in_the_side_column(headings: list[str], hang: bool) -> None:
    assert design().hangs(headings) is hang


@pytest.mark.parametrize("side", [0.0, 120.0])
def test_no_headings_hang_in_a_side_column_that_is_not_for_them(side: float) -> None:
    look = design()
    columns = look.layout.columns.model_copy(update={"side": side})
    assert not replace(look, layout=look.layout.model_copy(update={"columns": columns})).hangs(["Tables"])


def test_a_folded_sheet_has_the_frames_of_its_panels_all_equally_wide() -> None:
    look = design("trifold")
    left, middle, right, beyond = islice(look.frames(120.0), 4)
    assert [frame.name for frame in (left, middle, right, beyond)] == ["left", "middle", "right", "left"]
    assert {frame.page for frame in (left, middle, right)} == {2}
    assert beyond.page > 2, "what has no room stands on a page that the sheet does not have"
    assert len({frame.width for frame in (left, middle, right)}) == 1
    assert (left.foot, middle.foot) == (120.0, 28.0), "only panels with a footer keep it free"
    assert left.height == pytest.approx(middle.height - 92 - look.layout.footer.gap)


def test_what_runs_from_right_to_left_lies_mirrored_on_the_sheet() -> None:
    one, other = design(), design(rtl=True)
    width = one.geometry.width
    assert (one.left(72, 100), other.left(72, 100)) == (72, width - 172)
    assert one.geometry == other.geometry


def test_heads_and_the_words_beside_a_code_grow_with_the_lines_of_a_language() -> None:
    one = design()
    assert with_room_for(one.layout, one.theme, 1, 1) == one.layout
    other = with_room_for(one.layout, one.theme, 1, 2)
    strip, line = other.first_page.strip, one.theme.style("strip").leading
    assert strip is not None and one.layout.first_page.strip is not None
    assert strip.height - one.layout.first_page.strip.height == line / 2
    assert other.first_page.top - one.layout.first_page.top == line / 2
    head = other.later_pages.running_head
    assert head is not None and one.layout.later_pages.running_head is not None
    assert head.height == one.layout.later_pages.running_head.height, "a bar is as thin as it was"
    title = one.theme.style("running-title").leading
    assert other.later_pages.top - one.layout.later_pages.top == title / 2
    heights = {str(name): (box.height, other.slots[name].height) for name, box in one.layout.slots.items()}
    assert all(after == before for name, (before, after) in heights.items() if name != "card")
    before, after = heights["card"]
    assert after - before == before - one.theme.measures.qr, "a code is as large as it was"
