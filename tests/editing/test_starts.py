"""Each part that can be added is one that its file takes, once there are words in it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from clinicpress.content.blocks import KINDS, Block
from clinicpress.content.fieldwords import load_field_words
from clinicpress.content.model import Code, Edition, Point, Section, Source
from clinicpress.editing.starts import start, starts
from clinicpress.editing.writing import Value
from clinicpress.workspace.disk import SHIPPED, Disk


def filled(value: Value) -> Any:
    """Return a value with a word in each empty text."""
    if isinstance(value, dict):
        return {key: filled(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [filled(held) for held in value]
    return value or "word"


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_begins_with_no_words_of_ours(kind: str) -> None:
    begun = start(kind)
    if kind != "table":  # a cell may be empty
        with pytest.raises(ValidationError, match=r"empty|valid id|text is expected"):
            TypeAdapter(Block).validate_python(begun)
    TypeAdapter(Block).validate_python(filled(begun))


@pytest.mark.parametrize("model", [Section, Point, Code, Source, Edition])
def test_other_parts_begin_as_their_models_take_them(model: type[Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(start(model.__name__))
    model.model_validate(filled(start(model.__name__)))


def test_a_section_has_a_short_name_of_its_own() -> None:
    begun = start("Section", taken=frozenset({"section-1", "section-2"}))
    assert isinstance(begun, dict)
    assert begun["id"] == "section-3"


def test_a_row_has_a_cell_for_each_column() -> None:
    assert list(start("TableContent.rows", columns=3)) == ["", "", ""]  # type: ignore[arg-type]


def test_all_parts_have_names_for_people() -> None:
    named = {each.name: each for each in starts(load_field_words(Disk(SHIPPED)))}
    assert set(KINDS) <= set(named)
    assert named["pros_cons"].label == "For and against"
    assert named["figure"].about.startswith("A picture with its alt text")
    with pytest.raises(KeyError):
        start("nothing")
