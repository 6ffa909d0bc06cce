"""What is seen of a text that runs to the left is known again, and a number that was turned is not."""

from __future__ import annotations

import pytest

from clinicpress.scripts.bidi import base_level, line_levels, visual
from clinicpress.scripts.bidiclasses import mirrored
from clinicpress.scripts.isolates import levels_of
from clinicpress.scripts.seen import shows, words_found

TEXTS = (
    "مركز النهر الصحي (الفرع 2)، هاتف: +1 (415) 555-0134.",
    "מרפאת הנהר, טל' 555-0134 (שלוחה 7); פתוח Mon-Fri 8-5.",
    "خذ 0.5 mg/kg كل 8 ساعات، أي 5–10 mg [1].",
    "Clinic מרפאה (West), 1 Main St.",
    "کلینیک ۱۲۳، ۵ میلی‌گرم",
)


def seen(text: str, base: int, breaks: int = 1) -> str:
    """Return what a reader sees of a text on some lines, from left to right."""
    levels, words, found, at = levels_of(text, base), text.split(" "), "", 0
    step = -(-len(words) // breaks)
    for first in range(0, len(words), step):
        line = " ".join(words[first : first + step])
        order = line_levels(line, levels[at : at + len(line)], base)
        found += "".join(mirrored(line[i]) if order[i] & 1 else line[i] for i in visual(order)) + " "
        at += len(line) + 1
    return found


@pytest.mark.parametrize("breaks", [1, 2, 3])
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_seen_is_the_text_however_its_lines_are_broken(text: str, breaks: int) -> None:
    assert shows(seen(text, 1, breaks), text)
    assert shows(seen(text, base_level(text), breaks), text)


@pytest.mark.parametrize(("right", "wrong"), [
    ("555-0134", "0134-555"), ("555-0134", "555-0143"), ("+1 (415) 555-0134", "(415) +1 555-0134"),
    ("النهر", "النهار"), ("هاتف", ""), ("2)", "3)"), ("،", ""),
])  # fmt: skip
def test_a_letter_a_digit_or_an_order_that_is_another_is_not_passed_over(right: str, wrong: str) -> None:
    text = TEXTS[0]
    whole = seen(text, 1)
    assert text.count(right) == 1
    told = seen(text.replace(right, wrong), 1)
    if right in whole:
        assert not shows(whole.replace(right, wrong), text)
    assert not shows(told, text)


def test_lines_that_stand_for_themselves_are_seen_without_a_space_between_them() -> None:
    lines = ["Clinic One", "הטלפון 555-0134"]
    assert shows(lines[0] + seen(lines[1], 1).strip(), "\n".join(lines))
    assert shows("Clinic OnePhone 555-0134", "Clinic One\nPhone 555-0134")
    assert not shows("Clinic One Phone 555-0134", "Clinic One\nPhone 555-0134")


def test_a_word_may_stand_on_two_lines_where_these_may_end_or_must() -> None:
    assert shows("和平 مالسلا诊所", "السلام 和平诊所")
    assert shows("Donaudampf םולשschifffahrt 5", "שלום Donaudampfschifffahrt 5")
    assert not shows("诊所 مالسلا和平", "السلام 和平诊所")
    assert not shows("schifffahrt םולשDonaudampf 5", "שלום Donaudampfschifffahrt 5")
    assert not shows("0134 םולש555-", "שלום 555-0134")


def test_what_runs_to_the_right_must_be_there_as_it_is() -> None:
    assert shows("Phone 555-0134.", "Phone 555-0134.")
    assert not shows(".Phone 555-0134", "Phone 555-0134.")


def test_of_a_text_that_is_seen_in_part_so_many_words_are_found() -> None:
    whole, half = seen(TEXTS[2], 1), seen("خذ 0.5 mg/kg كل", 1)
    assert words_found(f"{whole} {TEXTS[0]}", TEXTS[2]) == words_found(TEXTS[2], TEXTS[2]) == (10, 10)
    assert words_found(whole.replace(" ", ""), TEXTS[2]) == (10, 10), "words that overlap are read as one"
    # The lone “mg” is found in “mg/kg”.
    assert words_found(half, TEXTS[2]) == (5, 10)
    assert words_found("", TEXTS[2]) == (0, 10)


def test_a_latin_word_with_an_article_that_runs_to_the_left_is_found() -> None:
    """Readers tell “الـMRI” in their own order."""
    assert words_found("رارحأ MRIـلا", "الـMRI أحرار") == (3, 3)
    assert words_found("رارحأ IRMـلا", "الـMRI أحرار") == (2, 3)


def test_a_label_may_stand_at_either_side_of_its_number() -> None:
    label, number = "24/7", "+1 (555) 555-0134"
    assert shows(f"{number} {label}", f"{label} {number}", (label, number))
    assert not shows(f"(555) +1 555-0134 {label}", f"{label} {number}", (label, number))
    assert not shows(f"{number} {label}", f"{label} {number}")


def test_marks_joiners_and_words_of_two_lines_that_touch_lose_no_word() -> None:
    assert words_found("هٔیصوت.هجوت دهد\u200cیم", "توجه: توصیهٔ می\u200cدهد.") == (3, 3)
