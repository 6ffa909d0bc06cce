"""All that a clinic gives is printed in each product, and what can be dialled is a link, tagged and described."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.readback.reader import read_back
from clinicpress.workspace.disk import Disk
from tests.folders import write
from tests.reading import read_pages

EDITIONS = """\
editions:
  standard: {theme: calm, paper: letter, layouts: [handout, summary]}
  large: {theme: large-print, paper: a4, layouts: [handout, summary]}
"""
PRODUCTS = [(edition, layout) for edition in ("standard", "large") for layout in ("handout", "summary")]
MUCH = """\
name: Riverside Pain & Wellness Clinic
tagline: Care that listens
address: |
  1200 N. Main St., Suite 300B
  San José, CA 95112
phone:
  - {label: Appointments, number: (555) 555-0100 ext. 2}
  - {label: Nurse line, number: +1 555 555 0111}
  - 555 0122 / 555 0123
fax: (555) 555-0199
hours:
  - Monday to Friday 8 am to 5 pm
  - Saturday 9 am to noon
after_hours: (555) 555-0911
email: hello@riverside.example
"""
EVERYWHERE = [
    "Appointments", "(555) 555-0100 ext. 2", "Nurse line +1 555 555 0111", "Phone 555 0122 / 555 0123",
    "Fax (555) 555-0199", "Open Monday to Friday 8 am to 5 pm; Saturday 9 am to noon", "After hours (555) 555-0911",
]  # fmt: skip
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><rect width="90" height="20"/></svg>'


def printed(workspace: Path, clinic: str, edition: str, layout: str) -> bytes:
    write(workspace, {"editions.yaml": EDITIONS, "clinics/one.yaml": clinic, "clinics/logo.svg": LOGO})
    job = Job("one", "en", edition, "breathing", layout)
    return Press(Catalog(Disk(workspace)), Rack()).print(job).content


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in read_pages(pdf)).split())


@pytest.mark.parametrize(("edition", "layout"), PRODUCTS)
def test_every_word_is_in_each_product(edition: str, layout: str, workspace: Path) -> None:
    said = words_of(printed(workspace, MUCH, edition, layout))
    for words in EVERYWHERE:
        assert words in said


@pytest.mark.parametrize(("edition", "layout"), PRODUCTS)
def test_numbers_and_the_email_address_are_links_and_what_is_not_sure_is_none(
    edition: str, layout: str, workspace: Path
) -> None:
    read = read_back(printed(workspace, MUCH, edition, layout), "a.pdf")
    found = [link for page in read.pages for link in page.links]
    links = {link.uri: link.contents for link in found if link.uri.startswith(("tel:", "mailto:"))}
    mail = {"mailto:hello@riverside.example": "hello@riverside.example"} if layout == "handout" else {}
    assert links == {
        "tel:5555550100;ext=2": "(555) 555-0100 ext. 2",
        "tel:+15555550111": "Nurse line +1 555 555 0111",
        "tel:5555550911": "After hours (555) 555-0911",
        **mail,
    }
    assert all(link.owned for link in found)


@pytest.mark.parametrize(("edition", "layout"), PRODUCTS)
def test_a_name_that_the_logo_holds_is_its_description(edition: str, layout: str, workspace: Path) -> None:
    name = "Elm Street Clinic"
    clinic = f"name: {name}\nphone: (555) 555-0100\nlogo: logo.svg\nlogo_has_name: true\n"
    pdf = printed(workspace, clinic, edition, layout)
    first = " ".join(read_pages(pdf)[0].text.split())
    assert first.count(name) == (1 if layout == "handout" else 0), "in the footer, and not in the box"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        alts = [str(each["/Alt"]) for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert name in alts
        assert str(opened.docinfo["/Author"]) == name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("name: O'Connor's Pain & Headache Clinic <Main>", "O'Connor's Pain & Headache Clinic <Main>"),
        ("name: »Zum Löwen« “Quoted” – No. 5", "»Zum Löwen« “Quoted” – No. 5"),
        ("name: One\nphone: 0445550100", "0445550100"),
        ("name: One\naddress: 1 Example Street\nbrand_color: 0F5A66", "1 Example Street"),
    ],
)
def test_what_people_type_is_printed_as_typed(typed: str, shown: str, workspace: Path) -> None:
    assert shown in words_of(printed(workspace, f"{typed}\n", "standard", "handout"))
