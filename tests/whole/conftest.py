"""What the tests of the whole press share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.folders import EXAMPLE, Bench, call, write
from tests.verapdf import Referee


@pytest.fixture(scope="session")
def referee(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Referee]:
    """veraPDF, in one process for all tests."""
    begun = Referee(tmp_path_factory.mktemp("referee"))
    yield begun
    begun.end()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that has been built once; tests work with copies of it."""
    root = tmp_path_factory.mktemp("built")
    write(root, EXAMPLE)
    assert call("build", "--workspace", str(root), "--out", str(root / "build"), "--jobs", "2") == 0
    return root


@pytest.fixture
def old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files count as old enough at once: a test must not wait for that."""
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)


@pytest.fixture
def bench(built: Path, tmp_path: Path) -> Bench:
    """A copy of the built workspace: every content is the same, every date and inode another."""
    shutil.copytree(built, tmp_path / "workspace")
    return Bench(tmp_path / "workspace", tmp_path, call)
