"""Fidelity: what stands beside a text does not change what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.model import texts_of
from clinicpress.ground.problems import Place
from clinicpress.press.gather import gather
from clinicpress.story.answers import Answers
from clinicpress.story.fidelity import is_ended, misread
from clinicpress.story.given import Count, Words, token
from clinicpress.story.markup import Numbers
from clinicpress.story.matter import Matter
from clinicpress.story.parsing import parse_story
from clinicpress.workspace.disk import Disk

SAMPLER = Path(__file__).parents[1] / "workspaces" / "sampler"
YAML = Place("brochures/every-block/en.yaml", 900, 1)
"""A place where no text of the brochure stands."""


@cache
def matter() -> Matter:
    catalog = Catalog(Disk(SAMPLER))
    job = Job("plum", "en", "standard", "every-block", "handout")
    return replace(gather(catalog, job, Answers(catalog.clinic("plum"))).matter)


def misreadings(line: str, *texts: Words) -> list[str]:
    """Return what is wrong with a line of texts, which stand as 0, 1, ... in it."""
    for number in range(len(texts)):
        line = line.replace(str(number), token(number))
    root = parse_story(f"<story><p>{line}</p></story>", "templates/toy.j2", texts, Numbers(lambda source: "1"))
    return [problem.message for problem in misread(root, matter())]


def text(words: str) -> Words:
    return Words(words, marked=True, place=YAML)


def wrong_with(html: str, slug: str, references: Sequence[str] = ()) -> list[str]:
    """Return what is wrong with a story in which the texts of a brochure of the sampler stand in ⟦ ⟧.

    `references` are ids of the bibliography, which it lists after one source.
    """
    catalog = Catalog(Disk(SAMPLER))
    job = Job("house", "en", "standard", slug, "handout")
    whole = gather(catalog, job, Answers(catalog.clinic("house"))).matter
    known = catalog.sources().found
    if references:
        sources = [("sample-breathing", known["sample-breathing"])]
        whole = replace(whole, sources=sources, references=[(name, known[name]) for name in references])
    referred = [source.full for _, source in whole.references]
    words = [Words.of(text) for text in (*texts_of(whole.brochure.sections), *referred)]
    for number, each in enumerate(words):
        html = html.replace(f"⟦{each.text}⟧", token(number))
    assert "⟦" not in html
    root = parse_story(f"<story>{html}</story>", "templates/toy.j2", words, Numbers(lambda source: "1"))
    return [problem.message for problem in misread(root, whole)]


FOURTH = "<li>⟦The fourth step⟧</li><li>⟦The fifth step⟧</li>"
WEEKS = "<li>⟦The sample of one week⟧</li><li>⟦The sample of another week⟧<p>⟦More of it.⟧</p></li>"


@pytest.mark.parametrize(
    "lists",
    [
        f"<ol start='4'>{FOURTH}</ol>",
        f"<ol start='9' label='⟦Week {{n}}:⟧'>{WEEKS}</ol>",
        "<ol><li>⟦A step in an item⟧</li><li>⟦Another one⟧</li></ol>",
        "<ul><li>⟦An item of one line⟧</li></ul>",
    ],
)
def test_steps_that_bear_their_own_numbers_and_labels_are_right(lists: str) -> None:
    assert not wrong_with(lists, "deep")


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        (f"<ol>{FOURTH}</ol>", "this must be told as “4”: “The fourth step”"),
        (f"<ol start='5'>{FOURTH}</ol>", "this must be told as “4”: “The fourth step”"),
        (f"<ul>{FOURTH}</ul>", "this must be told as “4”: “The fourth step”"),
        ("<p>⟦The fourth step⟧</p>", "this must be told as “4”: “The fourth step”"),
        (f"<ol start='9'>{WEEKS}</ol>", "this must be told as “Week 9:”: “The sample of one week”"),
        ("<ol start='2'><li>⟦A step in an item⟧</li></ol>", "this must be told as “1”: “A step in an item”"),
        ("<ol label='⟦Week {n}:⟧'><li>⟦A step in an item⟧</li></ol>", "this must be told as “1”: “A step in an item”"),
        ("<ol label='⟦Week {n}:⟧'><li>⟦An item of one line⟧</li></ol>", "this is the label of other steps"),
    ],
)
def test_steps_with_another_number_or_label_are_told(lists: str, message: str) -> None:
    assert message in wrong_with(lists, "deep")


BOOK = "Another sample source for the tests. Not a real publication either. 2026."


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (f"<ol start='2' label='[{{n}}]'><li>⟦{BOOK}⟧</li></ol>", ""),
        (f"<p>⟦{BOOK}⟧</p>", ""),
        (f"<ol label='[{{n}}]'><li>⟦{BOOK}⟧</li></ol>", "2"),
        (f"<ol start='2'><li>⟦More of it.⟧</li><li>⟦{BOOK}⟧</li></ol>", "2"),
        (f"<ul><li>⟦{BOOK}⟧</li></ul>", "2"),
    ],
    ids=["its own number", "in no list", "as a source", "as the next one", "without a number"],
)
def test_a_reference_with_another_number_than_it_is_cited_with_is_told(listed: str, told: str) -> None:
    message = f"this is cited as “{told}”: “Another sample source for…”"
    assert wrong_with(listed, "deep", ["sample-rest"]) == ([message] if told else [])


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("h1 h2 h3 h4 h3 h2 h2", []),
        ("h2 h3 h2", []),
        ("h1 h3", ["<h3> follows <h1>: “More of it.”"]),
        ("h1 h2 h4 h2 h5", ["<h4> follows <h2>: “More of it.”", "<h5> follows <h2>: “More of it.”"]),
    ],
)
def test_headings_that_leave_out_a_level_are_told(headings: str, told: list[str]) -> None:
    assert wrong_with("".join(f"<{name}>⟦More of it.⟧</{name}>" for name in headings.split()), "deep") == told


@pytest.mark.parametrize(
    ("line", "together"),
    [("0 1", True), ("<strong>0</strong> 1", True), ("0: 1", False), ("0 – 1", False), ("0</p><p>1", False)],
)
def test_a_title_and_its_subtitle_in_one_line_are_parted_by_a_sign(line: str, together: bool) -> None:
    brochure = matter().brochure
    assert brochure.subtitle is not None
    told = misreadings(line, Words.of(brochure.title), Words.of(brochure.subtitle))
    assert told == (["the parts of the title run together: “A sample, not medical advice”"] if together else [])


@pytest.mark.parametrize(
    ("listed", "wrong"),
    [
        ("<ol label='{n}'><li id='web:1'>⟦More of it.⟧</li><li id='web:2'>⟦More of it.⟧</li></ol>", 0),
        ("<ol start='2'><li id='web:1'>⟦More of it.⟧</li><li id='web:2'>⟦More of it.⟧</li></ol>", 2),
        ("<ol><li>⟦More of it.⟧</li><li id='web:1'>⟦More of it.⟧</li></ol>", 1),
        ("<ul><li id='web:1'>⟦More of it.⟧</li></ul>", 1),
    ],
)
def test_addresses_with_another_number_than_their_links_are_told(listed: str, wrong: int) -> None:
    told = wrong_with(listed, "deep")
    assert len(told) == wrong
    assert all("the text gives this address the number" in message for message in told)


HEADS = "<tr><th scope='col'>⟦Sample⟧</th><th scope='col' colspan='2'>⟦How it goes on⟧</th></tr>"
FIRST = "<tr><th scope='col' rowspan='3'>⟦Sample one⟧</th><td>⟦Morning⟧</td><td>⟦One line of sample text⟧</td></tr>"


@pytest.mark.parametrize("table", [f"<table>{HEADS}{FIRST}</table>", f"<table>{HEADS}</table>", "<p>⟦Sample one⟧</p>"])
def test_cells_at_their_places_are_right_and_what_is_no_table_is_a_matter_of_looks(table: str) -> None:
    assert not wrong_with(table, "grids")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (HEADS.replace(" colspan='2'", ""), "How it goes on"),
        (HEADS.replace("colspan='2'", "colspan='2' rowspan='2'"), "How it goes on"),
        (HEADS + FIRST.replace("rowspan='3'", "rowspan='2'"), "Sample one"),
        (HEADS + FIRST.replace("rowspan='3'", "colspan='2'"), "Sample one"),
        (FIRST, "Sample one"),
        (HEADS + FIRST.replace("<td>⟦Morning⟧</td>", ""), "One line of sample text"),
        (HEADS + FIRST.replace("<td>⟦Morning⟧</td>", "<td></td><td>⟦Morning⟧</td>"), "Morning"),
        (HEADS + FIRST.replace("</td><td>", ""), "One line of sample text"),
    ],
    ids=["no span", "too deep", "less deep", "wide", "another row", "to the left", "to the right", "in one cell"],
)
def test_a_cell_in_other_rows_or_columns_or_that_spans_others_is_told(table: str, told: str) -> None:
    message = f"this does not stand in the rows and columns that the brochure gives it: “{told}”"
    assert message in wrong_with(f"<table>{table}</table>", "grids")


RIGHT = [
    ("0. 1", "One", "Two"),
    ("0 – 1", "Term", "its meaning"),
    ("0 – 1", "Ask about", "5 mg"),
    ("0 (1)", "One", "Two"),
    ("0 1", "One.", "Two"),
]
WRONG = [
    ("01", "One", "Two", "runs together"),
    ("0 1", "One", "Two", "runs together"),
    ("-0", "5 mg", "", "becomes another number"),
    ("0.1", "Take 2", "5 tablets", "becomes another number"),
    ("0 – 1", "Take 2", "5 tablets", "becomes another number"),
    ("0/1", "Take 1", "2 tablets", "becomes another number"),
    ("· 0 –1", "One", "5 mg", "becomes another number"),
]


@pytest.mark.parametrize(("line", "one", "two"), RIGHT)
def test_texts_may_stand_side_by_side_with_a_sign_between(line: str, one: str, two: str) -> None:
    assert misreadings(line, text(one), text(two)) == []


@pytest.mark.parametrize(("line", "one", "two", "message"), WRONG)
def test_what_makes_another_text_of_two_is_refused(line: str, one: str, two: str, message: str) -> None:
    assert any(message in said for said in misreadings(line, text(one), text(two)))


def test_a_count_stands_behind_a_label_and_nowhere_else() -> None:
    label = Words.of(matter().locale.labels.table)
    assert misreadings("0 1. 2", label, Count("3"), text("Caption")) == []
    assert misreadings("0 1", text("Take."), Count("3")) == [
        "a number that is counted can only stand behind a label: “3”"
    ]


@pytest.mark.parametrize(
    ("words", "ended"), [("One", False), ("One.", True), ("“One?”", True), ("One **two:**", True), ("5 mg", False)]
)
def test_a_text_is_ended_by_a_sign(words: str, ended: bool) -> None:
    assert is_ended(text(words)) is ended
