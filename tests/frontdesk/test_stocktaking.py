"""The parts of the shelf, as they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.frontdesk.shelf import Desk
from clinicpress.frontdesk.stocktaking import Key, file_of, listed, read_part
from clinicpress.workspace.disk import Disk

KEYS: list[Key] = [
    ("brochure", "breathing", "en"),
    ("clinic", "house"),
    ("clinic", "one"),
    ("editions", "en"),
]


def test_the_parts_are_those_of_the_workspace(workspace: Path) -> None:
    assert list(listed(Catalog(Disk(workspace)))) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_a_part_knows_the_files_it_was_read_from(workspace: Path, key: Key) -> None:
    disk = Disk(workspace)
    part = read_part(Catalog(disk), key)
    assert part.found is not None
    assert part.inputs[file_of(key)] == disk.digest(file_of(key))


@pytest.mark.parametrize("key", KEYS)
def test_what_is_wrong_is_told_in_the_part(workspace: Path, key: Key) -> None:
    (workspace / file_of(key)).write_text("a: [\n", encoding="utf-8")
    part = read_part(Catalog(Disk(workspace)), key)
    assert part.found is None
    assert {problem.place.file for problem in part.problems} == {file_of(key)}
    assert file_of(key) in part.inputs


def test_the_look_of_a_clinic_is_known_and_depends_on_what_editions_offer(workspace: Path) -> None:
    offer = "editions: {standard: {theme: calm, looks: {plum: base}, layouts: [handout]}}\n"
    (workspace / EDITIONS).write_text(offer, encoding="utf-8")
    with (workspace / "clinics/one.yaml").open("a", encoding="utf-8") as file:
        file.write("look: plum\n")
    part = read_part(Catalog(Disk(workspace)), ("clinic", "one"))
    assert isinstance(part.found, Desk)
    assert part.found.look == "plum"
    assert EDITIONS in part.inputs
    assert EDITIONS not in read_part(Catalog(Disk(workspace)), ("clinic", "house")).inputs
    (workspace / EDITIONS).write_text(offer.replace("plum", "peach"), encoding="utf-8")
    part = read_part(Catalog(Disk(workspace)), ("clinic", "one"))
    assert part.found is None
    assert [problem.message for problem in part.problems] == ["unknown look “plum”"]
    assert EDITIONS in part.inputs
