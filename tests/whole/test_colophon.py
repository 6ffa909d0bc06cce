"""The colophon of the two brochures stays in one piece, or is parted where both pages are worth their paper."""

from __future__ import annotations

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import ROOT
from tests.reading import codes_on, pictures_of, read_pages
from tests.test_clinics_page import WRITTEN

PRESS = Press(Catalog(Unsaved(Disk(ROOT), {"clinics/all-keys.yaml": WRITTEN})), Rack())
CLINICS = ("house", "sample", "all-keys")
BROCHURES = ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")
DPI = 100


def printed(clinic: str, edition: str, brochure: str) -> bytes:
    return PRESS.print(Job(clinic, "en", edition, brochure, "handout")).content


@pytest.mark.parametrize("brochure", BROCHURES)
@pytest.mark.parametrize("clinic", CLINICS)
def test_in_standard_print_it_is_on_one_page(clinic: str, brochure: str) -> None:
    *_, last = read_pages(printed(clinic, "standard", brochure))
    words = ("About this handout", "Version", *(["hello@clinic.example"] if clinic != "house" else []))
    assert all(each in last.text for each in words)


@pytest.mark.parametrize("brochure", BROCHURES)
@pytest.mark.parametrize("clinic", CLINICS)
def test_in_large_print_no_last_page_has_the_lines_of_the_clinic_alone(clinic: str, brochure: str) -> None:
    *_, last = read_pages(printed(clinic, "large-print", brochure))
    assert "Version: " in last.text


@pytest.mark.parametrize("brochure", BROCHURES)
@pytest.mark.parametrize("clinic", ["sample", "all-keys"])
def test_in_large_print_the_code_has_room_above_the_footer(clinic: str, brochure: str) -> None:
    """Its edge is to be four modules wide (ISO/IEC 18004), a dozen points; then there are those above the rule."""
    pdf = printed(clinic, "large-print", brochure)
    *_, last = read_pages(pdf)
    [code] = codes_on(pictures_of(pdf, DPI)[-1])
    lowest = last.height - code.position.bottom_left.y * 72 / DPI
    footer = max(bottom + size for _, _, bottom, size in last.glyphs if bottom + size < lowest)
    assert lowest - footer > 24
