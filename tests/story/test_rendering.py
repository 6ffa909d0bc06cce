"""Rendering: what a template is given is the brochure's own, and what it made is held against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems
from clinicpress.press.gather import Parts, gather, gather_for_screens
from clinicpress.story.answers import Answers
from clinicpress.story.given import Record, Words
from clinicpress.story.markup import Tag
from clinicpress.story.rendering import numbers_of, promised_words, tell, values_of
from clinicpress.workspace.disk import Disk
from tests.brochures import HEAD, with_sections
from tests.folders import write

SAMPLER = Path(__file__).parents[1] / "workspaces" / "sampler"
JOB = Job("plum", "en", "standard", "every-block", "handout")


def catalog() -> Catalog:
    return Catalog(Disk(SAMPLER))


@cache
def parts(layout: str = "handout") -> Parts:
    found = catalog()
    return gather(found, replace(JOB, layout=layout), Answers(found.clinic("plum")))


def values(**changes: Any) -> dict[str, Any]:
    """Return what a template is given of the sampler's brochure with some keys changed."""
    matter = parts().matter
    matter, design = replace(matter, brochure=matter.brochure.model_copy(update=changes)), parts().design
    return values_of(matter, design, numbers_of(matter, design))


def said(words: Any) -> str:
    return words.text if isinstance(words, Words) else str(words)


@pytest.mark.parametrize(
    ("title", "subtitle", "head", "tail"),
    [
        ("Breathing at home", None, "Breathing at home", ""),
        ("Breathing: at home", None, "Breathing", "at home"),
        ("Breathing: at home: now", None, "Breathing", "at home: now"),
        ("“Breathing: at home”", None, "“Breathing: at home”", ""),
        ("Breathing:", None, "Breathing:", ""),
        ("Dilute 1: 4 parts", None, "Dilute 1: 4 parts", ""),
        ("Breathing at home", "Own", "Breathing at home", "Own"),
        ("Breathing: at home", "Own", "Breathing: at home", "Own"),
        ("Breathing:", "Own", "Breathing", "Own"),
        (":", "Own", ":", "Own"),
    ],
)
def test_a_title_is_parted_at_its_colon_which_the_line_replaces(
    title: str, subtitle: str | None, head: str, tail: str
) -> None:
    plain = parts().matter.brochure.title
    below = None if subtitle is None else type(plain)(subtitle, plain.place)
    given = values(title=type(plain)(title, plain.place), subtitle=below)["title"]
    assert (said(given.read("head")), said(given.read("tail"))) == (head, tail)


def test_at_a_glance_is_what_the_brochure_says_or_its_first_points() -> None:
    summed = values(at_a_glance=())["glance"]
    first = [section.summary[0] for section in parts().matter.brochure.sections if section.summary]
    assert [said(point.read("text")) for point in summed] == list(map(str, first))[:6]


def test_sections_below_the_one_on_safety_stand_for_themselves_in_the_summary() -> None:
    first, warns, *others = parts().matter.brochure.sections[:3]
    for placed, rows in (
        ((first, warns.model_copy(update={"sections": tuple(others)})), [first, *others]),
        ((first.model_copy(update={"sections": (warns, *others)}),), [first]),
    ):
        given = values(sections=placed)
        assert given["safety"].read("id") == warns.id
        assert [said(row.read("id")) for row in given["summed"]] == [section.id for section in rows]
        points = [said(point.read("text")) for row in given["summed"] for point in row.read("points")]
        assert points == [str(point) for section in (first, *others) for point in section.summary]


def test_a_design_tells_whether_there_is_a_side_column() -> None:
    narrow = replace(parts().design, geometry=parts().design.geometry._replace(side=0.0))
    assert values()["has_side"] is True
    assert values_of(parts().matter, narrow, numbers_of(parts().matter, narrow))["has_side"] is False


@pytest.mark.parametrize(
    ("pull", "early", "again"),
    [
        ("Text only for this test.", True, True),
        ("It has two sentences.", False, True),
        ("Text *only* for this test.", True, False),
        ("It has three sentences.", False, False),
    ],
)
def test_a_pull_is_known_by_where_its_words_stand_in_the_text(pull: str, early: bool, again: bool) -> None:
    [section] = with_sections(
        f"- {{id: one, heading: One, aside: {{pull: {pull}}}, "
        "body: [{paragraph: Text only for this test. It has two sentences.}]}\n"
    ).sections
    given = values(sections=(section,))["pulls"]
    assert (given.read("early") == ("one",), given.read("again") == ("one",)) == (early, again)


@pytest.mark.parametrize(
    ("term", "means", "again"),
    [
        ("This test", "only for this", True),
        ("THIS TEST", "Only for this.", True),
        ("This test", "for that", False),
        ("Another test", "only for this", False),
    ],
)
def test_a_term_is_known_by_whether_the_text_says_what_it_means(term: str, means: str, again: bool) -> None:
    [section] = with_sections(
        f"- {{id: one, heading: One, aside: {{term: {term}, means: {means}}}, "
        "body: [{paragraph: This test is only for this.}]}\n"
    ).sections
    assert (values(sections=(section,))["pulls"].read("again") == ("one",)) is again


