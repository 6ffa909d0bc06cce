"""What every kind of workspace answers alike, wherever its files are."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.noted import Noted
from clinicpress.workspace.snapshot import Snapshot
from clinicpress.workspace.unsaved import Unsaved
from clinicpress.workspace.workspace import MAX_TEXT_BYTES, Workspace, stays_inside

KINDS: dict[str, Callable[[Path], Workspace]] = {
    "disk": Disk,
    "unsaved": lambda root: Unsaved(Disk(root), {}),
    "snapshot": lambda root: Snapshot(Disk(root)),
    "noted": lambda root: Noted(Disk(root), set()),
    "all of them": lambda root: Noted(Unsaved(Snapshot(Disk(root)), {}), set()),
}
ASKED_AT = Place("brochures/a/en.yaml", 7, 3)


@pytest.fixture(params=KINDS)
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """Workspaces of all kinds over one folder."""
    for name, content in {
        "clinics/one.yaml": b"\xef\xbb\xbfname: One\r\nphone: 1\r",
        "clinics/.hidden.yaml": b"",
        "clinics/notes.txt": b"",
        "clinics/one/logo.svg": b"<svg/>",
        "brochures/a/en.yaml": b"title: A\n",
        "brochures/a/figures/.lock": b"",
        "templates/icons/own.svg": b"<svg/>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return KINDS[request.param](tmp_path)


def problem_of(ask: Callable[[], object]) -> Problem:
    """Return the one problem that a question has."""
    with pytest.raises(InputProblems) as told:
        ask()
    (problem,) = told.value.problems
    return problem


def test_a_file_of_another_ending_is_told(files: Workspace) -> None:
    assert files.ending_in_yml("clinics/one.yaml") == ""
    files = Unsaved(files, {"clinics/two.yml": ""})
    assert files.ending_in_yml("clinics/two.yaml") == "clinics/two.yml is not read: its name must end in .yaml"


def test_files_are_there_or_not(files: Workspace) -> None:
    assert files.has("clinics/one.yaml")
    assert not files.has("clinics/two.yaml")
    assert not files.has("clinics/one")
    assert not files.has("../clinics/one.yaml")
    assert files.digest("clinics/two.yaml") is None
    assert files.digest("clinics/one/logo.svg") == files.digest("templates/icons/own.svg") is not None


def test_folders_are_listed(files: Workspace) -> None:
    assert files.entries("clinics") == [".hidden.yaml", "notes.txt", "one", "one.yaml"]
    assert files.names("clinics", ".yaml") == ["one"]
    assert files.names("nowhere", ".yaml") == []
    assert {"own", "lungs"} <= set(files.names("templates/icons", ".svg"))
    assert files.folders("brochures") == ["a"]
    assert {"handout", "icons", "themes"} <= set(files.folders("templates"))
    assert files.files_below("clinics") == ["clinics/notes.txt", "clinics/one.yaml", "clinics/one/logo.svg"]
    assert files.files_below("brochures") == ["brochures/a/en.yaml"]


def test_text_is_read_without_what_systems_add_to_it(files: Workspace) -> None:
    assert files.read_text("clinics/one.yaml") == "name: One\nphone: 1\n"
    assert files.read_yaml("clinics/one.yaml").find(("phone",)).place == Place("clinics/one.yaml", 2, 8)


@pytest.mark.parametrize("name", ["../other/one.yaml", "/etc/hosts", "clinics\\one.yaml", "clinics/\0.yaml", ".."])
def test_no_name_leads_out(files: Workspace, name: str) -> None:
    assert not stays_inside(name)
    told = problem_of(lambda: files.read_bytes(name, ASKED_AT))
    assert told == Problem(
        ASKED_AT, f"“{name}” leads out of the workspace", "use a path below the folder, without “..”"
    )


@pytest.mark.parametrize("name", ["a..b/c...yaml", ".hidden", "./clinics/one.yaml"])
def test_dots_alone_lead_nowhere(name: str) -> None:
    assert stays_inside(name)


def test_what_is_missing_is_told_where_it_is_named(files: Workspace) -> None:
    told = problem_of(lambda: files.read_bytes("clinics/ones.yaml", ASKED_AT))
    assert told == Problem(ASKED_AT, "there is no file “clinics/ones.yaml”", "did you mean “one.yaml”?")
    assert problem_of(lambda: files.read_yaml("clinics/ones.yaml")).place == Place("clinics/ones.yaml")


def test_what_is_too_big_is_not_read(files: Workspace) -> None:
    told = problem_of(lambda: files.read_bytes("clinics/one.yaml", limit=22))
    assert told.message == "“clinics/one.yaml” is too big: 0.0 MB, at most 0 MB"
    assert files.read_bytes("clinics/one.yaml", limit=23) == b"\xef\xbb\xbfname: One\r\nphone: 1\r"


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("title: A".encode("utf-16"), (1, 1), "this file is saved as UTF-16, not as UTF-8"),
        ("title: A".encode("utf-16-le"), (1, 1), "this file is saved as UTF-16, not as UTF-8"),
        (b"title: A\nnote: \xe4\n", (2, 7), "this is not UTF-8 text (byte 0xE4)"),
        (b"title: \x07\n", (1, 8), "control character U+0007 is not text"),
        (b"#" * (MAX_TEXT_BYTES + 1), (1, 1), "“brochures/b/en.yaml” is too big: 2.0 MB, at most 2 MB"),
    ],
)
def test_what_is_no_text_is_told_at_its_place(
    content: bytes, place: tuple[int, int], message: str, tmp_path: Path
) -> None:
    (tmp_path / "brochures/b").mkdir(parents=True)
    name = "brochures/b/en.yaml"
    (tmp_path / name).write_bytes(content)
    saved, unsaved = Disk(tmp_path), Unsaved(Disk(tmp_path / "brochures"), {name: content})
    for workspace in (saved, unsaved, Snapshot(saved)):
        told = problem_of(lambda: workspace.read_text(name))  # noqa: B023 - asked at once
        assert (told.place, told.message) == (Place(name, *place), message)


@pytest.mark.parametrize("kept", ["NFC", "NFD"])
def test_accents_are_found_however_they_are_written(kept: str, tmp_path: Path) -> None:
    form, other = ("NFC", "NFD") if kept == "NFC" else ("NFD", "NFC")
    name = "brochures/a/übung.svg"
    saved = unicodedata.normalize(form, name)
    asked = unicodedata.normalize(other, name)
    (tmp_path / saved).parent.mkdir(parents=True)
    (tmp_path / saved).write_bytes(b"")
    for workspace in (Disk(tmp_path), Unsaved(Disk(tmp_path / "brochures"), {saved: b""}), Snapshot(Disk(tmp_path))):
        assert workspace.spelled(asked) == workspace.spelled(saved) == saved
        assert workspace.spelled("brochures/a/größe.svg") == "brochures/a/größe.svg"
        assert workspace.spelled("../ü.svg") == "../ü.svg"
