"""The workbench: jobs are printed one by one or by worker processes, and none of their troubles stops another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from clinicpress.building.workbench import POOL_FROM, Outcome, Workbench, firsts_and_rest, run_jobs
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, plan_jobs
from clinicpress.ground.stamps import stamp
from clinicpress.press.press import Press, Pressed
from clinicpress.workspace.disk import Disk, on_disk, shipped
from clinicpress.workspace.files import file_digest
from tests.conftest import WORKSPACE
from tests.folders import shown, write


@pytest.fixture
def catalog(workspace: Path) -> Catalog:
    return Catalog(Disk(workspace))


def test_a_job_is_printed_and_its_file_put_in_place(catalog: Catalog, workspace: Path, tmp_path: Path) -> None:
    write(workspace, {"clinics/two.yaml": WORKSPACE["clinics/one.yaml"].replace("One", "Two")})
    _, one, two = plan_jobs(catalog)
    bench = Workbench(catalog, tmp_path)
    done = bench(one)
    file = tmp_path / one.path
    assert (done.good, done.stamp) == (True, stamp(file))
    entry = json.loads(done.line)
    assert entry["file"] == one.path
    assert (entry["sha256"], entry["bytes"]) == (file_digest(file), file.stat().st_size)
    assert entry["plate"] == done.plate_name
    assert done.plate is not None and set(done.plate) == {"settings", "inputs"}
    # Of a plate it is told once what it was made of.
    again = bench(two)
    assert (again.plate_name, again.plate) == (done.plate_name, None)
    bench.forget_told()
    assert bench(two).plate == done.plate


def test_it_is_told_what_was_read_looked_like(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, one = plan_jobs(catalog)
    assert Workbench(catalog, tmp_path)(one).looked == "", "the files are too young"
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)
    done = Workbench(Catalog(Disk(on_disk(catalog.workspace).root)), tmp_path)(one)
    name = "clinics/one.yaml"
    assert json.loads(done.looked) == {name: stamp(on_disk(catalog.workspace).root / name)}
    assert json.loads(done.line)["inputs"].keys() == {name}


def test_a_layout_that_became_one_for_screens_makes_no_page_that_is_called_a_pdf(
    catalog: Catalog, workspace: Path, tmp_path: Path
) -> None:
    job, _ = plan_jobs(catalog)
    page = next((root / "templates/page") for root in shipped() if (root / "templates/page").is_dir())
    shutil.copytree(page, workspace / "templates" / job.layout)
    [problem] = Workbench(Catalog(Disk(workspace)), tmp_path)(job).problems
    assert problem.place.file == f"templates/{job.layout}/layout.yaml"
    assert (problem.message, problem.hint) == (
        "the layout’s “medium” was changed while its files were being made",
        "build again",
    )
    assert not (tmp_path / job.path).exists()


def test_without_an_output_folder_nothing_is_written(catalog: Catalog, workspace: Path) -> None:
    before = sorted(workspace.rglob("*"))
    jobs = plan_jobs(catalog)
    assert list(run_jobs(catalog, jobs, None, 1)) == [Outcome(job) for job in jobs]
    assert sorted(workspace.rglob("*")) == before


def test_what_cannot_be_written_is_a_problem_of_its_job(catalog: Catalog, tmp_path: Path) -> None:
    house, one = plan_jobs(catalog)
    (tmp_path / "house").write_text("a file in place of the folder", encoding="utf-8")
    refused, written = run_jobs(catalog, [house, one], tmp_path, 1)
    assert [problem.message[:26] for problem in refused.problems] == ["the file cannot be written"]
    assert (refused.good, refused.fault, written.good) == (False, "", True)


def test_a_fault_is_no_problem_of_the_input(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrongly(self: Press, job: Job) -> Pressed:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(Press, "print", wrongly)
    done = Workbench(catalog, tmp_path)(plan_jobs(catalog)[0])
    assert (done.good, done.problems) == (False, ())
    assert done.fault.startswith("Traceback") and done.fault.endswith("ZeroDivisionError: ours\n")


@pytest.mark.parametrize("clinics", [POOL_FROM - 1, POOL_FROM])
def test_workers_make_the_same_files(clinics: int, workspace: Path, tmp_path: Path) -> None:
    write(workspace, {f"clinics/c{number}.yaml": f"name: Clinic {number}\n" for number in range(clinics - 2)})
    write(workspace, {"clinics/one.yaml": "name: [One]\n"})
    catalog = Catalog(Disk(workspace))
    jobs = plan_jobs(catalog)
    assert len(jobs) == clinics
    found: list[dict[str, bytes]] = []
    for workers in (1, 2):
        out = tmp_path / str(workers)
        outcomes = list(run_jobs(catalog, jobs, out, workers))
        assert sorted(outcome.job for outcome in outcomes) == jobs
        assert [outcome.job.clinic for outcome in outcomes if not outcome.good] == ["one"]
        found.append(shown(out))
    assert found[0] == found[1]
    assert len(found[0]) == clinics - 1


def test_the_first_job_of_each_plate_comes_first(workspace: Path) -> None:
    write(
        workspace,
        {"editions.yaml": "editions: {standard: {theme: calm, layouts: [x]}, large: {theme: base, layouts: [x]}}"},
    )
    catalog = Catalog(Disk(workspace))

    def job(clinic: str, layout: str, edition: str = "standard") -> Job:
        return Job(clinic, "en", edition, "sleep", layout)

    jobs = [job("a", "handout"), job("a", "summary"), job("b", "handout"), job("b", "summary"), job("b", "x", "large")]
    first, rest = firsts_and_rest(catalog, jobs)
    assert (first, [*rest]) == ([jobs[0], jobs[1], jobs[4]], [jobs[2], jobs[3]])
    first, rest = firsts_and_rest(catalog, [])
    assert (first, [*rest]) == ([], [])
