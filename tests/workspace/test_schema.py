"""A file beside its model: all mistakes at once, each at its place, in words that are not the library's."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import create_model

from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import MOST_TOLD, Strict, changes_of, check_node, check_partly, described, entry

DASH = "write something after the dash, or remove it"


class Gap(Strict):
    """A gap."""

    points: float = described("How wide it is.", ge=0, le=20)


class Look(Strict):
    """A look."""

    name: str = described("Its name.")
    paper: Literal["letter", "a4"] = described("Its paper.", default="letter")
    gaps: tuple[Gap, ...] = described("Its gaps.", default=(), min_length=1)
    sizes: dict[str, int] = described("Sizes by name.", default={})
    margin: Gap = described("Around all.", default=Gap(points=9))


def mistakes(text: str) -> list[Problem]:
    """List what is wrong with a look."""
    with pytest.raises(InputProblems) as told:
        check_node(parse_yaml("look.yaml", text), Look)
    return told.value.problems


def test_what_is_right_becomes_the_model() -> None:
    look = check_node(parse_yaml("look.yaml", "name: calm\ngaps: [{points: 2.5}]\nsizes: {body: 11}\n"), Look)
    assert look == Look(name="calm", gaps=(Gap(points=2.5),), sizes={"body": 11})
    assert entry(look.sizes, "body") == 11


@pytest.mark.parametrize(
    ("text", "at", "message", "hint"),
    [
        ("paper: a4", (1, 1), "the key “name” is missing", "add “name:” here"),
        ("name: a\npapers: a4", (2, 1), "unknown key “papers”", "did you mean “paper”?"),
        ("name: a\npaper: leter", (2, 8), "“leter” is not one of the choices for “paper”", "did you mean “letter”?"),
        ("name:", (1, 6), "“name” has no value", "write a value after the colon"),
        ("name: a\npaper:", (2, 7), "“paper” must be one of its choices", "known here: a4, letter"),
        ("name: a\nsizes:", (2, 7), "“sizes” has no value", "write a value after the colon, or remove the key"),
        ("name: a\ngaps: []", (2, 7), "too few entries: 0, at least 1 needed", ""),
        ("name: a\ngaps: 3", (2, 7), "a list is expected here", "begin each item on its own line with “- ”"),
        ("name: a\ngaps: [{points: 21}]", (2, 17), "the number must be from 0 to 20", "How wide it is."),
        ("name: a\ngaps: [{points: x}]", (2, 17), "a number is expected here", ""),
        ("name: a\ngaps:\n  -\n", (3, 4), "this entry of the list is empty", DASH),
        ("name: a\nsizes: {body: 1.5}", (2, 15), "a whole number is expected here", ""),
        ("- a", (1, 1), "a mapping of keys to values is expected here", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(text: str, at: tuple[int, int], message: str, hint: str) -> None:
    (told,) = mistakes(text)
    assert ((told.place.line, told.place.column), told.message, told.hint) == (at, message, hint)


def test_all_mistakes_are_told_at_once_and_what_is_right_is_left() -> None:
    text = "name: a\nodd: 1\ngaps:\n  - {points: 1}\n  - {points: 99}\n  - {points: 3}\n"
    assert [problem.place.line for problem in mistakes(text)] == [2, 5]
    look, problems = check_partly(parse_yaml("look.yaml", text), Look)
    assert problems == mistakes(text)
    assert look == Look(name="a", gaps=(Gap(points=1), Gap(points=3)))


def test_of_what_lacks_its_parts_nothing_is_left() -> None:
    look, problems = check_partly(parse_yaml("look.yaml", "paper: a4"), Look)
    assert look is None
    assert [problem.message for problem in problems] == ["the key “name” is missing"]


def test_very_many_mistakes_are_counted() -> None:
    told = mistakes("name: a\n" + "".join(f"k{number}: 1\n" for number in range(MOST_TOLD + 7)))
    assert len(told) == MOST_TOLD + 1
    assert told[-1].place.line == MOST_TOLD + 1
    assert "there are 7 more mistakes like these in this file" in {problem.message for problem in told}


def test_changes_to_a_model_need_none_of_its_keys_and_have_no_others() -> None:
    changes = create_model("Changes", __base__=Strict, **changes_of(Look, "name"))
    changed = check_node(parse_yaml("look.yaml", "margin: {points: 3}\nsizes: {body: 12}"), changes)
    assert changed.model_dump(exclude_unset=True) == {"margin": {"points": 3}, "sizes": {"body": 12}}
    assert check_node(parse_yaml("look.yaml", "margin: {}"), changes).model_dump(exclude_unset=True) == {"margin": {}}
    with pytest.raises(InputProblems, match="unknown key “name”"):
        check_node(parse_yaml("look.yaml", "name: b"), changes)
