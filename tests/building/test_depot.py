"""The depot: files at a URL, here of a folder; and a plan whose files are there."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="no Dask here: pip install 'clinicpress[cluster]'")

from clinicpress.building.depot import STAMPS, Depot, DepotPlan, is_url, stamp_of
from clinicpress.building.manifest import MANIFEST
from clinicpress.building.plan import Pruned
from clinicpress.building.workbench import Outcome, Run, Workbench
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.workspace.disk import Disk
from tests.folders import write

HOUSE, ONE, TWO = (f"{clinic}/en/standard/breathing-handout.pdf" for clinic in ("house", "one", "two"))


@pytest.mark.parametrize(("out", "url"), [("build", False), ("/a/b", False), ("s3://a/b", True), ("file:///a", True)])
def test_a_url_is_told_from_a_path(out: str, url: bool) -> None:
    assert is_url(out) == url


@pytest.mark.parametrize(
    ("about", "other"),
    [
        ({"size": 1, "ETag": "a"}, {"size": 1, "ETag": "b"}),
        ({"size": 1, "mtime": 1.0}, {"size": 2, "mtime": 1.0}),
        ({"size": 1, "mtime": 1.0}, {"size": 1, "mtime": 2.0}),
        # Where nothing tells, a file is never taken for one that is known.
        ({"size": 1}, {"size": 1}),
    ],
    ids=str,
)
def test_a_mark_changes_with_the_file(about: dict[str, object], other: dict[str, object]) -> None:
    assert stamp_of(about) != stamp_of(other)
    assert len(about) == 1 or stamp_of(about) == stamp_of({**about, "more": "said"})


def test_files_are_put_got_listed_and_removed(tmp_path: Path) -> None:
    depot = Depot(f"{tmp_path.as_uri()}/new/", "run")
    assert (depot.stamps(), depot.get("a/b.pdf")) == ({}, None)
    stamp = depot.put("a/b.pdf", b"PDF")
    assert (depot.get("a/b.pdf"), depot.stamps()) == (b"PDF", {"a/b.pdf": stamp})
    assert (tmp_path / "new/a/b.pdf").read_bytes() == b"PDF"
    depot.remove("a/b.pdf")
    depot.remove("a/b.pdf")
    assert depot.stamps() == {}


@pytest.mark.parametrize("url", ["memory://a", "nonsense://a"])
def test_what_is_no_place_for_files_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match=url):
        Depot(url)


def test_what_a_file_system_refuses_is_a_problem_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"no folder")
    with pytest.raises(InputProblems, match="the file cannot be written: ") as refused:
        Depot(tmp_path.as_uri()).put("a/b.pdf", b"PDF")
    [problem] = refused.value.problems
    assert problem.place.file == f"{tmp_path.as_uri()}/a/b.pdf"


# A plan -------------------------------------------------------------------------------------------


def plan(workspace: Path, there: Path, name: str = "") -> DepotPlan:
    return DepotPlan(Catalog(Disk(workspace)), Depot(there.as_uri()), Wanted(name=name))


def runner(workspace: Path, there: Path, room: Path) -> Run:
    """Print jobs and put their files into the depot, as the workers of a cluster do."""
    bench, depot = Workbench(Catalog(Disk(workspace)), room), Depot(there.as_uri())

    def printed(job: Job) -> Outcome:
        done = bench(job)
        return done._replace(stamp=depot.put(job.path, (room / job.path).read_bytes())) if done.good else done

    return lambda jobs: (printed(job) for job in jobs)


def build(workspace: Path, there: Path, room: Path, name: str = "") -> dict[str, list[str]]:
    """Build into the depot; returns why each file was made."""
    made = plan(workspace, there, name)
    list(made.run(runner(workspace, there, room)))
    made.keep_state("")
    return {job.path: made.reasons[job] for job in made.todo}


def test_a_plan_knows_the_files_of_its_depot(workspace: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    again = partial(build, workspace, there, tmp_path / "room")
    assert again() == {HOUSE: ["it is new"], ONE: ["it is new"]}
    found = sorted(path.relative_to(there).as_posix() for path in there.rglob("*") if path.is_file())
    assert found == sorted([STAMPS, HOUSE, MANIFEST, ONE])
    assert again() == {}
    (there / HOUSE).write_bytes(b"changed")
    (there / ONE).unlink()
    assert again() == {HOUSE: ["somebody changed the file"], ONE: ["the file is not there"]}
    assert again() == {}


def test_a_plan_knows_the_files_of_its_depot_by_the_names_that_were_asked_for(workspace: Path, tmp_path: Path) -> None:
    there, name = tmp_path / "there", "{title} [{clinic}]"
    again = partial(build, workspace, there, tmp_path / "room", name)
    house, one = (
        "house/en/standard/Breathing at home [house].pdf",
        "one/en/standard/Breathing at home [Test Clinic One].pdf",
    )
    assert again() == {house: ["it is new"], one: ["it is new"]}
    assert again() == {}
    (there / one).write_bytes(b"changed")
    assert again() == {one: ["somebody changed the file"]}
    (workspace / "clinics/one.yaml").write_text("name: Another\n", encoding="utf-8")
    assert plan(workspace, there, name).prune().removed == (one,)
    assert not (there / one).exists()


def test_a_file_that_only_looks_different_is_looked_into_once(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there"
    build(workspace, there, tmp_path / "room")
    os.utime(there / ONE, (1, 1))
    got: list[str] = []
    rightly = Depot.get
    monkeypatch.setattr(Depot, "get", lambda self, path: got.append(path) or rightly(self, path))  # type: ignore[func-returns-value]
    made = plan(workspace, there)
    assert ([*made.todo], ONE in got, HOUSE in got) == ([], True, False)
    made.keep_state("")
    got.clear()
    assert ([*plan(workspace, there).todo], ONE in got) == ([], False)


@pytest.fixture
def there(workspace: Path, tmp_path: Path) -> Path:
    """A depot in which two files are made by no job any more."""
    write(workspace, {"clinics/two.yaml": "name: Two\n"})
    build(workspace, tmp_path / "there", tmp_path / "room")
    (workspace / "clinics/one.yaml").unlink()
    (workspace / "clinics/two.yaml").unlink()
    return tmp_path / "there"


def test_strays_are_removed_from_the_depot_unless_somebody_changed_them(workspace: Path, there: Path) -> None:
    (there / TWO).write_bytes(b"somebody's own")
    made = plan(workspace, there)
    assert made.strays() == [ONE, TWO]
    assert made.prune() == Pruned((ONE,), (TWO,), (TWO,), ())
    assert ((there / ONE).exists(), (there / TWO).exists()) == (False, True)
    assert plan(workspace, there).strays() == [TWO]


def test_what_the_depot_does_not_remove_stays_in_its_account(
    workspace: Path, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = plan(workspace, there)
    rightly = type(made.depot.files).rm_file

    def refused(self: object, path: str) -> None:
        if path.endswith(ONE):
            raise PermissionError("not yours")
        rightly(self, path)

    monkeypatch.setattr(type(made.depot.files), "rm_file", refused)
    pruned = made.prune()
    assert (pruned.removed, pruned.strays) == ((TWO,), (ONE,))
    assert [(problem.place.file, problem.message) for problem in pruned.problems] == [
        (f"{made.depot.url}/{ONE}", "the file cannot be removed: not yours")
    ]
    assert ((there / ONE).exists(), (there / TWO).exists()) == (True, False)
    assert plan(workspace, there).strays() == [ONE]
