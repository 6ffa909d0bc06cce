"""A clinic's words by language: the reader's own, or those of another language, and never an empty line."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.model import Clinic
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.workspace.disk import Disk
from tests.folders import write

CLINIC = """\
name: {en: Sample Clinic, es: Clínica de Muestra}
address:
  en: [1 Sample Street, Springfield]
  es: Calle Muestra 1
phone:
  - (555) 555-0100
  - {label: {en: Appointments, es: Citas}, number: (555) 555-0101}
hours: {es: lunes a viernes, zh-Hans: 星期一至星期五}
after_hours: Call 911.
"""


def catalog(workspace: Path, clinic: str) -> Catalog:
    write(workspace, {"clinics/some.yaml": clinic})
    return Catalog(Disk(workspace))


def clinic(workspace: Path, language: str, text: str = CLINIC) -> Clinic:
    return catalog(workspace, text).clinic("some", language)


def told(workspace: Path, text: str) -> list[Problem]:
    with pytest.raises(InputProblems) as error:
        clinic(workspace, "", text)
    return error.value.problems


def test_every_text_is_in_the_language_of_the_reader(workspace: Path) -> None:
    spanish = clinic(workspace, "es")
    assert (spanish.name, spanish.address, spanish.hours) == (
        "Clínica de Muestra",
        ("Calle Muestra 1",),
        ("lunes a viernes",),
    )
    assert [(phone.label, phone.number) for phone in spanish.phones] == [
        (None, "(555) 555-0100"),
        ("Citas", "(555) 555-0101"),
    ]
    assert spanish.after_hours == "Call 911."
    assert clinic(workspace, "en").address == ("1 Sample Street", "Springfield")


@pytest.mark.parametrize(
    ("language", "name", "hours"),
    [
        ("es-MX", "Clínica de Muestra", "lunes a viernes"),
        ("zh-Hans", "Sample Clinic", "星期一至星期五"),
        ("zh-Hant", "Sample Clinic", "lunes a viernes"),
        ("ar", "Sample Clinic", "lunes a viernes"),
        ("", "Sample Clinic", "lunes a viernes"),
    ],
)
def test_what_has_no_words_in_a_language_has_those_of_another(
    workspace: Path, language: str, name: str, hours: str
) -> None:
    read = clinic(workspace, language)
    assert (read.name, read.hours) == (name, (hours,))


def test_words_know_their_place(workspace: Path) -> None:
    name, label = clinic(workspace, "es").name, clinic(workspace, "es").phones[1].label
    assert name is not None
    assert label is not None
    assert (name.place.line, name.place.column) == (1, 31)
    assert label.place.line == 7


def test_one_wording_is_for_all(workspace: Path) -> None:
    found = catalog(workspace, "name: Sample Clinic\nhours: Mon-Fri\n")
    assert found.clinic_languages("some") == ()
    assert found.clinic("some", "ar") is found.clinic("some", "es")


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("name: {en: A, Spanish: B}\n", 1, 15, "“Spanish” is not a language code", "like en, es"),
        ("name:\n  en: A\n  es:\n", 3, 3, "“name” is empty in “es”", "then “en” stands for it"),
        ('name:\n  en: ""\n  es: B\n', 2, 3, "“name” is empty in “en”", "write it"),
        ("name: {en: A, es: [B]}\n", 1, 19, "text is expected here", ""),
        ("name: A\nhours: {mon: 9 to 5}\n", 2, 8, "text is expected here", "without a colon"),
        ("name: A\nfax: {en: 555-0100}\n", 2, 6, "one number is expected here", ""),
        ("name: {}\n", 1, 7, "text is expected here", ""),
    ],
)
def test_what_is_no_wording_is_told_at_its_place(
    workspace: Path, text: str, line: int, column: int, message: str, hint: str
) -> None:
    (problem,) = told(workspace, text)
    assert (problem.place.line, problem.place.column, problem.message) == (line, column, message)
    assert hint in problem.hint


def test_a_mistake_in_any_language_is_told_whichever_is_asked_for(workspace: Path) -> None:
    text = "name: {en: A, es: B}\nphone: {number: (555) 555-0100, label: {en: Call, es: [x]}}\n"
    for language in ("", "en", "es"):
        with pytest.raises(InputProblems) as error:
            clinic(workspace, language, text)
        assert [problem.place.column for problem in error.value.problems] == [55]
