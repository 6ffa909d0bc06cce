"""Watching: what a saved file touches is made anew at once, by a process that stays warm.

A round is a build as any other, with a fresh catalogue: nothing that was read for the last one is
believed. What counts as a change is content, so that a file that is only touched, or a draft that
an editor leaves beside it, starts nothing. Problems are shown, the last good PDFs stay, and the
watch goes on until Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import os
import signal
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

from clinicpress.building.account import Account, account_of
from clinicpress.building.build import carry_out, keys_of
from clinicpress.building.manifest import MANIFEST
from clinicpress.building.plan import Plan
from clinicpress.building.workbench import Progress, Workbench, firsts_and_rest, run_jobs, unwatched
from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.ground.problems import InputProblems, Problem, UsageError
from clinicpress.ground.stamps import is_young, stamp
from clinicpress.workspace.disk import Disk, shipped
from clinicpress.workspace.files import file_digest

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
        trees += [f"{root}/{tree}" for root in shipped() if str(root) != self._root for tree in SHIPPED_TREES]
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


@dataclass(frozen=True)
class Round:
    """What one round did, and what is to be told of it."""

    account: Account | None = None
    """None where nothing could be planned."""
    told: tuple[Problem, ...] = ()
    """All problems and warnings."""
    refusal: str = ""
    """What was asked for and is no longer there."""
    mended: bool = False
    """Whether nothing is wrong any more, and something was."""
    other_strays: bool = False
    """Whether other files than in the last round are made by no job any more."""
    seconds: float = 0.0


@dataclass
class Rounds:
    """Builds what was asked for again and again."""

    root: Path
    out: Path
    wanted: Wanted
    workers: int
    force: bool = False
    """Whether the first round makes every file anew."""
    words: str = ""
    """The key by which a build may ask for the same in other words; see `build`."""
    progress: Progress = unwatched
    _plan: Plan | None = None
    _begun: bool = False
    _ailing: bool = False
    _strays: tuple[str, ...] = ()
    _warm: set[tuple[str, str]] = field(default_factory=set)

    def build(self) -> Round:
        """Build once; returns what was made, and what is wrong.

        Raises UsageError where something that was asked for does not exist from the beginning.
        """
        begun = time.perf_counter()
        self._plan = None
        account: Account | None = None
        told: list[Problem] = []
        refusal = ""
        failed = False
        try:
            account = self._build()
            told, failed = account.told, bool(account.problems or account.faults)
        except InputProblems as error:
            told, failed = error.problems, True
            if self._plan is not None:
                account = account_of(self._plan, [], str(self.out))
        except UsageError as error:
            if not self._begun:
                raise
            refusal, failed = str(error), True
        self._begun, self.force = True, False
        mended, self._ailing = self._ailing and not failed, failed
        strays = account.strays if account else self._strays
        other_strays, self._strays = strays != self._strays, strays
        return Round(account, tuple(told), refusal, mended, other_strays, time.perf_counter() - begun)

    def _build(self) -> Account:
        catalog = Catalog(Disk(self.root))
        plan = self._plan = Plan(catalog, self.out, self.wanted, self.force)
        plates, _ = firsts_and_rest(catalog, plan.todo)
        alone = len(plates) <= FEW_PLATES and len(plan.todo) <= FEW_JOBS
        if alone:
            self._warm.update(map(_kind, plan.todo))
        run = partial(run_jobs, catalog, out=self.out, workers=1 if alone else self.workers)
        return carry_out(plan, run, str(self.out), self.progress)

    def settle(self) -> None:
        """Use a quiet moment: keep the state of a good build, and load what the next change may need."""
        plan = self._plan
        if plan is None:
            return
        if not self._ailing:
            plan.keep_state(keys_of(self.root, self.out, self.wanted, self.words))
        cold = {_kind(job): job for job in plan.jobs if _kind(job) not in self._warm}
        for job in cold.values():
            Workbench(Catalog(Disk(self.root)), None)(job)
        self._warm.update(cold)


def _kind(job: Job) -> tuple[str, str]:
    """Name what decides about the faces and templates that a job needs."""
    return job.edition, job.layout


def watch(rounds: Rounds) -> Generator[Round, None, None]:
    """Build, and build again whenever something is saved; yields each round when it is done.

    It goes on until Ctrl-C or SIGTERM, which both raise KeyboardInterrupt meanwhile. Raises UsageError where
    something that was asked for does not exist from the beginning.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    lookout = Lookout(rounds.root, rounds.out)
    try:
        saved = lookout.look()
        while True:
            done = rounds.build()
            made = lookout.is_made()
            yield done
            saved = lookout.wait(saved, made, rounds.settle)
    finally:
        signal.signal(signal.SIGTERM, before)
