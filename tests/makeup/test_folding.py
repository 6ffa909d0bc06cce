"""Folded sheets: panels hold their own, and whole sections stand on the flap only where the inside is full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.looks.costs import Costs
from clinicpress.looks.design import Frame
from clinicpress.makeup.dealing import FilledFrame
from clinicpress.makeup.folding import Panels, deal_panels, fits
from clinicpress.typesetting.builder import Story
from clinicpress.typesetting.flowables import Stack
from clinicpress.typesetting.leaves import SPRING
from tests.typesetting.toys import LEADING, Block, measure, read

WIDE = measure(4)
LINES = 6
"""Lines of a panel."""
PANELS = Panels(lambda name: Frame(1, 0, 500, WIDE, LINES * LEADING, 0, name), "flap")


def inside() -> Iterator[Frame]:
    """Yield two panels, and more of a sheet that there is not."""
    for sheet in count():
        for name in ("left", "right"):
            yield Frame(2 + 2 * sheet, 0, 500, WIDE, LINES * LEADING, 0, name)


def blocks(*names: str) -> Stack:
    return Stack(tuple(Block(name) for name in names))


def section(name: str, lines: int) -> Stack:
    return replace(blocks(*(f"{name}{number}" for number in range(lines))), torn="section")


def dealt(*sections: Stack, panels: Panels = PANELS, **own: Stack) -> list[FilledFrame]:
    return deal_panels(Story(Stack(sections), Element("Document"), [], panels=own), inside, panels, Costs())


def shown(filled: list[FilledFrame]) -> dict[str, list[str]]:
    """Return the lines of each panel, and of those that there are not, under a name with a cross."""
    return {f"{each.frame.name}{'†' * (each.frame.page > 2)}": read(each.content, WIDE) for each in filled}


def test_the_flap_has_no_section_where_the_inside_has_room_for_all() -> None:
    said = shown(dealt(section("a", 6), section("b", 6), flap=blocks("glance")))
    assert said == {
        "flap": ["glance"],
        "left": [f"a{n}" for n in range(6)],
        "right": [f"b{n}" for n in range(6)],
    }


def test_the_flap_has_the_first_sections_whole_where_the_inside_is_full() -> None:
    said = shown(dealt(section("a", 2), section("b", 6), section("c", 6), flap=blocks("glance")))
    assert said["flap"] == ["glance", "a0", "a1"]
    assert said["left"][0] == "b0"
    assert "left†" not in said


@pytest.mark.parametrize("lines", [6, 7])
def test_a_section_that_the_flap_has_no_room_for_is_not_parted_onto_it(lines: int) -> None:
    filled = dealt(section("a", lines), section("b", 13 - lines), flap=blocks("glance"))
    assert shown(filled)["flap"] == ["glance"]
    assert not fits(filled, 2), "the inside has twelve lines, the text thirteen"


def test_nothing_is_left_out_where_all_is_too_long() -> None:
    filled = dealt(section("a", 7), section("b", 8), flap=blocks("glance"), back=blocks("about"))
    said = [line for lines in shown(filled).values() for line in lines]
    assert sorted(said) == sorted(["about", "glance", *(f"a{n}" for n in range(7)), *(f"b{n}" for n in range(8))])


def test_without_a_panel_of_relief_all_sections_stand_inside() -> None:
    filled = dealt(section("a", 2), section("b", 11), panels=PANELS.__class__(PANELS.frame, ""), back=blocks("about"))
    assert not fits(filled, 2)


def test_what_a_panel_holds_has_its_spring_pushed_to_its_foot() -> None:
    back = replace(Stack((Block("above"), SPRING, Block("below"))), stretchy=True)
    [panel] = [each for each in dealt(section("a", 1), back=back) if each.frame.name == "back"]
    assert panel.content.wrap(WIDE) == pytest.approx(LINES * LEADING)


def test_a_panel_that_has_no_room_for_its_own_stands_on_a_page_that_there_is_not() -> None:
    filled = dealt(section("a", 1), back=blocks(*"abcdefg"))
    assert not fits(filled, 2)
    assert shown(filled)["back†"] == list("abcdefg")
