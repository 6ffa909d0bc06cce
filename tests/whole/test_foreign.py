"""Foreign files, sound or made to do harm: no false alarm about the one kind, plain words and an end for the other."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.characters import legible
from clinicpress.inspection.preflight import inspect_file, inspect_files
from clinicpress.readback.finished import MOST_PIXELS
from clinicpress.readback.reader import MOST_PAGES, read_back
from clinicpress.readback.sight import picture
from clinicpress.readback.verdict import Row
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, Finished
from tests.hostile.pdfs import pdf_changed
from tests.printing import print_job

Press = Callable[..., Finished]
Change = Callable[[Pdf], object]
WORDS = b"BT /F 12 Tf 72 600 Td (Some words) Tj ET"


def tagged(content: bytes = b"/P <</MCID 0>> BDC " + WORDS + b" EMC", tag: Name = Name.P, **element: Any) -> Pdf:
    """Make a tagged page of some operators, whose marked content 0 belongs to an element."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(612, 792)).obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources, page.StructParents = Dictionary(Font=Dictionary(F=font)), 0
    page.Contents = pdf.make_stream(content)
    part = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=tag, Pg=page, K=0, **element))
    tree = Dictionary(Nums=Array([0, Array([part])]))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=part, ParentTree=tree))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return pdf


def saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def rows(content: bytes, folder: Path) -> dict[str, Row]:
    file = folder / "file.pdf"
    file.write_bytes(content)
    return {row.id: row for row in inspect_file(file).rows}


# Sound ---------------------------------------------------------------------------------------------


