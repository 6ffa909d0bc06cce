"""Passive sentences, requests, and who is spoken to."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.desk.voice import asks, is_passive, speaks_to_reader, urges
from clinicpress.workspace.disk import SHIPPED, Disk
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


@pytest.mark.parametrize(
    ("text", "passive", "direct", "indirect", "to_reader"),
    [
        ("La dosis es administrada por un enfermero.", True, False, False, False),
        ("El fármaco fue también desarrollado para la cirugía.", True, False, False, False),
        ("El dolor es limitado.", False, False, False, False),
        ("Un enfermero le da la dosis.", False, False, False, True),
        ("Por favor, no tome alcohol.", False, True, False, False),
        ("Si le duele, hable con su médico.", False, True, False, True),
        ("Es importante consultar a un profesional.", False, False, True, False),
        ("No se sabe si ayuda.", False, False, False, False),
    ],
)
def test_spanish_sentences_are_read_by_their_own_words(
    text: str, passive: bool, direct: bool, indirect: bool, to_reader: bool
) -> None:
    rules = load_editorial(Disk(SHIPPED), "es-MX")
    assert rules is not None
    said = sentence(text)
    found = (is_passive(said, rules), asks(said, rules), urges(said, rules), speaks_to_reader(said, rules))
    assert found == (passive, direct, indirect, to_reader)
