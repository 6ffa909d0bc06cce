"""What stands in lines of a document: looks, links, notes, fields, boxes, and what a brochure has no place for."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Heading, Item, Items, Paragraph
from clinicpress.drafting.doubts import IN_DRAWING, IN_TEXT_BOX
from tests.drafting.opendocument.documents import h, p, pieces, style

P = Paragraph
STYLES = (
    style("B", 'fo:font-weight="bold"')
    + style("I", 'fo:font-style="italic"')
    + style("U", 'style:text-position="super 58%"')
    + style("D", 'style:text-position="sub 58%"')
    + style("S", 'style:text-line-through-style="solid"')
    + style("H", 'text:display="none"')
    + style("W", 'style:font-name="Wingdings"')
)


def span(name: str, text: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (f"10{span('U', '5')} and CO{span('D', '2')}", "10⁵ and CO₂"),
        (f"{span('B', 'K')}etamine {span('I', 'now')}", "**K**etamine *now*"),
        ("a<text:s text:c='3'/>b<text:tab/>c\n  d", "a b c d"),
        ("a<text:soft-page-break/>b", "ab"),
        ('<text:a xlink:href="https://x.example/a b">a</text:a>', "[a](https://x.example/a%20b)"),
        ("<text:date>1 May</text:date>", "1 May"),
        ("<text:ruby><text:ruby-base>a</text:ruby-base></text:ruby>", "a"),
        ("<text:some-new-thing>a</text:some-new-thing>", "a"),
    ],
)
def test_lines(line: str, text: str) -> None:
    assert pieces(p(line), own=STYLES) == (P(text),)


def note(kind: str) -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation><text:note-body>'
        f"<text:p>b</text:p></text:note-body></text:note>"
    )


OUT = "and is not printed: “b”"
TYPE_IT = "type its words, or add it as a picture"
OPTIONS = '<text:label text:value="b"/><text:label text:value="c"/>'


@pytest.mark.parametrize(
    ("line", "text", "doubt"),
    [
        (f"a {span('S', 'b')} c", "a c", "this was struck through in the document, and is not printed: “b”"),
        (f"a {span('H', 'b')} c", "a c", "this was hidden in the document, and is not printed: “b”"),
        ('a<text:hidden-text text:string-value="b"/>', "a", "this was hidden in the document, and is not printed: “b”"),
        (f"a{note('footnote')}", "a", "the article has a footnote here: “b”"),
        (f"a{note('endnote')}", "a", "the article has an endnote here: “b”"),
        ("a<office:annotation><text:p>b</text:p></office:annotation>", "a", "the article has a comment here: “b”"),
        ("a <text:placeholder>b</text:placeholder>", "a", f"this stands in a place that nobody has filled in, {OUT}"),
        (f"<text:drop-down>{OPTIONS}c</text:drop-down>", "c", "“c” was chosen from a list: “b”, “c”"),
        ("<text:text-input>b</text:text-input>", "b", "this stands in a field to fill in: “b”"),
        ("Page <text:page-number>3</text:page-number>", "Page 3", "this says where it stands in the document: “3”"),
        (span("W", "\uf0a8"), "☐", "a sign of the font Wingdings was written as “☐”: compare it with the document"),
        (span("U", "ab"), "^(ab)", "“ab” stood above the line, as in 10⁶ or CO₂: write it so that nobody misreads it"),
        ("<text:ruby>a<text:ruby-text>b</text:ruby-text></text:ruby>", "a", f"this stood above a word, {OUT}"),
        ("a<draw:frame><draw:object/></draw:frame>", "a", f"a formula, chart or file was not taken over; {TYPE_IT}"),
    ],
)  # fmt: skip
def test_what_a_brochure_has_no_place_for_is_told(line: str, text: str, doubt: str) -> None:
    assert pieces(p(line), own=STYLES) == (P(text, doubts=(doubt,)),)


def test_boxes_and_drawings_stand_below_their_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{p('b')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape>{p('c')}</draw:custom-shape>"
    assert pieces(p(f"a{box}{shape}")) == (
        P("a"),
        P("b", doubts=(f"this stood {IN_TEXT_BOX}",)),
        P("c", doubts=(IN_DRAWING,)),
    )


def test_boxes_to_tick() -> None:
    box = '<form:checkbox form:id="c" form:current-state="checked" form:label="Yes"/>'
    forms = f"<office:forms><form:form>{box}</form:form></office:forms>"
    (read,) = pieces(forms + p('<draw:control draw:control="c"/> a'))
    assert read == Items((Item("☑ Yes a", doubts=("a box to tick was written as “☑”",)),))


def test_links_within_lead_to_their_place() -> None:
    mark = '<text:bookmark-start text:name="Side"/>'
    body = p('<text:a xlink:href="#Side|outline">See</text:a>') + h(f"{mark}Side effects")
    _, heading = pieces(body)
    assert heading == Heading("Side effects", 1, anchors=("Side",))


def test_a_hidden_paragraph_is_told() -> None:
    hidden = p('b<text:hidden-paragraph text:is-hidden="true"/>')
    assert pieces(hidden + p("a")) == (P("a", doubts=("this was hidden in the document, and is not printed: “b”",)),)
