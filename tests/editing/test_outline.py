"""A place leads to the part of the file that it stands in."""

from __future__ import annotations

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.model import texts_of
from clinicpress.editing.outline import path_at
from clinicpress.editing.survey import Path, surveyed
from clinicpress.ground.problems import Place
from clinicpress.workspace.disk import Disk
from tests.conftest import TESTS

TEXT = """\
title: One
sections:
  # first
  - id: a  # beside
    body:
      - paragraph: >-
          Folded
          words

  # of b
  - id: b
    body: [{paragraph: Two}, {list: [x, y]}]

# of nobody

empty:
"""
PLACES: list[tuple[str, Path]] = [
    ("title", ()),
    ("One", ("title",)),
    ("sections", ("sections",)),
    ("- id: a", ("sections",)),
    ("id: a", ("sections", 0)),
    ("a  #", ("sections", 0, "id")),
    (">-", ("sections", 0, "body", 0, "paragraph")),
    ("words", ("sections", 0, "body", 0, "paragraph")),
    ("# of b", ("sections", 1)),
    ("# of nobody", ()),
    ("# first", ("sections", 0)),
    ("# beside", ("sections", 0, "id")),
    ("- id: b", ("sections", 1)),
    ("[{", ("sections", 1, "body")),
    ("{paragraph: T", ("sections", 1, "body", 0)),
    ("Two", ("sections", 1, "body", 0, "paragraph")),
    ("y]", ("sections", 1, "body", 1, "list", 1)),
    ("empty", ("empty",)),
]


@pytest.mark.parametrize(("words", "path"), PLACES, ids=[words for words, _ in PLACES])
def test_a_place_is_in_the_innermost_part(words: str, path: Path) -> None:
    survey = surveyed(TEXT)
    assert path_at(survey, Place.behind("", TEXT[: TEXT.index(words)])) == path


def test_each_text_of_a_brochure_is_found_by_its_place() -> None:
    workspace = Disk(TESTS / "workspaces/sampler")
    for slug in ("deep", "every-block", "grids"):
        name = f"brochures/{slug}/en.yaml"
        survey = surveyed(workspace.read_text(name), name)
        for text in texts_of(Catalog(workspace).brochure(slug, "en")):
            if text.strip() and text.place.file and text.place.column > 1:
                found = survey.node(path_at(survey, text.place)).value
                assert isinstance(found, str)
                assert text.split()[0].strip() in found
