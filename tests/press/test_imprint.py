"""The imprint of one clinic: what is drawn where, what gives way, and what is said where it does not fit."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.drawing.sheet import ClinicRoom
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.pdf.patch import Patch
from clinicpress.press import press
from clinicpress.press.clinicparts import ClinicParts
from clinicpress.press.imprint import stock_of
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.press.wording import SlotWording, Wording, wording_of
from clinicpress.story.clinicwords import PRINTED, Row
from clinicpress.workspace.disk import Disk
from tests.imprinting import FULL, JOB, SOURCE, drawn_with, filled, lines_of, sheet_for
from tests.reading import read_pages


@pytest.mark.parametrize(
    ("height", "printed"),
    [
        (104, ["Given to you by", "Test Clinic One", "Questions? Call us:", "(555) 555-0100"]),
        (75, ["Test Clinic One", "Questions? Call us:", "(555) 555-0100"]),
        (60, ["Test Clinic One", "(555) 555-0100"]),
    ],
)
def test_in_a_low_box_our_own_words_make_room(imprint_of: Any, height: float, printed: list[str]) -> None:
    assert lines_of(filled(imprint_of(FULL), IMPRINT, 140, height)) == printed


def test_what_does_not_fit_the_box_is_told_at_the_longest_text(imprint_of: Any) -> None:
    with pytest.raises(InputProblems) as told:
        filled(imprint_of(FULL), IMPRINT, 140, 46)
    [problem] = told.value.problems
    assert problem.place == Place("clinic.yaml", 1, 7)
    assert problem.told == "this text has no room in the box on page 1"


def sizes_of(patch: Patch) -> dict[str, float]:
    return {line.text: line.size for line in patch.texts}


@pytest.mark.parametrize(("width", "height"), [(120, 128), (516, 56)], ids=["handout", "summary"])
def test_the_phone_is_the_strongest_line_after_the_name(imprint_of: Any, width: float, height: float) -> None:
    imprint = imprint_of(FULL)
    patch = filled(imprint, IMPRINT, width, height)
    sizes = sizes_of(patch)
    assert lines_of(patch)[-1] == "(555) 555-0100"
    assert sizes["(555) 555-0100"] >= 14
    assert sizes["Given to you by"] < sizes["(555) 555-0100"]
    faces = {line.text: line.pieces[0].face.name for line in patch.texts}
    assert faces["(555) 555-0100"] == imprint.theme.style("imprint-phone").chain[0].name
    assert imprint.theme.style("imprint-phone").chain[0].name == imprint.theme.style("body").bold[0].name


@pytest.mark.parametrize(
    ("phone", "size"),
    [("555-0100", 14), ("(555) 555-0100", 14), ("+1 555 555 0100", 13), ("+1 (555) 555-0100", 11.5)],
)
def test_a_long_phone_number_gets_smaller_before_it_is_broken(imprint_of: Any, phone: str, size: float) -> None:
    patch = filled(imprint_of(f'name: One\nphone: "{phone}"\n'), IMPRINT, 120, 128)
    assert sizes_of(patch)[phone] == size


NAMES = ["One", "Riverside Family Practice", "Springfield Regional Medical Center", "Hospital for Sample Data and Care"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "height"), [(120, 128), (516, 56)], ids=["handout", "summary"])
def test_long_names_are_printed_whole_and_smaller(imprint_of: Any, name: str, width: float, height: float) -> None:
    patch = filled(imprint_of(f"name: {name}\nphone: (555) 555-0100\n"), IMPRINT, width, height)
    said = [line for line in patch.texts if line.text.strip() in name]
    assert " ".join(line.text.strip() for line in said) == name
    assert min(line.size for line in said) >= 11
    one = filled(imprint_of("name: One\nphone: (555) 555-0100\n"), IMPRINT, width, height)
    assert min(line.size for line in said) <= sizes_of(one)["One"]


def test_in_a_wide_box_the_phone_stands_at_the_right(imprint_of: Any) -> None:
    lines = {line.text: line for line in filled(imprint_of(FULL), IMPRINT, 516, 72).texts}
    name, phone = lines["Test Clinic One"], lines["(555) 555-0100"]
    assert phone.x > name.x + 200
    assert lines["Questions? Call us:"].x == phone.x
    assert lines["Given to you by"].x == name.x
    assert phone.baseline == pytest.approx(name.baseline)
    # It stands in the middle of the box, from the top of the labels to the last line.
    assert -36 < lines["Given to you by"].baseline < -18
    assert -60 < phone.baseline < -36


def test_the_contact_box_is_never_cut_off(imprint_of: Any) -> None:
    imprint = imprint_of(FULL)
    lines = ["Care for all", "1 Example Street, Springfield", "hello@clinic.example"]
    assert lines_of(filled(imprint, CONTACT, 300, 37.5)) == lines
    with pytest.raises(InputProblems) as told:
        filled(imprint, CONTACT, 300, 25)
    [problem] = told.value.problems
    assert problem.place == Place("clinic.yaml", 5, 8), "the e-mail address is the longest text"
    assert problem.told == "this text has no room in the colophon"


@pytest.mark.parametrize(
    ("lines", "printed"),
    [(2, ["Test Clinic One", "Phone (555) 555-0100"]), (1, ["Test Clinic One · Phone (555) 555-0100"])],
)
def test_footer_lines_stand_below_each_other_or_in_one(imprint_of: Any, lines: int, printed: list[str]) -> None:
    imprint = imprint_of(FULL)
    sheet = sheet_for(imprint, stamping=True)
    imprint.footer(sheet, ClinicRoom(0, 0, 300, lines))
    assert [line.text for line in sheet.lines] == printed
    assert sheet.finish().furniture == " ".join(printed)


@pytest.mark.parametrize(
    ("width", "lines", "sizes"),
    [(136, 3, [9, 10.5]), (108, 3, [9, 10]), (516, 1, [9, 10.5]), (182, 1, [9, 10]), (170, 1, [9])],
)
def test_the_phone_is_as_large_in_the_footer_as_it_fits(
    imprint_of: Any, width: float, lines: int, sizes: list[float]
) -> None:
    imprint = imprint_of(FULL)
    sheet = sheet_for(imprint, stamping=True)
    imprint.footer(sheet, ClinicRoom(0, 0, width, lines))
    drawn = [piece.size for line in sheet.lines for piece in line.pieces]
    assert sorted(set(drawn)) == sizes


def test_a_footer_that_does_not_fit_is_told(imprint_of: Any) -> None:
    imprint = imprint_of(FULL)
    with pytest.raises(InputProblems, match="this text has no room in the footers") as told:
        imprint.footer(sheet_for(imprint, stamping=True), ClinicRoom(0, 0, 90, 1))
    assert told.value.problems[0].place == Place("clinic.yaml", 1, 7)


def test_what_prints_nothing_in_a_name_is_no_matter_in_a_footer_of_one_line(imprint_of: Any) -> None:
    imprint = imprint_of('name: "Cafe\\u0301 Clinic\\u200b"\nphone: (555) 555-0100\n')
    sheet = sheet_for(imprint, stamping=True)
    imprint.footer(sheet, ClinicRoom(0, 0, 300, 1))
    assert [line.text for line in sheet.lines] == ["Café Clinic · Phone (555) 555-0100"]


def test_a_house_without_a_name_has_characters_for_the_card_alone(parts: ClinicParts) -> None:
    labels = parts.imprint.labels
    assert stock_of(parts.theme, labels, False, None) == {}
    [(face, characters)] = stock_of(parts.theme, labels, False, SOURCE).items()
    assert face == parts.theme.style("colophon").chain[0]
    assert set(characters) == set(f"{labels.scan_source}source.example/article…")


# What the theme says --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measures", "height", "width"),
    [
        ("", 140, 67.9),
        ("logo_height: 20", 140, 28.3),
        ("logo_width: 30", 140, 30),
        ("logo_least: 20", 92, 58.0),
        ("logo_least: 60", 140, 67.9),
    ],
)
def test_a_logo_is_as_large_as_the_theme_allows_and_the_words_leave(
    measures: str, height: float, width: float, workspace: Path
) -> None:
    """It is twice as wide as high, and covers as much as a square one of the greatest height."""
    left, _, across, down = drawn_with(measures, workspace, IMPRINT, 140, height)["picture"]
    assert (left, across, down) == pytest.approx((8, width, width / 2), abs=0.1)


def test_the_words_stand_as_far_below_the_logo_as_the_theme_says(workspace: Path) -> None:
    spaces = []
    for space in (4, 20):
        drawn = drawn_with(f"logo_after: {space}", workspace, IMPRINT, 140, 160)
        _, top, _, height = drawn["picture"]
        spaces.append(top - height - drawn["Test Clinic One"][1])
    assert spaces[1] - spaces[0] == pytest.approx(16)


def test_in_a_wide_box_the_words_stand_as_far_beside_the_logo_as_the_theme_says(workspace: Path) -> None:
    drawn = drawn_with("wide_box_gap: 30", workspace, IMPRINT, 516, 72)
    assert drawn["picture"] == pytest.approx((8, -9, 108, 54)), "as high as the box"
    assert drawn["Test Clinic One"][0] == pytest.approx(8 + 108 + 30)
    small = drawn_with("wide_box_gap: 30, logo_width: 60", workspace, IMPRINT, 516, 72)
    assert small["picture"] == pytest.approx((8, -9 - (54 - 30) / 2, 60, 30)), "in the middle of the box"


@pytest.mark.parametrize(("name", "words"), [(IMPRINT, "Test Clinic One"), (CARD, "clinic.example")])
@pytest.mark.parametrize(("times", "beside"), [(3, True), (9, False)])
def test_how_wide_a_wide_box_is_stands_in_the_theme(
    name: str, words: str, times: float, beside: bool, workspace: Path
) -> None:
    drawn = drawn_with(f"wide_box: {times}", workspace, name, 516, 126)
    assert (drawn[words][0] >= drawn["picture"][0] + drawn["picture"][2]) is beside


# One row more ---------------------------------------------------------------------------------


FAX = Row("body", lambda giver: [giver.clinic.phone], form=lambda words, labels: f"§ {words}")


@pytest.fixture
def fax(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PRINTED, CONTACT, (*PRINTED[CONTACT], FAX))


def test_the_characters_of_a_further_row_are_in_the_stock(parts: ClinicParts, monkeypatch: pytest.MonkeyPatch) -> None:
    labels, face = parts.imprint.labels, parts.theme.style("imprint-name").chain[0]
    assert "§" not in stock_of(parts.theme, labels, True, None)[face]
    monkeypatch.setitem(PRINTED, CONTACT, (*PRINTED[CONTACT], FAX))
    assert "§" in stock_of(parts.theme, labels, True, None)[face]


def test_the_style_of_a_further_row_has_characters(parts: ClinicParts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A style whose face no other row has."""
    labels, face = parts.imprint.labels, parts.theme.style("title").chain[0]
    assert face not in stock_of(parts.theme, labels, True, None)
    title = Row("title", lambda giver: [giver.clinic.phone])
    monkeypatch.setitem(PRINTED, CONTACT, (*PRINTED[CONTACT], title))
    assert set("(555) 0123") <= set(stock_of(parts.theme, labels, True, None)[face])


