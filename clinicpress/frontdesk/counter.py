"""The counter: what all pages of the front desk share. Here the shelf of the moment is known, and files are fetched.

Whether something was saved is looked at once a second at most, and only while somebody asks. What was
made is kept only where the files that it was made of are, by their SHA-256, those that were saved then.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from clinicpress.building.watch import Lookout
from clinicpress.content.edition import PDF, Job
from clinicpress.frontdesk.errands import (
    Errand,
    Gathering,
    Listing,
    Measuring,
    Picturing,
    Printed,
    Printing,
    Stocktaking,
)
from clinicpress.frontdesk.gathering import MOST_BYTES, MOST_FILES, TooMuch
from clinicpress.frontdesk.hands import Busy, Fallen, Hands, Rank
from clinicpress.frontdesk.moment import Made, Measured, Moment, Saved
from clinicpress.frontdesk.shelf import Kind, Shelf
from clinicpress.frontdesk.stocktaking import MATRIX, Key, Part, file_of, shelved
from clinicpress.ground.problems import InputProblems, Place, Problem

Value = TypeVar("Value")
FRESH, AGING = 0.8, 0.4
"""Seconds for which what was seen is believed, and after which one looks again while nobody waits for it."""
MOST_TRIES = 4
"""So often something is made anew whose files are saved meanwhile."""
AT_ONCE = 50
"""Parts that a worker reads for the shelf in one go."""


@dataclass(frozen=True)
class Rules:
    """How a front desk was opened."""

    root: Path
    edit: bool
    today: Callable[[], dt.date]
    clock: Callable[[], float]
    """A clock of seconds that only goes forward."""


class Counter:
    """The front desk's memory and its workers."""

    def __init__(self, rules: Rules, hands: Hands) -> None:
        self.rules = rules
        self.hands = hands
        self._lookout = Lookout(rules.root, rules.root / "build")
        self._files: dict[str, str | None] = {}
        self._moment = Moment("", Saved({}))
        self._number = 0
        self._looked = float("-inf")
        self._look: asyncio.Task[None] | None = None
        self._told, self._heard = 0, 0
        """How often it was told that something was saved, and how much of that is seen."""
        self._doubted = True
        self._parts: dict[Key, Part] = {}
        self._clinic = ""
        """The clinic that was printed for last."""
        self._measured = ""
        """The generation whose pages are counted, or were."""
        self._measuring: asyncio.Task[None] | None = None

    # What is saved ------------------------------------------------------------------------------------

    async def generation(self) -> str:
        """Return the name of what is saved now, or was a second ago; none comes twice, and they can be sorted."""
        return (await self._now()).generation

    def look_again(self) -> None:
        """Have whoever asks next look whether something was saved: something was."""
        self._told += 1
        self._looked = float("-inf")

    async def _now(self) -> Moment:
        age, told = self.rules.clock() - self._looked, self._told
        if age > FRESH:
            await asyncio.shield(self._looking())
            if self._heard < told:  # that one had begun before
                await asyncio.shield(self._looking())
        elif age > AGING:
            self._looking()
        return self._moment

    def _looking(self) -> asyncio.Task[None]:
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(self._see())
        return self._look

    async def _see(self) -> None:
        told = self._told
        found = (await asyncio.to_thread(self._lookout.look)).files
        if found != self._files or self._doubted:
            self._number += 1
            self._doubted = False
            generation = await asyncio.to_thread(_named, self._number, found)
            saved = await asyncio.to_thread(Saved.of, self.rules.root, found)
            self._files, self._moment = found, self._moment.next(generation, saved)
        self._heard = told
        if told == self._told:
            self._looked = self.rules.clock()

    # What is on the shelf -----------------------------------------------------------------------------

    async def shelf(self) -> Shelf:
        """Return what the workspace holds now; raises InputProblems where nothing can be said of it."""
        moment, today = await self._now(), self.rules.today()
        shelf = await moment.shelves.get(today, lambda: self._take_stock(moment, today))
        if shelf.generation != self._measured:
            self._measured = shelf.generation
            self._measuring = asyncio.create_task(self._measure(shelf))
        return shelf

    async def _take_stock(self, moment: Moment, today: dt.date) -> Shelf:
        for _ in range(MOST_TRIES):
            keys = await self.hands.ask(Listing(), Rank.QUICK)
            known = {key: part for key in keys if (part := self._parts.get(key)) and moment.saved.holds(part.inputs)}
            missing = [key for key in keys if key not in known or key[0] == MATRIX]
            heaps = [tuple(missing[at : at + AT_ONCE]) for at in range(0, len(missing), AT_ONCE)]
            found = await asyncio.gather(*(self._read(heap, moment) for heap in heaps))
            read = {part.key: part for heap in found for part in heap}
            self._parts = {key: read.get(key) or known[key] for key in keys}
            if all(moment.saved.holds(part.inputs) for part in read.values()):
                break
            moment = await self._doubt()
        parts = list(self._parts.values())
        return await asyncio.to_thread(shelved, moment.generation, today, parts)

    async def _read(self, heap: tuple[Key, ...], moment: Moment) -> tuple[Part, ...]:
        """Read parts for the shelf; one at which a worker falls costs itself and no other."""
        try:
            return await self.hands.ask(Stocktaking(heap), Rank.QUICK)
        except Fallen:
            if len(heap) > 1:
                alone = [await self._read((key,), moment) for key in heap]
                return tuple(part for parts in alone for part in parts)
            file = file_of(heap[0])
            problem = Problem(Place(file), "this file could not be read, through a fault of clinicpress")
            return (Part(heap[0], None, (problem,), {file: moment.saved.files.get(file)}),)

    # What is fetched ----------------------------------------------------------------------------------

    async def printed(self, shelf: Shelf, job: Job) -> Printed:
        """Return a job's file; raises InputProblems with what keeps it from being printed, Busy and Fallen."""
        _on_the(shelf, job)
        self._clinic = job.clinic
        moment = self._moment
        kind = shelf.kind(job)
        rank = Rank.QUICK if kind in moment.measured else Rank.LONG
        made = await moment.printed.get(
            job, lambda: self._made((job, kind), partial(Printing, job=job), rank, lambda made: made.pages)
        )
        return made.value

    async def pictured(self, shelf: Shelf, job: Job, page: int, dpi: float) -> bytes:
        """Return a picture of a page, as a PNG; raises as `printed`."""
        _on_the(shelf, job)
        pictured = await self._moment.pictures.get(
            (job, page, dpi),
            lambda: self._made(
                (job, shelf.kind(job)),
                partial(Picturing, job=job, page=page, dpi=dpi),
                Rank.PICTURE,
                lambda made: made.pages,
            ),
        )
        return pictured.value.png

    async def gathered(self, shelf: Shelf, jobs: Sequence[Job]) -> Printed:
        """Return several jobs as one file that is for the printer only; raises TooMuch, and as `printed`.

        Web pages among them are left out.
        """
        jobs = [job for job in jobs if job.ending == PDF]
        if len(jobs) > MOST_FILES:
            raise TooMuch
        found = await asyncio.gather(*(self.printed(shelf, job) for job in jobs), return_exceptions=True)
        if problems := [each for error in found if isinstance(error, InputProblems) for each in error.problems]:
            raise InputProblems(problems)
        if others := [error for error in found if isinstance(error, BaseException)]:
            raise others[0]
        if sum(len(cast(Printed, each).content) for each in found) > MOST_BYTES:
            raise TooMuch
        many = tuple(jobs)
        made = await self._moment.printed.get(
            many, lambda: self._made(None, partial(Gathering, jobs=many), Rank.LONG, None)
        )
        return made.value

    def pages(self, shelf: Shelf, job: Job) -> int | None:
        """Return how many pages a job has; None where nobody has looked yet."""
        measured = self._moment.measured.get(shelf.kind(job))
        return measured.pages if measured is not None else None

    def ailments(self, job: Job) -> tuple[Problem, ...]:
        """List what is known to keep a job from being printed."""
        return self._moment.ailing.get(job, ())

    async def _made(
        self,
        measured: tuple[Job, Kind] | None,
        errand: Callable[[str], Errand[Value]],
        rank: Rank,
        pages: Callable[[Value], int] | None,
    ) -> Made[Value]:
        """Have something made of files as they are saved, and learn from it."""
        moment = self._moment
        for _ in range(MOST_TRIES):
            told = await self.hands.tell(errand(moment.generation), rank)
            if moment.saved.holds(told.read):
                break
            # A worker may be ahead of us.
            moment = self._moment if self._moment.saved.holds(told.read) else await self._doubt()
        if told.problems is not None:
            if measured is not None:
                moment.ailing[measured[0]] = told.problems
            raise InputProblems(told.problems)
        value = cast(Value, told.value)
        if measured is not None and pages is not None:
            moment.measured[measured[1]] = Measured(pages(value), told.read)
        return Made(value, told.read)

    async def _doubt(self) -> Moment:
        """Return another moment, in which nothing is believed that was read in this one."""
        self._doubted = True
        self.look_again()
        return await self._now()

    # What is done meanwhile ---------------------------------------------------------------------------

    async def _measure(self, shelf: Shelf) -> None:
        """Count pages while nobody needs the hands, half of the time of one; what will be printed is warm then."""
        clinic = self._clinic if shelf.desk(self._clinic) else next((desk.clinic for desk in shelf.clinics), "")
        for card in shelf.cards:
            for job in shelf.jobs_of(card.slug, card.language, clinic):
                if job.ending != PDF:
                    continue
                if shelf.generation != self._moment.generation:
                    return
                kind = shelf.kind(job)
                if kind in self._moment.measured or job in self._moment.ailing:
                    continue
                begun = self.rules.clock()
                try:
                    await self._made((job, kind), partial(Measuring, job=job), Rank.IDLE, int)
                except (InputProblems, Fallen):
                    pass  # whoever wants to print it will be told
                except Busy:
                    return
                await asyncio.sleep(self.rules.clock() - begun)


def _on_the(shelf: Shelf, job: Job) -> None:
    """Raise KeyError for a job that no shelf holds."""
    if shelf.at(job.path) != job:
        raise KeyError(job)


def _named(number: int, found: dict[str, str | None]) -> str:
    told = "\n".join(f"{path}\t{digest}" for path, digest in sorted(found.items()))
    return f"{number:09}-{hashlib.sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
