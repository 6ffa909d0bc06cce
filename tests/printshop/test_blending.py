"""Pages say what see-through things are mixed in, and only those that need to."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from clinicpress.printshop.blending import is_sheer, say_blending


def page_of(pdf: Pdf, **resources: Any) -> Any:
    page = pdf.add_blank_page().obj
    page.Resources = Dictionary({f"/{name}": found for name, found in resources.items()})
    return page


def form(pdf: Pdf, **entries: Any) -> Any:
    return pdf.make_indirect(Stream(pdf, b"", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), **entries))


def test_only_what_can_be_seen_through_needs_it() -> None:
    pdf = Pdf.new()
    plain = page_of(
        pdf,
        ExtGState=Dictionary(G=Dictionary(ca=1, BM=Name.Normal, SMask=Name("/None"))),
        XObject=Dictionary(F=form(pdf, Resources=Dictionary())),
    )
    assert not is_sheer(plain)
    inner = form(pdf, Resources=Dictionary(ExtGState=Dictionary(G=Dictionary(ca=0.5))))
    sheer = [
        page_of(pdf, ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply))),
        page_of(pdf, ExtGState=Dictionary(G=Dictionary(SMask=Dictionary()))),
        page_of(pdf, XObject=Dictionary(F=inner)),
        page_of(pdf, XObject=Dictionary(F=form(pdf, Group=Dictionary()))),
        page_of(pdf, XObject=Dictionary(I=form(pdf, SMask=form(pdf)))),
    ]
    assert all(map(is_sheer, sheer))


@pytest.mark.parametrize("process", [Name.DeviceGray, Name.DeviceCMYK])
def test_it_is_said_on_the_page(process: Name) -> None:
    pdf = Pdf.new()
    plain = page_of(pdf)
    sheer = page_of(pdf, ExtGState=Dictionary(G=Dictionary(ca=0.5)))
    said = page_of(pdf)
    said.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    say_blending(pdf, process)
    assert "/Group" not in plain
    assert (process, process) == (sheer.Group.CS, said.Group.CS)
