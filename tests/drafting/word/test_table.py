"""Tables: a joined cell is one cell, what stands in a cell stays there, and what only places pictures is no table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from clinicpress.drafting.spans import IN_ONE_HEAD
from clinicpress.drafting.word.reader import COLOURED
from tests.drafting.word.documents import TEXT, read
from tests.drafting.word.test_pictures import drawn, sample
from tests.manuscripts import (
    blocks_of,
    heading,
    item,
    list_of,
    paragraph,
    picture,
    plain,
    row,
    saved,
    table,
)

Begin = Callable[..., Path]


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


HEAD = row("Medicine", "Dose", "When")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [row("Ibuprofen", "400 mg", ("with meals", BEGINS)), row("Naproxen", "250 mg", ("", GOES_ON))],
            [["Ibuprofen", "400 mg", {"text": "with meals", "rows": "2"}], ["Naproxen", "250 mg"]],
        ),
        ([row(("Ask first", span(2)), "always")], [[{"text": "Ask first", "columns": "2"}, "always"]]),
        (
            [row(("Both", span(2) + BEGINS), "a"), row(("", span(2) + GOES_ON), "b"), row("c", "d", "e")],
            [[{"text": "Both", "columns": "2", "rows": "2"}, "a"], ["b"], ["c", "d", "e"]],
        ),
        # The same words stand once, however often a cell goes on.
        (
            [row(("A", BEGINS), "1", "x"), row(("", GOES_ON), "2", "x"), row(("B", BEGINS), "3", "x")],
            [[{"text": "A", "rows": "2"}, "1", "x"], ["2", "x"], ["B", "3", "x"]],
        ),
        # A row of nothing but parts of other cells is none.
        (
            [row(("A", BEGINS), ("1", BEGINS), ("x", BEGINS)), row(("", GOES_ON), ("", GOES_ON), ("", GOES_ON))],
            [["A", "1", "x"]],
        ),
        # What goes on from a cell that a wider one lies between begins anew.
        (
            [row("a", ("b", BEGINS), "c"), row(("wide", span(3))), row("d", ("", GOES_ON), "e")],
            [["a", "b", "c"], [{"text": "wide", "columns": "3"}], ["d", "", "e"]],
        ),
        ([row("Free", "1 mg", properties='<w:gridBefore w:val="1"/>')], [["", "Free", "1 mg"]]),
        ([row("a", ("b", '<w:hMerge w:val="restart"/>'), ("", "<w:hMerge/>"))], [["a", {"text": "b", "columns": "2"}]]),
    ],
)
def test_a_joined_cell_is_one_cell(rows: list[str], expected: list[Any], begin: Begin) -> None:
    ((_, held),), told = read(begin, table(HEAD, *rows, row("last", "1", "2")))
    assert held["rows"] == [*expected, ["last", "1", "2"]]
    assert told == []


@pytest.mark.parametrize("marked", [0, 1, 2])
def test_a_head_of_several_rows_is_one_that_says_all(marked: int, begin: Begin) -> None:
    above, again = row(("Medicine", BEGINS), ("Dose", span(2))), row(("", GOES_ON), "Adults", "Children")
    rows = [
        each.replace("<w:trPr>", "<w:trPr><w:tblHeader/>", 1) if at < marked else each
        for at, each in enumerate((above, again))
    ]
    ((_, held),), told = read(begin, table(*rows, row("Ibuprofen", "400 mg", "100 mg")))
    assert held["header"] == ["Medicine", "Dose: Adults", "Dose: Children"]
    assert held["rows"] == [["Ibuprofen", "400 mg", "100 mg"]]
    assert told == [IN_ONE_HEAD]


def test_more_rows_of_a_head_than_can_be_one_are_told(begin: Begin) -> None:
    heads = [row(f"a{at}", "b", properties="<w:tblHeader/>") for at in range(4)]
    ((_, held),), told = read(begin, f"<w:tbl>{''.join(heads)}{row('c', 'd')}</w:tbl>")
    assert (held["header"], len(held["rows"])) == (["a0", "b"], 4)
    assert told == ["the table's head has several rows in the article: only the first is one here"]


def test_heads_are_not_bold_in_bold(begin: Begin) -> None:
    bold = paragraph("Day", look="<w:b/>"), paragraph("Dose", look="<w:b/>")
    head = f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in bold)}</w:tr>"
    ((_, held),), _ = read(begin, table(head, row("Mon", "5 mg")))
    assert held["header"] == ["Day", "Dose"]


def test_what_stands_in_a_cell_stays_in_it(begin: Begin) -> None:
    lists = list_of(50, ("bullet", "•"))
    inside = "<w:tc><w:p><w:r><w:t>Take</w:t></w:r></w:p>" + item("bread", 50) + item("rice", 50) + "</w:tc>"
    titled = "<w:tc>" + heading("Evening") + "</w:tc>"
    body = table(row("Meal", "What"), f"<w:tr>{titled}{inside}</w:tr>", row("Noon", "soup"))
    ((_, held),), told = read(begin, body, lists)
    assert held["rows"][0] == ["**Evening**", {"body": [{"paragraph": "Take"}, {"list": ["bread", "rice"]}]}]
    assert told == []


def test_what_is_uncertain_in_a_cell_is_told_at_it(begin: Begin, desk: Path) -> None:
    struck = "<w:tc><w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>40 mg</w:t></w:r><w:r><w:t>20 mg</w:t></w:r></w:p></w:tc>"
    body = table(row("Day", "Dose"), f"<w:tr><w:tc>{paragraph('Mon')}</w:tc>{struck}</w:tr>")
    ((_, held),), told = read(begin, body)
    assert held["rows"] == [["Mon", "20 mg"]]
    assert told == ["this was struck through in the document, and is not printed: “40 mg”"]
    lines = (desk / "brochures" / "new-one" / "en.yaml").read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "LOOK: this was struck" in line)
    assert any("20 mg" in line for line in lines[at : at + 3])


STYLED = (
    '<w:style w:type="table" w:styleId="Heads"><w:name w:val="Heads"/><w:tblStylePr w:type="firstCol"><w:rPr><w:b/>'
    "</w:rPr></w:tblStylePr></w:style>"
)


@pytest.mark.parametrize(
    ("style", "is_marked", "expected"), [("Heads", "1", "true"), ("Heads", "0", None), ("", "1", None)]
)
def test_the_first_column_is_a_head_where_it_looks_like_one(
    style: str, is_marked: str, expected: str | None, begin: Begin
) -> None:
    document = Document()
    document.styles.element.append(parse_xml(STYLED.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))
    document.add_heading("A", 1)
    made = document.add_table(2, 2)
    for number, cell in enumerate(cell for line in made.rows for cell in line.cells):
        cell.text = f"cell {number}"
    made.style = style or None
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    look.set(qn("w:firstColumn"), is_marked)
    [(_, held)] = blocks_of(plain(begin(saved(document), ".docx"))["sections"][0])
    assert held.get("row_headers") == expected


def test_a_table_that_only_places_pictures_is_none(begin: Begin) -> None:
    cells = [picture(number, 30, alt) for number, alt in enumerate(("one", "two"))]
    body = table(row(*cells), row("First", "Second"))
    blocks, told, _ = drawn(begin, body + paragraph(TEXT), sample(), sample(size=(40, 40)))
    [(kind, held), _] = blocks
    assert (kind, [(each["alt"], each["caption"]) for each in held]) == (
        "figures",
        [("one", "First"), ("two", "Second")],
    )
    assert told == []


def test_a_table_of_pictures_with_words_of_its_own_is_one(begin: Begin) -> None:
    body = table(row("Exercise", "Picture"), row("Bridge", picture(0, 30, "one")))
    [(kind, held)], _, _ = drawn(begin, body, sample())
    assert (kind, held["rows"][0][0], list(held["rows"][0][1]["body"][0])) == ("table", "Bridge", ["figure"])


def test_a_box_is_told_once(begin: Begin) -> None:
    body = table(f"<w:tr><w:tc>{paragraph('One.')}{paragraph('Two.')}{paragraph('Three.')}</w:tc></w:tr>")
    blocks, told = read(begin, body)
    assert [held for _, held in blocks] == ["One.", "Two.", "Three."]
    assert told == ["this and what follows, 3 blocks in all, stood in a box, or in a table with one row or column"]


BOLD = paragraph("Bridge", look="<w:b/>")


def pair(shown: str, said: str, is_right: bool) -> str:
    cells = [f"<w:tc>{paragraph(shown) if shown else '<w:p/>'}</w:tc>", f"<w:tc>{said}</w:tc>"]
    return "".join(reversed(cells) if is_right else cells)


@pytest.mark.parametrize("is_right", [False, True])
@pytest.mark.parametrize("columns", [1, 2])
def test_text_beside_pictures_stays_beside_them(columns: int, is_right: bool, begin: Begin) -> None:
    pairs = [
        pair(picture(0, 30, "one"), BOLD + paragraph("Lift the hips."), is_right),
        pair(picture(1, 90, "two"), heading("Wall") + paragraph("Lean on it."), is_right),
    ]
    rows = [f"<w:tr>{''.join(pairs[at : at + columns])}</w:tr>" for at in range(0, 2, columns)]
    blocks, told, _ = drawn(begin, table(*rows) + paragraph(TEXT), sample(), sample(size=(40, 40)))
    assert [(kind, held) for kind, held in blocks[:-1]] == [
        (
            "beside",
            {
                "figure": {"image": "figures/0-picture.png", "alt": "one", "width": "third"},
                "body": [{"paragraph": "**Bridge**"}, {"paragraph": "Lift the hips."}],
            },
        ),
        (
            "beside",
            {
                "figure": {"image": "figures/1-picture.png", "alt": "two"},
                "body": [{"paragraph": "**Wall**"}, {"paragraph": "Lean on it."}],
            },
        ),
    ]
    assert told == []


@pytest.mark.parametrize(
    "other",
    [
        pair("", paragraph("Only words"), False),
        pair(picture(1, 30), table(row("a", "b"), row("c", "d")) + "<w:p/>", False),
        f"<w:tc>{paragraph(picture(1, 30))}{paragraph('a')}{paragraph('b')}</w:tc><w:tc>{BOLD}</w:tc>",
    ],
)
def test_a_table_of_pictures_and_more_is_a_table_without_a_pictured_head(other: str, begin: Begin, desk: Path) -> None:
    body = table(f"<w:tr>{pair(picture(0, 30), BOLD, False)}</w:tr>", f"<w:tr>{other}</w:tr>")
    [(kind, _)], _, _ = drawn(begin, body, sample(), sample(size=(40, 40)))
    assert kind == "table"
    text = (desk / "brochures" / "new-one" / "en.yaml").read_text(encoding="utf-8")
    assert text.count("FILL IN: the head of this column") == 2


GREEN, YELLOW, RED, PALE_GREEN, GREY = "00B050", "FFFF00", "FF0000", "E2F0D9", "D9D9D9"


def filled(*cells: tuple[str, str]) -> str:
    return row(*((text, f'<w:shd w:val="clear" w:fill="{fill}"/>' if fill else "") for text, fill in cells))


@pytest.mark.parametrize(
    ("fills", "is_told"),
    [
        ([GREEN, "", YELLOW, "", RED, ""], True),
        (["", "", RED], True),
        ([GREEN, "", ""], False),
        ([GREEN, PALE_GREEN, "", PALE_GREEN], False),
        ([GREY, "", GREY], False),
        (["auto", "FFFFFF", "auto"], False),
    ],
)
def test_colours_that_may_say_something_are_told(fills: list[str], is_told: bool, begin: Begin) -> None:
    rows = [filled((f"zone {at}", fill), (f"what I do {at}", fill)) for at, fill in enumerate(fills)]
    _, told = read(begin, table(*rows))
    assert told == ([COLOURED] if is_told else [])


PLAIN = '<w:tblPr><w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr>'
TAKEN = "the first row was taken as the table's head"
SHADED = '<w:shd w:fill="D9E2F3"/>'
BOLD_ROW = "".join(f"<w:tc>{paragraph(words, look='<w:b/>')}</w:tc>" for words in ("When", "What"))


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (row("Sample ward", "(555) 555-0101"), [TAKEN]),
        (f"<w:tr>{BOLD_ROW}</w:tr>", []),
        (row(("When", SHADED), ("What", SHADED)), []),
        (row("When", "What", properties="<w:tblHeader/>"), []),
    ],
)
def test_a_first_row_that_nothing_shows_to_be_a_head_is_told(begin: Begin, first: str, expected: list[str]) -> None:
    """Word's usual mark of the first row says nothing where the table's style does not show it."""
    _, told = read(begin, f"<w:tbl>{PLAIN}{first}{row('Sample desk', '(555) 555-0102')}</w:tbl>")
    assert told == expected
