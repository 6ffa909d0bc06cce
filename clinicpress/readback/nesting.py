"""Does each tag hold what it must? Lists their items, rows their cells, contents the places they lead to.

A screen reader says “list with four items, item two” and moves about tables by their columns: it
can do so only where tags stand in each other as PDF/UA-1 7.2 wants it (ISO 32000-1, 14.8.4.3), and
where each row of a table covers the same columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from clinicpress.ground.problems import counted
from clinicpress.pdf.docket import Docket
from clinicpress.readback.finished import Finished, Part
from clinicpress.readback.verdict import Finding, Row, begins, judged, unknown

ASKS = "Do lists, tables and contents hold what they must?"
WIDEST = 200
"""No cell is taken to cover more columns or rows: a damaged file may claim millions."""
_ROWS = frozenset({"THead", "TBody", "TFoot"})
_HOLDS: dict[str, frozenset[str]] = {
    "L": frozenset({"Caption", "LI", "L"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "Table": frozenset({"Caption", "TR"}) | _ROWS,
    **dict.fromkeys(_ROWS, frozenset({"TR"})),
    "TR": frozenset({"TH", "TD"}),
    "TOC": frozenset({"Caption", "TOC", "TOCI"}),
    "TOCI": frozenset({"Lbl", "Reference", "P", "TOC"}),
}
"""What may stand in an element that holds nothing else."""
_STANDS_IN: dict[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TR": frozenset({"Table"}) | _ROWS,
    **dict.fromkeys(_ROWS, frozenset({"Table"})),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "TOCI": frozenset({"TOC"}),
}
"""What an element may stand in that stands nowhere else."""
_WORDLESS = frozenset({"L", "LI", "Table", "TR", "TOC", *_ROWS})
_CALLED = {
    "L": "list",
    "LI": "list item",
    "LBody": "body of a list item",
    "Lbl": "label",
    "Table": "table",
    "TR": "table row",
    "TH": "head cell",
    "TD": "table cell",
    "TOC": "table of contents",
    "TOCI": "entry of the contents",
    **dict.fromkeys(_ROWS, "group of table rows"),
}
_NUMBER = re.compile(r"(\d+)\W*$")


def nesting(finished: Finished) -> Row:
    """Check what stands in what, tables column by column, and where contents lead."""
    if not finished.parts:
        return unknown("nesting", ASKS, "without tags nothing can be told")
    parts = list(finished.elements())
    failures = [
        *(found for part in finished.parts for found in _misplaced(part, "")),
        *(found for part in parts if part.tag == "Table" for found in _table(part)),
        *_notes(parts),
        *_contents(finished, parts),
    ]
    tags = Counter(part.tag for part in parts)
    held = [counted(tags[tag], what) for tag, what in (("L", "list"), ("Table", "table"), ("TOCI", "contents line"))]
    return judged("nesting", ASKS, failures, note=", ".join(each for each in held if each[0] != "0"))


def _page(part: Part) -> int | None:
    return part.pages[0] if part.pages else None


def _name(part: Part) -> str:
    """Say which element is meant."""
    said = part.text or part.alt
    return f"the {_CALLED.get(part.tag, part.tag)}{f' {begins(said)}' if said.strip() else ''}"


def _misplaced(part: Part, within: str) -> Iterator[Finding]:
    """Yield the elements that stand where they must not; what only groups others is looked through."""
    if part.tag in _STANDS_IN and within not in _STANDS_IN[part.tag]:
        yield Finding(_page(part), f"{_name(part)} is in no {_called(_STANDS_IN[part.tag])}")
    elif within in _HOLDS and part.tag not in _HOLDS[within] and not _is_transparent(part):
        yield Finding(_page(part), f"a {_CALLED[within]} holds {_name(part)}, which is no {_called(_HOLDS[within])}")
    elif part.tag in _WORDLESS and (words := _words(part)):
        yield Finding(_page(part), f"{begins(words)} stands in a {_CALLED[part.tag]}, but not in one of its parts")
    for kid in part.kids:
        yield from _misplaced(kid, within if _is_transparent(part) else part.tag)


def _words(part: Part) -> str:
    """Return the words that stand in an element itself, in none of the elements in it, such as labels."""
    left = part.own
    for kid in part.kids:
        left = left.replace(kid.own, "", 1) if kid.inline else left
    return left.strip()


def _is_transparent(part: Part) -> bool:
    return part.tag in ("NonStruct", "Private")


def _called(tags: frozenset[str]) -> str:
    """Name what was expected, the nearest kinds."""
    return " or ".join(dict.fromkeys(_CALLED[tag] for tag in sorted(tags) if tag in _CALLED and tag not in _ROWS))


# Tables ---------------------------------------------------------------------------------------------


def _table(table: Part) -> Iterator[Finding]:
    """Yield what is wrong with a table: rows that cover other columns than the first, heads without a direction."""
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row.kids]
    for cell in cells:
        # PDF/UA-1 7.5: without a scope, a head is said with no cell, or with the wrong ones.
        if cell.tag == "TH" and not cell.scope and not any(each.headed for each in cells):
            yield Finding(_page(cell) or _page(table), f"{_name(cell)} does not say of what it is the head (Scope)")
    yield from _irregular(table, rows)


def _rows(part: Part) -> Iterator[Part]:
    for kid in part.kids:
        if kid.tag == "TR":
            yield kid
        elif kid.tag in _ROWS:
            yield from _rows(kid)


def _irregular(table: Part, rows: Sequence[Part]) -> Iterator[Finding]:
    taken: dict[int, int] = {}
    width = 0
    for number, row in enumerate(rows):
        where = _page(row) or _page(table)
        at = 0
        covered = {column for column, until in taken.items() if until > number}
        for cell in row.kids:
            while at in covered:
                at += 1
            columns = range(at, at + min(cell.columns, WIDEST))
            if covered.intersection(columns):
                yield Finding(where, f"{_name(cell)} lies on a cell that reaches down from a row above")
            covered.update(columns)
            taken.update(dict.fromkeys(columns, number + min(cell.rows, WIDEST)))
            at = columns.stop
        width = width or len(covered)
        if len(covered) != width:
            message = f"{_name(row)} has {counted(len(covered), 'column')}, the first row of its table {width}"
            yield Finding(where, message)
    if any(until > len(rows) for until in taken.values()):
        yield Finding(_page(table), f"a cell of {_name(table)} reaches down beyond its last row")


# Notes and contents ---------------------------------------------------------------------------------


def _notes(parts: Sequence[Part]) -> Iterator[Finding]:
    """Yield the notes that cannot be told from each other (PDF/UA-1 7.9)."""
    notes = [part for part in parts if part.tag == "Note"]
    known = Counter(note.id for note in notes)
    for note in notes:
        if not note.id or known[note.id] > 1:
            yield Finding(_page(note), f"the note {begins(note.text)} has no ID of its own")


def _contents(finished: Finished, parts: Sequence[Part]) -> Iterator[Finding]:
    """Yield the entries of contents that lead nowhere, or elsewhere than they say."""
    ours = Docket.of(finished.docket) is not None
    for part in parts:
        if part.tag != "TOCI":
            continue
        own = [each for kid in part.kids if kid.tag != "TOC" for each in kid.walk()]
        goals = [goal for each in own for goal in each.goals]
        said = _NUMBER.search(part.own or "".join(each.own for each in own))
        if not goals:
            # A file for a press has no links (PDF/X-4).
            if "PDF/X" not in finished.claims:
                yield Finding(_page(part), f"{_name(part)} leads nowhere")
        elif ours and (said is None or int(said[1]) not in goals):
            # Others may count their pages otherwise; ours are numbered from 1.
            yield Finding(_page(part), f"{_name(part)} leads to page {goals[0]}")
