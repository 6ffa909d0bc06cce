"""What people find on the shelf, and under which names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.frontdesk.shelf import Shelf
from clinicpress.frontdesk.stocktaking import listed, read_part, shelved
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

TODAY = dt.date(2026, 11, 29)
BREATHING = "brochures/breathing/en.yaml"


def shelf_of(root: Path) -> Shelf:
    catalog = Catalog(Disk(root))
    return shelved("a", TODAY, [read_part(catalog, key) for key in listed(catalog)])


def change(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def brochure(root: Path, slug: str, title: str, **keys: str) -> None:
    text = (root / BREATHING).read_text(encoding="utf-8").replace("Breathing at home", title)
    change(root, {f"brochures/{slug}/en.yaml": "".join(f"{key}: {value}\n" for key, value in keys.items()) + text})


def names(shelf: Shelf, clinic: str) -> list[str]:
    return [shelf.called(job) for card in shelf.cards for job in shelf.jobs_of(card.slug, card.language, clinic)]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return shelf_of(ROOT)


def test_a_file_is_found_by_its_path_alone(shelf: Shelf) -> None:
    job = shelf.at("sample/en/standard/ketamine-pain-relief-handout.pdf")
    assert job is not None
    assert job in shelf.jobs_of("ketamine-pain-relief", "en", "sample")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "../clinics/sample.yaml",
        "sample/en/standard/ketamine-pain-relief.pdf",
        "sample/en/standard/ketamine-pain-relief-handout.html",
        "sample/en/standard/ketamine-pain-relief-handout.pdf/",
        "sample/en/large-print/ketamine-pain-relief-summary.pdf",
        "nobody/en/standard/ketamine-pain-relief-handout.pdf",
        "sample/de/standard/ketamine-pain-relief-handout.pdf",
        "/".join(["x"] * 5000),
    ],
)
def test_no_other_path_has_a_file(shelf: Shelf, path: str) -> None:
    assert shelf.at(path) is None


def test_files_are_called_as_people_call_them(shelf: Shelf) -> None:
    assert [shelf.called(job) for job in shelf.jobs_of("ketamine-pain-relief", "en", "sample")] == [
        "Ketamine in Pain Relief - handout - Sample Clinic (example)",
        "Ketamine in Pain Relief - one-page summary - Sample Clinic (example)",
        "Ketamine in Pain Relief - folded leaflet - Sample Clinic (example)",
        "Ketamine in Pain Relief - web page - Sample Clinic (example)",
        "Ketamine in Pain Relief - large print - Sample Clinic (example)",
    ]
    house = shelf.jobs_of("ketamine-pain-relief", "en", "house")
    assert shelf.called(house[0]) == "Ketamine in Pain Relief - handout"


def test_products_are_called_as_their_buttons_say(shelf: Shelf) -> None:
    jobs = shelf.jobs_of("ketamine-pain-relief", "en", "house")
    products = [shelf.product(job) for job in jobs]
    assert [each.words for each in products] == [
        "Handout", "One-page summary", "Folded leaflet", "Web page", "Large print",
    ]  # fmt: skip
    assert [each.words for each in products if each.large] == ["Large print"]
    assert [each.words for each in products if each.screen] == ["Web page"]


def test_what_is_for_screens_is_told_from_what_is_printed(workspace: Path) -> None:
    change(workspace, {"editions.yaml": "editions: {standard: {theme: calm, layouts: [handout, page]}}\n"})
    shelf = shelf_of(workspace)
    printed, read = shelf.jobs_of("breathing", "en", "one")
    assert [shelf.product(job).screen for job in (printed, read)] == [False, True]
    assert read.path == "one/en/standard/breathing-page.html"
    assert shelf.at(read.path) == read
    assert shelf.at(read.path.replace(".html", ".pdf")) is None


def test_no_two_files_of_a_clinic_have_one_name(workspace: Path) -> None:
    title = "The same long words about breathing " * 8
    for slug in ("a", "b", "c"):
        brochure(workspace, slug, title)
    brochure(workspace, "d", title.upper())
    two = "{theme: calm, paper: letter, layouts: [handout, summary]}"
    change(workspace, {"editions.yaml": f"editions:\n  us: {two}\n  other: {two}\n"})
    change(workspace, {"clinics/one.yaml": f"name: {'A clinic of many words ' * 6}\n"})
    found = names(shelf_of(workspace), "one")
    assert len(found) == 5 * (4 + 1)
    assert len({name.casefold() for name in found}) == len(found)
    assert max(len(name.encode()) for name in found) <= 200


def test_words_of_an_edition_are_said_where_products_are_alike(workspace: Path) -> None:
    one = "{theme: calm, paper: letter, layouts: [handout]}"
    change(workspace, {"editions.yaml": f"editions:\n  us-paper: {one}\n  europe: {one}\n"})
    shelf = shelf_of(workspace)
    assert [each.words for each in shelf.products.values()] == ["Handout (us paper)", "Handout (europe)", "Web page"]
    assert names(shelf, "one") == [
        "Breathing at home - handout (us paper) - Test Clinic One",
        "Breathing at home - handout (europe) - Test Clinic One",
        "Breathing at home - web page - Test Clinic One",
    ]


def test_everybody_may_read_as_text_whatever_editions_list(workspace: Path) -> None:
    read = [job for job in shelf_of(workspace).jobs_of("breathing", "en", "one") if job.ending == ".html"]
    assert [job.path for job in read] == ["one/en/standard/breathing-page.html"]
    change(workspace, {"editions.yaml": "editions: {web: {theme: calm, paper: letter, layouts: [handout, page]}}\n"})
    read = [job for job in shelf_of(workspace).jobs_of("breathing", "en", "one") if job.ending == ".html"]
    assert [job.path for job in read] == ["one/en/web/breathing-page.html"]


def test_clinics_are_sorted_by_name_and_the_house_is_last(workspace: Path) -> None:
    for clinic, name in (("a", "Clinic 10"), ("b", "clinic 9"), ("c", "Ärztehaus")):
        change(workspace, {f"clinics/{clinic}.yaml": f"name: {name}\n"})
    assert [desk.name for desk in shelf_of(workspace).clinics] == [
        "Ärztehaus",
        "clinic 9",
        "Clinic 10",
        "Test Clinic One",
        "",
    ]


def test_brochures_are_sorted_by_title_as_people_sort(workspace: Path) -> None:
    for slug, title in (("a", "Week 10"), ("b", "week 9"), ("c", "Änderungen"), ("d", "“Quoted”")):
        brochure(workspace, slug, title)
    titles = [card.title for card in shelf_of(workspace).cards]
    assert titles == ["Änderungen", "Breathing at home", "“Quoted”", "week 9", "Week 10"]


def test_a_brochure_whose_review_is_late_says_so(workspace: Path) -> None:
    brochure(workspace, "late", "Late", review_due="2026-11-28")
    brochure(workspace, "today", "Today", review_due="2026-11-29")
    assert {card.title for card in shelf_of(workspace).cards if card.overdue} == {"Late"}


@pytest.mark.parametrize(
    ("excluded", "clinic", "layouts"),
    [
        ("{layout: summary}", "one", ["handout", "page"]),
        ("{layout: summary, clinic: house}", "one", ["handout", "summary", "page"]),
        ("{layout: summary, clinic: house}", "house", ["handout", "page"]),
        ("{clinic: one}", "one", []),
    ],
)
def test_what_is_excluded_is_not_on_the_shelf(workspace: Path, excluded: str, clinic: str, layouts: list[str]) -> None:
    edition = "{theme: calm, paper: letter, layouts: [handout, summary]}"
    change(workspace, {"editions.yaml": f"editions:\n  standard: {edition}\nmatrix:\n  exclude: [{excluded}]\n"})
    assert [job.layout for job in shelf_of(workspace).jobs_of("breathing", "en", clinic)] == layouts


@pytest.mark.parametrize(
    ("files", "told", "there"),
    [
        ({"brochures/broken/en.yaml": "title: [\n"}, ["brochures/broken/en.yaml"], True),
        ({"clinics/two.yaml": "nam: X\n"}, ["clinics/two.yaml"], True),
        ({"editions.yaml": "editions: {\n"}, ["editions.yaml"], False),
        ({"editions.yaml": "editions: {a: {theme: calm, layouts: [no]}}\n"}, ["templates/no/layout.yaml"], False),
        (
            {
                "editions.yaml": "editions: {a: {theme: calm, layouts: [handout]}}\n"
                "matrix: {brochures: [no, breathing]}\n"
            },
            ["editions.yaml"],
            True,
        ),
        (
            {"brochures/breathing/xx.yaml": "title: [\n"},
            ["brochures/breathing/xx.yaml", "templates/locales/xx.yaml"],
            True,
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_is_there(
    workspace: Path, files: dict[str, str], told: list[str], there: bool
) -> None:
    change(workspace, files)
    shelf = shelf_of(workspace)
    assert [problem.place.file for problem in shelf.problems] == told
    assert [card.slug for card in shelf.cards] == ["breathing"]
    assert bool(shelf.jobs_of("breathing", "en", "one")) == there


def test_a_workspace_without_editions_still_has_a_shelf(workspace: Path) -> None:
    (workspace / "editions.yaml").unlink()
    shelf = shelf_of(workspace)
    assert [problem.place.file for problem in shelf.problems] == ["editions.yaml"]
    assert [card.title for card in shelf.cards] == ["Breathing at home"]


def test_an_empty_folder_has_an_empty_shelf_that_says_what_is_missing(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path)
    assert (shelf.cards, shelf.clinics) == ((), ())
    assert [problem.place.file for problem in shelf.problems] == ["editions.yaml"]


def test_the_shipped_workspace_has_no_problems(shelf: Shelf) -> None:
    assert shelf.problems == ()


def test_clinics_of_different_looks_have_pages_of_their_own(workspace: Path) -> None:
    one = (workspace / "clinics/one.yaml").read_text(encoding="utf-8")
    offer = "editions: {standard: {theme: calm, looks: {plum: base}, layouts: [handout]}}\n"
    twins = {f"clinics/{name}.yaml": one.replace("One", name) for name in ("two", "twin")}
    change(workspace, {"editions.yaml": offer, "clinics/one.yaml": f"{one}look: plum\n", **twins})
    shelf = shelf_of(workspace)
    kinds = {name: shelf.kind(shelf.jobs_of("breathing", "en", name)[0]) for name in ("one", "two", "twin")}
    assert kinds["two"] == kinds["twin"] != kinds["one"]
