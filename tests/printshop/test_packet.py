"""What a press file says of itself: PDF/X-4, untrapped, with the dates it had, and the same in both places."""

from __future__ import annotations

import pytest
from pikepdf import Dictionary, Name, Pdf, String

from clinicpress.printshop.packet import about_of, describe


def described(archival: bool = False, **info: str) -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.trailer.Info = pdf.make_indirect(Dictionary({f"/{key}": String(text) for key, text in info.items()}))
    pdf.Root.Lang = String("en")
    describe(pdf, about_of(pdf, "leaflet", archival), {"of": "x"})
    return pdf


def test_both_places_say_the_same() -> None:
    pdf = described(Title="Breathe <slowly> & out", Author="A Clinic", CreationDate="D:20261122093015-05'00'")
    info = pdf.trailer.Info
    assert (info.Trapped, str(info.ModDate)) == (Name("/False"), "D:20261122093015-05'00'")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        assert packet["dc:title"] == str(info.Title) == "Breathe <slowly> & out"
        assert packet["dc:creator"] == ["A Clinic"]
        assert packet["pdf:Trapped"] == "False"
        dates = {packet[f"xmp:{key}Date"] for key in ("Create", "Modify", "Metadata")}
        assert dates == {"2026-11-22T09:30:15-05:00"}
        assert packet["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
        assert packet["xmpMM:RenditionClass"] == "default" and packet["xmpMM:DocumentID"].startswith("uuid:")
        assert "pdfaid:part" not in packet


def test_what_is_of_an_archive_stays_so() -> None:
    with described(True).open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        assert (packet["pdfaid:part"], packet["pdfaid:conformance"]) == ("2", "A")


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("D:2026", "D:20260101000000Z"),
        ("D:20261122", "D:20261122000000Z"),
        ("D:20261122093015Z", "D:20261122093015Z"),
        ("D:20261122093015+01", "D:20261122093015+01'00'"),
        ("yesterday", "D:19700101000000Z"),
    ],
)
def test_dates_are_those_of_the_file_and_none_of_the_clock(date: str, wanted: str) -> None:
    assert str(described(CreationDate=date).trailer.Info.CreationDate) == wanted


def test_a_file_without_a_title_is_called_by_its_name() -> None:
    assert str(described().trailer.Info.Title) == "leaflet"
