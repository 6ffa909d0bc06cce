"""The account of a build: the facts of what was made, what was left as it was, what was not made and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, overload

from clinicpress.building.manifest import Entry
from clinicpress.building.plan import Plan, Pruned
from clinicpress.building.workbench import Outcome
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, passed_over
from clinicpress.desk.figures import borrowed_fonts
from clinicpress.desk.slips import typing_slips
from clinicpress.ground.problems import InputProblems, Problem, merged
from clinicpress.ground.report import plain

State = Literal["made", "kept", "not made"]


@dataclass(frozen=True)
class File:
    """A file that was asked for, and what became of it: made, kept because it is as it should be, or not made."""

    job: Job
    state: State
    why: Sequence[str]
    """Why it was to be made; nothing where it is kept."""
    line: str = ""
    """What the manifest says about it, unread: there may be many thousands."""
    seconds: float = 0.0
    """How long it took to make it."""

    @cached_property
    def _entry(self) -> Entry:
        found: Entry = json.loads(self.line or "{}")
        return found

    @property
    def pages(self) -> int:
        """How many pages it has; none where nothing is known about it."""
        return int(self._entry.get("pages", 0))

    @property
    def size(self) -> int:
        """How many bytes it has; none where nothing is known about it."""
        return int(self._entry.get("bytes", 0))


class Files(Sequence[File]):
    """The files of a plan, each put together when it is asked for: there may be many thousands."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __len__(self) -> int:
        return len(self._plan.jobs)

    def __iter__(self) -> Iterator[File]:
        return map(self._file, self._plan.jobs)

    @overload
    def __getitem__(self, index: int) -> File: ...
    @overload
    def __getitem__(self, index: slice) -> list[File]: ...
    def __getitem__(self, index: int | slice) -> File | list[File]:
        if isinstance(index, slice):
            return [self._file(job) for job in self._plan.jobs[index]]
        return self._file(self._plan.jobs[index])

    def _file(self, job: Job) -> File:
        why, told = self._plan.reasons.get(job, ()), self._plan.told_of(job)
        if told is not None and told.line:
            return File(job, "made", why, told.line, told.seconds)
        return File(job, "not made" if why else "kept", why, self._plan.manifest.lines.get(job.path, ""))

    @property
    def states(self) -> Mapping[State, int]:
        """How many files became what, without looking at each."""
        todo = len(self._plan.reasons)
        return {"made": self._plan.made, "kept": len(self) - todo, "not made": todo - self._plan.made}


class Fault(NamedTuple):
    """A fault of ours, and the files that met with it, by their paths below the output folder."""

    details: str
    paths: tuple[str, ...]


class Account(NamedTuple):
    """What a build did. Paths are below the output folder; `where` says how to call them."""

    out: str
    """The output folder, or its URL."""
    files: Sequence[File]
    """All that were asked for, in the order of their paths."""
    problems: tuple[Problem, ...] = ()
    """What keeps files from being made, or from being removed where that was asked for."""
    warnings: tuple[Problem, ...] = ()
    """What somebody should look at in the texts of those that were to be made."""
    faults: tuple[Fault, ...] = ()
    strays: tuple[str, ...] = ()
    """Files of earlier builds that no job makes any more, and that are still there."""
    pruned: Pruned | None = None
    """What became of the strays, where they were to be removed."""

    @property
    def states(self) -> Mapping[State, int]:
        """How many files became what."""
        return self.files.states if isinstance(self.files, Files) else Counter(file.state for file in self.files)

    def after(self, pruned: Pruned) -> Account:
        """Return the account of the same build after files that no job makes any more were removed."""
        return self._replace(
            strays=pruned.strays,
            pruned=pruned,
            problems=tuple(sorted([*self.problems, *pruned.problems])),
        )

    def of(self, state: State) -> list[File]:
        """List the files of which the same became."""
        return [file for file in self.files if file.state == state]

    @property
    def told(self) -> list[Problem]:
        """The problems and the warnings, in the order of their places."""
        return sorted([*self.problems, *self.warnings])

    def where(self, path: str) -> str:
        """Return what to call a file of the output folder, which may be at a URL."""
        return f"{self.out.rstrip('/')}/{path}" if "://" in self.out else str(Path(self.out) / path)

    def facts(self) -> dict[str, Any]:
        """Return all of it but our own faults as JSON can hold it; of the files, those that are as they should be."""
        return {
            "files": [
                {
                    **file.job.facts(),
                    "file": self.where(file.job.path),
                    "pages": file.pages,
                    "bytes": file.size,
                    "seconds": round(file.seconds, 4),
                    "made": file.state == "made",
                    "why": list(file.why),
                }
                for file in self.files
                if file.state != "not made" and file.line
            ],
            "strays": list(self.strays),
            "removed": list(self.pruned.removed if self.pruned else ()),
            "problems": plain(self.told),
        }


def account_of(plan: Plan, failed: Sequence[Outcome], out: str) -> Account:
    """Say what became of a plan, some of whose jobs failed; `out` is what its output folder was called."""
    texts = plan.reasons.texts
    return Account(
        out,
        Files(plan),
        tuple(problems_of(plan.catalog, failed, plan.whole)),
        (
            *(passed_over(plan.catalog) if plan.whole else ()),
            *typing_slips(plan.catalog, texts),
            *borrowed_fonts(plan.catalog, texts, plan.todo),
        ),
        faults_of(failed),
        tuple(plan.strays()),
    )


def problems_of(catalog: Catalog, outcomes: Iterable[Outcome], whole: bool) -> list[Problem]:
    """List what is wrong with the input of jobs.

    Of the `whole` workspace, sources that no brochure needs count, too; of named brochures only their own do:
    the unfinished draft of another one is none of their concern.
    """
    found = [problem for outcome in outcomes for problem in outcome.problems]
    if whole:
        with suppress(InputProblems):  # where it cannot be read at all, the brochures that need it have told
            found += [problem for broken in catalog.sources().broken.values() for problem in broken]
    return merged(found)


def faults_of(outcomes: Iterable[Outcome]) -> tuple[Fault, ...]:
    """List each fault of ours once, with the files that met with it."""
    paths: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.fault:
            paths.setdefault(outcome.fault, []).append(outcome.job.path)
    return tuple(Fault(details, tuple(met)) for details, met in paths.items())
