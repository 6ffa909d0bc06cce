"""Where a block is set: columns in each other, and how far apart the blocks of an item stand."""

from __future__ import annotations

import pytest

from clinicpress.typesetting.flowables import Stack
from clinicpress.typesetting.setting import Column, close
from tests.typesetting.toys import LEADING, Block, paragraph


def test_what_stands_in_a_column_has_no_side_column_of_its_own() -> None:
    assert Column(372.0, 144.0, 120.0).inner(300.0) == Column(300.0)


def test_a_column_knows_how_many_lists_it_stands_in_and_the_style_of_its_cell() -> None:
    within = Column(372.0).inner(300.0, lists=1).inner(200.0, style="cell").inner(100.0, lists=1)
    assert within == Column(100.0, lists=2, style="cell")


@pytest.mark.parametrize("gap", [0.0, 5.0])
def test_blocks_are_closed_up_to_a_gap_and_their_first_and_last_stand_at_the_edges(gap: float) -> None:
    loose = Stack((paragraph("one", before=20.0, after=30.0), paragraph("two", before=20.0, after=30.0)))
    made = close(loose, gap)
    assert made.wrap(100.0) == 2 * LEADING + gap
    assert (made.children[0].before, made.children[-1].after) == (0.0, 0.0)


def test_what_keeps_more_space_above_it_than_the_gap_has_it_still() -> None:
    loose = Stack((Block("one"), Block("two", before=9.0), Block("three", before=1.0)))
    assert close(loose, 5.0).wrap(100.0) == 3 * LEADING + 9.0 + 5.0
