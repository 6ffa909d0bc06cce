"""How words look, by tag, attribute and style; and which of them nobody sees."""

from __future__ import annotations

import pytest

from clinicpress.drafting.signs import ABOVE
from clinicpress.drafting.web.elements import Node, elements
from clinicpress.drafting.web.shown import HIDDEN, STRUCK, Look, Styles, is_heard_only
from tests.drafting.web.pages import opened

SHEET = """<style><!-- @import url(x); @media print { .c1 { display: none } p { color: red } }
/* .c1 { display: none } */ .c1, b.c2 { font-weight: 700; } #x { font-style: italic }
.c3 { text-decoration: line-through } p .c4 { display: none } .c5 { vertical-align: super } --></style>"""


def first(html: str) -> tuple[Styles, Node]:
    page = opened(SHEET + html)
    return Styles(page.root), next(elements(page.body))


@pytest.mark.parametrize(
    ("html", "look"),
    [
        ("<b>", Look(strong=True)),
        ("<cite>", Look(em=True)),
        ("<span class=c1>", Look(strong=True)),
        ("<span class=c2>", Look()),
        ("<span id=x>", Look(em=True)),
        ("<span class=c5>", Look(where=ABOVE)),
        ("<pre>", Look(is_pre=True)),
    ],
)
def test_looks(html: str, look: Look) -> None:
    styles, node = first(html)
    assert styles.look(node, Look()) == look


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<s>", STRUCK),
        ("<span class=c3>", STRUCK),
        ("<span class=c1>", ""),
        ("<span class=c4>", ""),
        ("<p hidden>", HIDDEN),
        ("<p style='visibility:hidden'>", HIDDEN),
        ("<dialog>", HIDDEN),
        ("<dialog open>", ""),
        ("<div hidden=until-found>", ""),
        ("<div role=tabpanel hidden>", ""),
        ("<div class=accordion-body style='display:none'>", ""),
        ("<div id=a hidden></div><button aria-controls=a>", ""),
        ("<div aria-hidden=true>", ""),
    ],
)
def test_what_is_left_out(html: str, why: str) -> None:
    styles, node = first(html)
    assert styles.left_out(node) == why


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("sr-only", True), ("nhsuk-u-visually-hidden", True), ("hidden-gem", False), ("x-sr-only-y", False)],
)
def test_words_for_screen_readers(name: str, is_one: bool) -> None:
    _, node = first(f"<p class={name}>")
    assert is_heard_only(node) == is_one
