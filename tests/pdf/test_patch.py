"""Patches: characters with the plates' codes or in fonts of their own, and a drawing that can be placed anywhere."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from clinicpress.artwork.pictures import load_art
from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Element
from clinicpress.ground.faults import FaultyDrawing, FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain
from clinicpress.pdf.forms import form_of
from clinicpress.pdf.patch import MOST_CODES, Patch, PatchSheet, TypeCase
from clinicpress.workspace.disk import Disk

BLACK = Color(0, 0, 0)


def stock_of(chain: Chain, characters: str) -> dict[str, tuple[str, dict[str, int]]]:
    return {chain[0].name: ("/F2+0", {char: code for code, char in enumerate(characters, 1)})}


def piece_of(chain: Chain, text: str) -> Piece:
    return Piece(text, chain[0], 10, BLACK)


def sheet_with(chain: Chain, text: str) -> PatchSheet:
    return PatchSheet("box", TypeCase({}, [(text, chain)]))


def say(sheet: PatchSheet, chain: Chain, text: str, parent: Element, y: float = -10) -> Element:
    element = parent.child("P")
    element.text = text
    sheet.text(0, y, [piece_of(chain, text)], element)
    return element


# The type case --------------------------------------------------------------------------------


def test_what_plates_have_is_printed_with_their_codes(chain: Chain) -> None:
    case = TypeCase(stock_of(chain, " abc"), [("cab", chain)])
    assert case.encoded(piece_of(chain, "cab")) == [("/F2+0", b"\4\2\3")]
    assert case.fonts() == {}


def test_what_they_do_not_have_is_in_a_font_of_the_clinics_own(chain: Chain) -> None:
    case = TypeCase(stock_of(chain, " abc"), [("aŁb", chain)])
    assert case.encoded(piece_of(chain, "aŁb")) == [("/F2+0", b"\2"), ("/I0+0", b"\1"), ("/F2+0", b"\3")]
    assert list(case.fonts()) == ["I0+0"]


def test_the_extras_are_those_of_all_texts_whichever_are_printed(chain: Chain) -> None:
    one = TypeCase(stock_of(chain, " abc"), [("Ł", chain), ("é", chain)])
    other = TypeCase(stock_of(chain, " abc"), [("é", chain), ("Ł", chain)])
    other.encoded(piece_of(chain, "é"))
    assert one.encoded(piece_of(chain, "Łé")) == other.encoded(piece_of(chain, "Łé"))
    assert one.fonts() == other.fonts()


def test_the_space_behind_a_sign_of_another_font_is_of_the_first(chain: Chain) -> None:
    other = chain.face_for("ψ")
    assert other != chain[0]
    case = TypeCase(stock_of(chain, " abc"), [("ψ a", chain)])
    assert case.encoded(Piece("ψ", other, 10, BLACK)) == [("/I0+0", b"\1")]
    assert [resource for resource, _ in case.encoded(piece_of(chain, " a"))] == [case.stock[chain[0].name][0]]


def test_a_space_that_keeps_words_together_is_printed_as_a_space(chain: Chain) -> None:
    case = TypeCase({}, [("a\u00a0b", chain)])
    assert case.encoded(piece_of(chain, "a b")) == [("/I0+0", b"\2\1\3")]


def test_more_characters_than_a_font_has_codes_for_go_into_several(chain: Chain) -> None:
    many = "".join(
        islice((chr(point) for point in sorted(chain[0].glyphs) if point > 32 and point != 0xA0), MOST_CODES + 9)
    )
    case = TypeCase({}, [(many, chain)])
    assert list(case.fonts()) == ["I0+0", "I0+1"]
    assert [font for font, _ in case.encoded(piece_of(chain, many))] == ["/I0+0", "/I0+1"]


# The sheet ------------------------------------------------------------------------------------


def test_marked_content_is_counted_from_any_number(chain: Chain) -> None:
    sheet = sheet_with(chain, "One Two")
    for text, y in (("One", -10), ("Two", -22)):
        say(sheet, chain, text, sheet.element, y)
    patch = sheet.finish()
    assert [element.text for element in patch.owners] == ["One", "Two"]
    assert "/P <</MCID 0>> BDC" in patch.operators(0)
    assert patch.operators(7) == patch.operators(0).replace("MCID 1>", "MCID 8>").replace("MCID 0>", "MCID 7>")


def test_a_link_knows_its_box_and_what_it_says(chain: Chain) -> None:
    sheet = sheet_with(chain, "")
    element = sheet.element.child("Link", alt="Visit us")
    sheet.link("https://clinic.example", 5, -10, 70, 20, element)
    [link] = sheet.finish().links
    assert (link.corners, link.target, link.contents) == ((5, -30, 75, -10), "https://clinic.example", "Visit us")


def test_pictures_have_names_of_the_slot_and_fill_their_box(chain: Chain, tmp_path: Path) -> None:
    sheet = sheet_with(chain, "")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 1"><rect width="8" height="1"/></svg>'
    (tmp_path / "a.svg").write_text(drawing)
    art = load_art(Disk(tmp_path), "a.svg", Place("one.yaml"), chain)
    with sheet.picture(sheet.element.child("Figure", alt="Test Clinic"), 0, 0, 80, 10):
        sheet.art(art, 0, 0, 80, 10)
    patch = sheet.finish()
    assert patch.pictures == {"box-0": form_of(art, 80, 10)}
    assert art.unit == (150, 18.75)
    assert "q 0.53333 0 0 0.53333 0.00 -10.00 cm /box-0 Do Q" in patch.operators(0)


def test_a_pattern_hangs_from_its_top_left_corner(chain: Chain) -> None:
    sheet = sheet_with(chain, "")
    with sheet.picture(sheet.element.child("Figure", alt="code"), 0, 0, 50, 50):
        sheet.pattern(0, 0, 50, 25, ("0 0 1 1 re",), BLACK)
    patch = sheet.finish()
    assert "q 2 0 0 -2 0.00 0.00 cm /box-0 Do Q" in patch.operators(0)
    assert patch.code == b"0 0 0 rg 0 0 1 1 re f*"


def test_a_patch_says_whole_texts_or_is_none(chain: Chain) -> None:
    sheet = sheet_with(chain, "One Two")
    say(sheet, chain, "One", sheet.element).text = "One Two"
    with pytest.raises(FaultyProof, match="should say “One Two” but says “One”"):
        sheet.finish()


def test_no_links_lead_into_an_imprint(chain: Chain) -> None:
    with pytest.raises(FaultyDrawing):
        sheet_with(chain, "").anchor("here", 0)


def test_words_of_the_footers_belong_to_no_element(chain: Chain) -> None:
    sheet = PatchSheet("footer", TypeCase({}, [("One", chain)]), stamping=True)
    sheet.text(0, 0, [piece_of(chain, "One")])
    patch: Patch = sheet.finish()
    assert (patch.furniture, patch.owners, patch.signs) == ("One", [], [])
    assert "/Artifact <</Type /Pagination>> BDC" in patch.operators(0)


def test_a_patch_that_runs_from_right_to_left_counts_from_its_right_edge(chain: Chain) -> None:
    sheet = PatchSheet("box", TypeCase({}, [("One", chain)]), mirror=300)
    element = say(sheet, chain, "One", sheet.element)
    sheet.pattern(0, 0, 58, 29, ("0 0 1 1 re",), BLACK)
    sheet.link("https://clinic.example/", 10, -5, 40, 10, element.child("Link"))
    patch = sheet.finish()
    assert "2 0 0 -2 242.00 0.00 cm" in patch.operators(0)
    assert [link.corners for link in patch.links] == [(250, -15, 290, -5)]
