"""The editor's desk: all that an editor looks at before a brochure is printed, brought together.

What keeps a brochure from being printed is found by the jobs themselves, as in a build. Here come
the warnings beside it, the reading level and the scorecard.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.desk.consistency import (
    Read,
    brochure_problems,
    brochure_tidying,
    read_brochures,
    workspace_problems,
    workspace_tidying,
)
from clinicpress.desk.directions import clinic_ranges, range_problems
from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.desk.figures import borrowed_fonts
from clinicpress.desk.hardwords import hard_words, term_problems, unexplained
from clinicpress.desk.imprints import foreign_words
from clinicpress.desk.looks import unreadable_looks
from clinicpress.desk.readability import Reading, read, reading_problems
from clinicpress.desk.resolution import coarse_figures, coarse_logos
from clinicpress.desk.review import quote_problems, review_problems, source_dates, unread_locales
from clinicpress.desk.scorecard import Scorecard, judge
from clinicpress.desk.slips import clinic_slips, typing_slips
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.ground.report import plain


@dataclass(frozen=True)
class Checked:
    """A brochure as the desk saw it; without editorial rules for its language it has no scores."""

    slug: str
    language: str
    reading: Reading | None = None
    card: Scorecard | None = None

    @property
    def unscored(self) -> str:
        """Say why there are no scores; empty where there are."""
        if self.card:
            return ""
        if self.reading:
            return f"items not judged: the editorial rules for {self.language} have no word lists"
        return f"not scored: no editorial rules for {self.language}"

    def facts(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "slug": self.slug,
            "language": self.language,
            "readability": self.reading.facts() if self.reading else None,
            "scorecard": [row.facts() for row in self.card.rows] if self.card else None,
            "score": self.card.score if self.card else self.unscored,
        }


@dataclass(frozen=True)
class Findings:
    """All that was found; `whole` says whether the whole workspace was looked at."""

    to_settle: Sequence[Problem]
    """Errors, and what somebody must settle before a brochure goes out: notes, dates, sources, slips."""
    would_help: Sequence[Problem]
    """What would make brochures easier to read, and a workspace tidier."""
    brochures: Sequence[Checked]
    looked_at: Sequence[tuple[str, str]]
    """The brochures that were looked at, by slug and language, those that cannot be read included."""
    whole: bool

    @property
    def problems(self) -> list[Problem]:
        """All that was found, in the order of the places."""
        return sorted({*self.to_settle, *self.would_help})

    @property
    def errors(self) -> int:
        """The number of errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return len(self.problems) - self.errors

    def summary(self, jobs: int, faults: int, strict: bool) -> str:
        """Say in a line how much was looked at and found; `faults` are ours."""
        strictly = "; with --strict, warnings count as errors" if strict and self.warnings else ""
        return (
            f"{len(self.looked_at)} brochure(s) checked in {jobs} job(s): "
            f"{self.errors + faults} error(s), {self.warnings} warning(s){strictly}."
        )

    def facts(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        return {"problems": plain(self.problems), "brochures": [checked.facts() for checked in self.brochures]}


def examine(
    catalog: Catalog, slugs: Sequence[str], jobs: Sequence[Job], found: Sequence[Problem], today: dt.date
) -> Findings:
    """Look at the brochures of some slugs, or at the whole workspace where none is named.

    `jobs` are those that were tried, and `found` what was wrong with them.
    """
    problems, tidying = list(found), []
    whole = not slugs
    shelf = read_brochures(catalog, slugs or catalog.slugs())
    made = {(job.slug, job.language) for job in jobs}
    if not whole:
        problems += shelf.problems  # what no job needs was not read by any
    problems += brochure_problems(catalog, shelf)
    tidying += brochure_tidying(catalog, shelf)
    if whole:
        problems += [*workspace_problems(catalog, jobs), *unreadable_looks(catalog)]
        tidying += workspace_tidying(catalog, shelf, jobs)
        with suppress(InputProblems):  # where the bibliography cannot be read, the jobs have told
            problems += source_dates(catalog, today)
        problems += coarse_logos(catalog, jobs)
    wanted, partly = (
        [each for each in some if not whole or (each.slug, each.language) in made]
        for some in (shelf.whole, shelf.partial)
    )
    problems += coarse_figures(catalog, wanted, jobs)
    problems += [*typing_slips(catalog, made), *clinic_slips(catalog, jobs), *borrowed_fonts(catalog, made, jobs)]
    problems += [*clinic_ranges(catalog, jobs), *foreign_words(catalog, jobs)]
    problems += unread_locales(catalog, (job.language for job in jobs))
    for each in [*wanted, *partly]:
        problems += review_problems(catalog, each.slug, each.language, each.brochure, today)
        problems += range_problems(each.brochure)
    checked = []
    for each in wanted:
        problems += quote_problems(each.brochure)
        try:
            rules = _rules(catalog, each.language)
        except InputProblems as error:
            problems += error.problems
            rules = None
        checked.append(_edited(each, rules, tidying))
    looked_at = made | {(each.slug, each.language) for each in checked}
    return Findings(sorted(set(problems)), sorted(set(tidying)), checked, sorted(looked_at), whole)


def _rules(catalog: Catalog, language: str) -> Editorial | None:
    """Read the editorial rules of a language, where there are any."""
    return catalog.keep(("editorial", language), lambda noting: load_editorial(noting.workspace, language))


def _edited(each: Read, rules: Editorial | None, problems: list[Problem]) -> Checked:
    """Read a brochure by the rules of its language, where there are any; adds to the problems."""
    if rules is None:
        return Checked(each.slug, each.language)
    reading = read(each.brochure, rules)
    problems += reading_problems(reading, rules)
    problems += hard_words(reading, rules)
    if not rules.has_words:
        return Checked(each.slug, each.language, reading)
    terms = unexplained(reading, rules)
    problems += term_problems(terms)
    return Checked(each.slug, each.language, reading, judge(reading, rules, terms))
