"""What people find on the shelf."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.frontdesk.shelf import Shelf, read_shelf
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

TODAY = dt.date(2026, 11, 29)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf(Catalog(Disk(ROOT)), "a", TODAY)


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ("", ["iv-ketamine-fibromyalgia", "ketamine-pain-relief"]),
        ("ke", ["ketamine-pain-relief", "iv-ketamine-fibromyalgia"]),
        ("  FIBRO ", ["iv-ketamine-fibromyalgia", "ketamine-pain-relief"]),
        ("relief ketamine", ["ketamine-pain-relief", "iv-ketamine-fibromyalgia"]),
        ("no such words", []),
    ],
)
def test_brochures_are_found_by_words_the_likeliest_first(shelf: Shelf, wanted: str, slugs: list[str]) -> None:
    assert [card.slug for card in shelf.find(wanted)] == slugs


def test_a_file_is_found_by_its_path_alone(shelf: Shelf) -> None:
    job = shelf.at("sample/en/standard/ketamine-pain-relief-handout.pdf")
    assert job is not None
    assert shelf.names[job] == "Ketamine in Pain Relief - handout - Sample Clinic (example)"
    assert shelf.at("../clinics/sample.yaml") is None


def test_what_cannot_be_read_is_told_and_the_rest_is_there(workspace: Path) -> None:
    broken = workspace / "brochures/broken/en.yaml"
    broken.parent.mkdir()
    broken.write_text("title: [\n", encoding="utf-8")
    shelf = read_shelf(Catalog(Disk(workspace)), "a", TODAY)
    assert [card.slug for card in shelf.cards] == ["breathing"]
    assert [problem.place.file for problem in shelf.problems] == ["brochures/broken/en.yaml"]
    assert {job.slug for job in shelf.jobs} == {"breathing"}
