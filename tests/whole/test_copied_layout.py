"""A layout folder that somebody copied and made a layout of their own of: nothing of it stands in Python."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import Finished
from tests.problems.test_cases import errors
from tests.reading import pictures_of, read_pages

ROOT = Path(__file__).parents[2]
EDITIONS = "editions:\n  own: {theme: night, paper: executive, layouts: [flyer]}\n"
THEME = """\
extends: calm
strip:
  block: ink
  waves: {count: 3, length: 60, crest: 9}
running_head: {block: ink, ground: hair}
bullets: ["–"]
boxes:
  step: {fill: null, width: 3}
icons:
  banner: {size: 60, color: ink}
measures: {lines_after: 30, figure_before: 9}
"""
PAPER = "width: 522\nheight: 756\n"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path d="M 3 5 L 45 7 L 24 43 Z"/></svg>\n'
LABELS = "  visit_card: A card for your visit\n  take_along: Take this along\n"
PDF = "build/one/en/own/breathing-flyer.pdf"
HEAD = '<h1>{{ title.head }}</h1><icon class="banner" name="kite"><p>{{ labels.take_along }}</p>'


@pytest.fixture
def flyer(workspace: Path) -> Path:
    """The small workspace with a copy of the handout's folder, a theme, a paper, an icon and two labels of its own."""
    templates = workspace / "templates"
    shutil.copytree(ROOT / "templates" / "handout", templates / "flyer")
    layout = templates / "flyer" / "layout.yaml"
    made = layout.read_text(encoding="utf-8").replace("title: handout", "title: flyer")
    for old, new in (
        ("strip: {top: 36, height: 40, label: patient_information}", "strip: {top: 36, height: 40, label: visit_card}"),
        ("text_top: 45, label: patient_information", "text_top: 45, label: take_along"),
    ):
        assert old in made
        made = made.replace(old, new)
    layout.write_text(made, encoding="utf-8")
    story = templates / "flyer" / "story.html.j2"
    story.write_text(story.read_text(encoding="utf-8").replace("<h1>{{ title.head }}</h1>", HEAD), encoding="utf-8")
    locale = (ROOT / "templates" / "locales" / "en.yaml").read_text(encoding="utf-8")
    for name, text in {
        "themes/night.yaml": THEME,
        "papers/executive.yaml": PAPER,
        "icons/kite.svg": ICON,
        "locales/en.yaml": locale.replace("labels:\n", f"labels:\n{LABELS}"),
    }.items():
        (templates / name).parent.mkdir(exist_ok=True)
        (templates / name).write_text(text, encoding="utf-8")
    (workspace / "editions.yaml").write_text(EDITIONS, encoding="utf-8")
    return workspace


