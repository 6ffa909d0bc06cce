"""A grey file: black ink alone, as light as it was, and all else as it was, tags included."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf

from clinicpress.looks.color import Color
from clinicpress.printshop.grey import make_grey
from clinicpress.printshop.intake import taken_in
from clinicpress.printshop.making import ready, saved
from clinicpress.printshop.order import Order
from clinicpress.printshop.spaces import companded
from clinicpress.readback.reader import read_back
from clinicpress.readback.sight import picture
from tests.conftest import ROOT, Finished
from tests.printshop.colourful import SIZE, colourful

Press = Callable[..., Finished]
FOREIGN = sorted((ROOT / "tests" / "foreign").glob("*.pdf"))
BLENDED = {"mesh", "masked", "mixed", "masked by a drawing", "first of a table"}
"""Where colours are mixed with each other, a grey of the mixture is not quite the mixture of the greys.

The last is black to PDFium, which knows no first entry of a table.
"""
INKS = {"cmyk", "black ink", "black spot", "around", "cmyk picture", "inked photo"}
"""What PDFium shows of inks is a guess of its own."""


def grey(content: bytes, name: str = "file.pdf") -> bytes:
    with taken_in(content, name) as pdf:
        make_grey(pdf, name)
        return saved(pdf)


def test_every_colour_becomes_the_grey_of_its_light() -> None:
    content, cells = colourful()
    before, after = (picture(each, 1, 72).convert("RGB") for each in (content, grey(content)))
    wrong = {}
    for name, (x, y) in cells.items():
        for across, up in ((10, 30), (30, 30), (50, 20)):
            at = (x + across, SIZE[1] - 1 - y - up)
            shown, was = after.getpixel(at), before.getpixel(at)
            assert max(shown) - min(shown) <= 1, name
            wanted = 255 * companded(Color(*(part / 255 for part in was)).luminance)
            if abs(shown[0] - wanted) > (40 if name in INKS else 4) and name not in BLENDED:
                wrong[name] = (was, shown)
            # Nothing is lost: what could be seen on white can be seen.
            assert min(was) > 230 or shown[0] < 250, name
    assert wrong == {}


def test_the_same_bytes_twice() -> None:
    once = grey(colourful()[0])
    assert once == grey(colourful()[0])
    with pikepdf.open(io.BytesIO(once)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_command_makes_a_grey_file_beside(press: Press, tmp_path: Path) -> None:
    file = tmp_path / "leaflet.pdf"
    file.write_bytes(FOREIGN[0].read_bytes())
    done = press("print", str(file), "--for", "grey")
    assert (done.status, done.err) == (0, "")
    made = read_back((tmp_path / "leaflet-grey.pdf").read_bytes(), "leaflet-grey.pdf")
    assert {glyph.color[0] == glyph.color[1] == glyph.color[2] for page in made.pages for glyph in page.glyphs} == {
        True
    }
    assert made.docket["For"] == ("grey",)


def test_sheets_of_greys_mix_what_can_be_seen_through_in_grey() -> None:
    content = colourful()[0]
    for order in (Order("grey", "repeat", "tabloid"), Order("office", "repeat", "tabloid")):
        made, _ = ready(read_back(content if order.purpose == "grey" else grey(content), "file.pdf"), order)
        with pikepdf.open(io.BytesIO(made)) as pdf:
            assert pikepdf.Name.DeviceGray == pdf.pages[0].obj.Group.CS
