"""The programs that docs/building.md shows run as they stand there, and do what is said of them."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.reading import read_pages

SHOWN = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs/building.md").read_text(encoding="utf-8"), re.M | re.S)
SUMMARIES = [f"sample/en/standard/{slug}-summary.pdf" for slug in ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The brochures and clinics of this repository in a folder of their own, which is the working directory."""
    for folder in ("brochures", "clinics"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "editions.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(number: int, folder: Path) -> dict[str, Any]:
    """Run one of the programs that are shown; returns what it gave names to."""
    file = folder / "program.py"
    file.write_text(SHOWN[number], encoding="utf-8")
    return runpy.run_path(str(file), run_name="__main__")


def test_a_build(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(0, here)
    made = [f"build/{path} made 1 {(here / 'build' / path).stat().st_size}" for path in SUMMARIES]
    assert capsys.readouterr() == ("".join(f"{line}\n" for line in made), "")
    text = here / "brochures/ketamine-pain-relief/en.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("version:", "verson:"), encoding="utf-8")
    run(0, here)
    said = capsys.readouterr().out
    assert f"{SUMMARIES[0]} kept 1" in said and f"{SUMMARIES[1]} not made 1" in said
    assert re.search(r"en\.yaml:\d+:1: error: unknown key “verson”\n  hint: did you mean “version”\?", said)


def test_an_unsaved_text(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    done = run(1, here)
    words = read_pages(done["pressed"].content)[0].text
    assert words.splitlines()[0] == "Ketamine for Pain"
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [
        [SUMMARIES[1].replace("sample", clinic), "1"] for clinic in ("house", "sample")
    ]
    (here / "program.py").unlink()
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_all_that_are_shown_are_run() -> None:
    assert len(SHOWN) == 2
