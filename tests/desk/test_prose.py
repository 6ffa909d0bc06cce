"""How texts are read: sentences and their places, voice, reading level, words that need explaining."""

from __future__ import annotations

import pytest

from clinicpress.content.model import Brochure
from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.desk.hardwords import hard_words, unexplained
from clinicpress.desk.readability import Reading, read
from clinicpress.desk.scorecard import Scorecard, judge
from clinicpress.desk.sentences import Sentence, sentences_of
from clinicpress.desk.voice import asks, is_passive, speaks_to_reader, urges
from clinicpress.ground.problems import Place
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import check_node
from clinicpress.workspace.workspace import Workspace
from tests.conftest import ROOT

HEAD = 'title: Breathing\nlanguage: en\nversion: "1"\npublished: 2026-11-01\nsources: {none: It is a test}\n'


@pytest.fixture(scope="module")
def rules() -> Editorial:
    found = load_editorial(Workspace(ROOT), "en-GB")
    assert found is not None
    return found


def brochure_of(body: str, head: str = HEAD) -> Brochure:
    """Make a brochure of one section."""
    return check_node(
        parse_yaml("t.yaml", f"{head}sections:\n  - id: a\n    heading: Breathe\n    body:\n{body}"), Brochure
    )


def reading_of(text: str, rules: Editorial) -> Reading:
    """Read a brochure of one paragraph."""
    return read(brochure_of(f"      - paragraph: {text!r}\n"), rules)


def sentence(text: str) -> Sentence:
    [found] = sentences_of(Text(text, Place("")), ())
    return found


# Sentences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sit down. Rest!", ["Sit down.", "Rest!"]),
        ("Ask Dr. Doe, e.g. on Monday. She knows.", ["Ask Dr. Doe, e.g. on Monday.", "She knows."]),
        ("J. Doe wrote it. I do. So it is.", ["J. Doe wrote it.", "I do.", "So it is."]),
        ("Take vitamin C. It helps.", ["Take vitamin C.", "It helps."]),
        ("Take 1.5 mg at 7.30 p.m. or later.", ["Take 1.5 mg at 7.30 p.m. or later."]),
        ("“Does it hurt?” No. (It may.) Ask.", ["“Does it hurt?”", "No.", "(It may.)", "Ask."]),
        ("Is it safe?! 2 of 3 say so.", ["Is it safe?!", "2 of 3 say so."]),
        ("1. Sit down.", ["1. Sit down."]),
        ("Wait … then go on.", ["Wait … then go on."]),
        ("Breathe **slowly**. [@guide] See [the site](https://a.example/x.Y).", ["Breathe slowly.", "See the site."]),
        ("A list item without a stop", ["A list item without a stop"]),
    ],
)
def test_a_text_is_split_into_its_sentences(text: str, parts: list[str], rules: Editorial) -> None:
    assert [each.text for each in sentences_of(Text(text, Place("")), rules.stops)] == parts


@pytest.mark.parametrize(
    "yaml",
    [
        "x: One is first. Two **is** second. Two is third.",
        'x: "One is \\"first\\". Two is second. Two is third."',
        "x: 'One''s first. Two isn''t second. Two is third.'",
        "x: >-\n  One is\n  first. Two\n  is second. Two is third.",
        "x: |\n  One is first.\n  Two is second.\n  Two is third.",
        "x: One is [first](https://a.example). [Two](https://b.example) is second. Two is third.",
    ],
)
def test_a_sentence_knows_where_it_begins_in_the_file(yaml: str) -> None:
    text = parse_yaml("t.yaml", yaml).find(("x",)).value
    assert isinstance(text, Text)
    lines = yaml.split("\n")
    found = [lines[each.place.line - 1][each.place.column - 1 :] for each in sentences_of(text, ())]
    assert [each[:3] for each in found] == ["One", "Two", "Two"]
    assert "third" in found[2], "the third sentence is not taken for the second"


def test_hyphens_and_apostrophes_join_words_and_dashes_part_them() -> None:
    assert sentence("It’s a one-size-fits-all aid – 1.5 mg, O’Neil’s—yes.").words == (
        "It’s", "a", "one-size-fits-all", "aid", "1.5", "mg", "O’Neil’s", "yes",
    )  # fmt: skip


# Voice --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The dose is given by a nurse.", True),
        ("Ketamine was initially developed for surgery.", True),
        ("It has long been used there.", True),
        ("A drug that’s delivered into a vein works fast.", True),
        ("It must not be taken with food.", True),
        ("They aren’t often seen.", True),
        ("A nurse gives the dose.", False),
        ("You are tired and the data are still limited.", False),
        ("The pain isn’t localized.", False),
        ("You need it.", False),
        ("There is a need.", False),
        ("Is the bed made?", False),
    ],
)
def test_passive_sentences_are_told_from_active_ones(text: str, passive: bool, rules: Editorial) -> None:
    assert is_passive(sentence(text), rules) is passive


