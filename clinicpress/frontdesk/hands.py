"""Hands: the worker processes of the front desk, each with one errand at a time.

A hand that dies is replaced, and its errand is tried once more by another one; an errand that takes
too long is ended, and said to be so. What is done in a moment never waits for what takes long: one
hand stays free for it, and another one for the rest.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from clinicpress.frontdesk.errands import Errand, Porter, Told
from clinicpress.ground.problems import InputProblems
from clinicpress.ground.report import report_fault
from clinicpress.ground.workers import Bounds, Crew

Value = TypeVar("Value")
PATIENCE = 60.0
"""Seconds that an errand may be worked on: the longest brochures are set in a tenth of it."""
MEMORY = 2_000_000_000
"""Bytes that an errand may take beyond those that a worker has when it begins."""
MOST_WAITING = 400
"""So many errands may wait for a hand; who comes later is asked to come again."""
LEAST = 2
"""Of one hand alone none could stay free."""
TRIES = 2
LOADED = ("clinicpress.frontdesk.errands", "clinicpress.press.platemaking")


class Rank(IntEnum):
    """Who goes first."""

    QUICK = 0
    """Done in some hundredths of a second: for these one hand is always free."""
    LONG = 1
    """May take seconds: nobody knows."""
    PICTURE = 2
    """Something to look at, of which there may be many at once."""
    IDLE = 3
    """Nobody waits for it: only while there is nothing else that takes long, one at a time."""


class Busy(Exception):
    """Raised when too many errands wait already."""


class Fallen(Exception):
    """Raised when an errand failed through no fault of the input; holds the details for a report."""


@dataclass(order=True)
class _Wish:
    rank: Rank
    number: int
    errand: Errand[Any] = field(compare=False)
    answer: asyncio.Future[Told[Any]] = field(compare=False)


_Hand = Crew[Errand[Any], Told[Any]]


class Hands:
    """Some workers, who are asked one at a time each; all but one may be at work on what takes long."""

    def __init__(
        self,
        root: Path,
        plates: Path | None,
        count: int,
        patience: float = PATIENCE,
        report: Callable[[str], None] = report_fault,
    ) -> None:
        count = max(count, LEAST)
        self._pool = ThreadPoolExecutor(count, "hand")
        begin = partial(Porter, root, plates)
        bounds: Bounds[Errand[Any]] = Bounds(MEMORY, lambda _: patience)
        self._all = [_Hand(1, begin, bounds, LOADED) for _ in range(count)]
        self._free = list(self._all)
        self._long = 0
        """How many hands are at work on what takes long."""
        self._quick: deque[_Wish] = deque()
        self._others: list[_Wish] = []
        self._number = 0
        self._report = report
        self._reported: set[str] = set()
        self._stopped = False

    async def ask(self, errand: Errand[Value], rank: Rank = Rank.LONG) -> Value:
        """Have an errand done; raises InputProblems with what keeps it from being done, Busy and Fallen."""
        told = await self.tell(errand, rank)
        if told.problems is not None:
            raise InputProblems(told.problems)
        return cast(Value, told.value)

    async def tell(self, errand: Errand[Value], rank: Rank = Rank.LONG) -> Told[Value]:
        """Have an errand done and return all that is told of it, problems as well; raises Busy and Fallen."""
        for _ in range(TRIES):
            told: Told[Value] = await self._wished(errand, rank)
            if not told.fell:
                break
        if told.fault:
            self._fault(told.fault)
        return told

    def _fault(self, details: str) -> None:
        """Report a fault, each kind once."""
        if details not in self._reported:
            self._reported.add(details)
            self._report(details)
        raise Fallen(details)

    def _wished(self, errand: Errand[Any], rank: Rank) -> asyncio.Future[Told[Any]]:
        if len(self._quick) + len(self._others) >= MOST_WAITING:
            self._quick = deque(wish for wish in self._quick if not wish.answer.done())
            self._others = [wish for wish in self._others if not wish.answer.done()]
            heapq.heapify(self._others)
        if self._stopped or len(self._quick) + len(self._others) >= MOST_WAITING:
            raise Busy
        self._number += 1
        wish = _Wish(rank, self._number, errand, asyncio.get_running_loop().create_future())
        if rank is Rank.QUICK:
            self._quick.append(wish)
        else:
            heapq.heappush(self._others, wish)
        self._deal()
        return wish.answer

    def _deal(self) -> None:
        """Give free hands what waits."""
        while self._free and (wish := self._next()) is not None:
            hand = self._free.pop()
            self._long += bool(wish.rank)
            loop = asyncio.get_running_loop()
            self._pool.submit(_run, hand, wish.errand).add_done_callback(partial(self._done, loop, hand, wish))

    def _next(self) -> _Wish | None:
        """Take what is first in rank; but as one hand is left to what is quick, one is left to what is not."""
        while self._quick and self._quick[0].answer.done():  # who asked has gone
            self._quick.popleft()
        while self._others and self._others[0].answer.done():
            heapq.heappop(self._others)
        if self._others:
            idle = self._others[0].rank is Rank.IDLE
            may = not self._long if idle else self._long < len(self._all) - 1
            if may and (not self._quick or (not self._long and not idle)):
                return heapq.heappop(self._others)
        return self._quick.popleft() if self._quick else None

    def _done(self, loop: asyncio.AbstractEventLoop, hand: _Hand, wish: _Wish, done: Future[Told[Any]]) -> None:
        # Whoever asked may have gone away: the hand is free only now. So may the loop.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._returned, hand, wish, done)

    def _returned(self, hand: _Hand, wish: _Wish, done: Future[Told[Any]]) -> None:
        self._free.append(hand)
        self._long -= bool(wish.rank)
        if not wish.answer.done():
            if done.cancelled() or self._stopped:
                wish.answer.cancel()
            elif error := done.exception():
                wish.answer.set_exception(error)
            else:
                wish.answer.set_result(done.result())
        self._deal()

    def stop(self) -> None:
        """End all workers at once."""
        self._stopped = True
        for wish in (*self._quick, *self._others):
            wish.answer.cancel()
        self._quick.clear()
        self._others.clear()
        for hand in self._all:
            hand.kill()
        # Those that wait for a worker hear that it is gone; only then the lines to them may be closed.
        self._pool.shutdown(cancel_futures=True)
        for hand in self._all:
            hand.stop()


def _run(hand: _Hand, errand: Errand[Any]) -> Told[Any]:
    return next(iter(list(hand.run([errand], _died))))


def _died(_: Errand[Any], how: str) -> Told[Any]:
    return Told(fault=f"The worker process ended {how}.\n", fell="too long" not in how)
