"""What the tests of comparing share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.comparison.edits import BREATHING, MORE, edit
from tests.conftest import WORKSPACE, Finished

Press = Callable[..., Finished]


@pytest.fixture
def older(workspace: Path, tmp_path: Path) -> Path:
    """A copy of the brochure as it was, saved somewhere else."""
    return Path(shutil.copy(workspace / BREATHING, tmp_path / "as it was.yaml"))


@pytest.fixture
def runs(workspace: Path, press: Press, tmp_path: Path) -> tuple[Path, Path]:
    """Two print runs for four clinics: one word is another, one clinic's number, one clinic came and one went."""
    for name in ("two", "three", "four"):
        text = WORKSPACE["clinics/one.yaml"].replace("Clinic One", f"Clinic {name.title()}")
        (workspace / f"clinics/{name}.yaml").write_text(text, encoding="utf-8")
    press("build")
    old = Path(shutil.move(workspace / "build", tmp_path / "old"))
    edit(workspace, ("Sit upright", "Lie upright"))
    edit(workspace, ("555-0100", "555-0199"), name="clinics/three.yaml")
    (workspace / "clinics/four.yaml").rename(workspace / "clinics/five.yaml")
    press("build")
    return old, workspace / "build"


@pytest.fixture
def printed(workspace: Path, press: Press) -> Callable[..., bytes]:
    """Print a brochure of three sections for a clinic, with some changes: old text, new text, and the file."""

    def make(*changes: tuple[str, str] | tuple[str, str, str]) -> bytes:
        for name, text in {**WORKSPACE, BREATHING: WORKSPACE[BREATHING] + MORE}.items():
            (workspace / name).write_text(text, encoding="utf-8")
        for old, new, *name in changes:
            edit(workspace, (old, new), name=name[0] if name else BREATHING)
        assert press("build", "--clinic", "one").status == 0
        return (workspace / "build/one/en/standard/breathing-handout.pdf").read_bytes()

    return make
