"""One command: a handout from a cold start beside WeasyPrint, and what else is to be there at once.

    pip install -e '.[bench,test]'
    python benchmarks/cold.py --json build/cold.json --write-docs

Whole processes from start to exit, in turns. Both sides make the same four pages from the same YAML, icons and
font files, see weasyprint_handout.py; WeasyPrint writes them untagged, which is faster. Each run gets a new
folder, so that neither finds what it made before.

The peer is fully equipped, or the ratio would flatter us:
- Without the library HarfBuzz-Subset, WeasyPrint falls back to a much slower subsetter: nothing is measured then.
- It looks for its libraries with the help of compilers, wherever PATH has some, which costs it time at
  each start. So all processes get a PATH without any program.
- What Jinja compiled of its templates is kept from one run to the next, as is ours.

Help, a check of one brochure, and one edition whose plate is ready are held against a Python that only
imports what reads a command line and what reads YAML, which any such program must load.

Goals: see `judge`. Exit status: 0 met, 1 not met or the PDFs differ, 2 it cannot be measured.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from builds import STATE
from content import ROOT, SLUGS, CannotMeasure, positive
from processes import describe_machine, environment, machine_words
from results import COLD, Figures, Goal, add_options, goals_table, keep_section, obtain, spread, status, table
from sentences import missing_sentences, read_pages

SLUG = SLUGS[0]
PAGE = ROOT / "docs/performance.md"
PACKAGES = ("clinicpress", "reportlab", "weasyprint", "pydyf", "fonttools", "jinja2", "pyyaml")
HAS_SUBSETTER = "import sys; from weasyprint.text.ffi import harfbuzz_subset as h; sys.exit(not h)"
LOADS = "import argparse, yaml"
"""What a Python that does nothing imports."""
OURS, PEER, BARE, HELP, CHECK, READY = "ours", "weasyprint", "bare", "help", "check", "ready"
NAMES = {
    OURS: "clinicpress: `build` of one handout, empty cache",
    PEER: "WeasyPrint: the same handout",
    READY: "clinicpress: `build` of one handout, plate ready",
    CHECK: "clinicpress: `check` of one brochure",
    HELP: "clinicpress: `--help`",
    BARE: f"Python: `{LOADS}`",
}


@dataclass(frozen=True)
class Bench:
    """Where all runs, and what of the environment they see."""

    folder: Path
    environment: dict[str, str]

    def run(self, side: str, number: str) -> float:
        """Run a side from start to exit; returns its wall time in ms."""
        out = self.out(side, number)
        out.mkdir(parents=True)
        if side == READY:
            shutil.copytree(self.out(OURS, "warm-up") / STATE / "plates", out / STATE / "plates")
        command = [sys.executable, *COMMANDS[side](out)]
        begun = time.perf_counter()
        ended = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        spent = (time.perf_counter() - begun) * 1000
        if ended.returncode:
            said = ended.stderr or ended.stdout
            raise CannotMeasure(f"{NAMES[side]} ended with status {ended.returncode}:\n{said}")
        return spent

    def out(self, side: str, number: str) -> Path:
        """Return where a side writes in a round."""
        return self.folder / f"{side}-{number}"


def build(out: Path) -> list[str]:
    """Say how we make the handout."""
    choice = [SLUG, "--clinic", "house", "--layout", "handout", "--edition", "standard"]
    return ["generate.py", "build", *choice, "--out", str(out)]


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    OURS: build,
    PEER: lambda out: ["benchmarks/weasyprint_handout.py", SLUG, "--out", str(out / "handout.pdf")],
    READY: build,
    CHECK: lambda _: ["generate.py", "check", SLUG],
    HELP: lambda _: ["generate.py", "--help"],
    BARE: lambda _: ["-c", LOADS],
}


# The measurement ---------------------------------------------------------------------------------


def describe(bench: Bench, side: str) -> Figures:
    """Return what is to be known of the PDF of a warm-up."""
    found = list(bench.out(side, "warm-up").rglob("*.pdf"))
    if len(found) != 1:
        raise CannotMeasure(f"one PDF was expected, {len(found)} were made")
    pages = read_pages(found[0])
    if pages is None:
        raise CannotMeasure("the texts cannot be compared without pypdfium2: pip install -e '.[bench,test]'")
    return {"pages": len(pages), "bytes": found[0].stat().st_size, "missing": missing_sentences(SLUG, pages)}


def versions() -> dict[str, str]:
    """Name the versions of all that has a part in it."""
    try:
        return {name: version(name) for name in PACKAGES}
    except PackageNotFoundError as error:
        raise CannotMeasure(f"{error.name} is not installed: pip install -e '.[bench,test]'") from error


def judge(rounds: list[dict[str, float]]) -> list[Goal]:
    """Hold the medians of the rounds' ratios against the goals."""

    def ratio(side: str, other: str) -> float:
        return median(one[side] / one[other] for one in rounds)

    return [
        Goal("one handout from a cold start: share of WeasyPrint's time", 0.45, False, ratio(OURS, PEER)),
        Goal("the same, plate ready: times a bare Python's", 10, False, ratio(READY, BARE)),
        Goal("`check`, which typesets all of a brochure: times a bare Python's", 30, False, ratio(CHECK, BARE)),
        Goal("`--help`: times a bare Python's", 2, False, ratio(HELP, BARE)),
    ]


