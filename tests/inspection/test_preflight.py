"""The preflight: everything of ours passes, every kind of damage is told with its page, others get sensible answers."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, plan_jobs
from clinicpress.inspection.preflight import Inspected, inspect_file
from clinicpress.readback.verdict import LONGEST, begins
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, Finished
from tests.leaflets import print_all
from tests.printing import Printed, print_job
from tests.structure import Structure, code_maps
from tests.tampering import elements, rename, swap

FOREIGN = ROOT / "tests" / "foreign"
HANDOUT = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "handout")
SUMMARY = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "summary")
SAMPLER = Job("plum", "en", "standard", "every-block", "handout")
LONG = Job("house", "en", "standard", "made", "handout")
SOURCE = "Source: Consensus"
NOTE = "Note: This article"
Break = Callable[[Pdf], object]


@pytest.fixture(scope="module")
def printed() -> dict[Job, bytes]:
    """All PDFs of the two brochures."""
    catalog = Catalog(Disk(ROOT))
    return {job: print_job(catalog, job).pdf for job in plan_jobs(catalog)}


@pytest.fixture(scope="module")
def sampler() -> dict[Job, bytes]:
    """A handout with blocks of every kind, and a long one with contents, sections below others and joined cells."""
    return {
        SAMPLER: print_job(Catalog(Disk(ROOT / "tests" / "workspaces" / "sampler")), SAMPLER).pdf,
        LONG: long_handout(),
    }


def long_handout() -> bytes:
    """Print a handout that is long enough to have contents."""
    rows = [[{"text": "Mon", "rows": 2}, "1", "2"], [{"text": "none", "columns": 2}]]
    body: list[Any] = [
        {"list": [{"text": "Fruit", "body": [{"list": ["Apples", "Pears"]}]}]},
        {"table": {"header": ["Day", "Noon", "Night"], "rows": rows}},
    ]
    sections: list[Any] = [
        {"id": f"s{n}", "heading": f"Part {n}", "body": [*body, {"paragraph": "Some words. " * 200}]} for n in range(9)
    ]
    sections[0]["sections"] = [{"id": "below", "heading": "Below", "body": [{"paragraph": "See [it](#s8)."}]}]
    content = {
        "title": "Long", "language": "en", "version": "1", "published": "2026-11-22", "sources": ["one"],
        "sections": sections,
    }  # fmt: skip
    printed = print_all(content, {"one": {"short": "A source", "full": "A source, 2020"}})[LONG]
    assert isinstance(printed, Printed), printed
    return printed.pdf


def answers(inspected: Inspected) -> dict[str, str]:
    return {row.id: row.result for row in inspected.rows}


def failures(inspected: Inspected) -> set[tuple[str, int | None]]:
    return {(row.id, page) for row in inspected.rows if row.result == "failed" for page, _ in row.found}


# Ours ----------------------------------------------------------------------------------------------


def test_everything_of_ours_passes_without_a_warning(printed: dict[Job, bytes], tmp_path: Path) -> None:
    assert len(printed) == 12
    file = tmp_path / "one.pdf"
    for job, content in printed.items():
        file.write_bytes(content)
        found = answers(inspect_file(file))
        assert found.pop("unchanged") == "cannot tell"
        assert set(found.values()) == {"passed"}, (job, found)


# Broken --------------------------------------------------------------------------------------------


class Lines:
    """The lines of text of a page, as they stand among its operators."""

    def __init__(self, pdf: Pdf, number: int) -> None:
        self.page = pdf.pages[number - 1]
        self.pdf = pdf
        self.page.contents_coalesce()
        self.code = self.page.Contents.read_bytes()
        maps, font = code_maps(self.page), ""
        self.found: list[tuple[str, int, int]] = []
        for line in re.finditer(rb"BT .*? ET", self.code, re.DOTALL):
            said = ""
            for resource, codes in re.findall(rb"(/\S+) [\d.]+ Tf|<([0-9a-f]*)> Tj", line[0]):
                font = resource.decode() or font
                said += "".join(maps[font].get(code, "") for code in bytes.fromhex(codes.decode()))
            self.found.append((said, *line.span()))

    def change(self, words: str, change: Callable[[bytes], bytes]) -> None:
        """Change the first line that holds some words."""
        begin, end = next((begin, end) for said, begin, end in self.found if words in said)
        self.write(self.code[:begin] + change(self.code[begin:end]) + self.code[end:])

    def write(self, code: bytes) -> None:
        self.page.Contents = self.pdf.make_stream(code)


def line(number: int, words: str, change: Callable[[bytes], bytes]) -> Break:
    return lambda pdf: Lines(pdf, number).change(words, change)


def before(number: int, code: bytes) -> Break:
    def change(pdf: Pdf) -> None:
        lines = Lines(pdf, number)
        lines.write(code + b"\n" + lines.code)

    return change


def after(number: int, code: bytes) -> Break:
    def change(pdf: Pdf) -> None:
        lines = Lines(pdf, number)
        lines.write(lines.code + b"\n" + code)

    return change


def both(*changes: Break) -> Break:
    return lambda pdf: [change(pdf) for change in changes]


def gone(_: bytes) -> bytes:
    return b""


def other_words(code: bytes) -> bytes:
    """Print the characters of a line in another order."""
    return re.sub(
        rb"<([0-9a-f]{4,})> Tj", lambda codes: b"<%b> Tj" % bytes.fromhex(codes[1].decode())[::-1].hex().encode(), code
    )


def moved(x: bytes = rb"\1", y: bytes = rb"\2") -> Callable[[bytes], bytes]:
    return lambda code: re.sub(rb"BT (\S+) (\S+) Td", rb"BT %b %b Td" % (x, y), code, count=1)


def colored(color: bytes) -> Callable[[bytes], bytes]:
    """Print a line in a colour, and what follows in ours."""
    return lambda code: b"%b rg %b 0.1 0.12 0.14 rg" % (color, re.sub(rb"[\d. ]+ rg|/Brand cs \d+ sc", b"", code))


def black_on_red(code: bytes) -> bytes:
    """Print a line in black on red: 5.3:1 in colour, 2.4:1 in grey."""
    place = re.match(rb"BT (\S+) (\S+) Td", code)
    assert place
    x, y = float(place[1]), float(place[2])
    return b"q 1 0 0 rg %.2f %.2f 420 16 re f Q " % (x - 4, y - 4) + colored(b"0 0 0")(code)


def sized(size: bytes) -> Callable[[bytes], bytes]:
    """Print a line in another size, in the font that it has."""

    def change(code: bytes) -> bytes:
        changed, count = re.subn(rb" [\d.]+ Tf", b" %b Tf" % size, code)
        assert count
        return changed

    return change


def drop(key: str, of: Callable[[Pdf], Any] = lambda pdf: pdf.Root) -> Break:
    return lambda pdf: of(pdf).__delitem__(key)


def put(key: str, value: Any, of: Callable[[Pdf], Any] = lambda pdf: pdf.Root) -> Break:
    return lambda pdf: of(pdf).__setitem__(key, value)


def font(pdf: Pdf, index: int = 0) -> Dictionary:
    return [found for found in pdf.pages[0].resources.Font.values() if "/FontDescriptor" in found][index]


def annotation(pdf: Pdf) -> Dictionary:
    return pdf.pages[4].Annots[0]


def wide_cell(pdf: Pdf) -> Dictionary:
    """Return a cell that spans columns."""
    return next(cell for cell in elements(pdf, "TD") if "/ColSpan" in cell.get("/A", Dictionary()))


def no_title(pdf: Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]
    del pdf.docinfo["/Title"]


def coarse_picture(pdf: Pdf) -> None:
    lines = Lines(pdf, 1)
    pixels = pdf.make_stream(bytes(40 * 40))
    pixels.update(
        {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 40, "/Height": 40, "/BitsPerComponent": 8}
        | {"/ColorSpace": Name.DeviceGray}
    )
    lines.page.Resources.XObject["/Coarse"] = pixels
    begin = re.search(rb"/Figure <</MCID \d+>> BDC", lines.code)
    assert begin
    picture = b"\nq 72 0 0 72 400 250 cm /Coarse Do Q\n"
    lines.write(lines.code[: begin.end()] + picture + lines.code[begin.end() :])


def unknown_character(pdf: Pdf) -> None:
    """Make the font say of its letters that it does not know them."""
    for index in range(3):
        found = font(pdf, index)
        text = re.sub(rb"<0061>|(?<=>)<0061>|<0065>", b"<fffd>", found.ToUnicode.read_bytes())
        found.ToUnicode = pdf.make_stream(text)


def dead_bookmark(pdf: Pdf) -> None:
    del pdf.Root.Outlines.First["/Dest"]


def swapped_pages(pdf: Pdf) -> None:
    third = pdf.pages[2]
    del pdf.pages[2]
    pdf.pages.insert(1, third)


def two_paragraphs(pdf: Pdf) -> None:
    [section] = [e for e in elements(pdf, "Sect") if "twofold" in _text_after(pdf, e)]
    swap(section.K, 1, 2)


@pytest.mark.parametrize("text", ["https://example.org/" + "x" * 60, "深" * 60])
def test_a_text_without_spaces_is_told_by_its_beginning(text: str) -> None:
    assert begins(text) == f"“{text[: LONGEST - 1]}…”"


def _text_after(pdf: Pdf, element: Dictionary) -> str:
    structure = Structure(pdf)
    return structure._part(element, None).text


def around(number: int, matrix: bytes) -> Break:
    """Print a whole page by a matrix."""
    return both(before(number, b"q %b cm" % matrix), after(number, b"Q"))


def note(number: int, kind: str) -> Break:
    """Put an annotation on a page, as a PDF editor does it."""

    def change(pdf: Pdf) -> None:
        look = pdf.make_stream(b"BT /Helv 14 Tf 5 5 Td (Take ten tablets) Tj ET")
        look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 300, 40])})
        place = Array([100, 300, 400, 340])
        added = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=place, F=4, AP=Dictionary(N=look))
        page = pdf.pages[number - 1].obj
        page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(added)])
        if kind == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[-1]]))

    return change


def on_every_page(key: str, value: Any) -> Break:
    return lambda pdf: [page.obj.__setitem__(key, value) for page in pdf.pages]


def lost_picture(pdf: Pdf) -> None:
    lines = Lines(pdf, 1)
    lines.write(re.sub(rb"(/Figure <</MCID \d+>> BDC).*?EMC", rb"\1 EMC", lines.code, count=1, flags=re.DOTALL))


def other_title(pdf: Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "Another"
    pdf.docinfo["/Title"] = "Another"


def attached_to_a_page(pdf: Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=pdf.make_stream(b"text")))
    pdf.pages[0].obj.AF = Array([file])


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
# A long paragraph of page 2 and a heading there.
WORDS = "not just a sore muscle"
ON_PAGE_2 = "The Rise of IV Ketamine"
WHITE = b"/Artifact BMC q 1 1 1 rg 150 %d 440 60 re f Q EMC"

BROKEN: dict[str, tuple[Job, Break, set[tuple[str, int | None]]]] = {
    "footer cut on one page": (
        HANDOUT,
        both(line(2, SOURCE, gone), line(2, NOTE, gone)),
        {("source", 2), ("disclaimer", 2)},
    ),
    "source changed on one page": (HANDOUT, line(3, SOURCE, other_words), {("source", 3)}),
    "source gone from one page": (HANDOUT, line(1, SOURCE, gone), {("source", 1)}),
    "disclaimer gone from one page": (HANDOUT, line(4, NOTE, gone), {("disclaimer", 4)}),
    "disclaimer gone from every page": (
        HANDOUT,
        both(*(line(number, NOTE, gone) for number in range(1, 6))),
        {("disclaimer", number) for number in range(1, 6)},
    ),
    "clinic gone from a footer": (HANDOUT, line(3, "(555) 555-0100", gone), {("story", 3)}),
    "a line lost": (HANDOUT, line(2, WORDS, gone), {("story", 2)}),
    "a word changed": (HANDOUT, line(2, WORDS, other_words), {("story", 2)}),
    "two paragraphs swapped in the tags": (HANDOUT, two_paragraphs, {("story", 2), ("order", 2)}),
    "two sections swapped in the tags": (
        HANDOUT,
        lambda pdf: swap(elements(pdf, "Document")[0].K, 2, 3),
        {("story", 1)},
    ),
    "a paragraph out of the tags": (
        HANDOUT,
        lambda pdf: elements(pdf, "Sect")[1].K.__delitem__(1),
        {("story", 2), ("tags", 2)},
    ),
    "a line said twice": (HANDOUT, line(2, WORDS, lambda code: code + b" " + moved(y=b"130")(code)), {("story", 2)}),
    "words added as decoration": (
        HANDOUT,
        after(2, b"/Artifact BMC BT 192 20 Td /F1+0 9 Tf <0102030405> Tj ET EMC"),
        {("story", 2)},
    ),
    "painted over": (HANDOUT, after(2, WHITE % 600), {("hidden", 2)}),
    "footer painted over": (HANDOUT, after(2, WHITE % 60 + b" " + WHITE.replace(b"150", b"40") % 60), {("source", 2)}),
    "invisible text": (HANDOUT, line(2, WORDS, lambda code: b"3 Tr " + code + b" 0 Tr"), {("hidden", 2)}),
    "text without a size": (HANDOUT, line(2, ON_PAGE_2, sized(b"0")), {("story", 2)}),
    "white text on white": (HANDOUT, line(2, WORDS, colored(b"1 1 1")), {("hidden", 2)}),
    "clipped text": (
        HANDOUT,
        line(2, WORDS, lambda code: b"q 0 0 250 792 re W n " + code + b" Q"),
        {("hidden", 2)},
    ),
    "a font not embedded": (SUMMARY, drop("/FontFile2", lambda pdf: font(pdf).FontDescriptor), {("fonts", 1)}),
    "a font without characters": (SUMMARY, drop("/ToUnicode", font), {("fonts", 1)}),
    "characters not known": (HANDOUT, unknown_character, {("characters", 1), ("characters", 2)}),
    "7 pt text": (HANDOUT, line(2, ON_PAGE_2, sized(b"7")), {("type-size", 2)}),
    "pale text": (HANDOUT, line(2, WORDS, colored(b"0.75 0.75 0.75")), {("contrast", 2), ("grey", 2)}),
    "pale in grey only": (HANDOUT, line(2, WORDS, black_on_red), {("grey", 2)}),
    "a coarse picture": (HANDOUT, coarse_picture, {("pictures", 1)}),
    "text off the page": (HANDOUT, line(2, WORDS, moved(x=b"580")), {("edges", 2)}),
    "text in the margin": (HANDOUT, line(2, WORDS, moved(x=b"8")), {("edges", 2)}),
    "text at the foot": (HANDOUT, line(2, WORDS, moved(y=b"15")), {("edges", 2)}),
    "crop box cuts text": (
        HANDOUT,
        put("/CropBox", Array([0, 0, 500, 792]), lambda pdf: pdf.pages[1].obj),
        {("edges", 2), ("size", 2)},
    ),
    "a page removed": (HANDOUT, lambda pdf: pdf.pages.__delitem__(2), {("pages", None), ("story", 2)}),
    "a page twice": (HANDOUT, lambda pdf: pdf.pages.insert(2, pdf.pages[2]), {("pages", None)}),
    "two pages swapped": (HANDOUT, swapped_pages, {("story", 2), ("story", 3)}),
    "a blank page": (HANDOUT, lambda pdf: pdf.add_blank_page(page_size=(612, 792)), {("pages", None), ("blank", 6)}),
    "a page turned": (HANDOUT, put("/Rotate", 180, lambda pdf: pdf.pages[3].obj), {("size", 4)}),
    "a page of another size": (
        HANDOUT,
        put("/MediaBox", Array([0, 0, 595, 842]), lambda pdf: pdf.pages[3].obj),
        {("size", 4)},
    ),
    "boxes not nested": (
        SUMMARY,
        put("/TrimBox", Array([-9, -9, 621, 801]), lambda pdf: pdf.pages[0].obj),
        {("boxes", 1)},
    ),
    "no tags": (SUMMARY, drop("/StructTreeRoot"), {("tags", None)}),
    "not marked": (SUMMARY, drop("/MarkInfo"), {("tags", None)}),
    "no way back": (
        HANDOUT,
        drop("/ParentTree", lambda pdf: pdf.Root.StructTreeRoot),
        {("tags", n) for n in range(1, 6)},
    ),
    "painting outside of tags": (HANDOUT, after(3, b"BT 300 300 Td /F1+0 12 Tf <0102> Tj ET"), {("tags", 3)}),
    "heading level skipped": (HANDOUT, lambda pdf: rename(elements(pdf, "H2")[1], "H4"), {("order", 1)}),
    "an item that is none": (SAMPLER, lambda pdf: rename(elements(pdf, "LI")[0], "P"), {("nesting", 1)}),
    "a cell lost": (SAMPLER, lambda pdf: elements(pdf, "TR")[1].K.__delitem__(0), {("nesting", 3)}),
    "an entry of the contents to another page": (
        LONG,
        lambda pdf: put("/Dest", Array([pdf.pages[6].obj, Name.Fit]), lambda pdf: pdf.pages[0].Annots[0])(pdf),
        {("nesting", 1)},
    ),
    "an entry of the contents that is none": (
        LONG,
        lambda pdf: rename(elements(pdf, "TOCI")[0], "P"),
        {("nesting", 1)},
    ),
    "contents that lead nowhere": (
        LONG,
        lambda pdf: drop("/Dest", lambda pdf: pdf.pages[0].Annots[0])(pdf),
        {("nesting", 1), ("links", 1)},
    ),
    "a joined cell that is one": (LONG, drop("/A", lambda pdf: wide_cell(pdf)), {("nesting", 1)}),
    "a list in a list that is none": (LONG, lambda pdf: rename(elements(pdf, "LI")[1], "P"), {("nesting", 1)}),
    "a heading below others too deep": (LONG, lambda pdf: rename(elements(pdf, "H3")[0], "H4"), {("order", 3)}),
    "a head of nothing": (SAMPLER, drop("/A", lambda pdf: elements(pdf, "TH")[0]), {("nesting", 3)}),
    "a note like another": (
        HANDOUT,
        put("/ID", String("note-0000"), lambda pdf: elements(pdf, "Note")[1]),
        {("nesting", 3)},
    ),
    "no title": (SUMMARY, no_title, {("title", None)}),
    "another title": (SUMMARY, put("/Title", String("Another"), lambda pdf: pdf.docinfo), {("title", None)}),
    "title not shown": (SUMMARY, drop("/ViewerPreferences"), {("title", None)}),
    "no language": (SUMMARY, drop("/Lang"), {("language", None)}),
    "no such language": (SUMMARY, put("/Lang", String("English (US)")), {("language", None)}),
    "no description of a picture": (HANDOUT, drop("/Alt", lambda pdf: elements(pdf, "Figure")[0]), {("alt", 1)}),
    "a dead link": (HANDOUT, put("/A", Dictionary(S=Name.GoTo, D=String("x")), annotation), {("links", 5)}),
    "a link without goal": (HANDOUT, drop("/A", annotation), {("links", 5)}),
    "a link without description": (HANDOUT, drop("/Contents", annotation), {("links", 5)}),
    "a link off the page": (HANDOUT, put("/Rect", Array([700, 10, 800, 20]), annotation), {("links", 5)}),
    "a dead bookmark": (HANDOUT, dead_bookmark, {("links", None)}),
    "a script": (
        SUMMARY,
        put("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
        {("open", None)},
    ),
    "a script of a page": (
        SUMMARY,
        put("/AA", Dictionary(O=SCRIPT), lambda pdf: pdf.pages[0].obj),
        {("open", None)},
    ),
    "a script by name": (
        SUMMARY,
        put("/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("x"), SCRIPT])))),
        {("open", None)},
    ),
    "an attachment of a page": (SUMMARY, attached_to_a_page, {("open", None)}),
    "a comment": (HANDOUT, note(2, "FreeText"), {("open", 2)}),
    "a stamp": (SUMMARY, note(1, "Stamp"), {("open", 1)}),
    "a form field": (HANDOUT, note(3, "Widget"), {("open", 3)}),
    "all pages upside down": (
        HANDOUT,
        on_every_page("/Rotate", 180),
        {("size", number) for number in range(1, 6)},
    ),
    "the only page on its side": (SUMMARY, on_every_page("/Rotate", 90), {("size", 1)}),
    "a page mirrored": (HANDOUT, around(2, b"-1 0 0 1 612 0"), {("size", 2)}),
    "another unit": (SUMMARY, on_every_page("/UserUnit", 2), {("size", 1)}),
    "squeezed text": (HANDOUT, line(2, WORDS, lambda code: b"q 50 Tz " + code + b" Q"), {("type-size", 2)}),
    "squeezed by a matrix": (
        HANDOUT,
        line(3, NOTE, lambda code: b"q .5 0 0 1 20 0 cm " + code + b" Q"),
        {("type-size", 3)},
    ),
    "a line on another": (
        HANDOUT,
        line(2, WORDS, lambda code: b"q 1 0 0 1 0 12 cm " + code + b" Q"),
        {("hidden", 2)},
    ),
    "other words for screen readers": (
        HANDOUT,
        put("/ActualText", String("Take ten times the dose."), lambda pdf: elements(pdf, "P")[3]),
        {("story", 1)},
    ),
    "a description in place of words": (
        HANDOUT,
        put("/Alt", String("Take ten times the dose."), lambda pdf: elements(pdf, "P")[3]),
        {("story", 1)},
    ),
    "a picture lost": (HANDOUT, lost_picture, {("alt", 1)}),
    "a link to elsewhere": (
        HANDOUT,
        put("/URI", String("https://doi.example/10.1097"), lambda pdf: annotation(pdf).A),
        {("links", 5)},
    ),
    "another title in both places": (SUMMARY, other_title, {("title", None)}),
    "another language": (SUMMARY, put("/Lang", String("fr")), {("language", None)}),
    "an attachment": (SUMMARY, lambda pdf: pdf.attachments.__setitem__("a.txt", b"text"), {("open", None)}),
}


def broken(content: bytes, change: Break, **saving: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


@pytest.mark.parametrize("kind", BROKEN)
def test_damage_is_told_with_its_row_and_page(
    kind: str, printed: dict[Job, bytes], sampler: dict[Job, bytes], tmp_path: Path
) -> None:
    job, change, expected = BROKEN[kind]
    file = tmp_path / "broken.pdf"
    file.write_bytes(broken({**printed, **sampler}[job], change))
    inspected = inspect_file(file)
    assert expected <= failures(inspected), (kind, [row for row in inspected.rows if row.result != "passed"])
    assert not inspected.passed


@pytest.mark.parametrize("at", [6000, 14000, 22000])
def test_a_file_with_broken_bytes_does_not_pass(printed: dict[Job, bytes], tmp_path: Path, at: int) -> None:
    file = tmp_path / "file.pdf"
    content = printed[SUMMARY]
    file.write_bytes(content[:at] + bytes(60) + content[at + 60 :])
    found = inspect_file(file)
    assert not found.passed
    assert not found.rows or ("whole", None) in failures(found)


def test_a_locked_or_cut_file_does_not_pass(printed: dict[Job, bytes], tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[SUMMARY], lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="")))
    assert ("open", None) in failures(inspect_file(file))
    file.write_bytes(broken(printed[SUMMARY], lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")))
    assert [problem.message for problem in inspect_file(file).problems] == ["the PDF is locked with a password"]
    file.write_bytes(printed[SUMMARY][:-400])
    cut = inspect_file(file)
    assert not cut.passed
    assert not cut.rows or ("whole", None) in failures(cut)


def test_what_is_pale_in_grey_only_is_not_called_pale_in_colour(printed: dict[Job, bytes], tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[HANDOUT], BROKEN["pale in grey only"][1]))
    inspected = inspect_file(file)
    assert failures(inspected) == {("grey", 2)}
    assert "2.4:1 without colours" in inspected.problems[0].message


def test_changes_are_told_in_words(printed: dict[Job, bytes], tmp_path: Path) -> None:
    """What was changed is named by how it begins; nothing else is said to be wrong with the words."""
    file = tmp_path / "file.pdf"
    told = {}
    for kind in ("a word changed", "a paragraph out of the tags", "a line said twice"):
        file.write_bytes(broken(printed[HANDOUT], BROKEN[kind][1]))
        told[kind] = [found for row in inspect_file(file).rows if row.id == "story" for found in row.found]
    paragraph = "the paragraph that begins “People with fibromyalgia"
    for kind in ("a word changed", "a line said twice"):
        [(page, message)] = told[kind]
        assert page == 2
        assert message.startswith(paragraph)
        assert message.endswith("is not as it was printed")
    assert told["a paragraph out of the tags"] == [(2, "a text is missing after “Fibromyalgia: A Brief Overview”")]


# In its folder, and on the command line ------------------------------------------------------------


def test_a_file_changed_after_the_build_is_noticed(
    press: Callable[..., Finished], workspace: Path, tmp_path: Path
) -> None:
    assert press("build").status == 0
    file = workspace / "build" / "one" / "en" / "standard" / "breathing-handout.pdf"
    assert answers(inspect_file(file))["unchanged"] == "passed"
    file.write_bytes(broken(file.read_bytes(), lambda pdf: None))
    changed = answers(inspect_file(file))
    assert changed.pop("unchanged") == "failed"
    assert set(changed.values()) == {"passed"}
    done = press("preflight", str(file))
    assert done.status == 1
    assert done.err == f"{file}:1:1: error: the file was changed after it was built: build it again\n"


def test_the_command_line_says_what_and_where(
    press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    good, bad, none = tmp_path / "good.pdf", tmp_path / "bad.pdf", tmp_path / "none.pdf"
    good.write_bytes(printed[SUMMARY])
    bad.write_bytes(broken(printed[SUMMARY], line(1, SOURCE, gone)))
    passed = press("preflight", str(good))
    assert (passed.status, passed.err) == (0, "")
    assert "passed       Does every page name the source?" in passed.out
    done = press("preflight", str(good), str(bad), str(none))
    assert done.status == 1
    assert f"{good}: passed; 1 page\n" in done.out
    assert re.search(rf"{bad}: FAILED, \d of 25 checks; 1 page", done.out)
    assert f"{bad}:1:1: error: page 1: the page does not say “Source: Consensus Guidelines" in done.err
    assert f"{none}:1:1: error: there is no such file\n" in done.err
    assert press("preflight").status == 2


def test_many_files_are_answered_in_the_order_in_which_they_were_named(
    press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    names = [str(tmp_path / name) for name in ("d.pdf", "a.pdf", "none.pdf", "c.pdf", "a.pdf", "b.pdf")]
    for name, job in zip(names, [HANDOUT, SUMMARY, None, SUMMARY, SUMMARY, SUMMARY], strict=True):
        if job is not None:
            Path(name).write_bytes(printed[job])
    done = press("preflight", "--json", *names)
    assert done.status == 1
    assert [file["file"] for file in json.loads(done.out)["files"]] == names


@pytest.mark.parametrize(("key", "of"), [("/UserUnit", lambda pdf: pdf.pages[4].obj), ("/F", annotation)])
def test_values_of_a_wrong_kind_are_no_fault(
    key: str, of: Callable[[Pdf], Any], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[HANDOUT], put(key, Name.Foo, of)))
    assert len(inspect_file(file).rows) == 25


def test_a_folder_is_told_from_a_file(press: Callable[..., Finished], tmp_path: Path) -> None:
    done = press("preflight", str(tmp_path))
    assert done.status == 1
    assert done.err.startswith(f"{tmp_path}:1:1: error: this is a folder, not a PDF\n  hint: name the files in it")


def test_text_that_goes_on_elsewhere_is_told_without_a_page(
    press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[HANDOUT], lambda pdf: pdf.pages.__delitem__(slice(1, 5))))
    done = press("preflight", str(file))
    assert "texts are missing after" in done.err
    assert "page 0" not in done.out + done.err


def test_json_holds_every_answer(press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(broken(printed[SUMMARY], drop("/Lang")))
    done = press("preflight", "--json", str(bad), str(tmp_path / "none.pdf"))
    said = json.loads(done.out)
    assert (done.status, done.err) == (1, "")
    one, none = said["files"]
    assert (one["passed"], one["pages"], none["passed"], none["checks"]) == (False, 1, False, [])
    [check] = [check for check in one["checks"] if check["id"] == "language"]
    assert check["result"] == "failed"
    assert [found["page"] for found in check["found"]] == [None]
    assert {problem["file"] for problem in said["problems"]} == {str(bad), str(tmp_path / "none.pdf")}


# Made by others ------------------------------------------------------------------------------------

SEEN = {
    "story": "cannot tell",
    "pages": "cannot tell",
    "unchanged": "cannot tell",
    "type-size": "failed",
    "contrast": "failed",
    "grey": "failed",
    "pictures": "failed",
}
"""What is to be said of the leaflet, whoever made it; all else is well."""
BESIDE = {
    "typst": {},
    # Its running footers are marked, but neither decoration nor in the tree.
    "weasyprint": {"tags": "failed"},
    # Its footers are read first, for all pages at once; its links have no descriptions.
    # Nor have its lists' items bodies.
    "chromium": {"order": "failed", "links": "failed", "nesting": "failed"},
}


@pytest.mark.parametrize("maker", BESIDE)
def test_files_of_others_get_sensible_answers(maker: str) -> None:
    inspected = inspect_file(FOREIGN / f"{maker}.pdf")
    found = answers(inspected)
    assert {id: result for id, result in found.items() if result != "passed"} == {**SEEN, **BESIDE[maker]}
    messages = {row.id: [found.message for found in row.found] or [row.note] for row in inspected.rows}
    assert messages["source"] == ["“Source: the sample sentences of this test.”"]
    assert messages["disclaimer"] == ["“Note: a leaflet that says nothing.”"]
    assert messages["type-size"] == ["“A line in seven points.” is set in 7 pt; 9 pt is the least"]
    assert messages["contrast"] == ["“A line that is pale.” is too pale: its contrast is 1.9:1, not 4.5:1"]
    assert messages["pictures"] == ["a picture of 60 by 40 pixels has 60 dpi at 1.0 by 0.7 in; 150 dpi is the least"]


def drawn_by_reportlab(file: Path, draw: Callable[[Any], object]) -> Inspected:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(file), pagesize=(612, 792))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return inspect_file(file)


def test_a_scanned_page_is_told_and_fonts_that_nobody_uses_are_not(tmp_path: Path) -> None:
    scan = Image.new("L", (1700, 2200), 255)
    scan.putpixel((200, 200), 0)
    scan.save(tmp_path / "scan.png")
    found = drawn_by_reportlab(
        tmp_path / "scan.pdf", lambda canvas: canvas.drawImage(tmp_path / "scan.png", 0, 0, 612, 792)
    )
    assert answers(found)["fonts"] == "passed"
    [row] = [row for row in found.rows if row.id == "characters"]
    assert [page for page, _ in row.found] == [1]
    assert row.found[0].message.startswith("the page is a picture, as of a scanner")
    words = drawn_by_reportlab(tmp_path / "words.pdf", lambda canvas: canvas.drawString(72, 700, "Some words"))
    assert ("fonts", 1) in failures(words)


def test_a_wide_table_that_others_turned_is_a_warning(tmp_path: Path) -> None:
    def sideways(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.drawString(100, -300, "A wide table turned on purpose")

    assert answers(drawn_by_reportlab(tmp_path / "side.pdf", sideways))["size"] == "warning"


def test_bullets_of_a_symbol_font_are_a_warning(tmp_path: Path) -> None:
    """Word and LibreOffice print bullets as characters for private use."""

    def own_bullets(pdf: Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/ToUnicode" in each:
                told = each.ToUnicode.read_bytes()
                each.ToUnicode = pdf.make_stream(re.sub(rb"(?i)<0074>|(?<=<)0074(?=>)", b"<f0b7>", told))

    file = tmp_path / "file.pdf"
    file.write_bytes(broken((FOREIGN / "typst.pdf").read_bytes(), own_bullets))
    [row] = [row for row in inspect_file(file).rows if row.id == "characters"]
    assert row.result == "warning"
    assert "as bullets often are" in row.found[0].message


@pytest.mark.parametrize("maker", BESIDE)
def test_a_footer_that_others_lost_on_one_page_is_noticed(maker: str, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    covered = both(before(2, b"q"), after(2, b"Q 1 1 1 rg 0 0 612 140 re f"))
    file.write_bytes(broken((FOREIGN / f"{maker}.pdf").read_bytes(), covered))
    assert {("source", 2), ("disclaimer", 2)} <= failures(inspect_file(file))
