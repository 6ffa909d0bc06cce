"""What is in an output folder, and a workspace with enough in it that not everything depends on all."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinicpress.cli import run
from clinicpress.ground.stamps import HIDDEN
from clinicpress.workspace.files import PLATES

LUNGS = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60" width="120" height="60">
<rect width="120" height="60" fill="#DDEEEE"/><text x="10" y="30" font-size="12">Lungs</text></svg>
"""
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">
<rect width="40" height="9"/></svg>
"""
EXAMPLE = {
    "editions.yaml": """\
editions:
  standard: {theme: calm, paper: letter, layouts: [handout, summary]}
  large: {theme: large-print, paper: letter, layouts: [handout]}
matrix:
  exclude:
    - {brochure: resting, layout: summary}
    - {brochure: resting, edition: large}
""",
    "brochures/sources.yaml": """\
guide:
  short: A guide to breathing
  full: Doe J. A guide to breathing. Breath. 2020;1(2):3-4.
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
    icon: lungs
    body:
      - paragraph: Sit upright. Breathe out **slowly**. [@guide]
      - figure: {image: lungs.svg, alt: The lungs}
    summary:
      - Breathe out longer than you breathe in.
""",
    "brochures/breathing/lungs.svg": LUNGS,
    "brochures/resting/en-GB.yaml": """\
title: Resting at home
language: en-GB
version: "1.0"
published: 2026-11-22
sources: {none: The house's own advice}
sections:
  - id: how-to
    heading: How to rest
    body:
      - paragraph: Lie down for a while.
""",
    "clinics/house.yaml": "{}\n",
    "clinics/one.yaml": """\
name: Test Clinic One
address: [1 Example Street]
phone: (555) 555-0100
logo: one/logo.svg
brand_color: "#0F5A66"
""",
    "clinics/one/logo.svg": LOGO,
    "clinics/two.yaml": """\
name: Test Clinic Two
phone: (555) 555-0102
website: https://two.example.org
""",
}
"""Twelve jobs with four plates."""


@contextmanager
def inheriting(interrupts: Callable[[int, Any], Any] | signal.Handlers) -> Iterator[None]:
    """Start programs that take Ctrl-C in a certain way, whether these tests run in the background or not.

    A shell lets what it starts in the background ignore Ctrl-C, and that is inherited.
    """
    before = signal.signal(signal.SIGINT, interrupts)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


HEEDED, IGNORED = signal.default_int_handler, signal.SIG_IGN

_CLEAN: dict[object, dict[str, bytes]] = {}


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def shown(out: Path) -> dict[str, bytes]:
    """Read all that people see in an output folder."""
    files = [path for path in sorted(out.rglob("*")) if path.is_file() and HIDDEN not in path.relative_to(out).parts]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def stamps(out: Path, hidden: bool = False) -> dict[str, tuple[int, int, int]]:
    """Tell files from those that were written anew, even with the same content."""
    found = {}
    for path in sorted(out.rglob("*")):
        if path.is_file() and (hidden or HIDDEN not in path.relative_to(out).parts):
            status = path.stat()
            found[path.relative_to(out).as_posix()] = (status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
    return found


def plates(out: Path) -> list[Path]:
    return sorted((out / HIDDEN / PLATES).iterdir())


@dataclass
class Bench:
    """A workspace, its output folder `build`, and a place for clean builds."""

    root: Path
    aside: Path
    call: Callable[..., int]

    @property
    def out(self) -> Path:
        return self.root / "build"

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.root / name).write_text(text, encoding="utf-8")

    def build(self, *arguments: str) -> int:
        return self.call("build", "--workspace", str(self.root), "--out", str(self.out), *arguments)

    def settle(self) -> None:
        """Build until the next build can see from dates alone that nothing changed."""
        for _ in range(1000):
            before = stamps(self.out, hidden=True)
            assert self.build() == 0
            if stamps(self.out, hidden=True) == before:
                return
        raise AssertionError("the state of the build was never kept")

    def clean(self) -> dict[str, bytes]:
        """Build the same workspace in an empty folder, by one process; once for the same content."""
        files = [path for path in sorted(self.root.rglob("*")) if path.is_file() and self.out not in path.parents]
        content = tuple((path.relative_to(self.root).as_posix(), path.read_bytes()) for path in files)
        if content not in _CLEAN:
            out = self.aside / f"clean-{len(_CLEAN)}"
            assert self.call("build", "--workspace", str(self.root), "--out", str(out), "--jobs", "1") == 0
            _CLEAN[content] = shown(out)
        return _CLEAN[content]

    def assert_clean(self) -> None:
        """Compare with a clean build: nothing may be left of what was before."""
        now, clean = shown(self.out), self.clean()
        assert sorted(now) == sorted(clean)
        assert [name for name in clean if now[name] != clean[name]] == []

    def rebuild(self, *arguments: str) -> set[str]:
        """Build in this process, compare with a clean build, and return the PDFs that were written."""
        before = stamps(self.out)
        assert self.build("--jobs", "1", *arguments) == 0
        after = stamps(self.out)
        self.assert_clean()
        return {name for name in after if after[name] != before.get(name)} - {"manifest.json"}


def call(*arguments: str) -> int:
    """Run the command line in this process; returns its status."""
    try:
        run(arguments=list(arguments))
    except SystemExit as leaving:
        assert isinstance(leaving.code, int)
        return leaving.code
    return 0


def soon_empty(folder: Path) -> bool:
    """Tell whether a folder has no files any more; processes that are ending get some seconds to put theirs away."""
    until = time.monotonic() + 20
    while any(path.is_file() for path in folder.rglob("*")):
        if time.monotonic() > until:
            return False
        os.sched_yield()
    return True
