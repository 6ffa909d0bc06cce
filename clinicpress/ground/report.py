"""What is printed: problems for people, tables, and JSON for machines."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from clinicpress import __version__
from clinicpress.ground.problems import Problem

ALIKE = 5
"""So many problems that say the same of whole files are shown one by one; of more, only the first."""


def report(problems: Iterable[Problem]) -> None:
    """Print problems on the error stream; where hundreds of files have the same, it is said once."""
    problems = list(problems)
    alike = Counter(_about_a_file(problem) for problem in problems)
    told: Counter[tuple[str, str] | None] = Counter()
    for problem in problems:
        kind = _about_a_file(problem)
        told[kind] += 1
        if kind is None or alike[kind] <= ALIKE or told[kind] == 1:
            print(problem, file=sys.stderr)
            if kind is not None and alike[kind] > ALIKE:
                print(f"  … and the same of {alike[kind] - 1:,} more files", file=sys.stderr)


def _about_a_file(problem: Problem) -> tuple[str, str] | None:
    whole = (problem.place.line, problem.place.column) == (1, 1)
    return (problem.message, problem.hint) if whole else None


def report_fault(details: str) -> None:
    """Print on the error stream what went wrong through no fault of the input, and how to tell us."""
    print(
        f"{details}\nThis is a fault of clinicpress {__version__}, not of your files. "
        "Nothing was overwritten by the failed job.\n"
        "Please report it: send the lines above and the brochure that was being made.",
        file=sys.stderr,
    )


def plain(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON can hold them."""
    return [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "severity": p.severity,
            "message": p.told,
            "hint": p.hint,
        }
        for p in problems
    ]


def print_json(value: Any) -> None:
    """Print JSON on the output stream, with codes for what its encoding lacks."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    print(text)


def table(heads: list[str], rows: Sequence[Sequence[str]]) -> str:
    """Set rows in columns; figures are aligned right."""
    widths = [max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
    right = [bool(rows) and all(row[i][:1].isdigit() and i for row in rows) for i in range(len(heads))]
    lines = []
    for row in [heads, *rows]:
        cells = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True)]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
