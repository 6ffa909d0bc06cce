"""Building on a real Dask cluster of two workers: the same bytes as here, whatever happens to a worker."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import tarfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import clinicpress.building
from clinicpress.building.parcel import pack, unpack
from clinicpress.building.workbench import Outcome
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted
from clinicpress.workspace.disk import Disk
from tests.conftest import Finished

try:
    import dask
    import distributed

    from clinicpress.building import cluster
    from clinicpress.building.depot import Depot
except ImportError:
    if os.environ.get("CI") == "true":
        raise
    pytest.skip("no Dask here: pip install 'clinicpress[cluster]'", allow_module_level=True)

CLINICS = 11
PDFS = CLINICS + 2
POISONED = "clinic-05"
LONG_ENOUGH = 60
"""Seconds in which a worker that was killed is replaced, even where the machine is busy."""
Press = Callable[..., Finished]


@pytest.fixture(scope="module")
def local_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A scheduler in this process and two worker processes, each with the nanny that replaces it."""
    settings = {
        "temporary-directory": str(tmp_path_factory.mktemp("dask")),
        # So long, and not half a minute, a scheduler asks for a result that a dead worker held.
        "distributed.comm.timeouts.connect": "4s",
    }
    with (
        dask.config.set(settings),
        distributed.LocalCluster(  # type: ignore[no-untyped-call]
            processes=True, n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
        ) as running,
    ):
        yield running


@pytest.fixture
def dask_cluster(local_cluster: Any) -> Any:
    """The cluster, with both workers alive."""
    local_cluster.wait_for_workers(2, timeout=LONG_ENOUGH)
    return local_cluster


@pytest.fixture
def clinics(workspace: Path) -> Path:
    """A workspace with a dozen clinics."""
    for number in range(CLINICS):
        text = f"name: Clinic {number}\nphone: (555) 555-01{number:02}\n"
        (workspace / "clinics" / f"clinic-{number:02}.yaml").write_text(text, encoding="utf-8")
    return workspace


def files_in(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name.as_posix(): path.read_bytes() for name, path in found.items() if name.parts[0] != ".clinicpress"}


def test_a_cluster_makes_the_same_bytes(press: Press, clinics: Path, tmp_path: Path, dask_cluster: Any) -> None:
    assert press("build", "--out", str(tmp_path / "here")).status == 0
    done = press("build", "--out", str(tmp_path / "there"), "--cluster", dask_cluster.scheduler_address)
    assert (done.status, done.err) == (0, "")
    here = files_in(tmp_path / "here")
    assert len(here) == PDFS + 1 and "manifest.json" in here
    assert files_in(tmp_path / "there") == here
    assert not list((tmp_path / "there" / ".clinicpress").glob("*/[0-9]*-*.pdf")), "no draft is left"
    assert not list((tmp_path / "there" / ".clinicpress").glob("cluster-*")), "no witness is left"
    again = press("build", "--out", str(tmp_path / "there"), "--json")
    assert not any(file["made"] for file in json.loads(again.out)["files"]), "the account is that of a local build"


def test_a_cluster_says_the_same_of_what_is_wrong(press: Press, clinics: Path, dask_cluster: Any) -> None:
    (clinics / "clinics" / "clinic-03.yaml").write_text("name: [Three]\n", encoding="utf-8")
    (clinics / "clinics" / "clinic-04.yaml").write_text("name: Four\nlogo: four.svg\n", encoding="utf-8")
    (clinics / "clinics" / "four.svg").symlink_to(Path(__file__))
    here = press("build", "--out", str(clinics / "here"))
    there = press("build", "--out", str(clinics / "there"), "--cluster", dask_cluster.scheduler_address)
    assert (here.status, "leads out of the workspace" in here.err) == (1, True)
    assert there.err == here.err
    assert files_in(clinics / "there") == files_in(clinics / "here")


