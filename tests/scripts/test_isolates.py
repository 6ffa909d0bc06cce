"""Isolates: how doses, telephones and citations come out in Arabic, Hebrew and Persian."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.scripts.bidi import levels, line_levels, visual
from clinicpress.scripts.bidiclasses import mirrored, runs_to_the_left
from clinicpress.scripts.isolates import ambiguous_ranges, isolated, levels_of, parted
from tests.chance import examples


def seen(text: str, base: int = 1, spans: tuple[tuple[int, int], ...] = ()) -> str:
    """Return a text of one line as it is seen, from left to right."""
    found = line_levels(text, levels_of(text, base, spans), base)
    return "".join(mirrored(text[at]) if found[at] & 1 else text[at] for at in visual(found))


WHOLE = [
    "+1 (415) 555-0134",
    "(415) 555-0134",
    "0134-555",
    "1-800-273-8255",
    "01 23 45 67 89",
    "٠١٢-٣٤٥٦٧٨٩",
    "https://example.org/a_b/?c=1",
    "info@example.org",
    "example.com/",
    "99(3):1-9",
    "2018;43(5):521-546",
    "[1]",
    "[1, 2]",
    "[3-5]",
    "0.5 mg/kg",
    "0.5 mg",
    "5–10 mg",
    "5 - 10 mg",
    "2.5–5 mg",
    "> 5 mg",
    "5 mg (10 mL)",
    "8:00 AM–5:00 PM",
    "٥ mg",
    "٥–١٠ mg",
    "۵ mg",
    "120/80 mmHg",
    "37.5 °C",
    "-5 °C",
    "-5",
    "−۵",
    "½",
    "5½",
    "1 ½",
    "50%",
    "$5",
    "65+",
    "≥ 38.5",
    "5 ± 2",
    "5×10³",
    "10 000",
    "24/7",
    "10:30",
    "29/11/2026",
    "2026-11-29",
    "5-10",
    "pH 7.4",
    "5 m/s",
    "COVID-19",
    "B12",
    "(S)-ketamine",
    "(R,S)-ketamine",
    "1.73 m²",
    "€ 5",
    "US$ 5",
    "2 + 2 = 4",
    "*123#",
    "95% CI 1.2–3.4",
    "45 CFR 92.11",
    "29 Nov 2026",
    "PMID 29870458",
    "Na+",
    "p < 0.05",
    "5 mg/mL × 2",
    "(IV) 0.5 mg/kg",
    "3–4×",
    "555-0134/5",
    "@example_clinic",
    "12 lb 4 oz",
    "A-",
    "Tylenol® 500 mg",
    "Reg Anesth Pain Med. 2018;43(5):521-546",
]


@pytest.mark.parametrize("whole", WHOLE)
@pytest.mark.parametrize(("before", "after"), [("اتصل", "الآن"), ("קחו", "היום"), ("برای", "روز")])
def test_what_belongs_together_is_seen_as_it_was_typed(before: str, whole: str, after: str) -> None:
    assert seen(f"{before} {whole} {after}.") == f".{after[::-1]} {whole} {before[::-1]}"


@pytest.mark.parametrize("whole", WHOLE)
def test_it_is_so_where_it_stands_alone_too(whole: str) -> None:
    assert seen(whole) == whole


@pytest.mark.parametrize("fault", ["0134-555", "-5", "65+", "99(3):1-9", "0.5 mg", "50%"])
def test_without_isolates_it_would_not_be(fault: str) -> None:
    text = f"اتصل {fault} الآن"
    found = levels(text, 1)
    assert fault not in "".join(text[at] for at in visual(found))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ב-5 ימים", "םימי 5-ב"),
        ("ב-5 mg ליום", "םויל 5 mg-ב"),
        ("נוטלים Tylenol 500 מ״ג", "ג״מ 500 Tylenol םילטונ"),
        ("נוטלים Tylenol® 500 מ״ג", "ג״מ 500 Tylenol® םילטונ"),
        ("נוטלים Tylenol, 500 מ״ג", "ג״מ 500 ,Tylenol םילטונ"),
        ("הענוון: 120 Main St., NY", "120 Main St., NY :ןוונעה"),
        ("עד B12- כאן", "ןאכ -B12 דע"),
        ("דרגה −٥ כאן", "ןאכ ٥− הגרד"),
        ("בשנת 2018 Smith דיווח", "חוויד Smith 2018 תנשב"),
        ("ימים 5, 10, 15", "15 ,10 ,5 םימי"),
        ("(5 mg) ליום", "םויל (5 mg)"),
        ("۵-۱۰ روز", "زور ۱۰-۵"),
        ("برای ۵-۱۰ روز", "زور ۱۰-۵ یارب"),
        ("جرعة ١٠٠٠-٢٠٠٠ وحدة", "ةدحو ٢٠٠٠-١٠٠٠ ةعرج"),
        ("لمدة ٥-١٠ أيام", "مايأ ١٠-٥ ةدمل"),
    ],
)
def test_what_is_of_the_words_around_it_runs_with_them(typed: str, printed: str) -> None:
    assert seen(typed) == printed


def test_spans_have_the_direction_of_their_first_letter() -> None:
    text = "אב Smith J. גד"
    assert seen(text) == "דג .Smith J בא"
    assert seen(text, spans=((3, 11),)) == "דג Smith J. בא"
    assert seen("ab אב ג! cd", 0, ((3, 8),)) == "ab !ג בא cd"
    assert seen("אב ٠١-٢ גד", spans=((3, 7),)) == "דג ٠١-٢ בא"


def test_spans_may_hold_what_is_isolated_and_stand_in_each_other() -> None:
    text = "אב Smith J, 99(3):1-9. גד"
    assert seen(text, spans=((3, 22), (3, 11))) == "דג Smith J, 99(3):1-9. בא"


def test_where_a_span_cuts_through_what_is_isolated_the_span_counts() -> None:
    for text, span, marked in [
        ("אב 5 mg גד", (0, 4), "\u2068אב 5\u2069 mg גד"),
        ("אב 5 mg גד", (5, 10), "אב 5 \u2068mg גד\u2069"),
    ]:
        expected = [level for level, char in zip(levels(marked, 1), marked, strict=True) if char not in "\u2068\u2069"]
        assert levels_of(text, 1, (span,)) == expected


def test_an_amount_stays_whole_before_a_link_in_latin_letters_and_in_a_clinics_label() -> None:
    dose = "קח 10 mg "
    assert levels_of(f"{dose}Drug", 1, ((len(dose), len(dose) + 4),))[3:8] == [2] * 5
    assert levels_of("טל 38.5°C +1 555-0134", 1, ((0, 9), (10, 21)))[3:9] == [4] * 6
    assert levels_of("5–10 מ״ג", 0, ((0, 8),))[:4] == [2] * 4


def test_a_text_is_cut_into_what_runs_to_the_right_and_the_rest() -> None:
    assert parted("ב-5 mg או $5, +1 415 555 0134") == [
        ("ב-", False),
        ("5 mg", True),
        (" או ", False),
        ("$5", True),
        (", ", False),
        ("+1 415 555 0134", True),
    ]
    assert parted("5 mg") == [("5 mg", True)]
    assert parted("אב") == [("אב", False)]


def test_in_a_text_that_runs_to_the_right_only_what_stands_behind_others_is_isolated() -> None:
    assert seen("call عيادة 555-0134 or 5 mg", 0) == "call ةدايع 555-0134 or 5 mg"
    assert levels_of("5-10 mg עברית", 0)[:7] == [0] * 7
    assert seen("pages ۵-۱۰", 0) == "pages ۵-۱۰"
    assert levels_of("Take 5-10 mg daily (½).", 0) == [0] * 23


def test_every_character_has_a_level() -> None:
    text = "קראו \u2068[1]\u2069 https://example.org/ \u200f-5%"
    assert len(levels_of(text, None, ((5, 10), (0, len(text))))) == len(text)
    assert levels_of("", 1) == []


def test_what_runs_to_the_right_is_told_in_order() -> None:
    text = "ב-5 mg או 1-800-555-0134, https://example.org."
    assert [text[begin:end] for begin, end in isolated(text)] == ["5 mg", "1-800-555-0134", "https://example.org"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5-10 ימים", ["5-10"]),
        ("5–10 mg במשך 5-10 ימים, לא 5–10 mg", ["5-10"]),
        ("في 5–10 أيام", ["5–10"]),
        ("لمدة ٥ - ١٠ أيام", ["٥ - ١٠"]),
        ("من 10:30-11:45 صباحا", ["10:30-11:45"]),
        ("ב-5 ימים", []),
        ("5–10 mg ליום", []),
        ("חייגו 555-0134", []),
        ("הופיע ב-2018;43(5):521-546", []),
        ("ראו [3-5]", []),
        ("ב-2026-11-29", []),
        ("for 5-10 days", []),
    ],
)
def test_ranges_that_may_be_read_in_either_order_are_told(text: str, expected: list[str]) -> None:
    assert [text[begin:end] for begin, end in ambiguous_ranges(text)] == expected


@pytest.mark.parametrize(("text", "parts"), [
    ("\u05d8\u05dc 555-0134.", [("\u05d8\u05dc ", False), ("555-0134", True), (".", False)]),
    ("(555) 555-0134", [("(555) 555-0134", True)]),
    ("\u05e9\u05dc\u05d5\u05dd", [("\u05e9\u05dc\u05d5\u05dd", False)]),
    ("", []),
])  # fmt: skip
def test_a_text_is_cut_into_what_is_isolated_and_the_rest(text: str, parts: list[tuple[str, bool]]) -> None:
    assert parted(text) == parts


HARD = "אا5٥۵ a.,:;-–/()[]%+$½°\u00a0\u2068\u2069\u200f\u00ad@_µم"
"""Of each kind of character one."""


@examples(300)
@given(st.text(HARD, max_size=30))
def test_what_is_isolated_stands_apart_and_runs_to_the_right(text: str) -> None:
    found = isolated(text)
    assert all(begin < end for begin, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert "".join(part for part, _ in parted(text)) == text
    at = levels_of(text, 1)
    for begin, end in found:
        if not runs_to_the_left(text[begin:end]):
            order = [place for place in visual(at) if begin <= place < end]
            assert order == list(range(begin, end))


@examples(300)
@given(st.text(HARD, max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3))
def test_every_character_has_one_level_whatever_is_isolated(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(min(pair), max(pair)) for pair in places if max(pair) <= len(text)]
    for base in (None, 0, 1):
        assert len(levels_of(text, base, spans)) == len(text)
    assert all(0 <= begin < end <= len(text) for begin, end in ambiguous_ranges(text))


@pytest.mark.parametrize("control", "\u202a\u202b\u202c\u202d\u202e")
def test_embeddings_and_overrides_that_are_typed_turn_nothing_round(control: str) -> None:
    for base in (0, 1):
        plain, typed = (levels_of(f"take {sign}10 mg, שלום", base) for sign in ("\u200b", control))
        assert typed == plain


@pytest.mark.parametrize("control", "\u200f\u202b\u2067")
def test_nothing_is_turned_where_all_letters_run_to_the_right(control: str) -> None:
    assert set(levels_of(f"take {control}10 mg!", 0)) == {0}
