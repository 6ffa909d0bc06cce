"""One press for several threads: each gets its own clinic's edition, as a build makes it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, plan_jobs
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.conftest import Finished
from tests.reading import read_pages

THREADS = 4
PRINTS = 2_000
FIRST = ("Clinic", "Practice")
SECOND = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett")
CLINICS = [f"{first} {second}" for first in FIRST for second in SECOND]


@pytest.fixture
def twenty(workspace: Path) -> Path:
    """A workspace with a brochure in two layouts for twenty clinics."""
    for file in (workspace / "clinics").iterdir():
        file.unlink()
    for number, name in enumerate(CLINICS):
        said = f"name: {name}\nphone: (555) 555-01{number:02}\naddress: [{number} Example Street]\n"
        color = f'brand_color: "#0F{5 + number % 3}A{number:02}"\n'
        (workspace / f"clinics/c{number}.yaml").write_text(said + color, encoding="utf-8")
    editions = "editions:\n  standard: {theme: calm, paper: letter, layouts: [handout, summary]}\n"
    (workspace / "editions.yaml").write_text(editions, encoding="utf-8")
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

    def work(thread: int) -> list[str]:
        """Print every job many times, in another order in each thread; return the files that came out otherwise."""
        turns = [jobs[(7 * turn + 13 * thread) % len(jobs)] for turn in range(PRINTS // THREADS)]
        return [job.path for job in turns if shared.print(job).bound.pdf != wanted[job]]

    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(work, range(THREADS))) == [[]] * THREADS
    for number, name in enumerate(CLINICS):
        for layout in ("handout", "summary"):
            said = read_pages(wanted[Job(f"c{number}", "en", "standard", "breathing", layout)])[0].text
            assert [each for each in CLINICS if each in said] == [name]
