"""The tables of a web page: their rows in the order in which they are shown, and which of them are heads."""

from __future__ import annotations

from dataclasses import dataclass

from clinicpress.drafting.web.elements import Node, attribute, children, elements, words_of

_CELLS = {"td", "th"}
_PARTS = {"thead", "tbody", "tfoot"}


@dataclass(frozen=True)
class Rows:
    """The cells of a table's rows."""

    cells: list[list[Node]]
    heads: int
    """How many rows at the top are heads."""
    has_row_heads: bool


def is_for_looks(table: Node) -> bool:
    """Tell whether a table only puts things beside each other."""
    rows = _rows(table)
    is_said = attribute(table, "role") in {"none", "presentation"}
    has_heads = any(cell.name == "th" for row in rows for cell in children(row)) or _caption(table) is not None
    widest = max((len(list(children(row))) for row in rows), default=0)
    holds_another = next(elements(table, "table"), None) is not None
    return is_said or holds_another or ((len(rows) < 2 or widest < 2) and not (has_heads and len(rows) > 1))


def caption_of(table: Node) -> Node | None:
    """Return the caption of a table; None where there is none."""
    return _caption(table)


def rows_of(table: Node) -> Rows:
    """Return the rows of a table that have cells."""
    rows = [row for row in ([cell for cell in children(row) if cell.name in _CELLS] for row in _rows(table)) if row]
    heads = _heads(table, rows)
    return Rows(rows, heads, _has_row_heads(rows[heads:]))


def _rows(table: Node) -> list[Node]:
    """List the rows of a table as they are shown: those of its foot are the last."""
    found: dict[str, list[Node]] = {"thead": [], "tbody": [], "tfoot": []}
    for part in children(table):
        if part.name in _PARTS:
            found[part.name] += [row for row in children(part) if row.name == "tr"]
        elif part.name == "tr":
            found["tbody"].append(part)
    return [*found["thead"], *found["tbody"], *found["tfoot"]]


def _caption(table: Node) -> Node | None:
    return next((each for each in children(table) if each.name == "caption" and words_of(each)), None)


def _heads(table: Node, rows: list[list[Node]]) -> int:
    in_head = sum(
        1 for part in children(table) if part.name == "thead" for row in children(part) if list(children(row))
    )
    if in_head:
        return in_head
    is_head = [all(cell.name == "th" or not words_of(cell) for cell in row) for row in rows]
    return next((at for at, each in enumerate(is_head) if not each), len(rows)) if is_head and is_head[0] else 0


def _has_row_heads(rows: list[list[Node]]) -> bool:
    """Tell whether a row's first cell is its head, in all rows but those that go on with one from above."""
    longest = max(map(len, rows), default=0)
    firsts = [row[0] for row in rows if len(row) == longest]
    return bool(firsts) and all(
        cell.name == "th" and attribute(cell, "scope") not in {"col", "colgroup"} for cell in firsts
    )
