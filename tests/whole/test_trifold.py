"""The tri-fold: folded where print shops fold, whole sentences, source and disclaimer in each state of folding."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import pikepdf
import pypdfium2 as pdfium
import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.inspection.preflight import inspect
from clinicpress.readback.finished import Part
from clinicpress.readback.reader import read_back
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import ROOT
from tests.printing import Printed, print_job
from tests.reading import squeezed
from tests.whole.test_articles import SLUGS, article

pytestmark = pytest.mark.long
LETTER, A4 = (792, 612), (841.89, 595.28)
ON_LETTER, ON_A4 = ((261, 526.5), (265.5, 531)), ((274.96, 558.43), (283.46, 566.93))
PAPERS = {"letter": LETTER, "a4": A4, "friendly": LETTER, "friendly-a4": A4}
"""The sizes of the editions' sheets."""
FOLDS = {"letter": ON_LETTER, "a4": ON_A4, "friendly": ON_LETTER, "friendly-a4": ON_A4}
CLEAR, EDGE = 14.17, 18.0
"""How far words must stay from folds (5 mm) and from the edges that office printers do not reach."""
LEAST_BODY = 10.5
EDITIONS = """editions:
  letter: {theme: calm, paper: letter, layouts: [trifold]}
  a4: {theme: calm, paper: a4, layouts: [trifold]}
  friendly: {theme: friendly, paper: letter, layouts: [trifold]}
  friendly-a4: {theme: friendly, paper: a4, layouts: [trifold]}
"""
LONG_NAME = "The Greater Springfield Regional Center for Pain Medicine, Rehabilitation and Integrative Care"
CLINICS = {
    "plain": "name: Clinic\n",
    "long": f'name: {LONG_NAME}\nphone: "+1 (555) 555-0100"\nemail: pain-medicine@clinic.example\n'
    "tagline: Sample data, not a real clinic\naddress: [1234 North Example Street, Building C, Springfield, ST 00000]\n"
    "website: https://clinic.example/pain-medicine/patients\n",
    "logo": f"name: {LONG_NAME}\nphone: (555) 555-0100\nlogo: sample/logo.svg\nwebsite: https://clinic.example\n",
    "full": "name: Riverside Center for Pain Medicine (example)\ntagline: Sample data, not a real clinic\n"
    "address: [1234 North Example Street, Building C, 'Springfield, ST 00000']\nhours: [Mon–Fri 8–17, Sat 9–12]\n"
    "phone: [(555) 555-0100, {label: Nurse line, number: (555) 555-0101}, {label: Pharmacy, number: (555) 555-0102}]\n"
    "fax: (555) 555-0103\nafter_hours: (555) 555-0199\nemail: hello@clinic.example\nlogo: sample/logo.svg\n"
    "website: https://clinic.example\n",
    "compound": "name: Gesundheitsversorgungszentrumsverwaltungsgesellschaft\nphone: (555) 555-0100\n",
}
HOUSES = ("house", "sample", *CLINICS)
INSPECTED = ("sample", "full")
"""Those that a preflight looks at, which takes a second for each."""


def catalog(**changed: str) -> Catalog:
    files = {"editions.yaml": EDITIONS, **{f"clinics/{name}.yaml": text for name, text in CLINICS.items()}, **changed}
    return Catalog(Unsaved(Disk(ROOT), {name: text.encode() for name, text in files.items()}))


@pytest.fixture(scope="module")
def printed() -> Mapping[tuple[str, str, str], Printed]:
    """The tri-folds of both brochures on both papers, for the house and for all clinics."""
    shared = catalog()
    return {
        (slug, paper, clinic): print_job(shared, Job(clinic, "en", paper, slug, "trifold"))
        for slug in SLUGS
        for paper in PAPERS
        for clinic in HOUSES
    }


Box = tuple[str, float, float, float, float]


