"""A brochure in its languages: whether a translation says all that its origin does, in its own words, and as new.

What is in English is the origin of the others; without it, the first language is. Words are for a
translator to judge: here are compared parts, numbers, sentences left as they were, and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clinicpress.content.catalog import Catalog
from clinicpress.content.locale import load_locale
from clinicpress.content.model import Brochure
from clinicpress.desk.amounts import Amounts, Reader, load_amounts
from clinicpress.desk.doses import Side, dose_problems
from clinicpress.desk.parity import Parity
from clinicpress.desk.untranslated import untranslated_problems
from clinicpress.ground.problems import InputProblems, Problem, warning

ORIGIN = "en"
"""The language that others are translations of; without it, the first one is."""


def translation_problems(catalog: Catalog, languages: Sequence[tuple[str, Brochure]]) -> Iterator[Problem]:
    """Yield how the translations of a brochure differ from their origin, as warnings."""
    origin, brochure = next((each for each in languages if each[0] == ORIGIN), languages[0])
    if len(languages) < 2:
        return
    try:
        amounts = catalog.keep("amounts", lambda noting: load_amounts(noting.workspace))
    except InputProblems as error:
        yield from error.problems
        return
    theirs = _reader(catalog, amounts, brochure)
    file = f"{origin}.yaml"
    for language, translation in languages:
        if language == origin:
            continue
        parity, ours = Parity(translation, brochure, file), _reader(catalog, amounts, translation)
        yield from parity.problems
        for pair in parity.pairs:
            sides = Side(pair.here, ours), Side(pair.there, theirs)
            yield from dose_problems(*sides, file, pair.place, pair.less, pair.more)
        if _base(language) != _base(origin):
            yield from untranslated_problems(parity.pairs, file)
        yield from _behind(translation, brochure, file)


def _reader(catalog: Catalog, amounts: Amounts, brochure: Brochure) -> Reader:
    """Return what reads the numbers of a brochure; months have names where its language has a locale."""
    try:
        months = load_locale(catalog.workspace, brochure.language).months
    except InputProblems:  # the jobs have told
        months = ()
    return Reader(amounts, str(brochure.language), months)


def _base(language: str) -> str:
    return language.split("-")[0]


def _behind(translation: Brochure, origin: Brochure, file: str) -> Iterator[Problem]:
    """Yield how a translation is older than its origin, in one warning."""
    older = []
    if _older(str(translation.version), str(origin.version)):
        older.append(f"version {translation.version}, there {origin.version}")
    if translation.published < origin.published:
        older.append(f"published {translation.published}, there {origin.published}")
    if origin.reviewed is not None and translation.reviewed is not None and translation.reviewed < origin.reviewed:
        older.append(f"reviewed {translation.reviewed}, there {origin.reviewed}")
    if older:
        message = f"this translation is older than {file}: {'; '.join(older)}"
        yield warning(translation.version.place, message, "bring the text up to date, then its version and dates")


def _older(version: str, other: str) -> bool:
    numbers, others = ([int(number) for number in re.findall(r"\d+", each)] for each in (version, other))
    return bool(numbers and others) and numbers < others
