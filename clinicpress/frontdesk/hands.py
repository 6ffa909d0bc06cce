"""Hands: the worker processes of the front desk, each with one errand at a time.

A hand that dies is replaced, and its errand is tried once more by another one; an errand that takes
too long is ended, and said to be so.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from clinicpress.frontdesk.errands import Errand, Porter, Told
from clinicpress.ground.problems import InputProblems
from clinicpress.ground.workers import Bounds, Crew

Value = TypeVar("Value")
PATIENCE = 60.0
"""Seconds that an errand may be worked on: the longest brochures are set in a tenth of it."""
MEMORY = 2_000_000_000
"""Bytes that an errand may take beyond those that a worker has when it begins."""
MOST_WAITING = 400
"""So many errands may wait for a hand; who comes later is asked to come again."""
LOADED = ("clinicpress.frontdesk.errands", "clinicpress.press.platemaking")


class Busy(Exception):
    """Raised when too many errands wait already."""


class Fallen(Exception):
    """Raised when an errand failed through no fault of the input; holds the details for a report."""


class Hands:
    """Some workers, who are asked one at a time each."""

    def __init__(self, root: Path, plates: Path | None, count: int, patience: float = PATIENCE) -> None:
        self._pool = ThreadPoolExecutor(count, "hand")
        begin = partial(Porter, root, plates)
        bounds: Bounds[Errand[Any]] = Bounds(MEMORY, lambda _: patience)
        self._free: asyncio.Queue[Crew[Errand[Any], Told[Any]]] = asyncio.Queue()
        self._all = [Crew[Errand[Any], Told[Any]](1, begin, bounds, LOADED) for _ in range(count)]
        for crew in self._all:
            self._free.put_nowait(crew)
        self._waiting = 0

    async def ask(self, errand: Errand[Value]) -> Value:
        """Have an errand done; raises InputProblems with what keeps it from being done, Busy and Fallen."""
        told = await self._tell(errand)
        if told.fell:
            told = await self._tell(errand)
        if told.problems is not None:
            raise InputProblems(told.problems)
        if told.fault:
            raise Fallen(told.fault)
        return cast(Value, told.value)

    async def _tell(self, errand: Errand[Any]) -> Told[Any]:
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            crew = await self._free.get()
        finally:
            self._waiting -= 1
        loop = asyncio.get_running_loop()
        running = self._pool.submit(_run, crew, errand)

        def free(_: Future[Told[Any]]) -> None:
            # Whoever asked may have gone away: the hand is free only when its errand is done.
            loop.call_soon_threadsafe(self._free.put_nowait, crew)

        running.add_done_callback(free)
        return await asyncio.wrap_future(running)

    def stop(self) -> None:
        """End all workers at once."""
        for crew in self._all:
            crew.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _run(crew: Crew[Errand[Any], Told[Any]], errand: Errand[Any]) -> Told[Any]:
    return next(iter(list(crew.run([errand], _died))))


def _died(_: Errand[Any], how: str) -> Told[Any]:
    return Told(fault=f"The worker process ended {how}.\n", fell="too long" not in how)
