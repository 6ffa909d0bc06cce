"""The plan of a build: what is to be made and why, and what is known when it was made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path

import pytest

from clinicpress.building.freshness import STATE, is_unchanged
from clinicpress.building.manifest import MANIFEST
from clinicpress.building.plan import Plan, Pruned
from clinicpress.building.workbench import Outcome, Workbench, run_jobs
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.ground.stamps import HIDDEN, stamp
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE
from tests.folders import plates, shown, write

HOUSE, ONE, TWO = (f"{clinic}/en/standard/breathing-handout.pdf" for clinic in ("house", "one", "two"))
EN = "brochures/breathing/en.yaml"


@pytest.fixture
def plan(workspace: Path) -> Callable[..., Plan]:
    """Plan a build of the workspace into its folder `build`, with a catalogue of its own."""
    return lambda wanted=Wanted(), force=False: Plan(Catalog(Disk(workspace)), workspace / "build", wanted, force)


def both(*why: str) -> dict[str, list[str]]:
    """The same reasons for both files."""
    return {HOUSE: list(why), ONE: list(why)}


def carry_out(made: Plan) -> list[Outcome]:
    return list(made.run(partial(run_jobs, made.catalog, out=made.out, workers=1)))


def reasons(made: Plan) -> dict[str, list[str]]:
    return {job.path: [*made.reasons.get(job, ())] for job in made.jobs}


def test_what_is_not_there_is_to_be_made(plan: Callable[..., Plan]) -> None:
    made = plan()
    assert reasons(made) == both("it is new")
    assert ([job.path for job in made.todo], made.whole, made.made) == ([HOUSE, ONE], True, 0)
    assert [made.told_of(job) for job in made.jobs] == [None, None]
    assert [outcome.job for outcome in carry_out(made)] == [*made.jobs]
    assert made.made == 2
    told = [made.told_of(job) for job in made.jobs]
    assert [each and json.loads(each.line)["file"] for each in told] == [HOUSE, ONE]
    assert [each and each.stamp for each in told] == [stamp(made.out / path) for path in (HOUSE, ONE)]
    assert reasons(plan()) == both()
    assert [*plan().todo] == []
    assert reasons(plan(force=True)) == both("it was asked for")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"clinics/one.yaml": "name: Uno\n"}, {HOUSE: [], ONE: ["clinics/one.yaml changed"]}),
        (
            {EN: WORKSPACE[EN].replace("Sit", "Stand")},
            both("brochures/breathing/en.yaml changed"),
        ),
        ({f"build/{ONE}": "changed"}, {HOUSE: [], ONE: ["somebody changed the file"]}),
        ({"build/manifest.json": ""}, both("nothing is known about the file that is there")),
        (
            {"brochures/breathing/en.yml": ""},
            both("brochures/breathing/en.yml is not read"),
        ),
        (
            {"templates/icons/question-circle.svg": "<svg/>"},
            both("templates/icons/question-circle.svg changed"),
        ),
    ],
    ids=["clinic", "brochure", "PDF", "manifest", "wrong ending", "own icon"],
)
def test_why_a_file_is_to_be_made_again(
    changed: dict[str, str], why: dict[str, list[str]], plan: Callable[..., Plan], workspace: Path
) -> None:
    carry_out(plan())
    write(workspace, changed)
    assert reasons(plan()) == why


def test_however_a_run_ends_account_is_kept_of_what_was_made(plan: Callable[..., Plan]) -> None:
    made = plan()
    running = made.run(partial(run_jobs, made.catalog, out=made.out, workers=1))
    next(running)
    running.close()
    assert reasons(plan()) == {HOUSE: [], ONE: ["it is new"]}


def test_two_builds_into_one_folder_keep_one_account(plan: Callable[..., Plan], workspace: Path) -> None:
    first, second = plan(Wanted(clinics=["house"])), plan(Wanted(clinics=["one"]))
    carry_out(first)
    carry_out(second)
    assert reasons(plan()) == both()
    entries = json.loads((workspace / "build" / MANIFEST).read_bytes())["files"]
    assert [entry["file"] for entry in entries] == [HOUSE, ONE]


def test_plates_that_no_file_was_made_with_go(plan: Callable[..., Plan], workspace: Path) -> None:
    """There are two: what asks for the clinic's name is another plate where there is none."""
    carry_out(plan())
    before = plates(workspace / "build")
    write(workspace, {EN: WORKSPACE[EN].replace("Sit", "Stand")})
    carry_out(plan())
    after = plates(workspace / "build")
    assert (len(before), len(after), set(before) & set(after)) == (2, 2, set())


