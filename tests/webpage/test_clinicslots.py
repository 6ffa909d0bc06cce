"""A clinic's lines on a page: all that its file says, each link where its words say."""

from __future__ import annotations

import pytest
from justhtml import Element, JustHTML

from clinicpress.content.model import Clinic
from clinicpress.looks.slots import CONTACT, IMPRINT
from clinicpress.webpage.clinicslots import slot_html
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node
from tests.webpage.pages import LOCALE

FULL = """\
name: Riverside <b>Clinic</b> & Friends
tagline: Care "close" to home
address: [1 Example Street, "Springfield, ST 00000"]
phone:
  - {number: "(555) 555-0100", label: Appointments}
  - +1 555 555 0101 ext. 7
  - {number: ask 555, label: Nurse}
fax: (555) 555-0199
hours: [Mon-Fri 8-5, Sat 9-12]
after_hours: 911
email: hello@clinic.example
website: https://clinic.example/
"""


def shown(name: str, text: str, rtl: bool = False) -> JustHTML:
    clinic = check_node(parse_yaml("clinics/a.yaml", text), Clinic)
    return JustHTML(slot_html(name, clinic, None, LOCALE.labels, rtl), sanitize=False)


def lines(html: JustHTML) -> list[str]:
    return [" ".join(each.to_text().split()) for each in html.query("p")]


def links(html: JustHTML) -> list[tuple[str, str | None]]:
    return [(each.to_text(), (each.attrs or {})["href"]) for each in html.query("a") if isinstance(each, Element)]


def test_over_the_title_stands_who_hands_it_out_and_whom_to_call() -> None:
    html = shown(IMPRINT, FULL)
    assert lines(html) == ["Given to you by", "Riverside <b>Clinic</b> & Friends", "Appointments", "(555) 555-0100"]
    assert links(html) == [("(555) 555-0100", "tel:5555550100")]


def test_at_the_end_stands_all_that_a_clinic_says_of_itself() -> None:
    html = shown(CONTACT, FULL)
    assert lines(html) == [
        "Riverside <b>Clinic</b> & Friends",
        "Phone (555) 555-0100",
        'Care "close" to home',
        "1 Example Street, Springfield, ST 00000",
        "hello@clinic.example",
        "Phone +1 555 555 0101 ext. 7",
        "Nurse ask 555",
        "Fax (555) 555-0199",
        "Open Mon-Fri 8-5; Sat 9-12",
        "After hours 911",
        "clinic.example",
    ]
    assert links(html) == [
        ("Phone (555) 555-0100", "tel:5555550100"),
        ("hello@clinic.example", "mailto:hello@clinic.example"),
        ("Phone +1 555 555 0101 ext. 7", "tel:+15555550101;ext=7"),
        ("After hours 911", "tel:911"),
        ("clinic.example", "https://clinic.example/"),
    ]


@pytest.mark.parametrize("name", [IMPRINT, CONTACT])
@pytest.mark.parametrize("text", ["{}", "brand_color: '#0F5A66'"])
def test_where_there_is_no_clinic_nothing_is_said(text: str, name: str) -> None:
    clinic = check_node(parse_yaml("clinics/a.yaml", text), Clinic)
    assert slot_html(name, clinic, None, LOCALE.labels) == ""


def test_on_a_page_that_runs_to_the_left_numbers_and_names_are_isolated() -> None:
    html = shown(IMPRINT, FULL, rtl=True)
    assert [each.to_text() for each in html.query("p > bdi, a > bdi")][-1] == "(555) 555-0100"
    assert lines(html) == lines(shown(IMPRINT, FULL))
    assert links(html) == links(shown(IMPRINT, FULL))
