"""The front desk in a real browser: each person's way from the open page to the paper, the draft, the text."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from clinicpress.building.build import build
from clinicpress.content.edition import Wanted
from tests.conftest import ROOT, WORKSPACE
from tests.desks import Opened, opened

expect.set_options(timeout=30_000)
NOTED = "window.print = () => { (top.printed ??= []).push(location.href); }"
"""Stands in for the system's dialog, which no program can close: pages note which document it would print."""

WIDE = "wide"
"""A brochure whose title is one long word."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A desk of many brochures: both shipped ones, a mistake, a translation, and a review that is due."""
    root = tmp_path_factory.mktemp("shelf")
    files = dict(WORKSPACE)
    for folder in ("brochures", "clinics"):
        for file in (ROOT / folder).rglob("*.yaml"):
            files[file.relative_to(ROOT).as_posix()] = file.read_text("utf-8")
    for number in range(9):
        slug, title = f"sleeping-{number}", f"Sleeping well, part {number}"
        files[f"brochures/{slug}/en.yaml"] = WORKSPACE["brochures/breathing/en.yaml"].replace(
            "Breathing at home", title
        )
    english = WORKSPACE["brochures/breathing/en.yaml"]
    shelved = files["brochures/sources.yaml"] + WORKSPACE["brochures/sources.yaml"]
    files |= {
        "editions.yaml": (ROOT / "editions.yaml").read_text("utf-8"),
        "brochures/sources.yaml": shelved,
        "templates/locales/es.yaml": (ROOT / "templates/locales/en.yaml").read_text("utf-8").replace(": en", ": es", 1),
        "brochures/breathing/es.yaml": english.replace("language: en", "language: es"),
        "brochures/sleeping-1/en.yaml": english.replace("Breathing at home", "Sleeping and waking")
        + "reviewed: 2025-01-02\nreviewer: A. Person\nreview_due: 2026-01-02\n",
        f"brochures/{WIDE}/en.yaml": english.replace(
            "Breathing at home", "Atemtherapiegerätegebrauchsanweisungsverordnungsdurchführungsbestimmungen"
        ),
        "brochures/broken/en.yaml": english.replace("[guide]", "[guide"),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "clinics/sample").mkdir()
    (root / "clinics/sample/logo.svg").write_bytes((ROOT / "clinics/sample/logo.svg").read_bytes())
    with opened(root) as desk:
        yield desk


@pytest.fixture
def visit(browser: Browser, shelf: Opened) -> Iterator[Callable[..., Page]]:
    """Opens a page of the desk in a browser that remembers nothing, as a clinic that was chosen."""
    contexts = []

    def opens(path: str = "/", **how: object) -> Page:
        context = browser.new_context(base_url=shelf.address, **{"viewport": {"width": 1280, "height": 900}, **how})  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(NOTED)
        page = context.new_page()
        page.goto(path + ("&" if "?" in path else "?") + "clinic=sample")
        return page

    yield opens
    for context in contexts:
        context.close()


@contextmanager
def clocked(what: str) -> Iterator[None]:
    """Say how many seconds something took, to whoever asks (pytest -rP)."""
    began = monotonic()
    yield
    print(f"{what}: {monotonic() - began:.2f} s")


def printed_by(page: Page) -> list[str]:
    """Return the documents for which the print dialog was opened, when there is one."""
    expect(page.get_by_role("status")).to_have_text("The print dialog is open")
    found: list[str] = page.evaluate("window.printed")
    return found


# Printing -------------------------------------------------------------------------------------------


def test_from_the_open_shelf_to_the_print_dialog_in_three_keystrokes_and_one_click(
    visit: Callable[..., Page], shelf: Opened, tmp_path: Path
) -> None:
    page = visit()
    with clocked("from the shelf to the print dialog"):
        page.keyboard.type("pai")
        link = page.locator(".handout").first.get_by_role("link", name="Print Ketamine in Pain Relief", exact=True)
        link.click()
        (address,) = printed_by(page)
    build(shelf.root, tmp_path, Wanted(["ketamine-pain-relief"], ["sample"], ["standard"], ["handout"]))
    built = tmp_path / "sample/en/standard/ketamine-pain-relief-handout.pdf"
    assert address == f"{shelf.address}/pdf/{built.relative_to(tmp_path).as_posix()}"
    with shelf.client as client:
        assert client.get(address).content == built.read_bytes()
    frames = [frame for frame in page.frames if frame.parent_frame is page.main_frame]
    assert [frame.url for frame in frames] == [address]
    expect(link).to_be_focused()


