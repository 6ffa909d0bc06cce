"""What tags cost: the time of both handouts with their structure tree, and without, in turns.

    python benchmarks/tags.py --rounds 15

Everything happens in one process with a warm catalogue: YAML, theme, fonts and icons are read
before the first round, so that rendering, typesetting, drawing and writing are compared.
Without tags, the canvas marks no content and the archive writes no structure tree; all else is
what is done for each of them, metadata and binding included. The goal is a median ratio below 1.5.
Exit status: 0 met, 1 not met or the pages differ, 2 it cannot be measured.
"""

from __future__ import annotations

import argparse
import gc
import io
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partialmethod
from importlib.metadata import version
from statistics import median
from typing import Any
from unittest.mock import patch

import pikepdf
from content import ROOT, SLUGS, positive

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted, plan_jobs
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems
from clinicpress.pdf import archive
from clinicpress.pdf.overlay import Overlay
from clinicpress.press import platemaking as typesetting
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.story.answers import Answers
from clinicpress.workspace.disk import Disk

GOAL = 1.5
MARKS = ("BDC", "BMC", "EMC")


@contextmanager
def without_tags() -> Iterator[None]:
    """Make PDFs without tags inside; the engine itself has no such way on purpose."""

    def write_nothing(self: Any, structure: Element, rtl: bool) -> None:
        # The imprint fills this, wherever it is.
        self.pdf.Root["/Nothing"] = self.blanks.array("parents", [])

    with (
        patch.object(PressCanvas, "__init__", partialmethod(PressCanvas.__init__, tagged=False)),
        patch.object(archive._TreeWriter, "write", write_nothing),
    ):
        yield


def plan(catalog: Catalog) -> list[Job]:
    """Plan the handouts of both articles."""
    return plan_jobs(catalog, Wanted(SLUGS, clinics=["house"], editions=["standard"], layouts=["handout"]))


def make(catalog: Catalog, jobs: list[Job]) -> list[bytes]:
    """Print the handouts, with their slots left empty: what an imprint has tags for needs a tree.

    Nothing is proven: without tags, no plate would pass.
    """
    made = []
    with (
        patch.object(typesetting, "Reserved", lambda *_: archive.Reserved()),
        patch.object(typesetting, "prove", lambda *_: None),
        patch.object(typesetting, "prove_plate", lambda *_: None),
    ):
        for job in jobs:
            clinic = gather_clinic(catalog, job)
            plate = replace(typesetting.typeset(catalog, job, Answers(clinic.clinic)).plate, slots=())
            overlay = Overlay(plate, [], None, {})
            made.append(overlay.bind(plate.described("", job.path), clinic.brand).pdf)
    return made


def timed(work: Callable[[], object]) -> float:
    """Return how long something takes, in ms of the processor; the garbage of before doesn't count."""
    gc.collect()
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


# What is compared --------------------------------------------------------------------------------


def painting(content: bytes) -> list[list[str]]:
    """Return what each page of a PDF paints, its marks left out."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            [str(step) for step in pikepdf.parse_content_stream(page) if str(step.operator) not in MARKS]
            for page in pdf.pages
        ]


def is_tagged(content: bytes) -> bool:
    """Return whether a PDF has a structure tree and marked content."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        marked = any(str(step.operator) in MARKS for page in pdf.pages for step in pikepdf.parse_content_stream(page))
        if marked != ("/StructTreeRoot" in pdf.Root):
            raise AssertionError("a PDF has either marks or a structure tree, but not both")
        return marked


def differences(jobs: list[Job], tagged: list[bytes], plain: list[bytes]) -> list[str]:
    """Return what else differs between the PDFs, beside the tags."""
    found = []
    for job, one, other in zip(jobs, tagged, plain, strict=True):
        if not is_tagged(one) or is_tagged(other):
            found.append(f"{job.slug}: one PDF should have tags and the other none")
        if painting(one) != painting(other):
            found.append(f"{job.slug}: the pages do not paint the same with tags and without")
    return found


def measure(rounds: int) -> int:
    """Measure, print and judge; returns the exit status."""
    names = ("clinicpress", "reportlab", "pikepdf")
    print(", ".join([*(f"{name} {version(name)}" for name in names), f"Python {platform.python_version()}"]))
    catalog = Catalog(Disk(ROOT))
    try:
        jobs = plan(catalog)
        tagged = make(catalog, jobs)
        with without_tags():
            plain = make(catalog, jobs)
    except InputProblems as error:
        print("\n".join(str(problem) for problem in error.problems), file=sys.stderr)
        return 2
    found = differences(jobs, tagged, plain)
    extra = sum(map(len, tagged)) - sum(map(len, plain))
    print(f"{len(jobs)} handouts; tags add {extra:,} to {sum(map(len, plain)):,} bytes\n")
    print(f"{'round':>6}  {'with ms':>8}  {'without ms':>10}  {'ratio':>5}")
    times = []
    for number in range(1, rounds + 1):
        one = other = 0.0
        # Who begins changes, so that neither always runs on a warmer machine.
        for turn in (number, number + 1):
            if turn % 2:
                one = timed(lambda: make(catalog, jobs))
            else:
                with without_tags():
                    other = timed(lambda: make(catalog, jobs))
        times.append((one, other))
        print(f"{number:6}  {one:8.1f}  {other:10.1f}  {one / other:5.2f}")
    ratio = median(one / other for one, other in times)
    print(f"\nmedian  {median(a for a, _ in times):8.1f}  {median(b for _, b in times):10.1f}  {ratio:5.2f}")
    print(f"\nmedian ratio {ratio:.2f}: the goal, below {GOAL}, is {'met' if ratio < GOAL else 'not met'}")
    print("\n".join(found))
    return 1 if found or ratio >= GOAL else 0


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Time the handouts with tags and without.")
    parser.add_argument("--rounds", type=positive, default=15, metavar="N", help="rounds of both (default: 15)")
    sys.exit(measure(parser.parse_args().rounds))


if __name__ == "__main__":
    main()