def test_a_further_row_is_drawn_with_the_others(imprint_of: Any, fax: None) -> None:
    patch = filled(imprint_of(FULL), CONTACT, 300, 80)
    assert lines_of(patch) == [
        "Care for all",
        "1 Example Street, Springfield",
        "hello@clinic.example",
        "§ (555) 555-0100",
    ]


def test_a_further_row_is_released_only_where_the_wording_has_it(
    fax: None, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is held against the clinic's file, never against itself."""
    clinic = "name: Test Clinic One\nphone: (555) 555-0100\n"
    (workspace / "clinics/one.yaml").write_text(clinic, encoding="utf-8")
    with pytest.raises(FaultyProof, match=r"“contact” on page \d says “§ \(555\) 555-0100” where it must say “”"):
        Press(Catalog(Disk(workspace)), Rack()).print(JOB)

    def with_fax(*given: Any) -> Wording:
        made = wording_of(*given)
        made.slots[CONTACT] = SlotWording(frozenset({("§ (555) 555-0100",)}))
        return made

    monkeypatch.setattr(press, "wording_of", with_fax)
    pdf = Press(Catalog(Disk(workspace)), Rack()).print(JOB).content
    assert sum("§ (555) 555-0100" in page.text for page in read_pages(pdf)) == 1


def test_an_imprint_and_its_patches_are_forgotten_as_soon_as_nobody_needs_them(
    imprint_of: Any, workspace: Path
) -> None:
    """Nothing of it leads back to itself, or the memory of thousands of clinics would wait to be searched for."""
    plate = Rack().plate(Catalog(Disk(workspace)), JOB)
    gc.disable()
    try:
        imprint = imprint_of(FULL)
        made = [imprint.footer_patch(plate), *(imprint.patch(slot, plate) for slot in plate.filled_slots)]
        kept = [weakref.ref(each) for each in (imprint, *made, *(each.element for each in made))]
        del imprint, made
        assert [each() for each in kept] == [None] * len(kept)
    finally:
        gc.enable()
