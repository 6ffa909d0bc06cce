"""The witness: what operators, strings and character maps say, read without what made them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from clinicpress.artwork.codes import qr_modules
from clinicpress.ground.faults import FaultyProof
from clinicpress.looks.fonts import Chain
from clinicpress.pdf import binding, witness
from clinicpress.pdf.casting import LooseObject
from clinicpress.pdf.plate import Plate
from clinicpress.pdf.tounicode import code_map, to_unicode
from clinicpress.pdf.type0 import type0
from clinicpress.pdf.witness import (
    Added,
    alphabet_of,
    alphabets_of,
    code_in,
    first_string,
    hear,
    places_of,
    strings_in,
    texts_in,
)
from tests.pdf.toys import OBJECTS, STREAM, bound, bundle_of, toy_cast

ROW = binding.row
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
    assert strings_in(content) == (("Alt", r"a (b) \ c"), ("Contents", "Łb"), ("URI", "https://x.example"))
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
    other = fonts._replace(begin=b"<< /F7+0 %d 0 R " % plate.cast.root)
    with pytest.raises(FaultyProof, match=r"the font F7\+0 does not say its characters"):
        alphabets_of(replace(plate.cast, blanks={**plate.cast.blanks, "fonts": other}))


def test_a_plate_says_where_it_draws_what_is_put_into_its_slots(plate: Plate) -> None:
    there = [(slot.page, round(slot.x, 2), round(slot.y, 2)) for slot in plate.filled_slots]
    assert places_of(plate.cast) == there
    blanks = plate.cast.blanks
    swapped = {**blanks, "overlay-1": blanks["overlay-2"], "overlay-2": blanks["overlay-1"]}
    assert places_of(replace(plate.cast, blanks=swapped)) == [there[1], there[0], there[2]]
    lost = {**blanks, "overlay-1": blanks["overlay-0"]}
    with pytest.raises(FaultyProof, match="a page does not place what is put into its slots"):
        places_of(replace(plate.cast, blanks=lost))


def test_a_qr_code_is_read_from_its_rectangles() -> None:
    modules = qr_modules("https://clinic.example")
    side = len(modules)
    drawn = " ".join(f"{x} {y} 1 1 re" for y, row in enumerate(modules) for x, dark in enumerate(row) if not dark)
    content = f"0 0 0 rg {drawn} f*".encode()
    assert code_in(content, side) == "https://clinic.example"
    assert code_in(content.replace(b" 1 1 re", b" 1 0 re", 60), side) == ""


CAST = toy_cast((*OBJECTS, STREAM), ["overlay-1"])


def file_of(said: bytes = b"0 0 m") -> bytes:
    loose = LooseObject((b"<<>>",), None), LooseObject((b"<</One ", 0, b"/Length 3>>"), b"abc")
    filled = {"overlay-1": said, "list": b"%d 0 R" % bundle_of(CAST).loose}
    return bound(CAST, filled, loose=[loose]).pdf


@pytest.mark.parametrize("said", [b"0 0 m", b"0 0 m " * 999])
def test_what_was_added_is_read_from_the_file(said: bytes) -> None:
    added = Added(file_of(said), CAST)
    assert added.stream(CAST.blanks["overlay-1"].number) == said
    number = CAST.blanks["list"].number
    first = number + 4
    assert added.object(number) == b"[ 3 0 R %d 0 R ]" % first
    assert b"\n[ 3 0 R %d 0 R ]\n" % first in added.held[-1]
    assert added.holds(first, LooseObject((b"<<>>",), None), first)
    assert added.holds(first + 1, LooseObject((b"<</One ", 0, b"/Length 3>>"), b"abc"), first)
    assert not added.holds(first, LooseObject((b"<</Two 2>>",), None), first)
    assert not added.holds(first + 1, LooseObject((b"<</One ", 0, b"/Length 3>>"), b"abd"), first)
    assert not added.holds(first + 2, LooseObject((b"<<>>",), b"abc"), first)


def other_end(pdf: bytes) -> bytes:
    return pdf[: pdf.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"


def other_sum(pdf: bytes) -> bytes:
    end = pdf.rindex(b"\nendstream")
    return pdf[: end - 1] + bytes([pdf[end - 1] ^ 1]) + pdf[end:]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda pdf: b"%PDF-1.6" + pdf[8:], "the plate's bytes are not those of the plate"),
        (other_end, "does not lead to its cross-reference table"),
        (lambda pdf: pdf.replace(b"/Root 1 0 R", b"/Root 2 0 R"), "does not lead to the plate's objects"),
        (other_sum, "cannot be unpacked"),
        (lambda pdf: pdf.replace(b"/Length 5>>", b"/Length 4>>"), "does not end where it says"),
    ],
)
def test_a_file_that_is_not_as_it_says_is_a_fault(change: Callable[[bytes], bytes], said: str) -> None:
    with pytest.raises(FaultyProof, match=said):
        Added(change(file_of()), CAST).stream(CAST.blanks["overlay-1"].number)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (lambda kind, first, second: ROW(kind, first + (kind == 1), second), "object 6 is not where"),
        (lambda kind, first, second: ROW(kind, first, second + (kind == 2)), "an added object is not where"),
        (lambda kind, first, second: ROW(kind, first, second)[:7] + b"\1", "an added object is not where"),
        (
            lambda kind, first, second: ROW(kind, first, second).replace(b"\0\x0a", b"\0\x0b"),
            "does not hold the",
        ),
        (lambda kind, first, second: ROW(kind if kind == 1 else 0, first, second), "leads nowhere"),
    ],
)
def test_an_object_that_is_not_where_the_table_says_is_a_fault(
    row: Callable[[int, int, int], bytes], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binding, "row", row)
    with pytest.raises(FaultyProof, match=said):
        Added(file_of(), CAST)


@pytest.mark.parametrize("numbers", [(), (8, 9), (9, 9)])
def test_a_row_that_leads_to_no_object_is_a_fault(numbers: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = file_of()
    there = Added(pdf, CAST)
    assert there.held
    real = witness._held

    def held(entries: bytes, packed: bytes) -> tuple[bytes, dict[int, bytes]]:
        content, objects = real(entries, packed)
        return content, dict.fromkeys(numbers, b"[]") or dict(list(objects.items())[:-1])

    monkeypatch.setattr(witness, "_held", held)
    with pytest.raises(FaultyProof, match="the cross-reference table leads to objects that are not there"):
        Added(pdf, CAST)
