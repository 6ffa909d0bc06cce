"""Numbers and units are read as each language writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from clinicpress.desk.amounts import Amounts, Reader, load_amounts
from clinicpress.workspace.disk import SHIPPED, Disk

AMOUNTS = load_amounts(Disk(SHIPPED))


def read(language: str, text: str) -> list[tuple[set[str], str]]:
    found = Reader(AMOUNTS, language).amounts_in(text)
    return [({str(value) for value in amount.values}, amount.unit) for amount in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Take 2.5 mg."),
        ("en", "2.5mg"),
        ("en", "a 2.5-mg tablet"),
        ("en", "2½ milligrams"),
        ("en", "2 1/2 milligrams"),
        ("es", "Tome 2,5 mg."),
        ("es", "Tome 2.5 miligramos."),
        ("de", "2,5 mg"),
        ("fr", "2,5\u00a0mg"),
        ("ru", "2,5 мг"),
        ("uk", "2,5 міліграма"),
        ("ar", "تناول ٢٫٥ ملغ."),
        ("fa", "۲٫۵ میلی‌گرم"),
        ("he", "2.5 מ״ג"),
        ("hi", "२.५ मिलीग्राम"),
        ("bn", "২.৫ মিলিগ্রাম"),
        ("zh-Hans", "服用2.5毫克。"),
        ("zh-Hant", "服用２.５毫克。"),
        ("ja", "2.5ミリグラム"),
        ("ko", "2.5mg을 드십시오"),
        ("el", "2,5 mg"),
    ],
)
def test_an_amount_is_the_same_however_it_is_written(language: str, text: str) -> None:
    assert read(language, text) == [({"5/2"}, "mg")]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "1,000", ["1000"]),
        ("en", "10,000.5", ["20001/2"]),
        ("de", "1.000", ["1000"]),
        ("de", "1.125", ["1125"]),
        ("en", "1.125", ["9/8"]),
        ("fr", "10 000", ["10000"]),
        ("hi", "1,00,000", ["100000"]),
        ("zh-Hans", "1万", ["10000"]),
        ("en", "1.5 million", ["1500000"]),
        ("ar", "١٬٠٠٠", ["1000"]),
        ("en", "120/80", ["120", "80"]),
        ("fa", "۱۲۰/۸۰", ["120", "80"]),
        ("en", "22.11.2026", ["22", "11", "2026"]),
        ("en", "1, 2 and 3", ["1", "2", "3"]),
        ("en", "1,2,3", ["1", "2", "3"]),
        ("en", "½ or 1/2", ["1/2", "1/2"]),
        ("en", "B12 and COVID-19", ["12", "19"]),
        ("en", "(555) 555-0100", ["555", "555", "100"]),
        ("es", "0,125", ["1/8"]),
        ("de", "8.00 Uhr", ["8"]),
        ("en", "at 8:00", ["8"]),
        ("en", "8:30", ["8", "30"]),
    ],
)
def test_signs_within_numbers_mean_what_they_do_in_the_language(language: str, text: str, values: list[str]) -> None:
    assert [each for each, _ in read(language, text)] == [{value} for value in values]


def test_a_number_that_a_language_writes_in_two_ways_may_be_either() -> None:
    assert read("es", "1.000") == [({"1", "1000"}, "")]
    assert read("fa", "۲/۵") == [({"2/5", "5/2"}, "")]


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("en", "4–6 hours", "hour"),
        ("en", "4 to 6 hours", "hour"),
        ("es", "de 4 a 6 horas", "hour"),
        ("zh-Hans", "4至6小时", "hour"),
    ],
)
def test_numbers_of_a_range_share_a_unit(language: str, text: str, unit: str) -> None:
    found = Reader(AMOUNTS, language).amounts_in(text)
    assert [(amount.unit, amount.shared) for amount in found] == [(unit, True), (unit, False)]


def test_a_unit_is_a_whole_word() -> None:
    assert [unit for _, unit in read("en", "5 good reasons, 5 mgs, 5 g, 5 liters of 100 %")] == [
        "",
        "mg",
        "g",
        "l",
        "percent",
    ]
    assert [unit for _, unit in read("es", "10 líneas, 10 l, 3 gémulas")] == ["", "l", ""]
    assert [unit for _, unit in read("ru", "2020 г. и 5 г соли")] == ["year", "g"]
    assert [unit for _, unit in read("ar", "٪50")] == ["percent"]


def test_an_hour_of_the_afternoon_may_be_counted_to_twenty_four() -> None:
    assert read("en", "8:30 p.m.")[0][0] == {"8", "20"}
    assert read("en", "8 pm")[0][0] == {"8", "20"}
    assert read("en", "12 pm")[0][0] == {"12"}


@pytest.mark.parametrize(
    ("language", "text", "value", "times"),
    [
        ("en", "Take two tablets twice a day.", "2", 2),
        ("es", "Tome dos tabletas.", "2", 1),
        ("ar", "مرتين يوميًا", "2", 1),
        ("zh-Hans", "每天两次", "2", 1),
        ("ru", "дважды в день", "2", 1),
        ("ko", "하루에 두 번", "2", 1),
        ("en", "often", "10", 0),
    ],
)
def test_small_numbers_are_found_in_words(language: str, text: str, value: str, times: int) -> None:
    assert Reader(AMOUNTS, language).says(Fraction(value), text) == times


def test_every_language_names_the_units_of_the_table_alike() -> None:
    known = {str(unit) for unit in AMOUNTS.units} | {str(unit) for unit in AMOUNTS.times}
    for language, tongue in AMOUNTS.languages.items():
        assert {str(unit) for unit in tongue.units} - known <= {"pound", "ounce"}, language
        assert {"mg", "ml", "percent", "day", "hour"} <= known, language


def test_a_language_that_the_table_does_not_know_has_numbers_all_the_same() -> None:
    assert isinstance(AMOUNTS, Amounts)
    assert read("sw", "Meza 2.5 mg") == [({"5/2"}, "mg")]