def test_a_worker_killed_in_the_middle(press: Press, clinics: Path, dask_cluster: Any) -> None:
    assert press("build", "--out", str(clinics / "here")).status == 0
    catalog, out = Catalog(Disk(clinics)), str(clinics / "there")
    plan = cluster.start_build(catalog, out, Wanted())
    running = plan.run(partial(cluster.run_jobs, catalog, out=out, address=dask_cluster.scheduler_address))
    outcomes = [next(running)]
    # The first job of the plate is done, the others are not dealt out yet. This worker will not do its share.
    victim = next(iter(dask_cluster.workers.values()))
    address, process = victim.worker_address, victim.pid
    os.kill(process, signal.SIGSTOP)
    try:
        outcomes.append(next(running))
        assert dask_cluster.scheduler.workers[address].processing, "it has been given jobs"
    finally:
        os.kill(process, signal.SIGKILL)
    outcomes += running
    assert sorted(outcome.job for outcome in outcomes) == [*plan.jobs]
    assert all(outcome.good for outcome in outcomes)
    assert files_in(clinics / "there") == files_in(clinics / "here")


class Poisoned(cluster.Parcel):
    """A parcel with a job that no worker survives."""

    def print(self, jobs: Sequence[Job]) -> list[Outcome]:
        if any(job.clinic == POISONED for job in jobs):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().print(jobs)


def test_a_job_that_kills_workers_costs_no_other(
    press: Press, clinics: Path, dask_cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster.scheduler, "allowed_failures", 0)
    monkeypatch.setattr(cluster, "Parcel", Poisoned)
    done = press("build", "--out", str(clinics / "there"), "--cluster", dask_cluster.scheduler_address)
    assert done.status == 70
    assert f"while making {POISONED}/en/standard/breathing-handout.pdf:\nThe workers that made it died" in done.err
    made = [name for name in files_in(clinics / "there") if name.endswith(".pdf")]
    assert len(made) == PDFS - 1 and not any(name.startswith(POISONED) for name in made)


def test_a_url(press: Press, clinics: Path, dask_cluster: Any) -> None:
    """At a URL files are found changed or gone, and strays are removed, as in a folder."""
    assert press("build", "--out", str(clinics / "here")).status == 0
    there = clinics / "there"
    to_url = partial(press, "build", "--cluster", dask_cluster.scheduler_address, "--out", there.as_uri())
    assert to_url().status == 0
    assert files_in(there) == files_in(clinics / "here")
    assert not [path for path in (there / ".clinicpress").rglob("*") if path.is_file() and path.name != "stamps.json"]
    assert to_url().out == f"Nothing to make: {PDFS} files are as they should be.\n"

    (there / "one/en/standard/breathing-handout.pdf").unlink()
    (there / "house/en/standard/breathing-handout.pdf").write_bytes(b"changed")
    (there / "clinic-00/en/standard/breathing-handout.pdf").touch()
    said = to_url("--explain").out
    assert [line for line in said.splitlines() if "made: " in line] == [
        f"{there.as_uri()}/house/en/standard/breathing-handout.pdf  made: somebody changed the file",
        f"{there.as_uri()}/one/en/standard/breathing-handout.pdf  made: the file is not there",
    ]
    assert files_in(there) == files_in(clinics / "here")

    (clinics / "clinics" / "one.yaml").unlink()
    (clinics / "clinics" / "clinic-00.yaml").unlink()
    (there / "clinic-00/en/standard/breathing-handout.pdf").write_bytes(b"changed")
    done = to_url("--prune")
    assert f"removed {there.as_uri()}/one/en" in done.out
    assert f"left {there.as_uri()}/clinic-00/en" in done.err
    assert not (there / "one/en/standard/breathing-handout.pdf").exists()
    assert (there / "clinic-00/en/standard/breathing-handout.pdf").exists()


def test_a_url_needs_a_cluster_and_a_file_system(press: Press, dask_cluster: Any) -> None:
    alone = press("build", "--out", "s3://bucket/handouts")
    assert (alone.status, "add --cluster ADDRESS" in alone.err) == (2, True)
    for url in ("memory://handouts", "nonsense://handouts"):
        done = press("build", "--out", url, "--cluster", dask_cluster.scheduler_address)
        assert (done.status, done.err.startswith("error: "), url in done.err) == (2, True, True)


