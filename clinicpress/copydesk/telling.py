"""What the pages of marketing's desk are told: problems, proofs, reports and differences, as JSON can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from clinicpress.content.catalog import EDITIONS, SOURCES
from clinicpress.copydesk.drafts import Differences, Located, Report
from clinicpress.copydesk.proofs import Proof
from clinicpress.editing.survey import Path
from clinicpress.ground.problems import Problem

_EDITED = re.compile(r"clinics/[^/]+\.yaml|brochures/[^/]+/[^/]+\.yaml")
_CALLED = {SOURCES: "The sources", EDITIONS: "The editions"}


def told_problems(problems: Iterable[Located], name: str) -> list[dict[str, Any]]:
    """Tell problems; those of the file `name` with the path of the field that they are about."""
    return [_problem(problem, path, name) for problem, path in problems]


def _problem(problem: Problem, path: Path | None, name: str) -> dict[str, Any]:
    file, own = problem.place.file, problem.place.file == name
    told = {
        "own": own,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity,
        "message": problem.told,
        "hint": problem.hint,
        "path": path if own else None,
    }
    return told if own else {**told, "called": _CALLED.get(file, file), "href": page_of(file)}


def page_of(file: str) -> str | None:
    """Return the page on which a file is edited."""
    if file in _CALLED:
        return "/edit/sources" if file == SOURCES else "/edit/editions"
    return f"/edit/{file.removesuffix('.yaml')}" if _EDITED.fullmatch(file) else None


def told_proof(proof: Proof, texts: Iterable[Sequence[tuple[Path, str]]], key: str) -> dict[str, Any]:
    """Tell what a proof's pages are, and where on them each text stands."""
    spots = []
    for spot, said in zip(proof.spots, texts, strict=True):
        told: dict[str, Any] = {"page": spot.page, "box": [round(each, 5) for each in spot[1:5]]}
        if said:
            # Of a label and its text, the text is what people mean.
            path, words = max(said, key=lambda each: len(each[1]))
            told |= {"path": path, "paths": [each for each, _ in said], "words": _short(words)}
        elif page_of(spot.places[0].file):
            file = spot.places[0].file
            told |= {"path": None, "words": _CALLED.get(file, file), "href": page_of(file)}
        else:
            continue  # words of the language stand in no file that is edited here
        spots.append(told)
    return {"key": key, "pages": proof.pages, "paper": proof.paper, "spots": spots}


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def told_report(report: Report, name: str) -> dict[str, Any]:
    """Tell what the editor's desk found."""
    return {
        "settle": told_problems(report.to_settle, name),
        "help": told_problems(report.would_help, name),
        "score": report.score,
        "rows": [{"verdict": verdict, "words": words, "seen": seen} for verdict, words, seen in report.rows],
    }


def told_differences(found: Differences) -> dict[str, Any]:
    """Tell what a draft changes."""
    return {
        "headings": [
            {
                "name": heading.name,
                "moved": heading.moved,
                "passages": [
                    {"where": passage.where, "pieces": [list(piece) for piece in passage.pieces]}
                    for passage in heading.passages
                ],
            }
            for heading in found.headings
        ],
        "facts": found.facts,
        "pages": found.pages,
        "problems": [str(problem) for problem in found.problems],
        "words": found.words,
        "version": found.version,
    }


def told_choices(choices: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    """Tell what can be chosen: the value, and words for it."""
    return [{"value": " ".join(names), "label": words} for *names, words in choices]
