"""One handout from a cold start: clinicpress beside WeasyPrint, as whole processes, in turns.

    pip install -e '.[bench]'
    python benchmarks/cold.py --rounds 7

Both make the same five pages from the same YAML, icons and font files; see weasyprint_handout.py.
The goal is a median ratio below 0.5: less than half of WeasyPrint's time. Exit status: 0 met,
1 not met or the PDFs differ, 2 it cannot be measured.

The peer gets its fastest settings, or the ratio would flatter us:
- WeasyPrint looks for its libraries with the help of compilers, wherever PATH has some, which
  costs it time at each start. So both processes get a PATH without any program.
- Without the library HarfBuzz-Subset, WeasyPrint falls back to a much slower subsetter. There it
  is told to embed whole fonts, which is faster than that, though a bit slower than HarfBuzz.
`--as-installed` leaves both as they are on this machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from content import ROOT, SLUGS, CannotMeasure, positive
from sentences import missing_sentences, read_pages

SLUG = SLUGS[0]
GOAL = 0.5
FORBIDS_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Set where this runs, it would have us compile our modules in every round, but not the installed peer."""
FIND_SUBSETTER = "import json; from weasyprint.text.ffi import harfbuzz_subset as h; print(json.dumps(bool(h)))"


@dataclass(frozen=True)
class Side:
    """One of the two programs: its name, and the command that makes a PDF somewhere in a folder."""

    name: str
    command: Callable[[Path], list[str]]
    environment: dict[str, str]

    def run(self, folder: Path) -> float:
        """Run the command from start to exit; returns its wall time in ms."""
        folder.mkdir(parents=True)
        command = self.command(folder)
        begun = time.perf_counter()
        ended = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        spent = (time.perf_counter() - begun) * 1000
        if ended.returncode:
            raise CannotMeasure(f"{self.name} ended with status {ended.returncode}:\n{ended.stderr or ended.stdout}")
        return spent


def make_sides(environment: dict[str, str], whole_fonts: bool) -> tuple[Side, Side]:
    """Make clinicpress and its peer."""

    def ours(folder: Path) -> list[str]:
        choice = [SLUG, "--clinic", "house", "--layout", "handout", "--edition", "standard"]
        return [sys.executable, "generate.py", "build", *choice, "--out", str(folder)]

    def theirs(folder: Path) -> list[str]:
        fonts = ["--whole-fonts"] if whole_fonts else []
        return [sys.executable, "benchmarks/weasyprint_handout.py", SLUG, "--out", str(folder / "handout.pdf"), *fonts]

    return Side("clinicpress", ours, environment), Side("WeasyPrint", theirs, environment)


def has_fast_subsetter(environment: dict[str, str]) -> bool:
    """Return whether WeasyPrint finds HarfBuzz-Subset."""
    command = [sys.executable, "-W", "ignore", "-c", FIND_SUBSETTER]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True)
    if ended.returncode:
        raise CannotMeasure(f"WeasyPrint does not start:\n{ended.stdout}{ended.stderr}")
    return bool(json.loads(ended.stdout))


# The PDFs ----------------------------------------------------------------------------------------


def only_pdf(folder: Path) -> Path:
    """Return the one PDF in a folder."""
    found = list(folder.rglob("*.pdf"))
    if len(found) != 1:
        raise CannotMeasure(f"one PDF was expected, {len(found)} were made")
    return found[0]


def describe(sides: tuple[Side, Side], folders: list[Path]) -> tuple[list[str], bool]:
    """Describe both PDFs; also returns whether they say the same, as far as that can be seen."""
    lines, same = [], True
    for side, folder in zip(sides, folders, strict=True):
        file = only_pdf(folder)
        size = f"{file.stat().st_size / 1024:.0f} KB"
        pages = read_pages(file)
        if pages is None:
            lines.append(f"{side.name}: {size}; sentences not checked: that needs pypdfium2")
            continue
        missing = missing_sentences(SLUG, pages)
        lines.append(f"{side.name}: {len(pages)} pages, {size}, {len(missing)} sentences missing")
        lines += [f"  missing: {sentence}" for sentence in missing]
        same = same and not missing
    return lines, same


# The measurement ---------------------------------------------------------------------------------


def table(sides: tuple[Side, Side], times: list[tuple[float, float]]) -> list[str]:
    """Set out the rounds, and the median, least and greatest of each column."""
    rounds = [(ours, theirs, ours / theirs) for ours, theirs in times]
    rows = [(str(number), *values) for number, values in enumerate(rounds, 1)]
    columns = list(zip(*rounds, strict=True))
    for name, pick in (("median", median), ("min", min), ("max", max)):
        ours, theirs, ratio = (float(pick(column)) for column in columns)
        rows.append((name, ours, theirs, ratio))
    head = f"{'round':>6}  {sides[0].name + ' ms':>15}  {sides[1].name + ' ms':>15}  {'ratio':>6}"
    lines = [f"{name:>6}  {ours:15.0f}  {theirs:15.0f}  {ratio:6.2f}" for name, ours, theirs, ratio in rows]
    return [head, *lines[: len(times)], "", *lines[len(times) :]]


def versions() -> str:
    """Name the versions of all that has a part in it."""
    names = ("clinicpress", "reportlab", "weasyprint", "pydyf", "fonttools", "jinja2", "pyyaml")
    try:
        packages = [f"{name} {version(name)}" for name in names]
    except PackageNotFoundError as error:
        raise CannotMeasure(f"{error.name} is not installed: pip install -e '.[bench]'") from error
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs"
    return ", ".join([*packages, machine])


def measure(rounds: int, as_installed: bool) -> int:
    """Measure, print and judge; returns the exit status."""
    print(versions())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {name: value for name, value in os.environ.items() if name != FORBIDS_BYTECODE}
        if not as_installed:
            (folder / "no-programs").mkdir()
            environment["PATH"] = str(folder / "no-programs")
        fast = has_fast_subsetter(environment)
        sides = make_sides(environment, whole_fonts=not fast and not as_installed)
        way = "subset by HarfBuzz" if fast else "subset by fontTools (slow)" if as_installed else "embedded whole"
        print(f"WeasyPrint's fonts: {way}. PATH: {'as it is' if as_installed else 'without programs'}.")
        if not fast:
            print("Note: WeasyPrint misses its library HarfBuzz-Subset and is slower than it would be with it.")
        warm = [folder / f"warm-up-{index}" for index in range(len(sides))]
        for side, made in zip(sides, warm, strict=True):
            side.run(made)
        facts, same = describe(sides, warm)
        print("\n".join([*facts, ""]))
        # Each run gets a new folder, so that neither side finds what it made before.
        times = [
            (sides[0].run(folder / f"{number}-ours"), sides[1].run(folder / f"{number}-theirs"))
            for number in range(1, rounds + 1)
        ]
    print("\n".join(table(sides, times)))
    middle = median(ours / theirs for ours, theirs in times)
    met = middle < GOAL
    print(f"\nmedian ratio {middle:.2f}: the goal, below {GOAL}, is {'met' if met else 'not met'}")
    if not same:
        print("but the two handouts do not say the same, see above: the ratio does not count")
    return 0 if met and same else 1


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Time one handout from a cold start, beside WeasyPrint.")
    parser.add_argument("--rounds", type=positive, default=7, metavar="N", help="rounds of both (default: 7)")
    parser.add_argument(
        "--as-installed",
        action="store_true",
        help="leave PATH and WeasyPrint's way with fonts as they are on this machine",
    )
    options = parser.parse_args()
    try:
        sys.exit(measure(options.rounds, options.as_installed))
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
