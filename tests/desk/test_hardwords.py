"""Hard words have plainer ones, and terms must be explained."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.hardwords import hard_words, unexplained
from clinicpress.desk.readability import read
from tests.brochures import HEAD, with_body
from tests.desk.prose import reading_of


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
        ("A history of benign (noncancer) disease.", []),
        ("A benign tumor (not cancer) stays.", []),
        ("A benign tumor (10 cm) stays.", ["benign"]),
        ("A lesion, or sore spot, heals.", []),
        ("A benign tumor stays.", ["benign"]),
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
    brochure = with_body(body, HEAD.replace("Breathing", "Neuropathic pain"))
    assert [each.term for each in unexplained(read(brochure, rules), rules)] == ["biopsy"]


def test_a_section_under_the_name_of_a_term_is_about_it(rules: Editorial) -> None:
    brochure = with_body("- paragraph: A biopsy and an opioid.", heading="The biopsy")
    assert [each.term for each in unexplained(read(brochure, rules), rules)] == ["opioid"]
