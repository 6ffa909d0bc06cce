"""What was saved at one time, and what is known of it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from clinicpress.building.watch import Lookout
from clinicpress.frontdesk.moment import Measured, Moment, Saved
from clinicpress.workspace.disk import Disk

STORY = "templates/handout/story.html.j2"
BREATHING = "brochures/breathing/en.yaml"
KIND = ("breathing", "en", "standard", "handout", "")


def saved(root: Path) -> Saved:
    return Saved.of(root, Lookout(root, root / "build").look().files)


@pytest.mark.parametrize("name", ["editions.yaml", BREATHING, "clinics/one.yaml", STORY])
def test_what_a_workspace_reads_is_what_is_saved(workspace: Path, name: str) -> None:
    disk = Disk(workspace)
    found = saved(workspace)
    assert found.holds({name: disk.digest(name), "brochures/none.yaml": None})
    assert not found.holds({name: "0" * 64})
    assert not found.holds({name: None})


def test_a_file_that_was_not_there_is_another(workspace: Path) -> None:
    found = saved(workspace)
    (workspace / "clinics/two.yaml").write_text("name: Two\n", encoding="utf-8")
    assert not found.holds({"clinics/two.yaml": Disk(workspace).digest("clinics/two.yaml")})


def test_a_workspace_s_own_template_wins(workspace: Path) -> None:
    (workspace / STORY).parent.mkdir(parents=True)
    (workspace / STORY).write_text("own", encoding="utf-8")
    assert saved(workspace).holds({STORY: Disk(workspace).digest(STORY)})


def test_a_name_may_be_spelled_otherwise_in_its_folder() -> None:
    found = Saved({unicodedata.normalize("NFD", "clinics/one/Müller.svg"): "a"})
    assert found.holds({"clinics/one/müller.svg": "a"})
    assert not found.holds({"clinics/one/müller.svg": "b"})


def test_the_next_moment_knows_only_what_is_still_true(workspace: Path) -> None:
    now = Moment("1", saved(workspace))
    now.measured[KIND] = Measured(2, {BREATHING: Disk(workspace).digest(BREATHING)})
    (workspace / "clinics/one.yaml").write_text("name: Another\n", encoding="utf-8")
    then = now.next("2", saved(workspace))
    assert then.measured[KIND].pages == 2
    (workspace / BREATHING).write_text("title: X\n", encoding="utf-8")
    assert then.next("3", saved(workspace)).measured == {}
