"""Parsing: what a template made is checked element by element, and has no words of its own."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.story.given import Words, token
from clinicpress.story.markup import Numbers, Tag
from clinicpress.story.parsing import parse_story

FILE = "templates/toy/story.html.j2"
TEXT = Words("Words *of* the brochure", marked=True, place=Place("brochures/toy/en.yaml", 3, 5))
LABEL = Words("A label")
TOLD = (TEXT, LABEL)


def parsed(inside: str) -> Tag:
    return parse_story(f"<story>{inside}</story>", FILE, TOLD, Numbers(lambda source: "1"))


def refused(text: str) -> list[tuple[str, str]]:
    """Return messages and hints against a whole story."""
    with pytest.raises(InputProblems) as caught:
        parse_story(text, FILE, TOLD, Numbers(lambda source: "1"))
    return [(problem.message, problem.hint) for problem in caught.value.problems]


def test_texts_are_put_where_their_marks_stand() -> None:
    [paragraph] = parsed(f"<p class='term'>{token(1)}: {token(0)}</p>").tags()
    assert (paragraph.text, paragraph.style) == ("A label: Words of the brochure", "term")
    assert [tag.said for tag in paragraph.tags()] == [LABEL, TEXT]
    assert [tag.name for tag in paragraph.tags()[1].tags()] == ["em"]


def test_places_written_into_tags_are_the_elements_own() -> None:
    [section] = parsed('<section tpl="templates/a.j2:7:3"><hr tpl="templates/b.j2:2:1" tpl="x:9:9"></section>').tags()
    assert section.place == Place("templates/a.j2", 7, 3)
    assert section.tags()[0].place == Place("templates/b.j2", 2, 1)
    assert section.tags()[0].attributes == {}


def test_separators_are_a_templates_own_and_comments_vanish() -> None:
    [paragraph] = parsed(f"<p>{token(1)}<!-- words --> – ({token(0)})&nbsp;·</p>").tags()
    assert paragraph.text == "A label – (Words of the brochure)\u00a0·"


WRONG = {
    "<p>own words</p>": ("the template has words of its own: “own words”", "put them under “words:”"),
    "<p>3</p>": ("the template has words of its own: “3”", "put them under"),
    "<blink></blink>": ("unknown element <blink>", "did you mean “lines”?"),
    "<li></li>": ("<li> cannot stand in <story>", "it may stand in <ol>, <ul>"),
    "<p colour='red'></p>": ("<p> has no attribute “colour”", "known here: class, id"),
    "<figure width='quarter'></figure>": ("“quarter” is not the width of a figure: full, half, third", ""),
    "<icon>": ("<icon> needs the attribute “name”", ""),
    "<section spare><p id='x'></p></section>": (
        "the id “x” stands in a section that may be left out (“spare”)",
        "",
    ),
    "<section spare id='x'></section>": ("the id “x” stands in a section that may be left out (“spare”)", ""),
    f"<section id='x'></section><p><a href='#x'>{token(1)}</a></p>": (
        "“x” is the id of a <section> without words of its own", "give the id to a heading, a paragraph or an item",
    ),
    "<ul id='x'></ul><p><page of='x'></p>": (
        "“x” is the id of a <ul> without words of its own", "give the id to a heading, a paragraph or an item",
    ),
    "<table><tr><th></th></tr></table>": ("<th> needs the attribute “scope”", ""),
    "<section>": ("<section> is not closed before </story>", ""),
    "</p>": ("</p> closes nothing; <story> is open here", ""),
    "<section><side></side><side></side></section>": ("<section> has a <side> already", "put both into one"),
    f"{token(0)}": ("text cannot stand in <story>: “Words *of* the brochure”", "put it into <p>"),
    f"<p><a href='javascript:x'>{token(1)}</a></p>": ("“javascript:x” is not an address that a link can lead to", ""),
    f"<p><a href='https://own.example'>{token(1)}</a></p>": (
        "the template has an address of its own: “https://own.example”", "put it under “words:”",
    ),
    f"<p><a href='#nowhere'>{token(1)}</a></p>": ("nothing in this story has the id “nowhere”", ""),
    "<p id='a'></p><p id='a'></p>": ("the id “a” is here twice", ""),
    "<p id='a b'></p>": ("“a b” is not an id", "use letters, digits and hyphens"),
    "<p lang='english'></p>": ("“english” is not a language code", "write it like en or pt-BR"),
    "<figure><img src='a.svg' alt='own'></figure>": ("“alt” is a text of the brochure, not the template's", ""),
    f"<p class='{token(0)}'></p>": ("a text cannot stand in the attribute “class”", ""),
    "<p>a < b</p>": ("this begins no element: “< b</p></story>”", "write &lt; for the sign <"),
    "<!-- no end": ("this comment has no end", "end it with -->"),
}  # fmt: skip


@pytest.mark.parametrize("inside", WRONG)
def test_what_is_wrong_is_told(inside: str) -> None:
    message, hint = WRONG[inside]
    assert any(said == message and hint in help for said, help in refused(f"<story>{inside}</story>"))


@pytest.mark.parametrize("text", ["", "<p></p>", "<story></story><p></p>", "<story></story><story></story>"])
def test_a_story_is_one_element(text: str) -> None:
    assert refused(text)


def test_what_is_endless_is_cut_off() -> None:
    assert "more elements than this brochure can need" in refused("<story>" + "<hr>" * 3000)[-1][0]
    assert "prints more than this brochure can need" in refused("<story><p>" + "." * 60_000)[-1][0]
    assert "nested more than 60 deep" in refused("<story>" + "<div>" * 80)[-1][0]
    assert len(refused("<story>" + "<blink>" * 1000)) <= 101


def test_a_citation_without_a_list_of_sources_stays_as_text() -> None:
    cited = Words("said [@guide]", marked=True)
    root = parse_story(f"<story><p>{token(0)}</p></story>", FILE, [cited], Numbers(lambda source: "1"))
    [text] = root.tags()[0].tags()
    assert [(tag.name, tag.text, tag.attributes) for tag in text.tags()] == [("span", "[1]", {"class": "cite"})]
