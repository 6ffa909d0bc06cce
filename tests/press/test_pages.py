"""Pages of many clinics: each its own clinic's, the same bytes in whatever order."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.model import Clinic, texts_of
from clinicpress.content.texts import Unprinted
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.schema import check_node
from tests.folders import LOGO, write
from tests.webpage.pages import Shown
from tests.webpage.test_clinicslots import FULL

COUNT = 12


def clinic(number: int) -> str:
    """Write a clinic's file, some with much to say, and some with little."""
    more = f"website: https://c{number}.example\nhours: [Mon {number}-{number + 1}]\nemail: c{number}@clinic.example\n"
    color = f'brand_color: "#{number:02X}5A66"\n'
    return f"name: Clinic Number {number}\nphone: (555) 555-01{number:02}\n{color}{more if number % 2 else ''}"


@pytest.fixture
def many(workspace: Path) -> Path:
    for number in range(COUNT):
        (workspace / "clinics" / f"c{number}.yaml").write_text(clinic(number), encoding="utf-8")
    return workspace


def jobs(order: int) -> list[Job]:
    return [Job(f"c{number * order % COUNT}", "en", "standard", "breathing", "page") for number in range(COUNT)]


def test_each_clinic_has_a_page_of_its_own_in_whatever_order(many: Path) -> None:
    press, other = Press(Catalog(Disk(many)), Rack()), Press(Catalog(Disk(many)), Rack())
    made = {job: press.print(job).content for job in jobs(1)}
    assert {job: other.print(job).content for job in jobs(5)} == made
    for number, (job, content) in enumerate(made.items()):
        page = Shown(content)
        assert job.clinic == f"c{number}"
        assert page.words(".imprint-name") == page.words("address p:first-child") == [f"Clinic Number {number}"]
        assert page.values(".imprint-phone a", "href") == [f"tel:55555501{number:02}"]
        assert f"--brand:#{number:02x}5a66;" in page.words("style")[0]
        site = [f"https://c{number}.example"] if number % 2 else []
        assert [each for each in page.values("address a", "href") if each.startswith("https")] == site
        assert page.words("address").count(f"Clinic Number {number + 1}") == 0


CLINICS = {
    "all that there is": FULL,
    "a logo": "name: Clinic\nlogo: one/logo.svg\n",
    "a logo that holds the name": "name: Clinic\nlogo: one/logo.svg\nlogo_has_name: true\nphone: (555) 555-0100\n",
    "a name alone": "name: Clinic\n",
    "a number nobody could dial": "name: Clinic\nphone: see 555 below\n",
    "a number with what is said with it": 'name: Clinic\nphone: "(555) 555-0100 (Mon to Fri)"\n',
    "a mail address with signs": "name: Clinic\nemail: a%b@clinic.example\n",
    "an address in another script": "name: Жизнь\nwebsite: https://bücher.example/über\n",
    "much white space": 'name: "Clinic\u00a0 of  all"\naddress: "a\u00a0b"\n',
    "a colour in short": 'name: Clinic\nbrand_color: "#055"\n',
    "a colour under its other name": 'name: Clinic\ntheme: {colors.brand: "#7A2F55"}\n',
    "a colour alone": "brand_color: '#7A2F55'\n",
}


@pytest.mark.parametrize("what", CLINICS)
def test_whatever_a_clinic_says_is_on_its_page(what: str, many: Path) -> None:
    write(many, {"clinics/c0.yaml": CLINICS[what], "clinics/one/logo.svg": LOGO})
    page = Shown(Press(Catalog(Disk(many)), Rack()).print(Job("c0", "en", "standard", "breathing", "page")).content)
    assert page.mistakes == []
    said = check_node(parse_yaml("clinics/c0.yaml", CLINICS[what]), Clinic)
    words = " ".join([*page.words(".clinic p"), *page.values(".clinic img", "alt")])
    for text in texts_of(said):
        if not isinstance(text, Unprinted) and not text.startswith("#"):
            assert " ".join(text.split()).split("://")[-1].rstrip("/") in words
    assert bool(page.all(".logo")) == (said.logo is not None)


def test_what_is_wrong_with_a_clinic_is_told_at_its_line(many: Path) -> None:
    (many / "clinics" / "c3.yaml").write_text('name: C\nbrand_color: "#FFEE00"\n', encoding="utf-8")
    with pytest.raises(InputProblems, match=r"clinics/c3.yaml:2:14: error: the brand colour #FFEE00 is too pale"):
        Press(Catalog(Disk(many)), Rack()).print(Job("c3", "en", "standard", "breathing", "page"))


def test_a_line_that_is_not_what_the_file_says_is_a_fault_of_ours(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clinicpress.press import pages

    right = pages.slot_html
    monkeypatch.setattr(pages, "slot_html", lambda *given: right(*given).replace("555-0103", "555-0108"))
    press = Press(Catalog(Disk(many)), Rack())
    assert press.print(Job("c4", "en", "standard", "breathing", "page")).content
    with pytest.raises(FaultyProof, match="clinic of the page"):
        press.print(Job("c3", "en", "standard", "breathing", "page"))