def test_a_depot_shows_no_half_files(tmp_path: Path) -> None:
    """What stands before a file is whole is its draft, and an old file stays until the new one is whole."""
    depot = Depot(tmp_path.as_uri(), "run")
    stamp = depot.put("a/b.pdf", b"old")
    assert depot.stamps() == {"a/b.pdf": stamp}
    steps: list[list[str]] = []

    class Watched(type(depot.files)):  # type: ignore[misc]
        def mv(self, *arguments: Any, **options: Any) -> None:
            steps.append([(tmp_path / "a/b.pdf").read_text(), *depot.stamps()])
            super().mv(*arguments, **options)

    depot.files = Watched()
    depot.put("a/b.pdf", b"new")
    assert [(step[0], len(step)) for step in steps] == [("old", 3)]
    assert (tmp_path / "a/b.pdf").read_text() == "new"
    (tmp_path / ".clinicpress/drafts/run/left").write_bytes(b"ne")
    depot.clear_drafts()
    assert list(depot.stamps()) == ["a/b.pdf"]


def test_an_unreachable_scheduler(press: Press, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    for address in ("tcp://127.0.0.1:1", "nonsense"):
        done = press("build", "--cluster", address)
        assert (done.status, done.out) == (2, "")
        assert f"no scheduler answers at {address} (" in done.err and "dask scheduler" in done.err


def test_a_missing_extra(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(clinicpress.building, "cluster")
    monkeypatch.delitem(sys.modules, "clinicpress.building.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = press("build", "--cluster", "tcp://127.0.0.1:1")
    assert (done.status, "pip install 'clinicpress[cluster]'" in done.err) == (2, True)


@pytest.mark.parametrize("part", ["reportlab", "fonts and templates"])
def test_another_engine_is_refused(
    part: str, press: Press, workspace: Path, dask_cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {**cluster.engine_here(), part: "another"}
    monkeypatch.setattr(cluster, "engine_here", lambda: ours)
    done = press("build", "--cluster", dask_cluster.scheduler_address)
    assert done.status == 2
    assert "cannot take part: its engine would print other bytes" in done.err
    assert f"({part} {cluster.identity().get(part, '')}" in done.err and "here another)" in done.err
    assert not list(workspace.glob("build/**/*.pdf"))


def test_a_worker_that_does_not_see_the_folder_is_refused(tmp_path: Path) -> None:
    order = cluster.Order("cluster-0", cluster.engine_here(), str(tmp_path))
    assert "does not see the folder" in order.refusal()
    order.witness.parent.mkdir()
    order.witness.touch()
    assert order.refusal() == ""


def test_a_parcel_is_the_same_for_the_same_files(clinics: Path, tmp_path: Path) -> None:
    (clinics / "clinics" / "inside.yaml").symlink_to("one.yaml")
    (clinics / "clinics" / "round").symlink_to(".")
    (clinics / "clinics" / "outside.yaml").symlink_to(Path(__file__))
    packed = pack(clinics)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        names = archive.getnames()
    assert names == sorted(names) and "build" not in names and "clinics/round" not in names
    unpack(packed, tmp_path / "copy")
    os.utime(clinics / "editions.yaml", (0, 0))
    assert pack(clinics) == packed
    (clinics / "clinics" / "inside.yaml").unlink()
    (clinics / "clinics" / "inside.yaml").write_bytes((clinics / "clinics" / "one.yaml").read_bytes())
    (clinics / "clinics" / "round").unlink()
    assert pack(clinics) == packed == pack(tmp_path / "copy")
    assert (tmp_path / "copy/clinics/inside.yaml").read_text() == (clinics / "clinics/one.yaml").read_text()
    assert not Disk(tmp_path / "copy").has("clinics/outside.yaml")
