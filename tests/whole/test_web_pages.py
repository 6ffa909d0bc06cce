"""Web pages as people have them: built, built again, and opened in a browser on small and large screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given
from playwright.sync_api import Browser, Page

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.chance import examples
from tests.conftest import ROOT, Finished
from tests.leaflets import Yaml, brochures, heard, laid
from tests.reading import read_pages, squeezed
from tests.webpage.pages import STORIES, Shown, page_of
from tests.whole.test_articles import SLUGS, article

Call = Callable[..., Finished]
BY_EDITION = "layouts: [handout, page]"


@pytest.fixture
def paged(workspace: Path) -> Path:
    editions = workspace / "editions.yaml"
    editions.write_text(
        editions.read_text(encoding="utf-8").replace("layouts: [handout]", BY_EDITION), encoding="utf-8"
    )
    return workspace


def pages(workspace: Path) -> list[str]:
    return sorted(str(path.relative_to(workspace / "build")) for path in workspace.glob("build/**/*.html"))


# Built ----------------------------------------------------------------------------------------------


def test_build_makes_pages_where_the_pdfs_are(paged: Path, press: Call) -> None:
    made = press("build", "--layout", "page")
    assert made.status == 0, made.err
    assert pages(paged) == ["house/en/standard/breathing-page.html", "one/en/standard/breathing-page.html"]
    assert list(paged.glob("build/**/*.pdf")) == []
    page = Shown((paged / "build" / pages(paged)[1]).read_bytes())
    assert page.words(".imprint-name") == ["Test Clinic One"]


def test_building_again_makes_what_changed_and_nothing_else(paged: Path, press: Call) -> None:
    assert press("build").status == 0
    before = {name: (paged / "build" / name).read_bytes() for name in pages(paged)}
    assert "Nothing to make: 4 files are as they should be." in press("build").out
    brochure = paged / "brochures" / "breathing" / "en.yaml"
    brochure.write_text(brochure.read_text(encoding="utf-8").replace("Sit upright", "Sit down"), encoding="utf-8")
    assert press("build", "--layout", "page").status == 0
    after = {name: (paged / "build" / name).read_bytes() for name in pages(paged)}
    assert {name: content.replace(b"Sit upright", b"Sit down") for name, content in before.items()} == after
    clinic = paged / "clinics" / "one.yaml"
    clinic.write_text(clinic.read_text(encoding="utf-8").replace("555-0100", "555-0101"), encoding="utf-8")
    made = press("build", "--layout", "page")
    assert "1 made, 1 as they should be." in made.out


def test_a_page_has_the_words_of_a_pattern_in_its_name(paged: Path, press: Call) -> None:
    assert press("build", "--layout", "page", "--clinic", "one", "--name", "{title} - {clinic}.html").status == 0
    assert pages(paged) == ["one/en/standard/Breathing at home - Test Clinic One.html"]


def test_list_names_the_pages(paged: Path, press: Call) -> None:
    assert "house/en/standard/breathing-page.html" in press("list").out


def test_check_finds_what_build_finds_and_the_last_page_stays(paged: Path, press: Call) -> None:
    assert press("build").status == 0
    before = {name: (paged / "build" / name).read_bytes() for name in pages(paged)}
    brochure = paged / "brochures" / "breathing" / "en.yaml"
    brochure.write_text(brochure.read_text(encoding="utf-8").replace("slowly", "slowly [@nobody]"), encoding="utf-8")
    built, checked = press("build", "--layout", "page"), press("check")
    assert built.status == checked.status == 1
    told = "brochures/breathing/en.yaml:10:54: error: unknown source “nobody”"
    assert told in built.err
    assert told in checked.out + checked.err
    assert {name: (paged / "build" / name).read_bytes() for name in pages(paged)} == before


def test_what_no_job_makes_any_more_is_removed(paged: Path, press: Call) -> None:
    assert press("build").status == 0
    editions = paged / "editions.yaml"
    editions.write_text(
        editions.read_text(encoding="utf-8").replace(BY_EDITION, "layouts: [handout]"), encoding="utf-8"
    )
    assert press("build", "--prune").status == 0
    assert pages(paged) == []


# The articles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("clinic", ["house", "sample"])
@pytest.mark.parametrize("edition", ["standard", "large-print"])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_holds_every_sentence_in_order(slug: str, edition: str, clinic: str) -> None:
    page = Shown(page_of(ROOT, slug, clinic, edition))
    said = squeezed(page.words("main")[0])
    at = said.index(squeezed("Understanding IV Ketamine"), said.index("Aboutthishandout")) if slug == SLUGS[0] else 0
    for sentence in article(slug)[1 if slug == SLUGS[0] else 0 :]:
        found = said.find(squeezed(sentence), at)
        assert found >= 0, f"missing, or out of order: {sentence}"
        at = found + len(squeezed(sentence))


@examples(5, suppress_health_check=list(HealthCheck))
@given(brochures())
def test_any_brochure_is_a_page_with_all_its_words(made: tuple[Yaml, Yaml]) -> None:
    content, sources = made
    with laid(content, sources) as root:
        try:
            made_of = Press(Catalog(Disk(root)), Rack()).print(Job("house", "en", "standard", "made", "page"))
        except InputProblems as refused:
            assert {problem.place.file for problem in refused.problems} == {"brochures/made/en.yaml"}
            return
    page = Shown(made_of.content)
    assert page.mistakes == []
    said = squeezed(page.words("main")[0])
    pictures = {squeezed(each) for each in page.values("img", "alt")}
    # Their order is that of the story, which is held against the page before it leaves.
    assert [
        text for text in map(squeezed, heard(content["sections"])) if text not in said and text not in pictures
    ] == []


# On screens -----------------------------------------------------------------------------------------


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a page from the disk, as somebody who was sent it does."""
    contexts = []

    def open_page(content: bytes, width: int = 320, height: int = 640, scheme: str = "light") -> Page:
        file = tmp_path / "page.html"
        file.write_bytes(content)
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("root", "slug"), STORIES, ids=lambda each: getattr(each, "name", each))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    root: Path, slug: str, scheme: str, show: Callable[..., Page]
) -> None:
    page = show(page_of(root, slug, "sample" if root == ROOT else "plum"), scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (768, 1024), (1440, 900)])
