"""Imprints: what a clinic adds to a plate, beside the same pages typeset for that clinic alone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.looks.theme import BRAND, Overrides
from clinicpress.pdf.archive import put_fonts, put_pictures
from clinicpress.pdf.patch import EXTRA
from clinicpress.pdf.plate import Plate
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.press.imprint import Imprint
from clinicpress.press.platemaking import draw, forms_of, lay_out, typeset
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.story.answers import Answers
from clinicpress.typesetting.page import Furniture
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, Finished
from tests.printing import print_job
from tests.reading import codes_on, pictures_of, read_pages, squeezed
from tests.structure import check_structure
from tests.verapdf import Referee, needs_referee

CLINICS = {
    "house": "{}\n",
    "full": """\
name: Sample Pain Clinic (example)
tagline: Sample data, not a real clinic
address: [1 Example Street, "Springfield, ST 00000"]
phone: (555) 555-0100
email: hello@clinic.example
website: https://clinic.example/a/longer/path?with=query&more=1
logo: full/logo.svg
brand_color: "#6B2A5E"
""",
    "plain": "name: Sample Clinic (example)\n",
    "greek": 'name: Δείγμα Ιατρείου (example)\nphone: "+30 555 0100"\naddress: [Οδός 1, Αθήνα]\nlogo: greek/logo.png\n',
    "accents": """\
name: "Praxis «Ñandú» & Söhne (example)"
website: https://praxis.example
brand_color: "#1F4E8C"
""",
}
LAYOUTS = """\
editions:
  standard: {theme: calm, paper: letter, layouts: [handout, summary]}
  a4: {theme: calm, paper: a4, layouts: [handout]}
  large-print: {theme: large-print, paper: letter, layouts: [handout]}
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The real brochures for clinics of all kinds."""
    root = tmp_path_factory.mktemp("clinics")
    for folder in ("clinics/full", "clinics/greek"):
        (root / folder).mkdir(parents=True)
    (root / "clinics/full/logo.svg").write_bytes((ROOT / "clinics/sample/logo.svg").read_bytes())
    Image.new("RGBA", (90, 40), (20, 60, 120, 160)).save(root / "clinics/greek/logo.png")
    for name, text in CLINICS.items():
        (root / f"clinics/{name}.yaml").write_text(text, encoding="utf-8")
    (root / "editions.yaml").write_text(LAYOUTS, encoding="utf-8")
    shutil.copytree(ROOT / "brochures", root / "brochures")
    return Catalog(Disk(root))


JOBS = [
    Job(clinic, "en", edition, slug, layout)
    for clinic in CLINICS
    for edition, slug, layout in (
        ("standard", "iv-ketamine-fibromyalgia", "handout"),
        ("standard", "ketamine-pain-relief", "summary"),
        ("a4", "ketamine-pain-relief", "handout"),
        ("large-print", "ketamine-pain-relief", "handout"),
    )
]
jobs = pytest.mark.parametrize("job", JOBS, ids=lambda job: job.path)


@pytest.fixture(scope="module")
def pressed(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> dict[Job, bytes]:
    """The same jobs from plates that were read back from a folder."""
    rack = tmp_path_factory.mktemp("plates") / "plates"
    first, second = Press(catalog, Rack(rack)), Press(catalog, Rack(rack))
    made = {job: first.print(job).content for job in JOBS}
    again = {job: second.print(job).content for job in reversed(JOBS)}
    assert made == again
    return made


class _BrandedAnswers(Answers):
    """Answers that give the brand colour to the theme, as any other override."""

    @property
    def overrides(self) -> Overrides:
        color = self._clinic.brand_color
        return {**super().overrides, **({BRAND: color} if color is not None else {})}


class _ImprintedFurniture(Furniture):
    """Furniture that draws the imprint with it: the way without a plate."""

    def __init__(self, plain: Furniture, imprint: Imprint, qr: Any) -> None:
        vars(self).update(vars(plain))
        self.imprint, self.qr = imprint, qr

    def stamp(self, canvas: PressCanvas, page: int, pages: int) -> None:
        super().stamp(canvas, page, pages)
        for slot in canvas.record.slots:
            filled = self.imprint.clinic.name is not None or slot.name == "card"
            if slot.page == page and filled:
                self.imprint.fill(canvas, slot, self.qr)
        if self.footer.clinic_room.lines:
            self.imprint.footer(canvas, self.footer.clinic_room)


def directly_typeset(catalog: Catalog, job: Job) -> bytes:
    """Draw pages and imprint in one go, without a plate."""
    clinic = catalog.clinic(job.clinic)
    laid_out = lay_out(catalog, job, _BrandedAnswers(clinic))
    qr = typeset(catalog, job, Answers(clinic)).plate.qr
    furniture = _ImprintedFurniture(laid_out.furniture, gather_clinic(catalog, job).imprint, qr)
    canvas, _ = draw(laid_out._replace(furniture=furniture))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(canvas.finish())) as pdf:
        fonts = put_fonts(pdf, list(canvas.case.fonts.values()))
        kept_open = [*fonts, *put_pictures(pdf, forms_of(canvas.record))]
        pdf.save(out)
        for source in kept_open:
            source.close()
    return out.getvalue()


@jobs
def test_an_imprint_looks_as_if_it_was_typeset_with_the_pages(
    job: Job, catalog: Catalog, pressed: dict[Job, bytes]
) -> None:
    # At 72 dpi, edges of pictures would stand on those of pixels, and the last digit would decide.
    ours, direct = (pictures_of(pdf, 75) for pdf in (pressed[job], directly_typeset(catalog, job)))
    assert len(ours) == len(direct)
    for number, (one, other) in enumerate(zip(ours, direct, strict=True), 1):
        difference = ImageChops.difference(one.convert("L"), other.convert("L"))
        assert sum(difference.histogram()[48:]) == 0, f"page {number} differs in {difference.getbbox()}"


@jobs
def test_a_plate_from_the_rack_gives_the_bytes_of_a_fresh_one(
    job: Job, catalog: Catalog, pressed: dict[Job, bytes]
) -> None:
    assert pressed[job] == print_job(catalog, job).pdf


@jobs
def test_an_imprint_is_in_the_structure(job: Job, catalog: Catalog, pressed: dict[Job, bytes]) -> None:
    clinic = catalog.clinic(job.clinic)
    with pikepdf.open(io.BytesIO(pressed[job])) as pdf:
        assert not pdf.check_pdf_syntax()
        assert check_structure(pdf, [clinic.name or ""]) == []
        assert str(pdf.docinfo.get("/Author", "")) == (clinic.name or "")


@needs_referee
def test_the_referee_passes_imprints(referee: Referee, pressed: dict[Job, bytes]) -> None:
    assert referee.failures(pressed.values()) == []


def test_plates_are_the_same_whatever_clinic_they_were_made_for(catalog: Catalog) -> None:
    """So nothing of a clinic can be in them."""
    job = Job("full", "en", "standard", "iv-ketamine-fibromyalgia", "handout")
    plates = [
        typeset(catalog, replace(job, clinic=clinic), Answers(catalog.clinic(clinic))).plate.to_bytes()
        for clinic in ("full", "greek")
    ]
    assert plates[0] == plates[1]
    assert Plate.from_bytes(plates[0]).to_bytes() == plates[0]


def test_the_qr_code_of_a_page_leads_to_the_clinic(pressed: dict[Job, bytes], catalog: Catalog) -> None:
    job = Job("full", "en", "standard", "iv-ketamine-fibromyalgia", "handout")
    found = [code.text for page in pictures_of(pressed[job], 150) for code in codes_on(page)]
    assert found == [str(catalog.clinic("full").website)]


PHONE_IN_BODY = "<p>{{ clinic.phone or '–' }}</p>"


def test_what_the_story_asks_of_the_clinic_is_its_own(press: Callable[..., Finished], workspace: Path) -> None:
    """A template that prints the clinic's phone number: every clinic has pages of its own."""
    template = workspace / "templates/handout/story.html.j2"
    template.parent.mkdir(parents=True)
    shipped = (ROOT / "templates/handout/story.html.j2").read_text(encoding="utf-8")
    template.write_text(shipped.replace("</header>", f"{PHONE_IN_BODY}</header>"), encoding="utf-8")
    for number in range(3):
        text = f"name: Test Clinic\nphone: (555) 555-000{number}\n"
        (workspace / f"clinics/c{number}.yaml").write_text(text, encoding="utf-8")
    assert press("build").status == 0
    for number in range(3):
        pages = read_pages((workspace / f"build/c{number}/en/standard/breathing-handout.pdf").read_bytes())
        assert squeezed(pages[0].text).count(f"(555)555-000{number}") == 3, "in the body, the box and the footer"
        assert all(f"000{other}" not in squeezed(pages[0].text) for other in range(3) if other != number)
    assert len(list((workspace / "build/.clinicpress/plates").iterdir())) == 5, "three phones, one other, and none"


