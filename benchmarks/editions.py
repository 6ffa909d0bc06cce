"""Editions: our two handouts for many clinics, clinicpress beside Typst and WeasyPrint.

    pip install -e '.[bench,test]'
    python benchmarks/editions.py --many --json build/editions.json --write-docs

All make the same pages from the same YAML, icons, logos and font files, tagged: a box with logo, name
and phone; a footer with name and phone; contact lines and a QR code in the colophon; the clinic's
colour. Typst writes PDF/UA-1 and PDF/A-2a at once, as we do, WeasyPrint PDF/UA-1.

What counts is whole processes, start, imports, reading and writing included, over the same number of
editions, on one core, in turns: ours beside “Typst, tuned”, the fastest way that we found with Typst, see
typst_handout.py. “Plates ready” is an output folder that holds only the plates of an earlier build for
other clinics; “empty cache” is a new folder. What two cores do is measured with plates ready, right
beside one core, and which goes first alternates.

The peer gets what is good for it: one process makes all editions with one compiler, brochure by brochure,
sorted by colour; its QR codes come from the fastest encoder at hand; it checks nothing.

“Typst, naive” passes a handout's data and its clinic as the documentation of Typst's Python package shows.
It and WeasyPrint make few editions, of which each is timed in a warm process, without its start:
for each brochure the median without the first.

Goals: see `judge`. Exit status: 0 met, 1 not met or the PDFs differ, 2 not all was measured. `--quick`
tries it; its goals mean nothing, as the start of a process weighs more.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from builds import PEERS, Bench, build, print_peer
from content import ROOT, SLUGS, CannotMeasure, positive
from growth import build_again, build_many, growth, unchanged_share
from peer import edition_file
from performance_page import page
from processes import describe_machine, usable_cores
from results import Goal, add_options, keep, obtain, status
from samples import alike
from sentences import folded, missing_sentences
from size import Compared, differences, read

PACKAGES = ("clinicpress", "reportlab", "pikepdf", "typst", "weasyprint")
TUNED = "typst-tuned"
PAGE = ROOT / "docs/performance.md"
Round = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Scale:
    """How much is made."""

    goal: int
    """The editions that the goals are about."""
    rounds: dict[int, int]
    """How many rounds there are of how many editions."""
    few: dict[str, int]
    """The clinics of the peers that make few editions."""
    many: int | None
    """The editions of the one build that is to show that memory does not grow; none where it is left out."""


FULL = Scale(2_000, {100: 5, 1_000: 5, 2_000: 5, 10_000: 3}, {"typst": 20, "weasyprint": 6}, 100_000)
QUICK = Scale(40, {20: 2, 40: 2}, {"typst": 4, "weasyprint": 2}, 400)


# What is measured --------------------------------------------------------------------------------


def measure_round(bench: Bench, editions: int, number: int, two_cores: bool) -> Round:
    """Let both sides make so many editions; which way goes first alternates."""
    workspace = bench.workspace(editions)

    def ready(name: str, jobs: int) -> dict[str, Any]:
        return build(workspace, bench.ready(name, editions), editions, jobs)

    turns = [("ready", 1), ("two_cores", 2)] if two_cores else [("ready", 1)]
    ours = {name: ready(name, jobs) for name, jobs in (turns if number % 2 else turns[::-1])}
    peer = print_peer(TUNED, workspace, bench.new(TUNED, editions), editions // len(SLUGS))
    return {**ours, TUNED: peer, "empty": build(workspace, bench.new("empty", editions), editions)}


def measure_few(bench: Bench, scale: Scale) -> Round:
    """Let the peers that make few editions make them."""
    workspace = bench.workspace(scale.goal)
    return {
        peer: print_peer(peer, workspace, bench.new(peer, scale.goal), clinics) for peer, clinics in scale.few.items()
    }


def compare(bench: Bench, scale: Scale) -> list[str]:
    """Return how the texts of the PDFs differ, for the first and the last of each peer's clinics."""
    found: list[str] = []
    for peer, count in {TUNED: scale.goal // len(SLUGS), **scale.few}.items():
        clinics = alike(bench.workspace(scale.goal), count)
        for clinic in {clinics[0].id: clinics[0], clinics[-1].id: clinics[-1]}.values():
            for slug in SLUGS:
                ours = bench.out("ready", scale.goal) / f"{clinic.id}/en/standard/{slug}-handout.pdf"
                theirs = edition_file(bench.out(peer, scale.goal), slug, clinic.id)
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


def factors(rounds: list[Round], ours: str) -> list[float]:
    """Return for each round how many times as long the peer took."""
    return [one[TUNED]["ms"] / one[ours]["ms"] for one in rounds]


def judge(scale: Scale, rounds: list[Round], again: dict[str, Any], many: dict[str, Any] | None) -> list[Goal]:
    """Hold the figures of as many editions as the goals are about against them."""
    doubled = [one["ready"]["seconds"] / one["two_cores"]["seconds"] for one in rounds if "two_cores" in one]
    share = unchanged_share(again, [one["empty"]["seconds"] for one in rounds])
    changed = again["one_changed"]
    wrong = abs(changed["own"] - len(SLUGS)) + changed["others"]
    beside = f"time of “Typst, tuned” over ours, {scale.goal:,} editions"
    grown = f"{scale.many or FULL.many:,} editions instead of {scale.goal:,}"
    return [
        Goal(f"{beside}, plates ready", 10, True, median(factors(rounds, "ready"))),
        Goal(f"{beside}, empty cache", 8, True, median(factors(rounds, "empty"))),
        Goal("one core's time over two cores'", 1.7, True, median(doubled) if doubled else None),
        Goal("nothing changed: share of a full build", 0.02, False, share, "%"),
        Goal("one clinic changed: files wrongly written or left", 0, False, wrong),
        *(
            Goal(f"{grown}: growth of {whose} memory", 0.1, False, growth(many, key) if many else None, "%")
            for whose, key in (("the parent's", "parent_mb"), ("a worker's", "worker_mb"))
        ),
    ]


# The whole ---------------------------------------------------------------------------------------


def versions() -> dict[str, str]:
    """Name the versions of all that has a part in it."""
    try:
        return {name: version(name) for name in PACKAGES}
    except PackageNotFoundError as error:
        raise CannotMeasure(f"{error.name} is not installed: pip install -e '.[bench,test]'") from error


def measure(bench: Bench, scale: Scale) -> dict[str, Any]:
    """Measure all; returns what is kept of it."""
    result: dict[str, Any] = {"machine": describe_machine(), "versions": versions(), "scale": asdict(scale)}
    bench.prepare()
    for peer in PEERS:
        print_peer(peer, bench.folder / "others", bench.folder / f"{peer}-warm-up", 1)
    many = build_many(bench, scale.goal, scale.many) if scale.many else None
    rounds: dict[int, list[Round]] = {editions: [] for editions in scale.rounds}
    few: list[Round] = []
    for number in range(1, max(scale.rounds.values()) + 1):
        for editions in (each for each, wanted in scale.rounds.items() if number <= wanted):
            two_cores = editions == scale.goal and len(usable_cores()) > 1
            rounds[editions].append(measure_round(bench, editions, number, two_cores))
            tell(f"round {number}, {editions:,} editions", rounds[editions][-1], "ms")
            if editions != scale.goal:
                for side in ("ready", "empty", TUNED):
                    shutil.rmtree(bench.out(side, editions))
        few.append(measure_few(bench, scale))
        tell(f"round {number}, few editions", few[-1], "warm_ms")
    differ = compare(bench, scale)
    again = build_again(bench, scale.goal)
    goals = judge(scale, rounds[scale.goal], again, many)
    return {
        **result,
        "rounds": {str(editions): each for editions, each in rounds.items()},
        "few": few,
        "again": again,
        "many": many,
        "goals": [goal.facts() for goal in goals],
        "differences": differ,
    }


def tell(what: str, found: Round, key: str) -> None:
    """Say how it goes, to whom waits."""
    print(f"{what}: {', '.join(f'{name} {each[key]:.2f} ms' for name, each in found.items())}", file=sys.stderr)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Measure, in a temporary folder."""
    scale = QUICK if options.quick else FULL
    rounds = {each: options.rounds or count for each, count in scale.rounds.items()}
    many = scale.many if options.many else None
    with tempfile.TemporaryDirectory() as name:
        return measure(Bench(Path(name).resolve()), Scale(scale.goal, rounds, scale.few, many))


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Time editions for many clinics, beside Typst and WeasyPrint.")
    parser.add_argument("--rounds", type=positive, metavar="N", help="rounds (default: 5; 3 of 10,000 editions)")
    parser.add_argument("--many", action="store_true", help="also build 100,000 editions once, to see what memory does")
    parser.add_argument("--quick", action="store_true", help="few editions and rounds, to see that it works")
    add_options(parser, PAGE)
    return parser.parse_args()


def main() -> None:
    """Run from the command line."""
    options = parse()
    result = obtain(options, lambda: measured(options))
    text = page(result)
    keep(options, result, text, PAGE)
    print(text)
    sys.exit(status(result["goals"], not result["differences"]))


if __name__ == "__main__":
    main()
