"""Pages of word processors: their paragraphs and classes become lists in lists, titles, and notes."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Heading, Item, Items, Paragraph
from tests.drafting.web.pages import article

NORMAL = "<p class=MsoNormal>One</p>"
P = Paragraph


def item(sign: str, text: str, margin: int = 36, font: str = "Symbol") -> str:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>"
    shown = f"<span style='font-family:{font}'>{sign}{gap}</span>"
    return f"<p class=MsoListParagraphCxSpMiddle style='margin-left:{margin}.0pt'>{shown}{text}</p>"


def items(*texts: str) -> Items:
    return Items(tuple(map(Item, texts)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (item("·", "a") + item("·", "b"), items("a", "b")),
        (item("§", "a", font="Wingdings") + item("§", "b", font="Wingdings"), items("a", "b")),
        (item("q", "a", font="Wingdings") + item("q", "b", font="Wingdings"), items("☐ a", "☐ b")),
        (item("û", "a", font="Wingdings"), items("✗ a")),
        (item("1.", "a") + item("2.", "b"), Items((Item("a"), Item("b")), True)),
        (item("4)", "a") + item("5)", "b"), Items((Item("a"), Item("b")), True, 4)),
        (item("b.", "a"), Items((Item("a"),), True, 2, "{a}.")),
        (
            item("·", "a") + item("o", "a1", 72, "Courier New") + item("o", "a2", 72, "Courier New") + item("·", "b"),
            Items((Item("a", (items("a1", "a2"),)), Item("b"))),
        ),
        (
            item("1.", "a") + item("a.", "a1", 72) + item("2.", "b"),
            Items((Item("a", (Items((Item("a1"),), True, 1, "{a}."),)), Item("b")), True),
        ),
    ],
)
def test_words_items_are_lists(html: str, expected: Items) -> None:
    assert article(f"{NORMAL}{html}{NORMAL}").pieces == (P("One"), expected, P("One"))


@pytest.mark.parametrize("label", ["Week 2:", "1.1", "Note"])
def test_labels_of_words_stay(label: str) -> None:
    read = article(f"{NORMAL}{item(label, 'a')}")
    assert [piece.text.split() for piece in read.pieces if isinstance(piece, P)] == [["One"], [*label.split(), "a"]]


def kix(level: int, *texts: str, name: str = "a", tag: str = "ul", start: int = 1) -> str:
    return f"<{tag} class='c1 lst-kix_{name}-{level}' start={start}>{''.join(f'<li>{t}</li>' for t in texts)}</{tag}>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (kix(0, "a") + kix(0, "b"), [items("a", "b")]),
        (kix(0, "a") + kix(0, "b", name="z"), [items("a"), items("b")]),
        (kix(0, "a") + "<p>One</p>" + kix(0, "b"), [items("a"), P("One"), items("b")]),
        (
            kix(0, "a") + kix(1, "a1", "a2") + kix(2, "x") + kix(1, "a3") + kix(0, "b"),
            [Items((Item("a", (Items((Item("a1"), Item("a2", (items("x"),)), Item("a3"))),)), Item("b")))],
        ),
        (
            kix(0, "a", tag="ol") + kix(1, "a1", tag="ol") + kix(0, "b", tag="ol", start=2),
            [Items((Item("a", (Items((Item("a1"),), True, 1, "{a}."),)), Item("b")), True)],
        ),
    ],
)
def test_lists_of_google_docs_stand_in_each_other(html: str, expected: list[object]) -> None:
    rule = '.lst-kix_a-1 > li:before { content: "" counter(lst-ctn-kix_a-1,lower-latin) ". " }'
    read = article(f"<style>ol{{list-style-type:none}}{rule}</style><body class=doc-content>{html}")
    assert [*read.pieces] == expected


@pytest.mark.parametrize(
    "html",
    [
        f"<p class=MsoTitle>Rest</p><h1>Why</h1>{NORMAL}",
        "<body class='c1 doc-content'><p class='c2 title'>Rest</p><h1>Why</h1><p>One</p>",
    ],
)
def test_a_title_is_one_and_headings_stand_below_it(html: str) -> None:
    assert article(html).pieces == (Heading("Rest", 0), Heading("Why", 2), P("One"))


def test_comments_are_told_and_not_printed() -> None:
    said = "<p>Call us.<sup><a href=#cmnt1 id=cmnt_ref1>[a]</a></sup></p>"
    note = "<div><p><a href=#cmnt_ref1 id=cmnt1>[a]</a>Which number?</p></div>"
    read = article(f"<body class=doc-content>{said}{note}")
    assert read.pieces == (P("Call us."),)
    assert ["Which number?" in told for told in read.notes] == [True]


def test_other_pages_stay_as_they_are() -> None:
    read = article("<p class=title>Rest</p><h1>Why</h1><ul><li>a</ul><ul><li>b</ul>")
    assert read.pieces == (P("Rest"), Heading("Why", 0), items("a"), items("b"))
