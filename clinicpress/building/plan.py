"""The plan of a build: what is not as it should be and why, and the account that is kept of what was made."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Mapping, MutableMapping
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from clinicpress.building.freshness import END, INPUT, OUTPUT, STATE, read_state, state_line
from clinicpress.building.lines import Lines
from clinicpress.building.manifest import CHANGED, MANIFEST, Auditor, Entry, Manifest, file_change
from clinicpress.building.naming import Names
from clinicpress.building.workbench import Outcome, Run
from clinicpress.content.catalog import EDITIONS, SOURCES, Catalog
from clinicpress.content.edition import ORDER, Job, Wanted, by_clinic, each_job, plan_jobs
from clinicpress.ground.problems import InputProblems, Place, Problem, UsageError
from clinicpress.ground.stamps import HIDDEN, Stamp, is_young, stamp
from clinicpress.press import engine
from clinicpress.press.rack import SUFFIX
from clinicpress.workspace.disk import Disk, on_disk, shipped
from clinicpress.workspace.files import DRAFTS, PLATES, clear_drafts, file_digest, locked, remove_empty, write_whole


class Pruned(NamedTuple):
    """What became of the files that no job makes any more, by their paths below the output folder."""

    removed: tuple[str, ...]
    strays: tuple[str, ...]
    """Those that are still there."""
    left: tuple[str, ...]
    """Of these, what somebody changed, and what lies behind a link."""
    problems: tuple[Problem, ...]
    """Why others could not be removed."""


class Made(NamedTuple):
    """What is known of a file that was made."""

    line: str
    """What the manifest says about it."""
    stamp: Stamp
    seconds: float

    @classmethod
    def read(cls, text: str) -> Made:
        """Read what `written` returned."""
        seconds, found, line = text.split("\t", 2)
        return cls(line, found, float(seconds))

    def written(self) -> str:
        """Return it as one line."""
        return f"{self.seconds}\t{self.stamp}\t{self.line}"


class Plan:
    """One build: what is to be made and why, and what is known afterwards."""

    def __init__(self, catalog: Catalog, out: Path, wanted: Wanted, force: bool = False) -> None:
        self.catalog = catalog
        self.out = out
        self._wanted = wanted
        self._root = os.path.realpath(out)
        self._read_manifest()
        names = Names(catalog, wanted.name, self.manifest.lines)
        self.jobs = names.give(plan_jobs(catalog, wanted))
        names.refuse_twins(self.jobs)
        self.all_jobs = self._all_jobs(names)
        self._before = {path: found for kind, path, found in read_state(out / HIDDEN) if kind == OUTPUT}
        self._stamps = Lines()
        """How the files look that are as they should be, but for those that are made."""
        untouched = {path for job in self.jobs if self._is_untouched(path := job.path)}
        self._before.clear()
        auditor = Auditor(catalog, self.manifest, out, untouched)
        found = ((job, _ASKED_FOR if force else auditor.reasons(job)) for job in by_clinic(catalog, self.jobs))
        # Most that are to be made have the same reasons.
        same: dict[tuple[str, ...], list[str]] = {}
        self.reasons = {job: same.setdefault(tuple(why), why) for job, why in found if why}
        """Why files are to be made, by their jobs, in the order of their paths."""
        self.made: MutableMapping[str, str] = Lines()
        """What is known of the files that were made, by their paths: see `Made`."""
        self._plates: dict[str, Entry] = {}
        self._good = True

    def _all_jobs(self, names: Names) -> list[Job]:
        """List all jobs of the workspace; those that are wanted are there as they are."""
        if self._wanted == Wanted(name=self._wanted.name):
            return self.jobs
        wanted = {job: job for job in self.jobs}
        return [wanted.get(job, job) for job in names.give(plan_jobs(self.catalog))]

    @property
    def todo(self) -> list[Job]:
        """The jobs whose files are to be made."""
        return list(self.reasons)

    def _is_untouched(self, path: str) -> bool:
        file = self._absolute(path)
        # Taken before anybody looks into the file: where it is changed meanwhile, it looks different next time.
        now = stamp(file)
        if now:
            self._stamps[path] = now
        return bool(now) and now == self._before.get(file)

    def _read_manifest(self) -> None:
        self._manifest_stamp = stamp(self._absolute(MANIFEST))
        self.manifest = Manifest.read(self.out)

    def _write_manifest(self) -> None:
        self.manifest.write(self.out)
        self._manifest_stamp = stamp(self._absolute(MANIFEST))

    def _absolute(self, path: str) -> str:
        return f"{self._root}/{path}"

    def run(self, run: Run) -> Generator[Outcome, None, None]:
        """Make what is to be made; however it ends, account is kept of what was made."""
        clear_drafts(self.out / HIDDEN / DRAFTS)
        write_whole(self.out / HIDDEN / STATE, b"", self.out / HIDDEN / DRAFTS)
        try:
            # No worker must be left when account is kept.
            with closing(run(self.todo)) as outcomes:
                for outcome in outcomes:
                    self._note(outcome)
                    yield outcome
        finally:
            self._keep_account()

    def _note(self, outcome: Outcome) -> None:
        if not outcome.good:
            self._good = False
            return
        self.made[outcome.job.path] = Made(outcome.line, outcome.stamp, outcome.seconds).written()
        if outcome.plate:
            self._plates[outcome.plate_name] = outcome.plate

    def _keep_account(self) -> None:
        hidden = self.out / HIDDEN
        clear_drafts(hidden / DRAFTS)
        with locked(hidden):
            # Another build may have written the manifest meanwhile.
            self._read_manifest()
            for path, text in self.made.items():
                self.manifest.lines[path] = Made.read(text).line
            self.manifest.plates.update(self._plates)
            if self.made:
                self._write_manifest()
        used = self.manifest.used()
        for file in (hidden / PLATES).glob(f"*{SUFFIX}"):
            if file.stem.rpartition("-")[2] not in used:
                with suppress(OSError):
                    file.unlink()

    # What the next build can know from dates alone ------------------------------------------------

    def keep_state(self, key: str) -> None:
        """Keep the state of all files, where nothing is left to do."""
        # A build that was killed in these last lines leaves a draft, but nothing to make.
        clear_drafts(self.out / HIDDEN / DRAFTS)
        if not self._good or self.strays():
            return
        # Where it cannot be written, all is as it should be; the next build only takes longer to see it.
        with suppress(_NotAsRead, InputProblems):
            write_whole(self.out / HIDDEN / STATE, self._state(key), self.out / HIDDEN / DRAFTS)

    def _state(self, key: str) -> Iterator[bytes]:
        """Yield the state of all that this build depends on, and of all that it made."""
        yield os.fsencode(key)
        read = on_disk(self.catalog.workspace)
        now = Catalog(Disk(read.root))
        folders = ["clinics", "brochures", *(f"brochures/{slug}" for slug in now.slugs())]
        paths = [*(read.root / name for name in folders), *engine.files()]
        yield from (self._input(str(path)) for path in paths)
        for name, digest in self._inputs():
            yield self._input(f"{read.root}/{name}")
            if name.partition("/")[0] in {"templates", "fonts"}:
                yield from (self._input(str(root / name)) for root in shipped())
            # Looked at after its stamp was taken: a change in between is found by the next build.
            if file_digest(f"{read.root}/{name}") != digest and now.workspace.digest(name) != digest:
                raise _NotAsRead(name)
        try:
            before = sorted(self.jobs, key=ORDER) if self._wanted.name else self.jobs
            if any(job != other for job, other in zip_longest(each_job(now, self._wanted), before)):
                raise _NotAsRead(EDITIONS)
        except (InputProblems, UsageError) as error:
            raise _NotAsRead(EDITIONS) from error
        for job in self.jobs:
            made = self.made.get(job.path)
            found = self._stamps.get(job.path, "") if made is None else Made.read(made).stamp
            yield state_line(OUTPUT, self._absolute(job.path), found)
        yield state_line(INPUT, self._absolute(MANIFEST), self._manifest_stamp)
        yield f"\n{END}".encode()

    def _inputs(self) -> Iterator[tuple[str, str | None]]:
        """Yield the files that something in this build was made of, as they were when they were read, each once."""
        told: dict[str, str | None] = {}
        own: dict[str, str | None] = {}
        of = ""
        for clinic, inputs in self._read():
            if clinic != of:
                # What lies with a clinic is hardly of interest for others, and there may be thousands.
                of = clinic
                own.clear()
            for name, digest in inputs.items():
                known = own if clinic and name.startswith((f"clinics/{clinic}.", f"clinics/{clinic}/")) else told
                if name not in known:
                    known[name] = digest
                    yield name, digest
                elif known[name] != digest:
                    # Two files of one build may have been made of the same file before and after it was changed.
                    raise _NotAsRead(name)

    def _read(self) -> Iterator[tuple[str, Mapping[str, str | None]]]:
        """Yield what was read for all, and for each file for its clinic alone; then what was read for plates."""
        yield "", {name: self.catalog.workspace.digest(name) for name in (EDITIONS, SOURCES)}
        plates: set[str] = set()
        for job in self.jobs:
            if job.path not in self.manifest:  # another build wrote the manifest meanwhile
                raise _NotAsRead(MANIFEST)
            entry = self.manifest.entry(job.path)
            yield job.clinic, entry["inputs"]
            plates.add(entry["plate"])
        for name in plates:
            if name not in self.manifest.plates:
                raise _NotAsRead(MANIFEST)
            yield "", self.manifest.plates[name]["inputs"]

    def _input(self, path: str) -> bytes:
        found = stamp(path)
        if is_young(found):
            raise _NotAsRead(path)
        return state_line(INPUT, path, found)

    def strays(self) -> list[str]:
        """List the files in the output folder that no job makes any more."""
        return self.manifest.strays(self.all_jobs)

    def prune(self) -> Pruned:
        """Remove the files that no job makes any more, unless somebody changed them or they lie behind a link."""
        removed: list[str] = []
        left: list[str] = []
        problems: list[Problem] = []
        with locked(self.out / HIDDEN):
            self._read_manifest()
            for path in self.strays():
                # What lies behind a link is not of this folder alone.
                if os.path.realpath(self.out / path) != self._absolute(path) or (
                    file_change(self.out / path, self.manifest.entry(path)["sha256"]) == CHANGED
                ):
                    left.append(path)
                    continue
                try:
                    self._remove(path)
                except InputProblems as error:
                    problems += error.problems
                    continue
                removed.append(path)
                del self.manifest.lines[path]
            if removed:
                self._write_manifest()
        return Pruned(tuple(removed), tuple(self.strays()), tuple(left), tuple(problems))

    def _remove(self, path: str) -> None:
        """Remove a file, and folders that become empty; raises InputProblems where it cannot be removed."""
        file = self.out / path
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise InputProblems.one(Place(str(file)), f"the file cannot be removed: {error.strerror}") from error
        remove_empty(self.out, file.parent)


_ASKED_FOR = ["it was asked for"]


class _NotAsRead(Exception):
    """Raised where a file is no longer what the build read, or might not stay so."""