def test_headings_hang_where_no_section_has_an_icon_or_an_aside() -> None:
    bare = tuple(
        section.model_copy(update={"icon": None, "aside": None, "sections": ()})
        for section in parts().matter.brochure.sections
    )
    one = parts().matter.brochure.sections[0]
    with_icon = bare[0].model_copy(update={"icon": one.icon})
    below = bare[0].model_copy(update={"sections": (bare[0].model_copy(update={"aside": one.aside}),)})
    wide = bare[0].model_copy(update={"heading": type(one.heading)("**Hydroxychloroquinolones**", one.heading.place)})
    given = [values(sections=(*bare[1:], other))["headings_hang"] for other in (bare[0], with_icon, below, wide)]
    assert given == [True, False, False, False]


def test_nothing_that_is_given_can_be_called_or_changed() -> None:
    assert {type(value) for value in values().values()} <= {Record, tuple, Words, bool}


def test_a_layout_promises_all_texts_or_all_summary_points() -> None:
    everything = promised_words(parts().matter, parts().design, str, ())
    points = promised_words(parts("summary").matter, parts("summary").design, str, ())
    sections = parts().matter.brochure.sections
    assert "Running text with marks" in everything
    assert len(points) == sum(len(section.summary) for section in sections)


TEMPLATES = ("templates/handout/story.html.j2", "templates/_colophon.html.j2")


def told(folder: Path, old: str, new: str) -> Tag:
    """Tell the sampler's story with one of its templates changed."""
    root = Path(__file__).parents[2]
    texts = {name: (root / name).read_text(encoding="utf-8") for name in TEMPLATES}
    name = next(name for name, text in texts.items() if old in text)
    files = {
        name: texts[name].replace(old, new),
        "clinics/plum.yaml": (SAMPLER / "clinics" / "plum.yaml").read_text(encoding="utf-8"),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return tell(Catalog(Disk(folder)), JOB, parts().matter, parts().design)


HEADING = "{{ section.heading|inline }}"
WRONG = {
    "left out": (HEADING, "", "the template leaves out the text in brochures/every-block/en.yaml"),
    "an address": (
        "{% if web_pages %}",
        "{% if false %}",
        "the template leaves out the address “https://",
    ),
    "where it may be left out": (
        "</header>",
        "</header><section spare>{% for source in sources %}<p>{{ source.short }}</p>{% endfor %}</section>",
        "could be left out: it stands in a section with “spare”",
    ),
    "twice": (HEADING, f"{HEADING} – {HEADING}", "twice"),
    "out of order": (
        "section in brochure.sections %}{{ part",
        "section in brochure.sections|reverse %}{{ part",
        "out of its order",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_promised_is_told_once_in_its_order(what: str, tmp_path: Path) -> None:
    old, new, message = WRONG[what]
    with pytest.raises(InputProblems, match=message):
        told(tmp_path, old, new)


def test_a_story_says_nothing_of_a_clinic_that_its_file_does_not(tmp_path: Path) -> None:
    """A plate of another clinic would print that one's name."""
    (tmp_path / "clinics").mkdir()
    with pytest.raises(FaultyProof, match="the story says “"):
        other = replace(parts().matter, clinic=Answers(catalog().clinic("plum")))
        story = tmp_path / "templates" / "handout" / "story.html.j2"
        story.parent.mkdir(parents=True)
        story.write_text("<story><p>{{ clinic.name }}</p></story>", encoding="utf-8")
        (tmp_path / "clinics" / "plum.yaml").write_text("name: Another clinic\n", encoding="utf-8")
        tell(Catalog(Disk(tmp_path)), JOB, other, parts().design)


# Other languages -----------------------------------------------------------------------------------

FOREIGN = """\
- id: spanish
  heading: Respirar
  lang: es
  body:
    - paragraph: Respire. [Breathe](lang:en)
    - callout: {role: warning, lang: fr, body: [{paragraph: Bonjour.}]}
  summary: [Respire.]
  sections: [{id: german, heading: Atmen, lang: de, body: [{paragraph: Atmen Sie.}]}]
- {id: other, heading: Ruhe, lang: nl, body: [{paragraph: Rust.}], summary: [Rust.]}
"""


@pytest.mark.parametrize(
    ("edition", "layout", "found"),
    [
        ("standard", "handout", "es en fr de nl"),
        ("standard", "trifold", "es en fr de nl"),
        ("standard", "page", "es en fr de nl"),
        ("standard", "summary", "es nl"),
        ("friendly", "handout", "es en fr de nl"),
        ("friendly", "trifold", "es en fr de nl"),
        ("friendly", "summary", "nl es"),
    ],
)
def test_every_look_says_which_parts_are_in_another_language(
    edition: str, layout: str, found: str, workspace: Path
) -> None:
    theme = "calm" if edition == "standard" else edition
    write(workspace, {
        "editions.yaml": f"editions: {{{edition}: {{theme: {theme}, layouts: [{layout}]}}}}\n",
        "brochures/breathing/en.yaml": f"{HEAD}sections:\n{indent(FOREIGN, '  ')}",
    })  # fmt: skip
    read = Catalog(Disk(workspace))
    job = Job("house", "en", edition, "breathing", layout)
    parts = (gather_for_screens if layout == "page" else gather)(read, job, Answers(read.clinic("house")))
    story = tell(read, job, parts.matter, parts.design)
    assert " ".join(dict.fromkeys(_languages(story))) == found


def _languages(tag: Tag) -> Iterator[str]:
    if language := tag.attributes.get("lang"):
        yield language
    for each in tag.tags():
        yield from _languages(each)