def test_strays_are_measured_by_all_jobs_whatever_is_wanted(plan: Callable[..., Plan], workspace: Path) -> None:
    carry_out(plan())
    assert plan(Wanted(clinics=["one"])).strays() == []
    (workspace / "clinics/one.yaml").unlink()
    made = plan()
    assert made.strays() == [ONE]
    assert made.prune() == Pruned((ONE,), strays=(), left=(), problems=())
    assert (made.strays(), plan().strays()) == ([], [])
    assert sorted(shown(workspace / "build")) == [HOUSE, MANIFEST]
    assert not (workspace / "build/one").exists()


def test_the_state_is_kept_of_a_good_build_only(
    plan: Callable[..., Plan], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)
    hidden = workspace / "build" / HIDDEN
    carry_out(plan())
    made = plan(force=True)

    def failing(jobs: Sequence[Job]) -> Generator[Outcome, None, None]:
        yield from (Outcome(job, fault="ours") for job in jobs)

    list(made.run(failing))
    made.keep_state("key")
    assert is_unchanged(hidden, "key") is None
    made = plan(force=True)
    carry_out(made)
    assert (hidden / STATE).read_bytes() == b""
    made.keep_state("key")
    assert [is_unchanged(hidden, key) for key in ("key", "another")] == [2, None]


def test_strays_are_told_each_time_until_they_are_removed(
    plan: Callable[..., Plan], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)
    carry_out(plan())
    (workspace / "clinics/one.yaml").unlink()
    made = plan()
    made.keep_state("key")
    assert is_unchanged(workspace / "build" / HIDDEN, "key") is None
    made.prune()
    made.keep_state("key")
    assert is_unchanged(workspace / "build" / HIDDEN, "key") == 1


@pytest.mark.parametrize(
    "changed", [{EN: WORKSPACE[EN] + "\n"}, {"clinics/two.yaml": "name: Two\n"}, {"editions.yaml": ""}], ids=str
)
def test_the_state_is_not_kept_of_files_that_were_changed_meanwhile(
    changed: dict[str, str], plan: Callable[..., Plan], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)
    made = plan()
    carry_out(made)
    write(workspace, changed)
    made.keep_state("key")
    assert is_unchanged(workspace / "build" / HIDDEN, "key") is None


@pytest.mark.parametrize(
    ("pattern", "kept"), [("{slug} {clinic}", False), ("{slug} {layout} {language}", True), ("", True)]
)
def test_the_state_is_not_kept_of_files_that_would_now_be_called_otherwise(
    pattern: str, kept: bool, plan: Callable[..., Plan], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)
    made = plan(Wanted(name=pattern))
    (workspace / "clinics/one.yaml").write_text("name: Another Name\n")
    worker = Workbench(Catalog(Disk(workspace)), made.out)
    assert all(outcome.good for outcome in made.run(lambda jobs: (worker(job) for job in jobs)))
    made.keep_state("key")
    assert (is_unchanged(workspace / "build" / HIDDEN, "key") is not None) == kept


def test_what_cannot_be_removed_is_told_of_all(
    plan: Callable[..., Plan], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(workspace, {"clinics/two.yaml": "name: Two\n"})
    carry_out(plan())
    (workspace / "clinics/one.yaml").unlink()
    (workspace / "clinics/two.yaml").unlink()

    def refused(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, os.strerror(13), str(self))

    made = plan()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        pruned = made.prune()
    assert (pruned.removed, pruned.strays, pruned.left) == ((), (ONE, TWO), ())
    told = [(problem.place.file, problem.message) for problem in pruned.problems]
    assert told == [(str(made.out / path), "the file cannot be removed: Permission denied") for path in (ONE, TWO)]
