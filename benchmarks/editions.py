"""Editions: our two handouts for many clinics, clinicpress beside Typst and WeasyPrint.

    pip install -e '.[bench,test]'
    python benchmarks/editions.py --json build/editions.json --write-docs

All make the same pages from the same YAML, icons, logos and font files, tagged: a box with logo, name
and phone; a footer with name and phone; contact lines and a QR code in the colophon; the clinic's
colour. Each runs as a whole process on one core, in turns. Typst writes PDF/UA-1 and PDF/A-2a at
once, as we do, WeasyPrint PDF/UA-1.

Typst is measured in two ways, see typst_handout.py: “Typst” passes a handout's data and its clinic as
the documentation of its Python package shows, “Typst, tuned” is the fastest way we found. The goals
are held against the former; the ratio to the latter is shown beside them, without a limit.

The peers get what is good for them:
- What counts is the time per edition once they are warm: for each brochure the median without the
  first, without start, imports and reading. Ours is the whole process over its editions. The goals go
  by the clock, which others' work on the machine lengthens; the processor time stands beside it, in
  the same way: of single editions for the peers, of the whole process for us.
- One process makes all editions, brochure by brochure, sorted by colour, from data read before.
  Typst keeps one compiler, WeasyPrint its fonts and style sheets.
- Their QR codes come from the fastest encoder at hand.
- Without the library HarfBuzz-Subset, WeasyPrint embeds whole fonts, which is faster than its other
  subsetter and makes larger files.

Our side is the command line alone. “Plates ready” is an output folder that holds only the plates of
an earlier build for other clinics; “from an empty cache” is a new folder. What two cores do is
measured with plates ready, right beside one core, and which goes first alternates. Goals: see
`judge`. Exit status: 0 met, 1 not met or the PDFs differ, 2 something cannot be measured. The goals
are meant for 1,000 clinics; fewer are for trying, as then the start of a process weighs more.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import mean, median
from typing import Any

from content import ROOT, SLUGS, CannotMeasure, positive
from peer import edition_file
from performance_page import page
from processes import describe_machine, run, usable_cores
from results import add_options, keep, obtain
from samples import alike, sample, write_workspace
from sentences import folded, missing_sentences
from size import Compared, differences, read

PEERS = {"typst": "Typst", "typst-tuned": "Typst, tuned", "weasyprint": "WeasyPrint"}
PACKAGES = ("clinicpress", "reportlab", "pikepdf", "typst", "weasyprint")
OTHERS = range(9001, 9017)
"""The clinics whose build leaves plates: all colours and kinds of logos, none of those that are measured."""
STATE = ".clinicpress"
PAGE = ROOT / "docs/performance.md"


@dataclass(frozen=True)
class Scale:
    """How much is made."""

    clinics: int
    peers: dict[str, int]
    rounds: int


@dataclass(frozen=True)
class Bench:
    """Where all is made: workspaces and output folders below one temporary folder."""

    folder: Path
    scale: Scale

    @property
    def workspace(self) -> Path:
        """The workspace with all clinics."""
        return self.folder / "workspace"

    def new(self, name: str) -> Path:
        """Return a folder that isn't there yet."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.folder / name

    def ready(self, name: str) -> Path:
        """Return an output folder that holds plates and nothing else."""
        out = self.new(name)
        plates = self.folder / "others-out" / STATE / "plates"
        if plates.is_dir():
            shutil.copytree(plates, out / STATE / "plates")
        return out


# One build ---------------------------------------------------------------------------------------


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
        "cpu_seconds": ran.cpu,
        "ms": ran.seconds * 1000 / editions,
        "cpu_ms": ran.cpu * 1000 / editions,
        "peak_mb": ran.peak,
        "parent_mb": ran.parent,
        "worker_mb": ran.worker,
        "bytes": mean_bytes(out, editions),
    }


def print_peer(bench: Bench, peer: str, out: Path, clinics: int) -> dict[str, Any]:
    """Make editions with a peer on one core; returns its figures."""
    command = [sys.executable, "benchmarks/peer.py", peer, "--workspace", str(bench.workspace)]
    command += ["--out", str(out), "--clinics", str(clinics)]
    ran = run(command, usable_cores()[-1:])
    times: list[list[list[float]]] = list(json.loads(ran.output).values())
    editions = sum(map(len, times))

    def warm(which: int) -> float:
        return mean(median(edition[which] for edition in one[1:] or one) for one in times)

    return {
        "seconds": ran.seconds,
        "cpu_seconds": ran.cpu,
        "whole_ms": ran.seconds * 1000 / editions,
        "ms": warm(0),
        "cpu_ms": warm(1),
        "cold_ms": times[0][0][0],
        "peak_mb": ran.peak,
        "bytes": mean_bytes(out, editions),
    }


# What is measured --------------------------------------------------------------------------------


