"""Errands: what a worker process does for the front desk, and how it tells of it.

A worker has a bench of its own: the catalogue of the workspace as it was at a generation, and the
press. The desk's own process prints nothing, because fonts, pictures and PDFium belong to a process
as a whole, and a handout with another clinic's name on it is the worst that could happen here.
"""

from __future__ import annotations

import datetime as dt
import io
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.frontdesk.shelf import Shelf, read_shelf
from clinicpress.ground.problems import InputProblems, Problem, refusals_told
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.readback.sight import picture
from clinicpress.workspace.disk import Disk

Value = TypeVar("Value")
Found = TypeVar("Found", covariant=True)


class Bench:
    """What a worker has at hand: a press for the workspace as it is at a generation."""

    def __init__(self, root: Path, plates: Path | None) -> None:
        self.root = root
        self._rack = Rack(plates)
        self._generation = ""
        self._press: Press | None = None

    def press(self, generation: str) -> Press:
        """Return the press of a generation; another generation reads all files anew."""
        if self._press is None or generation != self._generation:
            self._press = Press(Catalog(Disk(self.root)), self._rack)
            self._generation = generation
        return self._press

    def catalog(self, generation: str) -> Catalog:
        """Return the catalogue of a generation."""
        return self.press(generation).catalog


class Errand(Protocol[Found]):
    """Something to be done by a worker; it is sent there, and what was found is sent back."""

    def run(self, bench: Bench) -> Found:
        """Do it; raises InputProblems with what keeps it from being done."""


@dataclass(frozen=True)
class Told(Generic[Value]):
    """What a worker tells of an errand: what it found, or problems, or a fault of ours."""

    value: Value | None = None
    problems: tuple[Problem, ...] | None = None
    fault: str = ""
    fell: bool = False
    """Whether the worker itself ended, and not by its time."""


class Porter:
    """Runs errands, one after the other, in a worker process."""

    def __init__(self, root: Path, plates: Path | None) -> None:
        self._bench = Bench(root, plates)

    def __call__(self, errand: Errand[Any]) -> Told[Any]:
        """Run an errand and tell of it."""
        try:
            with refusals_told():
                return Told(errand.run(self._bench))
        except InputProblems as error:
            return Told(problems=tuple(error.problems))
        except Exception:  # noqa: BLE001 - it is told, and the next errand is done
            return Told(fault=traceback.format_exc())


# The errands ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stocktaking:
    """Read what the workspace holds, as the shelf shows it."""

    generation: str
    today: dt.date

    def run(self, bench: Bench) -> Shelf:
        """Return the shelf."""
        return read_shelf(bench.catalog(self.generation), self.generation, self.today)


@dataclass(frozen=True)
class Printed:
    """A finished file."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class Printing:
    """Print a job: the same bytes as `build` writes."""

    generation: str
    job: Job

    def run(self, bench: Bench) -> Printed:
        """Return the file; raises InputProblems with what keeps it from being printed."""
        pressed = bench.press(self.generation).print(self.job)
        return Printed(pressed.content, pressed.plate.pages)


@dataclass(frozen=True)
class Picturing:
    """Paint a page of a job."""

    generation: str
    job: Job
    page: int
    """Counted from 1."""
    dpi: float

    def run(self, bench: Bench) -> bytes:
        """Return a PNG; raises InputProblems with what keeps the job from being printed."""
        pressed = bench.press(self.generation).print(self.job)
        page = min(max(self.page, 1), pressed.plate.pages)
        held = io.BytesIO()
        picture(pressed.content, page, self.dpi).save(held, "PNG")
        return held.getvalue()
