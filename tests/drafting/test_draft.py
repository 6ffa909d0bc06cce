"""The draft of a brochure: what the article does not say must be filled in, and nothing is made up."""

from __future__ import annotations

from clinicpress.drafting.draft import empty_draft
from clinicpress.workspace.composer import parse_yaml


def test_an_empty_draft_asks_for_everything_and_says_nothing() -> None:
    draft = empty_draft("es")
    read = parse_yaml("es.yaml", draft.text).plain()
    assert (read["language"], read["title"], read["sources"]) == ("es", None, {"none": None})
    assert [(section["id"], section["heading"]) for section in read["sections"]] == [("first-section", None)]
    assert draft.text.count("# FILL IN: ") == 6
    assert draft.text.startswith("# yaml-language-server: $schema=../../schemas/brochure.json\n")
    assert (draft.sources, draft.figures) == ({}, {})
