"""A number that differs between two languages is told with both sides; one that is only written otherwise is not."""

from __future__ import annotations

import pytest

from clinicpress.content.locale import load_locale
from clinicpress.content.texts import Prose, Unprinted
from clinicpress.desk.amounts import Reader, load_amounts
from clinicpress.desk.doses import Side, dose_problems
from clinicpress.ground.problems import Place
from clinicpress.workspace.disk import SHIPPED, Disk

AMOUNTS = load_amounts(Disk(SHIPPED))
MONTHS = {language: load_locale(Disk(SHIPPED), Unprinted(language, Place(""))).months for language in ("en", "es")}


def side(language: str, *texts: str) -> Side:
    written = [
        Prose(text, Place(f"brochures/a/{language}.yaml", 7 + index, 3), text) for index, text in enumerate(texts)
    ]
    return Side(written, Reader(AMOUNTS, language, MONTHS.get(language, ())))


def told(language: str, text: str, origin: str, **known: bool) -> list[str]:
    found = dose_problems(side(language, text), side("en", origin), "en.yaml", Place("brochures/a/x.yaml", 1), **known)
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    ("language", "text", "origin"),
    [
        ("es", "Tome 2,5 mg dos veces al día.", "Take 2.5 mg twice a day."),
        ("es", "Tome 2 tabletas.", "Take two tablets."),
        ("es", "Tome una tableta.", "Take 1 tablet."),
        ("es", "Tome 1.000 mg al día durante 5 días.", "Take 1,000 mg a day for 5 days."),
        ("es", "De 4 a 6 horas.", "4–6 hours."),
        ("es", "22 de noviembre de 2026", "11/22/2026"),
        ("es", "22/11/2026", "November 22, 2026"),
        ("es", "El 20 % de los 100 niños", "20% of the 100 children"),
        ("es", "a las 20:30", "at 8:30 p.m."),
        ("es", "a las 8 p. m.", "at 8:00 pm"),
        ("es", "media tableta", "½ tablet"),
        ("de", "1.000 Milligramm, 24 Stunden", "1,000 milligrams for 24 hours"),
        ("fr", "10 000 personnes, 2,5 %", "10,000 people, 2.5 percent"),
        ("fr", "le 22 100 mg", "on the 22 100 mg"),
        ("ru", "0,5 мг/кг за 40 минут", "0.5 mg/kg over 40 minutes"),
        ("ar", "٥ ملغ مرتين في اليوم لمدة ٣ أيام", "5 mg twice a day for 3 days"),
        ("ar", "خلال ساعتين", "within 2 hours"),
        ("fa", "۵ میلی‌گرم، ۱۰٪", "5 mg, 10%"),
        ("he", "5 מ\"ג, 38°C", "5 mg, 38 °C"),
        ("zh-Hans", "每天2次，每次5毫克，1万人", "5 mg twice a day, 10,000 people"),
        ("ja", "1日2回、5mgを飲んでください", "Take 5 mg 2 times in 1 day"),
        ("ko", "하루에 두 번 5mg을 드십시오", "Take 5 mg 2 times a day"),
        ("hi", "दिन में दो बार 5 मिलीग्राम", "5 mg 2 times a day"),
        ("vi", "Uống 5 mg, 2 lần mỗi ngày", "Take 5 mg twice a day"),
        ("es", "Llame al (555) 555-0100 o vea https://example.org/es/2", "Call (555) 555-0100 or see https://example.org/1"),
        ("es", "Vea [@cohen-2018].", "See [@nhs-3]."),
        ("es", "0,5 mg por cada kg de peso", "0.5 mg/kg of weight"),
        ("zh-Hans", "每公斤体重0.5毫克", "0.5 mg/kg"),
        ("ru", "0,5 мг/кг", "0.5 mg/kg"),
        ("es", "500 mg diarios", "500 mg/day"),
        ("es", "guardar a –20 °C, 2-8 °C", "store at −20 °C, 2–8 °C"),
        ("de", "0.5 mg/kg, 1.5 h", "0.5 mg/kg, 1.5 h"),
        ("pt", "Artigo XVIII.", "Article 18"),
        ("he", "סעיף יח.", "Article 18"),
        ("zh-Hans", "第二十三条", "Article 23"),
        ("fa", "ماده هجدهم", "Article 18"),
        ("es", "quince minutos", "15 minutes"),
    ],
)  # fmt: skip
def test_what_is_only_written_otherwise_is_no_difference(language: str, text: str, origin: str) -> None:
    assert told(language, text, origin) == []


@pytest.mark.parametrize(
    ("language", "text", "origin", "expected"),
    [
        ("es", "Tome 50 mg.", "Take 5 mg.", "“50 mg” stands here where en.yaml, line 7, says “5 mg”"),
        ("es", "Tome 5 ml.", "Take 5 mg.", "“5 ml” stands here where en.yaml, line 7, says “5 mg”"),
        ("es", "Tome 5.", "Take 5 mg.", "“5” stands here where en.yaml, line 7, says “5 mg”"),
        ("de", "1.125 mg", "1.125 mg", "“1.125 mg” (1125) stands here where en.yaml, line 7, says “1.125 mg” (1.125)"),
        ("es", "Durante 5 semanas.", "For 5 days.", "“5 semanas” stands here where en.yaml, line 7, says “5 days”"),
        ("es", "0,5 mg", "0.5 mg/kg", "“0,5 mg” stands here where en.yaml, line 7, says “0.5 mg/kg”"),
        ("es", "a 20 °C", "at -20 °C", "“20 °C” stands here where en.yaml, line 7, says “-20 °C”"),
        ("de", "0.5 mg", "5 mg", "“0.5 mg” stands here where en.yaml, line 7, says “5 mg”"),
        ("es", "Tome la medicina.", "Take 5 mg.", "“5 mg” of en.yaml, line 7, is missing here"),
        ("es", "Tome 5 mg, no 10 mg.", "Take 5 mg.", "“10 mg” stands here and not in en.yaml, line 7"),
        ("ar", "٥٠ ملغ", "5 mg", "“٥٠ ملغ” stands here where en.yaml, line 7, says “5 mg”"),
        ("zh-Hans", "每天3次", "2 times a day", "“3” stands here where en.yaml, line 7, says “2”"),
        ("ru", "5 г", "5 mg", "“5 г” stands here where en.yaml, line 7, says “5 mg”"),
        ("es", "dos tabletas", "two tablets, 2 days", "“2 days” of en.yaml, line 7, is missing here"),
        ("es", "Puede tomar 5 mg.", "You May take it.", "“5 mg” stands here and not in en.yaml, line 7"),
    ],
)  # fmt: skip
def test_a_number_or_unit_that_differs_is_told_with_both_sides(
    language: str, text: str, origin: str, expected: str
) -> None:
    assert told(language, text, origin) == [expected]


def test_a_number_is_told_at_its_place() -> None:
    here, there = side("es", "Respire.", "Tome 50 mg."), side("en", "Breathe.", "Take 5 mg.")
    (problem,) = dose_problems(here, there, "en.yaml", Place("brochures/a/es.yaml", 1))
    assert (problem.place.line, problem.place.column) == (8, 8)
    assert "line 8, says" in problem.message


def test_numbers_of_what_is_known_to_be_missing_are_not_told_again() -> None:
    assert told("es", "Tome 5 mg.", "Take 5 mg. Wait 10 hours.", less=True) == []
    assert told("es", "Tome 50 mg.", "Take 5 mg.", less=True) == ["“50 mg” stands here and not in en.yaml, line 7"]
    assert told("es", "Tome 5 mg y 9.", "Take 5 mg.", more=True) == []
