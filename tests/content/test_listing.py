"""What a workspace holds, as facts and as tables; what cannot be read is told, and the rest is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.listing import list_all
from clinicpress.ground.problems import InputProblems
from tests.conftest import WORKSPACE
from tests.folders import write

EN = "brochures/breathing/en.yaml"


def test_the_facts_of_a_workspace(workspace: Path, capfd: pytest.CaptureFixture[str]) -> None:
    job = {"language": "en", "edition": "standard", "brochure": "breathing", "layout": "handout"}
    assert list_all(workspace).facts() == {
        "brochures": [{"slug": "breathing", "language": "en", "version": "1.0", "title": "Breathing at home"}],
        "clinics": [{"id": "house", "name": "", "look": ""}, {"id": "one", "name": "Test Clinic One", "look": ""}],
        "editions": [{"id": "standard", "theme": "calm", "looks": {}, "paper": "letter", "layouts": ["handout"]}],
        "jobs": [
            {"clinic": clinic, **job, "path": f"{clinic}/en/standard/breathing-handout.pdf"}
            for clinic in ("house", "one")
        ],
        "problems": [],
    }
    assert capfd.readouterr() == ("", "")


def test_the_tables(workspace: Path) -> None:
    write(workspace, {
        "clinics/one.yaml": WORKSPACE["clinics/one.yaml"] + "look: plum\n",
        "editions.yaml": WORKSPACE["editions.yaml"].replace("theme: calm,", "theme: calm, looks: {plum: plum},"),
    })  # fmt: skip
    assert list_all(workspace).tables().split("\n") == [
        "brochure   language  version  title",
        "---------  --------  -------  -----------------",
        "breathing  en            1.0  Breathing at home",
        "",
        "clinic  name                             look",
        "------  -------------------------------  ----",
        "house   (none: a blank box for a stamp)",
        "one     Test Clinic One                  plum",
        "",
        "edition   theme  looks  paper   layouts",
        "--------  -----  -----  ------  -------",
        "standard  calm   plum   letter  handout",
        "",
        "brochure   language  clinic  edition   layout   file",
        "---------  --------  ------  --------  -------  ---------------------------------------",
        "breathing  en        house   standard  handout  house/en/standard/breathing-handout.pdf",
        "breathing  en        one     standard  handout  one/en/standard/breathing-handout.pdf",
    ]


def test_what_cannot_be_read_is_told_and_the_rest_is_listed(workspace: Path) -> None:
    write(workspace, {
        "clinics/one.yaml": "name: [One]\n",
        "brochures/sleep/en.yaml": WORKSPACE[EN].replace("heading:", "headnig:"),
        "brochures/rest/en.yml": WORKSPACE[EN],
    })  # fmt: skip
    listing = list_all(workspace)
    assert [brochure["slug"] for brochure in listing.brochures] == ["breathing"]
    assert [clinic["id"] for clinic in listing.clinics] == ["house"]
    assert len(listing.jobs) == 6
    assert [str(problem.place) for problem in listing.problems] == [
        "brochures/rest/en.yml:1:1",
        "brochures/sleep/en.yaml:7:5",
        "brochures/sleep/en.yaml:8:5",
        "clinics/one.yaml:1:7",
    ]


def test_what_two_brochures_need_is_told_once(workspace: Path) -> None:
    sources = WORKSPACE["brochures/sources.yaml"].replace("  full: Doe J.", "  ful: Doe J.")
    write(workspace, {"brochures/sources.yaml": sources, "brochures/sleep/en.yaml": WORKSPACE[EN]})
    problems = list_all(workspace).problems
    assert [str(problem.place) for problem in problems] == ["brochures/sources.yaml:2:3", "brochures/sources.yaml:3:3"]


def test_without_editions_nothing_can_be_listed(workspace: Path) -> None:
    write(workspace, {"editions.yaml": "editions: ["})
    with pytest.raises(InputProblems, match=r"editions\.yaml:1:"):
        list_all(workspace)
