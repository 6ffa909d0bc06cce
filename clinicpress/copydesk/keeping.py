"""Keeping: what a worker writes into the workspace for marketing's desk. Nothing else of the front desk writes there.

How a file is changed without harm to another's is known by `editing`; here it is asked to do so. Where a
worker ends while it writes, the errand is done again: what was kept before is then found to be there.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from clinicpress.copydesk.worktable import Worktable
from clinicpress.drafting.starter import begin_brochure
from clinicpress.editing import saving, uploads
from clinicpress.editing.beginnings import begin_clinic
from clinicpress.frontdesk.errands import Bench
from clinicpress.ground.problems import InputProblems, Place, Problem, UsageError


@dataclass(frozen=True)
class Saved:
    """What is in a file now; `theirs` is the text of somebody else who changed it meanwhile: nothing was saved then."""

    digest: str
    theirs: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Saving:
    """Save a text in the place of the one that it was made from."""

    name: str
    text: str = field(repr=False)
    base: str
    """The SHA-256 of that one."""
    despite: bool
    """Whether it is to be saved though it cannot be printed."""

    def run(self, bench: Bench) -> Saved:
        """Return what is in the file then; raises InputProblems where it cannot be saved."""
        try:
            return Saved(saving.save(bench.root, self.name, self.text, self.base, self.despite).digest)
        except saving.Conflict as conflict:
            return Saved(conflict.theirs.digest, conflict.theirs.text)


@dataclass(frozen=True)
class Hanging:
    """Put a picture beside the file that is edited."""

    table: Worktable
    called: str
    content: bytes = field(repr=False)

    def run(self, bench: Bench) -> str:
        """Return what the file calls it then; raises InputProblems for what cannot be printed."""
        if self.table.kind == "clinic":
            return uploads.keep_logo(bench.root, self.table.clinic, self.called, self.content).value
        return uploads.keep_figure(bench.root, self.table.slug, self.called, self.content).value


@dataclass(frozen=True)
class Beginning:
    """Begin a brochure, from nothing or from an article."""

    slug: str
    language: str
    called: str
    """The article's file name; empty where there is none."""
    content: bytes = field(repr=False)

    def run(self, bench: Bench) -> None:
        """Write its draft; raises InputProblems where that cannot be."""
        try:
            if not self.called:
                begin_brochure(bench.root, self.slug, self.language)
                return
            with tempfile.TemporaryDirectory(prefix="clinicpress-") as folder:
                article = Path(folder) / _plain(self.called)
                article.write_bytes(self.content)
                begin_brochure(bench.root, self.slug, self.language, article)
        except UsageError as error:
            raise InputProblems.one(Place(""), str(error)) from error
        except InputProblems as error:
            # The article lies in a folder of ours, of which nobody needs to know.
            raise InputProblems(_called(problem, self.called) for problem in error.problems) from error


@dataclass(frozen=True)
class Founding:
    """Begin a clinic."""

    clinic: str
    called: str

    def run(self, bench: Bench) -> None:
        """Write its file; raises InputProblems where that cannot be."""
        begin_clinic(bench.root, self.clinic, self.called)


def _plain(called: str) -> str:
    """Return a file name of which only letters, digits and its ending are kept."""
    stem, dot, ending = re.sub(r"[^\w. -]", "", re.split(r"[\\/]", called)[-1])[-80:].rpartition(".")
    return f"{stem.strip('. ') or 'article'}{dot}{ending}" if dot else ending.strip() or "article"


def _called(problem: Problem, called: str) -> Problem:
    own = problem.place.file.endswith(f"/{_plain(called)}")
    return replace(problem, place=problem.place._replace(file=called)) if own else problem
