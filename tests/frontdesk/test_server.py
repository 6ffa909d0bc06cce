"""The front desk as a program."""

from __future__ import annotations

import signal
from collections.abc import Callable

from tests.frontdesk.conftest import Opened


def test_it_ends_when_it_is_told_to(open_desk: Callable[..., Opened]) -> None:
    desk = open_desk()
    with desk.client as client:
        assert client.get("/").status_code == 200
    desk.process.send_signal(signal.SIGINT)
    assert desk.process.wait(30) in (0, 130)
