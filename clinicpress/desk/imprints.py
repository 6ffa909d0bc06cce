"""Clinics on brochures in several languages: which of their texts stand there in another language than the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.wordings import Wording, wordings
from clinicpress.ground.problems import InputProblems, Problem, warning


def foreign_words(catalog: Catalog, jobs: Iterable[Job]) -> Iterator[Problem]:
    """Yield the texts that clinics of jobs give by language, and not in all that they are printed in, as warnings.

    A text with one wording for all languages is meant so. What cannot be read has errors of its own.
    """
    printed: dict[str, set[str]] = {}
    for job in jobs:
        printed.setdefault(job.clinic, set()).add(job.language)
    for clinic, languages in sorted(printed.items()):
        with suppress(InputProblems):
            if catalog.clinic_languages(clinic):
                for wording in wordings(catalog.workspace.read_yaml(f"clinics/{clinic}.yaml")):
                    yield from _lacking(wording, languages)


def _lacking(wording: Wording, languages: Iterable[str]) -> Iterator[Problem]:
    lacking = [
        language for language in sorted(languages) if wording.chosen(language).split("-")[0] != language.split("-")[0]
    ]
    if lacking:
        named = ", ".join(f"“{language}”" for language in lacking)
        message = f"“{wording.key}” has no words in {named}: those in “{wording.usual}” are printed"
        hint = f"add “{lacking[0]}:” and the words; a name that is the same everywhere needs no languages at all"
        yield warning(wording.key.place, message, hint)
