"""One press for several threads: each gets its own clinic's edition, as a build makes it."""

from __future__ import annotations

import multiprocessing as mp
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from threading import Barrier, Event

import pytest
from PIL import Image

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, plan_jobs
from clinicpress.pdf.plate import Plate
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.press.imprint import Cramped
from clinicpress.press.press import AT_WORK, Press, imprinted, printed
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.conftest import Finished
from tests.reading import read_pages, squeezed
from tests.said import printed as printed_by

THREADS = 4
PRINTS = 2_000
LONG_ENOUGH = 60.0
FIRST = ("Clinic", "Practice")
SECOND = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett")
CLINICS = [f"{first} {second}" for first in FIRST for second in SECOND]


@pytest.fixture
def twenty(workspace: Path) -> Path:
    """A workspace with a brochure in two layouts on two papers for twenty clinics: eighty jobs on four plates."""
    for file in (workspace / "clinics").iterdir():
        file.unlink()
    for number, name in enumerate(CLINICS):
        said = f"name: {name}\nphone: (555) 555-01{number:02}\naddress: [{number} Example Street]\n"
        color = f'brand_color: "#0F{5 + number % 3}A{number:02}"\n'
        (workspace / f"clinics/c{number}.yaml").write_text(said + color, encoding="utf-8")
    editions = "".join(
        f"  {paper}: {{theme: calm, paper: {paper}, layouts: [handout, summary]}}\n" for paper in ("letter", "a4")
    )
    (workspace / "editions.yaml").write_text(f"editions:\n{editions}", encoding="utf-8")
    return workspace


@pytest.fixture
def restless() -> Iterator[None]:
    """Let threads take turns every hundredth of a millisecond."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_threads_that_share_a_press_get_the_editions_of_a_build(twenty: Path, press: Callable[..., Finished]) -> None:
    assert press("build", "--jobs", "1").status == 0
    shared = Press(Catalog(Disk(twenty)), Rack())
    jobs = plan_jobs(shared.catalog)
    wanted = {job: (twenty / "build" / job.path).read_bytes() for job in jobs}

    together = Barrier(THREADS)

    def work(thread: int) -> list[str]:
        """Print every job many times, in another order in each thread; return the files that came out otherwise.

        All threads begin with the same four plates, each for another clinic.
        """
        together.wait()
        turns = [jobs[(7 * turn + 20 * thread) % len(jobs)] for turn in range(PRINTS // THREADS)]
        return [job.path for job in turns if shared.print(job).content != wanted[job]]

    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(work, range(THREADS))) == [[]] * THREADS
    for job in jobs:
        said = read_pages(wanted[job])[0].text
        assert [each for each in CLINICS if each in said] == [CLINICS[int(job.clinic.removeprefix("c"))]]


class Crowded(Rack):
    """A rack that waits a moment for somebody else to come in, and tells of it."""

    def __init__(self, inside: list[Job], met: Event) -> None:
        super().__init__()
        self.inside, self.met = inside, met

    def plate(self, catalog: Catalog, job: Job, more: int = 0) -> Plate:
        """Find or make a plate, when somebody else has come in or nobody does."""
        self.inside.append(job)
        if len(self.inside) > 1:
            self.met.set()
        self.met.wait(0.1)
        try:
            return super().plate(catalog, job, more)
        finally:
            self.inside.remove(job)


def test_no_two_jobs_are_printed_at_once_in_a_process_by_whatever_presses(twenty: Path) -> None:
    inside: list[Job] = []
    met = Event()
    presses = [Press(Catalog(Disk(twenty)), Crowded(inside, met)) for _ in range(2)]
    job, other = plan_jobs(presses[0].catalog)[:2]
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda press, job: press.print(job), presses, (job, other)))
    assert not met.is_set()


def test_a_process_that_is_forked_while_a_thread_prints_can_print(twenty: Path) -> None:
    """A build by several processes, in a program whose threads print, must not wait for ever."""
    press = Press(Catalog(Disk(twenty)), Rack())
    ended = Event()

    def go_on() -> None:
        for job in cycle(plan_jobs(press.catalog)):
            if ended.is_set():
                return
            press.print(job)

    with ThreadPoolExecutor(1) as threads:
        printing = threads.submit(go_on)
        try:
            for _ in range(5):
                child = mp.get_context("fork").Process(target=AT_WORK.acquire, args=(True, LONG_ENOUGH), daemon=True)
                child.start()
                child.join(LONG_ENOUGH / 2)
                assert child.exitcode == 0
        finally:
            ended.set()
        printing.result()


PHONE = "+1 (555) 555-0100 ext. 1234"
RECKONED_TOO_LOW = {
    "words that break badly": ("Sample Clinic Musculoskeletal Neurology", (1600, 320), PHONE),
    "a long number": ("Sample Department for Gastroenterology Musculoskeletal", (1600, 320), "(555) 555-0100 ext. 2"),
    "a long name": (
        "Sample Pain Clinic of Northern Example County (example)",
        (800, 800),
        "+1 (555) 555-0100 ext. 1234",
    ),
}


@pytest.mark.parametrize("case", RECKONED_TOO_LOW)
def test_a_box_that_was_reckoned_too_low_is_made_higher(
    case: str, workspace: Path, press: Callable[..., Finished]
) -> None:
    name, size, phone = RECKONED_TOO_LOW[case]
    Image.new("RGB", size, "navy").save(workspace / "clinics/one.png")
    said = f'name: "{name}"\nphone: "{phone}"\nlogo: one.png\n'
    (workspace / "clinics/one.yaml").write_text(said, encoding="utf-8")
    large = "editions:\n  standard: {theme: large-print, paper: letter, layouts: [handout]}\n"
    (workspace / "editions.yaml").write_text(large, encoding="utf-8")
    catalog = Catalog(Disk(workspace))
    [job] = [each for each in plan_jobs(catalog) if each.clinic == "one"]
    rack = Rack()
    with pytest.raises(Cramped):
        imprinted(catalog, job, rack.plate(catalog, job), gather_clinic(catalog, job))
    _, bound, _ = printed(rack, catalog, job)
    assert rack.plate(catalog, job, 1).slots[0].height > rack.plate(catalog, job).slots[0].height
    [page, *_] = read_pages(bound.pdf)
    assert squeezed(name) in squeezed(page.text)
    assert squeezed(phone) in squeezed(page.text)
    assert press("build").status == 0
    assert press("build").out.startswith("Nothing to make")


def test_a_name_that_fits_no_box_is_told_once(workspace: Path, press: Callable[..., Finished]) -> None:
    name = "Sample " + "Department of Example Medicine and " * 40
    (workspace / "clinics/one.yaml").write_text(f'name: "{name}"\nphone: "555 0100"\n', encoding="utf-8")
    finished = press("build")
    assert finished.status == 1
    [said] = printed_by(finished.err)
    assert (said.file, said.line, said.column) == ("clinics/one.yaml", 1, 7)