def test_large_print_is_one_click_away(visit: Callable[..., Page], shelf: Opened) -> None:
    page = visit()
    page.get_by_role("link", name="Large print: print Ketamine in Pain Relief").click()
    assert printed_by(page) == [f"{shelf.address}/pdf/sample/en/large-print/ketamine-pain-relief-handout.pdf"]


def test_with_the_keyboard_alone(visit: Callable[..., Page], shelf: Opened) -> None:
    page = visit()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("sleeping")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Print Sleeping and waking")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Print Sleeping well, part 0")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert printed_by(page) == [f"{shelf.address}/pdf/sample/en/standard/sleeping-1-handout.pdf"]


def test_a_browser_that_shows_no_pdfs_opens_them(visit: Callable[..., Page]) -> None:
    page = visit("/?q=part+3")
    page.evaluate("Object.defineProperty(navigator, 'pdfViewerEnabled', { value: false })")
    with page.expect_popup() as opening:
        page.get_by_role("link", name="Print Sleeping well, part 3", exact=True).click()
    assert opening.value.url.endswith("/pdf/sample/en/standard/sleeping-3-handout.pdf")


def test_what_cannot_be_printed_says_why(visit: Callable[..., Page], shelf: Opened) -> None:
    page = visit("/?q=part+2")
    file = shelf.root / "brochures/sleeping-2/en.yaml"
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace("title:", "titel:"), encoding="utf-8")
        page.wait_for_timeout(1100)  # the desk looks once a second whether something was saved
        page.get_by_role("link", name="Print Sleeping well, part 2", exact=True).click()
        page.wait_for_url("**/pdf/**")
        assert page.evaluate("window.printed") is None
    finally:
        file.write_text(text, encoding="utf-8")


