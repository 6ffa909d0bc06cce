"""The words of forms name fields, parts and choices that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.fieldwords import FieldWords, load_field_words
from clinicpress.editing.shapes import keys_of, shape_of_field
from clinicpress.editing.starts import starts
from clinicpress.workspace.disk import SHIPPED, Disk
from tests.editing.test_shapes import ALL


@pytest.fixture(scope="module")
def words() -> FieldWords:
    return load_field_words(Disk(SHIPPED))


def test_every_word_names_something(words: FieldWords) -> None:
    keys = {f"{held.__name__}.{key}" for held in ALL for key, _, _ in keys_of(held)} | {"NoSources.none"}
    known = keys | {key.partition(".")[2] for key in keys}
    assert {str(key) for key in (*words.labels, *words.explained)} - known == set()
    assert {str(part) for part in words.parts} - {each.name for each in starts(words)} == set()
    choices = {choice for held in ALL for _, name, _ in keys_of(held) for choice in shape_of_field(held, name).choices}
    assert {str(choice) for choice in words.choices} == choices


def test_every_key_has_a_name_for_people(words: FieldWords) -> None:
    named = {str(key) for key in words.labels}
    unnamed = {
        f"{held.__name__}.{key}"
        for held in ALL
        for key, _, _ in keys_of(held)
        if not {key, f"{held.__name__}.{key}"} & named
    }
    # Those whose own key says it.
    assert {key.partition(".")[2] for key in unnamed} <= KEYS_THAT_SAY_IT


KEYS_THAT_SAY_IT = {
    "edition",
    "layout",
    "brochure",
    "clinic",
    "id",
    "steps",
    "callout",
    "table",
    "beside",
    "icons",
    "questions",
    "pros_cons",
    "columns",
    "rows",
}


def test_a_key_without_words_is_called_by_itself(words: FieldWords) -> None:
    assert words.label("Clinic", "opening_day") == "Opening day"
    assert words.label("Section", "sections") != words.label("Brochure", "sections")
    assert words.about("Clinic", "opening_day", "The day.") == "The day."


def test_a_workspace_may_have_words_of_its_own(workspace: Path) -> None:
    own = workspace / "templates/forms/de.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("language: de\nlabels: {title: Titel}\n", encoding="utf-8")
    assert load_field_words(Disk(workspace), "de-AT").label("Brochure", "title") == "Titel"
    assert load_field_words(Disk(workspace), "fr").label("Brochure", "title") == "Title"
