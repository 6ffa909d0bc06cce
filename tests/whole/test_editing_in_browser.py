"""Marketing's desk in a real browser: from a misspelt sentence to a saved edition, and all that can happen between."""

from __future__ import annotations

import codecs
import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ROOT
from tests.desks import Opened, opened

pytestmark = pytest.mark.long
expect.set_options(timeout=30_000)
PAIN = "brochures/ketamine-pain-relief/en.yaml"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A desk on which may be edited: a shipped brochure, a sampler of all blocks, and two clinics."""
    root = tmp_path_factory.mktemp("room")
    for name in ("brochures/ketamine-pain-relief", "clinics"):
        shutil.copytree(ROOT / name, root / name)
    sampler = ROOT / "tests/workspaces/sampler/brochures"
    shutil.copytree(sampler / "every-block", root / "brochures/every-block")
    shutil.copy(sampler / "sources.yaml", root / "brochures")
    shutil.copy(ROOT / "editions.yaml", root)
    with opened(root, "--edit") as desk:
        yield desk


@pytest.fixture
def table(browser: Browser, room: Opened) -> Iterator[Callable[..., Page]]:
    """Opens a file's page, and has all files as they were when the test ends."""
    before = {path: path.read_bytes() for path in room.root.rglob("*") if path.is_file()}
    contexts = []

    def opens(path: str = "/edit/brochures/ketamine-pain-relief/en", drawn_at_once: bool = True, **how: object) -> Page:
        context = browser.new_context(base_url=room.address, **{"viewport": {"width": 1440, "height": 900}, **how})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        if path.count("/") > 1 and drawn_at_once:
            drawn(page)
        return page

    yield opens
    for context in contexts:
        context.close()
    for path in [path for path in room.root.rglob("*") if path.is_file() and path not in before]:
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)


def drawn(page: Page) -> None:
    """Wait until the pages are those of the text."""
    expect(page.locator("#pages")).to_have_attribute("aria-busy", "false")
    page.locator(".page").first.scroll_into_view_if_needed()
    expect(page.locator(".page img[src]").first).to_be_visible()


def shown(page: Page, words: str) -> None:
    """Wait until the live pages have some words: they are the name of a place on them."""
    expect(page.locator(f'.spot[aria-label*="{words}"]').first).to_be_attached()


def field(page: Page, *path: str | int) -> Locator:
    """Return the input of a path."""
    return page.locator(f"#field-{'-'.join(map(str, path))}")


