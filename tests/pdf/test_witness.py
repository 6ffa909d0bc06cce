"""The witness: what operators, strings and character maps say, read without what made them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.artwork.codes import qr_modules
from clinicpress.ground.faults import FaultyProof
from clinicpress.looks.fonts import Chain
from clinicpress.pdf.plate import Plate
from clinicpress.pdf.tounicode import code_map, to_unicode
from clinicpress.pdf.type0 import type0
from clinicpress.pdf.witness import alphabet_of, alphabets_of, code_in, first_string, hear, strings_in, texts_in

ALPHABETS = {
    "F1+0": code_map(to_unicode(["\0", "a", "b", "c"])),
    "I0+0": code_map(to_unicode(["\0", "Ł"])),
    "S2": code_map(to_unicode(["\0", "fi", "n"], 2)),
}
DRAWING = """\
/P <</MCID 0>> BDC
BT 2 -10 Td 0 0 0 rg /F1+0 9 Tf <01> Tj /I0+0 9 Tf <01> Tj ET
BT 4.5 -22 Td <01> Tj /F1+0 9 Tf <0203> Tj ET
EMC
/Figure <</MCID 1>> BDC
q 1 0 0 1 0.00 0.00 cm /box-0 Do Q
EMC
/P <</MCID 2>> BDC
BT 3 -34 Td <02> Tj ET
EMC"""


def test_it_hears_texts_by_their_marked_content() -> None:
    heard = hear(DRAWING, ALPHABETS)
    assert heard.texts == ("aŁŁbc", "b")
    assert (heard.furniture, heard.pictures) == ("", ("box-0",))
    assert (heard.left, heard.right, heard.lowest) == (2, 4.5, -34)


def test_what_belongs_to_no_element_is_furniture() -> None:
    drawing = "/Artifact <</Type /Pagination>> BDC\nBT 0 0 Td /F1+0 9 Tf <010203> Tj ET\nEMC"
    assert hear(drawing, ALPHABETS)[:2] == ((), "abc")


def test_sorts_have_codes_of_two_bytes_with_kerns_between_them() -> None:
    drawing = "/P <</MCID 0>> BDC\nBT 1 -9 Td /S2 9 Tf [<0001>-12.5<00020001>30 <0002>] TJ <0002> Tj ET\nEMC"
    assert hear(drawing, ALPHABETS).texts == ("finfinn",)


@pytest.mark.parametrize("drawing", [
    "BT 0 0 Td /F1+0 9 Tf <0105> Tj ET", "BT 0 0 Td /F9+0 9 Tf <01> Tj ET",
    "BT 0 0 Td /S2 9 Tf [<0001>5<0007>] TJ ET", "BT 0 0 Td /S2 9 Tf [<0001>(a)] TJ ET", "BT 0 0 Td (a) Tj ET",
])  # fmt: skip
def test_a_code_without_a_character_is_not_passed_over(drawing: str) -> None:
    assert "\ufffd" in hear(drawing, ALPHABETS).furniture


def test_text_in_an_unknown_line_is_not_passed_over() -> None:
    for shown in ("<01> Tj", "[<01>] TJ"):
        assert hear(f" BT 0 0 Td {shown} ET", ALPHABETS).furniture == "\ufffd"


def test_spaces_that_nobody_sees_are_no_edge() -> None:
    text, space = "BT {} Td /S2 9 Tf <{}> Tj ET", "0003"
    lines = [text.format("-3 -10", f"{space}0002"), text.format("-9 -40", space), text.format("5 -20", "0002")]
    alphabets = {"S2": code_map(to_unicode(["\0", "fi", "n", " "], 2))}
    heard = hear("\n".join(lines), alphabets)
    assert (heard.left, heard.right, heard.lowest) == (5, 5, -20)


def test_a_drawing_without_text_has_no_edges() -> None:
    assert hear("q Q", ALPHABETS) == ((), "", (), 0.0, 0.0, 0.0)


def test_it_reads_strings_as_a_reader_does() -> None:
    content = rb"<</Alt(a \(b\) \\ c)>> <</Contents<FEFF01410062>/A<</URI(https://x.example)>>>> <</Other(no)>>"
    assert strings_in(content) == [("Alt", r"a (b) \ c"), ("Contents", "Łb"), ("URI", "https://x.example")]
    assert first_string(b"[ (one\\ntwo) (three) ]") == "one\ntwo"
    assert first_string(b"[ ]") == ""
    assert texts_in(b"[(one)()(three)]") == ["one", "", "three"]


def test_the_alphabet_of_an_imprints_font_is_read_from_its_map(chain: Chain) -> None:
    sorts = tuple(sort for _, sort in chain[0].shaper.shape("Łź", False).sorts)
    assert alphabet_of(type0(chain[0].font, sorts)).texts == {0: "\0", 1: "Ł", 2: "ź"}


def test_a_plates_fonts_say_what_its_stock_says(plate: Plate) -> None:
    found = alphabets_of(plate.cast)
    for resource, codes in plate.stock.values():
        alphabet = found[resource.removeprefix("/")].texts
        assert {char: alphabet[code] for char, code in codes.items()} == {char: char for char in codes}


def test_a_font_that_does_not_say_its_characters_is_a_fault(plate: Plate) -> None:
    fonts = plate.cast.blanks["fonts"]
    # The catalogue is no font.
    other = replace(fonts, begin=b"<< /F7+0 %d 0 R " % plate.cast.root)
    with pytest.raises(FaultyProof, match=r"the font F7\+0 does not say its characters"):
        alphabets_of(replace(plate.cast, blanks={**plate.cast.blanks, "fonts": other}))


def test_a_qr_code_is_read_from_its_rectangles() -> None:
    modules = qr_modules("https://clinic.example")
    side = len(modules)
    drawn = " ".join(f"{x} {y} 1 1 re" for y, row in enumerate(modules) for x, dark in enumerate(row) if not dark)
    content = f"0 0 0 rg {drawn} f*".encode()
    assert code_in(content, side) == "https://clinic.example"
    assert code_in(content.replace(b" 1 1 re", b" 1 0 re", 60), side) == ""
