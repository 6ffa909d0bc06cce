"""Slips of the pen: what looks like a mark and is none, and no alarm where nothing is wrong."""

from __future__ import annotations

import pytest

from clinicpress.desk.slips import brochure_slips
from tests.brochures import with_body


def slips(text: str) -> list[str]:
    return [problem.message for problem in brochure_slips(with_body(f"      - paragraph: {text!r}\n"))]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Take **two at night.", "**two"),
        ("See [the site] (https://a.example)", "] (https://a.example)"),
        ("Rest <b>well</b>.", "<b>"),
        ("Salt &amp; water", "&amp;"),
        ("Rest _well_.", "_well_"),
        ("Rest `well`.", "`well`"),
        ("Dear {{ name }}", "{{ name }}"),
        ("Itâ€™s well", "â€™"),
        ("• Rest", "•"),
        ("- Rest", "-"),
        ("* Rest", "*"),
        ("Bring • your card • your list", "•"),
        ("Take *two at night.", "*two"),
        ("Take **two* at night.", "**two*"),
    ],
)
def test_a_slip_is_shown_as_it_stands(text: str, shown: str) -> None:
    assert slips(text) == [f"“{shown}” is printed just as it is typed"]


@pytest.mark.parametrize(
    "text",
    [
        "Take **two** at night.",
        "See [the site](https://a.example). [@guide]",
        "a < b, b > c",
        "R&D; a_b and snake_case_name",
        "5 * 3 and \\\\*this",
        "C:\\\\new",
        "– Rest",
        "☐ Yes   ☐ No",
        "-5 °C or 5 • 10",
        "Start → Settings → Sound",
    ],
)
def test_what_is_meant_is_no_slip(text: str) -> None:
    assert slips(text.replace("\\\\", "\\")) == []


@pytest.mark.parametrize(
    ("items", "told"),
    [(["☐ Yes", "☑ No"], []), (["• Yes", "• No"], ["•", "•"]), (["☐ Yes", "No"], ["☐"])],
)
def test_a_bullet_typed_into_a_list_is_told_and_boxes_to_tick_are_none(items: list[str], told: list[str]) -> None:
    found = brochure_slips(with_body(f"      - list: {items!r}\n"))
    assert [problem.message for problem in found] == [
        f"“{sign}” is printed beside the list's own bullet or number" for sign in told
    ]
