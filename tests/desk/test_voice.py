"""Passive sentences, requests, and who is spoken to."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial
from clinicpress.desk.voice import asks, is_passive, speaks_to_reader, urges
from tests.desk.prose import sentence


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The dose is given by a nurse.", True),
        ("Ketamine was initially developed for surgery.", True),
        ("It has long been used there.", True),
        ("A drug that’s delivered into a vein works fast.", True),
        ("It must not be taken with food.", True),
        ("They aren’t often seen.", True),
        ("A nurse gives the dose.", False),
        ("You are tired and the data are still limited.", False),
        ("The pain isn’t localized.", False),
        ("You need it.", False),
        ("There is a need.", False),
        ("Is the bed made?", False),
    ],
)
def test_passive_sentences_are_told_from_active_ones(text: str, passive: bool, rules: Editorial) -> None:
    assert is_passive(sentence(text), rules) is passive


@pytest.mark.parametrize(
    ("text", "direct", "indirect"),
    [
        ("Call us at once.", True, False),
        ("Please do not drive.", True, False),
        ("If it hurts, speak with your doctor.", True, False),
        ("You should always tell your nurse.", True, False),
        ("As always, it’s essential to consult with professionals.", False, True),
        ("Use of this drug is new.", False, False),
        ("Rest is good.", False, False),
        ("Imagine waking up every day.", False, False),
        ("Patients may stop early.", False, False),
    ],
)
def test_what_the_reader_is_asked_to_do(text: str, direct: bool, indirect: bool, rules: Editorial) -> None:
    assert (asks(sentence(text), rules), urges(sentence(text), rules)) == (direct, indirect)


def test_who_is_spoken_to(rules: Editorial) -> None:
    assert speaks_to_reader(sentence("When you’ve slept, it is gone."), rules)
    assert not speaks_to_reader(sentence("Patients and young people sleep."), rules)
