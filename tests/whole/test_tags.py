"""Every PDF is PDF/UA-1 and PDF/A-2a: veraPDF says so, and our own checks of what it cannot see."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from pikepdf import Name, Pdf, String

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.leaflets import all_sections, heard
from tests.printing import pdf_jobs, print_job
from tests.reading import squeezed
from tests.structure import Structure, check_structure
from tests.tampering import drop, elements, rename, replace_in_page, swap
from tests.verapdf import Referee, needs_referee

pytestmark = pytest.mark.long
WORKSPACES = {"real": ROOT, **{name: ROOT / "tests" / "workspaces" / name for name in ("sampler", "tiny")}}


@pytest.fixture(scope="session")
def printed() -> dict[tuple[str, Job], bytes]:
    """Every PDF of the default build, of the sampler on two papers, and of the tiny pages."""
    done = {}
    for name, root in WORKSPACES.items():
        catalog = Catalog(Disk(root))
        for job in pdf_jobs(catalog):
            done[name, job] = print_job(catalog, job).pdf
    return done


def content_of(workspace: str, job: Job) -> dict[str, Any]:
    file = WORKSPACES[workspace] / "brochures" / job.slug / f"{job.language}.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def told_by(content: dict[str, Any], job: Job) -> list[str]:
    """List the texts of a brochure in the order in which a reader should hear them."""
    friendly = job.edition.startswith("friendly")
    told = [content["title"].partition(": ")[0].rstrip(": "), content.get("subtitle", "")]
    for section in all_sections(content["sections"]):
        if job.layout == "summary":
            told += section.get("summary", [])
            continue
        body, of = section.get("body", []), section.get("aside", {})
        aside = [of[key] for key in ("pull", "term", "means") if key in of]
        # Without a side column, and below a card, a term stands at the heading, and a pull only in the text it is of.
        if job.layout == "trifold":
            # The real brochures' asides only say again what stands in the text.
            told += [section["heading"], *body]
        elif job.edition == "large-print" or friendly:
            told += [section["heading"], *([] if "pull" in of and of["pull"] in str(body) else aside), *body]
        else:
            told += [section["heading"], *body, *aside]
    return heard(told, friendly)


# The referee --------------------------------------------------------------------------------------


@needs_referee
def test_verapdf_passes_every_pdf_and_refuses_a_broken_one(
    referee: Referee, printed: dict[tuple[str, Job], bytes]
) -> None:
    assert referee.failures(printed.values()) == []
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(next(iter(printed.values())))) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(broken)
    refused = referee.failures([broken.getvalue()])
    assert [line.split("\t")[1] for line in refused] == ["ua1", "2a"]
    assert all("FAIL {" in line for line in refused), "by a rule, not because it cannot be read"


def test_qpdf_reports_nothing(printed: dict[tuple[str, Job], bytes]) -> None:
    for (_, job), content in printed.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == [], job


# What the referee cannot see -----------------------------------------------------------------------


def test_structure_says_what_the_brochure_says_in_order(printed: dict[tuple[str, Job], bytes]) -> None:
    for (workspace, job), content in printed.items():
        brochure = content_of(workspace, job)
        told = told_by(brochure, job)
        if job.layout == "summary":
            told = [text for text in told if text != _safety_point(brochure)]
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert check_structure(pdf, told) == [], job


def _safety_point(brochure: dict[str, Any]) -> str:
    """The point of the section that warns: it is heard last, from the box at the foot."""
    for section in all_sections(brochure["sections"]):
        if any(block.get("callout", {}).get("role") == "warning" for block in section.get("body", [])):
            [point] = heard(section["summary"][:1])
            return point
    return ""


def test_source_and_disclaimer_are_heard_exactly_once(printed: dict[tuple[str, Job], bytes]) -> None:
    for (workspace, job), content in printed.items():
        if workspace != "real":
            continue
        brochure = content_of(workspace, job)
        locale = yaml.safe_load((ROOT / "templates" / "locales" / "en.yaml").read_text(encoding="utf-8"))
        sources = yaml.safe_load((ROOT / "brochures" / "sources.yaml").read_text(encoding="utf-8"))
        named = brochure["sources"]
        citation = named["none"] if isinstance(named, dict) else sources[named[0]]["short"]
        disclaimer = brochure.get("disclaimer", locale["disclaimer"])
        with pikepdf.open(io.BytesIO(content)) as pdf:
            structure = Structure(pdf)
            said = squeezed(structure.top.text)
            assert said.count(squeezed(citation)) == 1, job
            assert said.count(squeezed(disclaimer)) == 1, job
            seen = len(pdf.pages)
            assert sum(squeezed(citation) in squeezed(text) for text in structure.artifacts) >= seen - 1
            times = 1 if job.clinic == "sample" else 0
            assert said.count(squeezed("Sample Clinic (example)")) == times, job
            assert said.count(squeezed("(555) 555-0100")) == times, job


def test_metadata_say_what_it_is(printed: dict[tuple[str, Job], bytes]) -> None:
    job = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "handout")
    with pikepdf.open(io.BytesIO(printed["real", job])) as pdf:
        assert pdf.pdf_version == "1.7"
        assert str(pdf.docinfo.Title) == "IV Ketamine and Fibromyalgia: An Option For Treatment?"
        assert str(pdf.docinfo.Author) == "Sample Clinic (example)"
        assert str(pdf.docinfo.Keywords) == "M79.7"
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.PageLabels.Nums[1].S == Name.D
        with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:publisher"] == {"Sample Clinic (example)"}
            assert metadata["xmpMM:VersionID"] == "1.0"
            assert metadata["xmpMM:DocumentID"].startswith("uuid:")


def test_repeated_table_heads_are_furniture_and_split_parts_one_element(
    printed: dict[tuple[str, Job], bytes],
) -> None:
    job = Job("plum", "en", "tiny", "every-block", "tiny")
    with pikepdf.open(io.BytesIO(printed["tiny", job])) as pdf:
        structure = Structure(pdf)
        tables = [part for part in structure.top.walk() if part.tag == "Table"]
        assert len(tables) == 2
        assert [part.text.strip() for part in tables[0].walk() if part.scope == "/Column"] == ["Day", "Times"]
        assert sum("DayTimes" in squeezed(text) for text in structure.artifacts) == 1
        callouts = [part for part in structure.top.walk() if part.tag == "Note"]
        assert len(callouts) == 5


def test_words_in_another_language_say_so(workspace: Path) -> None:
    template = (ROOT / "templates" / "handout" / "story.html.j2").read_text(encoding="utf-8")
    changed = workspace / "templates" / "handout" / "story.html.j2"
    changed.parent.mkdir(parents=True)
    changed.write_text(
        template.replace(
            "</header>",
            '<p>{{ words.breathe }}: <span lang="es">{{ words.respire }}</span> {{ words.slowly }}</p></header>',
        ),
        encoding="utf-8",
    )
    locale = (ROOT / "templates" / "locales" / "en.yaml").read_text(encoding="utf-8")
    (workspace / "templates" / "locales").mkdir()
    (workspace / "templates" / "locales" / "en.yaml").write_text(
        locale + "words: {breathe: Breathe, respire: respire, slowly: slowly}\n", encoding="utf-8"
    )
    printed = print_job(Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout"))
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        parts = Structure(pdf).top.walk()
        paragraph = next(part for part in parts if part.tag == "P" and part.text.startswith("Breathe:"))
        words = [kid if isinstance(kid, str) else f"{kid.lang}={kid.text}" for kid in paragraph.kids]
        assert [" ".join(word.split()) for word in words] == ["Breathe:", "es=respire", "slowly"]


def test_the_real_handouts_are_small(printed: dict[tuple[str, Job], bytes]) -> None:
    sizes = {job: len(pdf) for (name, job), pdf in printed.items() if name == "real"}
    for clinic, edition, limit in (
        ("house", "standard", 44_000),
        ("house", "large-print", 47_000),
        ("sample", "standard", 53_000),
        ("sample", "large-print", 57_000),
    ):
        assert max(size for job, size in sizes.items() if (job.clinic, job.edition) == (clinic, edition)) < limit


# Mutations: break one thing at a time --------------------------------------------------------------


MUTATIONS: dict[str, tuple[Callable[[Pdf], Any], str]] = {
    "no alt": (
        lambda pdf: drop(elements(pdf, "Figure")[0], "/Alt"),
        "a figure has no alt text",
    ),
    "two sections swapped": (
        lambda pdf: swap(elements(pdf, "Document")[0].K, 2, 3),
        "not heard, or out of order: Callouts",
    ),
    "two paragraphs swapped": (
        lambda pdf: swap(elements(pdf, "Sect")[0].K, 0, 1),
        "not heard, or out of order: Sit upright.",
    ),
    "no scope": (
        lambda pdf: drop(elements(pdf, "TH")[0], "/A"),
        "a head cell has no scope",
    ),
    "a run unmarked": (
        lambda pdf: replace_in_page(pdf, 0, b"/H2 <</MCID", b"/Artifact <</X"),
        "marked content 2 is on no page",
    ),
    "a run outside of everything": (
        lambda pdf: replace_in_page(pdf, 0, b"/Artifact BMC\n", b"EMC /Artifact BMC\n"),
        "page 1: painting outside of marked content",
    ),
    "a run in two elements": (
        lambda pdf: elements(pdf, "P")[0].K.append(elements(pdf, "H1")[0].K[0]),
        "marked content 0 of page 1 is used twice",
    ),
    "a heading level skipped": (
        lambda pdf: rename(elements(pdf, "H2")[1], "H4"),
        "the heading “Running text with marks” skips a level",
    ),
    "two titles": (
        lambda pdf: rename(elements(pdf, "H2")[2], "H1"),
        "there are two titles",
    ),
    "a list item that is none": (
        lambda pdf: rename(elements(pdf, "LI")[0], "P"),
        "a list holds something that is no item",
    ),
    "a label that is none": (
        lambda pdf: rename(elements(pdf, "Lbl")[0], "P"),
        "a list item holds something that is neither label nor body",
    ),
    "a cell lost": (
        lambda pdf: elements(pdf, "TR")[0].K.__delitem__(0),
        "the rows of a table differ in length",
    ),
    "a section lost": (
        lambda pdf: elements(pdf, "Document")[0].K.__delitem__(2),
        "not heard, or out of order: Callouts",
    ),
    "no language": (
        lambda pdf: drop(pdf.Root, "/Lang"),
        "the document has no language",
    ),
    "not marked": (
        lambda pdf: drop(pdf.Root, "/MarkInfo"),
        "the document is not marked as tagged",
    ),
    "title not shown": (
        lambda pdf: drop(pdf.Root, "/ViewerPreferences"),
        "the window does not show the title",
    ),
    "another title": (
        lambda pdf: pdf.docinfo.__setitem__("/Title", String("Another")),
        "the titles in Info and XMP differ, or there is none",
    ),
    "no description of a link": (
        lambda pdf: drop(pdf.pages[0].Annots[0], "/Contents"),
        "a link on page 1 has no description",
    ),
    "a link without its element": (
        lambda pdf: rename(elements(pdf, "Link")[0], "Span"),
        "a link on page 1 is in no link element",
    ),
    "a link without a way back": (
        lambda pdf: drop(pdf.pages[0].Annots[0], "/StructParent"),
        "a link on page 1 has no way back to its element",
    ),
    "a link to nowhere": (
        lambda pdf: pdf.pages[0].Annots[0].Dest.__setitem__(3, 9999),
        "a link on page 1 leads nowhere",
    ),
    "no tab order": (
        lambda pdf: drop(pdf.pages[0].obj, "/Tabs"),
        "page 1 has no tab order",
    ),
    "no structure": (
        lambda pdf: drop(pdf.Root, "/StructTreeRoot"),
        "there is no structure tree",
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_checks_notice(name: str, printed: dict[tuple[str, Job], bytes]) -> None:
    job = Job("plum", "en", "standard", "every-block", "handout")
    told = told_by(content_of("sampler", job), job)
    with pikepdf.open(io.BytesIO(printed["sampler", job])) as pdf:
        assert check_structure(pdf, told) == []
        change, complaint = MUTATIONS[name]
        change(pdf)
        assert [said for said in check_structure(pdf, told) if said.startswith(complaint)] != []
