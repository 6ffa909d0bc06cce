"""A translation has the parts of its origin in the same places, its numbers, and is as new."""

from __future__ import annotations

import pytest
import yaml

from clinicpress.content.catalog import Catalog
from clinicpress.content.model import Brochure
from clinicpress.desk.translations import _older, translation_problems
from clinicpress.ground.problems import Problem
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.disk import SHIPPED, Disk
from clinicpress.workspace.schema import check_node
from tests.brochures import HEAD, with_body, with_sections
from tests.languages.texts import LANGUAGES, page

CATALOG = Catalog(Disk(SHIPPED))
REST = "- id: a\n  heading: A\n  body: [{paragraph: Rest.}]\n"


def problems(origin: Brochure, other: Brochure, languages: tuple[str, str] = ("en", "es")) -> list[Problem]:
    return list(translation_problems(CATALOG, [(languages[0], origin), (languages[1], other)]))


def told(origin: Brochure, other: Brochure) -> list[str]:
    return [problem.message for problem in problems(origin, other)]


@pytest.mark.parametrize(
    ("version", "other", "older"),
    [
        ("1.9", "1.10", True),
        ("1.10", "1.9", False),
        ("1.0", "1.0", False),
        ("2026-11", "2026-12", True),
        ("a", "b", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, other: str, older: bool) -> None:
    assert _older(version, other) == older


def test_a_translation_that_is_older_is_told() -> None:
    newer = with_sections(REST, HEAD.replace('version: "1"', 'version: "1.2"'))
    assert told(newer, with_sections(REST)) == ["this translation is older than en.yaml: version 1, there 1.2"]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-11-02", []),
        ("2026-11-01", []),
        ("2026-10-31", ["this translation is older than en.yaml: published 2026-10-31, there 2026-11-01"]),
    ],
)
def test_a_translation_that_was_published_before_its_origin_is_told(published: str, expected: list[str]) -> None:
    assert told(with_sections(REST), with_sections(REST, HEAD.replace("2026-11-01", published))) == expected


def test_without_english_the_first_language_is_the_origin() -> None:
    spanish, arabic = (
        with_body(f"- paragraph: {text}\n", HEAD.replace("language: en", f"language: {language}"))
        for language, text in (("es", "Tome 2,5 mg."), ("ar", "تناول ٢٥ ملغ."))
    )
    (problem,) = problems(spanish, arabic, ("es", "ar"))
    assert problem.message == "“٢٥ ملغ” stands here where es.yaml, line 10, says “2,5 mg”"


def test_english_is_the_origin_wherever_it_stands() -> None:
    german, english = with_body("- paragraph: Nimm 5 mg.\n"), with_body("- paragraph: Take 50 mg.\n")
    (problem,) = problems(german, english, ("de", "en"))
    assert problem.message == "“5 mg” stands here where en.yaml, line 10, says “50 mg”"


def test_a_variety_of_the_same_language_may_have_the_same_sentences() -> None:
    text = with_body("- paragraph: Breathe out for longer than you breathe in.\n")
    assert problems(text, text, ("en", "en-GB")) == []
    assert [each.message for each in problems(text, text)] == [
        "this sentence is not translated: it stands in en.yaml, line 10, too"
    ]


def test_translations_of_people_have_no_false_alarms() -> None:
    """The Declaration has twenty-two translations, by as many people; two of them differ from the English text."""
    pages = [(language, _declaration(language)) for language in LANGUAGES]
    assert [(each.place.file[:-5], each.message) for each in translation_problems(CATALOG, pages)] == [
        ("fa", "“۲” stands here and not in en.yaml, line 22"),
        ("zh-Hant", "1 paragraph here, 2 in en.yaml, line 18"),
    ]


def _declaration(language: str) -> Brochure:
    text = yaml.safe_dump(page(language), allow_unicode=True, sort_keys=False)
    return check_node(parse_yaml(f"{language}.yaml", text), Brochure)
