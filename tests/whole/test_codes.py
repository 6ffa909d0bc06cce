"""The QR codes of many clinics: each leads where its clinic's file says, as a phone sees it on the painted page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE, Finished
from tests.reading import codes_on, pictures_of, read_pages, squeezed

DPI = 200
DEEP = (
    "https://www.pain.trust.example/departments/anaesthesiology/pain/for-patients/leaflets"
    "/after-an-operation/what-to-do-at-home/medicines-and-when-to-call-the-ward?l=en"
)
SOURCES = {"breathing": "https://guide.example/first/", "sleeping": "https://guide.example/other/"}
WEBSITES = {
    "house": "",
    "none": "",
    "one": "https://clinic-1.example",
    "two": "https://clinic-2.example",
    "twin": "https://clinic-1.example",
    "other-script": "https://müller.example/ä",
    "deep": DEEP,
}
CODED = {"https://müller.example/ä": "https://xn--mller-kva.example/%C3%A4"}
PRINTED = {DEEP: "www.pain.trust.example/departments/anaesthesiology/pain/for-patients/"}
"""What stands in codes and on pages, where that is not the address without its scheme."""


@pytest.fixture
def many(workspace: Path) -> Path:
    """Two brochures with a source each, for clinics with websites, with the same one, and without."""
    files = {
        "editions.yaml": "editions:\n"
        "  standard: {theme: calm, paper: letter, layouts: [handout]}\n"
        "  large-print: {theme: large-print, paper: a4, layouts: [handout]}\n",
        "brochures/sources.yaml": "".join(
            f"{slug}: {{short: A guide, full: Doe J. A guide., url: '{url}'}}\n" for slug, url in SOURCES.items()
        ),
        **{
            f"brochures/{slug}/en.yaml": WORKSPACE["brochures/breathing/en.yaml"].replace("guide]", f"{slug}]")
            for slug in SOURCES
        },
        **{f"clinics/{name}.yaml": file(name, website) for name, website in WEBSITES.items()},
    }
    files["brochures/sleeping/en.yaml"] = files["brochures/sleeping/en.yaml"].replace("[@breathing]", "[@sleeping]")
    (workspace / "clinics/one.yaml").unlink()
    for name, text in files.items():
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_text(text, encoding="utf-8")
    return workspace


def file(name: str, website: str) -> str:
    said = f"name: Test Clinic {name}\nphone: (555) 555-0100\n" if name != "house" else ""
    return said + (f"website: {website}\n" if website else "") or "{}\n"


def check(pdf: bytes, website: str, slug: str) -> None:
    """Read the code from the painted page, and hold it against the link that lies on it, and the words beside it."""
    address = website or SOURCES[slug]
    [(page, code)] = [(n, code) for n, each in enumerate(pictures_of(pdf, DPI, grey=True)) for code in codes_on(each)]
    assert code.text == CODED.get(address, address)
    with pikepdf.open(BytesIO(pdf)) as opened:
        leaf = opened.pages[page]
        x = code.position.top_left.x / DPI * 72
        y = float(leaf.mediabox[3]) - code.position.top_left.y / DPI * 72
        [link] = [
            annotation
            for annotation in leaf.get("/Annots", [])
            for left, bottom, right, top in [map(float, annotation.Rect)]
            if left - 1 <= x <= right and bottom <= y <= top + 1
        ]
        assert bytes(link.A.URI).decode("ascii") == code.text
        assert str(link.Contents) == address
    said = squeezed(read_pages(pdf)[page].text)
    assert PRINTED.get(address, address.removeprefix("https://").rstrip("/")) in said
    assert (DEEP[8:] in said, "/…Test" in said) == (False, address == DEEP)
    assert not [other for other in WEBSITES.values() if other not in ("", address) and other[8:] in said]


def check_all(out: Path, websites: dict[str, str]) -> None:
    files = sorted(out.rglob("*.pdf"))
    assert len(files) == len(websites) * 2 * len(SOURCES)
    for each in files:
        clinic, _, _, name = each.relative_to(out).parts
        check(each.read_bytes(), websites[clinic], name.partition("-")[0])


@pytest.mark.long
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_clinic_has_the_code_of_another(many: Path, press: Callable[..., Finished], jobs: str) -> None:
    assert press("build", "--jobs", jobs).status == 0
    check_all(many / "build", WEBSITES)
    # The websites change hands, and one is given up: the plates stay.
    changed = {**WEBSITES, "one": WEBSITES["two"], "two": WEBSITES["one"], "deep": "", "none": WEBSITES["deep"]}
    for name, website in changed.items():
        (many / f"clinics/{name}.yaml").write_text(file(name, website), encoding="utf-8")
    assert press("build", "--jobs", jobs).status == 0
    check_all(many / "build", changed)


@pytest.mark.long
@pytest.mark.parametrize("shared", [True, False], ids=["one press", "a press each"])
def test_no_clinic_has_the_code_of_another_where_threads_print(many: Path, shared: bool) -> None:
    catalog, rack = Catalog(Disk(many)), Rack()
    presses = [Press(catalog, rack) if shared else Press(Catalog(Disk(many)), Rack()) for _ in range(2)]
    jobs = [
        Job(clinic, "en", edition, slug, "handout")
        for slug in SOURCES
        for clinic in WEBSITES
        for edition in ("standard", "large-print")
    ]
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(lambda numbered: presses[numbered[0] % 2].print(numbered[1]).content, enumerate(jobs))
        for job, pdf in zip(jobs, made, strict=True):
            check(pdf, WEBSITES[job.clinic], job.slug)


def test_a_source_whose_address_no_code_can_hold_has_none(many: Path, press: Callable[..., Finished]) -> None:
    """It stands in the colophon in full; the next source may have one."""
    long = f"https://guide.example/{'a-long-part/' * 25}"
    sources = many / "brochures/sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace(SOURCES["breathing"], long), encoding="utf-8")
    brochure = many / "brochures/sleeping/en.yaml"
    text = brochure.read_text(encoding="utf-8").replace("sources: [sleeping]", "sources: [breathing, sleeping]")
    brochure.write_text(text, encoding="utf-8")
    assert press("build", "--clinic", "none", "--edition", "standard").status == 0
    folder = many / "build/none/en/standard"
    assert not [code for page in pictures_of((folder / "breathing-handout.pdf").read_bytes(), DPI, grey=True)
                for code in codes_on(page)]  # fmt: skip
    for slug in SOURCES:
        pages = read_pages((folder / f"{slug}-handout.pdf").read_bytes())
        assert squeezed(long[8:]) in squeezed("".join(page.text for page in pages))
    check((folder / "sleeping-handout.pdf").read_bytes(), "", "sleeping")
