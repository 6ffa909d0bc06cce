"""The themes of looks are read by `check` before a clinic chooses one."""

from __future__ import annotations

from pathlib import Path

from clinicpress.content.catalog import Catalog
from clinicpress.desk.looks import unreadable_looks
from clinicpress.workspace.disk import Disk
from tests.folders import write

EDITIONS = "editions: {standard: {theme: calm, looks: {plum: plum, plain: base}, layouts: [handout]}}\n"


def test_a_theme_that_cannot_be_read_is_told_before_a_clinic_chooses_it(workspace: Path) -> None:
    write(workspace, {"editions.yaml": EDITIONS})
    [missing] = unreadable_looks(Catalog(Disk(workspace)))
    assert str(missing).startswith("editions.yaml:1:50: error: unknown theme “plum”")
    write(workspace, {"templates/themes/plum.yaml": "extends: calm\ncolors: {ink: dark}\n"})
    [wrong] = unreadable_looks(Catalog(Disk(workspace)))
    assert (wrong.place.file, wrong.place.line) == ("templates/themes/plum.yaml", 2)
    write(workspace, {"templates/themes/plum.yaml": "extends: calm\n"})
    assert unreadable_looks(Catalog(Disk(workspace))) == []
