"""Compares two print runs, that is, folders of PDFs: what came, what went, what changed, and how.

Hundreds of clinics have the same brochure. Files that were made of the same two plates, with an
imprint that did not change, differ in the same way: one of them is compared for all. If another
version of the program made the new plate, the others' words are read, too. Where the manifests do not
vouch for that, each file is compared in full, and those that differ alike are told together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from clinicpress.building.manifest import Manifest
from clinicpress.comparison.bench import Bench
from clinicpress.comparison.collation import Chapter, Collation, Files
from clinicpress.comparison.variants import Word, changes_of, split
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.readback.reader import MOST_BYTES
from clinicpress.readback.sight import UnseenPages, plain_text
from clinicpress.workspace.files import file_digest, read_file


class Task(NamedTuple):
    """A file to compare, with those that differ in the same way, or the one that it seems to differ like."""

    path: str
    alike: tuple[str, ...] = ()
    leader: str = ""


Watch = Callable[[Iterable[Task], int], Iterable[Task]]


def collate_folders(old: Path, new: Path, watch: Watch, bench: Bench) -> Collation:
    """Compare two folders of PDFs, matched by their paths.

    `watch` is handed the files to compare, and how many there are, to show how far the work is.
    Raises InputProblems where neither folder has a PDF.
    """
    before, after = _prints(old), _prints(new)
    if not before and not after:
        named = next((file for file in sorted(new.rglob("*.yaml")) if file.is_file()), None)
        hint = "build them first"
        if named is not None:
            hint += f", or compare brochures by their files, such as {named}"
        raise InputProblems.one(Place(str(new)), f"there are no PDFs here, nor in {old}", hint)
    common = sorted(before.keys() & after.keys())
    changed = [path for path in common if before[path] != after[path]]
    files = Files(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple(changed),
        len(common) - len(changed),
    )
    chapters: list[Chapter] = []
    told: dict[str, int] = {}
    reading = cache(partial(_reading, old, new))
    problems: list[Problem] = []
    tasks = list(_tasks(changed, (old, before), (new, after)))
    for task in watch(tasks, len(tasks)):
        at = told.get(task.leader)
        if at is None or reading(task.leader) != _reading(old, new, task.path):
            try:
                prints = bench.compare(old / task.path, new / task.path)
            except InputProblems as error:
                problems += error.problems
                continue
            at = next((i for i, chapter in enumerate(chapters) if chapter.prints.same_as(prints)), len(chapters))
            if at == len(chapters):
                chapters.append(Chapter(task.path, prints))
        told[task.path] = at
        chapters[at] = _with(chapters[at], task)
    return Collation(str(old), str(new), "folders", (), (), tuple(chapters), files, tuple(problems))


def _with(chapter: Chapter, task: Task) -> Chapter:
    more = {task.path, *task.alike} - {chapter.name}
    return replace(chapter, others=tuple(sorted({*chapter.others, *more})))


def _reading(old: Path, new: Path, path: str) -> object:
    """Return what changed in the words of a file, as they are painted one after the other; quick."""
    try:
        sides = [
            [Word(word) for word in split(plain_text(read_file(folder / path, MOST_BYTES)))] for folder in (old, new)
        ]
    except (OSError, UnseenPages):
        return path
    return [change.words for change in changes_of(*sides)]


def _prints(folder: Path) -> dict[str, str]:
    """Return the PDFs below a folder, by path, with their SHA-256; hidden folders are left out."""
    found = {}
    for file in sorted(_files_below(folder)):
        path = file.relative_to(folder)
        if file.suffix.lower() == ".pdf" and file.is_file() and not any(part.startswith(".") for part in path.parts):
            found[path.as_posix()] = file_digest(file) or ""  # one that cannot be read is told of when it is compared
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield what is in a folder and in those inside it; raises OSError where one may not look into one."""

    def stop(error: OSError) -> None:
        raise error

    for inner, folders, names in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(inner, name) for name in names)


def _tasks(changed: list[str], old: tuple[Path, dict[str, str]], new: tuple[Path, dict[str, str]]) -> Iterator[Task]:
    """Put files together that differ alike by what the manifests say they were made of."""
    groups: dict[object, list[str]] = {}
    vouched: dict[object, bool] = {}
    manifests = [Manifest.read(folder) for folder, _ in (old, new)]
    for path in changed:
        key: object = path
        if all(path in manifest for manifest in manifests):
            entries = [manifest.entry(path) for manifest in manifests]
            plates = [m.plates.get(entry["plate"]) for m, entry in zip(manifests, entries, strict=True)]
            as_made = [entry["sha256"] for entry in entries] == [digests[path] for _, digests in (old, new)]
            if as_made and entries[0]["inputs"] == entries[1]["inputs"] and plates[0] and plates[1]:
                key = (entries[0]["plate"], entries[1]["plate"])
                vouched[key] = plates[0]["settings"]["engine"] == plates[1]["settings"]["engine"]
        groups.setdefault(key, []).append(path)
    for key, (first, *others) in groups.items():
        if vouched.get(key):
            yield Task(first, tuple(others))
        else:
            yield Task(first)
            yield from (Task(path, leader=first) for path in others)
