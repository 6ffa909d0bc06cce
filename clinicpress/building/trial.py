"""A trial: all jobs are printed and nothing is written, to find what a build would; then the desk looks on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from clinicpress.building.account import Fault, faults_of, problems_of
from clinicpress.building.workbench import Progress, run_jobs, unwatched
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Wanted, plan_jobs
from clinicpress.desk.check import Findings, examine
from clinicpress.workspace.disk import Disk


@dataclass(frozen=True)
class Trial:
    """What was found, and how many jobs were tried."""

    findings: Findings
    jobs: int
    faults: tuple[Fault, ...]

    def summary(self, strict: bool) -> str:
        """Say in a line how much was tried and found."""
        return self.findings.summary(self.jobs, sum(len(fault.paths) for fault in self.faults), strict)


def check(
    workspace: Path, slugs: Sequence[str], today: dt.date, workers: int = 1, progress: Progress = unwatched
) -> Trial:
    """Find all that is wrong with the brochures of some slugs, or of all, on a day, by up to `workers` processes.

    Raises UsageError for a slug that does not exist, InputProblems where editions.yaml cannot be read.
    """
    catalog = Catalog(Disk(workspace))
    jobs = plan_jobs(catalog, Wanted(slugs))
    with closing(run_jobs(catalog, jobs, None, workers)) as running:
        failed = [outcome for outcome in progress(running, len(jobs)) if not outcome.good]
    findings = examine(catalog, slugs, jobs, problems_of(catalog, failed, whole=not slugs), today)
    return Trial(findings, len(jobs), faults_of(failed))
