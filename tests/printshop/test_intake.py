"""The intake: what cannot be changed without a loss is told, in words for people, and left."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinicpress.ground.problems import InputProblems
from clinicpress.printshop.intake import note_purpose, taken_in
from tests.conftest import ROOT

LEAFLET = (ROOT / "tests" / "foreign" / "typst.pdf").read_bytes()


def changed(change: Callable[[Pdf], object], **how: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(LEAFLET)) as pdf:
        change(pdf)
        pdf.save(out, **how)
    return out.getvalue()


def signed(pdf: Pdf) -> None:
    field = Dictionary(FT=Name.Sig, T=String("Signature"), V=Dictionary(Type=Name.Sig, Contents=String("x")))
    group = pdf.make_indirect(Dictionary(T=String("group"), Kids=Array([pdf.make_indirect(field)])))
    pdf.Root.AcroForm = Dictionary(Fields=Array([group]), SigFlags=3)


def dynamic(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def unpackable(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"")
    pdf.pages[0].obj.Contents.write(b"nothing that zlib knows", filter=Name.FlateDecode)


REFUSED = {
    "the PDF is damaged and cannot be read": b"%PDF-1.7\nnothing",
    "the PDF is damaged: its list of objects is broken": LEAFLET[: LEAFLET.rindex(b"xref") - 10],
    "cannot be unpacked": changed(unpackable, compress_streams=False),
    "the PDF is locked with a password": changed(lambda pdf: None, encryption=pikepdf.Encryption("o", "u")),
    "the PDF is encrypted, and may not be changed": changed(lambda pdf: None, encryption=pikepdf.Encryption("o", "")),
    "the PDF is signed": changed(signed),
    "the PDF is a form of another kind (XFA)": changed(dynamic),
}


@pytest.mark.parametrize("told", REFUSED)
def test_what_may_not_be_changed_is_told(told: str) -> None:
    with pytest.raises(InputProblems) as refused, taken_in(REFUSED[told], "leaflet.pdf"):
        pass
    [problem] = refused.value.problems
    assert told in problem.message and problem.hint
    assert str(problem.place) == "leaflet.pdf:1:1"


def test_a_form_that_was_only_made_for_a_signature_is_taken() -> None:
    def unsigned(pdf: Pdf) -> None:
        signed(pdf)
        del pdf.Root.AcroForm.Fields[0].Kids[0].V

    with taken_in(changed(unsigned), "leaflet.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_the_purpose_is_noted_without_a_clock() -> None:
    with taken_in(LEAFLET, "leaflet.pdf") as pdf:
        note_purpose(pdf, "grey")
        found = pdf.Root.PieceInfo.clinicpress
        assert str(found.Private.For) == "grey"
        assert str(found.LastModified).startswith("D:")
