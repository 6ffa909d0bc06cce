"""Building again over what is left: files that no job makes, problems, garbage, and what changes meanwhile."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.building.freshness import STATE, is_unchanged
from clinicpress.building.manifest import Manifest
from clinicpress.building.plan import Plan
from clinicpress.building.workbench import Workbench
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Wanted
from clinicpress.ground.stamps import HIDDEN
from clinicpress.press.rack import Rack, is_fresh
from clinicpress.start import is_done
from clinicpress.workspace.disk import Disk
from tests.conftest import Finished
from tests.folders import EXAMPLE, LUNGS, Bench, call, plates, shown, write
from tests.whole.changes import BREATHING, ONE, about, of_clinic

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("old_enough")]

# Files that no job makes any more ----------------------------------------------------------------


def without(bench: Bench, what: str) -> Callable[[str], bool]:
    """Take something out of the workspace; returns what is then a stray."""
    if what == "clinic":
        (bench.root / "clinics/two.yaml").unlink()
        return of_clinic("two")
    if what == "brochure":
        shutil.rmtree(bench.root / "brochures/resting")
        bench.edit("editions.yaml", ("    - {brochure: resting, layout: summary}\n", ""))
        bench.edit(
            "editions.yaml", ("    - {brochure: resting, edition: large}\n", "    - {clinic: house, layout: summary}\n")
        )
        return lambda path: "/resting-" in path or path == "house/en/standard/breathing-summary.pdf"
    bench.edit(
        "editions.yaml", ("[handout, summary]", "[handout]"), ("    - {brochure: resting, layout: summary}\n", "")
    )
    return about("-summary.pdf")


@pytest.mark.parametrize("what", ["clinic", "brochure", "layout"])
def test_strays_are_reported_and_pruned(bench: Bench, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    bench.settle()
    before = shown(bench.out)
    strays = set(filter(without(bench, what), before))
    capsys.readouterr()
    assert bench.build() == 0
    assert f"No job makes {len(strays)} of the files any more" in capsys.readouterr().err
    assert shown(bench.out) == before
    assert bench.build("--prune") == 0
    assert set(before) - set(shown(bench.out)) == strays
    assert not [folder for folder in bench.out.rglob("*") if folder.is_dir() and not any(folder.iterdir())
                and HIDDEN not in folder.parts]  # fmt: skip
    bench.assert_clean()
    bench.settle()


def test_prune_leaves_what_is_not_ours(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    (bench.root / "clinics/two.yaml").unlink()
    changed = bench.out / "two/en/standard/breathing-handout.pdf"
    changed.write_bytes(b"somebody's own")
    other = bench.out / "two/en/large/notes.txt"
    other.write_text("somebody's own", encoding="utf-8")
    assert bench.build("--prune") == 0
    said = capsys.readouterr().err
    assert f"left {changed}" in said and "--prune removes" not in said
    left = {name for name in shown(bench.out) if name.startswith("two/")}
    assert left == {"two/en/standard/breathing-handout.pdf", "two/en/large/notes.txt"}


def test_prune_removes_nothing_outside_of_the_folder(bench: Bench) -> None:
    """A manifest may have come from anywhere."""
    path = "two/en/standard/breathing-handout.pdf"
    shutil.copy(bench.out / path, bench.root / "kept.pdf")
    manifest = bench.out / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(f'"file": "{path}"', '"file": "../kept.pdf"'))
    assert bench.build("--prune") == 0
    assert (bench.root / "kept.pdf").exists()
    bench.assert_clean()


# Problems ----------------------------------------------------------------------------------------


def test_a_job_with_problems_keeps_its_pdf_and_is_tried_again(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.settle()
    before = shown(bench.out)
    bench.edit(ONE, ("phone: (555) 555-0100", "phone: (555) 555-0199\ntelefax: none"))
    for _ in range(2):
        capsys.readouterr()
        assert bench.build() == 1
        assert "clinics/one.yaml:4:1" in capsys.readouterr().err
        assert shown(bench.out) == before
    bench.edit(ONE, ("telefax: none\n", ""))
    assert bench.rebuild() == set(filter(of_clinic("one"), before))


def test_problems_with_a_theme_are_told_of_each_clinic(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        text = (bench.root / f"clinics/{name}.yaml").read_text(encoding="utf-8")
        write(bench.root, {f"clinics/{name}.yaml": f"{text}theme: {{colors.ink: '#111111'}}\n"})
    capsys.readouterr()
    assert bench.build("--jobs", "1") == 1
    said = capsys.readouterr().err
    assert "clinics/one.yaml:6" in said and "clinics/two.yaml:4" in said


# Garbage -----------------------------------------------------------------------------------------

GARBAGE = {
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
    "a number": b"5",
    "a list": b"[1, 2]",
    "deep": b"[" * 100_000,
    "other parts": b"this one\n>\tx\t\0\n<\nthat is all",
    "other entries": b'{"format": 1, "files": [\n{"file": "a.pdf"}\n],\n"plates": {}\n}\n',
    "other kinds": b'{"format": 1, "files": [\n{"file": 3, "plate": {}}\n],\n"plates": []\n}\n',
    "other plates": b'{"format": 1, "files": [\n],\n"plates": {"a": {"settings": 3, "inputs": {}}}\n}\n',
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE)
def test_garbage_in_what_we_keep_is_as_good_as_nothing(tmp_path: Path, content: bytes) -> None:
    for name in (STATE, "manifest.json"):
        (tmp_path / name).write_bytes(content)
    assert is_unchanged(tmp_path, "this one") is None
    assert Manifest.read(tmp_path) == Manifest()


@pytest.mark.parametrize("name", [f"{HIDDEN}/{STATE}", "manifest.json"])
def test_a_build_goes_on_with_garbage_in_what_we_keep(bench: Bench, name: str) -> None:
    bench.settle()
    for content in (GARBAGE["other parts"], GARBAGE["other kinds"]):
        (bench.out / name).write_bytes(content)
        assert len(bench.rebuild()) == (12 if name == "manifest.json" else 0)


@pytest.mark.parametrize("cut", [slice(-2)], ids=str)
def test_a_cut_manifest_is_as_good_as_none(bench: Bench, cut: slice) -> None:
    manifest = bench.out / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[cut])
    bench.rebuild()


@pytest.mark.parametrize("how", ["cut", "bent", "empty", "exchanged", "folders"])
def test_broken_plates_are_made_anew(bench: Bench, how: str) -> None:
    files = plates(bench.out)
    contents = [file.read_bytes() for file in files]
    for file, content, other in zip(files, contents, [*contents[1:], contents[0]], strict=True):
        middle = len(content) // 2
        if how == "folders":
            file.unlink()
            file.mkdir()
        else:
            bent = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
            file.write_bytes({"cut": content[:middle], "bent": bent, "empty": b"", "exchanged": other}[how])
    if how == "folders":
        for file in files:
            (file / "x").write_bytes(b"")
        assert bench.build("--force") == 1
        return
    assert len(bench.rebuild("--force")) == 12


# What changes while a build runs -----------------------------------------------------------------


def build_and_meanwhile(bench: Bench, meanwhile: Callable[[], None]) -> None:
    """Build with one process; after its first PDF something happens. Another process makes the rest."""
    catalog = Catalog(Disk(bench.root))
    plan = Plan(catalog, bench.out, Wanted(), force=True)

    def run(jobs):  # type: ignore[no-untyped-def]
        first, *others = jobs
        yield Workbench(catalog, bench.out)(first)
        meanwhile()
        yield from map(Workbench(Catalog(Disk(bench.root)), bench.out), others)

    assert all(outcome.good for outcome in plan.run(run))
    plan.keep_state("this one")
    if is_unchanged(bench.out / HIDDEN, "this one") is not None:
        bench.assert_clean()


MEANWHILE: dict[str, Callable[[Bench], None]] = {
    "an edition": lambda bench: bench.edit("editions.yaml", ("large-print, paper: letter", "large-print, paper: a4")),
    "a clinic": lambda bench: write(bench.root, {"clinics/three.yaml": "name: Test Clinic Three\n"}),
    "a brochure": lambda bench: bench.edit(BREATHING, ("Sit upright.", "Sit up.")),
    "a brochure more": lambda bench: write(bench.root, {"brochures/a/en.yaml": EXAMPLE[BREATHING]}),
    "a pdf": lambda bench: (bench.out / "house/en/large/breathing-handout.pdf").write_bytes(b"%PDF-nothing"),
    "the manifest": lambda bench: (bench.out / "manifest.json").unlink(),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_changes_while_a_build_runs_is_seen_by_the_next(bench: Bench, what: str) -> None:
    write(bench.root, {"brochures/a/lungs.svg": LUNGS})
    build_and_meanwhile(bench, lambda: MEANWHILE[what](bench))
    bench.rebuild()


def test_asking_whether_a_plate_is_fresh_is_no_use_of_its_files(bench: Bench) -> None:
    catalog = Catalog(Disk(bench.root))
    job = Plan(catalog, bench.out, Wanted()).jobs[0]
    plate = Rack().plate(catalog, job)
    fresh, seen = Catalog(Disk(bench.root)).noting()
    assert is_fresh(fresh, plate.inputs)
    assert not seen


def test_the_manifest_tells_of_every_file(bench: Bench) -> None:
    manifest = json.loads((bench.out / "manifest.json").read_bytes())
    files = [entry["file"] for entry in manifest["files"]]
    assert files == sorted(set(shown(bench.out)) - {"manifest.json"})
    assert list(manifest["plates"]) == sorted({entry["plate"] for entry in manifest["files"]})
    for entry in manifest["files"]:
        assert entry["bytes"] == len((bench.out / entry["file"]).read_bytes())
        assert list(entry["inputs"]) == sorted(entry["inputs"])


def test_json_tells_the_same(press: Callable[..., Finished], workspace: Path) -> None:
    first, second = (json.loads(press("build", "--json").out)["files"] for _ in range(2))
    assert [(entry["made"], entry["why"]) for entry in first] == [(True, ["it is new"])] * 2
    assert [(entry["made"], entry["why"]) for entry in second] == [(False, [])] * 2


def test_whatever_a_version_is_called_the_manifest_can_be_read_again(bench: Bench) -> None:
    """U+2028 ends a line for some, but not in JSON."""
    bench.edit(BREATHING, ('version: "1.0"', 'version: "1.0\\u2028b"'))
    assert bench.rebuild() == set(filter(about("/breathing-"), shown(bench.out)))
    assert bench.rebuild() == set()


@pytest.mark.parametrize(
    ("words", "done"),
    [
        (["build", "--workspace", "W", "--out", "O"], True),
        (["build", "--workspace", "W", "--out", "O", "--jobs", "1"], True),
        (["build", "--jobs=2", "--workspace", "W", "--out", "O"], True),
        (["build", "--workspace", "W", "--out", "O", "--clinic", "house"], False),
        (["build", "--workspace", "W", "--out", "O", "--force"], False),
        (["build", "--workspace", "W", "--out", "O", "--explain"], False),
        (["build", "--workspace", "W", "--out", "O", "--json"], False),
        (["build", "--workspace", "W", "--out", "elsewhere"], False),
        (["check", "--workspace", "W", "--out", "O"], False),
    ],
)
def test_the_words_of_a_command_tell_at_once_that_nothing_is_to_be_made(
    words: list[str], done: bool, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    names = {"W": str(built), "O": str(tmp_path / "out")}
    asked = ["build", "--workspace", names["W"], "--out", names["O"]]
    monkeypatch.setattr(sys, "argv", ["clinicpress", *asked])
    assert call(*asked) == 0
    capsys.readouterr()
    assert is_done([names.get(word, word) for word in words]) == done
    assert ("Nothing to make: 12 files" in capsys.readouterr().out) == done