@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_source_and_disclaimer_stay_in_sight_and_leave_room(
    edition: str, width: int, height: int, show: Callable[..., Page]
) -> None:
    page = show(page_of(ROOT, SLUGS[0], "sample", edition), width, height)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for _ in range(2):
        boxes = [each.bounding_box() for each in page.locator(".standing p").all()]
        assert len(boxes) == 2
        assert all(box and box["y"] > 0 and box["y"] + box["height"] <= height for box in boxes)
        bar = page.locator(".standing").bounding_box()
        assert bar and bar["height"] <= height / 4
        page.evaluate("window.scrollTo(0, 1200)")
    page.locator(".standing").click()
    assert page.locator("#about\\:this").bounding_box()["y"] < height  # type: ignore[index]


def test_where_there_is_room_all_of_source_and_disclaimer_is_in_sight(show: Callable[..., Page]) -> None:
    for slug in SLUGS:
        page = show(page_of(ROOT, slug, "sample"), 1440, 900)
        cut = "all => all.filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).length"
        assert page.locator(".standing p").evaluate_all(cut) == 0


def test_it_loads_nothing_and_runs_nothing(show: Callable[..., Page], browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page_of(ROOT, SLUGS[0], "sample"))
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto((tmp_path / "a.html").as_uri(), wait_until="load")
    assert [url for url in asked if not url.startswith("data:image/")] == [(tmp_path / "a.html").as_uri()]
    assert told == []
    context.close()


def test_a_list_of_sections_leads_to_them_by_the_keyboard(show: Callable[..., Page]) -> None:
    page = show(page_of(ROOT, SLUGS[0], "sample"), 1440, 900)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "(555) 555-0100"
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#chronic-pain"
    box = page.locator("#chronic-pain").bounding_box()
    assert box and 0 <= box["y"] < 450


def test_printed_each_sheet_says_source_and_disclaimer(show: Callable[..., Page]) -> None:
    page = show(page_of(ROOT, SLUGS[0], "sample"), 1440, 900)
    sheets = [squeezed(each.text) for each in read_pages(page.pdf(format="Letter"))]
    assert len(sheets) > 2
    for sheet in sheets:
        assert squeezed("Consensus Guidelines on the Use of Intravenous Ketamine Infusions") in sheet
        assert squeezed("Always consult with healthcare professionals") in sheet
