"""The parts of a text are found where they stand, in all ways in which YAML can be written."""

from __future__ import annotations

import pytest

from clinicpress.editing.survey import Edit, Path, Survey, surveyed
from clinicpress.ground.problems import InputProblems, Place

TEXT = """\
a: one  # remark
b: >-
  folded

  text

c: [x, {k: "q]", n: , m: ~}, [
  y ],  # remark ]
]
d:
- - in
  - side
-
- {}
e: 'two
  lines'
f:
"""
SPANS: dict[str, tuple[Path, str]] = {
    "plain": (("a",), "one"),
    "folded, without the empty line below": (("b",), ">-\n  folded\n\n  text"),
    "brackets": (("c",), TEXT[TEXT.index("[x") : TEXT.index("d:") - 1]),
    "braces": (("c", 1), '{k: "q]", n: , m: ~}'),
    "brackets in brackets": (("c", 2), "[\n  y ]"),
    "nothing, written out": (("c", 1, "m"), "~"),
    "a list in a list": (("d", 0), "- in\n  - side"),
    "an empty entry": (("d", 1), ""),
    "empty braces": (("d", 2), "{}"),
    "quotes over lines": (("e",), "'two\n  lines'"),
    "a key without a value": (("f",), ""),
}


@pytest.mark.parametrize(("path", "words"), SPANS.values(), ids=SPANS)
def test_what_stands_at_a_path_is_found_whole(path: Path, words: str) -> None:
    survey = surveyed(TEXT)
    begin, end = survey.span(survey.node(path))
    assert survey.text[begin:end] == words


def test_entries_are_found_from_their_dashes_and_keys_on() -> None:
    survey = surveyed(TEXT)
    shown = [survey.text[entry.begin : entry.end] for entry in survey.entries(survey.node(("d",)))]
    assert shown == ["- - in\n  - side", "-", "- {}"]
    shown = [survey.text[entry.begin : entry.end] for entry in survey.entries(survey.node(("c", 1)))]
    assert shown[0] == 'k: "q]"'
    assert shown[2] == "m: ~"


def test_changes_leave_line_ends_and_marks_alone() -> None:
    survey = Survey("\ufeffa: 1\r\nb: 2\nc: 3\r\n")
    at = survey.text.index("2")
    assert survey.changed([Edit(at, at + 1, "x\n  y")]) == "\ufeffa: 1\r\nb: x\r\n  y\nc: 3\r\n"


def test_a_place_beyond_the_text_is_its_end() -> None:
    assert surveyed("a: b\n").at(Place("", 90, 1)) == len("a: b\n")


def test_what_cannot_be_read_is_told() -> None:
    with pytest.raises(InputProblems, match="here twice"):
        Survey("a: 1\na: 2\n")
    with pytest.raises(InputProblems, match="control character"):
        Survey("a: \x07\n")
