"""The rack gives a job a plate that was made of the same files for the same answers, or makes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.pdf.plate import Plate
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack, is_fresh
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import WORKSPACE
from tests.reading import read_pages

EN = "brochures/breathing/en.yaml"
ONE = Job("one", "en", "standard", "breathing", "handout")
TWO = Job("two", "en", "standard", "breathing", "handout")
HOUSE = Job("house", "en", "standard", "breathing", "handout")
OTHER_TEXT = WORKSPACE[EN].replace("Sit upright.", "Lie down.")


@pytest.fixture
def root(workspace: Path) -> Path:
    """A small workspace with two clinics that give the same answers, and the house, which does not."""
    two = WORKSPACE["clinics/one.yaml"].replace("One", "Two")
    (workspace / "clinics/two.yaml").write_text(two, encoding="utf-8")
    return workspace


def plate(rack: Rack, root: Path, job: Job) -> Plate:
    """Return a job's plate, for a fresh look at the files."""
    return rack.plate(Catalog(Disk(root)), job)


def text_of(catalog: Catalog, rack: Rack) -> str:
    return read_pages(Press(catalog, rack).print(ONE).content)[0].text


def test_clinics_that_answer_alike_share_a_plate(root: Path) -> None:
    rack, catalog = Rack(), Catalog(Disk(root))
    first = rack.plate(catalog, ONE)
    assert rack.plate(catalog, TWO) is rack.plate(catalog, ONE) is first
    assert rack.plate(catalog, HOUSE) is not first
    assert rack.plate(catalog, HOUSE) is rack.plate(catalog, HOUSE)


def test_a_plate_outlives_the_catalogue_as_long_as_its_files_are_the_same(root: Path) -> None:
    rack = Rack()
    first = plate(rack, root, ONE)
    assert plate(rack, root, TWO) is first
    (root / EN).write_text(OTHER_TEXT, encoding="utf-8")
    second = plate(rack, root, ONE)
    assert second.name != first.name
    assert not is_fresh(Catalog(Disk(root)), first.inputs)
    (root / EN).write_text(WORKSPACE[EN], encoding="utf-8")
    assert plate(rack, root, ONE) is first


def test_an_editors_texts_and_the_saved_ones_share_a_rack_and_no_word(root: Path) -> None:
    rack = Rack()
    saved, unsaved = Catalog(Disk(root)), Catalog(Unsaved(Disk(root), {EN: OTHER_TEXT}))
    for _ in range(2):
        said = text_of(saved, rack)
        assert "Sit upright." in said and "Lie down." not in said
        said = text_of(unsaved, rack)
        assert "Lie down." in said and "Sit upright." not in said


def test_other_settings_of_an_edition_make_another_plate(root: Path) -> None:
    rack = Rack()
    letter = Catalog(Disk(root))
    a4 = Catalog(Unsaved(Disk(root), {"editions.yaml": WORKSPACE["editions.yaml"].replace("letter", "a4")}))
    sizes = [read_pages(Press(catalog, rack).print(ONE).content)[0].height for catalog in (letter, a4, letter, a4)]
    assert [round(size) for size in sizes] == [792, 842, 792, 842]


def test_plates_are_found_again_in_the_folder(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plates"
    first = plate(Rack(folder), root, ONE)
    (file,) = folder.iterdir()
    stored = file.read_bytes()
    marked = file.stat().st_mtime_ns
    again = plate(Rack(folder), root, TWO)
    assert again == first
    assert file.stat().st_mtime_ns == marked
    file.write_bytes(stored[:-1])
    assert plate(Rack(folder), root, ONE) == first
    assert file.read_bytes() == stored


def test_what_failed_is_told_again_until_there_is_a_fresh_look(root: Path) -> None:
    rack = Rack()
    (root / EN).write_text(WORKSPACE[EN].replace("[@guide]", "[@guise]"), encoding="utf-8")
    catalog = Catalog(Disk(root))
    told = []
    for job in (ONE, TWO):
        with pytest.raises(InputProblems) as error:
            rack.plate(catalog, job)
        told.append(error.value.problems)
        (root / EN).write_text(WORKSPACE[EN], encoding="utf-8")
    assert told[0] == told[1]
    assert "Sit upright." in text_of(Catalog(Disk(root)), rack)
