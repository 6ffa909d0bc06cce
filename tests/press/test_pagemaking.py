"""Pagemaking: which brochures and templates become pages, and what is told of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.press.press import Press, Pressed
from clinicpress.press.rack import Rack
from clinicpress.webpage.forme import Forme
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

TEMPLATE = (ROOT / "templates/page/story.html.j2").read_text(encoding="utf-8")
LAYOUT = "title: own\nmedium: screen\ncontent: all\n"
TWO = "name: Test Clinic Two\naddress: [2 Example Street]\nphone: (555) 555-0102\n"
DISCLAIMER = "{% call row(labels.disclaimer) %}{{ disclaimer|inline }}{% endcall %}\n"


def made(workspace: Path, clinic: str = "house", layout: str = "page", rack: Rack | None = None) -> Pressed:
    return Press(Catalog(Disk(workspace)), rack or Rack()).print(Job(clinic, "en", "standard", "breathing", layout))


def own(workspace: Path, template: str = TEMPLATE, layout: str = LAYOUT) -> None:
    folder = workspace / "templates" / "own"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "layout.yaml").write_text(layout, encoding="utf-8")
    (folder / "story.html.j2").write_text(template, encoding="utf-8")


def problem(workspace: Path, layout: str = "own", clinic: str = "house") -> str:
    with pytest.raises(InputProblems) as told:
        made(workspace, clinic, layout)
    [found] = told.value.problems
    return str(found)


def test_a_page_is_made_for_an_edition_that_does_not_list_it(workspace: Path) -> None:
    assert "page" not in (workspace / "editions.yaml").read_text(encoding="utf-8")
    assert made(workspace).content.startswith(b"<!DOCTYPE html>")


def test_a_layout_of_the_workspaces_own_may_be_for_screens(workspace: Path) -> None:
    own(workspace)
    # Only the name of the layout differs.
    assert made(workspace, layout="own").content == made(workspace).content


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ blocks(section.body, labels, level) }}", "", "the template leaves out the text in"),
        (DISCLAIMER, "", "the template leaves out the source or disclaimer in templates/locales/en.yaml"),
        ('<slot name="contact">', '<slot name="card">', "a layout for screens has no slot “card”"),
        ("{{ labels.at_a_glance }}", "In short", "the template has words of its own"),
    ],
)
def test_what_a_template_must_not_do_is_told_at_the_template(old: str, new: str, told: str, workspace: Path) -> None:
    assert old in TEMPLATE
    own(workspace, TEMPLATE.replace(old, new))
    said = problem(workspace, clinic="one")
    assert told in said
    assert said.startswith("templates/own/story.html.j2")


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        (LAYOUT + "pages: 1\n", "templates/own/layout.yaml:4:1: error: unknown key “pages”"),
        (
            LAYOUT.replace("screen", "scren"),
            "templates/own/layout.yaml:2:9: error: “scren” is nothing that a layout can be for",
        ),
        (LAYOUT.replace("screen", "paper"), "the key “pages” is missing"),
    ],
)
def test_what_is_wrong_with_a_layout_is_told_at_its_line(layout: str, told: str, workspace: Path) -> None:
    own(workspace, layout=layout)
    with pytest.raises(InputProblems) as error:
        made(workspace, layout="own")
    assert told in str(error.value)


def test_a_layout_that_is_not_there_is_told(workspace: Path) -> None:
    assert "unknown layout “pages”" in problem(workspace, "pages")


def test_clinics_share_a_forme_where_the_story_asks_nothing_else(workspace: Path) -> None:
    (workspace / "clinics" / "two.yaml").write_text(TWO, encoding="utf-8")
    rack = Rack()
    house, one, two = (made(workspace, clinic, rack=rack).plate for clinic in ("house", "one", "two"))
    assert one.name == two.name != house.name
    own(workspace, TEMPLATE.replace("</header>", "<p>{{ clinic.phone }}</p></header>"))
    one, two = (made(workspace, clinic, "own", rack).plate for clinic in ("one", "two"))
    assert one.name != two.name


def test_formes_are_kept_for_the_next_press(workspace: Path, tmp_path: Path) -> None:
    first = made(workspace, "one", rack=Rack(tmp_path / "plates"))
    [kept] = (tmp_path / "plates").iterdir()
    assert isinstance(first.plate, Forme)
    assert Forme.from_bytes(kept.read_bytes()) == first.plate
    kept.write_bytes(kept.read_bytes().replace(b"Sit upright", b"Sit downright"))
    again = made(workspace, "one", rack=Rack(tmp_path / "plates"))
    assert again.content == first.content
