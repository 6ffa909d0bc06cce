"""The kinds of texts: each has something to see, and none is longer than a page can hold."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from clinicpress.content.texts import MAX_TEXT, CellText, Line, Prose, Sentences, Unprinted, prints_nothing
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text


def said_of(kind: type[Line], value: object) -> str:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    [error] = refused.value.errors()
    return error["msg"]


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("", True),
        (" \u00a0\u2003", True),
        ("\u200b\u00ad", True),
        ("\u2800\u3164", True),
        ("\u0301", True),
        ("a", False),
        (".", False),
        ("é", False),
        ("深", False),
        ("✓", False),
    ],
)
def test_what_could_not_be_seen_on_paper(text: str, nothing: bool) -> None:
    assert prints_nothing(text) == nothing


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Line, 5, "text is expected here"),
        (Line, " ", "this text is empty"),
        (Line, "\u200b", "this text prints nothing"),
        (Prose, "[\u200b](https://a.example)", "this text prints nothing"),
        (CellText, None, "text is expected here"),
        (Line, "a" * (MAX_TEXT + 1), f"this text is too long: {MAX_TEXT + 1} characters, at most {MAX_TEXT}"),
    ],
)
def test_what_is_no_text_is_refused(kind: type[Line], value: object, said: str) -> None:
    assert said_of(kind, value) == said


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Line, "a" * MAX_TEXT), (Line, "**a**"), (CellText, ""), (Prose, "[@guide]"), (Unprinted, "#aa")],
)
def test_what_is_one_stays_as_it_was_typed(kind: type[Line], value: str) -> None:
    assert TypeAdapter(kind).validate_python(value) == value


def test_words_that_yaml_took_are_told_where_they_matter() -> None:
    lost = Text("Breathe", Place("a.yaml", 3, 8), "Breathe", " #1 out")
    assert "#1 out" in said_of(Line, lost)
    assert "#1 out" in said_of(Sentences, lost)
    assert TypeAdapter(Unprinted).validate_python(lost) == "Breathe"


def test_a_text_keeps_its_place() -> None:
    kept = TypeAdapter(Prose).validate_python(Text("a", Place("a.yaml", 3, 8)))
    assert (type(kept), kept.place) == (Prose, Place("a.yaml", 3, 8))
