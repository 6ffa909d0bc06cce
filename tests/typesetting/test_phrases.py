"""Phrases: names stay together, spaces are one, marks change the look and never the words."""

from __future__ import annotations

import pytest

from clinicpress.content.locale import load_locale
from clinicpress.content.texts import Unprinted
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.theme import Fit
from clinicpress.typesetting.flowables import Stack
from clinicpress.typesetting.pagination import Pagination
from clinicpress.typesetting.phrases import PhraseSetter
from clinicpress.typesetting.text import Paragraph
from tests.typesetting.told import WORKSPACE, built, draw, english, look, told


def phrase(words: str, style: str = "body", measure: float = 372.0) -> Paragraph:
    """Set words of the brochure, marks included, in a style."""
    setter = PhraseSetter(look().theme, english(), Fit())
    [tag] = told(f"<p class='{style}'>⟦{words}⟧</p>").tags()
    return setter.paragraph(tag, Element("P"), "body", measure)


# Gluing --------------------------------------------------------------------------------------------

GLUED = {
    "Ask Dr. Example now": f"Ask Dr.{NBSP}Example now",
    "an IV line": f"an IV{NBSP}line",
    "take 20 mg daily": f"take 20{NBSP}mg daily",
    "about 5 % of people": f"about 5{NBSP}% of people",
    "one – two": f"one{NBSP}– two",
    "(Dr. Example)": f"(Dr.{NBSP}Example)",
    "ask **Dr. Example** now": f"ask Dr.{NBSP}Example now",
}


@pytest.mark.parametrize("words", GLUED)
def test_names_and_numbers_are_glued_as_the_locale_lists_them(words: str) -> None:
    assert phrase(words).plain == GLUED[words]


def test_glued_words_are_never_parted_at_the_end_of_a_line() -> None:
    """At every measure: without the glue, some line would end with “Dr.”, and some begin with “mg”."""
    html = "<p>⟦" + "see Dr. Example and take 20 mg of it " * 6 + "⟧</p>"
    parted: set[str] = set()
    for measure in range(60, 300, 3):
        for line in built(html).stack.children[0].lines(float(measure)):  # type: ignore[attr-defined]
            text = "".join(piece.text for stroke in line.strokes for piece in stroke.pieces).strip()
            parted |= {text[-3:]} & {"Dr."} | {text[:2]} & {"mg"}
    assert parted == set()


# Spaces and marks ----------------------------------------------------------------------------------


def test_white_space_is_one_space_and_none_at_either_end() -> None:
    assert phrase("  one \n two  **three** four  ").plain == "one two three four"


def test_what_guides_the_breaking_of_lines_is_no_part_of_what_is_said() -> None:
    made = phrase("one hand\u00adout")
    assert [run.text for run in made.runs] == ["one hand\u00adout"]
    assert made.element is not None
    assert made.plain == made.element.text == "one handout"


def test_marks_make_runs_of_another_look_with_the_same_words() -> None:
    runs = phrase("plain **strong *both*** [site](https://a.example) [@guide]").runs
    assert [(run.text.strip(), run.strong, run.emphasis, run.link) for run in runs if run.text.strip()] == [
        ("plain", False, False, ""),
        ("strong", True, False, ""),
        ("both", True, True, ""),
        ("site", False, False, "https://a.example"),
        ("[1]", False, False, ""),
    ]


def test_a_link_says_where_it_leads() -> None:
    story = built("<p>⟦[call](tel:+1555) [write](mailto:a@b.example) [site](https://a.example)⟧</p>")
    draw(story)
    assert [element.alt for element in story.structure.walk() if element.tag == "Link"] == [
        "+1555", "a@b.example", "https://a.example",
    ]  # fmt: skip


def test_a_link_takes_the_colour_of_its_style_and_the_size_of_its_line() -> None:
    text, link = phrase("see [site](https://a.example)", style="caption").runs
    assert link.color == look().theme.style("link").color
    assert link.style.size == text.style.size == 10


# Styles --------------------------------------------------------------------------------------------


def test_a_title_is_set_in_the_largest_size_that_keeps_to_its_lines() -> None:
    sizes = [phrase("Breathing at home " * count, style="title").style.size for count in (1, 4, 6, 12)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 35
    assert sizes[-1] == 22
    assert len(phrase("Breathing at home " * 4, style="title").lines(372.0)) <= 3


def test_an_unknown_style_is_told_with_the_one_that_is_meant() -> None:
    with pytest.raises(InputProblems) as caught:
        phrase("text", style="captoin")
    [problem] = caught.value.problems
    assert (problem.message, problem.hint) == ("the theme has no text style “captoin”", "did you mean “caption”?")


def test_a_span_keeps_the_distance_of_its_lines() -> None:
    """A smaller word in a line does not draw the lines together."""
    assert built("<p>⟦one⟧ <span class='caption'>⟦two⟧</span></p>").stack.wrap(372.0) == pytest.approx(16.8)


# Other languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "from_left"),
    [
        ("<section lang='he'><p>⟦היום 5.⟧</p></section>", ". 5 היום"),
        ("<section><p lang='he'>⟦היום 5.⟧</p></section>", ". 5 היום"),
        ("<section><p>⟦היום 5.⟧</p></section>", "5 היום ."),
        ("<section lang='es'><p>⟦hoy 5.⟧</p></section>", "hoy 5."),
    ],
)
def test_a_part_in_a_language_of_its_own_runs_as_its_first_letter_does(html: str, from_left: str) -> None:
    [section] = built(html).stack.children
    [paragraph] = section.children if isinstance(section, Stack) else [section]
    assert isinstance(paragraph, Paragraph)
    [line] = paragraph.lines(300.0)
    pieces = [piece.text for stroke in line.strokes for piece in stroke.pieces]
    assert [piece for piece in pieces if piece.strip()] == from_left.split(" ") or pieces == [from_left]


@pytest.mark.parametrize(("language", "said"), [("en", f" (page{NBSP}3)"), ("zh-Hans", f"（第{NBSP}3{NBSP}页）")])
def test_the_page_of_a_section_stands_behind_a_space_or_a_bracket_that_holds_one(language: str, said: str) -> None:
    locale = load_locale(WORKSPACE, Unprinted(language, Place("")))
    assert PhraseSetter(look().theme, locale, Fit(), Pagination({"risks": 3})).page_words("risks") == said


# Lines that are known --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fit", "shares"), [(Fit(gaps=0.8), True), (Fit(leading=0.95), True), (Fit(size=1.0), False)], ids=str
)
def test_words_are_broken_anew_only_where_copyfitting_changes_their_size(fit: Fit, shares: bool) -> None:
    theme, html = look().theme, "<p class='summary-point'>⟦Words of **two** looks⟧</p>"
    loose, fitted = (
        PhraseSetter(theme, english(), each).paragraph(told(html).tags()[0], Element("P"), "body", 372.0)
        for each in (Fit(), fit)
    )
    assert (fitted.runs is loose.runs) == shares
    assert fitted.style != loose.style
