"""The plan of a build: what is not as it should be and why, and the account that is kept of what was made."""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from clinicpress.building.freshness import END, INPUT, OUTPUT, STATE, state_line
from clinicpress.building.lines import Lines
from clinicpress.building.manifest import CHANGED, MANIFEST, Auditor, Entry, Manifest, file_change, plate_of
from clinicpress.building.naming import Names
from clinicpress.building.reasons import Reasons
from clinicpress.building.state import Inputs, NotAsRead, folders_of, outputs_before, stamp_in
from clinicpress.building.workbench import Outcome, Run
from clinicpress.content.catalog import EDITIONS, SOURCES, Catalog
from clinicpress.content.edition import Job, Wanted, by_clinic, paths_of, planned
from clinicpress.ground.problems import InputProblems, Place, Problem, UsageError
from clinicpress.ground.stamps import HIDDEN, Stamp, stamp
from clinicpress.press import engine
from clinicpress.press.rack import SUFFIX
from clinicpress.workspace.disk import Disk, on_disk
from clinicpress.workspace.files import DRAFTS, PLATES, clear_drafts, locked, remove_empty, write_whole


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
    looked: str
    """What its own files looked like before they were read; see `Outcome`."""
    seconds: float


class Look(NamedTuple):
    """What a file looks like, before anybody asks whether it is as it should be."""

    there: bool
    untouched: bool
    """Whether it looks as it did after the last build."""


