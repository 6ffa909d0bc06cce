"""A clinic's text that has no words in the language of a brochure is told, with the language that stands for it."""

from __future__ import annotations

from pathlib import Path

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.desk.imprints import foreign_words
from clinicpress.workspace.disk import Disk
from tests.folders import write

CLINIC = """\
name: Sample Clinic
tagline: {en: For you, es: Para usted}
hours: {es: lunes a viernes}
"""


def told(workspace: Path, clinic: str, *languages: str) -> list[tuple[int, str]]:
    write(workspace, {"clinics/some.yaml": clinic})
    jobs = [Job("some", language, "standard", "breathing", "handout") for language in languages]
    found = foreign_words(Catalog(Disk(workspace)), jobs)
    return [(problem.place.line, problem.message) for problem in found]


def test_a_text_without_words_in_a_language_is_told_with_what_is_printed(workspace: Path) -> None:
    assert told(workspace, CLINIC, "en", "es-MX", "ar", "ko") == [
        (2, "“tagline” has no words in “ar”, “ko”: those in “en” are printed"),
        (3, "“hours” has no words in “ar”, “en”, “ko”: those in “es” are printed"),
    ]


def test_one_wording_for_all_is_meant_so(workspace: Path) -> None:
    assert told(workspace, "name: Sample Clinic\nhours: Monday to Friday\n", "en", "ar") == []


def test_a_clinic_that_cannot_be_read_has_errors_of_its_own(workspace: Path) -> None:
    assert told(workspace, "name: {en: A, es: [x]}\n", "ar") == []
