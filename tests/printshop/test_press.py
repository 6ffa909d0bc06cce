"""A press file: inks alone, and all that PDF/X-4 asks for; what cannot be printed is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from clinicpress.ground.problems import InputProblems
from clinicpress.printshop.conditions import condition_of
from clinicpress.printshop.intake import taken_in
from clinicpress.printshop.making import saved
from clinicpress.printshop.press import PDF_VERSION, brand_of, make_press
from clinicpress.readback.reader import read_back
from clinicpress.readback.sight import picture
from tests.conftest import ROOT, Finished
from tests.printshop.colourful import SIZE, colourful

Press = Callable[..., Finished]
FOREIGN = sorted((ROOT / "tests" / "foreign").glob("*.pdf"))
OF_SCREENS = (b"/DeviceRGB", b"/CalRGB", b"/CalGray", b"/ICCBased", b"/Lab", b" rg\n", b" RG\n")
MIXED = {"mesh", "first of a table"}


def press_file(content: bytes, spot: bool = True, marked: bool = False, profile: str = "gracol") -> bytes:
    with taken_in(content, "leaflet.pdf") as pdf:
        make_press(pdf, read_back(content, "leaflet.pdf"), condition_of(profile), spot, marked)
        return saved(pdf, PDF_VERSION)


def unpacked(content: bytes) -> bytes:
    """Return a file in which all can be read as it stands, but for profiles and fonts."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return out.getvalue()


@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.stem)
def test_foreign_files_become_pdf_x(file: Path) -> None:
    before = file.read_bytes()
    made = press_file(before, marked=True)
    assert made.startswith(b"%PDF-1.6")
    assert made == press_file(before, marked=True), "the same bytes twice"
    plain = unpacked(made)
    assert [sign for sign in OF_SCREENS if sign in plain] == []
    one, other = read_back(before, "before.pdf"), read_back(made, "after.pdf")
    assert [p.words for p in one.pages] == [p.words for p in other.pages]
    assert [part.text for part in one.elements()] == [part.text for part in other.elements()]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        [intent] = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == (Name.GTS_PDFX, "CGATS TR 006")
        assert intent.DestOutputProfile.read_bytes() == condition_of("gracol").profile
        assert pdf.trailer.Info.Trapped == Name("/False")
        for page in pdf.pages:
            assert "/Annots" not in page.obj
            assert [float(edge) for edge in page.obj.TrimBox] == [27, 27, 639, 819]
        assert pdf.check_pdf_syntax() == []


def test_all_kinds_of_colours_become_inks_and_look_alike() -> None:
    content, cells = colourful()
    made = press_file(content)
    plain = unpacked(made)
    assert [sign for sign in OF_SCREENS if sign in plain] == []
    before = picture(content, 1, 72).convert("RGB")
    after = picture(made, 1, 72).convert("RGB").crop((9, 9, 9 + SIZE[0], 9 + SIZE[1]))
    apart = {}
    for name, (x, y) in cells.items():
        at = (x + 30, SIZE[1] - 1 - y - 30)
        was, shown = before.getpixel(at), after.getpixel(at)
        far = max(abs(one - other) for one, other in zip(was, shown, strict=True))
        # No ink is as bright as a screen.
        if name not in MIXED and far > 100:
            apart[name] = (was, shown)
        assert min(was) > 230 or min(shown) < 250, name
    assert apart == {}


def test_a_font_that_is_not_there_is_told_at_its_page() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(612, 792)).obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F=font))
    page.Contents = pdf.make_stream(b"BT /F 12 Tf 72 600 Td (Some words) Tj ET")
    with pytest.raises(InputProblems) as refused:
        press_file(saved(pdf))
    [problem] = refused.value.problems
    assert "page 1: the font Helvetica is not in the file" in problem.message


def test_the_brand_is_found_in_drawings_too() -> None:
    pdf = Pdf.new()
    page = pdf.add_blank_page().obj
    assert brand_of(pdf) is None
    table = Array([Name.Indexed, Name.DeviceRGB, 0, String(bytes([15, 90, 102]))])
    form = pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    form.Resources = Dictionary(ColorSpace=Dictionary(Brand=table))
    page.Resources = Dictionary(XObject=Dictionary(F=form))
    assert brand_of(pdf) == (15 / 255, 90 / 255, 102 / 255)


def test_the_command_says_which_inks_there_are(press: Press, tmp_path: Path) -> None:
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(FOREIGN[0].read_bytes())
    done = press("print", str(file), "--for", "press", "--profile", "fogra39")
    assert (done.status, done.err) == (0, "")
    assert "PDF/X-4 for Sheet-fed offset on coated paper" in done.out
    assert "coloured text became black on 2 pages" in done.out
    assert (tmp_path / "leaflet-press.pdf").exists()
    wrong = press("print", str(file), "--for", "press", "--profile", "fogra93")
    assert wrong.status == 2 and "did you mean “fogra39”" in wrong.err