def with_xref_stream(own_entry: bool) -> bytes:
    """Write a file whose list of objects is a stream, which may lack an entry for itself: that hinders nobody."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    ]
    out, places = b"%PDF-1.5\n", [0]
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    count = 4 + own_entry
    entries = b"".join(b"%c%c%c" % (at > 0, *divmod(at, 256)) for at in [*places, len(out)][:count])
    about = b"<< /Type /XRef /Size 5 /Index [0 %d] /W [1 2 0] /Root 1 0 R /Length %d >>" % (count, len(entries))
    stream = b"4 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (about, entries)
    return out + stream + b"startxref\n%d\n%%%%EOF\n" % len(out)


@pytest.mark.parametrize("own_entry", [True, False])
def test_a_list_of_objects_without_an_entry_for_itself_is_no_damage(own_entry: bool, tmp_path: Path) -> None:
    assert rows(with_xref_stream(own_entry), tmp_path)["whole"].result == "passed"


def in_content(pdf: Pdf) -> None:
    code = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(code.replace(b"/P <</MCID 0>>", b"/P <</MCID 0 /Lang (de)>>"))


@pytest.mark.parametrize(
    "change, answer",
    [
        (lambda pdf: pdf.Root.__setitem__("/Lang", String("de")), "passed"),
        (lambda pdf: pdf.Root.StructTreeRoot.K.__setitem__("/Lang", String("de")), "passed"),
        (in_content, "passed"),
        (lambda pdf: None, "failed"),
        (lambda pdf: pdf.Root.StructTreeRoot.K.__setitem__("/Lang", String("Deutsch (Schweiz)")), "failed"),
    ],
    ids=["of the file", "of an element", "of a content", "nowhere", "no code"],
)
def test_the_language_may_be_said_of_the_file_an_element_or_a_content(
    change: Change, answer: str, tmp_path: Path
) -> None:
    pdf = tagged()
    change(pdf)
    assert rows(saved(pdf), tmp_path)["language"].result == answer


def test_a_text_that_no_language_is_said_of_is_named(tmp_path: Path) -> None:
    pdf = tagged(b"/P <</MCID 0>> BDC " + WORDS + b" EMC /P <</MCID 1>> BDC " + WORDS.replace(b"600", b"500") + b" EMC")
    first = pdf.Root.StructTreeRoot.K
    first.Lang = String("de")
    other = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=pdf.pages[0].obj, K=1))
    pdf.Root.StructTreeRoot.K = Array([first, other])
    [found] = rows(saved(pdf), tmp_path)["language"].found
    assert found == (1, found.message)
    assert found.message.startswith("“Some words” does not say its language")


@pytest.mark.parametrize(
    "element, answer",
    [({"Alt": String("A square")}, "passed"), ({"ActualText": String("A square")}, "passed"), ({}, "failed")],
)
def test_a_picture_is_described_by_either_text(element: dict[str, Any], answer: str, tmp_path: Path) -> None:
    pdf = tagged(b"/Figure <</MCID 0>> BDC 72 500 90 90 re f EMC", Name.Figure, **element)
    assert rows(saved(pdf), tmp_path)["alt"].result == answer


@pytest.mark.parametrize("ordering, told", [("Japan1", True), ("Korea1", True), ("Identity", False)])
def test_fonts_of_a_known_collection_say_their_characters(ordering: str, told: bool) -> None:
    pdf = tagged()
    info = Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=3)
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Gothic, CIDSystemInfo=info)
    encoding = Name("/Identity-H")
    pdf.pages[0].Resources.Font.F = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Gothic, Encoding=encoding, DescendantFonts=Array([below])
    )
    [font] = read_back(saved(pdf), "file.pdf").fonts
    assert font.told is told


def test_bookmarks_that_only_group_others_are_no_failure(tmp_path: Path) -> None:
    pdf = tagged()
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    group, leaf = (pdf.make_indirect(Dictionary(Title=String(title))) for title in ("Group", "Page"))
    leaf.Dest, leaf.Parent = Array([pdf.pages[0].obj, Name.Fit]), group
    group.First = group.Last = leaf
    outlines.First = outlines.Last = group
    pdf.Root.Outlines = outlines
    assert rows(saved(pdf), tmp_path)["links"].result == "warning"
    leaf.Dest = String("nowhere")
    assert rows(saved(pdf), tmp_path)["links"].found == ((None, "the bookmark “Page” leads nowhere"),)


def test_tags_reach_into_forms_and_are_found_from_there(tmp_path: Path) -> None:
    pdf = tagged(b"/X Do")
    page = pdf.pages[0].obj
    form = pdf.make_stream(b"/P <</MCID 0>> BDC " + WORDS + b" EMC")
    form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 612, 792]), "/StructParents": 0})
    form.Resources = page.Resources
    page.Resources.XObject = Dictionary(X=form)
    del page.StructParents
    pdf.Root.StructTreeRoot.K.K = Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=0)
    assert rows(saved(pdf), tmp_path)["tags"].result == "passed"


def test_a_page_with_a_form_field_alone_is_not_blank(tmp_path: Path) -> None:
    pdf = tagged(b"")
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([72, 72, 200, 90]), FT=Name.Tx)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].Annots[0]]))
    assert rows(saved(pdf), tmp_path)["blank"].result == "passed"


# What was missed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"/P <</MCID 0>> BDC " + WORDS + b" /Artifact BMC 72 500 9 9 re f EMC EMC",
        b"/Artifact BMC /P <</MCID 0>> BDC " + WORDS + b" EMC EMC",
    ],
    ids=["decoration within a tag", "a tag within decoration"],
)
def test_what_is_both_tagged_and_decoration_is_told(content: bytes, tmp_path: Path) -> None:
    assert (1, "a thing is both tagged and marked as decoration") in rows(saved(tagged(content)), tmp_path)[
        "tags"
    ].found


def test_a_file_that_lacks_pages_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(saved(tagged()).replace(b"/Count 1", b"/Count 7"))
    assert [problem.message for problem in inspect_file(file).problems] == ["the PDF is damaged and cannot be read"]


def test_damage_is_told_without_words_of_libraries(tmp_path: Path) -> None:
    whole = saved(tagged())
    at = int(whole.rpartition(b"startxref\n")[2].split()[0])
    [found] = rows(whole.replace(b"startxref\n%d" % at, b"startxref\n999999"), tmp_path)["whole"].found
    assert found.message.startswith("the file is damaged: its list of objects is broken")
    lost = whole.replace(b"<< /K 0 ", b">> /K 0 ")
    assert lost != whole
    [found] = rows(lost, tmp_path)["whole"].found
    assert found.message == "the file is damaged: an object of it cannot be read as written"


# Made to do harm -----------------------------------------------------------------------------------


def itself(pdf: Pdf, found: Dictionary, key: str) -> Object:
    """Let an object hold itself twice under a key, so that each level of a walk doubles its length."""
    held = pdf.make_indirect(found)
    held[key] = Array([held, held])
    return held


def structure_in_circles(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = itself(pdf, Dictionary(S=Name.Sect), "/K")


def ways_back_in_circles(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = itself(pdf, Dictionary(Nums=Array([0, Array()])), "/Kids")


def names_in_circles(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(Dests=itself(pdf, Dictionary(Names=Array()), "/Kids"))
    place = Array([72, 72, 90, 90])
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, Rect=place, Dest=String("x"))])


def roles_in_circles(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/P": Name.Q, "/Q": Name.P})


def type_3_in_circles(pdf: Pdf) -> None:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary()))
    font.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].Resources.Font.G = font


def form_in_circles(pdf: Pdf) -> None:
    form = pdf.make_stream(b"/X Do /X Do")
    form.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 612, 792])})
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].Resources.XObject = Dictionary(X=form)
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")


def bookmarks_in_circles(pdf: Pdf) -> None:
    mark = pdf.make_indirect(Dictionary(Title=String("Again")))
    mark.Next = mark.First = mark
    pdf.Root.Outlines = Dictionary(First=mark)


def pages_in_circles(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def deep_marks(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " * 100_000 + WORDS)


def two_hundred_inches(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, 14400, 14400])


def crop_off_the_page(pdf: Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([9000, 9000, 9100, 9100])


def huge_unit(pdf: Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 1_000_000


def many_pages(pdf: Pdf) -> None:
    for _ in range(MOST_PAGES):
        pdf.pages.append(pdf.pages[0])


def bomb(pdf: Pdf) -> None:
    machine = zlib.compressobj(9)
    packed = b"".join(machine.compress(bytes(1 << 20)) for _ in range(300)) + machine.flush()
    pdf.Root.Extra = pdf.make_stream(packed, Filter=Name.FlateDecode)


HARMFUL: dict[str, tuple[Change, str]] = {
    "structure": (structure_in_circles, "a tag holds itself, or stands in two places"),
    "parent tree": (ways_back_in_circles, "the way back from words to their tags is missing"),
    "names": (names_in_circles, "leads nowhere"),
    "roles": (roles_in_circles, "is not embedded"),
    "type 3": (type_3_in_circles, "is not embedded"),
    "form": (form_in_circles, "cannot be looked at: the program that reads it ended"),
    "bookmarks": (bookmarks_in_circles, "is not embedded"),
    "pages": (pages_in_circles, "the PDF is damaged and cannot be read"),
    "deep marks": (deep_marks, "cannot be looked at: the program that reads it ended"),
    "a huge page": (two_hundred_inches, "is not embedded"),
    "a crop box off the page": (crop_off_the_page, "the CropBox reaches beyond the MediaBox"),
    "a huge unit": (huge_unit, "its unit is 1e+06 pt"),
    "many pages": (many_pages, f"the PDF has {MOST_PAGES + 1} pages; no more than {MOST_PAGES} are looked at"),
    "a bomb": (bomb, "unpacks to more than 256 MB"),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_what_is_made_to_do_harm_costs_its_file_some_plain_words(kind: str, press: Press, tmp_path: Path) -> None:
    change, said = HARMFUL[kind]
    pdf = tagged()
    change(pdf)
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.pdf"
    bad.write_bytes(saved(pdf))
    good.write_bytes(saved(tagged()))
    done = press("preflight", str(bad))
    assert done.status == 1
    assert said in done.err
    assert all(line.startswith((f"{bad}:1:1: ", "  hint: ")) for line in done.err.splitlines()), done.err
    others = press("preflight", str(good), str(bad), str(good))
    assert said in others.err
    assert others.out.count(f"{good}: FAILED") == 2


def test_the_words_of_a_huge_page_are_not_judged(tmp_path: Path) -> None:
    pdf = tagged()
    two_hundred_inches(pdf)
    found = rows(saved(pdf), tmp_path)
    assert {found[id].result for id in ("contrast", "grey", "hidden")} == {"cannot tell"}
    painted = picture(saved(pdf), 1, 144)
    assert painted.width * painted.height <= MOST_PIXELS * 1.01


COMMANDS = "\x1b]0;owned\x07\x1b[31m\x9b5m\u202e\r\nover.pdf:1:1: error: no"


def commanding(pdf: Pdf) -> None:
    """Let a file say control codes wherever its words are told."""
    said = String(COMMANDS)
    pdf.Root.Lang = said
    pdf.docinfo["/Title"] = said
    pdf.Root.StructTreeRoot.K.Alt = pdf.Root.StructTreeRoot.K.ActualText = said
    pdf.Root.Extra = Dictionary(EF=Dictionary(), F=said)
    pdf.Root.Outlines = Dictionary(First=Dictionary(Title=said, Dest=said))
    pdf.pages[0].Resources.Font.F.BaseFont = Name("/" + COMMANDS)
    place, action = Array([72, 72, 90, 90]), Dictionary(S=Name.URI, URI=said)
    link = Dictionary(Subtype=Name.Link, Rect=place, Contents=said, A=action)
    pdf.pages[0].obj.Annots = Array([link, Dictionary(Subtype=Name("/" + COMMANDS), Rect=place)])


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_a_file_says_is_shown_and_never_obeyed(options: list[str], press: Press, tmp_path: Path) -> None:
    bad, other = tmp_path / "bad.pdf", tmp_path / "other.pdf"
    pdf = tagged()
    commanding(pdf)
    bad.write_bytes(saved(pdf))
    other.write_bytes(saved(tagged()))
    report = tmp_path / "report.html"
    looked = press("preflight", *options, str(bad))
    compared = press("compare", *options, "--report", str(report), str(other), str(bad))
    for text in (looked.out, looked.err, compared.out, compared.err, report.read_text(encoding="utf-8")):
        shown = "\n".join(json.dumps(json.loads(text), ensure_ascii=False).split("\\n")) if text[:1] == "{" else text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]|\\\\u00[01]", shown)
        assert "\nover.pdf" not in shown
    assert "\\x1b]0;owned" in looked.out + looked.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among its files")
@pytest.mark.parametrize("command", [["preflight"], ["compare", "good.pdf"]])
def test_a_pipe_is_not_waited_for(command: list[str], press: Press, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "good.pdf").write_bytes(saved(tagged()))
    done = press(command[0], *(str(tmp_path / name) for name in command[1:]), str(tmp_path / "pipe.pdf"))
    assert (done.status, done.err) == (
        1,
        f"{tmp_path / 'pipe.pdf'}:1:1: error: the file is a pipe or a device, not a file\n",
    )


@pytest.fixture(scope="module")
def sound() -> list[bytes]:
    """Sound PDFs, ours and others'."""
    ours = print_job(Catalog(Disk(ROOT)), Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "summary"))
    return [ours.pdf, *(file.read_bytes() for file in sorted((ROOT / "tests" / "foreign").glob("*.pdf")))]


def test_whatever_becomes_of_a_file_looking_at_it_comes_to_an_answer(sound: list[bytes], tmp_path: Path) -> None:
    files = [tmp_path / f"{seed}.pdf" for seed in range(40)]
    for seed, file in enumerate(files):
        file.write_bytes(pdf_changed(Random(seed), sound[seed % len(sound)]))
    done = list(inspect_files(files, 2))
    assert sorted(each.name for each in done) == sorted(map(str, files))
    for each in done:
        told = [problem.message for problem in each.problems]
        assert each.rows or told
        assert not [message for message in told if "does not understand" in message or legible(message) != message]
    assert sum(bool(each.rows) for each in done) > len(done) / 2
