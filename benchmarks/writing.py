"""Writing: what typesetting a page costs, and how soon a saved sentence is on new pages.

    pip install -e '.[bench,test]'
    python benchmarks/writing.py --json build/writing.json --write-docs

Each round is a process of its own on one core, warmed up, that does what a worker of the desk does
(`frontdesk/errands`, `copydesk/drafts`):

- A sentence of one of our handouts is changed and saved. Timed is the errand that prints the saved file, from
  reading it to the proven PDF. The same for a sentence that is only typed, until the proof with the
  places of all texts is there. Nothing is printed twice.
- All leaflets of pages.py, which the process has never seen, are made plates. “Set and drawn” is the
  way from YAML to drawn pages; the rest is proving them, cutting fonts, packing, and reading back.

Typst, with one compiler that keeps what it has laid out, prints the same saved sentence, see typst_handout.py.

Goals: see `judge`. Exit status: 0 met, 1 not met, 2 it cannot be measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from content import ROOT, SLUGS, CannotMeasure, positive, read_handout
from processes import describe_machine, machine_words, run, usable_cores
from results import WRITING, Figures, Goal, add_options, goals_table, keep_section, obtain, spread, status, table
from samples import Clinic, read_clinics, write_workspace
from sheet_workspace import write_workspace as write_leaflets
from sheets import SHEETS
from typst_handout import TypstPress

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.copydesk.drafts import Draft, Proving
from clinicpress.frontdesk.errands import Errand, Porter, Printing
from clinicpress.press import platemaking
from clinicpress.story.answers import Answers
from clinicpress.workspace.disk import Disk

PAGE = ROOT / "docs/performance.md"
PHRASES = {SLUGS[0]: "Imagine waking up every day", SLUGS[1]: "Ketamine’s potential in pain relief"}
"""What stands once in each brochure; a number behind it makes a new sentence of it."""
WARM_UP = 3
"""Sentences that come before the first that counts."""
SENTENCE, PAGE_MS = 150, 7
"""The most milliseconds until a saved sentence is on new pages, and for a page to be set and drawn."""
SAVED, TYPED, PEER, DRAWN = "saved", "typed", "typst", "drawn"
NAMES = {
    SAVED: "clinicpress: a saved sentence, to the PDF",
    TYPED: "clinicpress: a typed sentence, to the proof",
    PEER: "Typst: a saved sentence, to the PDF",
}
Made = TypeVar("Made")


def clocked(do: Callable[..., Made], *given: Any) -> tuple[Made, float]:
    """Do something; returns what came of it, and the ms that it took."""
    begun = time.perf_counter()
    made = do(*given)
    return made, (time.perf_counter() - begun) * 1000


class Setting:
    """Knows how many ms the press took to set and draw pages: the way from YAML to drawn pages."""

    def __init__(self) -> None:
        self.ms = 0.0
        platemaking.lay_out, platemaking.draw = self._timed(platemaking.lay_out), self._timed(platemaking.draw)

    def taken(self) -> float:
        """Return the ms since it was asked last."""
        taken, self.ms = self.ms, 0.0
        return taken

    def _timed(self, do: Callable[..., Made]) -> Callable[..., Made]:
        def doing(*given: Any) -> Made:
            made, took = clocked(do, *given)
            self.ms += took
            return made

        return doing


# One round ---------------------------------------------------------------------------------------


def done(porter: Porter, errand: Errand[Any]) -> Any:
    """Have an errand done; raises CannotMeasure where it comes to nothing."""
    told = porter(errand)
    if told.value is None:
        raise CannotMeasure(f"an errand was not done: {told.fault or told.problems}")
    return told.value


@dataclass(frozen=True)
class Desk:
    """A worker of the desk beside a peer, with a workspace for both."""

    workspace: Path
    clinic: Clinic
    porter: Porter
    typst: TypstPress
    setting: Setting
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def change(self, slug: str, text: str) -> dict[str, float]:
        """Change a sentence of a brochure's text, in each way to another one; returns the ms of each way.

        The ms for a page to be set and drawn are those of the saved sentence.
        """
        name = f"brochures/{slug}/en.yaml"
        job = Job(self.clinic.id, "en", "standard", slug, "handout")
        asked = {"clinic": job.clinic, "edition": job.edition, "layout": job.layout, "slug": slug, "language": "en"}
        proven, typed = clocked(done, self.porter, Proving(Draft(name, self._changed(slug, text)), asked))
        if proven.proof is None:
            raise CannotMeasure(f"a typed sentence was not printed: {proven.problems}")
        (self.workspace / name).write_text(self._changed(slug, text), encoding="utf-8")
        self.setting.taken()
        printed, saved = clocked(done, self.porter, Printing(f"{next(self.numbers):09}", job))
        drawn = self.setting.taken() / printed.pages
        _, peer = clocked(self._by_typst, slug)
        return {SAVED: saved, TYPED: typed, PEER: peer, DRAWN: drawn}

    def _changed(self, slug: str, text: str) -> str:
        return text.replace(PHRASES[slug], f"{PHRASES[slug]} {next(self.numbers)}")

    def _by_typst(self, slug: str) -> None:
        self.typst.take(slug, read_handout(slug, self.workspace))
        self.typst.make(slug, self.clinic, self.workspace / "typst.pdf")


def sentences(folder: Path, often: int, setting: Setting) -> dict[str, list[float]]:
    """Change sentences of our handouts; returns the ms until each is on new pages, for each way."""
    workspace = folder / "workspace"
    write_workspace(workspace, range(1, 2))
    (clinic,) = read_clinics(workspace)
    typst = TypstPress(folder / "typst", folder, workspace / "clinics", tuned=True)
    desk = Desk(workspace, clinic, Porter(workspace, None), typst, setting)
    times: dict[str, list[float]] = {way: [] for way in (*NAMES, DRAWN)}
    for slug, phrase in PHRASES.items():
        text = (workspace / f"brochures/{slug}/en.yaml").read_text(encoding="utf-8")
        if text.count(phrase) != 1:
            raise CannotMeasure(f"“{phrase}” does not stand once in {slug}")
        for at in range(WARM_UP + often):
            found = desk.change(slug, text)
            if at >= WARM_UP:
                for way, took in found.items():
                    times[way].append(took)
    return times


def plates(folder: Path, names: list[str], setting: Setting) -> dict[str, float]:
    """Typeset leaflets that were never seen before; returns the pages, and the ms of each."""
    write_leaflets(folder, names, shipped=False)
    catalog = Catalog(Disk(folder))
    answers = Answers(catalog.clinic("house"))
    setting.taken()
    pages, whole = 0, 0.0
    for name in names:
        made, took = clocked(platemaking.typeset, catalog, Job("house", "en", "standard", name, "handout"), answers)
        pages, whole = pages + made.plate.pages, whole + took
    return {"leaflets": len(names), "pages": pages, DRAWN: setting.taken() / pages, "plate": whole / pages}


def round_of(often: int, names: list[str]) -> dict[str, Any]:
    """Measure a round, in this process."""
    setting = Setting()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        found = sentences(folder, often, setting)
        return {"sentences": found, "plates": plates(folder / "leaflets", names, setting)}


# The whole ---------------------------------------------------------------------------------------


def judge(rounds: list[dict[str, Any]]) -> list[Goal]:
    """Hold the medians of the rounds against the goals."""
    saved = median(median(one["sentences"][SAVED]) for one in rounds)
    drawn = median(one["plates"][DRAWN] for one in rounds)
    return [
        Goal("a saved sentence to new pages, in a warm process", SENTENCE, False, saved, " ms"),
        Goal("typesetting: a page that was never seen, set and drawn", PAGE_MS, False, drawn, " ms"),
    ]


def measured(options: argparse.Namespace) -> Figures:
    """Let each round be a process of its own."""
    command = [sys.executable, "benchmarks/writing.py", "--one-round", *(["--quick"] if options.quick else [])]
    rounds = [json.loads(run(command, usable_cores()[-1:]).output) for _ in range(options.rounds)]
    goals = [goal.facts() for goal in judge(rounds)]
    return {"machine": describe_machine(), "rounds": rounds, "goals": goals}


def section(result: Figures) -> str:
    """Set the figures as a section of the page about performance."""
    rounds = result["rounds"]
    plate, often = rounds[0]["plates"], len(rounds[0]["sentences"][SAVED])
    rows = [[said, spread([median(one["sentences"][way]) for one in rounds], ".0f")] for way, said in NAMES.items()]
    pages = [
        ["never seen before, set and drawn", spread([one["plates"][DRAWN] for one in rounds], ".1f")],
        ["the same, all of the plate, proven", spread([one["plates"]["plate"] for one in rounds], ".1f")],
        ["with a saved sentence, set and drawn", spread([median(one["sentences"][DRAWN]) for one in rounds], ".1f")],
    ]
    return f"""{WRITING}

