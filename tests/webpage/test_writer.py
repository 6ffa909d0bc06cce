"""The writer: every block of a brochure as HTML has it, and nothing that people typed as markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from clinicpress.artwork.supplies import Supplies
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.story.markup import ELEMENTS, Tag
from clinicpress.webpage.told import SILENT
from clinicpress.webpage.writer import _AS_THEY_ARE, _GROUPS, _OWN_WAYS, Blank, Writer
from tests.conftest import WORKSPACE
from tests.folders import write
from tests.webpage.pages import CALM, LOCALE, SAMPLER, Shown, page_of, page_with

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><style>p{display:none}",
    '"><img src=x onerror=alert(1)>',
    "<!-- a --> <![CDATA[ b ]]>",
    "{{ 7*7 }} {% raw %} &lt;b&gt; &amp;",
    "javascript:alert(1)",
    "</main></body></html>",
)
PLAIN_WORKSPACE = {**WORKSPACE, "editions.yaml": WORKSPACE["editions.yaml"].replace("[handout]", "[page]")}


@cache
def sampler() -> Shown:
    return Shown(page_of(SAMPLER, "every-block", "plum"))


def test_every_element_of_the_language_has_its_way() -> None:
    ways = {*_AS_THEY_ARE, *_GROUPS, *_OWN_WAYS}
    assert set(ELEMENTS) - ways == {"story", "spring", "page", "li"}
    assert {"spring", "page"} <= SILENT


def test_the_page_is_html_as_it_is_meant() -> None:
    assert sampler().mistakes == []


def test_headings_stand_in_their_order_and_lists_lead_to_them() -> None:
    page = sampler()
    assert page.words("h1") == ["Every block on one handout"]
    own = ["Running text with marks", "Callouts", "Tables and pictures", "More blocks", "About this handout"]
    assert page.words("section > h2") == own
    assert page.words("nav li") == own
    ids = ["#text", "#boxes", "#table", "#more", "#about:this"]
    assert page.values("nav a", "href") == ids
    assert [f"#{each}" for each in page.values("section > h2", "id")] == ids


def test_marks_and_links_are_what_was_typed() -> None:
    page = sampler()
    [text] = [words for words in page.words("section > p") if words.startswith("Sit upright")]
    assert text.startswith(
        "Sit upright. Breathe out slowly, gently and well. [1] See the site or call. Literal <b> {{ x }} & %"
    )
    assert page.words("section > p strong")[:2] == ["slowly", "well"]
    links = dict(zip(page.words("section > p a"), page.values("section > p a", "href"), strict=True))
    assert links == {
        "[1]": "#source:sample-breathing",
        "[2]": "#source:sample-rest",
        "the site": "https://example.org",
        "call": "tel:+15555550100",
    }
    assert page.values("a.cite", "aria-label") == ["Source [1]", "Source [2]"]


def test_lists_and_steps_say_their_numbers() -> None:
    page = sampler()
    assert page.words("ol.steps > li > .label") == ["1", "2", "3", "1", "2"]
    assert page.words("ol.steps > li > .body")[-2:] == ["Sit down", "Call us"]
    assert page.words("section > ul:not([role]) > li")[0] == "Loose clothes"
    assert page.words("dl:not(.about) > dt") == ["Spirometer", "Breath"]
    assert page.words("dl:not(.about) > dd")[0] == "A device that measures breath."


def test_boxes_are_notes_called_by_their_titles() -> None:
    page = sampler()
    assert page.values("[role=note]", "class")[1:] == [
        f"callout callout-{r}" for r in ("note", "tip", "warning", "contact")
    ]
    titles = dict(zip(page.values(".callout-title", "id"), page.words(".callout-title"), strict=True))
    called = [titles.get(name, "") for name in page.values(".callout", "aria-labelledby")]
    assert called == ["Note", "", "Stop if", "Call us"]


def test_tables_keep_heads_captions_and_spans() -> None:
    page = sampler()
    assert page.words("table caption") == ["Table 1. Plan"]
    assert page.words("thead th[scope=col]")[:2] == ["Day", "Times"]
    grids = Shown(page_of(SAMPLER, "grids"))
    spans = {*zip(grids.values("td, th", "colspan"), grids.values("td, th", "rowspan"), strict=True)}
    assert len(spans) > 2
    assert grids.values("tbody th", "scope")[0] == "row"
    assert set(grids.values(".scroll", "tabindex")) == {"0"}


def test_pictures_say_what_they_show_and_are_in_the_page() -> None:
    page = sampler()
    assert page.values("figure img", "alt") == ["A curve", "An ellipse", "An ellipse"]
    assert all(re.match("data:image/(png|jpeg);base64,", each) for each in page.values("img", "src"))
    assert page.words("figcaption") == ["Figure 1. Shape of a breath", "Figure 2. A photo", "Figure 3. How it can feel"]
    assert set(page.values("svg", "aria-hidden")) == {"true"}


@pytest.mark.parametrize("text", HOSTILE)
def test_content_is_never_markup(text: str, tmp_path: Path) -> None:
    write(tmp_path, PLAIN_WORKSPACE)
    brochure = yaml.safe_load(WORKSPACE["brochures/breathing/en.yaml"])
    section = brochure["sections"][0]
    section["heading"] = f"Heading {text}"
    section["body"] = [{"paragraph": text}, {"steps": {"label": f"{re.sub('[{}]', '', text)} {{n}}", "items": [text]}}]
    brochure |= {"title": text, "disclaimer": text, "published": "2026-11-22"}
    clinic = yaml.safe_load(WORKSPACE["clinics/one.yaml"]) | {"name": f"Clinic {text}", "tagline": text}
    files = {
        "brochures/breathing/en.yaml": yaml.safe_dump(brochure, allow_unicode=True),
        "clinics/one.yaml": yaml.safe_dump(clinic, allow_unicode=True),
    }
    page = Shown(page_with(tmp_path, "breathing", files, "one"))
    said = " ".join(text.split())
    assert page.mistakes == []
    assert page.words("title") == page.words("h1") == [said]
    assert page.words("section:first-of-type > p") == [said]
    assert page.words(".imprint-name") == [f"Clinic {said}"]
    assert page.values("meta[name=author]", "content") == [f"Clinic {text}"]
    assert said in page.words("dl.about > dd")
    assert page.all("script") + page.all("iframe") + page.all("img[src=x]") == []
    assert len(page.all("style")) == 1


def written(*children: Tag) -> list[str | Blank]:
    return Writer(CALM, LOCALE, Supplies({}, {})).story(Tag("story", {}, Place("a"), list(children)))


def test_a_place_for_the_clinic_is_left_blank() -> None:
    assert written(Tag("slot", {"name": "imprint"}, Place("a"))) == [Blank("imprint")]


def test_a_code_to_scan_has_no_place_on_a_screen() -> None:
    with pytest.raises(InputProblems, match="a layout for screens has no slot “card”"):
        written(Tag("slot", {"name": "card"}, Place("a")))


def hebrew(*children: str | Tag, **attributes: str) -> str:
    """Write a paragraph on a page that runs from right to left."""
    locale = LOCALE.model_copy(update={"direction": "rtl"})
    tag = Tag("p", attributes, Place(""), list(children))
    written = Writer(CALM, locale, Supplies({}, {})).story(Tag("story", {}, Place(""), [tag]))
    return "".join(str(part) for part in written)


def test_words_that_run_to_the_right_are_isolated_on_a_page_that_runs_to_the_left() -> None:
    dose = "\u05e7\u05d7\u05d5 0.5 mg/kg."
    assert hebrew(dose) == '<p>\u05e7\u05d7\u05d5 <bdi dir="ltr">0.5 mg/kg</bdi>.</p>'
    assert hebrew("Reg Anesth Pain Med. 2018.") == '<p><bdi dir="ltr">Reg Anesth Pain Med. 2018.</bdi></p>'
    strong = Tag("strong", {}, Place(""), ["Ketamine."])
    assert hebrew("\u05e7\u05d7\u05d5 ", strong) == "<p>\u05e7\u05d7\u05d5 <strong>Ketamine.</strong></p>"


def test_a_part_in_another_language_says_which_way_it_runs() -> None:
    assert hebrew("Rest.", lang="en").startswith('<p lang="en" dir="ltr">')
    assert hebrew("\u05e7\u05d7\u05d5", lang="he").startswith('<p lang="he">')