def faultless(page: Page) -> None:
    """Ask axe whether a page is accessible as it is now."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def pdf_words(content: bytes) -> str:
    with closing(pypdfium2.PdfDocument(content)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


# From a misspelt sentence to a saved edition ---------------------------------------------------------------


def test_from_a_misspelt_sentence_to_what_everybody_prints(table: Callable[..., Page], room: Opened) -> None:
    file = room.root / PAIN
    file.write_text(file.read_text("utf-8").replace("fast-acting", "fast-actng"), encoding="utf-8")
    before = file.read_text("utf-8").split("\n")
    page = table("/edit/brochures/ketamine-pain-relief/en?clinic=sample")
    page.locator('.spot[aria-label^="Edit: Ketamine was initially developed as an anesthetic and has"]').click()
    text = page.locator("textarea:focus")
    expect(text).to_have_value(re.compile("fast-actng"))
    expect(page.locator(".spot.marked")).to_have_count(1)
    first = page.locator(".page img").first
    painted = first.get_attribute("src")
    text.fill(text.input_value().replace("fast-actng", "fast-acting"))
    expect(first).not_to_have_attribute("src", painted or "")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    faultless(page)
    page.get_by_role("tab", name="Compare").click()
    expect(page.locator("#compare del")).to_contain_text("fast-actng")
    expect(page.locator("#compare ins")).to_contain_text("fast-acting")
    faultless(page)
    page.get_by_role("button", name="Save and release…").click()
    dialog = page.get_by_role("dialog", name="Save and release")
    expect(dialog.locator("ins")).to_contain_text("fast-acting")
    expect(dialog.get_by_label("Call it version 1.1, published today")).to_be_checked()
    faultless(page)
    dialog.get_by_label("Call it version 1.1, published today").uncheck()
    dialog.get_by_role("button", name="Save and release").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    after = file.read_text("utf-8").split("\n")
    changed = [line for line, old in zip(after, before, strict=True) if line != old]
    assert len(changed) == 1 and "fast-acting" in changed[0]
    assert [line for line in after if line.startswith("#")] == [line for line in before if line.startswith("#")]
    with room.client as client:
        handout = "/pdf/sample/en/standard/ketamine-pain-relief-handout.pdf"
        words = pdf_words(client.get(handout).content)
    assert "fast-acting" in words and "fast-actng" not in words


def test_a_new_version_is_offered_where_words_changed(table: Callable[..., Page], room: Opened) -> None:
    page = table()
    field(page, "title").fill("Ketamine for Pain Relief")
    page.keyboard.press("Control+s")
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    text = (room.root / PAIN).read_text("utf-8")
    assert 'version: "1.1"' in text and "title: Ketamine for Pain Relief" in text


def test_somebody_else_saved_meanwhile(table: Callable[..., Page], room: Opened) -> None:
    page = table()
    field(page, "title").fill("Mine")
    file = room.root / PAIN
    theirs = file.read_text("utf-8").replace("title: Ketamine in Pain Relief", "title: Theirs")
    file.write_text(theirs, encoding="utf-8")
    page.get_by_role("button", name="Save and release…").click()
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    dialog = page.get_by_role("dialog", name="The file has changed meanwhile")
    expect(dialog.get_by_role("cell")).to_contain_text(["title: Theirs", "title: Mine"])
    faultless(page)
    assert file.read_text("utf-8") == theirs
    dialog.get_by_role("button", name="Take theirs").click()
    expect(field(page, "title")).to_have_value("Theirs")
    expect(page.get_by_text("All is saved")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(field(page, "title")).to_have_value("Mine")
    page.get_by_role("button", name="Save and release…").click()
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    assert "title: Mine" in file.read_text("utf-8")


def test_mine_over_a_later_version_of_theirs_comes_after_that(table: Callable[..., Page], room: Opened) -> None:
    page = table()
    field(page, "title").fill("Mine")
    file = room.root / PAIN
    file.write_text(file.read_text("utf-8").replace('version: "1.0"', 'version: "1.1"'), encoding="utf-8")
    page.get_by_role("button", name="Save and release…").click()
    page.get_by_role("dialog").get_by_label("Call it version").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    page.get_by_role("dialog").get_by_role("button", name="Save mine over theirs").click()
    expect(page.get_by_role("dialog").get_by_label("Call it version 1.2, published today")).to_be_checked()
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    assert 'version: "1.2"' in file.read_text("utf-8") and "title: Mine" in file.read_text("utf-8")


def test_mine_is_saved_over_theirs_only_where_one_says_so(table: Callable[..., Page], room: Opened) -> None:
    page = table("/edit/clinics/sample")
    field(page, "tagline").fill("Mine")
    file = room.root / "clinics/sample.yaml"
    file.write_text(file.read_text("utf-8") + "fax: (555) 555-0123\n", encoding="utf-8")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Save mine over theirs").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    assert "tagline: Mine" in file.read_text("utf-8") and "0123" not in file.read_text("utf-8")


def test_text_that_was_not_saved_outlives_the_page_and_is_offered_until_somebody_answers(
    table: Callable[..., Page], room: Opened
) -> None:
    page = table()
    field(page, "title").fill("Not saved")
    shown(page, "Not saved")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    expect(
        page.get_by_text(re.compile("There is text here that was never saved, last changed today at"))
    ).to_be_visible()
    faultless(page)
    field(page, "subtitle").fill("Typed before that was answered")
    page.close()
    page = page.context.new_page()
    page.goto("/edit/brochures/ketamine-pain-relief/en")
    expect(page.get_by_text("the others are offered after it")).to_be_visible()
    other = page.context.new_page()
    other.goto("/edit/brochures/ketamine-pain-relief/en")
    expect(other.get_by_text("the others are offered after it")).to_be_visible()
    page.get_by_role("button", name="Take it up again").click()
    expect(field(page, "subtitle")).to_have_value("Typed before that was answered")
    expect(page.get_by_text("It is the newest of several")).to_be_hidden()
    page.get_by_role("button", name="Take it up again").click()
    expect(field(page, "title")).to_have_value("Not saved")
    shown(page, "Not saved")
    expect(page.locator("#lost")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(field(page, "subtitle")).to_have_value("Typed before that was answered")
    page.keyboard.press("Control+s")
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((each) => each.startsWith('edit-kept'))") == []


def test_words_wait_for_a_desk_that_does_not_answer(table: Callable[..., Page], room: Opened) -> None:
    page = table()
    page.context.set_offline(True)
    field(page, "title").fill("Typed meanwhile")
    expect(page.get_by_text("Not saved yet: the desk does not answer")).to_be_visible()
    field(page, "subtitle").fill("And this")
    page.get_by_role("button", name="Add section").last.click()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog")).to_have_count(0)
    faultless(page)
    assert "And this" in page.evaluate("Object.entries(localStorage).join()")
    page.context.set_offline(False)
    expect(page.locator("#state")).to_have_text("Not saved yet")
    shown(page, "Typed meanwhile")
    expect(field(page, "subtitle")).to_have_value("And this")
    page.get_by_role("button", name="Undo").click()
    expect(field(page, "subtitle")).to_have_value("")
    expect(field(page, "title")).to_have_value("Typed meanwhile")
    field(page, "subtitle").fill("And this")
    page.keyboard.press("Control+s")
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    text = (room.root / PAIN).read_text("utf-8")
    assert "title: Typed meanwhile" in text and "subtitle: And this" in text


def test_words_that_no_file_can_hold_stay_in_their_field(table: Callable[..., Page], room: Opened) -> None:
    page = table()
    field(page, "title").fill("Copied\x0cfrom a PDF")
    expect(page.locator("#field-title-wrong")).not_to_be_empty()
    field(page, "subtitle").fill("Elsewhere")
    shown(page, "Elsewhere")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(field(page, "title")).to_be_focused()
    expect(field(page, "title")).to_have_value("Copied\x0cfrom a PDF")
    page.get_by_role("button", name="Add section").last.click()
    expect(field(page, "title")).to_be_focused()
    field(page, "title").fill("Copied from a PDF")
    shown(page, "Copied from a PDF")
    expect(page.locator("#field-title-wrong")).to_be_empty()
    page.keyboard.insert_text(", and all of its words" * 20)
    expect(page.locator("#field-title-wrong")).to_contain_text("457 characters, at most 300")
    expect(field(page, "title")).to_have_value("Copied from a PDF" + ", and all of its words" * 20)


# Problems, blocks and pictures -----------------------------------------------------------------------------


def test_a_problem_is_said_at_its_field_and_in_a_list_that_leads_there(table: Callable[..., Page]) -> None:
    page = table()
    page.get_by_text("Version and review").click()
    day = field(page, "published")
    day.fill("")
    problem = page.locator("#problems").get_by_role("button", name="Published on")
    expect(problem).to_be_visible()
    expect(page.locator("#pages")).to_have_class(re.compile("stale"))
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#field-published-wrong")).to_contain_text("is not a date")
    assert "field-published-wrong" in (day.get_attribute("aria-describedby") or "")
    faultless(page)
    field(page, "title").focus()
    problem.click()
    expect(day).to_be_focused()
    day.fill("2026-11-30")
    expect(page.locator("#problems")).to_be_hidden()
    expect(page.locator("#pages")).not_to_have_class(re.compile("stale"))


def test_an_open_question_of_a_draft_is_settled_with_a_click(table: Callable[..., Page], room: Opened) -> None:
    file = room.root / PAIN
    questions = "".join(f"    # LOOK: is this the {which} heading?\n" for which in ("first", "second", "third"))
    text = file.read_text("utf-8").replace("    heading: Introduction", f"{questions}    heading: Introduction")
    file.write_text(text, encoding="utf-8")
    page = table(drawn_at_once=False)
    expect(page.locator("#problems")).to_contain_text("Look: is this the first heading?")
    page.get_by_role("button", name="It is settled").first.dblclick()
    expect(page.locator("#problems")).to_contain_text("2 things keep it")
    expect(page.locator("#problems")).to_contain_text("Look: is this the second heading?")
    for _ in range(2):
        page.get_by_role("button", name="It is settled").first.click()
    expect(page.locator("#problems")).to_be_hidden()
    expect(page.locator("#state")).to_have_text("Not saved yet")


def test_blocks_are_added_moved_removed_and_put_back(table: Callable[..., Page]) -> None:
    page = table()
    section = page.locator("details.section").first
    section.locator(".entry").first.hover()
    section.get_by_text("Add below…").first.click()
    faultless(page)
    section.get_by_role("button", name=re.compile("^List")).first.click()
    page.keyboard.type("A quiet room")
    item = field(page, "sections", 0, "body", 1, "list", 0)
    expect(item).to_be_focused()
    expect(item).to_have_value("A quiet room")
    shown(page, "A quiet room")
    section.get_by_role("button", name="Add item").click()
    field(page, "sections", 0, "body", 1, "list", 1).fill("A blanket")
    section.get_by_role("button", name="Move Item 2 up").click()
    expect(item).to_have_value("A blanket")
    expect(section.get_by_role("button", name="Move Item 1 down")).to_be_focused()
    section.get_by_role("button", name="Move List 2 up").click()
    expect(field(page, "sections", 0, "body", 0, "list", 0)).to_have_value("A blanket")
    section.get_by_role("button", name="Remove List 1").click()
    expect(page.get_by_text("List 1 removed.").last).to_be_visible()
    expect(page.locator('.spot[aria-label*="A blanket"]')).to_have_count(0)
    faultless(page)
    page.get_by_role("button", name="Put it back").click()
    expect(field(page, "sections", 0, "body", 0, "list", 0)).to_have_value("A blanket")
    shown(page, "A blanket")


def test_a_section_is_added_and_moved(table: Callable[..., Page]) -> None:
    page = table()
    page.get_by_role("button", name="Add section").last.click()
    heading = page.locator("details.section").last.locator("textarea").first
    expect(heading).to_be_focused()
    heading.fill("What to bring")
    page.locator("details.section").last.get_by_label("Paragraph", exact=True).fill("A friend.")
    shown(page, "A friend.")
    last = page.locator("details.section").count()
    page.get_by_role("button", name=f"Move Section {last} up").click()
    expect(page.locator("details.section").nth(last - 2).locator("textarea").first).to_have_value("What to bring")


def test_a_picture_is_uploaded_and_asks_what_it_shows(table: Callable[..., Page], room: Opened) -> None:
    page = table()
    section = page.locator("details.section").first
    section.locator(".entry").first.hover()
    section.get_by_text("Add below…").first.click()
    section.get_by_role("button", name=re.compile("^Picture ")).first.click()
    held = io.BytesIO()
    Image.new("RGB", (1200, 800), "#0F5A66").save(held, "PNG")
    body = ("sections", 0, "body", 1, "figure")
    chooser = section.locator('input[type="file"]')
    chooser.set_input_files({"name": "Über uns.PNG", "mimeType": "image/png", "buffer": held.getvalue()})
    expect(field(page, *body, "image")).to_have_value("figures/uber-uns.png")
    expect(field(page, *body, "alt")).to_be_focused()
    expect(page.locator("#problems")).to_contain_text("What the picture shows")
    field(page, *body, "alt").fill("A plain square")
    expect(page.locator("#problems")).to_be_hidden()
    shown(page, "A plain square")
    assert (room.root / "brochures/ketamine-pain-relief/figures/uber-uns.png").read_bytes() == held.getvalue()
    chooser.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.locator("#toast")).to_contain_text("is a text; take the file of the picture itself")
    expect(field(page, *body, "image")).to_have_value("figures/uber-uns.png")
    faultless(page)


def test_fields_stay_the_same_while_one_types(table: Callable[..., Page]) -> None:
    page = table()
    page.evaluate("window.first = document.querySelector('#form textarea')")
    field(page, "title").fill("Another title")
    shown(page, "Another title")
    assert page.evaluate("window.first === document.querySelector('#form textarea')")


def test_marks_are_put_around_words_by_button_and_key(table: Callable[..., Page]) -> None:
    page = table()
    text = field(page, "sections", 0, "body", 0, "paragraph")
    text.fill("Breathe out slowly.")
    text.press("Control+Home")
    for _ in range(len("Breathe")):
        text.press("Shift+ArrowRight")
    text.press("Control+b")
    expect(text).to_have_value("**Breathe** out slowly.")
    page.get_by_role("group", name="Marks").get_by_role("button", name="Italic").click()
    expect(text).to_have_value("***Breathe*** out slowly.")
    text.press("End")
    page.get_by_role("group", name="Marks").get_by_role("button", name="Link").click()
    page.get_by_label("Where the link leads").fill("https://example.org")
    page.get_by_label("Where the link leads").press("Enter")
    expect(text).to_have_value("***Breathe*** out slowly.[words of the link](https://example.org)")


def test_every_kind_of_block_has_a_form_and_axe_finds_nothing(table: Callable[..., Page]) -> None:
    page = table("/edit/brochures/every-block/en")
    for section in page.locator("details.section").all():
        section.evaluate("each => each.open = true")
    field(page, "sections", 2, "body", 0, "table", "rows", 1, 0).fill("Thursday")
    page.get_by_role("button", name="Add row").first.click()
    expect(field(page, "sections", 2, "body", 0, "table", "rows", 3, 0)).to_be_focused()
    page.get_by_role("button", name="Add column").first.click()
    expect(field(page, "sections", 2, "body", 0, "table", "header", 2)).to_be_focused()
    field(page, "sections", 2, "body", 0, "table", "header", 2).fill("Where")
    shown(page, "Thursday")
    shown(page, "Where")
    faultless(page)


# YAML, the keyboard, other files ---------------------------------------------------------------------------


def test_the_yaml_is_the_same_text_with_completion_and_marks(table: Callable[..., Page]) -> None:
    page = table()
    page.get_by_role("tab", name="YAML").click()
    editor = page.get_by_role("textbox", name="The file as YAML")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("su")
    offered = page.locator(".cm-tooltip-autocomplete li")
    expect(offered).to_have_text(["subtitle"])
    offered.click()
    page.keyboard.type("A line for readers")
    shown(page, "A line for readers")
    faultless(page)
    page.keyboard.press("Enter")
    page.keyboard.type("nobody: knows")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(page.locator("#problems")).to_contain_text("nobody")
    page.keyboard.press("Control+z")
    page.get_by_role("tab", name="Form").click()
    expect(field(page, "subtitle")).to_have_value("A line for readers")


def test_line_ends_and_the_byte_order_mark_of_windows_stay(table: Callable[..., Page], room: Opened) -> None:
    file = room.root / PAIN
    content = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(codecs.BOM_UTF8 + content)
    page = table()
    page.get_by_role("tab", name="YAML").click()
    page.get_by_role("textbox", name="The file as YAML").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# Seen.")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    page.get_by_role("dialog").get_by_role("button", name="Save and release").click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    assert file.read_bytes() == codecs.BOM_UTF8 + b"# Seen.\r\n" + content


def test_yaml_that_cannot_be_read_keeps_the_last_good_pages(table: Callable[..., Page]) -> None:
    page = table()
    page.get_by_role("tab", name="YAML").click()
    page.get_by_role("textbox", name="The file as YAML").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("x: [")
    expect(page.locator("#pages")).to_have_class(re.compile("stale"))
    expect(page.locator(".page img[src]").first).to_be_visible()
    page.get_by_role("tab", name="Form").click()
    expect(page.get_by_text("there is no form for it")).to_be_visible()
    faultless(page)
    page.get_by_role("button", name="Save and release…").click()
    page.get_by_role("dialog").get_by_role("button", name="Save all the same").click()
    expect(page.get_by_text("Not saved yet")).to_be_visible()


def test_with_the_keyboard_alone(table: Callable[..., Page], room: Opened) -> None:
    page = table()
    spots = page.locator(".spot")
    page.locator('.spot[tabindex="0"]').focus()
    page.keyboard.press("End")
    expect(spots.last).to_be_focused()
    page.keyboard.press("Home")
    expect(spots.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page, "title")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" today")
    page.keyboard.press("F2")
    expect(spots.first).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog").locator("ins")).to_contain_text("today")
    page.get_by_role("dialog").get_by_role("button", name="Save and release").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("All is saved")).to_be_visible()
    page.get_by_role("tab", name="Form").focus()
    for name in ("YAML", "Check"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("heading", name="To settle before it goes out")).to_be_visible()
    faultless(page)
    assert "title: Ketamine in Pain Relief today" in (room.root / PAIN).read_text("utf-8")


def test_a_clinic_with_its_colour_and_logo(table: Callable[..., Page], room: Opened) -> None:
    page = table("/edit/clinics/sample")
    field(page, "brand_color").fill("#FFCC00")
    expect(page.get_by_text("too little: 4.5:1 is needed")).to_be_visible()
    expect(page.locator("#problems")).to_be_visible()
    field(page, "brand_color").fill("#7A1F5C")
    expect(page.get_by_text("good to read")).to_be_visible()
    logo = (ROOT / "clinics/sample/logo.svg").read_bytes() + b"\n"
    page.locator('input[type="file"]').set_input_files({"name": "New.svg", "mimeType": "image/svg+xml", "buffer": logo})
    expect(field(page, "logo")).to_have_value("sample/new.svg")
    expect(page.locator("#problems")).to_be_hidden()
    faultless(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("All is saved")).to_be_visible()
    text = (room.root / "clinics/sample.yaml").read_text("utf-8")
    assert "#7A1F5C" in text and "sample/new.svg" in text


@pytest.mark.parametrize("name", ["editions", "sources"])
def test_editions_and_sources_have_forms(table: Callable[..., Page], name: str) -> None:
    page = table(f"/edit/{name}")
    for part in page.locator("#form details").all():
        part.evaluate("each => each.open = true")
    assert page.evaluate("(each => each.scrollWidth <= each.clientWidth)(document.querySelector('.room-desk'))")
    faultless(page)
    called = page.get_by_label(re.compile("Name of the new (edition|source)"))
    called.fill("another")
    called.press("Enter")
    expect(page.locator("#form summary").filter(has_text=re.compile("^another"))).to_be_visible()
    expect(page.locator("#problems")).to_be_visible()


def test_a_brochure_begins_from_an_article(table: Callable[..., Page], room: Opened) -> None:
    page = table("/edit")
    faultless(page)
    page.get_by_text("New brochure").click()
    page.get_by_label("Title").fill("Sleeping well!")
    expect(page.get_by_label("Short name").first).to_have_value("sleeping-well")
    article = b"# Sleeping well\n\nSleep is good.\n\n## How\n\n1. Lie down.\n2. Close your eyes.\n"
    page.get_by_label("From an article").set_input_files(
        {"name": "Sleep.md", "mimeType": "text/markdown", "buffer": article}
    )
    faultless(page)
    page.get_by_role("button", name="Begin it").first.click()
    page.wait_for_url("**/edit/brochures/sleeping-well/en")
    expect(field(page, "title")).to_have_value("Sleeping well")
    expect(page.locator("#problems").get_by_role("button", name="Published on")).to_be_visible()
    shutil.rmtree(room.root / "brochures/sleeping-well")


def test_a_clinic_begins_with_its_name(table: Callable[..., Page], room: Opened) -> None:
    page = table("/edit")
    page.get_by_text("New clinic").click()
    page.get_by_label("Name", exact=True).fill("Hill: a sample")
    page.get_by_role("button", name="Begin it").last.click()
    page.wait_for_url("**/edit/clinics/hill-a-sample")
    expect(field(page, "name")).to_have_value("Hill: a sample")
    drawn(page)


# How it looks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (768, "dark"), (1440, "dark")])
def test_it_can_be_used_on_every_screen(table: Callable[..., Page], width: int, scheme: str) -> None:
    page = table(viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    form, pages = (page.locator(name).bounding_box() for name in (".room-desk", ".room-pages"))
    assert form is not None and pages is not None
    assert (pages["y"] > form["y"] + 100) == (width < 992)
    faultless(page)


def test_the_room_needs_no_network_and_runs_nothing_of_a_files_words(table: Callable[..., Page], room: Opened) -> None:
    asked: list[str] = []
    page = table("/edit")
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: said.type == "error" and pytest.fail(said.text))
    page.goto("/edit/brochures/ketamine-pain-relief/en")
    drawn(page)
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script> {{ 7 * 7 }}"
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    field(page, "title").fill(evil)
    expect(page.locator("#pages")).to_have_attribute("aria-busy", "false")
    page.get_by_role("tab", name="Compare").click()
    expect(page.locator("#compare")).to_contain_text("<script>alert(2)</script>")
    page.get_by_role("tab", name="YAML").click()
    expect(page.get_by_role("textbox", name="The file as YAML")).to_contain_text("<script>")
    assert page.locator("#main img[src=x]").count() == 0
    assert all(url.startswith((room.address, "data:", "blob:")) for url in asked)
