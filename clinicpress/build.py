"""Building: jobs are printed in worker processes and their files put in place whole.

A job with problems writes nothing and leaves the last good PDF as it was; the others are built.
Files are written under a temporary name and renamed, so that a reader never sees half a PDF.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clinicpress.catalog import Catalog
from clinicpress.edition import Job
from clinicpress.problems import InputProblems, Place, Problem
from clinicpress.source import Workspace

POOL_FROM = 6
"""Fewer jobs than this are done sooner by one process than by starting others."""


@dataclass(frozen=True)
class Outcome:
    """What became of a job: a file, or problems, or a fault of ours."""

    job: Job
    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    fault: str = ""

    @property
    def good(self) -> bool:
        return not self.problems and not self.fault


def run_job(catalog: Catalog, job: Job, out: Path | None) -> Outcome:
    """Print a job, and write its file where an output folder is given."""
    from clinicpress.press import print_job

    begun = time.perf_counter()
    try:
        printed = print_job(catalog, job)
        if out is not None:
            write_whole(out / job.path, printed.pdf)
    except InputProblems as error:
        return Outcome(job, problems=tuple(error.problems))
    except Exception:  # noqa: BLE001 - one job's fault must not stop the others; it is reported
        return Outcome(job, fault=traceback.format_exc())
    return Outcome(job, printed.pages, len(printed.pdf), time.perf_counter() - begun)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is seen whole or not at all; raises InputProblems where it cannot be."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(content)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputProblems.one(
            Place(str(path)),
            f"the file cannot be written: {error.strerror}",
            "check the folder's permissions and the free space",
        ) from error


_worker: tuple[Catalog, Path | None] | None = None


def _begin_worker(root: Path, out: Path | None) -> None:
    global _worker
    _worker = (Catalog(Workspace(root)), out)


def _work(job: Job) -> Outcome:
    assert _worker is not None
    return run_job(_worker[0], job, _worker[1])


def run_jobs(catalog: Catalog, jobs: Sequence[Job], out: Path | None, workers: int) -> Iterator[Outcome]:
    """Run jobs in up to `workers` processes; yields their outcomes in the order of the jobs.

    Without an output folder nothing is written: that is how `check` finds what `build` would.
    """
    workers = min(workers, len(jobs))
    if workers <= 1 or len(jobs) < POOL_FROM:
        for job in jobs:
            yield run_job(catalog, job, out)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_begin_worker, initargs=(catalog.workspace.root, out)) as pool:
        yield from pool.map(_work, jobs, chunksize=max(1, min(16, len(jobs) // (workers * 4))))
