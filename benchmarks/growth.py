"""Many editions, and building again: what they do to memory and time.

The build of 100,000 editions, which writes some 5 GB, is made in the temporary folder; where that has
no room for it, in `build/`. What it wrote is removed again.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from builds import Bench, build, pdfs
from content import ROOT, SLUGS, CannotMeasure
from processes import available_memory, usable_cores
from samples import sample, write_workspace

AGAIN = 5
"""How often a build with nothing to do is measured."""
EDITION_BYTES = 70_000
"""More than an edition takes on a disk, with its share of its clinic's files."""
MEMORY = "tmpfs"


def marks(out: Path) -> dict[str, tuple[int, int, int]]:
    """Return what changes when a PDF in an output folder is written."""
    facts = ((file, file.stat()) for file in pdfs(out))
    return {str(file.relative_to(out)): (fact.st_mtime_ns, fact.st_ino, fact.st_size) for file, fact in facts}


def written(before: dict[str, tuple[int, int, int]], after: dict[str, tuple[int, int, int]]) -> set[str]:
    """Return the PDFs that were written, or are gone."""
    return {file for file in before.keys() | after.keys() if before.get(file) != after.get(file)}


def build_again(bench: Bench, editions: int) -> dict[str, Any]:
    """Build on one core what was built already: with nothing changed, and with one clinic changed."""
    workspace, out = bench.workspace(editions), bench.new("again", editions)
    build(workspace, out, editions)
    first = marks(out)
    again = [build(workspace, out, editions)["seconds"] for _ in range(AGAIN)]
    second = marks(out)
    changed, text = sample(1, phone="(555) 555-0150")
    file = workspace / f"clinics/{changed}.yaml"
    file.write_text(text)
    one = build(workspace, out, editions)
    file.write_text(sample(1)[1])
    rewritten = written(second, marks(out))
    own = [name for name in rewritten if name.startswith(f"{changed}/")]
    return {
        "editions": editions,
        "unchanged": {"seconds": again, "written": len(written(first, second))},
        "one_changed": {"seconds": one["seconds"], "own": len(own), "others": len(rewritten) - len(own)},
    }


def room(folder: Path) -> int:
    """Return for how many bytes a folder has room; what is kept in memory must fit into that, too."""
    free = shutil.disk_usage(folder).free
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return free
    fields = (line.split() for line in mounts.read_text().splitlines())
    holding = [(mount, kind) for _, mount, kind, *_ in fields if folder.is_relative_to(mount)]
    kind = max(holding, key=lambda each: len(each[0]), default=("", ""))[1]
    return min(free, available_memory()) if kind == MEMORY else free


def build_many(bench: Bench, few: int, many: int) -> dict[str, Any]:
    """Build few editions and very many from empty caches, and look how much memory it takes meanwhile."""
    jobs = min(2, len(usable_cores()))
    small = build(bench.workspace(few), bench.new("few", few), few, jobs, watch=True)
    (ROOT / "build").mkdir(exist_ok=True)
    where = next((each for each in (bench.folder, ROOT / "build") if room(each) > many * EDITION_BYTES), None)
    if where is None:
        raise CannotMeasure(f"nowhere is room for {many:,} editions: {many * EDITION_BYTES / 1e9:.1f} GB")
    with tempfile.TemporaryDirectory(dir=where) as name:
        folder = Path(name)
        write_workspace(folder / "workspace", range(1, many // len(SLUGS) + 1))
        large = build(folder / "workspace", folder / "out", many, jobs, watch=True)
    return {
        "jobs": jobs,
        "on_disk": where != bench.folder,
        "few": {"editions": few, **small},
        "many": {"editions": many, **large},
    }


def unchanged_share(again: dict[str, Any], full: list[float]) -> float:
    """Return the time of a build with nothing to do as a share of a full one, both on one core."""
    return float(median(again["unchanged"]["seconds"]) / median(full))


def growth(many: dict[str, Any], key: str) -> float | None:
    """Return by which share the peak of `parent_mb` or `worker_mb` is higher for very many editions."""
    few, large = many["few"][key], many["many"][key]
    return large / few - 1 if few and large else None
