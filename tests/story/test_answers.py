"""Answers: whatever a story asks of its clinic is remembered, and nothing else decides about its plate."""

from __future__ import annotations

from typing import Any

import pytest

from clinicpress.content.model import Clinic
from clinicpress.story.answers import ASKED, Answers, answer_of, answers_of, overrides_of


def clinic(**values: Any) -> Clinic:
    return Clinic.model_validate({"name": "One", **values})


def test_what_was_asked_is_remembered_and_what_was_not_is_not() -> None:
    answers = Answers(clinic(phone="(555) 555-0100"))
    assert answers.given() == {}
    assert answers.phone == "(555) 555-0100"
    assert answers.named
    assert not answers.online
    assert sorted(answers.given()) == ["named", "online", "phone"]


@pytest.mark.parametrize("question", [*ASKED, "named", "reachable", "online"])
def test_another_clinic_gives_the_same_answer_only_where_it_says_the_same(question: str) -> None:
    values = {
        "tagline": "We listen", "address": ["1 Example Street"], "phone": "(555) 555-0100",
        "email": "a@b.example", "website": "https://one.example",
    }  # fmt: skip
    one, same = clinic(**values), clinic(**values)
    answers = Answers(one)
    getattr(answers, question)
    assert answers.given() == {question: answer_of(same, question)}
    assert answers.given() != {question: answer_of(Clinic(), question)}


def test_only_whether_there_is_a_name_counts_where_no_more_is_asked() -> None:
    assert answer_of(clinic(), "named") == answer_of(clinic(name="Two"), "named")
    assert answer_of(clinic(), "name") != answer_of(clinic(name="Two"), "name")


def test_all_questions_of_a_plate_are_answered_together_by_each_clinic_for_itself() -> None:
    one, two, questions = clinic(), clinic(name="Two"), ("name", "named", "online")
    for asked in (one, two, one):
        assert answers_of(asked, questions) == tuple(answer_of(asked, question) for question in questions)
    assert answers_of(one, questions) != answers_of(two, questions)
    assert answers_of(one, ("online",)) == ("",)


@pytest.mark.parametrize("name", ["logo", "brand_color", "theme", "model_fields", "_clinic_"])
def test_nothing_else_can_be_asked(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(Answers(clinic()), name)


def test_a_brand_colour_is_no_override() -> None:
    one = clinic(theme={"colors.brand": "#7A2F55", "measures.qr": "90"})
    assert overrides_of(one) == Answers(one).overrides == {"measures.qr": "90"}