@pytest.mark.parametrize(
    ("text", "direct", "indirect"),
    [
        ("Call us at once.", True, False),
        ("Please do not drive.", True, False),
        ("If it hurts, speak with your doctor.", True, False),
        ("You should always tell your nurse.", True, False),
        ("As always, it’s essential to consult with professionals.", False, True),
        ("Use of this drug is new.", False, False),
        ("Rest is good.", False, False),
        ("Imagine waking up every day.", False, False),
        ("Patients may stop early.", False, False),
    ],
)
def test_what_the_reader_is_asked_to_do(text: str, direct: bool, indirect: bool, rules: Editorial) -> None:
    assert (asks(sentence(text), rules), urges(sentence(text), rules)) == (direct, indirect)


def test_who_is_spoken_to(rules: Editorial) -> None:
    assert speaks_to_reader(sentence("When you’ve slept, it is gone."), rules)
    assert not speaks_to_reader(sentence("Patients and young people sleep."), rules)


# Reading level ------------------------------------------------------------------------------------


def test_the_formulas_give_what_a_person_works_out(rules: Editorial) -> None:
    """Two sentences, eleven words, seventeen syllables, two words of three or more syllables."""
    level = reading_of("The nurse will give a medicine. This helps some patients recovering.", rules).level
    assert (level.sentences, level.words, level.syllables, level.polysyllables) == (2, 11, 17, 2)
    assert level.grade == pytest.approx(0.39 * 11 / 2 + 11.8 * 17 / 11 - 15.59)
    assert level.smog == pytest.approx(1.043 * (2 * 30 / 2) ** 0.5 + 3.1291)


def test_only_whole_sentences_count(rules: Editorial) -> None:
    body = """\
      - paragraph: You rest.
      - list: [Loose clothes that nobody remembers, They help.]
      - table: {caption: A caption is no sentence., header: [Day], rows: [[Monday is a cell.]]}
      - callout: {role: note, title: A title. It does not count., body: [{steps: [Sit down.]}]}
      - icons: {items: [{icon: bed, label: Sleep.}]}
"""
    reading = read(brochure_of(body), rules)
    assert [each.text for each in reading.sentences if each.whole] == ["You rest.", "They help.", "Sit down."]
    assert (reading.level.sentences, reading.level.words) == (3, 6)


def test_a_text_without_sentences_has_no_level(rules: Editorial) -> None:
    level = read(brochure_of("      - list: [Water, Bread]\n"), rules).level
    assert (level.grade, level.smog, level.passive_percent) == (None, None, 0.0)


# Words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We utilize it. It is utilized, utilizing all.", "“utilize” 3 times (use)"),
        ("Prior to the visit, rest.", "“prior to” (before)"),
        ("Many therapies and protocols.", "“protocols” (plan)"),
        ("It is cost-effective.", "“cost-effective” (good value)"),
        ("An ongoingness of use.", ""),
    ],
)
def test_hard_words_are_named_with_plainer_ones(text: str, found: str, rules: Editorial) -> None:
    said = [problem.message.partition(": ")[2] for problem in hard_words(reading_of(text, rules), rules)]
    assert said == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("It blocks NMDA in the brain. NMDA is all.", ["NMDA"]),
        ("Post-traumatic stress disorder (PTSD) is hard. PTSD may pass.", []),
        ("An ECG (electrocardiogram of your heart) is made.", []),
        ("It blocks some things (NMDA).", ["NMDA"]),
        ("An electrocardiogram (ECG) or nonsteroidal anti-inflammatory drugs (NSAIDs).", []),
        ("The IV line, the USA and DNA are known.", []),
        ("Do NOT stop. DO NOT DRIVE. STOP TAKING it.", []),
        ("Type II and stage III, B12 and COVID-19.", []),
        ("NSAIDs may help.", ["NSAID"]),
        ("The hypotension is bad.", ["hypotension"]),
        ("Hypotension, or low blood pressure, is bad.", []),
        ("This is called hypotension.", []),
        ("Opioid painkillers help. Opioids are strong.", []),
        ("Opioids are strong.", ["opioids"]),
    ],
)
def test_terms_and_short_forms_must_be_explained(text: str, missing: list[str], rules: Editorial) -> None:
    assert [each.term for each in unexplained(reading_of(text, rules), rules)] == missing


def test_the_subject_and_what_a_glossary_explains_are_known(rules: Editorial) -> None:
    body = """\
      - paragraph: Neuropathic pain and a biopsy. The CRPS and an opioid.
      - glossary:
          - {term: CRPS, means: complex regional pain syndrome}
          - {term: Opioids, means: Strong drugs.}
"""
    brochure = brochure_of(body, HEAD.replace("Breathing", "Neuropathic pain"))
    assert [each.term for each in unexplained(read(brochure, rules), rules)] == ["biopsy"]


# The scorecard ------------------------------------------------------------------------------------


def judged(brochure: Brochure, rules: Editorial) -> Scorecard:
    reading = read(brochure, rules)
    return judge(reading, rules, unexplained(reading, rules))


def card_of(body: str, rules: Editorial, head: str = HEAD) -> Scorecard:
    return judged(brochure_of(body, head), rules)


