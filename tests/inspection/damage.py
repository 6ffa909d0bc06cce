"""Damage to finished PDFs: single changes to their operators, tags and objects, and what a preflight answers."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, String

from clinicpress.content.edition import Job
from clinicpress.inspection.preflight import Inspected
from tests.conftest import ROOT
from tests.structure import Structure, code_maps
from tests.tampering import elements, swap

FOREIGN = ROOT / "tests" / "foreign"
HANDOUT = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "handout")
SUMMARY = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "summary")
SAMPLER = Job("plum", "en", "standard", "every-block", "handout")
LONG = Job("house", "en", "standard", "made", "handout")
SOURCE = "Source: Consensus"
NOTE = "Note: This article"
Break = Callable[[Pdf], object]


def answers(inspected: Inspected) -> dict[str, str]:
    return {row.id: row.result for row in inspected.rows}


def failures(inspected: Inspected) -> set[tuple[str, int | None]]:
    return {(row.id, page) for row in inspected.rows if row.result == "failed" for page, _ in row.found}


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
            for resource, codes in re.findall(rb"(/\S+) [\d.]+ Tf|<([0-9a-f]*)>", line[0]):
                font = resource.decode() or font
                said += "".join(maps[font].get(int(codes[at : at + 4], 16), "") for at in range(0, len(codes), 4))
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

    def turned(codes: re.Match[bytes]) -> bytes:
        return b"<%b>" % b"".join(reversed(re.findall(b"....", codes[1])))

    return re.sub(rb"<([0-9a-f]{8,})>", turned, code)


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
    return list(pdf.pages[0].resources.Font.values())[index]


def linked_page(pdf: Pdf) -> int:
    """Return the number of the first page with a link to the web."""
    return next(number for number, page in enumerate(pdf.pages, 1) if _web_links(page))


def annotation(pdf: Pdf) -> Dictionary:
    return _web_links(pdf.pages[linked_page(pdf) - 1])[0]


def _web_links(page: Page) -> list[Dictionary]:
    return [each for each in page.get("/Annots", ()) if str(each.A.get("/URI", "")).startswith("https:")]


def mail(pdf: Pdf) -> Dictionary:
    """Return the link of the clinic's mailbox, on the last page."""
    return next(link for link in pdf.pages[-1].Annots if str(link.A.get("/URI", "")).startswith("mailto:"))


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
        text = re.sub(rb"(?<=[>\[])<(?:0061|0065)>", b"<fffd>", found.ToUnicode.read_bytes())
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
LINKED = -1
"""Stands for the page of the first link, wherever that is."""
WHITE = b"/Artifact BMC q 1 1 1 rg 150 %d 440 60 re f Q EMC"


def broken(content: bytes, change: Break, **saving: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()
