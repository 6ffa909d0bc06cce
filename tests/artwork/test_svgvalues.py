"""Values of an SVG as numbers and colours, and what only a browser could read."""

from __future__ import annotations

import pytest

from clinicpress.artwork.svgvalues import BadValue, color, length, lengths, misdrawn, too_great, unreadable, unsized


@pytest.mark.parametrize(("text", "pixels"), [("12", 12), (" .5in ", 48), ("10mm", 37.795), ("-1e2px", -100)])
def test_lengths_are_pixels(text: str, pixels: float) -> None:
    assert length(text) == pytest.approx(pixels, rel=1e-4)


@pytest.mark.parametrize("text", ["", "50%", "wide", "1e9", "nan", "1" * 200, "1 2"])
def test_what_is_no_length_is_none(text: str) -> None:
    with pytest.raises(BadValue):
        length(text)


def test_lists_of_lengths_have_spaces_or_commas_between_them() -> None:
    assert lengths("0,0 30\n10") == [0, 0, 30, 10]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("#0F5A66", "#0F5A66"),
        ("#fa5", "#fa5"),
        ("#11223380", "#11223380"),
        ("Tomato", "#ff6347"),
        ("rgb(15, 90, 102)", "#0f5a66"),
        ("rgb(15 90 102 / 50%)", "rgba(15,90,102,0.5)"),
        ("hsl(120deg 100% 25%)", "#008000"),
        ("currentcolor", "currentColor"),
        ("transparent", "rgba(0,0,0,0)"),
    ],
)
def test_colours_are_read_and_digits_stay_as_they_are(text: str, read: str) -> None:
    assert color(text) == read


@pytest.mark.parametrize("text", ["", "bleu", "#12", "lab(50% 1 1)", "color(display-p3 1 0 0)", "device-cmyk(0 0 0 1)"])
def test_colours_of_no_screen_are_none(text: str) -> None:
    with pytest.raises(BadValue):
        color(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("M0 0L10 1e30", "1e30"), ("99999999", "99999999"), ("M0 0L999999 1e-9", ""), ("#12345678", ""), ("g1234567", "")],
)
def test_numbers_that_are_too_great_are_found(text: str, found: str) -> None:
    assert too_great(text) == found


@pytest.mark.parametrize("text", ["3rem", "50vw", "calc(1px + 2px)", "min(1px, 2px)", "1Q"])
def test_what_only_a_browser_works_out_is_found(text: str) -> None:
    assert unreadable(text)


@pytest.mark.parametrize("text", ["3em", "50%", "12px", "url(#calc)", "minimum"])
def test_what_anybody_can_read_is_not(text: str) -> None:
    assert not unreadable(text)


@pytest.mark.parametrize(
    "path",
    ["", "none", "M0 0H9v-1e-2Zm3,3l.5.5-1-1", "m0 0a1 1 0 00.5.5 1 1 0 1 1 2 2z", "M0,0C1 2 3 4 5 6 1 2 3 4 5 6"],
)
def test_paths_are_read_however_they_are_written(path: str) -> None:
    assert misdrawn(path) == ""


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("L9 9", "L9 9"),
        ("M0 0L9", "L9"),
        ("M0 0 L x y", "L x y"),
        ("M0 0A1 1 0 2 0 5 5", "A1 1 0 2 0 5 5"),
        ("M0 0Z1", "Z1"),
    ],
)
def test_what_of_a_path_cannot_be_read_is_found(path: str, wrong: str) -> None:
    assert misdrawn(path) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"), [("1 2,3px", False), ("auto", False), ("50%", False), ("10furlongs", True), ("nan", True)]
)
def test_sizes_that_cannot_be_read_are_found(text: str, wrong: bool) -> None:
    assert unsized(text) == wrong