def verdict(card: Scorecard, item: str) -> str:
    [row] = [row for row in card.rows if row.item == item]
    return row.verdict


GOOD = """\
      - paragraph: You can rest at home. Call us if you feel unwell.
      - list: [Water, Bread]
"""
GLANCE = f"{HEAD}at_a_glance: [{{text: Rest.}}]\n"


def test_the_card_has_all_items_of_both_instruments(rules: Editorial) -> None:
    names = [row.item for row in card_of(GOOD, rules).rows]
    pemat = [f"PEMAT-P {number}" for number in (*range(1, 13), *range(15, 27))]
    assert names == [*pemat, *(f"CCI {number}" for number in range(1, 21))]


def test_the_score_says_what_it_leaves_out(rules: Editorial) -> None:
    card = card_of(GOOD, rules)
    met, decided = len(card.of("met")), len(card.of("met", "not met"))
    person, away = len(card.of("for a person")), len(card.of("does not apply"))
    assert decided + person + away == 44
    assert card.score == (
        f"{met} of the {decided} items that a program can decide are met; "
        f"{person} are left to a person, {away} do not apply"
    )


@pytest.mark.parametrize(
    ("item", "body", "said"),
    [
        ("PEMAT-P 3", "      - paragraph: Multidisciplinary rehabilitation necessitates participation.\n", "not met"),
        ("PEMAT-P 3", GOOD, "for a person"),
        ("PEMAT-P 4", "      - paragraph: The hypotension is bad.\n", "not met"),
        ("PEMAT-P 5", "      - paragraph: It was given. You were seen.\n", "not met"),
        ("PEMAT-P 5", GOOD, "met"),
        ("PEMAT-P 6", GOOD, "does not apply"),
        ("PEMAT-P 6", "      - paragraph: Take 2 at night.\n", "for a person"),
        ("PEMAT-P 8", f"      - paragraph: {'word ' * 130}\n", "not met"),
        ("PEMAT-P 11", GOOD, "not met"),
        ("PEMAT-P 12", GOOD, "met"),
        ("PEMAT-P 12", "      - paragraph: Only text.\n", "not met"),
        ("PEMAT-P 12", "      - paragraph: Only **bold** text.\n", "met"),
        ("PEMAT-P 17", "      - figure: {image: a.svg, alt: A}\n", "not met"),
        ("PEMAT-P 17", "      - figure: {image: a.svg, alt: A, caption: B}\n", "met"),
        ("PEMAT-P 17", GOOD, "does not apply"),
        ("PEMAT-P 19", "      - table: {header: [Day, Dose], rows: [[Mon, '2']]}\n", "met"),
        ("PEMAT-P 19", "      - table: {header: [The day of the week on which, Dose], rows: [[Mon, x]]}\n", "not met"),
        ("PEMAT-P 20", GOOD, "met"),
        ("PEMAT-P 20", "      - paragraph: The air is good.\n", "not met"),
        ("PEMAT-P 21", GOOD, "met"),
        ("PEMAT-P 21", "      - paragraph: It is important to ask.\n", "not met"),
        ("PEMAT-P 22", "      - steps: [Sit, Rest]\n", "met"),
        ("PEMAT-P 22", GOOD, "for a person"),
        ("PEMAT-P 23", "      - questions: {items: [Why?]}\n", "met"),
        ("CCI 4", GOOD, "not met"),
        ("CCI 8", GOOD, "met"),
        ("CCI 8", "      - list: [a, b, c, d, e, f, g]\n", "met"),
        ("CCI 8", "      - list: [a, b, c, d, e, f, g, h]\n", "not met"),
        ("CCI 8", "      - paragraph: No list.\n", "not met"),
        ("CCI 11", "      - paragraph: It is not known.\n", "for a person"),
        ("CCI 18", GOOD, "for a person"),
    ],
)  # fmt: skip
def test_an_item_is_decided_by_what_stands_in_the_brochure(item: str, body: str, said: str, rules: Editorial) -> None:
    assert verdict(card_of(body, rules), item) == said


def test_headings_that_say_nothing_and_a_box_on_page_1(rules: Editorial) -> None:
    assert verdict(card_of(GOOD, rules, GLANCE), "PEMAT-P 11") == "met"
    assert verdict(card_of(GOOD, rules, GLANCE), "CCI 10") == "met"
    assert verdict(card_of(GOOD, rules), "PEMAT-P 9") == "for a person"
    plain = parse_yaml("t.yaml", f"{HEAD}sections:\n  - id: a\n    heading: Introduction\n    body:\n{GOOD}")
    assert verdict(judged(check_node(plain, Brochure), rules), "PEMAT-P 9") == "not met"


@pytest.mark.parametrize("item", ["PEMAT-P 8", "PEMAT-P 9", "PEMAT-P 11"])
def test_very_short_material_needs_no_sections(item: str, rules: Editorial) -> None:
    assert verdict(card_of("      - paragraph: You rest.\n", rules), item) == "does not apply"
    assert verdict(card_of("      - paragraph: You rest.\n" * 3, rules), item) != "does not apply"