def prepare(bench: Bench) -> None:
    """Write the workspaces, leave plates for other clinics, and let each peer run once."""
    write_workspace(bench.workspace, range(1, bench.scale.clinics + 1))
    write_workspace(bench.folder / "others", OTHERS)
    build(bench.folder / "others", bench.new("others-out"), len(OTHERS) * len(SLUGS))
    for peer in PEERS:
        print_peer(bench, peer, bench.new(f"{peer}-out"), 1)


def measure_round(bench: Bench, number: int) -> dict[str, Any]:
    """Let all have their turns once; two cores go before one core in every second round."""
    editions = bench.scale.clinics * len(SLUGS)

    def ready(name: str, jobs: int) -> dict[str, Any] | None:
        if jobs > len(usable_cores()):
            return None
        return build(bench.workspace, bench.ready(f"{name}-out"), editions, jobs)

    turns = [("ready", 1), ("two_cores", 2)]
    found = {name: ready(name, jobs) for name, jobs in (turns if number % 2 else turns[::-1])}
    for peer, clinics in bench.scale.peers.items():
        found[peer] = print_peer(bench, peer, bench.new(f"{peer}-out"), clinics)
        if peer == "typst":
            found["empty"] = build(bench.workspace, bench.new("empty-out"), editions)
    return found


def marks(out: Path) -> dict[str, tuple[int, int, int]]:
    """Return what changes when a PDF in an output folder is written."""
    facts = ((file, file.stat()) for file in pdfs(out))
    return {str(file.relative_to(out)): (fact.st_mtime_ns, fact.st_ino, fact.st_size) for file, fact in facts}


def written(before: dict[str, tuple[int, int, int]], after: dict[str, tuple[int, int, int]]) -> set[str]:
    """Return the PDFs that were written, or are gone."""
    return {file for file in before.keys() | after.keys() if before.get(file) != after.get(file)}


