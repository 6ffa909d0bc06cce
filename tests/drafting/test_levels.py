"""Lists stand in each other as deep as they can in a brochure; what is deeper stays in order, and is told."""

from __future__ import annotations

from clinicpress.drafting.article import Grid, GridCell, Item, Items, Paragraph
from clinicpress.drafting.levels import levelled


def nested(*texts: str) -> Items:
    """Make a list in a list in a list."""
    first, *rest = texts
    return Items((Item(first, (nested(*rest),) if rest else ()), Item(f"after {first}")))


def test_three_levels_stay() -> None:
    assert levelled(nested("a", "b", "c")) == nested("a", "b", "c")
    assert levelled(Paragraph("a")) == Paragraph("a")


def test_what_is_deeper_follows_its_item() -> None:
    held = levelled(nested("a", "b", "c", "d", "e"))
    for _ in range(2):
        assert isinstance(held, Items)
        held = held.items[0].below[0]
    assert isinstance(held, Items)
    assert [item.text for item in held.items] == ["c", "d", "e", "after e", "after d", "after c"]
    assert held.doubts[0].startswith("a list inside a list was made flat: “d”, “after d” stood below “c”")


def test_lists_in_cells_are_lists_as_others() -> None:
    deep = nested("a", "b", "c", "d")
    grid = levelled(Grid((GridCell("x", (deep,)),), ((GridCell("y", (deep,)),),)))
    assert isinstance(grid, Grid)
    assert grid.header[0].below == grid.rows[0][0].below == (levelled(deep),)
