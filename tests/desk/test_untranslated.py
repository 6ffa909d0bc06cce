"""A sentence that stands in a translation as in its origin is told; names and addresses are not."""

from __future__ import annotations

import pytest

from clinicpress.desk.parity import Parity
from clinicpress.desk.untranslated import untranslated_problems
from tests.brochures import with_body

SAME = "Breathe out for longer than you breathe in."


def told(here: str, there: str) -> list[str]:
    parity = Parity(with_body(here), with_body(there), "en.yaml")
    return [problem.message for problem in untranslated_problems(parity.pairs, "en.yaml")]


def test_a_sentence_within_a_text_is_told_with_its_other_place() -> None:
    here = f"- paragraph: Respire hondo. {SAME} Siéntese.\n"
    there = f"- paragraph: Breathe deeply. {SAME} Sit down.\n"
    assert told(here, there) == ["this sentence is not translated: it stands in en.yaml, line 10, too"]


@pytest.mark.parametrize(
    "text",
    [
        "Fibromyalgia",
        "American Academy of Pain Medicine, Glenview",
        "12 Bay Street, Springfield, Illinois",
        "Cohen SP, Bhatia A. Reg Anesth Pain Med. 2018;43(5):521-546.",
        "[example.org/breathing](https://example.org/breathing)",
        "Tel. (555) 555-0100",
    ],
)
def test_names_addresses_and_citations_may_be_the_same(text: str) -> None:
    body = f'- paragraph: "{text}"\n'
    assert told(body, body) == []


def test_a_sentence_of_another_script_is_told_too() -> None:
    body = "- paragraph: 请慢慢呼气，然后再吸气。\n"
    assert len(told(body, body)) == 1


@pytest.mark.parametrize(
    "here",
    [
        f"- paragraph: Respire. [{SAME}](lang:en)\n",
        f"- callout: {{role: note, lang: en, body: [{{paragraph: {SAME}}}]}}\n",
    ],
)
def test_what_is_marked_as_another_language_need_not_be_translated(here: str) -> None:
    assert told(here, here.replace("lang: en, ", "").replace(f"[{SAME}](lang:en)", SAME)) == []


def test_alt_texts_are_read_out_and_want_a_translation() -> None:
    body = "- figure: {image: a.svg, alt: A person who breathes out through pursed lips}\n"
    assert told(body, body) == ["this sentence is not translated: it stands in en.yaml, line 10, too"]


def test_of_many_sentences_all_are_told_in_one_warning() -> None:
    body = "".join(
        f"- paragraph: This is the sentence {word} of them all.\n" for word in ("one", "two", "three", "four")
    )
    assert told(body, body) == ["4 sentences of this translation stand in en.yaml in the same words"]
