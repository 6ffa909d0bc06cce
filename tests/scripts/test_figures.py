"""Figures: how far a number goes, which of them are telephones, and which are ranges."""

from __future__ import annotations

import pytest

from clinicpress.scripts.figures import figures, is_european, is_plain, ranges


def found(text: str) -> list[str]:
    """Return the numbers of a text, each with its signs."""
    return [text[number.begin : number.end] for number in figures(text, 0, len(text))]


@pytest.mark.parametrize(
    "whole",
    [
        "5",
        "-5",
        "−5",
        "0.5",
        "1,000.5",
        "10 000",
        "½",
        "1½",
        "1 ½",
        "5%",
        "50 %",
        "$5",
        "€5.50",
        "5 €",
        "37.5 °",
        "65+",
        "3–4×",
        "> 5",
        "≥38.5",
        "5-10",
        "2.5–5",
        "5 ± 2",
        "5 × 10³",
        "24/7",
        "1:1000",
        "10:30-11:45",
        "2026-11-29",
        "29.11.2026",
        "99(3):1-9",
        "2018;43(5):521-546",
        "[1]",
        "[1, 2]",
        "[3-5]",
        "٥-١٠",
        "۰٫۵",
    ],
)
def test_a_number_has_its_signs_with_it(whole: str) -> None:
    assert found(f"so {whole}, then") == [whole]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ב-5 ימים", ["5"]),
        ("5, 10, 15", ["5", "10", "15"]),
        ("5. 10", ["5", "10"]),
        ("2026 15 מטופלים", ["2026", "15"]),
        ("5 - 10", ["5", "10"]),
        ("(5 ימים)", ["5"]),
        ("5-יומי", ["5"]),
        ("no number", []),
    ],
)
def test_what_is_of_other_words_is_left_to_them(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    "whole",
    [
        "+1 (415) 555-0134",
        "(415) 555-0134",
        "1-800-555-0134",
        "555-0134",
        "555 0134",
        "415.555.0134",
        "555 01 34",
        "415 555 0134",
        "+972 3-555-0134",
        "01 23 45 67 89",
        "٠١٢-٣٤٥٦٧٨٩",
    ],
)
def test_telephones_are_known(whole: str) -> None:
    (number,) = figures(f"call {whole}.", 0, len(whole) + 6)
    assert (number.begin, number.end, number.is_telephone) == (5, 5 + len(whole), True)


@pytest.mark.parametrize("text", ["5", "2026", "5-10", "100 200 300", "2018;43(5):521-546", "12345678", "1000-2000"])
def test_other_numbers_are_no_telephones(text: str) -> None:
    assert not any(number.is_telephone for number in figures(text, 0, len(text)))


@pytest.mark.parametrize("number", ["5", "2,5", "10:30", "29/11/2026", "٥٫٥"[:1], "۱۲.۵"])
def test_digits_with_one_sign_between_them_are_plain(number: str) -> None:
    assert is_plain(number)


@pytest.mark.parametrize("number", ["-5", "5%", "5-10", "½", "10³", "10 000", "[1]"])
def test_others_are_not(number: str) -> None:
    assert not is_plain(number)


def test_digits_are_european_or_of_the_script() -> None:
    assert is_european("5") and is_european("½") and is_european("٥½")
    assert not is_european("٥-١٠") and not is_european("۵")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5-10 days", ["5-10"]),
        ("5 – 10", ["5 – 10"]),
        ("٥-١٠", ["٥-١٠"]),
        ("10:30-11:45", ["10:30-11:45"]),
        ("$5–10", ["$5–10"]),
        ("5-10%", ["5-10%"]),
        ("1000-2000", ["1000-2000"]),
        ("١٠٠٠-٢٠٠٠", ["١٠٠٠-٢٠٠٠"]),
        ("500-1000", ["500-1000"]),
        ("1995-2005", ["1995-2005"]),
        ("555-1234", []),
        ("012-3456789", []),
        ("123456-78", []),
        ("2026-11-29", []),
        ("555-0134", []),
        ("+1 415-555-0134", []),
        ("99(3):1-9", []),
        ("[3-5]", []),
        ("5", []),
    ],
)
def test_ranges_are_two_numbers_and_a_dash(text: str, expected: list[str]) -> None:
    assert [text[begin:end] for begin, end in ranges(text, 0, len(text))] == expected