def same(result: Figures) -> bool:
    """Return whether both handouts say the same, as far as that can be seen."""
    ours, theirs = (result["made"][side] for side in (OURS, PEER))
    return ours["pages"] == theirs["pages"] and not ours["missing"] and not theirs["missing"]


def measure(rounds: int) -> dict[str, Any]:
    """Measure; returns what is kept of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "no-programs").mkdir()
        bench = Bench(folder, {**environment(), "PATH": str(folder / "no-programs")})
        found = versions()
        if subprocess.run([sys.executable, "-W", "ignore", "-c", HAS_SUBSETTER], env=bench.environment).returncode:
            raise CannotMeasure("WeasyPrint is not fully equipped: its library HarfBuzz-Subset is missing")
        for side in COMMANDS:
            bench.run(side, "warm-up")
        times = [{side: bench.run(side, str(number)) for side in COMMANDS} for number in range(1, rounds + 1)]
        made = {side: describe(bench, side) for side in (OURS, PEER)}
    return {
        "versions": found,
        "machine": describe_machine(),
        "rounds": times,
        "made": made,
        "goals": [goal.facts() for goal in judge(times)],
    }


# Telling -----------------------------------------------------------------------------------------


def section(result: Figures) -> str:
    """Set the figures as a section of the page about performance."""
    rounds = result["rounds"]
    rows = [
        [said, spread([one[side] for one in rounds], ",.0f"), spread([one[side] / one[BARE] for one in rounds], ".1f")]
        for side, said in NAMES.items()
    ]
    lines = [
        COLD,
        "",
        "Printed by `benchmarks/cold.py --write-docs`; don't edit it here.",
        "",
        f"Whole processes from start to exit, in turns, {len(rounds)} rounds; medians, and in brackets the least and",
        "the most. WeasyPrint is fully equipped, with HarfBuzz-Subset, and its handout is not tagged.",
        "What is loaded on the way to our first page, and why: [starting.md](starting.md).",
        "",
        table(["", "ms", "times a bare Python's"], rows),
        "",
        goals_table(result["goals"]),
        "",
    ]
    for side, said in ((OURS, "clinicpress"), (PEER, "WeasyPrint")):
        made = result["made"][side]
        lines += [
            f"- {said}: {made['pages']} pages, {made['bytes']:,} bytes, {len(made['missing'])} sentences missing.",
            *(f"  - missing: {sentence}" for sentence in made["missing"]),
        ]
    if not same(result):
        lines += ["", "**The two handouts do not say the same, so their ratio does not count.**"]
    packages = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    return "\n".join([*lines, "", f"{packages}; {machine_words(result['machine'])}."]) + "\n"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Time single commands from a cold start, one beside WeasyPrint.")
    parser.add_argument("--rounds", type=positive, default=7, metavar="N", help="rounds of all (default: 7)")
    add_options(parser, PAGE)
    options = parser.parse_args()
    result = obtain(options, lambda: measure(options.rounds))
    text = section(result)
    print(text)
    keep_section(options, result, text, PAGE)
    sys.exit(status(result["goals"], same(result)))


if __name__ == "__main__":
    main()
