"""What a worker of the front desk does, and how it tells of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from clinicpress.building.build import build
from clinicpress.content.edition import Job
from clinicpress.frontdesk.errands import Picturing, Porter, Printing, Stocktaking

TODAY = dt.date(2026, 11, 29)
JOB = Job("one", "en", "standard", "breathing", "handout")


def test_a_file_has_the_bytes_that_build_writes(workspace: Path, tmp_path: Path) -> None:
    build(workspace, tmp_path / "out")
    told = Porter(workspace, None)(Printing("a", JOB))
    assert told.value is not None
    assert told.value.content == (tmp_path / "out" / JOB.path).read_bytes()


def test_another_generation_is_read_anew_and_the_same_is_not(workspace: Path) -> None:
    porter = Porter(workspace, None)
    clinic = workspace / "clinics/one.yaml"
    before = porter(Printing("a", JOB)).value
    clinic.write_text(clinic.read_text(encoding="utf-8").replace("555-0100", "555-0199"), encoding="utf-8")
    assert porter(Printing("a", JOB)).value == before
    assert porter(Printing("b", JOB)).value != before


def test_problems_are_told_with_their_places(workspace: Path) -> None:
    (workspace / "clinics/one.yaml").write_text("nam: X\n", encoding="utf-8")
    told = Porter(workspace, None)(Printing("a", JOB))
    assert [str(problem.place) for problem in told.problems or ()] == ["clinics/one.yaml:1:1"]


def test_a_page_is_painted(workspace: Path) -> None:
    told = Porter(workspace, None)(Picturing("a", JOB, 1, 40))
    assert (told.value or b"").startswith(b"\x89PNG")


def test_the_shelf_is_read(workspace: Path) -> None:
    told = Porter(workspace, None)(Stocktaking("a", TODAY))
    assert told.value is not None
    assert [card.title for card in told.value.cards] == ["Breathing at home"]
