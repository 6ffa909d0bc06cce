"""The lines of a state: what was read is written as it looked before, or is read once more."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from clinicpress.building.freshness import INPUT, OUTPUT, STATE, state_line
from clinicpress.building.state import Inputs, NotAsRead, folders_of, outputs_before, stamp_in
from clinicpress.content.catalog import Catalog
from clinicpress.ground.stamps import stamp
from clinicpress.workspace.disk import SHIPPED, Disk

ONE, HOUSE = "clinics/one.yaml", "clinics/house.yaml"
ICON = "templates/icons/lungs.svg"


@pytest.fixture
def disk(workspace: Path) -> Disk:
    """A workspace whose files are older than a moment."""
    for path in workspace.rglob("*"):
        os.utime(path, ns=(1, 1))
    return Disk(workspace)


def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)


def line(path: Path) -> bytes:
    return state_line(INPUT, str(path), stamp(path))


def entry(inputs: dict[str, str | None]) -> str:
    return json.dumps({"inputs": inputs})


def test_what_a_file_looked_like_is_written_without_looking_again(disk: Disk) -> None:
    inputs, looked = Inputs(disk), json.dumps({ONE: "1 2 3 4"})
    said = state_line(INPUT, f"{disk.root}/{ONE}", "1 2 3 4")
    assert list(inputs.of_file("one", "no JSON", looked)) == [said]
    assert list(inputs.of_file("one", "no JSON", looked)) == [], "each once"
    assert list(inputs.of_file("one", "no JSON", json.dumps({ONE: "5 6 7 8"}))) != [], "but both, where two were seen"
    assert list(inputs.of_file("house", "no JSON", looked)) == [said]


def test_what_is_only_known_by_its_digest_is_read_once_more(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    inputs = Inputs(disk)
    digests: dict[str, str | None] = {ONE: disk.digest(ONE), HOUSE: disk.digest(HOUSE), "clinics/x.svg": None}
    said = list(inputs.of_file("one", entry(digests), ""))
    assert said == [line(disk.root / name) for name in digests]
    assert list(inputs.of_file("one", entry(digests), "")) == []
    (disk.root / ONE).write_text("name: Another\n", encoding="utf-8")
    with pytest.raises(NotAsRead):
        list(Inputs(disk).of_file("one", entry(digests), ""))


def test_two_digests_of_one_file_are_refused(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    inputs = Inputs(disk)
    list(inputs.read({ONE: disk.digest(ONE)}))
    with pytest.raises(NotAsRead):
        list(inputs.read({ONE: "another"}))


def test_a_file_that_was_changed_just_now_is_refused(disk: Disk) -> None:
    (disk.root / ONE).write_text("name: Another\n", encoding="utf-8")
    with pytest.raises(NotAsRead):
        Inputs(disk).now(f"{disk.root}/{ONE}")


def test_of_what_ships_the_places_are_told_in_which_it_could_stand(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    assert list(Inputs(disk).read({ICON: disk.digest(ICON)}))[:2] == [line(disk.root / ICON), line(SHIPPED / ICON)]


def test_folders_that_were_changed_just_now_look_like_nothing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = Catalog(Disk(workspace))
    folders = [workspace / name for name in ("clinics", "brochures", "brochures/breathing")]
    assert folders_of(catalog) == dict.fromkeys(folders, "")
    settled(monkeypatch)
    assert folders_of(catalog) == {folder: stamp(folder) for folder in folders}


def test_the_files_of_the_last_build_are_found_by_their_paths(tmp_path: Path) -> None:
    paths = ["/out/a\tb.pdf", "/out/b.pdf"]
    for order, known in ((paths, True), (paths[::-1], False)):
        lines = [state_line(OUTPUT, path, f"{len(path)} 2 3 4") for path in order]
        (tmp_path / STATE).write_bytes(b"key" + b"".join(lines) + b"\nthat is all")
        found = outputs_before(tmp_path)
        assert [stamp_in(found.get(path, "")) for path in paths] == (["12 2 3 4", "10 2 3 4"] if known else ["", ""])
