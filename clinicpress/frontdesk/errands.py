"""Errands: what a worker process does for the front desk, and how it tells of it.

A worker has a bench of its own: the catalogue of the workspace as it was at a generation, and the
press. The desk's own process prints nothing, because fonts, pictures and PDFium belong to a process
as a whole, and a handout with another clinic's name on it is the worst that could happen here.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import PDF, Job
from clinicpress.frontdesk.gathering import joined
from clinicpress.frontdesk.stocktaking import Key, Part, listed, read_part
from clinicpress.ground.faults import FaultyCast, FaultyDrawing, FaultyProof
from clinicpress.ground.problems import InputProblems, Problem, refusals_told
from clinicpress.press.press import Press, Pressed
from clinicpress.press.rack import SUFFIX, Rack
from clinicpress.readback.sight import page_size, picture, png
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved

Value = TypeVar("Value")
Found = TypeVar("Found", covariant=True)
MOST_BROCHURES = 50
"""A catalogue keeps what it reads; one that has read so many brochures is put away, and a new one begun."""
MOST_STORED = 300_000_000
"""Bytes of plates that are kept on disk; what nobody has read for longest goes first."""
SWEEP_EVERY = 200
"""After so many errands a worker looks how many plates there are."""


class Bench:
    """What a worker has at hand: a press for the workspace as it is at a generation."""

    def __init__(self, root: Path, plates: Path | None) -> None:
        self.root = root
        self.rack = Rack(plates)
        self._generation = ""
        self._brochures: set[tuple[str, str]] = set()
        self._disk, self._edited = Disk(root), Disk(root)
        self._saved, self._drafts = Catalog(self._disk), Catalog(self._edited)
        self._drafted = ""
        self._renew("")

    def _renew(self, generation: str) -> None:
        """Read anew what is no longer as it was."""
        self._generation = generation
        self._brochures.clear()
        self._saved = self._saved.after(self._disk.look_again(), self._disk)
        catalog, self._seen = self._saved.noting()
        self._noted: dict[str, str | None] = {}
        self._press = Press(catalog, self.rack)

    def press(self, generation: str) -> Press:
        """Return the press of a generation, or of a later one: that sees all files as they are then."""
        if generation > self._generation:
            self._renew(generation)
        return self._press

    def catalog(self, generation: str) -> Catalog:
        """Return the catalogue of a generation, or of a later one."""
        return self.press(generation).catalog

    def draft(self, name: str, text: str) -> Catalog:
        """Return the catalogue of the files as they are now, with a text in the place of one."""
        changed = self._edited.look_again() | {name, self._drafted}
        self._drafts = self._drafts.after(changed, Unsaved(self._edited, {name: text}))
        self._drafted = name
        return self._drafts

    def print(self, generation: str, job: Job) -> Pressed:
        """Print a job; raises InputProblems with what keeps it from being printed."""
        press = self.press(generation)
        if len(self._brochures) == MOST_BROCHURES and (job.slug, job.language) not in self._brochures:
            self._saved = Catalog(self._disk)
            self._renew(self._generation)
            press = self._press
        self._brochures.add((job.slug, job.language))
        pressed = press.print(job)
        self._noted.update(pressed.plate.inputs)
        self._noted.update(pressed.inputs)
        return pressed

    def begin(self) -> None:
        """Forget what was read for the last errand."""
        self._seen.clear()
        self._noted.clear()

    def read(self) -> dict[str, str | None]:
        """Return the files that were read since `begin`, with their SHA-256; None for those that were missed."""
        digest = self._press.catalog.workspace.digest
        return {**{name: digest(name) for name in self._seen}, **self._noted}


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
    read: Mapping[str, str | None] = field(default_factory=dict)
    """The files that were read from the bench's catalogue, with their SHA-256."""
    fell: bool = False
    """Whether the worker itself ended, and not by its time."""


