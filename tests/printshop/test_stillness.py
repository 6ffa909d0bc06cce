"""Still files: links and actions go, what lies on a page stays as it looks, and tags know of nothing that is gone."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinicpress.printshop.stillness import make_still
from clinicpress.readback.reader import read_back
from tests.conftest import ROOT


def with_note(**entries: object) -> Pdf:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(100, 100)).obj
    note = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 30, 30]), F=4)
    for key, value in entries.items():
        note[f"/{key}"] = value
    page.Annots = Array([pdf.make_indirect(note)])
    return pdf


def test_links_and_actions_go_and_tags_stay_whole() -> None:
    content = (ROOT / "tests" / "foreign" / "chromium.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        assert make_still(pdf) == []
        assert "/OpenAction" not in pdf.Root and "/Dests" not in pdf.Root
        assert all("/Annots" not in page.obj for page in pdf.pages)
        out = io.BytesIO()
        pdf.save(out)
    assert b"/OBJR" not in out.getvalue()
    before, after = read_back(content, "before.pdf"), read_back(out.getvalue(), "after.pdf")
    assert [part.text for part in after.elements()] == [part.text for part in before.elements()]
    assert sum(part.links for part in before.elements()) > 0 == sum(part.links for part in after.elements())


def test_a_stamp_becomes_a_part_of_its_page() -> None:
    pdf = with_note(Subtype=Name.Stamp)
    look = pdf.make_stream(b"1 0 0 rg 0 0 20 20 re f", Subtype=Name.Form, Type=Name.XObject, BBox=Array([0, 0, 20, 20]))
    pdf.pages[0].obj.Annots[0].AP = Dictionary(N=look)
    assert make_still(pdf) == []
    page = pdf.pages[0]
    assert "/Annots" not in page.obj
    assert "Do" in [str(each.operator) for each in pikepdf.parse_content_stream(page)]


def test_what_was_typed_into_a_field_stays() -> None:
    pdf = with_note(Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Mara"), DA=String("/Helv 9 Tf 0 g"))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([pdf.pages[0].obj.Annots[0]]), NeedAppearances=True, DR=Dictionary(Font=Dictionary(Helv=font))
    )
    look = pdf.make_stream(b"", Subtype=Name.Form, Type=Name.XObject, BBox=Array([0, 0, 20, 20]))
    pdf.pages[0].obj.Annots[0].AP = Dictionary(N=look)
    assert make_still(pdf) == []
    out = io.BytesIO()
    pdf.save(out)
    assert "Mara" in read_back(out.getvalue(), "form.pdf").pages[0].text


def test_a_note_without_looks_is_told_and_nothing_is_changed() -> None:
    pdf = with_note(Subtype=Name.FreeText, Contents=String("Take twice"))
    assert make_still(pdf) == [(1, "a note lies on it that says nothing of its looks (FreeText)")]
    assert len(pdf.pages[0].obj.Annots) == 1


def test_what_is_not_printed_goes_without_a_word() -> None:
    for pdf in (
        with_note(Subtype=Name.Text, F=0),
        with_note(Subtype=Name.FreeText, F=6),
        with_note(Subtype=Name.Popup),
    ):
        assert make_still(pdf) == []
        assert "/Annots" not in pdf.pages[0].obj
