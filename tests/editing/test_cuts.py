"""Edits cut where they must, with the remarks that belong to what is cut, and keys have their order."""

from __future__ import annotations

import pytest

from clinicpress.editing.cuts import neighbour, whole
from clinicpress.editing.survey import surveyed

TEXT = """\
# About the file.
a:
  # above one
  - one  # behind one
    # further in
  # not of two

  # of two
  # as well
  - two
"""


@pytest.mark.parametrize(
    ("index", "words"),
    [(0, "  # above one\n  - one  # behind one"), (1, "  # of two\n  # as well\n  - two")],
)
def test_remarks_belong_to_what_is_below(index: int, words: str) -> None:
    survey = surveyed(TEXT)
    holder = survey.node(("a",))
    begin, end = whole(survey, holder, survey.entries(holder), index)
    assert survey.text[begin:end] == words


def test_what_stands_at_the_beginning_is_about_the_file() -> None:
    survey = surveyed(TEXT)
    begin, _ = whole(survey, survey.root, survey.entries(survey.root), 0)
    assert survey.text[begin:].startswith("a:")


@pytest.mark.parametrize(
    ("held", "key", "wanted"),
    [(["a", "c"], "b", 1), (["c"], "a", 0), (["a"], "c", 1), (["x", "a", "y"], "b", 2), (["x"], "b", 1), ([], "b", 0)],
)
def test_a_new_key_has_its_place_in_the_order(held: list[str], key: str, wanted: int) -> None:
    assert neighbour(held, key, ("a", "b", "c")) == wanted