Printed by `benchmarks/writing.py --write-docs`; don't edit it here.

In a warm process on one core, as the workers of marketing's desk are: a sentence of one of our two handouts, of four
pages each, is changed {often} times in each of {len(rounds)} rounds. Medians of the rounds' medians; in brackets, the
least and the most. Typst keeps one compiler, and what it has laid out.

{table(["a sentence", "ms"], rows)}

Never seen before are the {plate["leaflets"]} leaflets of [pages.md](pages.md), {plate["pages"]} pages. All of a plate
is more: its words are proven, fonts are cut, the file is packed and read back.

{table(["a page", "ms"], pages)}

{goals_table(result["goals"])}

{machine_words(result["machine"])}.
"""


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Time a saved sentence to new pages, and the typesetting of pages.")
    parser.add_argument("--rounds", type=positive, default=5, metavar="N", help="rounds (default: 5)")
    parser.add_argument("--quick", action="store_true", help="few sentences and leaflets, to see that it works")
    parser.add_argument("--one-round", action="store_true", help=argparse.SUPPRESS)
    add_options(parser, PAGE)
    return parser.parse_args()


def main() -> None:
    """Run from the command line."""
    options = parse()
    if options.one_round:
        often, names = (2, list(SHEETS)[:3]) if options.quick else (10, list(SHEETS))
        print(json.dumps(round_of(often, names)))
        return
    result = obtain(options, lambda: measured(options))
    text = section(result)
    print(text)
    keep_section(options, result, text, PAGE)
    sys.exit(status(result["goals"]))


if __name__ == "__main__":
    main()
