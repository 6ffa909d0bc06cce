"""Compares an older version with a newer one: of a brochure's file, of a PDF, or of a folder of PDFs.

A brochure's words come from its files, and the pages on which they stand from printing both. Where
one does not print, its words are compared all the same, and the problems are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clinicpress.comparison.bench import Bench
from clinicpress.comparison.collation import Chapter, Collation
from clinicpress.comparison.compare import Fact, compare_prints
from clinicpress.comparison.galley import Galley, opened
from clinicpress.comparison.passages import ABOUT, Detail, Passages
from clinicpress.comparison.printruns import Watch, collate_folders
from clinicpress.comparison.variants import PART, Compared, compare_stretches, runs_of
from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.readback.reader import read_back

STANDS_IN = "stands in the section"
_KINDS = {".yaml": "a brochure", ".yml": "a brochure", ".pdf": "a PDF"}


def collate(old: Path, new: Path, workspace: Path, watch: Watch) -> Collation:
    """Compare two brochures, two PDFs or two folders; `watch` shows how far a long comparison is.

    Raises UsageError where they are not of one kind, and InputProblems where one cannot be read.
    """
    one, other = (_kind(path) for path in (old, new))
    if one != other:
        raise UsageError(f"“{old}” is {one}, but “{new}” is {other}: compare two of a kind")
    if one == "a brochure":
        return collate_brochures(old, new, workspace)
    with Bench() as bench:
        return collate_folders(old, new, watch, bench) if one == "a folder" else collate_prints(old, new, bench)


def _kind(path: Path) -> str:
    if path.is_dir():
        return "a folder"
    if not path.exists():
        raise UsageError(f"there is no file or folder “{path}”")
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"“{path}” is neither a brochure (.yaml) nor a PDF nor a folder")
    return kind


def collate_prints(old: Path, new: Path, bench: Bench) -> Collation:
    """Compare two PDFs; raises InputProblems where one cannot be read."""
    return Collation(str(old), str(new), "PDFs", chapters=(Chapter("", bench.compare(old, new)),))


def collate_brochures(old: Path, new: Path, workspace: Path) -> Collation:
    """Compare two brochures' files; raises InputProblems where one cannot be read at all."""
    return collate_galleys(*opened(old, new, workspace), str(old), str(new))


def collate_galleys(one: Galley, other: Galley, old: str, new: str) -> Collation:
    """Compare two galleys, by what people call them; raises InputProblems where one cannot be read at all."""
    galleys = one, other
    passages = [galley.passages() for galley in galleys]
    before, after = passages
    if before is None or after is None:
        raise InputProblems(problem for galley in galleys for problem in galley.found)
    sections = compare_stretches(before.stretches, after.stretches)
    facts = list(compare_details(before, after, sections))
    printed = [galley.prints() for galley in galleys]
    chapters = tuple(_chapters(*printed))
    problems = sorted({problem for galley in galleys for problem in galley.found})
    layouts = [", ".join(made) for made in printed]
    if layouts[0] != layouts[1]:
        facts.append(Fact("printed layouts", layouts[0], layouts[1], ABOUT))
    return Collation(old, new, "brochures", tuple(sections), tuple(facts), chapters, None, tuple(problems))


def _chapters(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Chapter]:
    for layout in before:
        if layout in after:
            one, other = (read_back(made[layout], layout) for made in (before, after))
            yield Chapter(layout, compare_prints(one, other))


def compare_details(before: Passages, after: Passages, sections: Sequence[Compared]) -> Iterator[Fact]:
    """Compare the details of sections that are each other's counterpart, and those of the whole brochures."""
    pairs = [(each.old.key if each.old else "", each.new.key if each.new else "") for each in sections]
    paired = [{pair[side] for pair in pairs} for side in (0, 1)]
    left = [[key for key in each.names if key not in keys] for each, keys in zip((before, after), paired, strict=True)]
    pairs += [(key, key if key in left[1] else "") for key in left[0]]
    pairs += [("", key) for key in left[1] if key not in left[0]]
    became = dict(pairs)
    for old, new in pairs:
        name = after.names.get(new) or before.names[old]
        was_in, is_in = before.above.get(old, ""), after.above.get(new, "")
        if old and new and became.get(was_in, "") != is_in:
            yield Fact(STANDS_IN, before.names.get(was_in, ""), after.names.get(is_in, ""), name)
        yield from _changed(before.details.get(old, []), after.details.get(new, []), name)


def _changed(old: Sequence[Detail], new: Sequence[Detail], section: str) -> Iterator[Fact]:
    for run in runs_of([_said(detail) for detail in old], [_said(detail) for detail in new]):
        if run.same:
            continue
        left = list(old[run.a : run.b])
        for detail in new[run.c : run.d]:
            was = next((each for each in left if each.what == detail.what), None)
            if was is not None:
                left.remove(was)
            yield Fact(detail.what, was.value if was else "", detail.value, section, detail.line)
        yield from (Fact(detail.what, detail.value, "", section, detail.line) for detail in left)


def _said(detail: Detail) -> str:
    return f"{PART}{detail.what}: {detail.value}"
