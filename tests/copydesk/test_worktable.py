"""What can be edited, and what of it can be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.copydesk.worktable import (
    choices,
    find,
    job_of,
    known_languages,
    offers,
    products,
    title_of,
    worktables,
)
from clinicpress.workspace.disk import Disk
from tests.folders import write


def test_all_that_people_write_can_be_edited(workspace: Path) -> None:
    (workspace / "brochures/breathing/es.yaml").write_text("not: [whole", encoding="utf-8")
    assert {table.address: table.name for table in worktables(workspace)} == {
        "/edit/brochures/breathing/en": "brochures/breathing/en.yaml",
        "/edit/brochures/breathing/es": "brochures/breathing/es.yaml",
        "/edit/clinics/house": "clinics/house.yaml",
        "/edit/clinics/one": "clinics/one.yaml",
        "/edit/editions": "editions.yaml",
        "/edit/sources": "brochures/sources.yaml",
    }


def test_the_languages_that_have_words_are_offered(workspace: Path) -> None:
    write(workspace, {"templates/locales/sw.yaml": ""})
    assert {"en", "es", "ar", "zh-Hans", "sw"} <= set(known_languages(workspace))


@pytest.mark.parametrize("named", [{"slug": "breathing", "language": "../../editions"}, {"slug": "..", "language": ""}])
def test_a_name_is_never_made_into_a_path(workspace: Path, named: dict[str, str]) -> None:
    assert find(workspace, "brochure", **named) is None


@pytest.mark.parametrize(
    ("part", "value"),
    [("slug", "sleep"), ("language", "es"), ("clinic", "two"), ("edition", "large"), ("layout", "summary")],
)
def test_only_what_there_is_can_be_looked_at(workspace: Path, part: str, value: str) -> None:
    asked = {"slug": "breathing", "language": "en", "clinic": "one", "edition": "standard", "layout": "handout"}
    catalog = Catalog(Disk(workspace))
    assert job_of(catalog, asked) == Job("one", "en", "standard", "breathing", "handout")
    assert job_of(catalog, {**asked, part: value}) is None


def test_choices_have_words_for_people(workspace: Path) -> None:
    table = find(workspace, "brochure", slug="breathing", language="en")
    assert table is not None
    catalog = Catalog(Disk(workspace))
    found = choices(catalog, table)
    assert title_of(catalog, table) == "Breathing at home"
    assert found.clinics == (("house", "No clinic (blank box)"), ("one", "Test Clinic One"))
    assert found.products == (("standard", "handout", "Handout, standard"),)


def test_a_web_page_has_no_pages_to_look_at(workspace: Path) -> None:
    (workspace / "templates/web").mkdir(parents=True)
    (workspace / "templates/web/layout.yaml").write_text("medium: screen\n", encoding="utf-8")
    file = workspace / "editions.yaml"
    file.write_text(file.read_text("utf-8").replace("[handout", "[web, handout"), encoding="utf-8")
    assert "web" in file.read_text("utf-8")
    assert products(Catalog(Disk(workspace))) == [("standard", "handout")]


def test_what_cannot_be_read_can_be_chosen_by_its_name(workspace: Path) -> None:
    (workspace / "brochures/breathing/en.yaml").write_text("title: [", encoding="utf-8")
    (workspace / "clinics/one.yaml").write_text("name: [", encoding="utf-8")
    table = find(workspace, "clinic", clinic="one")
    assert table is not None
    found = choices(Catalog(Disk(workspace)), table)
    assert (found.brochures, found.clinics) == ((("breathing", "en", "breathing"),), (("one", "one"),))
    assert found.products == (("standard", "handout", "handout (standard)"),)


def test_pictures_beside_a_file_are_offered(workspace: Path) -> None:
    folder = workspace / "brochures/breathing/figures"
    folder.mkdir()
    (folder / "one.png").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    table = find(workspace, "brochure", slug="breathing", language="en")
    assert table is not None
    offered = offers(Catalog(Disk(workspace)), table)
    assert offered["picture"] == [("figures/one.png", "one.png")]
    assert ("guide", "A guide to breathing") in offered["source"]
    assert ("body", "body") in offered["icon"]


def test_a_clinic_is_offered_the_looks_of_all_editions(workspace: Path) -> None:
    said = """\
editions:
  standard: {theme: calm, looks: {plum: plum, the-other: calm}, layouts: [handout]}
  large: {theme: large-print, looks: {plum: plum}, layouts: [handout]}
"""
    (workspace / "editions.yaml").write_text(said, encoding="utf-8")
    table = find(workspace, "clinic", clinic="one")
    assert table is not None
    assert offers(Catalog(Disk(workspace)), table)["look"] == [("plum", "plum"), ("the-other", "the other")]
