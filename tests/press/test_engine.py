"""What counts as the engine: all that has a part in a PDF or its release, and nothing beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from clinicpress.press.engine import BESIDE, FOLDERS, LIBRARIES, OTHER_FILES
from tests.folders import EXAMPLE, stamps, write
from tests.test_architecture import BY_NAME, ENGINE, dotted, imported

CALLED = {"yaml": "pyyaml", "PIL": "pillow", "zxingcpp": "zxing-cpp"}
"""Libraries that are imported by another name."""
NO_PART = {
    "annotated-types",
    "charset-normalizer",
    "packaging",
    "typing-extensions",
    "typing-inspection",
    "webencodings",
}
"""Libraries of our libraries that have no part in what is printed."""


def reached(start: str) -> set[str]:
    """List a module of ours and all that it reaches by its imports, wherever in a file they stand."""
    found: set[str] = set()
    todo = {start}
    while todo:
        found |= todo
        todo = {name for module in todo for name in imported(BY_NAME[module]) & BY_NAME.keys()} - found
    return found


BEGINNINGS = ("clinicpress.press.press", "clinicpress.workspace.disk")
"""The press, and what gives it people's files."""
PRESS = {module for start in BEGINNINGS for module in reached(start) if BY_NAME[module].name != "__init__.py"}


def test_the_engine_is_what_the_press_reaches() -> None:
    """Where this fails, the tables in engine.py lack the first of these modules, or have the second for nothing."""
    every = {path for folder in FOLDERS for path in (ENGINE / folder).glob("[!_]*.py")}
    listed = {dotted(path) for path in every - {ENGINE / name for name in BESIDE}}
    assert (PRESS - listed, listed - PRESS) == (set(), set())
    assert {path.relative_to(ENGINE).as_posix() for path in every} >= BESIDE
    beside = (path for folder in FOLDERS for path in (ENGINE / folder).rglob("*.*"))
    others = [path for path in beside if path.suffix not in (".py", ".pyc", ".md")]
    assert sorted(OTHER_FILES) == sorted(path.relative_to(ENGINE).as_posix() for path in others)


def test_its_libraries_are_what_it_imports_and_what_they_need() -> None:
    names = {name.split(".")[0] for module in PRESS for name in imported(BY_NAME[module])}
    used = {CALLED.get(name, name.replace("_", "-")) for name in names - {"clinicpress"} - sys.stdlib_module_names}
    todo = set(used)
    while todo:
        asked = [Requirement(text) for name in todo for text in metadata.requires(name) or ()]
        needed = {
            each.name.lower().replace("_", "-")
            for each in asked
            if not each.marker or each.marker.evaluate({"extra": ""})
        }
        todo = needed - used
        used |= todo
    assert used - NO_PART == set(LIBRARIES)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the program and a workspace, to change the program."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("clinicpress", "templates", "fonts"):
        shutil.copytree(ENGINE.parent / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ENGINE.parent / "generate.py", folder)
    write(folder, EXAMPLE)
    build(folder)
    return folder


TELLING = """
import atexit, runpy, sys
atexit.register(lambda: print(*sys.modules))
runpy.run_path("generate.py", run_name="__main__")
"""


def build(folder: Path) -> str:
    """Build with the program in a folder; returns the modules that were loaded."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", TELLING, "build", "--layout", "summary", "--jobs", "1"]
    return subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("module", "makes_anew"),
    [("content/listing", False), ("desk/check", False), ("typesetting/page", True), ("readback/soundness", True)],
)
def test_a_remark_makes_anew_what_it_may_have_changed(own: Path, module: str, makes_anew: bool) -> None:
    before = stamps(own / "build")
    with (own / f"clinicpress/{module}.py").open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    build(own)
    after = stamps(own / "build")
    pdfs = [name for name in before if name.endswith(".pdf")]
    assert len(pdfs) == 3
    assert {after[name] != before[name] for name in pdfs} == {makes_anew}


def test_a_build_does_not_look_at_pages(own: Path) -> None:
    with (own / "clinicpress/typesetting/page.py").open("a", encoding="utf-8") as file:
        file.write("\n# another remark\n")
    loaded = build(own).split()
    assert "clinicpress.press.release" in loaded
    assert not {"clinicpress.readback.sight", "clinicpress.press.steps"} & set(loaded)
