"""Inks: black for what has no colour and for text, one ink for the brand, and never more than paper takes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from clinicpress.pdf.docket import BrandInks
from clinicpress.printshop.conditions import condition_of
from clinicpress.printshop.inking import INKS, Inked
from clinicpress.printshop.separations import MOST_INK, Separations, chroma, limited
from clinicpress.printshop.spaces import RGB, SCREEN, Spaces, Tone

TEAL: RGB = (15 / 255, 90 / 255, 102 / 255)
TINT = 0.55
PALE: RGB = (123 / 255, 164 / 255, 171 / 255)
RED: RGB = (0.8, 0.1, 0.1)


def black(share: float) -> Inked:
    return Inked(INKS, (0, 0, 0, share))


@pytest.fixture(params=["gracol", "fogra39"])
def press(request: pytest.FixtureRequest) -> Separations:
    return Separations(condition_of(request.param), TEAL)


def test_greys_are_black_ink_alone(press: Separations) -> None:
    assert press.color(Tone((0, 0, 0)), False) == press.color(Tone((26 / 255, 31 / 255, 36 / 255)), True) == black(1)
    assert press.color(Tone((1, 1, 1)), False) == black(0)
    shares = [press.black_of((step / 20) ** 2.2) for step in range(21)]
    assert shares == sorted(shares, reverse=True)
    assert 0.4 < press.black_of(0.214) < 0.65, "half as light to the eye"


def test_the_brand_and_its_tints_are_one_ink(press: Separations) -> None:
    assert press.color(Tone(TEAL), True) == Inked("Ink-Brand", (1,))
    assert press.color(Tone(PALE), False) == Inked("Ink-Brand", (TINT,))
    kind, name, base, tint = list(press.inks["Ink-Brand"])
    assert (kind, name, base) == (Name.Separation, Name.Brand, Name.DeviceCMYK)
    assert sum(float(share) for share in tint.C1) <= MOST_INK


def test_without_an_ink_of_its_own_the_brand_is_mixed() -> None:
    mixed = Separations(condition_of("gracol"), TEAL, spot=False)
    full, pale = mixed.color(Tone(TEAL), False), mixed.color(Tone(PALE), False)
    assert full.space == pale.space == INKS
    assert pale.values == pytest.approx([share * TINT for share in full.values], abs=0.001)
    assert not mixed.inks


def test_a_clinic_may_say_its_inks() -> None:
    given = BrandInks("PANTONE 3165 C", (100.0, 20.0, 30.0, 40.0))
    spot = Separations(condition_of("gracol"), TEAL, given)
    assert spot.color(Tone(TEAL), False).space == "Ink-PANTONE-3165-C"
    _, name, _, tint = list(spot.inks["Ink-PANTONE-3165-C"])
    assert (str(name), [float(share) for share in tint.C1]) == ("/PANTONE 3165 C", [1, 0.2, 0.3, 0.4])
    assert Separations(condition_of("gracol"), TEAL, given, spot=False).color(Tone(TEAL), True).values == (
        1,
        0.2,
        0.3,
        0.4,
    )
    grey = (0.3, 0.3, 0.3)
    assert Separations(condition_of("gracol"), grey).color(Tone(grey), False).space == INKS
    assert Separations(condition_of("gracol"), grey, given).color(Tone(grey), False).space == "Ink-PANTONE-3165-C"


def test_text_in_another_colour_is_black_as_light(press: Separations) -> None:
    assert press.color(Tone(RED), False).values[:3] != (0, 0, 0)
    cyan, magenta, yellow, key = press.color(Tone(RED), True).values
    assert (cyan, magenta, yellow) == (0, 0, 0) and 0.5 < key < 0.9


def test_what_is_said_in_inks_stays(press: Separations) -> None:
    assert press.color(Tone((0.4,) * 3, (0, 0, 0, 0.6)), False) == black(0.6)
    assert press.color(Tone((0, 0.5, 0.7), (1, 0.2, 0, 0)), False) == Inked(INKS, (1, 0.2, 0, 0))
    assert press.color(Tone((0.02,) * 3, (0.8, 0.7, 0.7, 0.9)), False) == black(1), "four inks for black are one"


def test_inks_of_others_keep_their_names_or_are_mixed() -> None:
    leaf = Tone((0, 0.5, 0.2), (1, 0, 1, 0), "Leaf", 0.5, ((0, 0.5, 0.2), (1, 0, 1, 0)))
    assert Separations(condition_of("gracol")).color(leaf, True) == Inked("Ink-Leaf", (0.5,))
    assert Separations(condition_of("gracol"), spot=False).color(leaf, False).space == INKS
    assert Separations(condition_of("gracol")).color(Tone((0,) * 3, None, "All", 1), False).space == "Ink-All"


def test_names_of_inks_may_have_any_signs_and_are_not_mixed_up() -> None:
    press = Separations(condition_of("gracol"))
    solid = ((0.0, 0.5, 0.2), (1.0, 0.0, 1.0, 0.0))
    names = [
        press.color(Tone((0, 0.5, 0.2), None, name, 1, solid), False).space for name in ("Grün #1", "Gr n/1", "Blau")
    ]
    assert len(set(names)) == 3 and all(re.fullmatch("[A-Za-z0-9-]+", name) for name in names)
    assert [str(press.inks[name][1]) for name in names] == ["/Grün #1", "/Gr n/1", "/Blau"]


def test_there_is_never_more_ink_than_paper_takes() -> None:
    assert sum(limited((1, 1, 1, 0.9))) <= MOST_INK
    assert limited((1, 1, 1, 0.9))[3] == 0.9
    assert limited((1, 0.5, 0.5, 0)) == (1, 0.5, 0.5, 0)


def test_families_share_an_ink_where_they_can(press: Separations) -> None:
    of_brand = press.family([Tone((1, 1, 1)), Tone(PALE), Tone(TEAL)])
    assert (of_brand.space[1], of_brand.values) == (Name.Brand, [(0,), (TINT,), (1,)])
    assert press.family([Tone((1, 1, 1)), Tone((0, 0, 0))]).space == Name.DeviceGray
    mixed = press.family([Tone(RED), Tone(TEAL), Tone((0, 0, 0))])
    assert mixed.space == Name.DeviceCMYK
    assert mixed.values[1] == pytest.approx(press.brand_mix, abs=0.001)
    assert mixed.values[2] == (0, 0, 0, 1)
    steps = [
        Tone((1 - 0.003 * step * (1 - TEAL[0]), 1 - 0.003 * step * (1 - TEAL[1]), 1 - 0.003 * step * (1 - TEAL[2])))
        for step in range(30, 40)
    ]
    assert len(set(press.family(steps, fading=True).values)) == 10, "no steps are seen"
    fading = press.family([Tone(RED), Tone((0.5, 0.5, 0.5)), Tone((0, 1, 1))], fading=True)
    assert any(fading.values[1][:3]), "no stripe of black in the middle"


def picture(press: Separations, shown: Any) -> Any:
    spaces = Spaces(Pdf.new())
    return press.picture(shown.split(), SCREEN, spaces)


def test_a_logo_of_pixels_in_the_brands_colour_is_its_ink(press: Separations) -> None:
    logo = Image.new("RGB", (4, 1), "white")
    logo.putpixel((0, 0), (15, 90, 102))
    logo.putpixel((1, 0), (123, 164, 171))
    done = picture(press, logo)
    assert done.space[1] == Name.Brand
    assert list(done.picture.tobytes()) == pytest.approx([255, 255 * TINT, 0, 0], abs=1)


def test_photos_are_mixed_within_the_limit(press: Separations) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((60, 60), spread) for spread in (90, 120, 150)])
    dark = noise.point(lambda value: value // 6)
    for photo in (noise, dark):
        done = picture(press, photo)
        assert (done.space, done.picture.mode) == (Name.DeviceCMYK, "CMYK")
        raw = done.picture.tobytes()
        assert max(sum(raw[at : at + 4]) for at in range(0, len(raw), 4)) <= MOST_INK * 255


def test_photos_without_colour_are_black_alone(press: Separations) -> None:
    grey = Image.effect_noise((60, 60), 90)
    done = picture(press, Image.merge("RGB", [grey, grey, grey.point(lambda value: min(value + 1, 255))]))
    assert (done.space, done.picture.mode) == (Name.DeviceGray, "L")


def test_pictures_in_inks_keep_them(press: Separations) -> None:
    spaces = Spaces(Pdf.new())
    inked = Image.new("CMYK", (2, 1), (10, 20, 30, 40))
    inked.putpixel((1, 0), (255, 255, 255, 100))
    done = press.picture(inked.split(), spaces.device("DeviceCMYK"), spaces)
    assert done.picture.getpixel((0, 0)) == (10, 20, 30, 40)
    assert sum(done.picture.getpixel((1, 0))) <= MOST_INK * 255


def test_chroma() -> None:
    assert chroma((0.5, 0.5, 0.5)) == pytest.approx(0, abs=0.1)
    assert chroma((1, 0, 0)) == pytest.approx(104.6, abs=1)
    space = Spaces(Pdf.new()).read(Array([Name.CalGray, Dictionary(Gamma=1)]), Dictionary())
    assert chroma(space.tone((0.3,)).seen) < 1