def test_without_javascript_print_opens_the_pdf(visit: Callable[..., Page]) -> None:
    page = visit("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("Ketamine in")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".handout").first).to_contain_text("Ketamine in Pain Relief")
    with page.expect_popup() as opening:
        page.get_by_role("link", name="Print Ketamine in Pain Relief", exact=True).click()
    assert opening.value.url.endswith("/pdf/sample/en/standard/ketamine-pain-relief-handout.pdf")
    page.get_by_role("link", name="Basket: add Ketamine in").click()
    page.get_by_role("button", name="Favourite: Ketamine in Pain Relief").click()
    expect(page.get_by_role("link", name=re.compile("^Basket 1"))).to_be_visible()
    expect(page.get_by_role("button", name="Favourite: Ketamine in Pain Relief")).to_have_attribute(
        "aria-pressed", "true"
    )


# Sending ----------------------------------------------------------------------------------------------


def test_a_doctor_comes_from_a_name_to_a_draft_with_the_pdf(
    visit: Callable[..., Page], shelf: Opened, tmp_path: Path
) -> None:
    page = visit()
    with clocked("from a name to a draft"):
        page.keyboard.type("pain rel")
        page.locator(".handout").first.get_by_role("link", name="E-mail Ketamine in Pain Relief").click()
        page.get_by_role("checkbox", name="The patient agreed").check()
        page.get_by_role("textbox", name="The patient’s e-mail address").fill("quiet.patient@home.example")
        with page.expect_download() as coming:
            page.get_by_role("button", name="Open as draft").click()
    message = email.message_from_bytes(coming.value.path().read_bytes(), EmailMessage, policy=default)
    build(shelf.root, tmp_path, Wanted(["ketamine-pain-relief"], ["sample"], ["standard"], ["handout"]))
    (enclosed,) = message.iter_attachments()
    built = tmp_path / "sample/en/standard/ketamine-pain-relief-handout.pdf"
    assert enclosed.get_content() == built.read_bytes()
    assert message["To"] == "quiet.patient@home.example" and message["X-Unsent"] == "1"
    assert "home.example" not in page.evaluate(
        "JSON.stringify([location.href, document.cookie, localStorage, history.state])"
    )


def test_what_is_wrong_with_an_address_is_told_where_it_was_typed(visit: Callable[..., Page]) -> None:
    page = visit("/mail?h=ketamine-pain-relief.en.standard.handout", color_scheme="dark")
    page.get_by_role("button", name="Open as draft").click()
    assert page.get_by_role("checkbox").evaluate("(box) => box.validity.valueMissing")
    page.get_by_role("checkbox").check()
    page.get_by_role("textbox").fill("quiet patient@home")
    page.get_by_role("button", name="Open as draft").click()
    expect(page.get_by_role("alert")).to_be_visible()
    field = page.get_by_role("textbox")
    expect(field).to_have_value("quiet patient@home")
    expect(field).to_have_accessible_description(re.compile("There is a space"))
    assert Axe().run(page).violations_count == 0


def test_a_basket_is_filled_put_in_order_and_printed_in_one_dialog(visit: Callable[..., Page], shelf: Opened) -> None:
    page = visit("/?q=sleeping")
    for title in ("Sleeping and waking", "Sleeping well, part 0"):
        page.get_by_role("link", name=f"Basket: add {title}", exact=True).click()
        expect(page.get_by_role("link", name=f"In basket: take {title} out", exact=True)).to_be_focused()
    page.get_by_role("link", name=re.compile("^Basket 2")).click()
    page.get_by_role("link", name="Move Sleeping and waking down").press("Enter")
    expect(page.locator(".lying h2")).to_have_text(["Sleeping well, part 0", "Sleeping and waking"])
    expect(page.get_by_role("link", name="Move Sleeping and waking up")).to_be_focused()
    page.get_by_role("link", name="Print all").click()
    (address,) = printed_by(page)
    items = "&h=sleeping-0.en.standard.handout&h=sleeping-1.en.standard.handout"
    assert address == f"{shelf.address}/basket.pdf?clinic=sample&language=en{items}"


# Finding, keeping ------------------------------------------------------------------------------------


def test_what_one_types_is_looked_for_and_its_count_is_said(visit: Callable[..., Page]) -> None:
    page = visit()
    page.keyboard.type("zzz")
    expect(page.get_by_role("status")).to_have_text("0 handouts for “zzz”")
    page.get_by_role("link", name="Show all handouts").click()
    expect(page.locator(".handout").first).to_be_visible()


def test_the_place_and_the_focus_stay_when_something_is_starred_or_laid_into_the_basket(
    visit: Callable[..., Page],
) -> None:
    page = visit()
    star = page.get_by_role("button", name="Favourite: Sleeping well, part 8")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    expect(page.locator(".handout h2").first).to_have_text("Sleeping well, part 8")
    page.get_by_role("link", name="Basket: add Sleeping well, part 8").click()
    expect(page.get_by_role("link", name="In basket: take Sleeping well, part 8 out")).to_be_focused()
    page.reload()
    expect(page.get_by_role("link", name=re.compile("^Basket 1"))).to_be_visible()


def test_a_clinic_is_chosen_once(visit: Callable[..., Page], shelf: Opened) -> None:
    page = visit("/?language=en")
    page.get_by_role("combobox", name="Clinic").select_option("one")
    link = page.get_by_role("link", name="Print Ketamine in Pain Relief", exact=True)
    expect(link).to_have_attribute("href", "/pdf/one/en/standard/ketamine-pain-relief-handout.pdf")
    page.goto("/b/ketamine-pain-relief/en?clinic=sample")
    expect(page.get_by_text("Printed for Sample Clinic")).to_be_visible()
    page.goto("/")
    expect(link).to_have_attribute("href", "/pdf/one/en/standard/ketamine-pain-relief-handout.pdf")


def test_what_is_printed_is_of_the_clinic_that_the_choice_shows(visit: Callable[..., Page], shelf: Opened) -> None:
    page = visit("/?language=en")
    choice, prints = page.get_by_role("combobox", name="Clinic"), page.locator(".shelf [data-print].main")
    # While the answer is awaited, and asked for again because somebody types, too.
    asked: list[Route] = []

    def awaited(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/*chosen=1*", awaited)
    choice.select_option("one")
    assert page.evaluate("document.getElementById('found').inert")
    assert not prints.first.is_visible(), "without programs, too"
    page.get_by_role("searchbox").press_sequentially("re")
    expect(prints.first).to_be_visible()
    assert all(link.startswith("/pdf/one/") for link in prints.evaluate_all("(all) => all.map((a) => a.pathname)"))
    page.goto("/")
    expect(choice).to_have_value("one")
    # Going back to a page whose choice was another one.
    page.get_by_role("link", name="Sleeping well, part 3", exact=True).click()
    page.get_by_role("link", name="All handouts").click()
    choice.select_option("sample")
    expect(prints.first).to_have_attribute("href", re.compile("^/pdf/sample/"))
    for _ in range(2):
        page.go_back()
    expect(prints.first).to_be_visible()
    clinic = choice.input_value()
    links = prints.evaluate_all("(all) => all.map((a) => a.pathname.split('/')[2])")
    assert set(links) == {clinic}


def test_pages_do_not_jump_when_their_pictures_come(visit: Callable[..., Page]) -> None:
    page = visit("/b/ketamine-pain-relief/en")
    shifted = page.evaluate("""async () => {
      let all = 0;
      new PerformanceObserver((seen) => { for (const each of seen.getEntries()) all += each.value; })
        .observe({ type: "layout-shift", buffered: true });
      for (const each of document.images) { each.loading = "eager"; await each.decode(); }
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return all;
    }""")
    assert shifted < 0.01


# Everybody can use it ---------------------------------------------------------------------------------

PAGES = (
    "/?language=all",
    "/?q=zzz",
    "/b/ketamine-pain-relief/en?edition=standard&layout=summary",
    "/b/breathing/es",
    "/problems",
    "/no/such/page",
    "/basket",
    "/basket?clinic=sample&h=ketamine-pain-relief.en.standard.handout&h=sleeping-1.en.standard.handout&h=none.en.a.b",
    "/mail?clinic=sample&h=ketamine-pain-relief.en.standard.handout",
    f"/mail?clinic=sample&h={WIDE}.en.standard.handout&h=sleeping-1.en.standard.handout",
    f"/?q={'x' * 200}",
    "/mail?clinic=sample&h=ketamine-pain-relief.en.standard.handout&h=sleeping-1.en.large-print.handout",
)


@pytest.mark.parametrize(("scheme", "rules"), [("light", []), ("dark", ["color-contrast"])])
def test_axe_finds_nothing_and_the_pages_keep_to_their_own_rules_of_safety(
    visit: Callable[..., Page], scheme: str, rules: list[str]
) -> None:
    page = visit("/problems", color_scheme=scheme)
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in PAGES:
        page.goto(path)
        found = Axe().run(page, options={"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})})
        assert found.violations_count == 0, (path, found.generate_report())
    # A page that is not there, and a field that had the focus before the browser could give it.
    assert [words for words in told if "404" not in words and "Autofocus" not in words] == []


def test_a_long_word_stays_in_its_column(visit: Callable[..., Page]) -> None:
    page = visit(f"/mail?h={WIDE}.en.standard.handout&h=sleeping-1.en.standard.handout")
    columns = page.evaluate("[...document.querySelectorAll('.mail > *')].map((each) => each.getBoundingClientRect())")
    left, right = columns
    assert left["right"] < right["left"] and right["right"] <= 1280
    assert page.evaluate("document.querySelector('.mail form').scrollWidth") <= left["width"]


def test_nothing_is_wider_than_a_small_phone_or_a_page_at_400_percent(visit: Callable[..., Page]) -> None:
    page = visit("/problems", viewport={"width": 320, "height": 256})
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, path
        small = page.evaluate("""[...document.querySelectorAll("a.button, button, select, .tabs a, input[type=search]")]
          .filter((each) => each.checkVisibility() && !each.matches(".quick #go"))
          .map((each) => [each.getBoundingClientRect(), each.textContent.trim()])
          .filter(([box]) => box.height < 43.5 || box.width < 43.5).map(([, words]) => words)""")
        assert small == [], path
