"""The card of a clinic: whose address it leads to, and what is said where that does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.slots import CARD
from clinicpress.pdf.patch import Patch
from clinicpress.pdf.witness import code_in
from clinicpress.press.card import shortenings
from clinicpress.press.wording import card_wording
from tests.imprinting import FULL, SOURCE, drawn_with, filled, lines_of


def test_the_card_names_the_clinics_website_or_a_source(imprint_of: Any) -> None:
    own = filled(imprint_of(FULL), CARD, 120, 140, SOURCE)
    assert lines_of(own)[-1] == "clinic.example"
    assert [link.target for link in own.links] == ["https://clinic.example"]
    other = filled(imprint_of("name: Test Clinic One\n"), CARD, 200, 140, SOURCE)
    assert lines_of(other)[-1] == "source.example/article"
    assert [link.target for link in other.links] == [SOURCE[0]]


def test_a_sources_address_may_be_left_out_but_no_websites(imprint_of: Any) -> None:
    low = 90.0
    assert "source.example" not in "".join(lines_of(filled(imprint_of("name: One\n"), CARD, 200, low, SOURCE)))
    with pytest.raises(InputProblems) as told:
        filled(imprint_of(FULL), CARD, 200, low, SOURCE)
    assert told.value.problems[0].place == Place("clinic.yaml", 6, 10)


def test_an_address_of_too_many_modules_is_told_where_it_stands(imprint_of: Any) -> None:
    website = f"https://clinic.example/{'a' * 258}"
    with pytest.raises(InputProblems, match="too long for a QR code that phones can read: it has 281") as told:
        filled(imprint_of(f"name: One\nwebsite: {website}\n"), CARD, 400, 400)
    assert told.value.problems[0].place == Place("clinic.yaml", 2, 10)
    assert filled(imprint_of(f"name: One\nwebsite: {website[:-1]}\n"), CARD, 400, 400).links


LONG = "https://www.pain.trust.example/departments/pain-management/for-patients/leaflets?lang=en&print=1#top"


@pytest.mark.parametrize(
    ("height", "printed"),
    [
        (151, "www.pain.trust.example/departments/pain-management/for-patients/leaflets?lang=en&print=1#top"),
        (139, "www.pain.trust.example/departments/pain-management/for-patients/leaflets?lang=en&print=1#…"),
        (128, "www.pain.trust.example/departments/pain-management/for-patients/…"),
        (116, "www.pain.trust.example/departments/…"),
        (104, "www.pain.trust.example/…"),
    ],
)
@pytest.mark.parametrize("own", [True, False], ids=["website", "source"])
def test_an_address_is_shortened_in_print_alone(imprint_of: Any, own: bool, height: float, printed: str) -> None:
    height += 0 if own else 12.5  # what stands above it needs a line more
    imprint = imprint_of(f"name: One\nwebsite: {LONG}\n" if own else "name: One\n")
    patch = filled(imprint, CARD, 120, height, (LONG, SOURCE[1]))
    assert "".join(lines_of(patch)).endswith(printed)
    assert read_qr_of(patch) == LONG
    assert [(link.target, link.contents) for link in patch.links] == [(LONG, LONG)]
    [figure] = [element.alt for element in patch.element.walk() if element.tag == "Figure"]
    assert figure.endswith(LONG)


def read_qr_of(patch: Patch) -> str:
    [form] = patch.pictures.values()
    return code_in(patch.code, int(form.width))


@pytest.mark.parametrize(
    ("shown", "shorter"),
    [
        ("a.example", []),
        ("a.example/b", []),
        ("a.example/bc", ["a.example/…"]),
        ("a.example/b//c?d", ["a.example/b//…", "a.example/…"]),
        ("a.example?bc", ["a.example?…"]),
        ("a.b.c.d.example", ["….b.c.d.example", "….c.d.example"]),
        ("a.b.example:80/c/de", ["a.b.example:80/c/…", "a.b.example:80/…"]),
        ("a.b.c.example/de", ["a.b.c.example/…", "….b.c.example/…"]),
        ("пример.example/боль/x1", ["пример.example/боль/…", "пример.example/…"]),
    ],
)
def test_an_address_is_cut_where_a_part_ends_and_shows_it(shown: str, shorter: list[str]) -> None:
    assert list(shortenings(shown)) == shorter
    allowed = {texts[-1] for texts in card_wording(f"https://{shown}", "Go to").texts}
    assert {shown, *shorter} <= allowed, "what the wording, which is worked out alone, allows"


def test_an_address_in_another_script_is_coded_in_ascii_and_printed_as_it_is_typed(imprint_of: Any) -> None:
    patch = filled(imprint_of("name: One\nwebsite: https://müller.example/ä\n"), CARD, 400, 400)
    assert read_qr_of(patch) == "https://xn--mller-kva.example/%C3%A4"
    assert lines_of(patch)[-1] == "müller.example/ä"


def test_an_address_stands_as_far_below_its_code_as_the_theme_says(workspace: Path) -> None:
    near, far = (drawn_with(f"qr_after: {space}", workspace, CARD, 120, 150) for space in (5, 15))
    assert near["clinic.example"][1] - far["clinic.example"][1] == pytest.approx(10)
