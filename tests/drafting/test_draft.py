"""The draft of a brochure: what the article does not say must be filled in, and nothing is made up."""

from __future__ import annotations

import re
from typing import Any

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.desk.editorial import Editorial
from clinicpress.drafting.article import (
    Article,
    Grid,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Pictures,
    Piece,
    Term,
    Terms,
)
from clinicpress.drafting.draft import drafted, empty_draft
from clinicpress.drafting.outline import outlined
from clinicpress.ground.problems import Place
from clinicpress.workspace.composer import parse_yaml


def test_an_empty_draft_asks_for_everything_and_says_nothing() -> None:
    draft = empty_draft("es")
    read = parse_yaml("es.yaml", draft.text).plain()
    assert (read["language"], read["title"], read["sources"]) == ("es", None, {"none": None})
    assert [(section["id"], section["heading"]) for section in read["sections"]] == [("first-section", None)]
    assert draft.text.count("# FILL IN: ") == 6
    assert draft.text.startswith("# yaml-language-server: $schema=../../schemas/brochure.json\n")
    assert (draft.sources, draft.figures) == ({}, {})


RULES = Editorial(language=Unprinted("en", Place("")))
INNER = Items((Item("three"), Item("four", doubts=("is it four?",))), numbered=True, start=3, label="{a})")
STRUCTURE: list[tuple[Piece, Any]] = [
    (
        Items((Item("one", (Paragraph("more"), INNER)), Item("two"))),
        {
            "list": [
                {
                    "text": "one",
                    "body": [
                        {"paragraph": "more"},
                        {"steps": {"start": "3", "label": "{a})", "items": ["three", "four"]}},
                    ],
                },
                "two",
            ]
        },
    ),
    (
        Grid(
            (GridCell("A"), GridCell("B", columns=2)),
            ((GridCell("1", rows=2), GridCell("2"), GridCell("", (INNER,))), (GridCell(""), GridCell("3"))),
            "What it shows",
            row_headers=False,
        ),
        {
            "table": {
                "caption": "What it shows",
                "row_headers": "false",
                "header": ["A", {"text": "B", "columns": "2"}],
                "rows": [
                    [
                        {"text": "1", "rows": "2"},
                        "2",
                        {"body": [{"steps": {"start": "3", "label": "{a})", "items": ["three", "four"]}}]},
                    ],
                    ["", "3"],
                ],
            }
        },
    ),
    (
        Pictures((Picture("a.png", b"a", "A", width="half"), Picture("b.png", b"b", "B", "Below", "half"))),
        {
            "figures": [
                {"image": "figures/a.png", "alt": "A", "width": "half"},
                {"image": "figures/b.png", "alt": "B", "caption": "Below", "width": "half"},
            ]
        },
    ),
    (Terms((Term("Mole", "A growth."),)), {"glossary": [{"term": "Mole", "means": "A growth."}]}),
]


@pytest.mark.parametrize(("piece", "block"), STRUCTURE, ids=["list", "table", "pictures", "terms"])
def test_a_piece_keeps_its_structure(piece: Piece, block: Any) -> None:
    draft = drafted(outlined(Article((Heading("A"), piece))), "a.txt", "en", {}, RULES)
    (section,) = parse_yaml("en.yaml", draft.text).plain()["sections"]
    assert section["body"] == [block]
    assert draft.text.count("# LOOK: is it four?") == len(re.findall("four$", draft.text, re.MULTILINE))
