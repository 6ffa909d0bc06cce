"""A snapshot answers each question as it did the first time, whoever asks, and whatever became of the disk."""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest

from clinicpress.workspace.disk import Disk
from clinicpress.workspace.snapshot import Snapshot
from clinicpress.workspace.workspace import Unread

ONE, TWO = "clinics/one.yaml", "clinics/two.yaml"
THREADS = 8


def answers(snapshot: Snapshot) -> list[object]:
    """Ask everything that can be asked."""
    with pytest.raises(Unread) as why:
        snapshot.content(TWO, 1_000)
    return [
        *(snapshot.has(name) for name in (ONE, TWO)),
        *(snapshot.digest(name) for name in (ONE, TWO)),
        snapshot.content(ONE, 1_000),
        (why.value.message, why.value.hint),
        snapshot.names("clinics", ".yaml"),
        snapshot.folders("brochures"),
        snapshot.files_below("clinics"),
    ]


def test_what_happens_on_the_disk_does_not_reach_it(workspace: Path) -> None:
    snapshot = Snapshot(Disk(workspace))
    before = answers(snapshot)
    (workspace / ONE).write_text("name: Another\n", encoding="utf-8")
    (workspace / TWO).write_text("name: Two\n", encoding="utf-8")
    shutil.rmtree(workspace / "brochures")
    assert answers(snapshot) == before
    shutil.rmtree(workspace / "clinics")
    assert answers(snapshot) == before


@pytest.mark.parametrize("first", ["has", "digest"])
def test_a_file_is_kept_from_the_first_question_about_it(first: str, workspace: Path) -> None:
    content = (workspace / ONE).read_bytes()
    snapshot = Snapshot(Disk(workspace))
    assert getattr(snapshot, first)(ONE)
    (workspace / ONE).unlink()
    assert snapshot.content(ONE, 1_000) == content
    assert snapshot.digest(ONE) == hashlib.sha256(content).hexdigest()


def test_a_list_that_was_given_can_be_changed(workspace: Path) -> None:
    snapshot = Snapshot(Disk(workspace))
    snapshot.folders("brochures").clear()
    assert snapshot.folders("brochures") == ["breathing"]


class Restless(Disk):
    """A disk on which everything changes while it is read, and threads come together."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.turn = count()
        self.together = Barrier(THREADS)

    def content(self, name: str, limit: int) -> bytes:
        """Return other bytes each time, when all threads are here."""
        self.together.wait(10)
        return b"%d" % next(self.turn)

    def entries(self, folder: str) -> list[str]:
        """Return other names each time, when all threads are here."""
        self.together.wait(10)
        return [str(next(self.turn))]


def test_threads_that_ask_at_the_same_time_get_one_answer(workspace: Path) -> None:
    snapshot = Snapshot(Restless(workspace))

    def ask(_: int) -> tuple[bytes, str | None, tuple[str, ...]]:
        return snapshot.content(ONE, 1_000), snapshot.digest(ONE), tuple(snapshot.entries("clinics"))

    with ThreadPoolExecutor(THREADS) as threads:
        found = set(threads.map(ask, range(THREADS)))
    ((content, digest, _),) = found
    assert digest == hashlib.sha256(content).hexdigest()
