"""The counter: what all pages of the front desk share. Here the shelf of the moment is known, and files are fetched."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from clinicpress.building.watch import Lookout
from clinicpress.content.edition import Job
from clinicpress.frontdesk.errands import Picturing, Printed, Printing, Stocktaking
from clinicpress.frontdesk.hands import Hands
from clinicpress.frontdesk.larder import Larder
from clinicpress.frontdesk.shelf import Shelf

FRESH = 1.0
"""Seconds for which nobody looks again whether something was saved."""


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
        self._printed: Larder[Printed] = Larder(lambda each: len(each.content))
        self._pictures: Larder[bytes] = Larder(len)
        self._shelves: Larder[Shelf] = Larder(lambda _: 1, 2)
        self._lookout = Lookout(rules.root, rules.root / "build")
        self._generation = ""
        self._looked = float("-inf")
        self._looking = asyncio.Lock()

    async def generation(self) -> str:
        """Return the name of what is saved now, or was a second ago."""
        async with self._looking:
            if self.rules.clock() - self._looked > FRESH:
                saved = await asyncio.to_thread(self._lookout.look)
                told = "\n".join(f"{path}\t{digest}" for path, digest in sorted(saved.files.items()))
                self._generation = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]
                self._looked = self.rules.clock()
        return self._generation

    def look_again(self) -> None:
        """Have whoever asks next look whether something was saved: something was."""
        self._looked = float("-inf")

    async def shelf(self) -> Shelf:
        """Return what the workspace holds now; raises InputProblems where nothing can be said of it."""
        generation, today = await self.generation(), self.rules.today()
        return await self._shelves.get((generation, today), lambda: self.hands.ask(Stocktaking(generation, today)))

    async def printed(self, shelf: Shelf, job: Job) -> Printed:
        """Return a job's file; raises InputProblems with what keeps it from being printed."""
        return await self._printed.get((shelf.generation, job), lambda: self.hands.ask(Printing(shelf.generation, job)))

    async def pictured(self, shelf: Shelf, job: Job, page: int, dpi: float) -> bytes:
        """Return a picture of a page, as a PNG; raises InputProblems with what keeps the job from being printed."""
        return await self._pictures.get(
            (shelf.generation, job, page, dpi),
            lambda: self.hands.ask(Picturing(shelf.generation, job, page, dpi)),
        )
