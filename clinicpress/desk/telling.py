"""What is told of a check: first what must be settled, then what would help, then the figures.

It is read by a person in marketing, who wants to know what to do next. The scorecard is for those
who ask for it. Nothing is printed here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from clinicpress.desk.check import Checked, Findings
from clinicpress.desk.readability import Level
from clinicpress.desk.scorecard import Row, Verdict
from clinicpress.ground.problems import Problem
from clinicpress.ground.report import table

MOST_CARDS = 4
"""Of so many brochures the items that are not met are shown; of more, only the figures."""
COLUMNS = 100
"""The width of tables that go to no terminal."""
_WORDS_WIDTH = 46
"""What stands left of what was seen for an item."""


class Part(NamedTuple):
    """Problems of one brochure, or of one kind of file, under their heading."""

    heading: str
    problems: Sequence[Problem]


def parts_of(findings: Findings) -> Iterator[Part]:
    """Yield what was found, in the order in which it is to be done: by what is urgent, then by brochure."""
    yield from _parts(
        "To settle", sorted(findings.to_settle, key=_order(findings.to_settle, lambda each: each.severity))
    )
    yield from _parts("What would help", _hints_once(findings.would_help))


def _parts(kind: str, problems: Sequence[Problem]) -> Iterator[Part]:
    for about, some in groupby(problems, _about):
        yield Part(f"{kind} in {about}:", list(some))


def _order(problems: Sequence[Problem], within: Callable[[Problem], Any]) -> Callable[[Problem], tuple[int, Any]]:
    """Return how problems are put in order: by brochure, as these come in the files, and within each by something."""
    first: dict[str, int] = {}
    for problem in problems:
        first.setdefault(_about(problem), len(first))
    return lambda problem: (first[_about(problem)], within(problem))


def _about(problem: Problem) -> str:
    """Name the brochure that a problem is in, or the kind of file."""
    folder, _, name = problem.place.file.partition("/")
    return name.partition("/")[0] if folder == "brochures" and name else folder


def _hints_once(problems: Sequence[Problem]) -> list[Problem]:
    """Gather what has the same hint in the same brochure, and say the hint once, behind the last."""
    first: dict[tuple[str, str], int] = {}
    for problem in problems:
        first.setdefault((_about(problem), problem.hint), len(first))
    gathered = sorted(problems, key=_order(problems, lambda each: first[_about(each), each.hint]))
    after = [(_about(problem), problem.hint) for problem in gathered[1:]]
    return [
        replace(each, hint="") if (_about(each), each.hint) == following else each
        for each, following in zip_longest(gathered, after)
    ]


def overview(findings: Findings) -> str:
    """Show in a table how much there is to do in each brochure, and how hard it is to read."""
    levels = {(each.slug, each.language): each.reading.level for each in findings.brochures if each.reading}
    rows = [
        [slug, language, *_counts(findings, f"brochures/{slug}/{language}.yaml"), *_read(levels.get((slug, language)))]
        for slug, language in findings.looked_at
    ]
    shown = table(["brochure", "language", "to settle", "would help", "words", "reading grade"], rows) if rows else ""
    unscored = sorted({each.language for each in findings.brochures if each.reading is None})
    return f"{shown}\n\nNot scored, for want of a formula: {', '.join(unscored)}." if unscored else shown


def _counts(findings: Findings, file: str) -> list[str]:
    both = (findings.to_settle, findings.would_help)
    return [str(sum(problem.place.file == file for problem in problems)) for problems in both]


def _read(level: Level | None) -> list[str]:
    return [str(level.words) if level else "–", _graded(level) if level else "–"]


def _graded(level: Level) -> str:
    """Return the reading level as a figure; that of another formula than English texts have, with its name."""
    if level.formula is not None:
        return "–" if level.value is None else f"{level.value:.1f} ({level.formula.name})"
    return "–" if level.grade is None else f"{level.grade:.1f}"


# The scorecard ------------------------------------------------------------------------------------


def scorecards(findings: Findings) -> list[str]:
    """Return the scores as tables: in short for a whole workspace, in full for named brochures."""
    brochures = findings.brochures
    if not brochures:
        return []
    width = shutil.get_terminal_size((COLUMNS, 24)).columns
    parts = [table([*_ABOUT, *_LEVEL, "items met"], [_row(checked) for checked in brochures])]
    unscored = [f"{each.slug} ({each.language}): {each.unscored}" for each in brochures if each.unscored]
    parts += ["\n".join(unscored)] if unscored else []
    if not findings.whole or len(brochures) <= MOST_CARDS:
        parts += [_card(checked, not findings.whole, width) for checked in brochures if checked.card]
    if any(checked.card for checked in brochures):
        parts.append(_ABOUT_ITEMS + (_MORE if findings.whole else ""))
    return parts


_ABOUT_ITEMS = "Items of PEMAT-P (AHRQ) and of the CDC's Clear Communication Index (CCI); no score of either."
_MORE = "\nTo see all items and each section's reading level, name a brochure: check SLUG --scorecard"
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
    smog = "–" if level.smog is None else f"{level.smog:.1f}"
    counts = [level.words, level.sentences, level.long]
    return [_graded(level), smog, *map(str, counts), f"{level.passive_percent:.0f} %", str(level.to_reader)]


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