def boxes(pdf: bytes) -> list[list[Box]]:
    """Return the characters of each page with left, bottom, right and top of their ink, as PDFium sees them."""
    pages = []
    for page in pdfium.PdfDocument(pdf):
        text = page.get_textpage()
        found = [(text.get_text_range(at, 1), *text.get_charbox(at)) for at in range(text.count_chars())]
        pages.append([each for each in found if each[0].strip()])
    return pages


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_one_sheet_with_its_folds_where_they_are_folded(
    slug: str, paper: str, printed: Mapping[tuple[str, str, str], Printed]
) -> None:
    with pikepdf.open(io.BytesIO(printed[slug, paper, "sample"].pdf)) as pdf:
        assert len(pdf.pages) == 2
        for page, folds in zip(pdf.pages, FOLDS[paper], strict=True):
            assert [float(edge) for edge in page.mediabox[2:]] == pytest.approx(PAPERS[paper], abs=0.1)
            noted = page.PieceInfo["/clinicpress"].Private.Folds
            assert [float(fold) for fold in noted] == pytest.approx(folds, abs=0.1)  # type: ignore[attr-defined]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def collisions(page: list[Box]) -> list[tuple[str, str]]:
    """Return the letters and figures of which one covers more than a third of the other, two by two.

    The letters of a ligature follow each other and have one box.
    """
    alone = [box for before, box in pairwise([("", 0.0, 0.0, 0.0, 0.0), *page]) if box[1:] != before[1:]]
    placed = sorted((box for box in alone if box[0].isalnum()), key=lambda box: box[1])
    found, before = [], list[Box]()
    for char, left, bottom, right, top in placed:
        before = [each for each in before if each[3] > left]
        for other, west, south, east, north in before:
            shared = (min(right, east) - max(left, west)) * max(0.0, min(top, north) - max(bottom, south))
            if shared > min((right - left) * (top - bottom), (east - west) * (north - south)) / 3:
                found.append((other, char))
        before.append((char, left, bottom, right, top))
    return found


def test_letters_that_cover_each_other_are_found() -> None:
    word = [("a", 0.0, 0.0, 5.0, 6.0), ("b", 5.0, 0.0, 10.0, 6.0)]
    assert collisions(word) == []
    assert collisions([*word, ("c", 1.0, 2.0, 6.0, 8.0)]) == [("a", "c")]
    assert collisions([*word, word[0]]) == [("a", "a")]
    assert collisions([word[0], word[0]]) == [], "a ligature"


@pytest.mark.parametrize("clinic", HOUSES)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_all_words_keep_clear_of_folds_and_edges_and_of_each_other(
    slug: str, paper: str, clinic: str, printed: Mapping[tuple[str, str, str], Printed]
) -> None:
    width, height = PAPERS[paper]
    for folds, page in zip(FOLDS[paper], boxes(printed[slug, paper, clinic].pdf), strict=True):
        assert page
        assert collisions(page) == []
        for char, left, bottom, right, top in page:
            assert left >= EDGE and bottom >= EDGE and right <= width - EDGE and top <= height - EDGE, char
            for fold in folds:
                assert right <= fold - CLEAR + 0.05 or left >= fold + CLEAR - 0.05, (char, left, right, fold)


@pytest.mark.parametrize("clinic", INSPECTED)
@pytest.mark.parametrize("paper", ["letter", "friendly"])
@pytest.mark.parametrize("slug", SLUGS)
def test_a_preflight_asks_of_folds_and_faces_and_finds_nothing_wrong(
    slug: str, paper: str, clinic: str, printed: Mapping[tuple[str, str, str], Printed]
) -> None:
    asked = {row.id: row for row in inspect(read_back(printed[slug, paper, clinic].pdf, "trifold.pdf"))}
    assert [row.found for row in asked.values() if row.result == "failed"] == []
    assert {"folds", "faces"} <= asked.keys()


