"""Unsaved texts stand over the saved ones; nothing of them reaches the disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from clinicpress.workspace.workspace import Unread

EN = "brochures/breathing/en.yaml"


def test_an_unsaved_text_is_read_in_the_place_of_the_saved_one(workspace: Path) -> None:
    before = (workspace / EN).read_bytes()
    text = before.decode().replace("Breathing at home", "Atmen „zu Hause“")
    unsaved = Unsaved(Disk(workspace), {EN: text})
    assert unsaved.read_text(EN) == text
    assert unsaved.digest(EN) == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert Catalog(unsaved).brochure("breathing", "en").title == "Atmen „zu Hause“"
    assert unsaved.read_text("clinics/one.yaml") == Disk(workspace).read_text("clinics/one.yaml")
    assert unsaved.digest("clinics/one.yaml") == Disk(workspace).digest("clinics/one.yaml")
    assert (workspace / EN).read_bytes() == before


def test_a_new_brochure_is_listed_before_it_is_saved(workspace: Path) -> None:
    unsaved = Unsaved(
        Disk(workspace),
        {
            "brochures/sleeping/en.yaml": "title: Sleeping\n",
            "brochures/sleeping/.en.yaml.swp": b"",
            "brochures/breathing/es.yaml": b"",
            "templates/icons/own.svg": b"",
            "templates/letters/layout.yaml": b"",
        },
    )
    catalog = Catalog(unsaved)
    assert catalog.slugs() == ["breathing", "sleeping"]
    assert catalog.languages("breathing") == ["en", "es"]
    assert catalog.languages("sleeping") == ["en"]
    assert "letters" in unsaved.folders("templates")
    assert {"own", "lungs"} <= set(unsaved.names("templates/icons", ".svg"))
    assert unsaved.files_below("brochures/sleeping") == ["brochures/sleeping/en.yaml"]
    assert Catalog(Disk(workspace)).slugs() == ["breathing"]


def test_an_unsaved_text_has_the_bounds_of_a_saved_one(workspace: Path) -> None:
    unsaved = Unsaved(Disk(workspace), {EN: b"12345"})
    assert unsaved.content(EN, 5) == b"12345"
    with pytest.raises(Unread, match="is too big"):
        unsaved.content(EN, 4)


def test_what_was_given_can_be_changed_afterwards(workspace: Path) -> None:
    texts: dict[str, bytes | str] = {EN: "title: A\n"}
    unsaved = Unsaved(Disk(workspace), texts)
    texts[EN] = "title: B\n"
    assert unsaved.content(EN, 100) == b"title: A\n"


@pytest.mark.parametrize("name", ["../editions.yaml", "/editions.yaml", "./editions.yaml", "clinics//one.yaml", ""])
def test_no_text_stands_outside_the_workspace_or_where_nobody_asks_for_it(name: str, workspace: Path) -> None:
    with pytest.raises(ValueError, match="is not the name of a file in a workspace"):
        Unsaved(Disk(workspace), {name: ""})
