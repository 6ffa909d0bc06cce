"""Strict Open XML is read as what Word usually writes: the same draft comes of both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.drafting.word.strict import as_transitional
from tests.drafting.word.documents import full_document
from tests.manuscripts import as_strict, heading, item, list_of, paragraph, plain, row, table, word_of

Begin = Callable[..., Path]
LISTED = word_of(
    heading("Doses") + item("first", 51) + item("second", 51) + table(row("Day", "Dose"), row("Mon", "2 mg")),
    list_of(51, ("decimal", "Week %1:")),
)


@pytest.mark.parametrize("document", [full_document(), LISTED], ids=["full", "lists"])
def test_a_strict_document_gives_the_same_draft(document: bytes, begin: Begin, desk: Path) -> None:
    usual = plain(begin(document, ".docx"))
    (desk / "brochures" / "new-one").rename(desk / "usual")
    (desk / "brochures" / "sources.yaml").unlink(missing_ok=True)
    assert plain(begin(as_strict(document), ".docx")) == usual


def test_words_that_look_like_a_namespace_stay() -> None:
    name = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = as_strict(word_of(paragraph(f"It is called {name}.")))
    assert f"It is called {name}.".encode() in as_transitional(strict)
