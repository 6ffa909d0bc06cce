"""Rows and cells of tables, in groups and repeated."""

from __future__ import annotations

from clinicpress.drafting.opendocument.table import MOST_REPEATED, rows_of
from tests.drafting.opendocument.documents import cell, element, table


def test_rows_heads_and_joined_cells() -> None:
    row = f"<table:table-row>{cell('x')}<table:covered-table-cell/></table:table-row>"
    body = f"<table:table-rows>{row}</table:table-rows>"
    held = table(cell("a", 'table:number-columns-spanned="2"'), heads=1).replace(
        "</table:table>", f"{body}</table:table>"
    )
    rows, heads = rows_of(element(held))
    assert (len(rows), heads) == (2, 1)
    assert [(each.columns, each.rows) for each in rows[0].cells] == [(2, 1)]
    assert (len(rows[1].cells), len(rows[1].hidden)) == (1, 1)


def test_what_repeats_without_end_is_cut() -> None:
    many = table(cell("a", 'table:number-columns-repeated="3"'), heads=0)
    rows, _ = rows_of(element(many.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9999">')))
    assert (len(rows), len(rows[0].cells)) == (MOST_REPEATED, 3)


def test_the_head_of_a_table_in_a_cell_is_none_of_its_own() -> None:
    rows, heads = rows_of(element(table(cell(table(cell("a"), cell("b"))), cell("c"), heads=0)))
    assert (len(rows), heads) == (2, 0)
