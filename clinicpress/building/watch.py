"""Watching: what a saved file touches is made anew at once, by a process that stays warm.

A round is a build as any other, with a fresh catalogue: nothing that was read for the last one is
believed. What counts as a change is content, so that a file that is only touched, or a draft that
an editor leaves beside it, starts nothing. Problems are shown, the last good PDFs stay, and the
watch goes on until Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from watchfiles import watch as file_events

# In watchfiles' documentation, but not among its names: what the system refuses to watch.
from watchfiles._rust_notify import WatchfilesRustInternalError

from clinicpress.building.account import MOST_ROWS, problems_of, tell, tell_faults, tell_strays
from clinicpress.building.build import Build, Outcome, Workbench, firsts_and_rest, run_jobs
from clinicpress.building.manifest import MANIFEST
from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.desk.slips import typing_slips
from clinicpress.ground.problems import InputProblems, Problem, UsageError
from clinicpress.ground.progress import watched
from clinicpress.ground.report import report
from clinicpress.ground.stamps import is_young, stamp
from clinicpress.workspace.files import file_digest
from clinicpress.workspace.workspace import SHIPPED, Workspace

SHIPPED_TREES = ("templates", "fonts")
TREES = ("brochures", "clinics", *SHIPPED_TREES)
STEP = 30
"""Milliseconds without a further event after which what was saved is looked at."""
TICK = 100
"""Milliseconds that one waits for an event."""
TICKS = 10
"""After so many without an event one looks all the same: a network drive may send none."""
FEW_PLATES, FEW_JOBS = 3, 100
"""Of no more than so many, the warm process is done sooner by itself than with others."""


# What is saved ------------------------------------------------------------------------------------


class Saved(NamedTuple):
    """What is saved in a workspace: the SHA-256 of each file by its path, and the folders they may be in."""

    files: dict[str, str | None]
    folders: tuple[str, ...]


class Lookout:
    """Sees what is saved in a workspace, and waits for it to change."""

    def __init__(self, root: Path, out: Path) -> None:
        self._root = os.path.realpath(root)
        self._out = os.path.realpath(out)
        self._known: dict[str, tuple[str, str | None]] = {}

    def look(self) -> Saved:
        """Return what is saved now; a file is read again only where it looks different from outside."""
        known: dict[str, tuple[str, str | None]] = {}
        folders = [self._root]
        for path in self._files(folders):
            now = stamp(path)
            before, digest = self._known.get(path, ("", None))
            if not now or now != before:
                digest = file_digest(path)
            # A young file may change again without looking different: its stamp is not believed.
            known[path] = ("" if is_young(now) else now, digest)
        self._known = known
        return Saved({path: digest for path, (_, digest) in known.items()}, tuple(folders))

    def _files(self, folders: list[str]) -> Iterator[str]:
        """Yield the files that may have a part in a build; their folders are added to the list."""
        yield f"{self._root}/{EDITIONS}"
        trees = [f"{self._root}/{tree}" for tree in TREES]
        trees += [f"{SHIPPED}/{tree}" for tree in SHIPPED_TREES if str(SHIPPED) != self._root]
        seen: set[str] = set()
        for tree in trees:
            for folder, inner, names in os.walk(tree, followlinks=True):
                real = os.path.realpath(folder)
                if real == self._out:
                    inner.clear()
                    continue
                # Links may go in circles: what is inside is looked at once.
                inner[:] = [] if real in seen else [name for name in inner if not name.startswith(".")]
                seen.add(real)
                folders.append(folder)
                yield from (f"{folder}/{name}" for name in names if not _is_draft(name))

    def wait(self, before: Saved, made: bool, quiet: Callable[[], None]) -> Saved:
        """Return what is saved when it is no longer what it was, or when what was `made` of it is gone.

        Calls `quiet` once, when nothing happens.
        """
        now = self.look()
        while now.files == before.files and self.is_made() >= made:
            folders = now.folders
            with closing(self._events(folders)) as events:
                for nothing_happened in events:
                    now = self.look()
                    if now.files != before.files or now.folders != folders or self.is_made() < made:
                        break
                    if nothing_happened:
                        quiet()
                        quiet = _nothing
        return now

    def is_made(self) -> bool:
        """Tell whether there is what a build leaves in the output folder."""
        return os.path.lexists(f"{self._out}/{MANIFEST}")

    @staticmethod
    def _events(folders: Sequence[str]) -> Generator[bool, None, None]:
        """Yield when it is time to look: True when nothing has happened for a while."""
        # Folder by folder: a tree of the workspace may hold others that are large and none of ours.
        there = [folder for folder in folders if _is_text(folder) and Path(folder).is_dir()]
        listening = file_events(
            *there,
            watch_filter=None,
            step=STEP,
            rust_timeout=TICK,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
        try:
            if not there:  # names that are no text cannot be watched
                raise WatchfilesRustInternalError
            for tick, events in enumerate(listening):
                # With the first tick the folders are watched: what happened before it is looked for now.
                if events or tick % TICKS == 0:
                    yield bool(tick and not events)
        except FileNotFoundError:
            yield False  # a folder is gone again
        except WatchfilesRustInternalError:
            # There are more folders than the system lets us watch, or none that it knows how to.
            time.sleep(TICKS * TICK / 1000)
            yield True


def _is_draft(name: str) -> bool:
    """Tell whether a file is an editor's own, or the system's."""
    return name.startswith(".") or name.endswith("~")


def _is_text(name: str) -> bool:
    """Tell whether the name of a file is in the system's encoding."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _nothing() -> None:
    pass


