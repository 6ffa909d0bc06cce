"""Syllables of five languages are counted by their groups of vowels."""

from __future__ import annotations

import pytest

from clinicpress.desk.vowels import syllables_in

WORDS = {
    "es": "sol 1 casa 2 médico 3 farmacia 3 día 2 país 2 ciudad 2 agua 2 aéreo 4 cuidado 3 guerra 2 que 1 hay 1 muy 1 "
    "medicamento 5 corazón 3 baúl 2 héroe 3 prohibir 2 pingüino 3 reúne 3 tiene 2 dolor 2 enfermedad 4 leer 2 poeta 3 "
    "respiración 4 tratamiento 4 oído 3 fisioterapia 5 paciente 3 y 1 o 1 aire 2 bueno 2 hueso 2 cirugía 4 náuseas 3",
    "pt": "sol 1 casa 2 médico 3 não 1 mão 1 água 2 história 3 dia 2 pais 1 coração 3 remédio 3 que 1 saúde 3 leite 2 "
    "medicamento 5 dor 1 muito 2 hospital 3 paciência 4 alegria 4 põe 1 respiração 4 guerra 2 farmácia 3",
    "fr": "sel 1 médecin 3 table 1 tables 1 douleur 2 médicament 4 que 1 eau 1 théâtre 2 maladie 3 patient 2 jour 1 "
    "respiration 4 oui 1 noël 2 santé 2 hôpital 3 infirmière 3 cœur 1 main 1 poésie 3",
    "de": "arzt 1 medizin 3 schmerz 1 tabletten 3 leise 2 haus 1 häuser 2 leute 2 patient 3 liebe 2 station 3 "
    "theater 3 quelle 2 krankheit 2 atmen 2 sie 1 see 1 ruhe 2 fahren 2 übelkeit 3 behandlung 3 operation 5 "
    "wien 1 ziehen 2",
}


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [(language, word, int(count)) for language, words in WORDS.items()
     for word, count in zip(words.split()[::2], words.split()[1::2], strict=True)],
)  # fmt: skip
def test_syllables(language: str, word: str, count: int) -> None:
    assert syllables_in(word, language) == count
