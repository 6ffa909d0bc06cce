"""Compares two print runs, that is, folders of PDFs: what came, what went, what changed, and how.

Hundreds of clinics have the same brochure. Files that were made of the same two plates, with an
imprint that did not change, differ in the same way: one of them is compared for all. Where the
manifests do not vouch for that, each file is compared, and those that differ alike are told together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from clinicpress.collation import Chapter, Collation, Files
from clinicpress.compare import Prints, compare_prints
from clinicpress.manifest import Manifest
from clinicpress.problems import InputProblems, Place, Problem
from clinicpress.readback import read_file

Watch = Callable[[Iterable[list[str]], int], Iterable[list[str]]]


def collate_folders(old: Path, new: Path, watch: Watch) -> Collation:
    """Compare two folders of PDFs, matched by their paths.

    `watch` is handed the groups of files, and how many there are, to show how far the work is.
    Raises InputProblems where neither folder has a PDF.
    """
    before, after = _prints(old), _prints(new)
    if not before and not after:
        raise InputProblems.one(Place(str(new)), f"there are no PDFs here, nor in {old}", "build them first")
    common = sorted(before.keys() & after.keys())
    changed = [path for path in common if before[path] != after[path]]
    files = Files(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple(changed),
        len(common) - len(changed),
    )
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    groups = list(_groups(changed, (old, before), (new, after)))
    for group in watch(groups, len(groups)):
        try:
            prints = _compared(old, new, group[0])
        except InputProblems as error:
            problems += error.problems
            continue
        alike = next((i for i, chapter in enumerate(chapters) if chapter.prints.same_as(prints)), None)
        if alike is None:
            chapters.append(Chapter(group[0], prints, tuple(group[1:])))
        else:
            chapters[alike] = replace(chapters[alike], others=(*chapters[alike].others, *group))
    return Collation(str(old), str(new), "folders", (), (), tuple(chapters), files, tuple(problems))


def _prints(folder: Path) -> dict[str, str]:
    """Return the PDFs below a folder, by path, with their SHA-256; hidden folders are left out."""
    found = {}
    for file in sorted(folder.rglob("*.[pP][dD][fF]")):
        path = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            found[path.as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def _groups(
    changed: list[str], old: tuple[Path, dict[str, str]], new: tuple[Path, dict[str, str]]
) -> Iterator[list[str]]:
    """Put files together that differ alike by what the manifests say they were made of."""
    groups: dict[object, list[str]] = {}
    manifests = [Manifest.read(folder) for folder, _ in (old, new)]
    for path in changed:
        key: object = path
        if all(path in manifest for manifest in manifests):
            entries = [manifest.entry(path) for manifest in manifests]
            plates = [m.plates.get(entry["plate"]) for m, entry in zip(manifests, entries, strict=True)]
            as_made = [entry["sha256"] for entry in entries] == [digests[path] for _, digests in (old, new)]
            alike = entries[0]["inputs"] == entries[1]["inputs"]
            if as_made and alike and plates[0] and plates[1]:
                engines = [plate["settings"]["engine"] for plate in plates if plate]
                key = (entries[0]["plate"], entries[1]["plate"]) if engines[0] == engines[1] else path
        groups.setdefault(key, []).append(path)
    yield from groups.values()


def _compared(old: Path, new: Path, path: str) -> Prints:
    problems: list[Problem] = []
    read = []
    for folder in (old, new):
        try:
            read.append(read_file(folder / path))
        except InputProblems as error:
            problems += error.problems
    if problems:
        raise InputProblems(problems)
    return compare_prints(*read)
