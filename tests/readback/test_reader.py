"""Reading PDFs back: what the press made is found again, and what is broken is said where it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.characters import UNKNOWN, squeezed
from clinicpress.ground.problems import InputProblems
from clinicpress.readback.finished import Finished
from clinicpress.readback.reader import read_back, read_file
from clinicpress.readback.sight import picture
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.printing import print_job
from tests.readback.drawn import drawn, read_drawn
from tests.reading import read_pages
from tests.structure import Structure

HANDOUT = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "handout")


@pytest.fixture(scope="module")
def handout() -> bytes:
    return print_job(Catalog(Disk(ROOT)), HANDOUT).pdf


@pytest.fixture(scope="module")
def read(handout: bytes) -> Finished:
    return read_back(handout, "handout.pdf")


def changed(pdf: bytes, change: Callable[[Pdf], object]) -> Finished:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return read_back(out.getvalue(), "changed.pdf")


# Ours ----------------------------------------------------------------------------------------------


def test_pages_say_what_another_reader_hears(handout: bytes, read: Finished) -> None:
    for page, other in zip(read.pages, read_pages(handout), strict=True):
        assert squeezed("".join(glyph.char for glyph in page.glyphs)) == squeezed(other.text)
        assert sorted(squeezed(page.text)) == sorted(squeezed(other.text))
        assert (page.width, page.height) == (612, 792)
        assert page.unmarked == 0


def test_elements_hold_their_words(handout: bytes, read: Finished) -> None:
    with pikepdf.open(io.BytesIO(handout)) as pdf:
        structure = Structure(pdf)
    theirs = structure.top.walk()
    ours = list(read.elements())
    assert [part.tag for part in ours] == [part.tag for part in theirs]
    assert [squeezed(part.text) for part in ours] == [squeezed(part.text) for part in theirs]
    assert [part.alt for part in ours] == [part.alt for part in theirs]


def test_words_of_a_paragraph_stay_apart_over_lines_and_pages(read: Finished) -> None:
    brochure = (ROOT / "brochures" / HANDOUT.slug / "en.yaml").read_text(encoding="utf-8")
    paragraphs = [part.text for part in read.elements() if part.tag == "P" and len(part.text) > 300]
    assert len(paragraphs) > 8
    for text in paragraphs[:-3]:
        assert " ".join(text.replace("’", "'").split()) in " ".join(brochure.replace("’", "'").split())


def test_facts_of_our_own(read: Finished) -> None:
    assert read.title == "IV Ketamine and Fibromyalgia: An Option For Treatment?"
    assert (read.language, read.tagged, read.shows_title, read.encrypted) == ("en", True, True, False)
    assert read.claims == {"PDF/UA": "1", "PDF/A": "2A"}
    assert read.info["Author"] == "Sample Clinic (example)"
    assert all(font.embedded and font.told for font in read.fonts)
    assert (read.scripts, read.attachments, read.lost_bookmarks, read.repairs) == ((), (), (), ())
    links = [link for page in read.pages for link in page.links]
    assert [link.uri.partition(":")[0] for link in links] == ["tel", "https", "mailto", "https"]
    assert all(link.owned and link.contents and link.uri for link in links)
    assert min(glyph.size for page in read.pages for glyph in page.glyphs) == 9
    for page in read.pages:
        owned = {number for part in read.parts for at, number in part.contents if at == page.number}
        assert owned == page.owned


def test_a_picture_without_words_is_the_ground_they_stand_on(read: Finished) -> None:
    whole, ground = picture(read.content, 1, 72), picture(read.content, 1, 72, words=False)
    assert whole.size == ground.size == (612, 792)
    title = next(glyph for glyph in read.pages[0].glyphs if glyph.size == 35)
    box = tuple(map(round, (title.box.left, 792 - title.box.top, title.box.right, 792 - title.box.bottom)))
    assert whole.crop(box).convert("L").getextrema()[0] < 100  # type: ignore[operator]
    assert ground.crop(box).convert("L").getextrema() == (255, 255)


# As seen -------------------------------------------------------------------------------------------


def test_sizes_and_places_are_those_that_are_seen() -> None:
    read = read_drawn(drawn(b"q .5 0 0 .5 10 20 cm BT /F 24 Tf 1 0 0 rg (A) Tj ET Q 50 0 0 20 100 40 cm /P Do"))
    [page] = read.pages
    [glyph] = page.glyphs
    assert (glyph.char, glyph.size, glyph.color) == ("A", 12, (255, 0, 0))
    assert (glyph.baseline, round(glyph.box.left)) == (20, 10)
    [placed] = page.pictures
    assert placed.box == (100, 40, 150, 60)
    assert (placed.pixels, placed.dpi) == ((100, 50), 72 * 100 / 50)
    assert [font.embedded for font in read.fonts] == [False]


def test_a_page_is_read_as_it_is_turned_and_cropped() -> None:
    pdf = drawn(b"BT /F 12 Tf 110 60 Td (A) Tj ET")
    pdf.pages[0].obj.CropBox = Array([100, 50, 200, 100])
    [page] = read_drawn(pdf).pages
    assert (page.width, page.height) == (100, 50)
    assert (round(page.glyphs[0].box.left), page.glyphs[0].baseline) == (10, 10)
    pdf.pages[0].obj.Rotate = 90
    [page] = read_drawn(pdf).pages
    assert (page.width, page.height) == (50, 100)
    assert page.glyphs[0].box.left == pytest.approx(10, abs=0.1)
    assert page.glyphs[0].box.top == pytest.approx(90, abs=0.5)


def test_hidden_and_unknown_characters_are_told() -> None:
    read = read_drawn(drawn(b"BT /F 12 Tf 10 60 Td 3 Tr (A) Tj 0 Tr 0 -20 Td (B) Tj ET"))
    assert [(g.char, g.unseen) for g in read.pages[0].glyphs if not g.char.isspace()] == [("A", True), ("B", False)]
    pdf = drawn(b"BT /F 12 Tf 10 60 Td (A) Tj ET")
    stream = pdf.make_stream(b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <FFFD> endbfchar")
    pdf.pages[0].obj.Resources.Font.F.ToUnicode = stream
    assert read_drawn(pdf).pages[0].furniture == UNKNOWN


def test_marks_reach_into_forms() -> None:
    pdf = drawn(b"/P <</MCID 0>> BDC /X Do EMC /Artifact BMC q 1 0 0 1 60 0 cm /X Do Q EMC")
    page = pdf.pages[0].obj
    form = pdf.make_stream(b"BT /F 12 Tf 10 60 Td (A) Tj ET")
    form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 200, 100])})
    form.Resources, form.Matrix = Dictionary(Font=page.Resources.Font), Array([2, 0, 0, 2, 0, -100])
    page.Resources.XObject.X = form
    read = read_drawn(pdf)
    letters = [(g.mcid, g.artifact, g.size) for g in read.pages[0].glyphs if g.char == "A"]
    assert letters == [(0, False, 24), (None, True, 24)]
    assert read.pages[0].unmarked == 0
    assert [(font.name, font.pages) for font in read.fonts] == [("Helvetica", (1,))]


def test_links_lead_to_pages_or_nowhere(handout: bytes) -> None:
    def change(pdf: Pdf) -> None:
        one, *_, other = (annotation for page in pdf.pages for annotation in page.get("/Annots", ()))
        del one.A
        one.Dest = Array([pdf.pages[1].obj, Name.Fit])
        other.A = Dictionary(S=Name.GoTo, D=pikepdf.String("nowhere"))

    links = [link for page in changed(handout, change).pages for link in page.links]
    assert [(link.inside, link.goal) for link in (links[0], links[-1])] == [(True, 2), (True, None)]


def test_an_address_is_known_as_the_file_holds_it(handout: bytes) -> None:
    def change(pdf: Pdf) -> None:
        one, *_, other = (annotation for page in pdf.pages for annotation in page.get("/Annots", ()))
        one.A.URI = pikepdf.String("https://пример.example")
        other.A.URI = pikepdf.String(b"https://a.example/\xfc\r")

    one, *_, other = (link for page in changed(handout, change).pages for link in page.links)
    assert (one.uri, one.held[:6]) == ("https://пример.example", "þÿ\0h\0t")
    assert other.held == "https://a.example/ü\r"


def test_cells_say_how_far_they_reach_and_links_where_they_lead() -> None:
    pdf = drawn(b"BT /F 12 Tf 10 60 Td (A) Tj ET")
    pdf.add_blank_page(page_size=(200, 100))
    link = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=Array([pdf.pages[1].obj, Name.Fit])
        )
    )
    wide = Array([Dictionary(O=Name.Table, ColSpan=2, RowSpan=3), Dictionary(O=Name.Table, Headers=Array(["a"]))])
    odd = Dictionary(O=Name.Table, ColSpan=Name.Two, RowSpan=-4, Scope=Name.Row)
    kids = [
        Dictionary(S=Name.TD, A=wide),
        Dictionary(S=Name.TH, A=odd, ID="a"),
        Dictionary(S=Name.Link, K=Array([Dictionary(Type=Name.OBJR, Obj=link)])),
    ]
    pdf.Root.StructTreeRoot = Dictionary(K=Array(kids))
    parts = read_drawn(pdf).parts
    assert [(part.columns, part.rows, part.headed, part.scope, part.id) for part in parts[:2]] == [
        (2, 3, True, "", ""),
        (1, 1, False, "Row", "a"),
    ]
    assert [(part.links, part.goals) for part in parts] == [(0, ()), (0, ()), (1, (2,))]


# What cannot be read -------------------------------------------------------------------------------


def said_of(content: bytes) -> str:
    with pytest.raises(InputProblems) as raised:
        read_back(content, "some.pdf")
    [problem] = raised.value.problems
    assert (problem.place.file, problem.place.line) == ("some.pdf", 1)
    assert "object at" not in (problem.hint or "")
    return problem.message


def test_files_that_are_no_readable_pdf_are_told_in_words(handout: bytes, tmp_path: Path) -> None:
    assert said_of(b"") == "the file is empty"
    assert said_of(b"PK some document") == "this is not a PDF"
    assert said_of(b"%PDF-1.7\n" + bytes(500)) == "the PDF is damaged and cannot be read"
    locked, bare = io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(handout)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    Pdf.new().save(bare)
    assert said_of(locked.getvalue()) == "the PDF is locked with a password"
    assert said_of(bare.getvalue()) == "the PDF has no pages that can be read"
    with pytest.raises(InputProblems, match="there is no such file"):
        read_file(tmp_path / "nothing.pdf")
    with pytest.raises(InputProblems, match="this is a folder, not a PDF"):
        read_file(tmp_path)


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.97, 0.999])
def test_a_file_cut_short_is_told_or_says_what_was_mended(handout: bytes, kept: float) -> None:
    cut = handout[: int(len(handout) * kept)]
    try:
        read = read_back(cut, "cut.pdf")
    except InputProblems as error:
        assert "damaged" in str(error)
    else:
        assert read.repairs


@pytest.mark.parametrize("seed", range(12))
def test_no_damage_makes_more_than_a_problem(handout: bytes, seed: int) -> None:
    """Bytes of the objects are overwritten: whatever comes of it, nothing but InputProblems is raised."""
    damaged = bytearray(handout)
    step = len(damaged) // 37
    for at in range(100 + seed * 241, len(damaged), step):
        damaged[at] = (damaged[at] * 31 + seed) % 256
    try:
        read_back(bytes(damaged), "damaged.pdf")
    except InputProblems as error:
        assert "damaged" in str(error) or "no pages" in str(error)