def change(file: Path, old: str, new: str) -> None:
    """Change a text in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def drawing(pdf: Path) -> str:
    """Return the operators of page 1."""
    with pikepdf.open(pdf) as opened:
        page = opened.pages[0]
        page.contents_coalesce()
        return page.Contents.read_bytes().decode("latin-1")


def test_it_builds_with_what_it_brings(flyer: Path, press: Callable[..., Finished]) -> None:
    finished = press("build")
    assert (finished.status, finished.err) == (0, ""), finished.err
    pdf = flyer / PDF
    pages = read_pages(pdf.read_bytes())
    assert (pages[0].width, pages[0].height) == (522, 756)
    assert "A card for your visit" in pages[0].text
    assert "Take this along" in pages[0].text
    assert "Breathe out slowly." in " ".join(page.text for page in pages)
    assert "30 50 m 450 70 l 240 430 l h" in drawing(pdf), "the icon"
    assert pictures_of(pdf.read_bytes(), 72)[0].getpixel((51, 39)) == (0x1A, 0x1F, 0x24), "the theme's strip"


def test_what_stands_in_a_new_template_is_built_anew(flyer: Path, press: Callable[..., Finished]) -> None:
    """An icon that only the template names is an input of the PDF as any other."""
    assert press("build").status == 0
    change(flyer / "templates" / "icons" / "kite.svg", "M 3 5", "M 4 5")
    press("build")
    assert "40 50 m 450 70 l 240 430 l h" in drawing(flyer / PDF)


def test_a_layout_may_take_the_template_of_another(flyer: Path, press: Callable[..., Finished]) -> None:
    (flyer / "templates" / "flyer" / "story.html.j2").unlink()
    change(flyer / "templates" / "flyer" / "layout.yaml", "pages: any", "template: handout/story.html.j2\npages: any")
    finished = press("build")
    assert finished.status == 0, finished.err
    pages = read_pages((flyer / PDF).read_bytes())
    assert "A card for your visit" in pages[0].text
    assert "Take this along" not in pages[0].text, "that is said by the flyer's own template"


WRONG = {
    "an icon": (
        ("flyer/story.html.j2", 'name="kite"', 'name="kyte"'),
        "templates/flyer/story.html.j2:10:26: error: there is no icon “kyte”\n  hint: did you mean “kite”?",
    ),
    "an icon beside a heading": (
        ("flyer/story.html.j2", '<h2 class="colophon-title">', '<h2 class="colophon-title" icon="kyte">'),
        "templates/flyer/story.html.j2:73:1: error: there is no icon “kyte”\n  hint: did you mean “kite”?",
    ),
    "a label": (
        ("flyer/story.html.j2", "labels.take_along", "labels.take_alone"),
        "templates/flyer/story.html.j2:10:1: error: template: there is no “.take_alone” here\n"
        "  hint: did you mean “take_along”?",
    ),
    "a layout's label": (
        ("flyer/layout.yaml", "label: visit_card", "label: visit_cart"),
        "templates/flyer/layout.yaml:10:39: error: the locale has no label “visit_cart”\n"
        "  hint: did you mean “visit_card”?",
    ),
    "a label that is a list": (
        ("locales/en.yaml", "take_along: Take this along", "take_along: [Take this along]"),
        "templates/locales/en.yaml:14:15: error: text is expected here",
    ),
    "a label that no font has": (
        ("locales/en.yaml", "take_along: Take this along", "take_along: Take this ☃ along"),
        "templates/locales/en.yaml:14:25: error: no font has the character “☃”, U+2603",
    ),
    "a template": (
        ("flyer/layout.yaml", "pages: any", "template: handout/stroy.html.j2\npages: any"),
        "templates/flyer/layout.yaml:4:11: error: there is no template “templates/handout/stroy.html.j2”\n"
        "  hint: did you mean “handout/story.html.j2”?",
    ),
    "a template that is none": (
        ("flyer/layout.yaml", "pages: any", "template: locales/en.yaml\npages: any"),
        "templates/flyer/layout.yaml:4:11: error: there is no template “templates/locales/en.yaml”\n",
    ),
    "a paper": (
        ("../editions.yaml", "executive", "exekutive"),
        "editions.yaml:2:30: error: unknown paper “exekutive”\n  hint: did you mean “executive”?",
    ),
    "a layout": (
        ("../editions.yaml", "[flyer]", "[flier]"),
        "editions.yaml:2:51: error: unknown layout “flier”\n  hint: did you mean “flyer”?",
    ),
    "a layout of ours": (
        ("../editions.yaml", "[flyer]", "[handot]"),
        "editions.yaml:2:51: error: unknown layout “handot”\n  hint: did you mean “handout”?",
    ),
    "a bullet of letters": (
        ("themes/night.yaml", 'bullets: ["–"]', "bullets: [x]"),
        "templates/themes/night.yaml:6:11: error: one sign is expected here, such as “•” or “–”",
    ),
    "a bullet that no font has": (
        ("themes/night.yaml", 'bullets: ["–"]', "bullets: [☃]"),
        "templates/themes/night.yaml:6:11: error: no font has the character “☃”, U+2603",
    ),
    "a colour of the strip": (
        ("themes/night.yaml", "block: ink\n", "block: inc\n"),
        "templates/themes/night.yaml:3:10: error: unknown colour “inc”\n  hint: did you mean “ink”?",
    ),
    "words that cannot be read on the strip": (
        ("themes/night.yaml", "block: ink\n", "block: paper\n"),
        "error: the text style “strip” is too pale: its contrast is 1.0:1",
    ),
    "a number that cannot be read in its circle": (
        ("themes/night.yaml", "step: {fill: null", "step: {fill: brand"),
        "error: the text style “step-number” is too pale: its contrast is 1.0:1",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_there_is_told_at_its_place(what: str, flyer: Path, press: Callable[..., Finished]) -> None:
    (name, old, new), message = WRONG[what]
    change(flyer / "templates" / name, old, new)
    finished = press("build")
    assert finished.status == 1
    assert len({said for said in errors(finished) if message in said}) == 1, finished.err
    assert len(set(errors(finished))) == 1, finished.err
