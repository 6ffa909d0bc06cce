"""What stands in what: lists, tables and contents are sound, or the element that is wrong is named."""

from __future__ import annotations

import pytest

from clinicpress.readback.finished import Part
from clinicpress.readback.nesting import nesting
from tests.readback.plain import finished, part


def item(*body: Part, label: str = "•") -> Part:
    return part("LI", kids=(part("Lbl", label), part("LBody", kids=body)))


def row(*cells: Part) -> Part:
    return part("TR", kids=cells)


def cell(said: str = "2", columns: int = 1, rows: int = 1, tag: str = "TD", scope: str = "") -> Part:
    return part(tag, said, columns=columns, rows=rows, scope=scope)


def head(said: str = "Day", columns: int = 1) -> Part:
    return cell(said, columns, tag="TH", scope="Column")


def entry(said: str, goals: tuple[int, ...] = (3,), *below: Part) -> Part:
    link = part("Link", said, goals=goals, links=len(goals))
    return part("TOCI", said, kids=(part("Reference", said, kids=(link,)), *below))


def messages(*parts: Part, ours: bool = False) -> list[str]:
    """Return what is wrong with some elements of a document."""
    keys = ("Layout", "Language", "Title", "Source", "Disclaimer", "Blocks", "Furniture")
    file = finished(parts=(part("Document", kids=parts),), docket=dict.fromkeys(keys, ("",)) if ours else {})
    return [found.message for found in nesting(file).found]


SOUND = {
    "a list in a list": part("L", kids=(item(part("P", "Fruit"), part("L", kids=(item(part("P", "Apples")),))),)),
    "a list with a caption": part("L", kids=(part("Caption", "Do"), item(part("P", "Rest")))),
    "a table in groups": part(
        "Table",
        kids=(
            part("THead", kids=(row(head(), head("Dose")),)),
            part("TBody", kids=(row(cell(), cell()), row(cell(columns=2)))),
            part("Caption", "Doses"),
        ),
    ),
    "cells over rows and columns": part(
        "Table",
        kids=(
            row(head(), head("Dose", 2)),
            row(cell(rows=2), cell(columns=2)),
            row(cell(rows=2), cell()),
            row(cell(), cell()),
        ),
    ),
    "heads that cells name": part(
        "Table", kids=(row(cell(tag="TH"), cell(tag="TH")), row(cell(), part("TD", "2", headed=True)))
    ),
    "contents in contents": part("TOC", kids=(entry("Stages 3", (3,), part("TOC", kids=(entry("Stage I 4", (4,)),))),)),
    "notes": part("Sect", kids=(part("Note", "One", id="a"), part("Note", "Two", id="b"))),
    "what only groups": part("L", kids=(part("NonStruct", kids=(item(part("P", "Rest")),)),)),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_passes(name: str) -> None:
    assert messages(SOUND[name], ours=True) == []


FAULTS = {
    "an item that is none": (part("L", kids=(part("P", "Rest"),)), "a list holds the P “Rest”, which is no list or"),
    "a list in an item": (
        part("L", kids=(part("LI", kids=(part("Lbl", "1"), part("L", kids=(item(part("P", "Rest")),)))),)),
        "a list item holds the list",
    ),
    "words in no item": (part("L", "Rest", kids=(item(),)), "“Rest” stands in a list, but not in one of its parts"),
    "words in no body": (
        part("L", kids=(part("LI", "Rest", kids=(part("Lbl", "1"),)),)),
        "“Rest” stands in a list item, but not in one of its parts",
    ),
    "an item in no list": (part("Sect", kids=(item(part("P", "Rest")),)), "the list item “• Rest” is in no list"),
    "a cell in no row": (part("Table", kids=(cell("7"),)), "the table cell “7” is in no table row"),
    "a row in no table": (part("Sect", kids=(row(cell("7")),)), "the table row “7” is in no table"),
    "a paragraph in a row": (
        part("Table", kids=(row(cell("7"), part("P", "8")),)),
        "a table row holds the P “8”, which is no table cell or head cell",
    ),
    "a row too short": (
        part("Table", kids=(row(head(), head()), row(cell("7")))),
        "the table row “7” has 1 column, the first row of its table 2",
    ),
    "a row too long under a cell from above": (
        part("Table", kids=(row(cell("a", rows=2), cell("b")), row(cell("c"), cell("d")))),
        "the table row “c d” has 3 columns, the first row of its table 2",
    ),
    "a cell on another": (
        part("Table", kids=(row(cell(), cell("b", rows=2), cell()), row(cell("wide", columns=2), cell("d")))),
        "the table cell “wide” lies on a cell that reaches down from a row above",
    ),
    "a cell too deep": (
        part("Table", kids=(row(cell("a", rows=3), cell()), row(cell()))),
        "a cell of the table “a 2 2” reaches down beyond its last row",
    ),
    "a cell that claims millions": (
        part("Table", kids=(row(cell("a", 2**31, 2**31)), row(cell("b")))),
        "a cell of the table “a b” reaches down beyond its last row",
    ),
    "a head of nothing": (
        part("Table", kids=(row(cell("Day", tag="TH"), head("Dose")),)),
        "the head cell “Day” does not say of what it is the head (Scope)",
    ),
    "a note without a name": (part("Note", "One"), "the note “One” has no ID of its own"),
    "a note with the name of another": (
        part("Sect", kids=(part("Note", "One", id="a"), part("Note", "Two", id="a"))),
        "the note “Two” has no ID of its own",
    ),
    "an entry in no contents": (part("Sect", kids=(entry("Stages 3"),)), "is in no table of contents"),
    "an entry that leads nowhere": (
        part("TOC", kids=(entry("Stages 3", ()),)),
        "the entry of the contents “Stages 3 Stages 3 Stages 3” leads nowhere",
    ),
    "an entry with another page": (part("TOC", kids=(entry("Stages 3", (4,)),)), "leads to page 4"),
    "an entry without a page": (part("TOC", kids=(entry("Stages", (4,)),)), "leads to page 4"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_names_the_element(name: str) -> None:
    element, said = FAULTS[name]
    found = messages(element, ours=True)
    assert any(said in message for message in found), found


def test_others_may_count_their_pages_as_they_like() -> None:
    assert messages(part("TOC", kids=(entry("Preface iv", (4,)),))) == []


def test_contents_of_a_file_for_a_press_lead_nowhere() -> None:
    contents = part("TOC", kids=(entry("Stages 3", ()),))
    file = finished(parts=(part("Document", kids=(contents,)),), claims={"PDF/X": "4"})
    assert nesting(file).found == ()
