"""The start: on each way, what is loaded is what docs/starting.md lists, nothing more and nothing less."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, WORKSPACE
from tests.folders import write

PAGE = (ROOT / "docs/starting.md").read_text(encoding="utf-8")
NOTHING, HELP, CHECK = "Nothing changed", "`--help`", "`check`"
READY, FIRST = "A build with plates at hand", "The first page"
WAYS = (NOTHING, HELP, READY, FIRST, CHECK)
TOLD = """
import atexit, sys
before = set(sys.modules)
atexit.register(lambda: print(*set(sys.modules) - before, file=open("loaded.txt", "w")))
from clinicpress.start import program
program()
"""
UNUSED = {"asyncio", "concurrent", "http", "multiprocessing", "smtplib", "sqlite3", "ssl", "unittest", "xmlrpc"}
"""Parts of the standard library that are slow to load and have nothing to do on any of these ways."""


def listed(way: str) -> set[str]:
    """List the libraries and the modules of ours that a way adds to those before it."""
    section = PAGE.partition(f"\n## {way}\n")[2].partition("\n## ")[0]
    found: set[str] = set()
    for first in re.findall(r"^\| (`[^|]*?) \|", section, re.MULTILINE):
        names, _, modules = first.partition(":")
        folders = re.findall(r"`(\w+)`", names)
        ours = [f"{folders[0]}.{module}".removeprefix("clinicpress.") for module in modules.replace(" ", "").split(",")]
        found.update(ours if modules else folders)
    return found


def up_to(way: str) -> set[str]:
    return set().union(*(listed(each) for each in WAYS[: WAYS.index(way) + 1]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of one brochure with a handout, whose clinic has no logo."""
    root = tmp_path_factory.mktemp("starting")
    write(root, WORKSPACE)
    return root


def loaded(folder: Path, *words: str) -> set[str]:
    """Run a command in a process of its own; returns the libraries and the modules of ours that it loaded."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", TOLD, *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    names = set((folder / "loaded.txt").read_text(encoding="utf-8").split())
    tops = {name.split(".")[0] for name in names}
    assert not tops & UNUSED
    ours = {name.removeprefix("clinicpress.") for name in names if name.startswith("clinicpress.")}
    packages = {path.parent.name for path in (ROOT / "clinicpress").glob("*/__init__.py")}
    hidden = {name for name in tops if name.startswith("_") or name == "cython_runtime"}
    return ours - packages | tops - sys.stdlib_module_names - {"clinicpress"} - hidden


def test_help_loads_what_is_listed(folder: Path) -> None:
    assert loaded(folder, "--help") == up_to(HELP)


def test_a_page_loads_what_is_listed_and_with_its_plate_at_hand_less(folder: Path) -> None:
    asked = ["build", "--clinic", "one", "--jobs", "1"]
    assert loaded(folder, *asked, "--out", "first") == up_to(FIRST)
    shutil.copytree(folder / "first/.clinicpress/plates", folder / "second/.clinicpress/plates")
    assert loaded(folder, *asked, "--out", "second") == up_to(READY)
    [one], [other] = (list((folder / out).rglob("*.pdf")) for out in ("first", "second"))
    assert one.read_bytes() == other.read_bytes()


def test_a_check_loads_what_is_listed(folder: Path) -> None:
    assert loaded(folder, "check", "breathing") == up_to(CHECK) - {"building.build"}


def test_where_nothing_changed_nothing_else_is_loaded(folder: Path) -> None:
    """How such a build is made is in test_start.py."""
    assert up_to(NOTHING) == {"start", "building.freshness", "ground.stamps", "ground.terminal"}
    assert up_to(NOTHING) < loaded(folder, "--help")