def measure_growth(bench: Bench) -> dict[str, Any]:
    """Measure what a ten times larger build does to memory, and what building again costs."""
    jobs = min(2, len(usable_cores()))
    clinics, editions = bench.scale.clinics, bench.scale.clinics * len(SLUGS)
    few = max(1, clinics // 10)
    write_workspace(bench.new("few"), range(1, few + 1))
    small = build(bench.folder / "few", bench.new("few-out"), few * len(SLUGS), jobs, watch=True)
    out = bench.new("growth-out")
    large = build(bench.workspace, out, editions, jobs, watch=True)
    first = marks(out)
    again = [build(bench.workspace, out, editions, jobs) for _ in range(3)]
    second = marks(out)
    changed, text = sample(1, phone="(555) 555-0150")
    (bench.workspace / f"clinics/{changed}.yaml").write_text(text)
    one = build(bench.workspace, out, editions, jobs)
    (bench.workspace / f"clinics/{changed}.yaml").write_text(sample(1)[1])
    rewritten = written(second, marks(out))
    return {
        "jobs": jobs,
        "small": {"editions": few * len(SLUGS), **small},
        "large": {"editions": editions, **large},
        "unchanged": {
            "seconds": median(run["seconds"] for run in again),
            "written": len(written(first, second)),
        },
        "one_changed": {
            "seconds": one["seconds"],
            "own": len([file for file in rewritten if file.startswith(f"{changed}/")]),
            "others": len([file for file in rewritten if not file.startswith(f"{changed}/")]),
        },
    }


def compare(bench: Bench) -> list[str]:
    """Return how the texts of the last round's PDFs differ, for the first and the last of the peers' clinics."""
    found: list[str] = []
    for peer, count in bench.scale.peers.items():
        clinics = alike(bench.workspace, count)
        for clinic in {clinics[0].id: clinics[0], clinics[-1].id: clinics[-1]}.values():
            for slug in SLUGS:
                ours = bench.folder / f"ready-out/{clinic.id}/en/standard/{slug}-handout.pdf"
                theirs = edition_file(bench.folder / f"{peer}-out", slug, clinic.id)
                where = f"{clinic.id}, {slug}, {PEERS[peer]}"
                found += [f"{where}: {one}" for one in _differences(peer, slug, ours, theirs)]
                for name, file in (("clinicpress", ours), (PEERS[peer], theirs)):
                    nameless = [page for page in read(file) if folded(clinic.name) not in folded(page)]
                    found += [f"{where}: {name} has {len(nameless)} pages without the clinic"] if nameless else []
    return found


def _differences(peer: str, slug: str, ours: Path, theirs: Path) -> list[str]:
    """Return how two PDFs differ; WeasyPrint breaks pages elsewhere, so only sentences count there."""
    if peer != "weasyprint":
        return differences(Compared(slug, ours, theirs))
    found = missing_sentences(slug, read(theirs))
    if len(read(ours)) != len(read(theirs)):
        found.append(f"{len(read(theirs))} pages, not {len(read(ours))}")
    return found


# The goals ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Goal:
    """A goal: what is measured, the limit, and how it came out; no value where it was not measured.

    One that is not `judged` is for information only.
    """

    name: str
    limit: float
    at_least: bool
    value: float | None
    judged: bool = True

    @property
    def met(self) -> bool | None:
        """Whether it is met."""
        if self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value < self.limit


def ratios(rounds: list[dict[str, Any]], peer: str, ours: str) -> list[float]:
    """Return in each round how many editions we make while a peer makes one."""
    return [one[peer]["ms"] / one[ours]["ms"] for one in rounds]


def judge(rounds: list[dict[str, Any]], growth: dict[str, Any]) -> list[Goal]:
    """Hold the figures against the goals."""
    doubled = [one["ready"]["seconds"] / one["two_cores"]["seconds"] for one in rounds if one["two_cores"]]
    small, large, changed = growth["small"], growth["large"], growth["one_changed"]

    # A build without workers holds in one process what others share out: it can't be compared with them.
    comparable = bool(small["worker_mb"]) == bool(large["worker_mb"])

    def grown(key: str) -> float | None:
        return large[key] / small[key] - 1 if comparable and small[key] and large[key] else None

    def beside(peer: str, judged: bool = True) -> list[Goal]:
        return [
            Goal(f"{PEERS[peer]}: time per edition over ours, {name}", limit, True, median(found), judged)
            for name, limit, found in (
                ("plates ready", 10, ratios(rounds, peer, "ready")),
                ("empty cache", 8, ratios(rounds, peer, "empty")),
            )
        ]

    wrong = abs(changed["own"] - len(SLUGS)) + changed["others"]
    cores = f"one core's time over two cores', plates ready, {large['editions']:,} editions"
    return [
        *beside("typst"),
        *beside("typst-tuned", judged=False),
        Goal(cores, 1.6, True, median(doubled) if doubled else None),
        Goal("growth of the parent's memory, ten times the editions", 0.10, False, grown("parent_mb")),
        Goal("growth of a worker's memory, ten times the editions", 0.10, False, grown("worker_mb")),
        Goal("nothing changed: share of a full build", 0.03, False, growth["unchanged"]["seconds"] / large["seconds"]),
        Goal("one clinic changed: files wrongly written or left", 1, False, wrong),
    ]


def status(result: dict[str, Any]) -> int:
    """Return the exit status."""
    outcomes = [goal["met"] for goal in result["goals"] if goal["judged"]]
    if result["differences"] or False in outcomes:
        return 1
    return 2 if None in outcomes else 0


# The whole ---------------------------------------------------------------------------------------


def versions() -> dict[str, str]:
    """Name the versions of all that has a part in it."""
    try:
        return {name: version(name) for name in PACKAGES}
    except PackageNotFoundError as error:
        raise CannotMeasure(f"{error.name} is not installed: pip install -e '.[bench,test]'") from error


def measure(bench: Bench) -> dict[str, Any]:
    """Measure all; returns what is kept of it."""
    result: dict[str, Any] = {"machine": describe_machine(), "versions": versions(), "scale": asdict(bench.scale)}
    prepare(bench)
    rounds = []
    for number in range(1, bench.scale.rounds + 1):
        rounds.append(measure_round(bench, number))
        told = ", ".join(f"{name} {figures['ms']:.2f} ms" for name, figures in rounds[-1].items() if figures)
        print(f"round {number}: {told}", file=sys.stderr, flush=True)
    growth = measure_growth(bench)
    goals = [{**asdict(goal), "met": goal.met} for goal in judge(rounds, growth)]
    return {**result, "rounds": rounds, "growth": growth, "goals": goals, "differences": compare(bench)}


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Measure, in a temporary folder."""
    quick = options.quick
    typst, weasyprint = (options.peer_clinics or count for count in ((6, 2) if quick else (20, 6)))
    peers = {"typst": typst, "typst-tuned": typst, "weasyprint": weasyprint}
    clinics = max(options.clinics or (20 if quick else 1000), *peers.values())
    with tempfile.TemporaryDirectory() as name:
        return measure(Bench(Path(name).resolve(), Scale(clinics, peers, options.rounds or (2 if quick else 5))))


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Time editions for many clinics, beside Typst and WeasyPrint.")
    parser.add_argument("--clinics", type=positive, metavar="N", help="clinics of ours (default: 1000)")
    parser.add_argument(
        "--peer-clinics", type=positive, metavar="M", help="clinics of each peer (default: Typst 20, WeasyPrint 6)"
    )
    parser.add_argument("--rounds", type=positive, metavar="R", help="rounds of all (default: 5)")
    parser.add_argument("--quick", action="store_true", help="few clinics and rounds, to see that it works")
    add_options(parser, PAGE)
    return parser.parse_args()


def main() -> None:
    """Run from the command line."""
    options = parse()
    result = obtain(options, lambda: measured(options))
    text = page(result)
    keep(options, result, text, PAGE)
    print(text)
    sys.exit(status(result))


if __name__ == "__main__":
    main()
