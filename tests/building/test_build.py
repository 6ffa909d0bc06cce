"""The library call that builds: what it returns, and that it says nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from clinicpress.building.build import build, carry_out, keys_of
from clinicpress.building.freshness import is_unchanged, key_of_build
from clinicpress.building.plan import Plan, Pruned
from clinicpress.building.workbench import Outcome
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.ground.stamps import HIDDEN
from clinicpress.press.press import Press, Pressed
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE
from tests.folders import shown, stamps, write
from tests.reading import read_pages

EN = "brochures/breathing/en.yaml"
GOOD = WORKSPACE[EN]
HOUSE, ONE = (f"{clinic}/en/standard/breathing-handout.pdf" for clinic in ("house", "one"))


@pytest.fixture
def out(workspace: Path) -> Path:
    return workspace / "build"


@pytest.fixture(autouse=True)
def _says_nothing(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Whatever happens, nothing is printed, neither by Python nor past it."""
    yield
    assert capfd.readouterr() == ("", "")


def states(workspace: Path, out: Path, wanted: Wanted = Wanted(), **options: bool) -> dict[str, str]:
    return {file.job.path: file.state for file in build(workspace, out, wanted, **options).files}  # type: ignore[arg-type]


def test_a_first_build_tells_of_every_file(workspace: Path, out: Path) -> None:
    account = build(workspace, out)
    assert [(file.job.path, file.state, list(file.why)) for file in account.files] == [
        (HOUSE, "made", ["it is new"]),
        (ONE, "made", ["it is new"]),
    ]
    assert sorted(shown(out)) == [HOUSE, "manifest.json", ONE]
    for file in account.files:
        assert account.where(file.job.path) == str(out / file.job.path)
        pdf = (out / file.job.path).read_bytes()
        assert (file.size, file.pages) == (len(pdf), len(read_pages(pdf)))
        assert file.seconds > 0
    rest = (account.problems, account.warnings, account.faults, account.strays)
    assert (rest, account.pruned) == (((),) * 4, None)


def test_a_second_build_keeps_every_file(workspace: Path, out: Path) -> None:
    first, before = build(workspace, out), stamps(out)
    second = build(workspace, out)
    assert [(file.state, file.why, file.seconds) for file in second.files] == [("kept", (), 0.0)] * 2
    assert [(file.pages, file.size) for file in second.files] == [(file.pages, file.size) for file in first.files]
    assert stamps(out) == before


def test_force_makes_all_of_them_anew(workspace: Path, out: Path) -> None:
    build(workspace, out)
    account = build(workspace, out, force=True)
    assert [(file.state, list(file.why)) for file in account.files] == [("made", ["it was asked for"])] * 2


def test_only_what_is_wanted_is_made(workspace: Path, out: Path) -> None:
    assert states(workspace, out, Wanted(clinics=["one"])) == {ONE: "made"}
    assert states(workspace, out) == {HOUSE: "made", ONE: "kept"}
    write(workspace, {"editions.yaml": WORKSPACE["editions.yaml"] + "matrix: {clinics: [one]}\n"})
    account = build(workspace, out, Wanted(clinics=["house"]))
    assert (list(account.files), account.strays) == ([], (HOUSE,))


def test_what_is_wrong_with_one_job_is_told_and_the_others_are_made(workspace: Path, out: Path) -> None:
    build(workspace, out)
    before = shown(out)
    write(workspace, {"clinics/one.yaml": "name: [One]\n", EN: GOOD.replace("Sit", "Stand")})
    account = build(workspace, out)
    assert [(file.job.path, file.state) for file in account.files] == [(HOUSE, "made"), (ONE, "not made")]
    assert list(account.files[1].why) == ["brochures/breathing/en.yaml changed", "clinics/one.yaml changed"]
    assert [str(problem.place) for problem in account.problems] == ["clinics/one.yaml:1:7"]
    assert (shown(out)[ONE], shown(out)[HOUSE] != before[HOUSE]) == (before[ONE], True)


def test_slips_are_warnings_and_stop_nothing(workspace: Path, out: Path) -> None:
    write(workspace, {EN: GOOD.replace("Sit upright.", "Sit &amp; wait.")})
    account = build(workspace, out)
    assert [(problem.severity, problem.place.line) for problem in account.warnings] == [("warning", 10)]
    assert (account.problems, account.told) == ((), list(account.warnings))
    assert [file.state for file in account.files] == ["made", "made"]
    # Only the texts of what was to be made are read again.
    assert build(workspace, out).warnings == ()