def parts_of(parts: Iterable[Part], tag: str) -> Iterator[Part]:
    """Yield the outermost elements of a kind, in reading order."""
    for part in parts:
        if part.tag == tag:
            yield part
        else:
            yield from parts_of(part.kids, tag)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_sentence_stands_once_in_order_and_large_enough(
    slug: str, paper: str, printed: Mapping[tuple[str, str, str], Printed]
) -> None:
    made, sentences = printed[slug, paper, "sample"], article(slug)
    finished = read_back(made.pdf, "trifold.pdf")
    if slug.startswith("iv"):
        title = sentences.pop(0)
        assert squeezed(title).replace(":", "") in squeezed("".join(p.own for p in finished.elements())).replace(
            ":", ""
        )
    # At a glance, sentences are said again: that is no section.
    said = squeezed("".join(part.text for part in parts_of(finished.parts, "Sect")))
    at = 0
    for sentence in map(squeezed, sentences):
        assert said.count(sentence) == 1, sentence
        assert said.index(sentence) >= at, sentence
        at = said.index(sentence) + len(sentence)
    text, flap = squeezed("".join(sentences)), FOLDS[paper][0][0]
    # Of the outside, the flap alone has text of the article.
    lines = [line for line in made.record.texts if line.page == 2 or line.x < flap]
    sizes = [line.size for line in lines if squeezed(line.text) in text]
    assert len(sizes) > 80
    assert min(sizes) >= LEAST_BODY


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_read_from_the_cover_over_the_flap_and_the_inside_to_the_back(
    slug: str, printed: Mapping[tuple[str, str, str], Printed]
) -> None:
    finished = read_back(printed[slug, "letter", "sample"].pdf, "trifold.pdf")
    heads = [(part.tag, part.text) for part in finished.elements() if part.tag in ("H1", "H2")]
    assert heads[0][0] == "H1"
    assert heads[1] == ("H2", "At a glance")
    assert heads[-1] == ("H2", "About this handout")
    assert len(heads) > 6


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", SLUGS)
def test_closed_half_open_and_open_source_and_disclaimer_are_seen_whole(
    slug: str, paper: str, printed: Mapping[tuple[str, str, str], Printed]
) -> None:
    """Closed, one sees the back; half open, the left panel of the inside beside the flap; open, the inside."""
    for clinic in HOUSES:
        pdf = printed[slug, paper, clinic].pdf
        noted = read_back(pdf, "trifold.pdf").docket
        outside, inside = boxes(pdf)
        (flap, back), (left, _) = FOLDS[paper]
        for page, begin, end in ((outside, flap, back), (inside, 0.0, left)):
            seen = squeezed("".join(char for char, at, _, right, _ in page if begin <= at and right <= end))
            for line in ("Source", "Disclaimer"):
                assert squeezed(noted[line][0]) in seen.replace("\ufffe", "-"), (clinic, line)


def test_one_word_too_many_is_told_at_its_line_with_the_points_that_are_over() -> None:
    slug, end = "ketamine-pain-relief", "following the latest research in this field."
    file = f"brochures/{slug}/en.yaml"
    text = (ROOT / file).read_text(encoding="utf-8")
    before, _, after = text.partition(end)
    paragraph = before.rindex("- paragraph:")
    lines = range(text.count("\n", 0, paragraph) + 1, before.count("\n") + 2)

    def tried(words: int) -> str:
        """Print with more words at the end of the last paragraph; returns what is told."""
        changed = f"{before}{end}{' Word' * words}{after}"
        try:
            print_job(catalog(**{file: changed}), Job("house", "en", "letter", slug, "trifold"))
        except InputProblems as error:
            [problem] = error.problems
            assert problem.place.file == file
            assert problem.place.line in lines
            return problem.message
        return ""

    fits, breaks = 0, 400
    assert after
    assert not tried(fits)
    while breaks - fits > 1:
        middle = (fits + breaks) // 2
        fits, breaks = (middle, breaks) if not tried(middle) else (fits, middle)
    told = re.fullmatch(
        r"the trifold is too long for 2 pages, even at 10\.5 pt: about [\d.]+ inches \((\d+) points\) of it do not fit",
        tried(breaks),
    )
    assert told
    assert 12 <= int(told[1]) <= 30, "a word makes a line more, or two"
