"""The language of an article is told by its letters and its smallest words, or not at all."""

from __future__ import annotations

import pytest

from clinicpress.drafting.tongues import language_of
from tests.languages.texts import LANGUAGES, lines_of

TEXTS = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience "
    "and should act towards one another in a spirit of brotherhood. Everyone has the right to life.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y "
    "conciencia, deben comportarse fraternalmente los unos con los otros. Todo individuo tiene derecho a la vida.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de "
    "conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt "
    "und sollen einander im Geiste der Brüderlichkeit begegnen. Jeder hat das Recht auf Leben.",
    "pt": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de "
    "consciência, devem agir uns para com os outros em espírito de fraternidade.",
    "ar": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.",
    "fa": "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند.",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔",
    "he": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    "zh-Hans": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
    "zh-Hant": "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。",
    "ja": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах. Эти слова мы помним.",
    "uk": "Всі люди народжуються вільними і рівними у своїй гідності та правах.",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।",
}


@pytest.mark.parametrize("language", TEXTS)
def test_an_article_is_known_by_its_letters_and_smallest_words(language: str) -> None:
    assert language_of([TEXTS[language]]) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_universal_declaration_is_known_in_every_language_that_has_a_locale(language: str) -> None:
    assert language_of(lines_of(language)) == language


@pytest.mark.parametrize("text", ["", "Ketamine", "1234 5678", "Dolor crónico", f"{TEXTS['en']} {TEXTS['es']}"])
def test_what_is_short_or_mixed_is_not_told(text: str) -> None:
    assert language_of([text]) == ""


def test_names_in_other_letters_do_not_matter() -> None:
    assert language_of([TEXTS["ar"], "Reg Anesth Pain Med"]) == "ar"
