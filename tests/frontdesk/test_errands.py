"""What a worker of the front desk does, and how it tells of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from clinicpress.building.build import build
from clinicpress.content.edition import Job
from clinicpress.frontdesk import errands
from clinicpress.frontdesk.errands import (
    Bench,
    Gathering,
    Listing,
    Measuring,
    Picturing,
    Porter,
    Printing,
    Stocktaking,
    sweep,
    without_words,
)
from clinicpress.ground.faults import FaultyProof
from clinicpress.workspace.disk import Disk

JOB = Job("one", "en", "standard", "breathing", "handout")


def save(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_file_has_the_bytes_that_build_writes(workspace: Path, tmp_path: Path) -> None:
    build(workspace, tmp_path / "out")
    told = Porter(workspace, None)(Printing("a", JOB))
    assert told.value is not None
    assert told.value.content == (tmp_path / "out" / JOB.path).read_bytes()


def test_another_generation_is_read_anew_and_the_same_is_not(workspace: Path) -> None:
    porter = Porter(workspace, None)
    before = porter(Printing("a", JOB)).value
    save(workspace / "clinics/one.yaml", "555-0100", "555-0199")
    assert porter(Printing("a", JOB)).value == before
    after = porter(Printing("b", JOB)).value
    assert after != before
    # Who asks for an older one gets what there is now, and not a mixture.
    assert porter(Printing("a", JOB)).value == after


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("brochures/breathing/en.yaml", "Sit upright", "Lie down"),
        ("brochures/sources.yaml", "A guide", "The guide"),
        ("editions.yaml", "paper: letter", "paper: a4"),
        ("templates/themes/base.yaml", "body: {size: 12,", "body: {size: 13,"),
        ("templates/handout/story.html.j2", "<story>", "<story><p>{{ labels.sources }}</p>"),
    ],
)
def test_whatever_was_saved_a_generation_prints_and_tells_the_files_as_they_are(
    workspace: Path, name: str, old: str, new: str
) -> None:
    porter = Porter(workspace, None)
    before = porter(Printing("a", JOB))
    text = Disk(workspace).content(name, 1_000_000).decode("utf-8")
    (workspace / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace / name).write_text(text.replace(old, new), encoding="utf-8")
    after, fresh = porter(Printing("b", JOB)), Porter(workspace, None)(Printing("b", JOB))
    assert after == fresh
    assert after.value != before.value


def test_it_is_told_what_was_read(workspace: Path) -> None:
    porter = Porter(workspace, None)
    for _ in range(2):
        read = porter(Printing("a", JOB)).read
        assert read.keys() >= {"clinics/one.yaml", "brochures/breathing/en.yaml", "templates/handout/story.html.j2"}
    digest = read["clinics/one.yaml"]
    save(workspace / "clinics/one.yaml", "555-0100", "555-0199")
    assert porter(Printing("a", JOB)).read["clinics/one.yaml"] == digest
    assert porter(Printing("b", JOB)).read["clinics/one.yaml"] != digest


def test_problems_are_told_with_their_places_and_with_what_was_read(workspace: Path) -> None:
    (workspace / "clinics/one.yaml").write_text("nam: X\n", encoding="utf-8")
    told = Porter(workspace, None)(Printing("a", JOB))
    assert [str(problem.place) for problem in told.problems or ()] == ["clinics/one.yaml:1:1"]
    assert "clinics/one.yaml" in told.read


def test_a_page_is_painted(workspace: Path) -> None:
    told = Porter(workspace, None)(Picturing("a", JOB, 1, 40))
    assert told.value.png.startswith(b"\x89PNG")
    assert told.value.pages == Porter(workspace, None)(Measuring("a", JOB)).value == 1


def test_jobs_are_gathered_in_their_order(workspace: Path) -> None:
    other = Job("house", "en", "standard", "breathing", "handout")
    told = Porter(workspace, None)(Gathering("a", (JOB, other)))
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(told.value.content)]
    assert ["Test Clinic One" in page for page in pages] == [True, False, False]
    assert ["A guide to breathing" in page for page in pages] == [True, False, True]


def test_the_parts_of_the_shelf_are_read(workspace: Path) -> None:
    porter = Porter(workspace, None)
    keys = porter(Listing()).value
    parts = porter(Stocktaking(keys)).value
    assert [part.key for part in parts] == list(keys)
    assert all(part.found is not None for part in parts)


def test_a_catalogue_of_many_brochures_is_put_away(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "MOST_BROCHURES", 1)
    text = (workspace / "brochures/breathing/en.yaml").read_text(encoding="utf-8")
    (workspace / "brochures/other").mkdir()
    (workspace / "brochures/other/en.yaml").write_text(text, encoding="utf-8")
    bench = Bench(workspace, None)
    other = Job("one", "en", "standard", "other", "handout")
    bench.print("a", JOB)
    first = bench.catalog("a")
    assert bench.print("a", JOB).content == bench.print("a", JOB).content
    assert bench.catalog("a") is first
    assert bench.print("a", other).content
    assert bench.catalog("a") is not first


def test_plates_are_swept_the_oldest_first(tmp_path: Path) -> None:
    for number in range(4):
        file = tmp_path / f"{number}.plate"
        file.write_bytes(b"x" * 100)
        os.utime(file, (number, number))
    sweep(tmp_path, 250)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2.plate", "3.plate"]
    sweep(tmp_path / "nowhere", 0)


@pytest.mark.parametrize(
    ("make", "ends"),
    [
        (lambda: ValueError("somebody’s words"), "ValueError\n"),
        (lambda: FaultyProof("the footer"), "FaultyProof: the footer\n"),
    ],
)
def test_a_fault_is_told_without_words_but_those_of_our_proofs(make: Callable[[], Exception], ends: str) -> None:
    try:
        raise make()
    except Exception as error:  # noqa: BLE001 - any
        assert without_words(error).endswith(f"\n{ends}")