# Rounds -------------------------------------------------------------------------------------------


@dataclass
class Rounds:
    """Builds what was asked for again and again, and tells of it."""

    root: Path
    out: Path
    wanted: Wanted
    workers: int
    force: bool = False
    """Whether the first round makes every file anew."""
    keep: Callable[[Build], None] = lambda _: None
    """Called with a build without problems as soon as there is time."""
    _plan: Build | None = None
    _begun: bool = False
    _ailing: bool = False
    _strays: list[str] = field(default_factory=list)
    _warm: set[tuple[str, str]] = field(default_factory=set)

    def build(self) -> None:
        """Build once; tell what was made, and what is wrong.

        Raises UsageError where something that was asked for does not exist from the beginning.
        """
        catalog = Catalog(Workspace(self.root))
        self._plan, outcomes, said, slips = None, [], "", []
        try:
            self._plan = plan = Build(catalog, self.out, self.wanted, self.force)
            outcomes = self._run(catalog, plan)
            problems = problems_of(catalog, outcomes)
            slips = typing_slips(catalog, plan.todo)
        except InputProblems as error:
            problems = error.problems
        except UsageError as error:
            if not self._begun:
                raise
            problems, said = [], f"error: {error}"
        self._begun, self.force = True, False
        report(sorted([*problems, *slips]))
        self._tell(problems, outcomes, said)

    def _run(self, catalog: Catalog, plan: Build) -> list[Outcome]:
        """Make what is to be made; returns what there is to tell."""
        if not plan.todo:
            return []
        plates, _ = firsts_and_rest(plan.todo)
        alone = len(plates) <= FEW_PLATES and len(plan.todo) <= FEW_JOBS
        if alone:
            self._warm.update(map(_kind, plan.todo))
        run = partial(run_jobs, catalog, out=self.out, workers=1 if alone else self.workers)
        with closing(plan.run(run)) as running:
            outcomes = watched(running, len(plan.todo), "Printing")
            return [each for each in outcomes if not each.good or len(plan.todo) <= MOST_ROWS]

    def _tell(self, problems: list[Problem], outcomes: list[Outcome], said: str) -> None:
        if said:
            print(said, file=sys.stderr)
        faulty = tell_faults(outcomes)
        if self._plan is not None:
            tell(self._plan, outcomes, str(self.out), explain=False)
            if self._plan.strays() != self._strays:
                tell_strays(self._plan, str(self.out))
            self._strays = self._plan.strays()
        ailing = bool(problems or said or faulty)
        if self._ailing and not ailing:
            print("All problems are mended.")
        self._ailing = ailing

    def settle(self) -> None:
        """Use a quiet moment: keep the state of a good build, and load what the next change may need."""
        plan = self._plan
        if plan is None:
            return
        if not self._ailing:
            self.keep(plan)
        cold = {_kind(job): job for job in plan.jobs if _kind(job) not in self._warm}
        for job in cold.values():
            Workbench(Catalog(Workspace(self.root)), None)(job)
        self._warm.update(cold)


def _kind(job: Job) -> tuple[str, str]:
    """Name what decides about the faces and templates that a job needs."""
    return job.edition, job.layout


def watch(rounds: Rounds) -> None:
    """Build, and build again whenever something is saved, until Ctrl-C or SIGTERM; these are no failure.

    Raises UsageError where something that was asked for does not exist from the beginning.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Where it is a pipe, each line must be there when it is said.
        sys.stdout.reconfigure(line_buffering=True)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    lookout = Lookout(rounds.root, rounds.out)
    try:
        saved = lookout.look()
        while True:
            begun = time.perf_counter()
            rounds.build()
            took = time.perf_counter() - begun
            made = lookout.is_made()
            print(f"Done in {took:.2f} s; watching {rounds.root.resolve()}, Ctrl-C ends it")
            saved = lookout.wait(saved, made, rounds.settle)
    except KeyboardInterrupt:
        print("Watching has ended.")
    finally:
        signal.signal(signal.SIGTERM, before)
