"""Telephone numbers: what is dialled, with its extension, and where nobody can be sure of it."""

from __future__ import annotations

import pytest

from clinicpress.content.telephone import dialled


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("(555) 555-0100", "tel:5555550100"),
        ("555 0100", "tel:5550100"),
        ("555.0100", "tel:5550100"),
        ("0445550100", "tel:0445550100"),
        ("040/555 0100", "tel:0405550100"),
        ("112", "tel:112"),
        ("+44 (0)20 7946 0018", "tel:+442079460018"),
        ("(+44) 20 7946 0018", "tel:+442079460018"),
        ("+49 (0) 40 555 0100", "tel:+49405550100"),
        ("+1 (555) 555-0100 ext. 12", "tel:+15555550100;ext=12"),
        ("(555) 555-0100, extension 5", "tel:5555550100;ext=5"),
        ("555-0100 x12", "tel:5550100;ext=12"),
        ("1-800-555-PAIN", "tel:18005557246"),
    ],
)
def test_a_number_is_dialled_with_its_plus_and_its_extension(typed: str, address: str) -> None:
    assert dialled(typed) == (typed, "", address)


@pytest.mark.parametrize(
    ("typed", "number", "note", "address"),
    [
        ("01782 555 100 ext. 45678 (Monday to Friday, 9 am to 5 pm)", "01782 555 100 ext. 45678",
         "(Monday to Friday, 9 am to 5 pm)", "tel:01782555100;ext=45678"),
        ("555-0100 (24 hours)", "555-0100", "(24 hours)", "tel:5550100"),
        ("(020) 7946 0018, weekdays only", "(020) 7946 0018", ", weekdays only", "tel:02079460018"),
    ],
)  # fmt: skip
def test_what_is_said_with_a_number_is_not_dialled(typed: str, number: str, note: str, address: str) -> None:
    assert dialled(typed) == (number, note, address)


@pytest.mark.parametrize(
    "typed",
    [
        "555 0100 / 555 0199",
        "555-0100/0101",
        "555-0100/-0101",
        "5550100/5550199",
        "555-0100 - 555-0199",
        "555-0100 or 555-0199",
        "555 0100, 555 0199",
        "555-0100  555-0199",
        "555-0100 ext. 12 or 13",
        "0800 DOCTOR",
        "ask for Jane: 555-0100",
        "12",
        "555 0100 555 0100 555 0100",
        "٠٢ ٥٥٥ ٠١٠٠",
    ],
)
def test_where_it_is_not_sure_what_to_dial_there_is_no_link(typed: str) -> None:
    assert dialled(typed) == (typed, "", "")
