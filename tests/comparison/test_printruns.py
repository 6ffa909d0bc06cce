"""Two folders of PDFs: what changed is told in groups, nothing is taken on trust."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinicpress.building.manifest import Manifest
from tests.conftest import Finished

Press = Callable[..., Finished]


def grouped(found: dict[str, Any]) -> dict[str, set[str]]:
    """Return the changes of files, by what changed, with the clinics that have them."""
    groups: dict[str, set[str]] = {}
    for each in found["prints"]:
        changes = sorted({f"{change['old']}→{change['new']}" for change in each["words"] + each["footers"]})
        groups[" ".join(changes)] = {path.split("/")[0] for path in [each["name"], *each["also"]]}
    return groups


@pytest.mark.parametrize("manifests", ["vouch", "are of two versions of the program", "are gone"])
def test_folders_are_compared_by_what_changed(runs: tuple[Path, Path], press: Press, manifests: str) -> None:
    for folder in runs:
        if manifests == "are gone":
            (folder / "manifest.json").unlink()
    if manifests.startswith("are of two"):
        manifest = runs[0] / "manifest.json"
        text = manifest.read_text(encoding="utf-8")
        assert '"python": "' in text
        manifest.write_text(text.replace('"python": "', '"python": "2.'), encoding="utf-8")
    found = json.loads(press("compare", *map(str, runs), "--json").out)
    assert grouped(found) == {"Sit→Lie": {"one", "two", "house"}, "555-0100→555-0199 Sit→Lie": {"three"}}
    assert found["files"]["added"] == ["five/en/standard/breathing-handout.pdf"]
    assert found["files"]["removed"] == ["four/en/standard/breathing-handout.pdf"]
    assert (len(found["files"]["changed"]), found["files"]["same"]) == (4, 0)


@pytest.mark.parametrize("hidden", [False, True])
def test_a_file_that_somebody_changed_is_not_taken_for_what_the_manifest_says(
    runs: tuple[Path, Path], press: Press, hidden: bool
) -> None:
    old, new = runs
    file, other = (f"{clinic}/en/standard/breathing-handout.pdf" for clinic in ("two", "three"))
    (new / file).write_bytes((new / other).read_bytes())
    if hidden:
        # Even where the manifest has the other file's digest: with another version of the program, words are read.
        manifest = Manifest.read(new)
        digests = [manifest.entry(each)["sha256"] for each in (file, other)]
        text = (new / "manifest.json").read_text(encoding="utf-8").replace(*digests)
        (new / "manifest.json").write_text(text.replace('"python": "', '"python": "2.'), encoding="utf-8")
    found = json.loads(press("compare", str(old), str(new), "--json").out)
    [own] = [each for each in found["prints"] if each["name"] == file]
    assert {"Two→Three", "555-0100→555-0199"} <= {f"{c['old']}→{c['new']}" for c in own["words"] + own["footers"]}


def test_hundreds_are_told_in_a_few_lines(runs: tuple[Path, Path], press: Press, tmp_path: Path) -> None:
    finished = press("compare", *map(str, runs), "--report", str(tmp_path / "r.html"))
    assert finished.status == 0
    assert "4 changed, 1 new, 1 gone, 0 the same" in finished.out
    assert "the same in 2 more: one, two" in finished.out
    assert finished.out.count("changed “Sit” → “Lie”") == 2


def test_a_broken_pdf_does_not_hide_the_others(runs: tuple[Path, Path], press: Press, tmp_path: Path) -> None:
    broken = runs[1] / "three/en/standard/breathing-handout.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    finished = press("compare", *map(str, runs), "--report", str(tmp_path / "r.html"))
    assert finished.status == 1
    assert f"{broken}:1:1: error: the PDF is damaged" in finished.err
    assert "changed “Sit” → “Lie”" in finished.out


def test_files_with_other_bytes_only_are_told_apart(runs: tuple[Path, Path], press: Press, tmp_path: Path) -> None:
    new = Path(shutil.copytree(runs[0], tmp_path / "new"))
    file = new / "one/en/standard/breathing-handout.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    finished = press("compare", str(runs[0]), str(new), "--report", str(tmp_path / "r.html"))
    said = "1 changed (1 of them with the same words and looks), 0 new, 0 gone, 4 the same"
    assert finished.out.splitlines()[:-1] == [said]


def test_folders_without_pdfs_are_a_problem(press: Press, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    finished = press("compare", str(tmp_path / "a"), str(tmp_path / "b"))
    assert (finished.status, finished.out) == (1, "")
    assert "there are no PDFs here" in finished.err
    assert finished.err.endswith("hint: build them first\n")


def test_folders_of_brochures_are_compared_by_their_files(workspace: Path, press: Press, tmp_path: Path) -> None:
    new = workspace / "brochures/breathing"
    finished = press("compare", str(shutil.copytree(new, tmp_path / "old")), str(new))
    assert finished.status == 1
    assert f"compare brochures by their files, such as {new / 'en.yaml'}" in finished.err
