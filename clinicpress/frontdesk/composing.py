"""Composing: a worker writes the letter that goes with a handout. It is not told whom the letter is for."""

from __future__ import annotations

from dataclasses import dataclass

from clinicpress.content.edition import Job
from clinicpress.frontdesk.errands import Bench
from clinicpress.mailing.letter import Letter, compose


@dataclass(frozen=True)
class Composing:
    """Write the letter that goes with a job's PDF."""

    generation: str
    job: Job

    def run(self, bench: Bench) -> Letter:
        """Return the letter, without the PDF; raises InputProblems where a file cannot be read."""
        return compose(bench.catalog(self.generation), self.job, b"")
