"""Who answers at a port."""

from __future__ import annotations

import socket
from pathlib import Path

from clinicpress.frontdesk.doorbell import greeting, ring
from tests.desks import Opened
from tests.frontdesk.raw import place


def test_a_desk_says_which_folder_it_serves_and_not_where_that_is(desk: Opened, tmp_path: Path) -> None:
    there = ring(*place(desk))
    assert there == greeting(desk.root, edit=False)
    assert there != greeting(tmp_path, edit=False)
    with desk.client as client:
        assert str(desk.root) not in client.get("/hello").text


def test_whoever_is_no_desk_is_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        silent.close()
        assert ring("127.0.0.1", port) is None
