"""The catalogue keeps what it has loaded, with all that it depends on, and never one clinic's for another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from clinicpress.content.catalog import MOST_RECENT, Catalog
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE

EN = "brochures/breathing/en.yaml"
ONE = "clinics/one.yaml"
SOURCES = "brochures/sources.yaml"


@pytest.fixture
def catalog(workspace: Path) -> Catalog:
    """The catalogue of a small workspace with two clinics."""
    (workspace / "clinics/two.yaml").write_text("name: Test Clinic Two\n", encoding="utf-8")
    return Catalog(Disk(workspace))


ASKED: dict[str, tuple[Callable[[Catalog], object], set[str]]] = {
    "a clinic": (lambda catalog: catalog.clinic("one"), {ONE}),
    "a brochure": (lambda catalog: catalog.brochure("breathing", "en"), {EN, SOURCES}),
    "what can be read of a brochure": (lambda catalog: catalog.partly("breathing", "en"), {EN, SOURCES}),
    "the sources": (lambda catalog: catalog.sources(), {SOURCES}),
    "the editions": (lambda catalog: catalog.editions(), set()),
    "a list": (lambda catalog: (catalog.slugs(), catalog.languages("breathing"), catalog.clinics()), set()),
    "something that is noted nowhere": (lambda catalog: catalog.unnoted().clinic("one"), set()),
}


@pytest.mark.parametrize("what", ASKED)
def test_what_something_depends_on_is_told_whenever_it_is_asked_for(what: str, catalog: Catalog) -> None:
    ask, depends = ASKED[what]
    for _ in range(2):
        noting, seen = catalog.noting()
        ask(noting)
        assert seen == depends
    around, outer = catalog.noting()
    inside, inner = around.noting()
    ask(inside)
    assert inner == outer == depends


def test_what_depends_on_a_missing_file_tells_so_too(catalog: Catalog, workspace: Path) -> None:
    (workspace / SOURCES).unlink()
    for _ in range(2):
        noting, seen = catalog.noting()
        with pytest.raises(InputProblems):
            noting.brochure("breathing", "en")
        assert seen == {EN, SOURCES}


def test_a_file_is_read_once_and_its_problems_are_told_each_time(catalog: Catalog, workspace: Path) -> None:
    first = catalog.brochure("breathing", "en")
    (workspace / EN).write_text("title: [\n", encoding="utf-8")
    assert catalog.brochure("breathing", "en") is first
    told = []
    for _ in range(2):
        with pytest.raises(InputProblems) as error:
            catalog.clinic("three")
        told.append(error.value.problems)
        (workspace / "clinics/three.yaml").write_text("name: Three\n", encoding="utf-8")
    assert told[0] == told[1]
    assert Catalog(Disk(workspace)).clinic("three").name == "Three"


def test_each_clinic_gets_its_own_in_whatever_order_they_are_asked_for(catalog: Catalog) -> None:
    names = {"one": "Test Clinic One", "two": "Test Clinic Two", "house": None}
    for clinic in ("one", "two", "one", "house", "two", "two", "one"):
        assert catalog.clinic(clinic).name == names[clinic]
        assert catalog.keep("the same key", lambda noting: noting.clinic(clinic).name, clinic) == names[clinic]  # noqa: B023


def test_a_clinic_that_comes_in_between_changes_nothing(catalog: Catalog) -> None:
    """As it happens where threads share a catalogue: one is at work when the other begins."""

    def load(noting: Catalog) -> tuple[str | None, str | None]:
        before = noting.clinic("one").name
        assert catalog.keep("name", lambda other: other.clinic("two").name, "two") == "Test Clinic Two"
        return before, noting.clinic("one").name

    assert catalog.keep("name", load, "one") == ("Test Clinic One", "Test Clinic One")
    assert catalog.keep("name", lambda noting: noting.clinic("two").name, "two") == "Test Clinic Two"


def test_clinics_are_forgotten_but_for_what_is_recalled(catalog: Catalog, workspace: Path) -> None:
    one, house = "clinics/one.yaml", "clinics/house.yaml"
    assert catalog.clinic("one").name == "Test Clinic One"
    catalog.recall("something", lambda noting: noting.workspace.read_bytes(house))
    before = catalog.workspace.digest(house)
    (workspace / one).write_text("name: Uno\n", encoding="utf-8")
    (workspace / house).write_text("name: Casa\n", encoding="utf-8")
    assert catalog.clinic("one").name == "Test Clinic One"
    catalog.forget_clinics()
    assert catalog.clinic("one").name == "Uno"
    assert catalog.workspace.digest(one) == hashlib.sha256(b"name: Uno\n").hexdigest()
    assert catalog.workspace.digest(house) == before, "what was made of it is still there"


def test_threads_that_share_a_catalogue_each_get_their_own_clinic(catalog: Catalog) -> None:
    together = Barrier(2)

    def ask(clinic: str) -> set[str]:
        found = set()
        for _ in range(300):
            together.wait(10)
            noting, seen = catalog.noting()
            found.add(f"{noting.clinic(clinic).name} from {seen}")
        return found

    with ThreadPoolExecutor(2) as threads:
        one, two = threads.map(ask, ("one", "two"))
    assert one == {"Test Clinic One from {'clinics/one.yaml'}"}
    assert two == {"Test Clinic Two from {'clinics/two.yaml'}"}


def test_only_the_last_few_are_recalled(catalog: Catalog) -> None:
    loaded: list[int] = []

    def recall(number: int) -> set[str]:
        def load(within: Catalog) -> int:
            within.workspace.note([f"clinics/{number}.yaml"])
            loaded.append(number)
            return number

        noting, seen = catalog.noting()
        assert noting.recall(number, load) == number
        return seen

    numbers = range(MOST_RECENT + 1)
    assert [recall(number) for number in numbers] == [{f"clinics/{number}.yaml"} for number in numbers]
    assert [recall(number) for number in numbers[1:]] == [{f"clinics/{number}.yaml"} for number in numbers[1:]]
    assert loaded == list(numbers)
    recall(0)
    assert loaded == [*numbers, 0]


def test_problems_are_not_recalled(catalog: Catalog, workspace: Path) -> None:
    (workspace / EN).write_text("title: [\n", encoding="utf-8")
    with pytest.raises(InputProblems):
        catalog.recall("title", lambda noting: noting.workspace.read_yaml(EN).plain()["title"])
    (workspace / EN).write_text(WORKSPACE[EN], encoding="utf-8")
    assert (
        catalog.recall("title", lambda noting: noting.workspace.read_yaml(EN).plain()["title"]) == "Breathing at home"
    )


def test_what_depends_on_no_changed_file_is_kept_while_it_is_asked_for(catalog: Catalog, workspace: Path) -> None:
    sources, editions, brochure = catalog.sources(), catalog.editions(), catalog.brochure("breathing", "en")
    later = catalog.after({EN}, Disk(workspace))
    noting, seen = later.noting()
    assert noting.sources() is sources
    assert seen == {SOURCES}
    assert later.brochure("breathing", "en") is not brochure
    last = later.after(set(), Disk(workspace))
    assert last.sources() is sources
    assert last.editions() is not editions


def test_nothing_is_kept_where_the_looks_changed(catalog: Catalog, workspace: Path) -> None:
    sources = catalog.sources()
    assert catalog.after({"templates/themes/base.yaml"}, Disk(workspace)).sources() is not sources


def test_problems_and_clinics_are_loaded_anew(catalog: Catalog, workspace: Path) -> None:
    (workspace / SOURCES).unlink()
    with pytest.raises(InputProblems):
        catalog.sources()
    (workspace / SOURCES).write_text(WORKSPACE[SOURCES], encoding="utf-8")
    clinic = catalog.clinic("one")
    later = catalog.after(set(), Disk(workspace))
    assert later.sources().found
    assert later.clinic("one") is not clinic
