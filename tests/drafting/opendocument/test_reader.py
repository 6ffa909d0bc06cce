"""OpenDocument texts: what the word processor counts, joins, hides or keeps apart is in the article, or told."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Grid, GridCell, Heading, Item, Items, Paragraph, Piece, texts_in
from clinicpress.drafting.doubts import AS_QUOTATION, IN_TABLE
from clinicpress.drafting.remarks import IN_MARGINS, NO_HEADINGS, UNACCEPTED
from clinicpress.drafting.tally import words_in
from clinicpress.ground.problems import InputProblems
from tests.chance import examples
from tests.drafting.opendocument.documents import article, bullets, cell, counted, h, items, p, pieces, style, table

P = Paragraph
NUMBERED = counted('style:num-format="1" style:num-suffix="."', 'style:num-format="a" style:num-suffix=")"')
TITLES = (
    '<style:style style:name="Title" style:family="paragraph"/><style:style style:name="Subtitle" '
    'style:family="paragraph"/><style:style style:name="P1" style:family="paragraph" '
    'style:parent-style-name="Title"/><style:style style:name="Quotations" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"/>'
)


def plain(*texts: str, numbered: bool = False, start: int = 1, label: str = "") -> Items:
    return Items(tuple(map(Item, texts)), numbered, start, label)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Knee", "P1") + h("A") + h("B", 2), [Heading("Knee", 0), Heading("A", 1), Heading("B", 2)]),
        (p("A", "Heading_20_2"), [Heading("A", 2)]),
        (p("One<text:line-break/>Two"), [P("One", is_line=True), P("Two", is_line=True)]),
        (p("Said", "Quotations"), [P("Said", doubts=(f"this stood {AS_QUOTATION}",))]),
        (f"<text:section>{p('In')}</text:section>", [P("In")]),
        (p(""), []),
    ],
)
def test_headings_and_paragraphs(body: str, expected: list[Piece]) -> None:
    assert list(pieces(body, common=TITLES)) == expected


def test_a_subtitle_and_no_heading() -> None:
    read = article(p("More on it", "Subtitle") + p("x"), common=TITLES)
    assert (read.subtitle, read.pieces, read.has_headings) == ("More on it", (P("x"),), False)


OUTLINE = (
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
)


def test_headings_keep_the_numbers_that_the_text_names() -> None:
    body = h("A") + h("B", 2) + h("C", 1, 'text:is-list-header="true"') + h("D") + h("E", 2)
    read = [piece.text for piece in pieces(body, common=OUTLINE) if isinstance(piece, Heading)]
    assert read == ["1. A", "1.1 B", "C", "2. D", "2.1 E"]


def test_headings_that_a_list_numbers() -> None:
    body = items(h("A")) + p("x") + items(h("B"), more='text:continue-numbering="true"')
    assert pieces(body, own=NUMBERED) == (Heading("1. A"), P("x"), Heading("2. B"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (items("a", "b"), [plain("a", "b", numbered=True)]),
        (
            items(p("a") + items("a1", "a2"), "b"),
            [Items((Item("a", (plain("a1", "a2", numbered=True, label="{a})"),)), Item("b")), True)],
        ),
        (items("a", items("a1")), [Items((Item("a", (plain("a1", numbered=True, label="{a})"),)),), True)]),
        (items(items("a1")), [plain("a1", numbered=True, label="{a})")]),
        (items(p("a") + p("more")), [Items((Item("a", (P("more"),)),), True)]),
        (
            items("a") + p("x") + items("b", more='text:continue-numbering="true"'),
            [plain("a", numbered=True), P("x"), plain("b", numbered=True, start=2)],
        ),
        (items("a") + items("b", more='text:continue-numbering="true"'), [plain("a", "b", numbered=True)]),
        (items("a") + p("x") + items("b"), [plain("a", numbered=True), P("x"), plain("b", numbered=True)]),
        (
            items("a").replace("<text:list-item>", '<text:list-item text:start-value="4">'),
            [plain("a", numbered=True, start=4)],
        ),
        (
            items("a").replace("</text:list>", f"<text:list-header>{p('more')}</text:list-header></text:list>"),
            [Items((Item("a", (P("more"),)),), True)],
        ),
    ],
)
def test_lists(body: str, expected: list[Piece]) -> None:
    assert list(pieces(body, own=NUMBERED)) == expected


@pytest.mark.parametrize(
    ("level", "label", "doubt"),
    [
        ('style:num-format="1" style:num-suffix=")"', "", ""),
        ('style:num-format="1" style:num-prefix="Week " style:num-suffix=":"', "Week {n}:", ""),
        ('style:num-format="I" text:start-value="3"', "{I}", ""),
        ('style:num-format="一"', "", "in the document these items begin with “3”"),
    ],
)
def test_labels(level: str, label: str, doubt: str) -> None:
    level = level if "start" in level else f'{level} text:start-value="3"'
    expected = plain("a", numbered=True, start=3, label=label)
    assert pieces(items("a"), own=counted(level)) == (expected.doubted(*filter(None, [doubt])),)


def test_bullets_that_say_something_are_told() -> None:
    (held,) = pieces(items("a"), own=bullets("✗"))
    assert held == plain("a").doubted(
        "the bullets of this list are “✗” in the document: say in its lead-in what they mean"
    )
    assert pieces(items("a"), own=bullets("•")) == (plain("a"),)


def test_a_list_that_stands_further_in_is_below() -> None:
    further = bullets("•", name="M").replace(
        "/></text:list-style>",
        '><style:list-level-properties><style:list-level-label-alignment fo:margin-left="1in"/>'
        "</style:list-level-properties></text:list-level-style-bullet></text:list-style>",
    )
    body = items("a", "b") + items("b1", style="M") + items("c", more='text:continue-numbering="true"')
    below = Item("b", (plain("b1"),))
    assert pieces(body, own=NUMBERED + further) == (Items((Item("a"), below, Item("c")), True),)


def test_tables_keep_spans_and_what_is_in_cells() -> None:
    covered = "<table:covered-table-cell/>"
    body = table(
        cell("Day") + cell("Dose", 'table:number-columns-spanned="2"') + covered,
        cell("Mon", 'table:number-rows-spanned="2"') + cell("1") + cell(p("a") + items("b")),
        covered + cell("2") + cell("c"),
    )
    (grid,) = pieces(body)
    first = (GridCell("Mon", rows=2), GridCell("1"), GridCell("a", (plain("b"),)))
    head = (GridCell("Day"), GridCell("Dose", columns=2))
    assert grid == Grid(head, (first, (GridCell("2"), GridCell("c"))))


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (table(cell("a") + cell("b"), cell("c") + cell("d"), heads=0), "the first row was taken as the table's head"),
        (table(cell("a") + cell("b"), cell("c")), "the rows of this table are not equally long"),
        (table(*[cell("a") + cell("b")] * 3, heads=2), "has several rows in the article"),
        (
            table(
                cell("a") + cell("b"), f"<table:covered-table-cell>{p('c')}</table:covered-table-cell>" + cell("d") * 2
            ),
            "this is hidden in a joined cell of the table: “c”",
        ),
    ],
)
def test_what_is_uncertain_of_a_table_is_said(body: str, doubt: str) -> None:
    (grid,) = pieces(body)
    assert [said for said in grid.doubts if doubt in said] != []


def test_a_box_is_no_table() -> None:
    both = f"this and what follows, 2 blocks in all, stood {IN_TABLE}"
    assert pieces(table(cell("a") + cell("b"))) == (P("a", doubts=(both,)), P("b"))


def test_what_is_told_in_an_empty_cell_of_a_box_is_kept() -> None:
    remark = "<office:annotation><text:p>Why?</text:p></office:annotation>"
    told = ("the article has a comment here: “Why?”", f"this stood {IN_TABLE}")
    assert pieces(table(cell(p(remark)) + cell("b"))) == (P("b", doubts=told),)


def test_a_table_too_wide_is_refused() -> None:
    wide = cell("a", 'table:number-columns-repeated="1000000"')
    with pytest.raises(InputProblems, match="a table has"):
        article(table(wide, wide))


CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
    f"<office:change-info/>{p('not ')}</text:deletion></text:changed-region></text:tracked-changes>"
)


def test_deleted_and_hidden_text_is_told_and_not_printed() -> None:
    gone = "this was deleted here, in a change that nobody has accepted, and is not printed: “not”"
    read = article(CHANGES + p('Do <text:change text:change-id="c1"/>go'))
    assert read.pieces == (P("Do go", doubts=(gone,)),)
    assert read.notes == (UNACCEPTED,)
    inserted = CHANGES.replace("text:deletion", "text:insertion").replace(p("not "), "")
    read = article(inserted + p('Do <text:change-start text:change-id="c1"/>not<text:change-end/> go'))
    assert (read.pieces, read.notes) == ((P("Do not go"),), (UNACCEPTED,))
    hidden = f'<text:section text:display="none">{p("b")}</text:section>'
    assert pieces(hidden + p("a")) == (P("a", doubts=("this was hidden in the document, and is not printed: “b”",)),)


def test_contents_and_margins_are_told() -> None:
    entries = p("Doses 1") + p("An annex 2")
    contents = f"<text:table-of-content><text:index-body>{entries}</text:index-body></text:table-of-content>"
    master = f"<style:header>{p('A clinic')}</style:header><style:footer>{p('Source: Doe, 2020')}</style:footer>"
    read = article(contents + h("Doses") + p("x"), master=master)
    assert read.pieces == (Heading("Doses", 1), P("x"), P("Source: Doe, 2020"))
    assert read.notes == (f"{IN_MARGINS}: “A clinic”", f"{NO_HEADINGS}: “An annex 2”")
    assert read.doubts == ()


WORD = st.text(st.sampled_from("abcäé0159*[](){}.,:;!?\\'%µ–"), min_size=1, max_size=6)
TEXT = st.lists(WORD, min_size=1, max_size=5).map(" ".join).map(lambda text: f"So {text}")
SPAN = TEXT.map(lambda text: f'<text:span text:style-name="B">{text}</text:span> {text}')


def wrapped(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    held = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        held.map(lambda made: items(*made)),
        held.map("".join),
        held.map(lambda made: table(*["".join(map(cell, made))] * 2)),
        held.map(lambda made: f"<text:section>{''.join(made)}</text:section>"),
        held.map(lambda made: p(f"<draw:frame><draw:text-box>{''.join(made)}</draw:text-box></draw:frame>")),
    )


@examples(200)
@given(body=st.recursive(st.one_of(TEXT, SPAN).map(p) | TEXT.map(h), wrapped, max_leaves=10))
def test_every_word_of_any_document_is_in_its_article(body: str) -> None:
    read = article(body, own=NUMBERED + style("B", 'fo:font-weight="bold"'))
    assert read.doubts == ()
    texts = [without_marks(text) for piece in read.pieces for text in texts_in(piece)]
    typed = re.sub("<[^>]*>", lambda tag: "" if "span" in tag[0] else " ", body)
    printed, wanted = words_in(" ".join(texts)), words_in(typed)
    # Headings of a list have its numbers and letters.
    assert Counter(wanted) - Counter(printed) == Counter()
    assert all(
        re.fullmatch("[0-9]+|[a-z]", word) and "text:list" in body for word in Counter(printed) - Counter(wanted)
    )
    if "text:list" not in body:
        assert printed == wanted
