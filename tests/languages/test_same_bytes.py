"""The same bytes of pages in several scripts, whatever was printed before them and however Python hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.languages.texts import CLINICS, LEAFLET, write_workspace
from tests.printing import pdf_jobs

MIXED = ("ar", "en", "hi")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mixed")
    write_workspace(root, MIXED)
    return root


def build(root: Path, out: Path, *options: str, seed: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, ROOT / "generate.py", "build", LEAFLET, "--workspace", root, "--out", out, *options],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    )
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.pdf"))}


def test_other_orders_other_processes_and_other_seeds_give_the_same_bytes(mixed: Path, tmp_path: Path) -> None:
    one = build(mixed, tmp_path / "one", "--jobs", "1", seed="1")
    two = build(mixed, tmp_path / "two", "--jobs", "2", seed="2")
    press = Press(Catalog(Disk(mixed)), Rack())
    jobs = [job for job in pdf_jobs(press.catalog) if job.slug == LEAFLET]
    backwards = {job.path: press.print(job).content for job in reversed(jobs)}
    assert len(one) == len(MIXED) * len(CLINICS) * 3
    for made in (two, backwards):
        assert sorted(made) == sorted(one)
        assert [name for name in one if made[name] != one[name]] == []
