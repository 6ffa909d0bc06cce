"""The manifest: written, read again, and asked why a file must be made anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from clinicpress.building.lines import NamedLines
from clinicpress.building.manifest import CHANGED, MANIFEST, Auditor, Manifest, entry_line, file_change, path_of, shown
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.pdf.plate import Plate
from clinicpress.press.engine import settings_of
from clinicpress.press.press import Pressed
from clinicpress.workspace.disk import Disk
from tests.folders import write

HOUSE, ONE = (Job(clinic, "en", "standard", "breathing", "handout") for clinic in ("house", "one"))
PDF = b"the bytes of a PDF"
DIGEST = hashlib.sha256(PDF).hexdigest()


def line(job: Job, plate: str = "p", inputs: dict[str, str | None] | None = None, version: str = "1.0") -> str:
    made_with = cast(Plate, SimpleNamespace(pages=2, version=version, name=plate))
    return entry_line(job, Pressed(PDF, DIGEST, made_with, inputs or {}))


def manifest_of(lines: dict[str, str], plates: dict[str, dict[str, Any]] | None = None) -> Manifest:
    return Manifest(NamedLines(path_of, sorted(lines.items())), plates or {})


def plate(settings: dict[str, Any] | None = None, inputs: dict[str, str | None] | None = None) -> dict[str, Any]:
    return {"settings": settings or {"engine": {}}, "inputs": inputs or {}}


# Written and read ---------------------------------------------------------------------------------


def test_an_entry_says_what_a_file_was_made_of() -> None:
    assert json.loads(line(ONE, inputs={"clinics/one.yaml": "12", "fonts/x.ttf": None})) == {
        "file": ONE.path,
        "job": ONE.facts(),
        "sha256": DIGEST,
        "bytes": len(PDF),
        "pages": 2,
        "version": "1.0",
        "plate": "p",
        "inputs": {"clinics/one.yaml": "12", "fonts/x.ttf": None},
    }


@pytest.mark.parametrize("version", ["1.0", "“é”, 漢", "1.0\u2028b", 'a "quoted"\\ one\nin two lines'])
def test_what_is_written_can_be_read_again(version: str, tmp_path: Path) -> None:
    lines = {job.path: line(job, version=version) for job in (HOUSE, ONE)}
    written = manifest_of(lines, {"p": plate(inputs={"a.yaml": None})})
    written.write(tmp_path)
    read = Manifest.read(tmp_path)
    assert read == written
    assert read.entry(ONE.path)["version"] == version
    assert (ONE.path in read, "another.pdf" in read) == (True, False)


def test_the_same_files_make_the_same_bytes_and_plates_that_none_uses_are_left_out(tmp_path: Path) -> None:
    lines = {job.path: line(job, job.clinic) for job in (HOUSE, ONE)}
    for folder, order in (("a", 1), ("b", -1)):
        manifest_of(lines, {name: plate() for name in ["x", "one", "house"][::order]}).write(tmp_path / folder)
    assert (tmp_path / "a" / MANIFEST).read_bytes() == (tmp_path / "b" / MANIFEST).read_bytes()
    assert sorted(Manifest.read(tmp_path / "a").plates) == ["house", "one"]
    Manifest().write(tmp_path / "c")
    assert Manifest.read(tmp_path / "c") == Manifest()


@pytest.mark.parametrize(
    "change",
    [
        {"file": "../outside.pdf"},
        {"file": "/etc/passwd.pdf"},
        {"file": "a.txt"},
        {"file": 3},
        {"sha256": None},
        {"bytes": "12"},
        {"pages": None},
        {"job": []},
        {"inputs": {"a.yaml": 3}},
        {"step": "grey"},
    ],
    ids=str,
)
def test_one_entry_that_is_none_of_ours_spoils_the_manifest(change: dict[str, Any], tmp_path: Path) -> None:
    """What leads out of the folder must never be pruned."""
    spoilt = json.dumps({**json.loads(line(HOUSE)), **change})
    lines = NamedLines(path_of, [(ONE.path, line(ONE)), ("x.pdf", spoilt)])
    Manifest(lines, {"p": plate()}).write(tmp_path)
    assert Manifest.read(tmp_path) == Manifest()


def test_a_manifest_that_is_not_in_order_is_as_good_as_none(tmp_path: Path) -> None:
    for path in (ONE.path, "house/x.pdf", HOUSE.path):
        lines = NamedLines(path_of, [(HOUSE.path, line(HOUSE)), ("x.pdf", line(ONE).replace(ONE.path, path))])
        Manifest(lines, {"p": plate()}).write(tmp_path)
        assert (Manifest.read(tmp_path) == Manifest()) == (path == HOUSE.path)


def test_strays_are_the_files_that_no_job_makes() -> None:
    manifest = manifest_of({job.path: line(job) for job in (ONE, HOUSE)})
    assert manifest.strays([HOUSE.path, ONE.path]) == []
    assert manifest.strays([]) == [HOUSE.path, ONE.path]
    assert manifest.strays(["a.pdf", "i.pdf", ONE.path, "z.pdf"]) == [HOUSE.path]


def test_what_was_made_since_comes_in_its_place(tmp_path: Path) -> None:
    before = manifest_of({HOUSE.path: line(HOUSE), ONE.path: line(ONE, version="1.0")}, {"p": plate(), "q": plate()})
    made = [("a.pdf", line(HOUSE, "r").replace(HOUSE.path, "a.pdf")), (ONE.path, line(ONE, version="2.0"))]
    now = before.after(made, {"r": plate(), "q": plate({"engine": {}, "x": 1})})
    assert dict(now.lines) == {**before.lines, **dict(made)}
    assert (now.plates["q"], sorted(now.plates), now.used) == (
        plate({"engine": {}, "x": 1}),
        ["p", "q", "r"],
        {"p", "r"},
    )
    assert dict(now.without({HOUSE.path}).lines) == dict(made)
    now.write(tmp_path)
    assert dict(Manifest.read(tmp_path).lines) == dict(now.lines)


# Asked --------------------------------------------------------------------------------------------

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(workspace: Path) -> Ask:
    """Ask why the file of clinic one must be made, after something was changed in what is known of it."""
    catalog = Catalog(Disk(workspace))
    digests: dict[str, str | None] = {name: catalog.workspace.digest(name) for name in ("clinics/one.yaml", "x.yaml")}
    write(workspace, {f"build/{ONE.path}": PDF.decode()})

    def asked(
        of_file: dict[str, str | None] | None = None,
        of_plate: dict[str, str | None] | None = None,
        of_settings: dict[str, Any] | None = None,
        named: str = "p",
        untouched: bool = False,
    ) -> list[str]:
        made = plate({**settings_of(catalog, ONE), **(of_settings or {})}, {**digests, **(of_plate or {})})
        manifest = manifest_of({ONE.path: line(ONE, inputs={**digests, **(of_file or {})})}, {named: made})
        file = f"{workspace}/build/{ONE.path}"
        return Auditor(Catalog(Disk(workspace)), manifest).reasons(ONE, file, there=True, untouched=untouched)

    return asked


def test_a_file_that_is_as_it_should_be_has_no_reason(ask: Ask) -> None:
    assert (ask(), ask(untouched=True)) == ([], [])


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"of_file": {"clinics/one.yaml": "0"}}, ["clinics/one.yaml changed"]),
        ({"of_file": {"clinics/one.yaml": None}}, ["clinics/one.yaml is new"]),
        ({"of_file": {"x.yaml": "0"}}, ["x.yaml is gone"]),
        ({"of_plate": {"clinics/one.yaml": "0", "x.yaml": "0"}}, ["clinics/one.yaml changed", "x.yaml is gone"]),
        ({"of_settings": {"theme": "loud"}}, ["theme: loud, now calm"]),
        ({"of_settings": {"paper": "a4"}, "of_file": {"x.yaml": "0"}}, ["paper: a4, now letter", "x.yaml is gone"]),
        ({"named": "another"}, ["its plate is not known"]),
    ],
    ids=str,
)
def test_each_difference_is_a_reason(changed: dict[str, Any], why: list[str], ask: Ask) -> None:
    assert ask(**changed) == why


def test_each_other_version_of_the_engine_is_a_reason(ask: Ask, workspace: Path) -> None:
    engine = settings_of(Catalog(Disk(workspace)), ONE)["engine"]
    assert isinstance(engine, dict)
    assert ask(of_settings={"engine": {**engine, "reportlab": "0"}}) == ["reportlab is another version"]
    assert len(ask(of_settings={"engine": {}})) == len(engine)


def test_a_file_is_looked_into_unless_it_looks_untouched(ask: Ask, workspace: Path) -> None:
    (workspace / "build" / ONE.path).write_bytes(b"changed")
    assert (ask(), ask(untouched=True)) == ([CHANGED], [])
    (workspace / "build" / ONE.path).unlink()
    assert ask() == ["the file is not there"]


def test_of_a_file_that_the_manifest_does_not_know(workspace: Path) -> None:
    auditor = Auditor(Catalog(Disk(workspace)), Manifest())
    assert auditor.reasons(HOUSE, "", there=False, untouched=False) == ["it is new"]
    assert auditor.reasons(ONE, "", there=True, untouched=False) == ["nothing is known about the file that is there"]


def test_how_a_file_differs(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert file_change(file, DIGEST) == "the file is not there"
    file.write_bytes(PDF)
    assert (file_change(file, DIGEST), file_change(file, "0")) == ("", CHANGED)


def test_of_many_reasons_the_first_are_shown() -> None:
    assert shown(["a"]) == "a"
    assert shown(["a", "b", "c"]) == "a; b; c"
    assert shown(["a", "b", "c", "d", "e"]) == "a; b; c, and 2 more"
