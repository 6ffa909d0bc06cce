"""What articles write above their sources, references and notes: known in all languages that there are words for."""

from __future__ import annotations

import pytest

from clinicpress.content.locale import load_locale
from clinicpress.drafting.article import Article, Heading, Paragraph
from clinicpress.drafting.outline import outlined
from clinicpress.drafting.rubrics import NOTE, REFERENCE, SOURCE, kinds_in, rubrics
from clinicpress.ground.problems import Place
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *(("sources", SOURCE), ("works cited", REFERENCE), ("disclaimer", NOTE), ("fuentes de información", SOURCE)),
        *(("referencias bibliográficas", REFERENCE), ("aviso", NOTE), ("quellen", SOURCE), ("hinweis", NOTE)),
        *(("источники", SOURCE), ("المراجع", REFERENCE), ("参考文献", REFERENCE), ("注意", NOTE), ("स्रोत", SOURCE)),
        *(("fonti", SOURCE), ("literatuurlijst", REFERENCE)),
    ],
)
def test_a_rubric_is_known_in_its_language(word: str, kind: str) -> None:
    assert rubrics()[word] == kind


def test_a_workspaces_own_language_has_its_own() -> None:
    english = load_locale(Disk(ROOT), Text("en", Place("")))
    headings = english.headings.model_copy(update={"sources": ("Zdroje",)})
    own = english.model_copy(update={"headings": headings})
    assert "zdroje" not in rubrics()
    assert kinds_in(own)["zdroje"] == SOURCE


@pytest.mark.parametrize(
    ("source", "note"), [("Fuente", "Aviso"), ("Источник", "Примечание"), ("المصدر", "ملاحظة"), ("来源", "说明")]
)
def test_sources_and_notes_at_the_end_of_an_article_are_told_apart_in_any_language(source: str, note: str) -> None:
    ends = (Paragraph(f"{source}: A guide. 2024."), Paragraph(f"{note}: Ask your clinic."))
    found = outlined(Article((Heading("A"), Paragraph("Text that stays."), *ends)))
    assert [entry.words for entry in found.sources.entries] == ["A guide. 2024."]
    assert found.disclaimer.text == "Ask your clinic."
