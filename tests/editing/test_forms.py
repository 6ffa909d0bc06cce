"""A form shows all of a file, in plain words, with its problems where they belong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clinicpress.content.fieldwords import FieldWords, load_field_words
from clinicpress.content.model import Clinic
from clinicpress.editing import forms
from clinicpress.editing.faults import problems_in
from clinicpress.editing.forms import Field, form_of, walk
from clinicpress.editing.survey import Path as At
from clinicpress.editing.survey import surveyed
from clinicpress.workspace.disk import SHIPPED, Disk
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import described
from tests.conftest import TESTS, WORKSPACE
from tests.editing.torture import texts

EN = "brochures/breathing/en.yaml"
SAMPLER = Disk(TESTS / "workspaces/sampler")
FILES = [f"brochures/{slug}/en.yaml" for slug in ("deep", "every-block", "grids")]
FILES += ["brochures/sources.yaml", "editions.yaml", *(f"clinics/{name}" for name in SAMPLER.entries("clinics"))]


@pytest.fixture(scope="module")
def words() -> FieldWords:
    return load_field_words(Disk(SHIPPED))


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml")])
def test_everything_in_a_file_is_in_its_form(name: str, words: FieldWords) -> None:
    text = SAMPLER.read_text(name)
    form = form_of(name, text, words)
    shown = {each.path: each.value for each in walk(form.root) if each.there and each.value is not None}
    for path, node in texts(surveyed(text).root):
        held = shown.get(path, shown.get(path[:-1]))
        assert held is not None, path
        if isinstance(node.value, Text) and "\n" not in node.value:
            assert str(node.value) in held
    assert all(each.label for each in walk(form.root) if each.path)
    assert {each.kind for each in walk(form.root)} & {"other", "unknown"} == set()
    json.dumps(form.facts())


def field(text: str, words: FieldWords, *path: str | int, name: str = EN) -> Field:
    found = form_of(name, text, words).find(path)
    assert found is not None
    return found


def test_fields_are_in_plain_words(words: FieldWords) -> None:
    due = field(WORKSPACE[EN], words, "review_due")
    assert (due.kind, due.label, due.about) == ("date", "Next review due", "When it must be reviewed again.")
    assert (due.there, due.required) == (False, False)
    title = field(WORKSPACE[EN], words, "title")
    assert (title.value, title.required, title.most) == ("Breathing at home", True, 300)
    block = field(WORKSPACE[EN], words, "sections", 0, "body", 0)
    assert (block.kind, block.model, block.label, block.title) == (
        "block", "paragraph", "Paragraph", "Sit upright. Breathe out **slowly**. [@guide]",
    )  # fmt: skip
    assert "callout" in field(WORKSPACE[EN], words, "sections", 0, "body").adds
    assert field(WORKSPACE[EN], words, "sections").adds == ("Section",)
    assert field(WORKSPACE[EN], words, "sources").value == ("guide",)


def test_what_is_written_in_short_has_its_fields_all_the_same(words: FieldWords) -> None:
    text = WORKSPACE["clinics/one.yaml"].replace("phone: (555) 555-0100", "phone: (555) 555-0100\nhours: [Mon, Tue]")
    form = form_of("clinics/one.yaml", text, words)
    phones = form.find(("phone",), "list")
    assert phones is not None
    number, label = phones.fields[0].fields
    assert (number.path, number.value, number.key) == (("phone",), "(555) 555-0100", "number")
    assert (label.path, label.there) == (("phone", "label"), False)
    hours = form.find(("hours",))
    assert hours is not None
    assert (hours.kind, hours.value) == ("lines", "Mon\nTue")


def test_paragraphs_are_parted_by_empty_lines(words: FieldWords) -> None:
    text = WORKSPACE[EN].replace(
        "paragraph: Sit upright. Breathe", "paragraph: >-\n          Sit upright.\n\n          Breathe"
    )
    assert field(text, words, "sections", 0, "body", 0, "paragraph").value == (
        "Sit upright.\n\nBreathe out **slowly**. [@guide]"
    )


def test_a_new_key_of_a_model_is_in_the_form_by_itself(words: FieldWords, monkeypatch: pytest.MonkeyPatch) -> None:
    class Longer(Clinic):
        parking_space: int = described("Where one parks.", default=0)

    monkeypatch.setattr(forms, "Clinic", Longer)
    shown = field("name: A\n", words, "parking_space", name="clinics/a.yaml")
    assert (shown.label, shown.about, shown.kind) == ("Parking space", "Where one parks.", "number")


PROBLEMS: dict[str, tuple[str, str, At, str]] = {
    "a wrong value": ("2026-11-22", "2026-11-31", ("published",), "is not a date"),
    "an empty text": ("Breathing at home", '""', ("title",), "this text is empty"),
    "a key that is missing": ("    heading: How to do it\n", "", ("sections", 0, "heading"), "is missing"),
    "the first key is missing": ("title: Breathing at home\n", "", ("title",), "is missing"),
    "a key that nobody knows": ("language: en", "languages: en", ("languages",), "unknown key"),
    "the first key is one that nobody knows": ("title: B", "titel: B", ("titel",), "unknown key"),
    "an unknown source": ("sources: [guide]", "sources: [gide]", ("sources",), "gide"),
    "a mark in a paragraph": ("[@guide]", "[@nobody]", ("sections", 0, "body", 0, "paragraph"), "nobody"),
    "an unknown block": ("- paragraph: Sit", "- paragrap: Sit", ("sections", 0, "body", 0), "unknown block"),
    "a text in place of a list": (
        "    summary:\n      - B",
        "    summary: B",
        ("sections", 0, "summary"),
        "a list is expected",
    ),
}


@pytest.mark.parametrize(("old", "new", "path", "told"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_problem_stands_at_its_field(
    workspace: Path, words: FieldWords, old: str, new: str, path: At, told: str
) -> None:
    text = WORKSPACE[EN].replace(old, new)
    assert text != WORKSPACE[EN]
    form = form_of(EN, text, words, problems_in(Disk(workspace), EN, text))
    at = {each.path for each in walk(form.root) for problem in each.problems if told in problem.told}
    assert at == {path}


def test_an_open_question_is_told_at_what_it_stands_above(workspace: Path, words: FieldWords) -> None:
    text = WORKSPACE[EN].replace("      - paragraph", "      # LOOK: is it so?\n      - paragraph")
    form = form_of(EN, text, words, problems_in(Disk(workspace), EN, text))
    block = form.find(("sections", 0, "body", 0))
    assert block is not None
    assert [(each["message"], each["settle"]) for each in block.facts()["problems"]] == [
        ("an open LOOK: is it so?", 10)
    ]


def test_what_does_not_fit_is_shown(words: FieldWords) -> None:
    text = WORKSPACE[EN].replace("title: Breathing at home", "title: [Breathing]").replace("[guide]", "{guide: x}")
    form = form_of(EN, text, words)
    kinds: dict[Any, str] = {each.path: each.kind for each in walk(form.root)}
    assert kinds["title",] == "other"
    assert kinds["sources",] == "other"
    assert form_of(EN, "- a list\n", words).root.kind == "other"
    assert [each.there for each in walk(form_of("clinics/a.yaml", "{}\n", words).root)].count(True) == 1


def test_a_text_by_language_has_a_field_for_each_and_room_for_more(words: FieldWords) -> None:
    text = "name: {en: Clinic, ar: عيادة}\nhours: {en: [Mon, Tue], es: lunes}\n"
    name, hours = (field(text, words, key, name="clinics/one.yaml") for key in ("name", "hours"))
    assert [(each.path, each.kind, each.label, each.value) for each in name.fields] == [
        (("name", "en"), "line", "en", "Clinic"),
        (("name", "ar"), "line", "ar", "عيادة"),
    ]
    assert [(each.kind, each.value) for each in hours.fields] == [("lines", "Mon\nTue"), ("lines", "lunes")]
    assert (name.kind, name.label, name.adds) == ("map", "Name", ("line",))
