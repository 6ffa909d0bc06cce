"""Workers that are asked, fall, and are replaced."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinicpress.frontdesk.errands import Bench
from clinicpress.frontdesk.hands import Fallen, Hands
from clinicpress.ground.problems import InputProblems, Place


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


def test_an_errand_whose_worker_fell_is_tried_once_more(tmp_path: Path) -> None:
    file = tmp_path / "tries"

    async def ask() -> None:
        hands = Hands(tmp_path, None, 1)
        try:
            file.write_text("", encoding="utf-8")
            assert await hands.ask(Falling(file, 1)) == 2
            file.write_text("", encoding="utf-8")
            with pytest.raises(Fallen, match="signal 9"):
                await hands.ask(Falling(file, 9))
            assert file.read_text(encoding="utf-8") == "2"
            with pytest.raises(InputProblems, match=r"a\.yaml:3:4"):
                await hands.ask(Refused())
        finally:
            hands.stop()

    asyncio.run(ask())
