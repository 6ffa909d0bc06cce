"""Languages that run from right to left, as people have them: mirrored pages, booklets, folded sheets, web pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.drawing.record import Record
from clinicpress.drawing.tagging import Element
from clinicpress.ground.faults import FaultyProof
from clinicpress.inspection.preflight import inspect
from clinicpress.press.platemaking import draw, lay_out
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.printshop.order import Order, Purpose
from clinicpress.readback.reader import read_back
from clinicpress.readback.verdict import Row
from clinicpress.scripts import isolates
from clinicpress.scripts.bidi import levels
from clinicpress.story.answers import Answers, clinic_or_none
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import ROOT
from tests.languages.texts import CLINICS, RIGHT_TO_LEFT, write_workspace
from tests.printshop.pages import sheets

EDITIONS = {
    "calm": {"theme": "calm", "layouts": ["handout", "summary", "trifold", "page"]},
    "friendly": {"theme": "friendly", "layouts": ["handout", "summary", "trifold"]},
    "large-print": {"theme": "large-print", "layouts": ["handout"], "label": "large_print"},
}
SLUG = "iv-ketamine-fibromyalgia"


@cache
def drawn(layout: str, rtl: bool) -> Record:
    """Draw an article, also as if English ran from right to left, and return what was recorded."""
    locale = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    turned = locale.replace("language: en\n", "language: en\ndirection: rtl\n")
    catalog = Catalog(Unsaved(Disk(ROOT), {"templates/locales/en.yaml": turned.encode()} if rtl else {}))
    job = Job("sample", "en", "standard", SLUG, layout)
    canvas, _ = draw(lay_out(catalog, job, Answers(clinic_or_none(catalog, job))))
    return canvas.record


def places(record: Record) -> list[tuple[float, ...]]:
    """Return where pictures, boxes for the clinic and paragraphs stand: page, left, bottom, right and top."""
    areas = [(float(each.page), each.left, each.bottom, each.right, each.top) for each in record.areas]
    passages = [(float(p.page), p.x, p.top - p.height, p.x + p.width, p.top) for p in record.passages]
    return [*areas, *passages]


@pytest.mark.parametrize(("layout", "width"), [("handout", 612), ("summary", 612), ("trifold", 792)])
def test_pages_are_the_mirror_of_those_that_run_to_the_right(layout: str, width: float) -> None:
    found, others = (places(drawn(layout, rtl)) for rtl in (True, False))
    assert len(found) == len(others) > 10
    for place, (page, left, foot, right, top) in zip(found, others, strict=True):
        assert place == pytest.approx((page, width - right, foot, width - left, top), abs=0.01)


# In their own languages -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("to-the-left")
    write_workspace(root, RIGHT_TO_LEFT)
    (root / "editions.yaml").write_text(yaml.safe_dump({"editions": EDITIONS}), encoding="utf-8")
    return root


@pytest.fixture
def press(workspace: Path) -> Press:
    """A press that has printed nothing yet."""
    return Press(Catalog(Disk(workspace)), Rack())


@pytest.fixture(scope="module")
def printed(workspace: Path) -> Callable[..., bytes]:
    """Print the leaflet in a language: printed("ar", "friendly", "trifold", "latin")."""
    press = Press(Catalog(Disk(workspace)), Rack())

    @cache
    def content(language: str, edition: str, layout: str, clinic: str = "house") -> bytes:
        return press.print(Job(clinic, language, edition, "leaflet", layout)).content

    return content


def rows(content: bytes) -> dict[str, Row]:
    return {row.id: row for row in inspect(read_back(content, "made.pdf"))}


@pytest.mark.parametrize(
    ("language", "edition", "layout", "clinic"),
    [
        ("ar", "friendly", "trifold", "arabic"), ("ar", "calm", "handout", "latin"), ("fa", "calm", "trifold", "latin"),
        ("fa", "friendly", "summary", "arabic"), ("he", "calm", "summary", "arabic"),
        ("ur", "large-print", "handout", "latin"), ("ur", "friendly", "summary", "arabic"),
    ],
)  # fmt: skip
def test_a_preflight_finds_nothing_wrong(
    language: str, edition: str, layout: str, clinic: str, printed: Callable[..., bytes]
) -> None:
    found = rows(printed(language, edition, layout, clinic))
    assert [(row.id, row.found) for row in found.values() if row.result != "passed"] == []


def test_a_telephone_beside_a_clinics_arabic_hours_is_as_it_was_printed(tmp_path: Path) -> None:
    """PDFium turns round all of a line of which most runs to the left."""
    write_workspace(tmp_path, ["en"])
    further = {
        "phone": ["(555) 555-0134", "(555) 555-0135"],
        "hours": "من الاثنين إلى الجمعة",
        "after_hours": "لا أحد هنا",
    }
    dumped = yaml.safe_dump({**CLINICS["arabic"], **further}, allow_unicode=True)
    (tmp_path / "clinics/arabic.yaml").write_text(dumped, encoding="utf-8")
    (tmp_path / "editions.yaml").write_text(yaml.safe_dump({"editions": EDITIONS}), encoding="utf-8")
    made = Press(Catalog(Disk(tmp_path)), Rack()).print(Job("arabic", "en", "calm", "leaflet", "summary")).content
    assert [(row.id, row.found) for row in rows(made).values() if row.result != "passed"] == []


def test_a_sheet_is_folded_where_its_mirror_is(printed: Callable[..., bytes]) -> None:
    english = Press(Catalog(Disk(ROOT)), Rack()).print(Job("house", "en", "standard", SLUG, "trifold")).content
    one, other = (read_back(content, "a.pdf").pages for content in (english, printed("fa", "calm", "trifold", "latin")))
    for page, mirrored in zip(one, other, strict=True):
        assert page.folds[0] != page.width - page.folds[1], "a panel that is tucked in is narrower"
        assert mirrored.folds == pytest.approx([page.width - fold for fold in reversed(page.folds)], abs=0.01)


def test_a_booklet_is_bound_at_the_right(printed: Callable[..., bytes]) -> None:
    content = printed("ar", "large-print", "handout", "latin")
    made = sheets(content, Order(scheme="booklet"))
    found = rows(made)
    assert [(row.id, row.found) for row in found.values() if row.result != "passed"] == []
    outside = read_back(made, "made.pdf").pages[0]
    titles = [glyph for glyph in outside.glyphs if glyph.size == max(each.size for each in outside.glyphs)]
    assert all(glyph.box.right < outside.width / 2 for glyph in titles), "page 1 lies at the left of the fold"


@pytest.mark.parametrize("purpose", ["grey", "press"])
def test_files_for_printers_run_the_same_way(purpose: Purpose, printed: Callable[..., bytes]) -> None:
    made = sheets(printed("ar", "friendly", "trifold", "arabic"), Order(purpose=purpose))
    assert read_back(made, "made.pdf").rtl
    assert [(row.id, row.found) for row in rows(made).values() if row.result != "passed"] == []


def test_a_clinics_number_that_comes_out_backwards_is_not_released(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolates, "levels_of", lambda text, base, spans=(): levels(text, base))
    with pytest.raises(FaultyProof, match=r"the footers say “.*0134-555"):
        press.print(Job("arabic", "ar", "calm", "leaflet", "handout"))


def test_a_clinics_words_that_are_read_aloud_backwards_are_not_released(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Element.actual.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Element, "actual", property(lambda element: right(element)[::-1]))
    with pytest.raises(FaultyProof, match="is read aloud as something else than it must say"):
        press.print(Job("arabic", "he", "calm", "leaflet", "summary"))


# On screens -----------------------------------------------------------------------------------------


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_page(content: bytes, width: int = 320) -> Page:
        (tmp_path / "page.html").write_bytes(content)
        contexts.append(browser.new_context(viewport={"width": width, "height": 640}))
        page = contexts[-1].new_page()
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_a_web_page_runs_to_the_left_and_its_numbers_do_not(
    language: str, printed: Callable[..., bytes], show: Callable[..., Page]
) -> None:
    page = show(printed(language, "calm", "page", "arabic"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert Axe().run(page).response["violations"] == []
    heading, edge = page.locator("h1").bounding_box(), page.locator("main").bounding_box()
    assert heading and edge and heading["x"] + heading["width"] > edge["x"] + edge["width"] - 40
    where = """number => { const text = [...document.querySelectorAll('bdi')].map(e => e.firstChild).find(
        e => e.textContent.includes(number)); const at = text.textContent.indexOf(number);
        const left = i => { const r = document.createRange(); r.setStart(text, i); r.setEnd(text, i + 1);
        return r.getBoundingClientRect().left }; return [left(at), left(at + number.length - 1)] }"""
    for number in ("0134", "0.5"):
        first, last = page.evaluate(where, number)
        assert first < last
    assert page.locator(".imprint-phone").inner_text().strip() == CLINICS["arabic"]["phone"]
