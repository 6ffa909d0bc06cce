"""Workers that are asked, fall, and are replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinicpress.content.edition import Job
from clinicpress.frontdesk.errands import Bench, Printing
from clinicpress.frontdesk.hands import MOST_WAITING, Busy, Fallen, Hands, Rank
from clinicpress.ground import workers
from clinicpress.ground.problems import InputProblems, Place

JOB = Job("one", "en", "standard", "breathing", "handout")


@dataclass(frozen=True)
class Falling:
    """Kills its worker as often as a file says; then it counts how often it was tried."""

    file: Path
    times: int

    def run(self, _: Bench) -> int:
        tried = int(self.file.read_text(encoding="utf-8") or "0") + 1
        self.file.write_text(str(tried), encoding="utf-8")
        if tried <= self.times:
            os.kill(os.getpid(), signal.SIGKILL)
        return tried


@dataclass(frozen=True)
class Refused:
    def run(self, _: Bench) -> int:
        raise InputProblems.one(Place("a.yaml", 3, 4), "no")


@dataclass(frozen=True)
class Faulty:
    def run(self, _: Bench) -> int:
        raise ValueError("Jane Roe <jane@example.org>")


@dataclass(frozen=True)
class Who:
    def run(self, _: Bench) -> int:
        return os.getpid()


@dataclass(frozen=True)
class Endless:
    def run(self, _: Bench) -> int:
        while True:
            pass


@dataclass(frozen=True)
class Waiting:
    """Takes until a file is there, and leaves one that says that it has begun."""

    file: Path
    name: str = ""

    def run(self, _: Bench) -> str:
        (self.file.parent / f"begun-{self.name}").touch()
        while not self.file.exists():
            time.sleep(0.005)
        return self.name


def with_hands(root: Path, do: Callable[[Hands], Awaitable[None]], patience: float = 60.0) -> list[str]:
    """Do something with two hands; returns what was reported."""
    reported: list[str] = []

    async def run() -> None:
        hands = Hands(root, None, 2, patience, reported.append)
        try:
            await asyncio.wait_for(do(hands), 60)
        finally:
            hands.stop()

    asyncio.run(run())
    return reported


async def there(file: Path) -> None:
    while not file.exists():
        await asyncio.sleep(0.005)


def test_an_errand_whose_worker_fell_is_tried_once_more(tmp_path: Path) -> None:
    file = tmp_path / "tries"

    async def ask(hands: Hands) -> None:
        file.write_text("", encoding="utf-8")
        assert await hands.ask(Falling(file, 1)) == 2
        file.write_text("", encoding="utf-8")
        with pytest.raises(Fallen, match="signal 9"):
            await hands.ask(Falling(file, 9))
        assert file.read_text(encoding="utf-8") == "2"
        with pytest.raises(InputProblems, match=r"a\.yaml:3:4"):
            await hands.ask(Refused())

    assert with_hands(tmp_path, ask) == ["The worker process ended killed by signal 9.\n"]


def test_a_worker_that_died_while_idle_costs_nobody_anything(tmp_path: Path) -> None:
    async def ask(hands: Hands) -> None:
        dead = set()
        for _ in range(6):
            dead.add(process := await hands.ask(Who()))
            os.kill(process, signal.SIGKILL)
        assert len(dead) == 6

    assert with_hands(tmp_path, ask) == []


def test_what_takes_too_long_is_ended_and_said_so_and_not_tried_again(tmp_path: Path) -> None:
    async def ask(hands: Hands) -> None:
        with pytest.raises(Fallen, match="too long"):
            await hands.ask(Endless())
        assert await hands.ask(Who())

    assert len(with_hands(tmp_path, ask, patience=1.5)) == 1


def test_a_fault_is_reported_once_and_without_anybody_s_words(tmp_path: Path) -> None:
    async def ask(hands: Hands) -> None:
        for _ in range(3):
            with pytest.raises(Fallen):
                await hands.ask(Faulty())

    reported = with_hands(tmp_path, ask)
    assert len(reported) == 1
    assert "in run" in reported[0]
    assert reported[0].endswith("\nValueError\n")


def test_what_takes_long_never_takes_the_last_hand(tmp_path: Path) -> None:
    go = tmp_path / "go"

    async def ask(hands: Hands) -> None:
        long = [asyncio.create_task(hands.ask(Waiting(go, str(at)))) for at in range(5)]
        await there(tmp_path / "begun-0")
        assert await hands.ask(Who(), Rank.QUICK)
        assert not (tmp_path / "begun-1").exists()
        go.touch()
        assert await asyncio.gather(*long) == list("01234")

    with_hands(tmp_path, ask)


def test_who_goes_first(tmp_path: Path) -> None:
    go, order = tmp_path / "go", []

    async def ask(hands: Hands) -> None:
        async def noted(rank: Rank) -> None:
            await hands.ask(Who(), rank)
            order.append(rank)

        first = asyncio.create_task(hands.ask(Waiting(go, "0")))
        await there(tmp_path / "begun-0")
        later = [asyncio.create_task(noted(rank)) for rank in (Rank.IDLE, Rank.PICTURE, Rank.LONG, Rank.PICTURE)]
        await asyncio.sleep(0)
        assert await hands.ask(Who(), Rank.QUICK)
        assert order == []
        go.touch()
        await asyncio.gather(first, *later)

    with_hands(tmp_path, ask)
    assert order == [Rank.LONG, Rank.PICTURE, Rank.PICTURE, Rank.IDLE]


def test_what_is_quick_never_takes_the_last_hand_either(tmp_path: Path) -> None:
    async def ask(hands: Hands) -> None:
        done = asyncio.Event()

        async def again_and_again() -> None:
            while not done.is_set():
                await hands.ask(Who(), Rank.QUICK)

        quick = [asyncio.create_task(again_and_again()) for _ in range(20)]
        await asyncio.gather(*(hands.ask(Who(), rank) for rank in (Rank.LONG, Rank.PICTURE) for _ in range(3)))
        done.set()
        await asyncio.gather(*quick)

    with_hands(tmp_path, ask)


def test_who_goes_away_leaves_no_hand_behind(tmp_path: Path) -> None:
    go = tmp_path / "go"

    async def ask(hands: Hands) -> None:
        gone = [asyncio.create_task(hands.ask(Waiting(go, str(at)))) for at in range(20)]
        await there(tmp_path / "begun-0")
        for each in gone:
            each.cancel()
        await asyncio.gather(*gone, return_exceptions=True)
        go.touch()
        assert await hands.ask(Waiting(go, "after")) == "after"
        assert not (tmp_path / "begun-1").exists()

    with_hands(tmp_path, ask)


def test_only_so_many_wait(tmp_path: Path) -> None:
    go = tmp_path / "go"

    async def ask(hands: Hands) -> None:
        waiting = [asyncio.create_task(hands.ask(Waiting(go, "0"))) for _ in range(MOST_WAITING + 1)]
        await there(tmp_path / "begun-0")
        with pytest.raises(Busy):
            await hands.ask(Who())
        waiting[-1].cancel()
        await asyncio.gather(waiting.pop(), return_exceptions=True)
        last = asyncio.create_task(hands.ask(Who()))
        go.touch()
        assert len(await asyncio.gather(last, *waiting)) == MOST_WAITING + 1

    with_hands(tmp_path, ask)


def test_who_waits_when_the_desk_closes_is_sent_away(tmp_path: Path) -> None:
    async def run() -> None:
        hands = Hands(tmp_path, None, 2, report=pytest.fail)
        waiting = [asyncio.create_task(hands.ask(Waiting(tmp_path / "never", "0"))) for _ in range(3)]
        await there(tmp_path / "begun-0")
        hands.stop()
        ended = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 30)
        assert all(isinstance(each, asyncio.CancelledError) for each in ended)
        with pytest.raises(Busy):
            await hands.ask(Who())

    asyncio.run(run())


def test_workers_that_are_programs_of_their_own_print_the_same(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = []

    async def ask(hands: Hands) -> None:
        files.append((await hands.ask(Printing("a", JOB))).content)

    with_hands(workspace, ask)
    # As on Windows and macOS, where nothing is forked.
    monkeypatch.setattr(workers, "FORKS", False)
    with_hands(workspace, ask)
    assert files[0] == files[1]
