"""Tables of a page: which rows and cells are heads, and which tables are none."""

from __future__ import annotations

import pytest

from clinicpress.drafting.web.elements import elements, words_of
from clinicpress.drafting.web.table import is_for_looks, rows_of
from tests.drafting.web.pages import opened


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
    found = rows_of(next(elements(opened(f"<table>{rows}</table>").body, "table")))
    assert (found.heads, found.has_row_heads) == (heads, has_row_heads)


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


def test_the_foot_of_a_table_stands_last() -> None:
    table = next(elements(opened("<table><tfoot><tr><td>z</tfoot><tr><td>a<tr></table>").body, "table"))
    assert [[words_of(cell) for cell in row] for row in rows_of(table).cells] == [["a"], ["z"]]
