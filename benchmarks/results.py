"""What becomes of the figures of a benchmark: read or measured, held against goals, kept as JSON, set in the docs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from content import CannotMeasure

Figures = dict[str, Any]
COLD, WRITING, DESK = "## One command", "## While you write", "## The front desk"
"""The headings of what cold.py, writing.py and desk.py print at the end of docs/performance.md, in this order."""


@dataclass(frozen=True)
class Goal:
    """A goal: what is measured, the limit, and how it came out; no value where it was not measured."""

    name: str
    limit: float
    at_least: bool
    value: float | None
    unit: str = ""
    """What stands behind limit and value; shares are told as percentages."""

    @property
    def met(self) -> bool | None:
        """Whether it is met."""
        if self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def facts(self) -> Figures:
        """Return what is kept of it."""
        return {**asdict(self), "met": self.met}


def status(goals: Iterable[Figures], same: bool = True) -> int:
    """Return the exit status: 0 met, 1 not met or what was compared is not the same, 2 not all was measured."""
    outcomes = [goal["met"] for goal in goals]
    if not same or False in outcomes:
        return 1
    return 2 if None in outcomes else 0


# What is told ------------------------------------------------------------------------------------


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set a table of Markdown; numbers stand at the right, below the first column words at the left."""
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def spread(values: Sequence[float], form: str = ",.2f") -> str:
    """Tell the median of some rounds and, where there are several, their range."""
    middle = f"{median(values):{form}}"
    return middle if len(values) == 1 else f"{middle} ({min(values):{form}}–{max(values):{form}})"


def goals_table(goals: Iterable[Figures]) -> str:
    """Set goals with what was measured."""
    words = {True: "met", False: "**not met**", None: "not measured"}

    def said(goal: Figures, value: float) -> str:
        return f"{value * 100:.3g} %" if goal["unit"] == "%" else f"{value:.3g}{goal['unit']}"

    rows = [
        [
            goal["name"],
            f"at {'least' if goal['at_least'] else 'most'} {said(goal, goal['limit'])}",
            "–" if goal["value"] is None else said(goal, goal["value"]),
            words[goal["met"]],
        ]
        for goal in goals
    ]
    return table(["goal", "limit", "measured", "outcome"], rows)


# What is kept ------------------------------------------------------------------------------------


def add_options(parser: argparse.ArgumentParser, docs: Path) -> None:
    """Let a command line say where figures come from and where they go."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument("--read", type=Path, metavar="FILE", help="measure nothing: take the figures of such a file")
    parser.add_argument("--write-docs", action="store_true", help=f"print docs/{docs.name} anew")


def obtain(options: argparse.Namespace, measure: Callable[[], Figures]) -> Figures:
    """Measure, or read what was measured before; where that cannot be done, the program ends with status 2."""
    if options.read:
        result: Figures = json.loads(options.read.read_text(encoding="utf-8"))
        return result
    try:
        return measure()
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def keep(options: argparse.Namespace, result: Figures, text: str, docs: Path) -> None:
    """Write figures as JSON, and the page about them, if that is wanted; other benchmarks' sections stay at its end."""
    _keep_json(options, result)
    if options.write_docs:
        _print(docs, [text, *(each for each in _sections(docs) if _rank(each))])


def keep_section(options: argparse.Namespace, result: Figures, section: str, docs: Path) -> None:
    """Write figures as JSON and, if that is wanted, a section, which begins with its heading, where a page has it."""
    _keep_json(options, result)
    if options.write_docs:
        heading, sections = _heading(section), _sections(docs)
        there = any(_heading(each) == heading for each in sections)
        new = [section if _heading(each) == heading else each for each in sections]
        _print(docs, new if there else [*new, section])


def _print(docs: Path, sections: Iterable[str]) -> None:
    docs.write_text("\n".join(sorted(sections, key=_rank)), encoding="utf-8")


def _sections(docs: Path) -> list[str]:
    """Return what stands before the first heading of a page, and its sections; each ends in a line's end."""
    head, *sections = docs.read_text(encoding="utf-8").split("\n## ")
    return [f"{each.rstrip()}\n" for each in (head, *(f"## {section}" for section in sections))]


def _heading(section: str) -> str:
    return section.partition("\n")[0]


def _rank(section: str) -> int:
    """Say where a section stands among those at the end; 0 where it is none of them."""
    last = ("", COLD, WRITING, DESK)
    return last.index(_heading(section)) if _heading(section) in last else 0


def _keep_json(options: argparse.Namespace, result: Figures) -> None:
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