@pytest.mark.parametrize(
    ("clinic", "own_fonts"), [("full", False), ("plain", False), ("accents", True), ("greek", True)]
)
def test_only_characters_that_no_plate_has_come_in_fonts_of_their_own(
    clinic: str, own_fonts: bool, pressed: dict[Job, bytes]
) -> None:
    job = Job(clinic, "en", "standard", "iv-ketamine-fibromyalgia", "handout")
    with pikepdf.open(io.BytesIO(pressed[job])) as pdf:
        names = [*pdf.pages[0].resources["/Font"]]
    assert any(name.startswith(f"/{EXTRA}") for name in names) == own_fonts


def test_a_slot_may_stand_on_several_pages(press: Callable[..., Finished], workspace: Path) -> None:
    """The same patch twice: each has structure elements of its own."""
    template = workspace / "templates/handout/story.html.j2"
    template.parent.mkdir(parents=True)
    shipped = (ROOT / "templates/handout/story.html.j2").read_text(encoding="utf-8")
    slot = '<slot name="imprint">'
    template.write_text(shipped.replace("</header>", f"</header><div>{slot}</div><div>{slot}</div>"), encoding="utf-8")
    assert press("build", "--clinic", "one").status == 0
    with pikepdf.open(workspace / "build/one/en/standard/breathing-handout.pdf") as pdf:
        assert check_structure(pdf, ["Test Clinic One", "Test Clinic One", "Test Clinic One"]) == []
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        for page, owners in zip(pdf.pages, numbers[1::2], strict=False):
            assert page.obj.StructParents in numbers
            owned = [(owner.objgen, number) for number, owner in enumerate(owners) if owner is not None]
            assert all(
                number in [int(kid) for kid in pdf.get_object(owner).K if isinstance(kid, int)]
                for owner, number in owned
            )
