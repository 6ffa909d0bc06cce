"""Drafts of files are taken away when nobody writes them any more."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from clinicpress.workspace.files import clear_drafts


def test_the_drafts_of_a_dead_process_go_even_while_it_is_being_buried(tmp_path: Path) -> None:
    def bury(dead: int, begun: threading.Event, later: int) -> None:
        begun.wait()
        for _ in range(later):
            tmp_path.stat()
        os.waitpid(dead, 0)

    for turn in range(200):
        dead = os.posix_spawn("/bin/true", ["true"], {})
        os.waitid(os.P_PID, dead, os.WEXITED | os.WNOWAIT)
        for number in range(10):
            (tmp_path / f"{dead}-{number}-handout.pdf").touch()
        begun = threading.Event()
        burial = threading.Thread(target=bury, args=(dead, begun, turn % 20))
        burial.start()
        begun.set()
        clear_drafts(tmp_path)
        burial.join()
        assert list(tmp_path.iterdir()) == []
