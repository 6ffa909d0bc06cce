"""Patches: characters with the plates' codes or in fonts of their own, and a drawing that can be placed anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clinicpress.artwork.pictures import load_art
from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Element
from clinicpress.ground.faults import FaultyDrawing, FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.pdf.forms import form_of
from clinicpress.pdf.patch import ImprintCase, Patch, PatchSheet
from clinicpress.pdf.stock import Stock
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

BLACK = Color(0, 0, 0)


def stock_of(chain: Chain, characters: str) -> Stock:
    return Stock({chain[0].name: ("/F2", {char: code for code, char in enumerate(characters, 1)})})


def piece_of(chain: Chain, text: str) -> Piece:
    return Piece(text, chain[0], 10, BLACK)


def sheet_with(chain: Chain, text: str) -> PatchSheet:
    return PatchSheet("box", ImprintCase(Stock({}), lambda: [piece_of(chain, text)]))


def say(sheet: PatchSheet, chain: Chain, text: str, parent: Element, y: float = -10) -> Element:
    element = parent.child("P")
    element.text = text
    sheet.text(0, y, [piece_of(chain, text)], element)
    return element


# The type case --------------------------------------------------------------------------------


def test_what_plates_have_is_printed_with_their_codes(chain: Chain) -> None:
    case = ImprintCase(stock_of(chain, " abc"), lambda: [piece_of(chain, "cab")])
    assert case.encoded(piece_of(chain, "cab")) == [("/F2", "<0004><0002><0003>")]
    assert case.fonts({"F2"}) == {}


def test_what_they_do_not_have_is_in_a_font_of_the_clinics_own(chain: Chain) -> None:
    case = ImprintCase(stock_of(chain, " abc"), lambda: [piece_of(chain, "aŁb")])
    assert case.encoded(piece_of(chain, "aŁb")) == [("/I0", "<0001><0003><0002>")]
    assert list(case.fonts({"I0", "F2"})) == ["I0"]


@pytest.mark.parametrize(("level", "fonts"), [(0, ["/F2", "/F2", "/I0"]), (1, ["/I0"] * 3)])
def test_what_runs_to_the_left_is_in_one_font(level: int, fonts: list[str], chain: Chain) -> None:
    """Some readers turn round each run of a font by itself, and its words would change places."""
    pieces = [piece_of(chain, text)._replace(level=level) for text in ("abc", " ", "Ł")]
    case = ImprintCase(stock_of(chain, " abc"), lambda: pieces)
    assert [font for piece in pieces for font, _ in case.encoded(piece)] == fonts


def test_a_space_between_texts_may_run_either_way() -> None:
    """In Nastaliq, those that run to the left are narrower."""
    face = FontShelf(Disk(ROOT)).face("noto-nastaliq-urdu", 400, False, Place("theme.yaml"))
    case = ImprintCase(Stock({}), lambda: [Piece("One", face, 10, BLACK)])
    there, back = (case.encoded(Piece(" ", face, 10, BLACK, level=level)) for level in (0, 1))
    assert there != back


def test_a_space_between_texts_may_be_of_a_face_that_has_none_within_them(chain: Chain) -> None:
    """Behind a name of Chinese characters, on a line that runs to the left."""
    pieces = [piece_of(chain, "ab")._replace(level=4)]
    case = ImprintCase(Stock({}), lambda: pieces)
    [(font, _)] = case.encoded(piece_of(chain, " ")._replace(level=1))
    assert font == "/I0"


def test_the_extras_are_those_of_all_texts_whichever_are_printed(chain: Chain) -> None:
    one = ImprintCase(stock_of(chain, " abc"), lambda: [piece_of(chain, "Ł"), piece_of(chain, "é")])
    other = ImprintCase(stock_of(chain, " abc"), lambda: [piece_of(chain, "é"), piece_of(chain, "Ł")])
    other.encoded(piece_of(chain, "é"))
    assert one.encoded(piece_of(chain, "Łé")) == other.encoded(piece_of(chain, "Łé"))
    assert one.fonts({"I0"}) == other.fonts({"I0"}) != {}


def test_the_space_behind_a_sign_of_another_font_is_of_the_first(chain: Chain) -> None:
    other = chain.face_for("ψ")
    assert other != chain[0]
    case = ImprintCase(stock_of(chain, " abc"), lambda: [Piece("ψ", other, 10, BLACK), piece_of(chain, " a")])
    assert case.encoded(Piece("ψ", other, 10, BLACK)) == [("/I0", "<0001>")]
    assert case.encoded(piece_of(chain, " a")) == [("/F2", "<0001><0002>")]


def test_kerns_stand_between_the_codes(chain: Chain) -> None:
    kern = chain[0].width("AV", 1000) - chain[0].width("A", 1000) - chain[0].width("V", 1000)
    assert kern < 0
    case = ImprintCase(stock_of(chain, "AV"), lambda: [piece_of(chain, "AV")])
    assert case.encoded(piece_of(chain, "AV")) == [("/F2", f"<0001>{-kern:g}<0002>")]


def test_a_part_of_a_broken_word_stands_as_its_letters_do_alone(chain: Chain) -> None:
    """Its forms were in no whole word, and so in no font: nothing of it may be lost."""
    shelf = chain.shelf
    face = shelf.face("noto-naskh-arabic", 400, False, Place(""))
    whole, part = "مستشفى", "مست"
    case = ImprintCase(Stock({}), lambda: [Piece(whole, face, 10, BLACK, 1)])
    [(resource, array)] = case.encoded(Piece(part, face, 10, BLACK, 1))
    assert resource == "/I0"
    assert len("".join(re.findall("<([0-9a-f]+)>", array))) == 4 * len(part)


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
        sheet.pattern(0, 0, 50, 25, "0 0 1 1 re", BLACK)
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
    sheet = PatchSheet("footer", ImprintCase(Stock({}), lambda: [piece_of(chain, "One")]), stamping=True)
    sheet.text(0, 0, [piece_of(chain, "One")])
    patch: Patch = sheet.finish()
    assert (patch.furniture, patch.owners, patch.signs) == ("One", [], "")
    assert "/Artifact <</Type /Pagination>> BDC" in patch.operators(0)


def test_a_patch_that_runs_from_right_to_left_counts_from_its_right_edge(chain: Chain) -> None:
    sheet = PatchSheet("box", ImprintCase(Stock({}), lambda: [piece_of(chain, "One")]), mirror=300)
    element = say(sheet, chain, "One", sheet.element)
    sheet.pattern(0, 0, 58, 29, "0 0 1 1 re", BLACK)
    sheet.link("https://clinic.example/", 10, -5, 40, 10, element.child("Link"))
    patch = sheet.finish()
    assert "2 0 0 -2 242.00 0.00 cm" in patch.operators(0)
    assert [link.corners for link in patch.links] == [(250, -15, 290, -5)]
