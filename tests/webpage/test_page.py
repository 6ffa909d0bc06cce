"""The page around a story: it asks for nothing, and says in sight where it comes from."""

from __future__ import annotations

import re

import pytest

from clinicpress.webpage.page import STYLES
from tests.conftest import ROOT
from tests.webpage.pages import STORIES, Shown, page_of, page_with

RULES = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
SOURCES = {
    "iv-ketamine-fibromyalgia": (
        "Consensus Guidelines on the Use of Intravenous Ketamine Infusions for Chronic Pain – NCBI",
        "This article aims to provide a comprehensive overview of IV Ketamine and fibromyalgia. Always consult with "
        "healthcare professionals for personalized medical advice.",
    ),
    "ketamine-pain-relief": (
        "The article this handout is taken from names no source.",
        "This handout gives general information and is not medical advice. Talk with your healthcare provider about "
        "your own situation.",
    ),
}


@pytest.mark.parametrize(("root", "slug"), STORIES, ids=lambda each: getattr(each, "name", each))
def test_a_page_asks_for_nothing_outside_of_it(root: object, slug: str) -> None:
    content = page_of(root, slug)  # type: ignore[arg-type]
    page = Shown(content)
    assert page.values("meta[http-equiv=Content-Security-Policy]", "content") == [RULES]
    assert page.all("script") + page.all("link") + page.all("iframe") + page.all("form") == []
    assert all(each.startswith("data:image/") for each in page.values("img", "src"))
    assert not re.search(rb"url\(|@import|\son\w+=\"", re.sub(rb"data:[^\"]*", b"", content))
    assert page.mistakes == []


@pytest.mark.parametrize("slug", SOURCES)
def test_source_and_disclaimer_stay_in_sight_and_stand_once_as_text(slug: str) -> None:
    page = Shown(page_of(ROOT, slug))
    source, disclaimer = SOURCES[slug]
    assert page.words(".standing p") == [f"Source: {source}", f"Note: {disclaimer}"]
    assert page.values(".standing", "aria-hidden") == ["true"]
    assert page.values(".standing a", "href") == ["#about:this"]
    told = page.words("main dd")
    assert (told.count(source), told.count(disclaimer)) == (1, 1)


def test_the_head_says_what_it_is() -> None:
    content = page_of(ROOT, "iv-ketamine-fibromyalgia", "sample", "large-print")
    page = Shown(content)
    assert content.startswith(b'<!DOCTYPE html>\n<html lang="en">')
    assert page.words("title") == ["IV Ketamine and Fibromyalgia: An Option For Treatment? – Large print"]
    assert page.values("meta[name=author]", "content") == ["Sample Clinic (example)"]
    # A year or a page must not become a number to call.
    assert "telephone=no" in page.values("meta[name=format-detection]", "content")[0]


def test_the_house_invents_no_clinic() -> None:
    page = Shown(page_of(ROOT, "iv-ketamine-fibromyalgia"))
    assert page.all(".clinic") + page.all(".masthead") == []
    assert page.values("meta[name=author]", "content") == [""]
    assert "Clinic" not in page.words("dt")


def test_a_page_says_which_way_it_runs_where_that_is_to_the_left() -> None:
    english = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    files = {"templates/locales/en.yaml": english.replace("language: en\n", "language: en\ndirection: rtl\n")}
    content = page_with(ROOT, "iv-ketamine-fibromyalgia", files)
    assert content.startswith(b'<!DOCTYPE html>\n<html lang="en" dir="rtl">')
    assert Shown(content).words("main") == Shown(page_of(ROOT, "iv-ketamine-fibromyalgia")).words("main")


def test_the_look_of_pages_names_no_side() -> None:
    """Left and right are those of the language."""
    styles = STYLES.read_text(encoding="utf-8")
    assert re.findall(r"[\w-]*\b(?:left|right)\b[\w-]*", styles) == []
