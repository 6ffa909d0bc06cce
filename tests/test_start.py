"""The start: a build with nothing to do ends before anything is loaded, and all else goes to the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinicpress.building.build import build
from clinicpress.building.freshness import key_of_words
from clinicpress.start import is_done

ROOT = Path(__file__).parent.parent
TOLD = "Nothing to make: 2 files are as they should be.\n"


@pytest.fixture
def words(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of a build that has been done, and that the next one may see from dates alone."""
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)
    asked = ["build", "--workspace", str(workspace), "--out", str(workspace / "build")]
    build(workspace, workspace / "build", words=key_of_words(asked))
    return asked


def test_a_build_that_was_done_is_done(words: list[str], workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert is_done(words)
    assert capsys.readouterr() == (TOLD, "")
    (workspace / "clinics/one.yaml").write_text("name: One\n", encoding="utf-8")
    assert not is_done(words)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "more",
    [
        ["--force"], ["--explain"], ["--prune"], ["--json"], ["--watch"], ["--help"], ["-h"], ["--clinic", "one"],
        ["--cluster", "tcp://a:1"], ["--cluster=tcp://a:1"], ["breathing"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_has_more_to_say_goes_on(more: list[str], words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert not is_done([*words, *more])
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("command", ["check", "list", "preflight", "--version"])
def test_other_commands_go_on(command: str, words: list[str]) -> None:
    assert not is_done([command, *words[1:]])
    assert not is_done([])


def program(arguments: list[str], folder: Path) -> tuple[str, str, set[str]]:
    """Run the program in a process of its own; returns what was printed, and the modules that were loaded."""
    code = (
        "import sys, atexit, clinicpress.start as start\n"
        "atexit.register(lambda: print(*sys.modules, file=open('loaded.txt', 'w')))\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "start.program()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", env=environment, check=True
    )
    return done.stdout, done.stderr, set((folder / "loaded.txt").read_text().split())


def test_where_nothing_is_to_be_made_nothing_is_loaded(words: list[str], tmp_path: Path) -> None:
    said, troubles, loaded = program(words, tmp_path)
    assert (said, troubles) == (TOLD, "")
    assert sorted(name for name in loaded if name.startswith("clinicpress")) == [
        "clinicpress", "clinicpress.building", "clinicpress.building.freshness", "clinicpress.ground",
        "clinicpress.ground.stamps", "clinicpress.ground.terminal", "clinicpress.start",
    ]  # fmt: skip
    assert not loaded & {"click", "pydantic", "yaml", "json", "pathlib", "dataclasses"}


def test_in_other_words_the_command_line_says_the_same(words: list[str], tmp_path: Path) -> None:
    """Its own look at the dates comes before the press is loaded."""
    said, _, loaded = program(["build", "--jobs", "1", *words[3:], *words[1:3], "--jobs=1"], tmp_path)
    assert said == TOLD
    assert ("clinicpress.cli" in loaded, loaded & {"pydantic", "yaml", "clinicpress.content.edition"}) == (True, set())
