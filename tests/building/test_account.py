"""The account of a build: the facts as JSON, and what was wrong brought together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clinicpress.building.account import Account, Fault, File, faults_of, problems_of
from clinicpress.building.plan import Pruned
from clinicpress.building.workbench import Outcome
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import Place, Problem, warning
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE
from tests.folders import write

JOBS = [Job(clinic, "en", "standard", "sleep", "handout") for clinic in ("house", "one", "two")]
LINE = json.dumps({"pages": 3, "bytes": 1234})
FILES = (
    File(JOBS[0], "made", ["it is new"], LINE, 0.123456),
    File(JOBS[1], "kept", [], LINE),
    # Its last PDF is still there, but it is not as it should be.
    File(JOBS[2], "not made", ["clinics/two.yaml changed"], LINE),
)


def test_facts_are_of_the_files_that_are_as_they_should_be() -> None:
    account = Account(
        "out",
        FILES,
        problems=(Problem(Place("b.yaml", 2, 3), "wrong", "mend it"),),
        warnings=(warning(Place("a.yaml"), "odd"),),
        strays=("old.pdf",),
        pruned=Pruned(("older.pdf",), ("old.pdf",), ("old.pdf",), ()),
    )
    job = {"language": "en", "edition": "standard", "brochure": "sleep", "layout": "handout"}
    known = {"pages": 3, "bytes": 1234}
    house, one = (f"out/{path.job.path}" for path in FILES[:2])
    assert account.facts() == {
        "files": [
            {"clinic": "house", **job, "file": house, **known, "seconds": 0.1235, "made": True, "why": ["it is new"]},
            {"clinic": "one", **job, "file": one, **known, "seconds": 0.0, "made": False, "why": []},
        ],
        "strays": ["old.pdf"],
        "removed": ["older.pdf"],
        "problems": [
            {"file": "a.yaml", "line": 1, "column": 1, "severity": "warning", "message": "odd", "hint": ""},
            {"file": "b.yaml", "line": 2, "column": 3, "severity": "error", "message": "wrong", "hint": "mend it"},
        ],
    }


def test_files_by_what_became_of_them() -> None:
    account = Account("out", FILES)
    assert [[file.job.clinic for file in account.of(state)] for state in ("made", "kept", "not made")] == [
        ["house"],
        ["one"],
        ["two"],
    ]
    assert [(file.pages, file.size) for file in FILES] == [(3, 1234)] * 3
    new = File(JOBS[2], "not made", ["it is new"])
    assert (new.pages, new.size) == (0, 0)


@pytest.mark.parametrize(
    ("out", "called"),
    [
        ("build", "build/a/b.pdf"),
        ("./build/", "build/a/b.pdf"),
        ("/tmp/build", "/tmp/build/a/b.pdf"),
        ("s3://bucket/folder", "s3://bucket/folder/a/b.pdf"),
        ("s3://bucket/folder/", "s3://bucket/folder/a/b.pdf"),
    ],
)
def test_what_a_file_is_called(out: str, called: str) -> None:
    assert Account(out, ()).where("a/b.pdf") == called


def test_a_fault_is_told_once_with_all_that_met_with_it() -> None:
    outcomes = [Outcome(JOBS[0], fault="x"), Outcome(JOBS[1]), Outcome(JOBS[2], fault="x"), Outcome(JOBS[1], fault="y")]
    assert faults_of(outcomes) == (Fault("x", (JOBS[0].path, JOBS[2].path)), Fault("y", (JOBS[1].path,)))


def test_problems_are_those_of_all_jobs_each_once_and_of_the_bibliography(workspace: Path) -> None:
    first, second = (Problem(Place(f"{name}.yaml"), "wrong") for name in "ab")
    outcomes = [Outcome(JOBS[0], problems=(second, first)), Outcome(JOBS[1], problems=(first,)), Outcome(JOBS[2])]
    assert problems_of(Catalog(Disk(workspace)), outcomes, whole=True) == [first, second]
    sources = WORKSPACE["brochures/sources.yaml"].replace("  full: Roe J.", "  ful: Roe J.")
    write(workspace, {"brochures/sources.yaml": sources})
    assert problems_of(Catalog(Disk(workspace)), outcomes, whole=False) == [first, second]
    found = problems_of(Catalog(Disk(workspace)), outcomes, whole=True)
    assert [problem.place.file for problem in found] == ["a.yaml", "b.yaml", *["brochures/sources.yaml"] * 2]
    write(workspace, {"brochures/sources.yaml": "["})
    assert problems_of(Catalog(Disk(workspace)), outcomes, whole=True) == [first, second]