class Porter:
    """Runs errands, one after the other, in a worker process."""

    def __init__(self, root: Path, plates: Path | None) -> None:
        self._bench = Bench(root, plates)
        self._done = 0

    def __call__(self, errand: Errand[Any]) -> Told[Any]:
        """Run an errand and tell of it."""
        self._done += 1
        if self._done % SWEEP_EVERY == 0 and self._bench.rack.folder is not None:
            sweep(self._bench.rack.folder)
        self._bench.begin()
        try:
            with refusals_told():
                return Told(errand.run(self._bench), read=self._bench.read())
        except InputProblems as error:
            return Told(problems=tuple(error.problems), read=self._bench.read())
        except Exception as error:  # noqa: BLE001 - it is told, and the next errand is done
            return Told(fault=without_words(error))


def without_words(error: BaseException) -> str:
    """Say where a fault happened; its message stays out, because anybody's words might stand in it.

    What our own proofs say of a file is told: they know brochures and clinics alone.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    said = f": {error}" if isinstance(error, FaultyProof | FaultyDrawing | FaultyCast) else ""
    return f"Traceback (most recent call last):\n{where}{type(error).__name__}{said}\n"


def sweep(plates: Path, most: int = MOST_STORED) -> None:
    """Delete plates until they have no more than so many bytes, the oldest first."""
    found = []
    for file in plates.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            status = file.stat()
            found.append((max(status.st_mtime, status.st_atime), status.st_size, file))
    over = sum(size for _, size, _ in found) - most
    for _, size, file in sorted(found, key=lambda each: each[0]):
        if over <= 0:
            return
        with suppress(OSError):
            file.unlink()
        over -= size


# The errands ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listing:
    """List the parts of what the workspace holds."""

    def run(self, bench: Bench) -> tuple[Key, ...]:
        """Return the parts' keys; raises InputProblems where one may not look into a folder."""
        return listed(Catalog(Disk(bench.root)))


@dataclass(frozen=True)
class Stocktaking:
    """Read some parts of what the workspace holds, as the shelf shows them."""

    parts: tuple[Key, ...]

    def run(self, bench: Bench) -> tuple[Part, ...]:
        """Return the parts."""
        # A catalogue of its own: with the bench's one, all brochures would stay in memory.
        catalog = Catalog(Disk(bench.root))
        return tuple(read_part(catalog, key) for key in self.parts)


@dataclass(frozen=True)
class Printed:
    """A finished file."""

    content: bytes
    pages: int
    size: tuple[float, float] | None = None
    """The width and height of the first page, in points; None for a web page."""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Printing:
    """Print a job: the same bytes as `build` writes."""

    generation: str
    job: Job

    def run(self, bench: Bench) -> Printed:
        """Return the file; raises InputProblems with what keeps it from being printed."""
        pressed = bench.print(self.generation, self.job)
        size = page_size(pressed.content) if self.job.ending == PDF else None
        return Printed(pressed.content, pressed.pages, size)


@dataclass(frozen=True)
class Measuring:
    """Count the pages of a job; what it takes to print it is at hand from then on."""

    generation: str
    job: Job

    def run(self, bench: Bench) -> int:
        """Return the number of pages; raises InputProblems with what keeps the job from being printed."""
        return bench.print(self.generation, self.job).pages


@dataclass(frozen=True)
class Pictured:
    """A page as a picture."""

    png: bytes
    pages: int
    """How many pages there are."""


@dataclass(frozen=True)
class Picturing:
    """Paint a page of a job."""

    generation: str
    job: Job
    page: int
    """Counted from 1."""
    dpi: float

    def run(self, bench: Bench) -> Pictured:
        """Return the picture; raises InputProblems with what keeps the job from being printed."""
        pressed = bench.print(self.generation, self.job)
        page = min(max(self.page, 1), pressed.pages)
        return Pictured(png(picture(pressed.content, page, self.dpi)), pressed.pages)


@dataclass(frozen=True)
class Gathering:
    """Print several jobs as one file for the printer: each begins on a sheet of its own when both sides are printed."""

    generation: str
    jobs: tuple[Job, ...]

    def run(self, bench: Bench) -> Printed:
        """Return the file; raises InputProblems with what keeps one of the jobs from being printed."""
        return Printed(*joined([bench.print(self.generation, job).content for job in self.jobs]))
