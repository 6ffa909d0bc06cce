"""A trial finds what a build would, and nothing is written or printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from clinicpress.building.build import build
from clinicpress.building.trial import check
from clinicpress.ground.problems import UsageError
from clinicpress.press.press import Press, Pressed
from tests.conftest import WORKSPACE
from tests.folders import write

EN = "brochures/breathing/en.yaml"
DAY = dt.date(2026, 11, 28)


def test_a_trial_finds_what_a_build_would_and_writes_nothing(
    workspace: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(workspace, {
        EN: WORKSPACE[EN].replace("Sit upright.", "Sit ☃ &amp; wait."),
        "brochures/sleep/en.yaml": WORKSPACE[EN],
        "clinics/one.yaml": "name: [One]\n",
    })  # fmt: skip
    before = sorted(workspace.rglob("*"))
    seen: list[int] = []
    found = check(workspace, (), DAY, progress=lambda outcomes, count: seen.append(count) or outcomes)  # type: ignore[func-returns-value]
    assert sorted(workspace.rglob("*")) == before
    built = build(workspace, tmp_path / "build")
    assert [problem for problem in found.findings.problems if problem.severity == "error"] == list(built.problems)
    assert set(built.warnings) < set(found.findings.problems)
    assert (found.jobs, seen, found.faults) == (4, [4], ())
    assert capfd.readouterr() == ("", "")


def test_named_brochures_are_tried_alone(workspace: Path) -> None:
    write(workspace, {"brochures/sleep/en.yaml": "title: ["})
    found = check(workspace, ["breathing"], DAY)
    assert (found.jobs, found.findings.errors, found.findings.whole) == (2, 0, False)
    with pytest.raises(UsageError, match="there is no brochure “sleap”"):
        check(workspace, ["sleap"], DAY)


def test_the_day_decides_what_is_due(workspace: Path) -> None:
    write(workspace, {EN: WORKSPACE[EN].replace("sources:", "review_due: 2027-01-01\nsources:")})
    told = ["\n".join(problem.message for problem in check(workspace, (), day).findings.problems)
            for day in (DAY, dt.date(2027, 1, 2))]  # fmt: skip
    assert ["this brochure had to be reviewed by 2027-01-01" in text for text in told] == [False, True]


def test_a_fault_counts_with_the_errors(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrongly(self: Press, job: object) -> Pressed:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(Press, "print", wrongly)
    found = check(workspace, (), DAY)
    assert [fault.paths for fault in found.faults] == [
        ("house/en/standard/breathing-handout.pdf", "one/en/standard/breathing-handout.pdf")
    ]
    assert found.summary(strict=False).startswith("1 brochure(s) checked in 2 job(s): 2 error(s), ")
