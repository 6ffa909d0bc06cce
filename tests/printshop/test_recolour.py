"""The walk through a file: it meets all that paints, changes colours alone, and tells what it cannot convert."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinicpress.ground.problems import InputProblems
from clinicpress.printshop.grey import Greys
from clinicpress.printshop.inking import Family
from clinicpress.printshop.recolour import Recolouring
from clinicpress.printshop.spaces import Tone

RED = "0.4984"
"""The grey that is as light as red."""


def page(content: bytes, **resources: Any) -> Pdf:
    pdf = Pdf.new()
    made = pdf.add_blank_page(page_size=(100, 100)).obj
    made.Resources = Dictionary({f"/{name}": found for name, found in resources.items()})
    made.Contents = pdf.make_stream(content)
    return pdf


def walked(pdf: Pdf) -> list[str]:
    Recolouring(pdf, "file.pdf", Greys(), Greys(masks=True)).run()
    return pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0])).decode("latin-1").split("\n")


def test_only_colours_are_changed() -> None:
    done = walked(page(b"/P <</MCID 0>> BDC q 1 0 0 rg 0.5 w 1 0 0 RG BT (a\\(b) Tj ET 0 0 9 9 re B Q EMC"))
    assert done == [
        "/P << /MCID 0 >> BDC", "q", f"{RED} g", "0.5 w", f"{RED} G", "BT", "(a\\(b) Tj", "ET", "0 0 9 9 re", "B", "Q",
        "EMC",
    ]  # fmt: skip


def test_a_space_lasts_as_long_as_the_graphics_state_says() -> None:
    table = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes([0, 0, 0, 255, 0, 0]))])
    pdf = page(b"/C cs 1 sc q 0 1 0 rg Q 1 sc", ColorSpace=Dictionary(C=table))
    assert walked(pdf) == ["0 g", f"{RED} g", "q", "0.8625 g", "Q", f"{RED} g"]
    assert "/ColorSpace" not in pdf.pages[0].obj.Resources


def test_what_is_drawn_at_several_places_is_converted_once() -> None:
    pdf = page(b"/F Do /F Do")
    form = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    second = pdf.add_blank_page(page_size=(100, 100)).obj
    second.Resources = pdf.pages[0].obj.Resources
    walked(pdf)
    assert form.read_bytes().startswith(b"0.4984 g\n")


def test_pages_may_share_their_resources() -> None:
    pdf = page(b"")
    shared = pdf.make_indirect(Dictionary(ColorSpace=Dictionary(C=Array([Name.CalGray, Dictionary(Gamma=1)]))))
    pdf.add_blank_page(page_size=(100, 100))
    for each in pdf.pages:
        each.obj.Resources = shared
        each.obj.Contents = pdf.make_stream(b"/C cs 0.5 sc")
    walked(pdf)
    assert [each.obj.Contents.read_bytes().split(b"\n")[1] for each in pdf.pages] == [b"0.7354 g"] * 2


def test_what_several_drawings_share_is_converted_once() -> None:
    pdf = page(b"")
    ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 0]), Function=ramp)
    pattern = pdf.make_indirect(Dictionary(PatternType=2, Shading=shading))
    mask = Dictionary(S=Name.Luminosity, BC=Array([1, 0, 0]), G=pdf.make_stream(b"", Subtype=Name.Form))
    mask.G.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    settings = pdf.make_indirect(Dictionary(SMask=mask))
    forms = {
        f"/F{number}": pdf.make_stream(
            b"", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
            Resources=Dictionary(Pattern=Dictionary(P=pattern), ExtGState=Dictionary(G=settings)),
        )
        for number in range(3)
    }  # fmt: skip
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(forms))
    walked(pdf)
    assert pattern.Shading.Function.Size[0] == 512
    assert [float(part) for part in settings.SMask.BC] == [0.3]
    first = bytes(pattern.Shading.Function.read_bytes())
    assert int.from_bytes(first[:2], "big") / 65535 == pytest.approx(0.4984, abs=0.001)


def test_letters_that_are_drawn_may_hold_their_own_font() -> None:
    pdf = page(b"")
    glyph = pdf.make_stream(b"9 0 d0 1 0 0 rg 0 0 9 9 re f")
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph)))
    font.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    walked(pdf)
    assert b"0.4984 g" in glyph.read_bytes()


def test_resources_that_pages_inherit_are_converted_once() -> None:
    class Paler(Greys):
        def family(self, tones: Sequence[Tone], fading: bool = False) -> Family:
            return Family(Name.DeviceGray, [(tone.seen[0] / 2,) for tone in tones])

    pdf = page(b"/S sh")
    pdf.add_blank_page(page_size=(100, 100)).obj.Contents = pdf.make_stream(b"/S sh")
    ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 1, 1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 0]), Function=ramp)
    for each in pdf.pages:
        if "/Resources" in each.obj:
            del each.obj.Resources
    pdf.Root.Pages.Resources = Dictionary(Shading=Dictionary(S=shading))
    Recolouring(pdf, "file.pdf", Paler(), Greys(masks=True)).run()
    found = pdf.Root.Pages.Resources.Shading.S.Function.read_bytes()
    assert int.from_bytes(found[:2], "big") / 65535 == pytest.approx(0.5, abs=0.001)


def test_notes_and_fields_are_grey_too() -> None:
    pdf = page(b"")
    look = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=look), C=Array([1, 0, 0]),
        MK=Dictionary(BG=Array([0, 1, 0, 0])), DA=String("/Helv 9 Tf 1 0 0 rg"), V=String("what was typed"),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]), DA=String("0 1 0 rg"))
    walked(pdf)
    made = pdf.pages[0].obj.Annots[0]
    assert look.read_bytes().startswith(b"0.4984 g")
    assert (len(made.C), len(made.MK.BG)) == (1, 1)
    assert str(made.DA).split("\n") == ["/Helv 9 Tf", f"{RED} g"]
    assert str(made.V) == "what was typed"


def test_a_form_whose_colours_come_from_around_is_told_where_they_differ() -> None:
    table = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes([0, 0, 0, 255, 0, 0]))])
    pdf = page(b"")
    resources = Dictionary(ColorSpace=Dictionary(C=pdf.make_indirect(table)))
    form = pdf.make_stream(b"1 sc 0 0 9 9 re f", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=Dictionary())
    resources.XObject = Dictionary(F=form)
    pdf.pages[0].obj.Resources = resources
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/C cs /F Do")
    walked(pdf)
    assert form.read_bytes().startswith(b"0.4984 g")
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/C cs /F Do 0 g /F Do")
    form.write(b"1 sc 0 0 9 9 re f")
    resources.ColorSpace = Dictionary(C=pdf.make_indirect(table))
    with pytest.raises(InputProblems, match="takes its colours from around it"):
        walked(pdf)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"/None cs", "a colour is in a space that is not there"),
        (b"1 0 rg", "a colour has fewer numbers than it needs"),
        (b"/Pattern cs 1 scn", "a pattern has no name"),
        (b"BI /W 1 /H 1 /CS /RGB /BPC 3 ID abc EI", "a picture has 3 bits"),
    ],
)
def test_each_page_that_cannot_be_converted_is_told(content: bytes, told: str) -> None:
    pdf = page(b"")
    for _ in range(2):
        pdf.add_blank_page(page_size=(100, 100)).obj.Contents = pdf.make_stream(content)
    with pytest.raises(InputProblems) as refused:
        walked(pdf)
    assert [problem.message.split(":")[0] for problem in refused.value.problems] == ["page 2", "page 3"]
    assert [problem.place.line for problem in refused.value.problems] == [2, 3]
    assert all(told in problem.message for problem in refused.value.problems)


def test_what_a_device_should_do_with_colours_is_told_or_left_out() -> None:
    settings = Dictionary(G=Dictionary(TR2=Name.Default, LW=2))
    pdf = page(b"/G gs", ExtGState=settings)
    walked(pdf)
    assert "/TR2" not in pdf.pages[0].obj.Resources.ExtGState.G
    turned = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    with pytest.raises(InputProblems, match="a transfer function"):
        walked(page(b"/G gs", ExtGState=Dictionary(G=Dictionary(TR=turned))))
