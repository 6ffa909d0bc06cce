"""One build of editions: ours and a peer's, as whole processes, in folders below one temporary folder."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from content import SLUGS, CannotMeasure
from processes import run, usable_cores
from samples import write_workspace

PEERS = {"typst-tuned": "Typst, tuned", "typst": "Typst, naive", "weasyprint": "WeasyPrint"}
OTHERS = range(9001, 9017)
"""The clinics whose build leaves plates: all colours and kinds of logos, none of those that peers print."""
STATE = ".clinicpress"


@dataclass(frozen=True)
class Bench:
    """Where all is made: workspaces and output folders below one temporary folder."""

    folder: Path

    def workspace(self, editions: int) -> Path:
        """Return the workspace of so many editions, which is written when it is first asked for."""
        found = self.folder / f"workspace-{editions}"
        if not found.is_dir():
            write_workspace(found, range(1, editions // len(SLUGS) + 1))
        return found

    def out(self, side: str, editions: int) -> Path:
        """Return where a side's editions are."""
        return self.folder / f"{side}-{editions}"

    def new(self, side: str, editions: int) -> Path:
        """Return an output folder that isn't there yet."""
        shutil.rmtree(self.out(side, editions), ignore_errors=True)
        return self.out(side, editions)

    def ready(self, side: str, editions: int) -> Path:
        """Return an output folder that holds plates and nothing else."""
        out = self.new(side, editions)
        shutil.copytree(self.folder / "others-out" / STATE / "plates", out / STATE / "plates")
        return out

    def prepare(self) -> None:
        """Leave plates by a build for other clinics."""
        write_workspace(self.folder / "others", OTHERS)
        build(self.folder / "others", self.folder / "others-out", len(OTHERS) * len(SLUGS))


def pdfs(out: Path) -> list[Path]:
    """Return the PDFs in an output folder, but for what lies in hidden folders."""
    found = out.rglob("*.pdf")
    return sorted(file for file in found if not any(part.startswith(".") for part in file.relative_to(out).parts))


def mean_bytes(out: Path, editions: int) -> float:
    """Return the mean bytes of an edition; raises CannotMeasure where some are missing."""
    files = pdfs(out)
    if len(files) != editions:
        raise CannotMeasure(f"{editions} PDFs were expected, {len(files)} were made")
    return mean(file.stat().st_size for file in files)


def build(workspace: Path, out: Path, editions: int, jobs: int = 1, watch: bool = False) -> dict[str, Any]:
    """Build with clinicpress on as many cores as jobs; returns its figures."""
    command = [sys.executable, "generate.py", "build", "--workspace", str(workspace), "--out", str(out)]
    command += ["--jobs", str(jobs), "--layout", "handout", "--edition", "standard"]
    ran = run(command, usable_cores()[-jobs:], watch)
    return {
        "seconds": ran.seconds,
        "ms": ran.seconds * 1000 / editions,
        "cpu_ms": ran.cpu * 1000 / editions,
        "peak_mb": ran.peak,
        "parent_mb": ran.parent,
        "worker_mb": ran.worker,
        "bytes": mean_bytes(out, editions),
    }


def print_peer(peer: str, workspace: Path, out: Path, clinics: int) -> dict[str, Any]:
    """Make editions with a peer on one core; returns its figures, of the whole process and of single editions."""
    command = [sys.executable, "benchmarks/peer.py", peer, "--workspace", str(workspace)]
    command += ["--out", str(out), "--clinics", str(clinics)]
    ran = run(command, usable_cores()[-1:])
    times: list[list[list[float]]] = list(json.loads(ran.output).values())
    editions = sum(map(len, times))
    return {
        "seconds": ran.seconds,
        "ms": ran.seconds * 1000 / editions,
        "cpu_ms": ran.cpu * 1000 / editions,
        "warm_ms": mean(median(clock for clock, _ in one[1:] or one) for one in times),
        "first_ms": times[0][0][0],
        "peak_mb": ran.peak,
        "bytes": mean_bytes(out, editions),
    }
