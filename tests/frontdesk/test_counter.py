"""The shelf of the moment, and what is fetched for it."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from clinicpress.building.build import build
from clinicpress.content.edition import Job
from clinicpress.frontdesk.counter import Counter, Rules
from clinicpress.frontdesk.gathering import MOST_FILES, TooMuch
from clinicpress.frontdesk.hands import Hands
from clinicpress.ground.problems import InputProblems
from tests.desks import Opened

TODAY = dt.date(2026, 11, 29)
JOB = Job("one", "en", "standard", "breathing", "handout")
BROCHURE, CLINIC = "brochures/breathing/en.yaml", "clinics/one.yaml"


def save(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def at_a_counter(
    root: Path,
    do: Callable[[Counter], Awaitable[None]],
    clock: Callable[[], float] = time.monotonic,
    report: Callable[[str], None] = pytest.fail,
) -> None:
    """Do something at a counter of a workspace."""

    async def run() -> None:
        hands = Hands(root, None, 2, report=report)
        try:
            await asyncio.wait_for(do(Counter(Rules(root, False, lambda: TODAY, clock), hands)), 60)
        finally:
            hands.stop()

    asyncio.run(run())


def said(content: bytes) -> str:
    return " ".join("\n".join(page.get_textpage().get_text_range() for page in PdfDocument(content)).split())


def test_what_is_saved_is_on_the_shelf_when_it_is_next_looked_at(open_desk: Callable[..., Opened]) -> None:
    desk = open_desk()
    with desk.client as client:
        assert "Breathing at home" in client.get("/").text
        save(desk.root, BROCHURE, "Breathing at home", "Breathing outside")
        pages = (client.get("/").text for _ in range(1000))
        assert any("Breathing outside" in page for page in pages)


def test_nobody_looks_again_within_a_second_unless_told_that_something_was_saved(workspace: Path) -> None:
    async def do(counter: Counter) -> None:
        first = await counter.shelf()
        save(workspace, BROCHURE, "Breathing at home", "Breathing outside")
        assert await counter.shelf() is first
        counter.look_again()
        second = await counter.shelf()
        assert [card.title for card in second.cards] == ["Breathing outside"]
        assert second.generation > first.generation

    at_a_counter(workspace, do, lambda: 0.0)


def test_after_a_second_everybody_sees_what_was_saved(workspace: Path) -> None:
    async def do(counter: Counter) -> None:
        for before, title in itertools.pairwise(["Breathing at home", "b", "c", "d"]):
            save(workspace, BROCHURE, f"title: {before}", f"title: {title}")
            shelves = await asyncio.gather(*(counter.shelf() for _ in range(9)))
            assert {card.title for shelf in shelves for card in shelf.cards} == {title}

    seconds = itertools.count()
    at_a_counter(workspace, do, lambda: float(next(seconds)))


def test_only_what_was_saved_is_read_again(workspace: Path, tmp_path: Path) -> None:
    async def do(counter: Counter) -> None:
        await counter.shelf()
        parts = dict(counter._parts)
        save(workspace, CLINIC, "Test Clinic One", "Another Name")
        counter.look_again()
        shelf = await counter.shelf()
        assert [desk.name for desk in shelf.clinics] == ["Another Name", ""]
        kept = {key[:2] for key, part in counter._parts.items() if parts[key] is part}
        assert kept == {("brochure", "breathing"), ("clinic", "house")}

    at_a_counter(workspace, do)


def test_files_are_as_build_writes_them_whatever_was_saved_meanwhile(workspace: Path, tmp_path: Path) -> None:
    async def do(counter: Counter) -> None:
        for number in range(4):
            shelf = await counter.shelf()
            # The shelf is old now, and so is all that was printed for it.
            save(workspace, CLINIC, f"555-010{number}", f"555-010{number + 1}")
            printed = await counter.printed(shelf, JOB)
            counter.look_again()
            newest = await counter.printed(await counter.shelf(), JOB)
            build(workspace, tmp_path / "out")
            assert newest.content == (tmp_path / "out" / JOB.path).read_bytes()
            # Within a second it may be the file of before, but whole.
            assert said(printed.content).count(f"555-010{number}") in (0, said(printed.content).count("555-010"))

    at_a_counter(workspace, do)


def test_what_was_read_of_a_file_that_is_as_before_again_is_not_believed(workspace: Path) -> None:
    async def do(counter: Counter) -> None:
        shelf = await counter.shelf()
        right = (workspace / CLINIC).read_text(encoding="utf-8")
        # Somebody saves a name and takes it back, both before anybody looks.
        (workspace / CLINIC).write_text(right.replace("One", "Wrong"), encoding="utf-8")
        printing = asyncio.create_task(counter.printed(shelf, JOB))
        while counter.hands._free == counter.hands._all:
            await asyncio.sleep(0)
        first = await printing
        (workspace / CLINIC).write_text(right, encoding="utf-8")
        assert "Test Clinic Wrong" in said(first.content)
        counter.look_again()
        for _ in range(3):
            assert "Test Clinic One" in said((await counter.printed(await counter.shelf(), JOB)).content)

    at_a_counter(workspace, do)


def test_a_job_that_is_on_no_shelf_is_not_printed(workspace: Path) -> None:
    async def do(counter: Counter) -> None:
        shelf = await counter.shelf()
        for job in (Job("../one", *("en", "standard", "breathing", "handout")), Job("one", "en", "standard", "x", "y")):
            with pytest.raises(KeyError):
                await counter.printed(shelf, job)

    at_a_counter(workspace, do)


def test_pages_are_counted_and_problems_found_while_nobody_asks(workspace: Path) -> None:
    broken = workspace / "brochures/other/en.yaml"
    broken.parent.mkdir()
    text = (workspace / BROCHURE).read_text(encoding="utf-8")
    broken.write_text(text.replace("Sit upright.", "Sit upright. ꀀ"), encoding="utf-8")

    async def do(counter: Counter) -> None:
        shelf = await counter.shelf()
        other = next(iter(shelf.jobs_of("other", "en", "one")))
        assert counter.pages(shelf, JOB) is None
        while counter.pages(shelf, JOB) is None or not counter.ailments(other):
            await asyncio.sleep(0.01)
        assert counter.pages(shelf, JOB) == 1
        assert {problem.place.file for problem in counter.ailments(other)} == {"brochures/other/en.yaml"}
        save(workspace, "clinics/house.yaml", "{}", "name: A House")
        counter.look_again()
        shelf = await counter.shelf()
        assert counter.pages(shelf, JOB) == 1

    at_a_counter(workspace, do)


def test_a_basket_is_one_file_for_the_printer(workspace: Path) -> None:
    async def do(counter: Counter) -> None:
        shelf = await counter.shelf()
        jobs = [JOB, *shelf.jobs_of("breathing", "en", "house")]
        gathered = await counter.gathered(shelf, jobs)
        assert gathered.pages == len(PdfDocument(gathered.content)) == 3
        with pytest.raises(TooMuch):
            await counter.gathered(shelf, [JOB] * (MOST_FILES + 1))
        (workspace / CLINIC).write_text("name: [\n", encoding="utf-8")
        counter.look_again()
        await counter.generation()
        with pytest.raises(InputProblems, match=CLINIC):
            await counter.gathered(shelf, jobs)

    at_a_counter(workspace, do)


def test_a_part_that_a_worker_falls_at_costs_no_other(workspace: Path) -> None:
    reported: list[str] = []

    async def do(counter: Counter) -> None:
        await counter.shelf()
        heap = (("clinic", "one"), ("clinic", 5), ("clinic", "house"))
        parts = await counter._read(heap, counter._moment)  # type: ignore[arg-type]
        assert [part.found is not None for part in parts] == [True, False, True]
        assert [problem.place.file for problem in parts[1].problems] == ["clinics/5.yaml"]

    at_a_counter(workspace, do, report=reported.append)
    assert len(reported) == 1


def test_each_of_many_interleaved_prints_is_its_own_clinic_s(workspace: Path, tmp_path: Path) -> None:
    count, rounds = 40, 15
    save(workspace, "editions.yaml", "handout", "handout, page")
    for number in range(count):
        text = f"name: Sample Clinic {number:03} (example)\nphone: (555) 555-{number:04}\n"
        (workspace / f"clinics/c{number}.yaml").write_text(text, encoding="utf-8")
    build(workspace, tmp_path / "out")

    async def do(counter: Counter) -> None:
        shelf = await counter.shelf()
        jobs = [job for desk in shelf.clinics for job in shelf.jobs_of("breathing", "en", desk.clinic)]

        async def check(job: Job) -> None:
            content = (await counter.printed(shelf, job)).content
            assert content == (tmp_path / "out" / job.path).read_bytes()

        for number in range(rounds):
            counter._moment = counter._moment.next(counter._moment.generation, counter._moment.saved)
            await asyncio.gather(*(check(jobs[(at * 7 + number) % len(jobs)]) for at in range(len(jobs))))
        for desk in shelf.clinics[:5]:
            job = next(iter(shelf.jobs_of("breathing", "en", desk.clinic)))
            assert desk.name in said((await counter.printed(shelf, job)).content)

    at_a_counter(workspace, do)


def test_what_is_saved_of_one_clinic_leaves_the_others_files_in_memory(workspace: Path) -> None:
    async def do(counter: Counter) -> None:
        shelf = await counter.shelf()
        house = next(iter(shelf.jobs_of("breathing", "en", "house")))
        mine, others = await counter.printed(shelf, JOB), await counter.printed(shelf, house)
        save(workspace, CLINIC, "555-0100", "555-0199")
        counter.look_again()
        shelf = await counter.shelf()
        assert await counter.printed(shelf, house) is others
        assert "555-0199" in said((await counter.printed(shelf, JOB)).content) != said(mine.content)
        save(workspace, "editions.yaml", "handout", "handout, summary")
        counter.look_again()
        shelf = await counter.shelf()
        assert await counter.printed(shelf, house) is not others

    at_a_counter(workspace, do)
