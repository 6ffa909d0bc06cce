"""Cells of a table stand at their places, whatever spans the page gives them."""

from __future__ import annotations

import pytest

from clinicpress.drafting.web.elements import elements, words_of
from clinicpress.drafting.web.table import is_for_looks, laid_out
from tests.drafting.web.pages import opened


@pytest.mark.parametrize(
    ("rows", "placed", "is_uneven"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]], False),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a↓2", "b"], ["c"]], False),
        ("<tr><td rowspan=9>a<td>b<tr><td>c", [["a↓2", "b"], ["c"]], False),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", [["a↓2", "b"], ["c"]], False),
        ("<tr><td colspan=2>a<tr><td>b<td>c", [["a→2"], ["b", "c"]], False),
        ("<tr><td>a<tr><td>b<td>c", [["a", "-"], ["b", "c"]], True),
        ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c", [["a", "b↓2"], ["c"]], False),
        ("<tfoot><tr><td>z<td>y</tfoot><tr><td>a<td>b", [["a", "b"], ["z", "y"]], False),
    ],
)
def test_cells_at_their_places(rows: str, placed: list[list[str]], is_uneven: bool) -> None:
    (table,) = elements(opened(f"<table>{rows}</table>").body, "table")
    layout = laid_out(table)
    shown = [
        [
            "-"
            if cell.element is None
            else words_of(cell.element)
            + (f"→{cell.columns}" if cell.columns > 1 else "")
            + (f"↓{cell.rows}" if cell.rows > 1 else "")
            for cell in row
        ]
        for row in layout.rows
    ]
    assert (shown, layout.is_uneven) == (placed, is_uneven)


@pytest.mark.parametrize(
    ("rows", "heads", "has_row_heads"),
    [
        ("<tr><th>a<th>b<tr><td>c<td>d", 1, False),
        ("<tr><td><th>b<tr><th>c<td>d", 1, True),
        ("<tr><th>a<td>b<tr><th>c<td>d", 0, True),
        ("<thead><tr><td>a<td>b</thead><tr><td>c<td>d", 1, False),
        ("<tr><th>a<th>b<tr><th rowspan=2>c<td>d<tr><td>e", 1, True),
    ],
)
def test_heads(rows: str, heads: int, has_row_heads: bool) -> None:
    layout = laid_out(next(elements(opened(f"<table>{rows}</table>").body, "table")))
    assert (layout.heads, layout.has_row_heads) == (heads, has_row_heads)


@pytest.mark.parametrize(
    ("html", "is_one"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", False),
        ("<table><tr><td>a<td>b</table>", True),
        ("<table><tr><td>a<tr><td>b</table>", True),
        ("<table><tr><th>a<tr><td>b</table>", False),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", True),
        ("<table><tr><td><table></table><td>b<tr><td>c<td>d</table>", True),
    ],
)
def test_tables_for_looks(html: str, is_one: bool) -> None:
    assert is_for_looks(next(elements(opened(html).body, "table"))) == is_one
