"""The editor's desk: all that an editor looks at before a brochure is printed, brought together.

What keeps a brochure from being printed is found by the jobs themselves, as in a build. Here come
the warnings beside it, the reading level and the scorecard.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.desk.consistency import Read, brochure_problems, read_brochures, workspace_problems
from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.desk.hardwords import hard_words, term_problems, unexplained
from clinicpress.desk.readability import Level, Reading, read, reading_problems
from clinicpress.desk.resolution import coarse_figures, coarse_logos
from clinicpress.desk.review import quote_problems, review_problems, source_dates
from clinicpress.desk.scorecard import Row, Scorecard, Verdict, judge
from clinicpress.desk.slips import clinic_slips, typing_slips
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.ground.report import plain, table

MOST_CARDS = 4
"""Of so many brochures the items that are not met are shown; of more, only the figures."""
COLUMNS = 100
"""The width of tables that go to no terminal."""
_WORDS_WIDTH = 46
"""What stands left of what was seen for an item."""


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
        return "" if self.card else f"not scored: no editorial rules for {self.language}"

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

    problems: Sequence[Problem]
    brochures: Sequence[Checked]
    looked_at: int
    """How many brochures were looked at, those that cannot be read included."""
    whole: bool

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
            f"{self.looked_at} brochure(s) checked in {jobs} job(s): "
            f"{self.errors + faults} error(s), {self.warnings} warning(s){strictly}."
        )

    def facts(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        return {"problems": plain(self.problems), "brochures": [checked.facts() for checked in self.brochures]}

    def tables(self) -> list[str]:
        """Return the scores as tables: in short for a whole workspace, in full for named brochures."""
        if not self.brochures:
            return []
        width = shutil.get_terminal_size((COLUMNS, 24)).columns
        parts = [table([*_ABOUT, *_LEVEL, "items met"], [_row(checked) for checked in self.brochures])]
        unscored = [f"{each.slug} ({each.language}): {each.unscored}" for each in self.brochures if each.unscored]
        parts += ["\n".join(unscored)] if unscored else []
        if not self.whole or len(self.brochures) <= MOST_CARDS:
            parts += [_card(checked, not self.whole, width) for checked in self.brochures if checked.card]
        if any(checked.card for checked in self.brochures):
            parts.append(_ABOUT_ITEMS + (_MORE if self.whole else ""))
        return parts


def examine(
    catalog: Catalog, slugs: Sequence[str], jobs: Sequence[Job], found: Sequence[Problem], today: dt.date
) -> Findings:
    """Look at the brochures of some slugs, or at the whole workspace where none is named.

    `jobs` are those that were tried, and `found` what was wrong with them.
    """
    problems = list(found)
    whole = not slugs
    shelf = read_brochures(catalog, slugs or catalog.slugs())
    made = {(job.slug, job.language) for job in jobs}
    if not whole:
        problems += shelf.problems  # what no job needs was not read by any
    problems += brochure_problems(catalog, shelf)
    if whole:
        problems += workspace_problems(catalog, shelf, jobs)
        with suppress(InputProblems):  # where the bibliography cannot be read, the jobs have told
            problems += source_dates(catalog, today)
        problems += coarse_logos(catalog, jobs)
    wanted, partly = (
        [each for each in some if not whole or (each.slug, each.language) in made]
        for some in (shelf.whole, shelf.partial)
    )
    problems += coarse_figures(catalog, wanted, jobs)
    problems += [*typing_slips(catalog, jobs), *clinic_slips(catalog, jobs)]
    for each in [*wanted, *partly]:
        problems += review_problems(catalog, each.slug, each.language, each.brochure, today)
    checked = []
    for each in wanted:
        problems += quote_problems(each.brochure)
        try:
            rules = _rules(catalog, each.language)
        except InputProblems as error:
            problems += error.problems
            rules = None
        checked.append(_edited(each, rules, problems))
    looked_at = made | {(each.slug, each.language) for each in checked}
    return Findings(sorted(set(problems)), checked, len(looked_at), whole)


def _rules(catalog: Catalog, language: str) -> Editorial | None:
    """Read the editorial rules of a language, where there are any."""
    return catalog.keep(("editorial", language), lambda noting: load_editorial(noting.workspace, language))


def _edited(each: Read, rules: Editorial | None, problems: list[Problem]) -> Checked:
    """Read a brochure by the rules of its language, where there are any."""
    if rules is None:
        return Checked(each.slug, each.language)
    reading = read(each.brochure, rules)
    problems += reading_problems(reading, rules)
    problems += hard_words(reading, rules)
    terms = unexplained(reading, rules)
    problems += term_problems(terms)
    return Checked(each.slug, each.language, reading, judge(reading, rules, terms))


# Tables -------------------------------------------------------------------------------------------

_ABOUT_ITEMS = "Items of PEMAT-P (AHRQ) and of the CDC's Clear Communication Index (CCI); no score of either."
_MORE = "\nTo see all items and each section's reading level, name a brochure: check SLUG"
_ABOUT = ("brochure", "language")
_LEVEL = ("grade", "SMOG", "words", "sentences", "too long", "passive", "with “you”")


def _row(checked: Checked) -> list[str]:
    if checked.reading is None or checked.card is None:
        return [checked.slug, checked.language, *["–"] * len(_LEVEL), "–"]
    decided = len(checked.card.of("met", "not met"))
    return [
        checked.slug,
        checked.language,
        *_figures(checked.reading.level),
        f"{len(checked.card.of('met'))} of {decided}",
    ]


def _figures(level: Level) -> list[str]:
    grade, smog = ("–" if value is None else f"{value:.1f}" for value in (level.grade, level.smog))
    counts = [level.words, level.sentences, level.long]
    return [grade, smog, *map(str, counts), f"{level.passive_percent:.0f} %", str(level.to_reader)]


def _card(checked: Checked, full: bool, width: int) -> str:
    """Show a brochure's scorecard: the items that are not met, or all of them and the sections' levels."""
    assert checked.card and checked.reading
    lines = [f"{checked.slug} ({checked.language})", f"{checked.card.score}."]
    if full:
        sections = [[str(each.section.id), *_figures(each.level)] for each in checked.reading.sections]
        lines += ["", table(["section", *_LEVEL], sections)]
    shown: tuple[Verdict, ...] = ("not met", "met", "for a person", "does not apply") if full else ("not met",)
    for verdict in shown:
        rows = checked.card.of(verdict)
        if rows:
            lines += ["", f"{verdict}:", *(_item(row, width) for row in rows)]
    return "\n".join(lines)


def _item(row: Row, width: int) -> str:
    seen = row.seen
    room = max(width - _WORDS_WIDTH, 20)
    if len(seen) > room:
        seen = f"{seen[: room - 1].rstrip()}…"
    return f"  {row.item:<10}  {row.words:<32}{seen}".rstrip()
