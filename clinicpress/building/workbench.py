"""The workbench: jobs are printed and written, here or by worker processes, each with what became of it.

A job with problems writes nothing and leaves the last good PDF as it was; the others are made.
"""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from clinicpress.building.manifest import Entry, entry_line
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import PDF, Job, by_clinic, theme_of
from clinicpress.ground.problems import InputProblems, Place, Problem, refusals_told
from clinicpress.ground.stamps import HIDDEN, Stamp, stamp
from clinicpress.press.engine import identity
from clinicpress.workspace.disk import Disk, on_disk
from clinicpress.workspace.files import DRAFTS, PLATES, write_whole
from clinicpress.workspace.workspace import LOOKS

POOL_FROM = 6
"""Fewer jobs than this are done sooner by one process than by starting others."""


class Outcome(NamedTuple):
    """What became of a job: a file, or problems, or a fault of ours."""

    job: Job
    line: str = ""
    """What the manifest says about the file."""
    plate_name: str = ""
    plate: Entry | None = None
    """What the manifest says about its plate, where that was not said before."""
    stamp: Stamp = ""
    looked: str = ""
    """What it was made of beside its plate, and what each file looked like before it was read, in JSON.

    Nothing where a later change of one of them might not show.
    """
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether there is a file."""
        return not self.problems and not self.fault


_Told = tuple[Any, ...]
"""What a worker tells of a job: its outcome but for the job itself, which need not come back."""
Run = Callable[[Collection[Job]], Generator[Outcome, None, None]]
"""Runs jobs; yields their outcomes as they come."""
Progress = Callable[[Iterable[Outcome], int], Iterable[Outcome]]
"""Hands outcomes on, of which there will be so many, and may show how far the work is."""


def unwatched(outcomes: Iterable[Outcome], _: int) -> Iterable[Outcome]:
    """Hand outcomes on, and show nothing."""
    return outcomes


class Workbench:
    """Prints jobs, one after the other, and writes their files where an output folder is given."""

    def __init__(self, catalog: Catalog, out: Path | None) -> None:
        # Loaded only where something is printed: a build may find that all is as it should be.
        from clinicpress.press.press import Press
        from clinicpress.press.rack import Rack

        self.out = out
        self._drafts = f"{out}/{HIDDEN}/{DRAFTS}"
        self.press = Press(catalog, Rack(out / HIDDEN / PLATES if out else None))
        self._told: set[str] = set()
        self._clinic = ""

    def forget_told(self) -> None:
        """Tell of every plate anew: what was told before may have been lost on its way."""
        self._told.clear()

    def __call__(self, job: Job) -> Outcome:
        """Print a job and say what became of it."""
        begun = time.perf_counter()
        if job.clinic != self._clinic:
            self._clinic = job.clinic
            self.press.catalog.forget_clinics()
        try:
            with refusals_told():
                pressed = self.press.print(job)
            plate = pressed.plate
            if pressed.content.startswith(b"%PDF-") != (job.ending == PDF):
                raise _changed_meanwhile(job)
            if self.out is None:
                return Outcome(job)
            path = f"{self.out}/{job.path}"
            write_whole(path, pressed.content, self._drafts)
        except InputProblems as error:
            return Outcome(job, problems=tuple(error.problems))
        except Exception:  # noqa: BLE001 - one job's fault must not stop the others; it is reported
            return Outcome(job, fault=traceback.format_exc())
        line = entry_line(job, pressed)
        told = None if plate.name in self._told else {"settings": plate.settings, "inputs": plate.inputs}
        self._told.add(plate.name)
        looks = {name: self._look_of(name) for name in pressed.inputs}
        looked = json.dumps(looks) if all(looks.values()) else ""
        seconds = time.perf_counter() - begun
        return Outcome(job, line, plate.name, told, stamp(path), looked, seconds)

    def _look_of(self, name: str) -> Stamp:
        """Return what a file looked like before it was read; nothing where another may come to stand before it."""
        return "" if name.startswith(LOOKS) else self.press.catalog.workspace.looked(name)


def _begin(root: Path, out: Path | None) -> Callable[[Job], _Told]:
    bench = Workbench(Catalog(Disk(root)), out)
    identity()  # what each job asks is known when the first comes, for which its parent still looks
    return lambda job: bench(job)[1:]


def run_jobs(catalog: Catalog, jobs: Collection[Job], out: Path | None, workers: int) -> Generator[Outcome, None, None]:
    """Run jobs in up to `workers` processes; yields their outcomes as they come.

    Without an output folder nothing is written: that is how `check` finds what `build` would.
    """
    workers = min(workers, len(jobs))
    if workers <= 1 or len(jobs) < POOL_FROM:
        yield from map(Workbench(catalog, out), jobs)
        return
    import clinicpress.press.press

    if out is None:  # no plates are at hand
        import clinicpress.press.platemaking  # noqa: F401
    from clinicpress.ground.workers import Crew

    crew: Crew[Job, _Told] = Crew(workers, partial(_begin, on_disk(catalog.workspace).root, out))
    try:
        firsts, rest = firsts_and_rest(catalog, jobs)
        # Plates reach other workers by the output folder: without one, nothing is gained by waiting for the firsts.
        ahead = len(firsts) if out else 0
        for part, count in ((firsts[:ahead], ahead), (chain(firsts[ahead:], rest), len(jobs) - ahead)):
            for job, told in crew.paired(part, count, _died):
                yield Outcome(job, *told)
    finally:
        crew.stop()


def firsts_and_rest(catalog: Catalog, jobs: Collection[Job]) -> tuple[list[Job], Iterator[Job]]:
    """Part the first job of each plate from the others: done first, no plate is made by two workers."""
    firsts: dict[tuple[str, ...], Job] = {}
    for job in by_clinic(catalog, jobs):
        firsts.setdefault((job.slug, job.language, job.edition, job.layout, theme_of(catalog, job)), job)
    first = set(firsts.values())
    return [*firsts.values()], (job for job in jobs if job not in first)


def _changed_meanwhile(job: Job) -> InputProblems:
    """Say that a layout makes other files than those that were planned: pages for screens, or no longer."""
    place = Place(f"templates/{job.layout}/layout.yaml")
    return InputProblems.one(place, "the layout’s “medium” was changed while its files were being made", "build again")


def _died(job: Job, how: str) -> _Told:
    return Outcome(job, fault=f"The worker process that made it ended: {how}.\n")[1:]
