"""What tests share: a small workspace, the command line run in this process, and golden files."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from clinicpress.cli import run
from clinicpress.drafting.starter import begin_brochure, begin_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Whoever lands a change is not stopped by an example that nobody has seen before; `wander` looks for those.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("wander", deadline=None, print_blob=True)
settings.load_profile("same")

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent

WORKSPACE = {
    "editions.yaml": """\
editions:
  standard: {theme: calm, paper: letter, layouts: [handout]}
""",
    "brochures/sources.yaml": """\
guide:
  short: A guide to breathing
  full: Doe J. A guide to breathing. Breath. 2020;1(2):3-4.
other-guide:
  short: Another guide
  full: Roe J. Another guide. Breath. 2021;2(3):5-6.
""",
    "brochures/breathing/en.yaml": """\
title: Breathing at home
language: en
version: "1.0"
published: 2026-11-22
sources: [guide]
sections:
  - id: how-to
    heading: How to do it
    body:
      - paragraph: Sit upright. Breathe out **slowly**. [@guide]
    summary:
      - Breathe out longer than you breathe in.
""",
    "clinics/house.yaml": "{}\n",
    "clinics/one.yaml": """\
name: Test Clinic One
address: [1 Example Street]
phone: (555) 555-0100
brand_color: "#0F5A66"
""",
}


@dataclass(frozen=True)
class Finished:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one small brochure, the house and one clinic; it builds without problems."""
    root = tmp_path / "workspace"
    for name, text in WORKSPACE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def press(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Finished]:
    """Run the command line in the workspace: press("build") writes to its folder `build`."""

    def call(command: str, *arguments: str) -> Finished:
        where = ["--workspace", str(workspace)] if command in {"build", "check", "compare", "list"} else []
        if command == "build":
            where += ["--out", str(workspace / "build")]
        capsys.readouterr()
        status: object = 0
        try:
            run(arguments=[command, *where, *arguments])
        except SystemExit as leaving:
            status = leaving.code
        printed = capsys.readouterr()
        assert isinstance(status, int)
        return Finished(status, printed.out, printed.err)

    return call


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A new workspace."""
    begin_workspace(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def begin(desk: Path, tmp_path: Path) -> Callable[..., Path]:
    """Begin the brochure new-one from an article of some bytes; returns the draft's file."""

    def begun(content: bytes, ending: str = ".txt", language: str = "en") -> Path:
        article = tmp_path / f"article{ending}"
        article.write_bytes(content)
        begin_brochure(desk, "new-one", language, article)
        return desk / "brochures" / "new-one" / f"{language}.yaml"

    return begun


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, one for a file; tests that need it are skipped where there is none.

    While it is open, Playwright's loop runs in this thread, and no other test could run one of its own.
    """
    from tests.chromium import CHROMIUM, chromium

    if CHROMIUM is None:
        assert os.environ.get("CI") != "true", "CI needs Chromium"
        pytest.skip("there is no Chromium")
    with chromium() as browser:
        yield browser


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run two processes more than there are cores: while some wait for browsers and programs, others have the cores."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return cores + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that the end of none is waited for by idle cores."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Spare the thousands of tests from being searched for garbage again and again."""
    gc.freeze()
    gc.set_threshold(10_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden files with what is made now")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file below tests/, or rewrite the file where --update-goldens is given."""

    def compare(name: str, text: str) -> None:
        file = TESTS / name
        if request.config.getoption("--update-goldens"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"tests/{name} is missing: make it with pytest --update-goldens"
        assert text == file.read_text(encoding="utf-8"), (
            f"tests/{name} is no longer what is made; if the change is meant, renew it with pytest --update-goldens"
        )

    return compare