def test_a_fault_of_ours_costs_its_job_only(workspace: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rightly = Press.print

    def wrongly(self: Press, job: Job) -> Pressed:
        if job.clinic == "house":
            raise ZeroDivisionError("ours")
        return rightly(self, job)

    monkeypatch.setattr(Press, "print", wrongly)
    account = build(workspace, out)
    assert [(file.job.path, file.state) for file in account.files] == [(HOUSE, "not made"), (ONE, "made")]
    assert [fault.paths for fault in account.faults] == [(HOUSE,)]
    assert account.faults[0].details.endswith("ZeroDivisionError: ours\n")
    assert account.problems == ()


def test_strays_are_told_and_pruned_where_that_is_asked_for(workspace: Path, out: Path) -> None:
    write(workspace, {"clinics/two.yaml": "name: Two\n"})
    build(workspace, out)
    (workspace / "clinics/one.yaml").unlink()
    (workspace / "clinics/two.yaml").unlink()
    two = ONE.replace("one/", "two/")
    (out / two).write_bytes(b"somebody's own")
    account = build(workspace, out)
    assert (account.strays, account.pruned) == ((ONE, two), None)
    account = build(workspace, out, prune=True)
    assert account.pruned == Pruned((ONE,), (two,), (two,), ())
    assert account.strays == (two,)
    assert sorted(shown(out)) == [HOUSE, "manifest.json", two]


def test_what_cannot_be_removed_is_in_the_account_and_the_rest_is_done(workspace: Path, out: Path) -> None:
    write(workspace, {"clinics/two.yaml": "name: Two\n"})
    build(workspace, out)
    (workspace / "clinics/one.yaml").unlink()
    (workspace / "clinics/two.yaml").unlink()
    (out / ONE).unlink()
    (out / ONE / "held").mkdir(parents=True)
    account = build(workspace, out, prune=True, force=True)
    assert [file.state for file in account.files] == ["made"]
    assert account.pruned == Pruned((ONE.replace("one/", "two/"),), (ONE,), (), account.problems)
    assert [(problem.place.file, problem.message[:26]) for problem in account.problems] == [
        (str(out / ONE), "the file cannot be removed")
    ]


def test_progress_is_handed_what_becomes_of_each_job(workspace: Path, out: Path) -> None:
    write(workspace, {"clinics/one.yaml": "name: [One]\n"})
    seen: list[tuple[str, bool, int]] = []

    def watch(outcomes: Iterable[Outcome], count: int) -> Iterator[Outcome]:
        for outcome in outcomes:
            seen.append((outcome.job.path, outcome.good, count))
            yield outcome

    build(workspace, out, progress=watch)
    assert seen == [(HOUSE, True, 2), (ONE, False, 2)]
    write(workspace, {"clinics/one.yaml": WORKSPACE["clinics/one.yaml"]})
    seen.clear()
    build(workspace, out, progress=watch)
    assert seen == [(ONE, True, 1)]
    build(workspace, out, progress=watch)
    assert seen == [(ONE, True, 1)]


def test_what_is_wanted_must_exist(workspace: Path, out: Path) -> None:
    with pytest.raises(UsageError, match="there is no clinic “two”"):
        build(workspace, out, Wanted(clinics=["two"]))
    with pytest.raises(UsageError, match="add --cluster ADDRESS"):
        build(workspace, "s3://bucket/folder")
    write(workspace, {"editions.yaml": "editions: ["})
    with pytest.raises(InputProblems, match=r"editions\.yaml:1:"):
        build(workspace, out)
    assert not out.exists()


@pytest.fixture
def _old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files count as old enough at once: a test must not wait for that."""
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)


@pytest.mark.usefixtures("_old_enough")
def test_the_next_build_can_ask_whether_anything_has_changed(workspace: Path, out: Path) -> None:
    build(workspace, out, Wanted(clinics=["one"]), words="in other words")
    own = key_of_build(workspace, out, (), ["one"], (), (), (), "")
    assert keys_of(workspace, out, Wanted(clinics=("one",))) == own
    assert [is_unchanged(out / HIDDEN, key) for key in (own, "in other words", "")] == [1, 1, None]
    write(workspace, {"clinics/one.yaml": "name: [One]\n"})
    assert is_unchanged(out / HIDDEN, own) is None
    build(workspace, out, Wanted(clinics=["one"]))
    assert is_unchanged(out / HIDDEN, own) is None


@pytest.mark.usefixtures("_old_enough")
def test_what_no_job_needs_is_told_each_time_until_it_is_mended(workspace: Path, out: Path) -> None:
    sources = WORKSPACE["brochures/sources.yaml"].replace("  full: Roe J.", "  ful: Roe J.")
    write(workspace, {"brochures/sources.yaml": sources})
    account = build(workspace, out)
    assert ([file.state for file in account.files], len(account.problems)) == (["made", "made"], 2)
    assert is_unchanged(out / HIDDEN, keys_of(workspace, out, Wanted())) is None


@pytest.mark.usefixtures("_old_enough")
def test_after_a_fault_nothing_is_taken_for_unchanged(
    workspace: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrongly(self: Press, job: Job) -> Pressed:
        raise ZeroDivisionError

    monkeypatch.setattr(Press, "print", wrongly)
    build(workspace, out)
    assert is_unchanged(out / HIDDEN, keys_of(workspace, out, Wanted())) is None


def test_a_plan_with_nothing_to_do_is_not_run(workspace: Path, out: Path) -> None:
    build(workspace, out)
    plan = Plan(Catalog(Disk(workspace)), out, Wanted())

    def never(jobs: object) -> Iterator[Outcome]:
        raise AssertionError(jobs)

    account = carry_out(plan, never, "elsewhere")  # type: ignore[arg-type]
    assert [account.where(file.job.path) for file in account.of("kept")] == [f"elsewhere/{HOUSE}", f"elsewhere/{ONE}"]
