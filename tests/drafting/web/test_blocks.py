"""The blocks of a page: each is the piece that it is, in its order, and nothing in it is flattened."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.drafting.article import Grid, GridCell, Heading, Item, Items, Paragraph, Piece, Term, Terms, walked
from clinicpress.drafting.captions import COUNTED_ANEW
from clinicpress.drafting.doubts import AS_QUOTATION, IN_TABLE
from clinicpress.drafting.web.blocks import AS_TYPED, ASIDE, HEARD
from clinicpress.ground.problems import InputProblems
from tests.drafting.web.pages import article, pieces
from tests.manuscripts import ELLIPSE

P = Paragraph
TWO = "this and what follows, 2 blocks in all,"


def items(*texts: str) -> Items:
    return Items(tuple(map(Item, texts)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two", [P("One"), P("Two")]),
        ("One<br><br>Two", [P("One"), P("Two")]),
        ("<div>One<div>Two</div>Three</div>", [P("One"), P("Two"), P("Three")]),
        ("<span style='display:block'>One</span><span>Two</span>", [P("One"), P("Two")]),
        ("<p>  a \n <b> b</b>  c&nbsp;d </p>", [P("a **b** c\u00a0d")]),
        ("<h3>A <b>b</b><br>c</h3>", [Heading("A b c", 3)]),
        ("<div role=heading aria-level=4>A</div>", [Heading("A", 4)]),
        ("<a><div>One</div></a><a>Two</a>", [P("One"), P("Two")]),
        ("<blockquote><p>Said</p></blockquote>", [P("Said", doubts=(f"this stood {AS_QUOTATION}",))]),
        ("One<br>Two", [P("One", is_line=True), P("Two", is_line=True)]),
        (
            "<pre>one\n  two</pre>",
            [
                P("one", is_line=True, doubts=(f"this and what follows, 2 blocks in all, stood {AS_TYPED}",)),
                P("two", is_line=True),
            ],
        ),
        ("<aside>Call us</aside>", [P("Call us", doubts=(f"this stood {ASIDE}",))]),
        ("<details><summary>When?</summary><p>Now.</p></details>", [Heading("When?", 2), P("Now.")]),
        (
            "<h2>Before</h2><details><summary>May I <b>eat</b>?</summary>Yes.</details>",
            [Heading("Before", 2), Heading("May I eat?", 3), P("Yes.")],
        ),
        ("<hr>", []),
    ],
)
def test_blocks_begin_anew(html: str, expected: list[Piece]) -> None:
    assert list(pieces(html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a<li>b</ul>", [items("a", "b")]),
        (
            "<ul><li>a<ul><li>a1</ul><li>b<ol><li>b1</ol></ul>",
            [Items((Item("a", (items("a1"),)), Item("b", (Items((Item("b1"),), True),))))],
        ),
        ("<ul><li>a</li><ul><li>a1</li></ul><li>b</li></ul>", [Items((Item("a", (items("a1"),)), Item("b")))]),
        ("<ul><li><p>a</p><p>more</p></li></ul>", [Items((Item("a", (P("more"),)),))]),
        ("<ul><li><h3>Rest</h3>at home</li></ul>", [Items((Item("**Rest**", (P("at home"),)),))]),
        ("<ol start=3><li>a<li>b</ol>", [Items((Item("a"), Item("b")), True, 3)]),
        ("<ol type=a><li>a</ol>", [Items((Item("a"),), True, 1, "{a}.")]),
        ("<ol style='list-style-type: upper-roman'><li>a</ol>", [Items((Item("a"),), True, 1, "{I}.")]),
        ("<ol><li>a<li value=5>b<li>c</ol>", [Items((Item("a"),), True), Items((Item("b"), Item("c")), True, 5)]),
        (
            "<ol reversed><li>a<li>b</ol>",
            [Items((Item("a"), Item("b")), True, doubts=("the page counts this list backwards: “2”, “1”",))],
        ),
        (
            "<ol style='list-style: none'><li>a</ol>",
            [Items((Item("a"),), True, doubts=("the page shows no numbers at this list",))],
        ),
        ("<ul>a<li>b</ul>", [items("a", "b")]),
        ("<ul><div><li>a<li>b</div></ul>", [items("a", "b")]),
        ("<ul><li><li> <li>a</ul>", [items("a")]),
        ("<ol><li><h2>A</h2></ol>x<ol start=2><li><h2>B</h2></ol>", [Heading("1. A", 2), P("x"), Heading("2. B", 2)]),
    ],
)
def test_lists_keep_their_order_and_depth(html: str, expected: list[Piece]) -> None:
    assert list(pieces(html)) == expected


def test_terms_have_their_meanings() -> None:
    html = "<dl><dt>Ache<dt>Pain<dd>It hurts.<div><dt><b>Rash</b><dd>Red skin.</div></dl>"
    assert pieces(html) == (Terms((Term("Ache, Pain", "It hurts."), Term("Rash", "Red skin."))),)


def test_a_term_with_more_than_a_meaning_is_text() -> None:
    html = "<dl><dt>Ache<dd>Hurts.<dt>Rash<dd>Red:<ul><li>a</ul></dl>"
    assert pieces(html) == (Terms((Term("Ache", "Hurts."),)), P("**Rash**"), P("Red:"), items("a"))


def cells(*texts: str) -> tuple[GridCell, ...]:
    return tuple(map(GridCell, texts))


def test_tables_keep_spans_captions_row_heads_and_what_is_in_cells() -> None:
    html = (
        "<table><caption>Doses</caption><thead><tr><th>Day<th colspan=2>Dose</thead>"
        "<tr><th rowspan=2>Mon<td>1 mg<td><p>a</p><ul><li>b</ul><tr><td>2 mg<td>c</table>"
    )
    (grid,) = pieces(html)
    assert grid == Grid(
        (GridCell("Day"), GridCell("Dose", columns=2)),
        ((GridCell("Mon", rows=2), GridCell("1 mg"), GridCell("a", (items("b"),))), cells("2 mg", "c")),
        "Doses",
        row_headers=True,
    )


@pytest.mark.parametrize(
    ("html", "doubt"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "the first row was taken as the table's head"),
        ("<table><tr><th>a<th>b<tr><td>c</table>", "the rows of this table are not equally long"),
        ("<table><thead><tr><th>a<th>b<tr><th>c<th>d</thead><tr><td>e<td>f</table>", "has several rows in the article"),
    ],
)
def test_what_is_uncertain_of_a_table_is_said(html: str, doubt: str) -> None:
    (grid,) = pieces(html)
    assert [said for said in grid.doubts if doubt in said] != []


def test_the_number_in_a_tables_caption_is_left_out_and_told() -> None:
    (grid,) = pieces("<table><caption>Table 1. Doses</caption><tr><th>a<th>b<tr><td>c<td>d</table>")
    assert isinstance(grid, Grid)
    assert (grid.caption, grid.doubts) == ("Doses", (COUNTED_ANEW.format(label="Table 1."),))


def test_bold_in_a_row_that_is_no_head_stays(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(ELLIPSE.read_bytes())
    html = "<table><tr><td><img src=a.png alt=x><td><b>A</b><tr><td>b<td>c</table>"
    (grid,) = article(f"<main>{html}</main>", tmp_path).pieces
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[0]] == ["", "**A**"]


def test_a_table_that_only_puts_things_side_by_side_is_no_table() -> None:
    assert pieces("<table role=presentation><tr><td><h2>A</h2>b<td>c</table>") == (Heading("A", 2), P("b"), P("c"))
    assert pieces("<table><tr><td>One<td>Two</table>") == (P("One", doubts=(f"{TWO} stood {IN_TABLE}",)), P("Two"))
    assert pieces("<table><tr><td>Note</table>") == (P("Note", doubts=(f"this stood {IN_TABLE}",)),)


def test_a_table_too_wide_is_told_at_its_line() -> None:
    html = f"<main>\n<table><tr>{'<td>x' * 99}<tr>{'<td>x' * 99}</table></main>"
    with pytest.raises(InputProblems) as refused:
        article(html)
    (problem,) = refused.value.problems
    assert (problem.place.line, problem.message) == (2, "the document is too big: a table has 99 columns, at most 63")


def test_anchors_stand_where_links_lead() -> None:
    html = "<p><a href=#side>See below</a><section id=side><h2>Side effects</h2></section><p id=unused>x"
    assert [piece.anchors for piece in pieces(html)] == [(), ("side",), ()]


@pytest.mark.parametrize(
    "html",
    [
        "<dl><dt id=x>a<dd>b</dl>",
        "<dl><dt>a<dd id=x>b</dl>",
        "<dl><dt id=x>a<dd>b<ul><li>c</ul></dl>",
        "<table><tr><th>a<th>b<tr><td>c<td id=x>d</table>",
        "<table><tr><th>a<th>b<tr id=x><td>c<td>d</table>",
        "<table><caption id=x>a</caption><tr><th>a<th>b<tr><td>c<td>d</table>",
        "<table role=presentation><tr><td id=x>a<td>b</table>",
        "<details><summary><b id=x>a</b></summary>b</details>",
        "<ul><li>a<ul><li id=x> <li>b</ul></ul>",
        "<ul><li>a<li><ul id=x><li>b</ul></ul>",
        "<ul><li>a</li><ul id=x></ul></ul>",
    ],
)
def test_links_lead_to_terms_meanings_cells_and_captions(html: str) -> None:
    held = walked(pieces(f"{html}<p><a href=#x>c</a>"))
    assert [each.anchors for each in held if each.anchors] == [("x",)]


HIDDEN = "this was hidden on the page, and is not printed: “Not now”"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <span hidden>Not now</span> b", [P("a b", doubts=(HIDDEN,))]),
        ("<p>a <span style='display: none'>Not now</span> b", [P("a b", doubts=(HIDDEN,))]),
        (
            "<p>Take 5 <del>50</del> mg",
            [P("Take 5 mg", doubts=("this was struck through on the page, and is not printed: “50”",))],
        ),
        ("<ul><li>a<li hidden>Not now</ul>", [Items((Item("a", doubts=(HIDDEN,)),))]),
        ("<p>Kept <span aria-hidden=true>✓</span>", [P("Kept ✓")]),
    ],
)
def test_what_nobody_sees_is_told_and_not_printed(html: str, expected: list[Piece]) -> None:
    assert list(pieces(html)) == expected


def test_words_for_screen_readers_are_kept_where_they_say_what_a_colour_says() -> None:
    read = article("<main><h2>See</h2><p>More <span class=sr-only>(opens in new tab)</span> here</main>")
    assert read.pieces[1] == P("More here")
    assert [note for note in read.notes if "(opens in new tab)" in note] != []
    (label,) = pieces("<p><span class='nhsuk-u-visually-hidden'>Urgent: </span>Call us")
    assert label == P("Urgent: Call us", doubts=(f"{HEARD}: “Urgent:”",))
    grid = pieces("<table><tr><th>A<th>B<tr><td>x<td><span class=sr-only>Yes</span></table>")[0]
    assert isinstance(grid, Grid)
    assert grid.rows[0][1] == GridCell("Yes", doubts=(f"{HEARD}: “Yes”",))


def test_what_a_click_unfolds_is_in_the_draft() -> None:
    read = article("<main><h2>A</h2><button aria-controls=p>More</button><div id=p hidden>Folded words</div></main>")
    assert read.pieces[1:] == (P("More"), P("Folded words"))
    assert read.notes == ()
