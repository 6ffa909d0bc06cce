"""Mistakes of syntax are told in our words, whatever words the YAML parser has for them."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml

from clinicpress.ground.problems import InputProblems
from clinicpress.workspace import composer
from clinicpress.workspace.composer import parse_yaml
from tests.conftest import TESTS

CASES = TESTS / "problems" / "cases"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*/*.yaml"))]
SIGNS = [
    *"[]{},:\"'&*!|>%@`?-#\\ \n\t",
    "- ",
    ": ",
    "---\n",
    "...\n",
    '"a\\q"',
    '"\\xZZ"',
    "!a!b ",
    "[a, b",
    "{a: b",
    "\n  ",
]


class Mumbling(composer._LOADER):  # type: ignore[misc, name-defined]
    """PyYAML's parser, but with one word for everything that can be wrong."""

    def _do(self, do: Any, *choices: Any) -> Any:
        try:
            return do(*choices)
        except yaml.MarkedYAMLError as error:
            context = error.context and "mumble"
            raise type(error)(context, error.context_mark, "mumble", error.problem_mark) from None

    def check_event(self, *choices: Any) -> Any:
        return self._do(super().check_event, *choices)

    def get_event(self) -> Any:
        return self._do(super().get_event)


def spoilt(chance: random.Random) -> str:
    """Return a file of the cases with a sign or two that do not belong there."""
    text = chance.choice(TEXTS)
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(SIGNS) + text[at:]
    return text


def said(text: str) -> list[str]:
    try:
        parse_yaml("a.yaml", text)
    except InputProblems as error:
        return [str(problem) for problem in error.problems]
    return []


def test_no_word_of_the_parser_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    texts = [*TEXTS, *(spoilt(chance) for _ in range(400))]
    ours = [said(text) for text in texts]
    assert sum(map(bool, ours)) > 200
    monkeypatch.setattr(composer, "_LOADER", Mumbling)
    assert [said(text) for text in texts] == ours


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: {b: c: d}\n", "1:4: error: this bracket “{” is not closed, or a comma is missing in it"),
        ("a: {b:[c]}\n", "error: this colon cannot stand here"),
        ("a: b\n...\nc: d\n", "2:1: error: this line ends the file"),
        ("a: !b!c d\n", "1:4: error: a text cannot begin with “!”"),
        ("[a](b) c\nd: e\n", "1:4: error: the text goes on after its closing bracket"),
        ("a: b\n[c, d\ne: f\n", "2:1: error: this bracket “[” is not closed"),
        ('a: "b \\x1 c"\n', "1:7: error: this backslash is not followed by a code"),
        ('"a" b\nc: d\n', "1:5: error: the text goes on after its closing quotation mark"),
        ('a: b\n"c"\nd: e\n', "2:1: error: a colon is missing in this line"),
        ("a: 'b\n---\n", "1:4: error: this quotation mark is not closed"),
        ("a: [b, , c]\n", "1:8: error: a value or a closing bracket is missing here"),
        ("a:\n  - b\n -\n", "3:2: error: this does not fit"),
        ("a: b - c\n  - d: e\n", "2:6: error: this colon cannot stand here"),
        ("a: - b\n", "1:4: error: this does not fit the list before it"),
        ("a: }\n", "1:4: error: a text cannot begin with this character"),
        ("- b\n-\t- c\n", "2:2: error: a tab cannot stand here"),
    ],
)
def test_what_is_said_of_it(text: str, told: str) -> None:
    first = said(text)[0]
    assert told in first
    assert "not valid YAML" not in first
