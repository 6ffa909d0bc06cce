"""What a page can change is changed in the file's text, and nothing else is; what cannot be is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from clinicpress.content.fieldwords import FieldWords, load_field_words
from clinicpress.editing.changes import Changes, applied
from clinicpress.editing.forms import form_of, walk
from clinicpress.editing.starts import start
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import SHIPPED, Disk
from tests.conftest import TESTS
from tests.editing.torture import read

SENT: TypeAdapter[Changes] = TypeAdapter(Changes)
EN = "brochures/a/en.yaml"
BROCHURE = """\
# About this file.
title: Breathing
language: en
published: 2026-11-22
sources: [guide, other]  # both

sections:
  # One.
  - id: one
    heading: How to do it
    body:
      - paragraph: Sit upright.
      - list:
          - First  # why
          - Second
      - steps: [Breathe in, Breathe out]
      - table:
          header: [Day, Times]
          rows:
            - [Mon, "2"]
            - [Tue, "3"]
    summary:
      - A point

  # Two.
  - id: two
    heading: Rest
    body: [{paragraph: Rest.}]
"""
CLINIC = """\
name: Clinic
address: [1 Street, "Springfield, ST"]
phone: (555) 555-0100
hours: Mon to Fri
brand_color: "#0F5A66"
"""
B: list[str | int] = ["sections", 0, "body"]


@pytest.fixture(scope="module")
def words() -> FieldWords:
    return load_field_words(Disk(SHIPPED))


def done(words: FieldWords, text: str, *changes: dict[str, Any], name: str = EN) -> str:
    return applied(name, text, SENT.validate_json(json.dumps(changes)), words)


def change(op: str, path: Sequence[str | int], **more: Any) -> dict[str, Any]:
    return {"op": op, "path": list(path), **more}


def new_lines(before: str, after: str) -> list[str]:
    return [line for line in after.split("\n") if line not in before.split("\n")]


SETS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a text": (change("set", ["title"], value=" Breathing well \n"), ["title: Breathing well"]),
    "a date": (change("set", ["published"], value="2026-12-01"), ["published: 2026-12-01"]),
    "a key that was not there": (change("set", ["subtitle"], value="At home"), ["subtitle: At home"]),
    "a date that was not there": (change("set", ["reviewed"], value="2026-12-01"), ["reviewed: 2026-12-01"]),
    "a line end in a line": (change("set", ["title"], value="Breathing\r\nwell"), ["title: Breathing well"]),
    "paragraphs": (
        change("set", [*B, 0, "paragraph"], value="Sit.\n\nStand."),
        ["      - paragraph: >-", "          Sit.", "          Stand."],
    ),
    "an item in short": (change("set", [*B, 1, "list", 0], value="1st"), ["          - 1st  # why"]),
    "where only the whole is there": (
        change("set", ["sections", 0, "aside", "term"], value="Breath"),
        ["    aside:", "      term: Breath"],
    ),
    "beside steps in short": (
        change("set", [*B, 2, "steps", "start"], value="3"),
        ["      - steps:", "          start: 3", "          items: [Breathe in, Breathe out]"],
    ),
    "an empty cell": (change("set", [*B, 3, "table", "rows", 0, 0], value=""), ['            - ["", "2"]']),
    "an empty head": (change("set", [*B, 3, "table", "header", 1], value=""), ['          header: [Day, ""]']),
    "a truth": (change("set", [*B, 3, "table", "row_headers"], value=True), ["          row_headers: true"]),
    "sources": (change("set", ["sources"], value=["guide", "third"]), ["sources: [guide, third]  # both"]),
    "one more source": (
        change("set", ["sources"], value=["new", "guide", "other"]),
        ["sources: [new, guide, other]  # both"],
    ),
    "no source": (change("set", ["sources"], value={"none": "It is old."}), ["sources:  # both", "  none: It is old."]),
    "further references": (change("set", ["references"], value=["one", "two"]), ["references: [one, two]"]),
}


@pytest.mark.parametrize(("asked", "wanted"), SETS.values(), ids=SETS)
def test_a_value_is_set_where_it_belongs(words: FieldWords, asked: dict[str, Any], wanted: list[str]) -> None:
    assert new_lines(BROCHURE, done(words, BROCHURE, asked)) == wanted


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("text", "Never", ["              - Never"]),
        ("columns", "2", ['              - text: ""', "                columns: 2"]),
    ],
)
def test_a_cell_without_anything_is_filled(words: FieldWords, key: str, value: str, wanted: list[str]) -> None:
    before = BROCHURE.replace('[Mon, "2"]', "- Mon\n              -")
    asked = change("set", [*B, 3, "table", "rows", 0, 1, key], value=value)
    assert new_lines(before, done(words, before, asked)) == wanted


def test_a_new_key_has_its_place_among_the_others(words: FieldWords) -> None:
    text = done(
        words, BROCHURE, change("set", ["subtitle"], value="S"), change("set", ["sections", 1, "icon"], value="bed")
    )
    assert "title: Breathing\nsubtitle: S\nlanguage: en\n" in text
    assert "    heading: Rest\n    icon: bed\n    body: [" in text


def test_empty_words_leave_out_what_may_be_left_out(words: FieldWords) -> None:
    with_one = done(words, BROCHURE, change("set", ["subtitle"], value="S"))
    assert done(words, with_one, change("set", ["subtitle"], value=" ")) == BROCHURE
    assert done(words, BROCHURE, change("set", ["subtitle"], value="")) == BROCHURE
    assert 'title: ""\n' in done(words, BROCHURE, change("set", ["title"], value=""))
    assert 'paragraph: ""\n' in done(words, BROCHURE, change("set", [*B, 0, "paragraph"], value="\n\n"))


CLINICS: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "lines in a list": (
        [change("set", ["address"], value="1 Street\nUnit 2\nSpringfield, ST\n")],
        ['address: [1 Street, Unit 2, "Springfield, ST"]'],
    ),
    "one line of text": ([change("set", ["hours"], value="Mon")], ["hours: Mon"]),
    "more lines": ([change("set", ["hours"], value="Mon\nTue")], ["hours:", "  - Mon", "  - Tue"]),
    "a number alone": ([change("set", ["phone"], value="(555) 555-0199")], ["phone: (555) 555-0199"]),
    "words before a number": (
        [change("set", ["phone", "label"], value="Call")],
        ["phone:", "  number: (555) 555-0100", "  label: Call"],
    ),
    "a second number": (
        [change("add", ["phone"], start="Telephone"), change("set", ["phone", 1], value="(555) 555-0101")],
        ["phone:", "  - (555) 555-0100", "  - (555) 555-0101"],
    ),
    "a colour": ([change("set", ["brand_color"], value="#123456")], ['brand_color: "#123456"']),
    "no colour": ([change("unset", ["brand_color"])], []),
    "a look of its own": (
        [change("add", ["theme"], start="line", name="accent"), change("set", ["theme", "accent"], value="#000000")],
        ["theme:", '  accent: "#000000"'],
    ),
}


@pytest.mark.parametrize(("asked", "wanted"), CLINICS.values(), ids=CLINICS)
def test_clinics_are_changed_as_they_are_written(
    words: FieldWords, asked: list[dict[str, Any]], wanted: list[str]
) -> None:
    assert new_lines(CLINIC, done(words, CLINIC, *asked, name="clinics/a.yaml")) == wanted


def test_a_clinic_begins_with_nothing(words: FieldWords) -> None:
    head = "# The house.\n"
    named = done(words, head + "{}\n", change("set", ["name"], value="Ours"), name="clinics/a.yaml")
    assert named == head + "name: Ours\n"
    assert done(words, named, change("add", ["phone"], start="Telephone"), name="clinics/a.yaml") == (
        head + 'name: Ours\nphone:\n  - ""\n'
    )


def test_sections_and_blocks_come_go_and_move(words: FieldWords) -> None:
    text = done(words, BROCHURE, change("add", ["sections"], start="Section", index=1))
    assert read(text)["sections"][1] == start("Section")
    text = done(words, BROCHURE, change("add", B, start="callout", index=0), change("move", [*B, 0], to=2))
    assert list(read(text)["sections"][0]["body"][2]) == ["callout"]
    text = done(words, BROCHURE, change("move", ["sections", 1], to=0))
    assert text.index("# Two.\n  - id: two") < text.index("# One.\n  - id: one")
    text = done(words, BROCHURE, change("remove", ["sections", 0]))
    assert "# One." not in text
    assert "# Two." in text
    text = done(words, BROCHURE, change("remove", [*B, 1, "list", 0]))
    assert read(text)["sections"][0]["body"][1] == {"list": ["Second"]}


def test_what_may_be_left_out_goes_with_its_last_entry(words: FieldWords) -> None:
    assert "summary" not in done(words, BROCHURE, change("remove", ["sections", 0, "summary", 0]))
    assert "body: []" not in done(words, BROCHURE, change("remove", ["sections", 1, "body", 0]))
    assert "steps: []" in done(words, BROCHURE, *[change("remove", [*B, 2, "steps", 0])] * 2)


def test_an_item_in_short_gets_what_stands_below_it(words: FieldWords) -> None:
    text = done(words, BROCHURE, change("add", [*B, 1, "list", 0, "body"], start="paragraph"))
    assert new_lines(BROCHURE, text) == [
        "          - text: First  # why", "            body:", '              - paragraph: ""',
    ]  # fmt: skip


def test_every_part_can_be_added_wherever_a_form_offers_it(words: FieldWords) -> None:
    sampler = Disk(TESTS / "workspaces/sampler")
    offered = set()
    for slug in ("deep", "every-block", "grids"):
        name = f"brochures/{slug}/en.yaml"
        text = sampler.read_text(name)
        for field in walk(form_of(name, text, words).root):
            for part in field.adds:
                if (field.key, part, field.there) not in offered and field.kind == "list":
                    offered.add((field.key, part, field.there))
                    added = done(words, text, change("add", field.path, start=part), name=name)
                    again = form_of(name, added, words)
                    assert {each.kind for each in walk(again.root)} & {"other", "unknown"} == set()
    assert {part for _, part, _ in offered} >= {"Section", "Item", "TableCell", "TableContent.rows", "callout"}


def test_a_table_gets_rows_and_columns(words: FieldWords) -> None:
    table = [*B, 3, "table"]
    text = done(words, BROCHURE, change("add", [*table, "rows"], start="TableContent.rows"))
    assert '            - ["", ""]\n    summary' in text
    text = done(words, BROCHURE, change("add column", table, index=1))
    assert '          header: [Day, "", Times]\n          rows:\n            - [Mon, "", "2"]\n' in text
    text = done(words, BROCHURE, change("remove column", table, index=0))
    assert '          header: [Times]\n          rows:\n            - ["2"]\n' in text
    text = done(words, BROCHURE, change("move column", table, index=0, to=1))
    assert '            - ["2", Mon]\n' in text
    with pytest.raises(InputProblems, match="do not all have a cell"):
        done(words, BROCHURE.replace('[Mon, "2"]', "[{text: Mon, columns: 2}]"), change("add column", table, index=1))


def test_editions_and_sources_have_names(words: FieldWords) -> None:
    text = done(
        words,
        "editions:\n  a: {theme: calm, layouts: [handout]}\n",
        change("add", ["editions"], start="Edition", name="b"),
        name="editions.yaml",
    )
    assert read(text)["editions"]["b"] == {"theme": "", "layouts": [""]}
    sources = "# All.\n\na:\n  short: A\n  full: A\n\nb:\n  short: B\n  full: B\n"
    text = done(words, sources, change("add", [], start="Source", name="c"), name="brochures/sources.yaml")
    assert text == sources + '\nc:\n  short: ""\n  full: ""\n'
    for name in ("a", "Not One", ""):
        with pytest.raises(InputProblems, match=r"already|not a name"):
            done(words, sources, change("add", [], start="Source", name=name), name="brochures/sources.yaml")


def test_an_open_question_is_settled(words: FieldWords) -> None:
    text = BROCHURE.replace("  # Two.\n", "  # LOOK: is this so?\n  # It may not be.\n")
    line = text[: text.index("# LOOK")].count("\n") + 1
    asked = {"op": "settle", "line": line, "said": "an open LOOK: is this so? It may not be."}
    assert done(words, text, asked) == BROCHURE.replace("  # Two.\n", "")
    for other in ({"line": 1}, {"said": "an open LOOK: is this the heading?"}):
        with pytest.raises(InputProblems, match="no longer here"):
            done(words, text, {**asked, **other})


def test_a_whole_text_keeps_the_shape_of_its_file(words: FieldWords) -> None:
    old = "\ufefftitle: A\r\n"
    assert (
        done(words, old, {"op": "replace", "text": "title: B\nlanguage: en\n"}) == "\ufefftitle: B\r\nlanguage: en\r\n"
    )
    with pytest.raises(InputProblems, match="too big"):
        done(words, old, {"op": "replace", "text": "é" * 1_500_000})


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a field that is not there": (change("set", ["nothing"], value="x"), "no longer here"),
    "a block that is not there": (change("set", [*B, 9, "paragraph"], value="x"), "no longer here"),
    "a section's words": (change("set", ["sections", 0], value="x"), "is no text"),
    "a part that cannot stand there": (change("add", ["sections"], start="paragraph"), "no longer here"),
    "what must be there": (change("unset", ["title"]), "“Title” cannot be left out"),
    "the whole file": (change("remove", []), "cannot be left out"),
    "too far": (change("move", ["sections", 0], to=7), "no longer here"),
    "a control character": (change("set", ["title"], value="a\x07"), "control character"),
    "a list in a paragraph": (change("set", [*B, 0, "paragraph"], value="a:\n\n- b\n\n- c"), "a block of its own"),
}


@pytest.mark.parametrize(("asked", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_told(words: FieldWords, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(InputProblems, match=told):
        done(words, BROCHURE, change("set", ["subtitle"], value="S"), asked)


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{}",
        '[{"op": "write"}]',
        '[{"op": "set", "path": "title", "value": "x"}]',
        "[" * 5_000,
        json.dumps([change("set", ["a"] * 100, value="x")]),
        json.dumps([change("set", [-1], value="x")]),
        json.dumps([change("set", ["a"], value="x", more="y")]),
        json.dumps([change("unset", ["a"])] * 300),
    ],
    ids=range(9),
)
def test_what_is_no_change_is_refused(sent: str) -> None:
    with pytest.raises(ValidationError):
        SENT.validate_json(sent)


def test_a_text_by_language_is_changed_in_one_of_them_and_gets_more(words: FieldWords) -> None:
    before = "# Ours.\nname: {en: Clinic, ar: عيادة}  # both\nhours:\n  en: [Mon, Tue]\n"
    asked = (
        change("set", ["name", "ar"], value="عيادة الأمل"),
        change("set", ["hours", "en"], value="Mon\nWed"),
        change("add", ["hours"], start="line", name="zh-Hans"),
        change("set", ["hours", "zh-Hans"], value="星期一"),
    )
    assert done(words, before, *asked, name="clinics/one.yaml") == (
        "# Ours.\nname: {en: Clinic, ar: عيادة الأمل}  # both\nhours:\n  en: [Mon, Wed]\n  zh-Hans: 星期一\n"
    )
    assert done(words, before, change("unset", ["name", "ar"]), name="clinics/one.yaml").splitlines()[1] == (
        "name: {en: Clinic}  # both"
    )