class Plan:
    """One build: what is to be made and why, and what is known afterwards."""

    def __init__(self, catalog: Catalog, out: Path, wanted: Wanted, force: bool = False) -> None:
        self.catalog = catalog
        self.out = out
        self._wanted = wanted
        self._root = os.path.realpath(out)
        # Taken before anybody looks into them.
        self._folders = folders_of(catalog)
        self._read_manifest()
        names = Names(catalog, wanted.name, self.manifest.lines)
        self.jobs = names.give(planned(catalog, wanted))
        names.refuse_twins(self.jobs)
        self.whole = wanted == Wanted(name=wanted.name)
        """Whether all jobs of the workspace are wanted."""
        self._all_jobs = self.jobs if self.whole else names.give(planned(catalog))
        self._told = Lines()
        """What is known of files that are as they should be: how they look, and of those that were made, the rest."""
        self._told_of = array("i", [-1]) * len(self.jobs)
        """The line about each job's file, by its number."""
        self.made = 0
        """How many files were made."""
        self._plates: dict[str, Entry] = {}
        self._good = True
        self.reasons = self._reasons(force)
        """Why files are to be made, by their jobs, in the order of their paths."""

    def _reasons(self, force: bool) -> Reasons:
        before = outputs_before(self.out / HIDDEN) if self.manifest.lines else {}
        auditor = Auditor(self.catalog, self.manifest)
        reasons = Reasons(self.jobs)
        for job in by_clinic(self.catalog, self.jobs):
            path = job.path
            look = self._look(job, path, before)
            reasons.note(job, _ASKED_FOR if force else auditor.reasons(job, f"{self.out}/{path}", *look))
        return reasons

    @property
    def todo(self) -> Collection[Job]:
        """The jobs whose files are to be made."""
        return self.reasons.keys()

    def _look(self, job: Job, path: str, before: Mapping[str, str]) -> Look:
        file = self._absolute(path)
        # Taken before anybody looks into the file: where it is changed meanwhile, it looks different next time.
        now = stamp(file)
        if not now:
            return Look(False, False)
        self._tell(job, Made("", now, "", 0.0))
        return Look(True, now == stamp_in(before.get(file, "")))

    def _tell(self, job: Job, made: Made) -> None:
        # JSON holds no tabs.
        self._told_of[job.number] = self._told.append(f"{made.seconds}\t{made.stamp}\t{made.looked}\t{made.line}")

    def told_of(self, job: Job) -> Made | None:
        """Return what is known of a file: of one that was not made, no more than how it looks, if it is there."""
        return self._read(self._told_of[job.number])

    def _read(self, number: int) -> Made | None:
        if number < 0:
            return None
        seconds, found, looked, line = self._told[number].split("\t")
        return Made(line, found, looked, float(seconds))

    def _each_told(self) -> Iterator[tuple[str, Made | None]]:
        """Yield what is known of each file, with its path, in the order of the paths."""
        return zip(paths_of(self.jobs), map(self._read, self._told_of), strict=True)

    def _read_manifest(self) -> None:
        self._manifest_stamp = stamp(self._absolute(MANIFEST))
        self.manifest = Manifest.read(self.out)

    def _write_manifest(self, manifest: Manifest) -> None:
        manifest.write(self.out)
        self._manifest_stamp = stamp(self._absolute(MANIFEST))
        self.manifest = manifest

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
        self.made += 1
        self._tell(outcome.job, Made(outcome.line, outcome.stamp, outcome.looked, outcome.seconds))
        if outcome.plate:
            self._plates[outcome.plate_name] = outcome.plate

    def _keep_account(self) -> None:
        hidden = self.out / HIDDEN
        clear_drafts(hidden / DRAFTS)
        with locked(hidden):
            # Another build may have written the manifest meanwhile.
            self._read_manifest()
            if self.made:
                made = ((path, made.line) for path, made in self._each_told() if made and made.line)
                self._write_manifest(self.manifest.after(made, self._plates))
        for file in (hidden / PLATES).glob(f"*{SUFFIX}"):
            if file.stem.rpartition("-")[2] not in self.manifest.used:
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
        with suppress(NotAsRead, InputProblems):
            write_whole(self.out / HIDDEN / STATE, self._state(key), self.out / HIDDEN / DRAFTS)

    def _state(self, key: str) -> Iterator[bytes]:
        """Yield the state of all that this build depends on, and of all that it made."""
        yield os.fsencode(key)
        inputs = Inputs(on_disk(self.catalog.workspace))
        yield from self._folder_lines()
        yield from (inputs.now(str(file)) for file in engine.files())
        yield from inputs.read({name: self.catalog.workspace.digest(name) for name in (EDITIONS, SOURCES)})
        plates: set[str] = set()
        for path, told in self._each_told():
            line = told and (told.line or self.manifest.lines.get(path))
            if not told or not line:  # another build wrote the manifest meanwhile, or removed the file
                raise NotAsRead(path)
            plates.add(plate_of(line))
            yield from inputs.of_file(path.partition("/")[0], line, told.looked)
            yield state_line(OUTPUT, self._absolute(path), told.stamp)
        for name in plates:
            if name not in self.manifest.plates:
                raise NotAsRead(MANIFEST)
            yield from inputs.read(self.manifest.plates[name]["inputs"])
        yield state_line(INPUT, self._absolute(MANIFEST), self._manifest_stamp)
        yield f"\n{END}".encode()

    def _folder_lines(self) -> list[bytes]:
        folders = self._folders
        if not all(folders.values()) or self._wanted.name:
            # Planned once more: they were changed so shortly before the build began, or what files are called is
            # in files that the workers may have read when they were others.
            now = Catalog(Disk(on_disk(self.catalog.workspace).root))
            folders = folders_of(now)
            if not all(folders.values()) or self._is_other_plan(now):
                raise NotAsRead(EDITIONS)
        return [state_line(INPUT, str(folder), found) for folder, found in folders.items()]

    def _is_other_plan(self, now: Catalog) -> bool:
        try:
            jobs = Names(now, self._wanted.name, self.manifest.lines).give(planned(now, self._wanted))
        except (InputProblems, UsageError):
            return True
        return any(path != other for path, other in zip_longest(paths_of(jobs), paths_of(self.jobs)))

    def strays(self) -> list[str]:
        """List the files in the output folder that no job makes any more."""
        return self.manifest.strays(paths_of(self._all_jobs))

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
            if removed:
                self._write_manifest(self.manifest.without({*removed}))
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
