"""What stands on what in a theme, and whether it can be seen there, in every clinic's colour."""

from __future__ import annotations

import pytest

from clinicpress.content.texts import Line
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.color import Color, contrast
from clinicpress.looks.grounds import standings, unseen
from tests.looks.test_theme import shipped
from tests.typesetting.told import OWN, look

DARK = "boxes: {aside: {fill: brand, text: paper}}"


def refused(changes: str) -> list[Problem]:
    """Return what is said against a theme with some keys changed."""
    with pytest.raises(InputProblems) as caught:
        look(changes)
    return caught.value.problems


def test_light_words_may_stand_in_a_dark_box() -> None:
    theme = look(DARK).theme
    assert theme.box("aside").text == theme.color("paper")


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ("boxes: {aside: {fill: brand}}", "the ground of the box “aside” is too dark", "under “text”"),
        ("boxes: {aside: {fill: brand, text: ink}}", "the text of the box “aside” is too pale", "in the box “aside”"),
        ("boxes: {aside: {fill: brand-8, text: paper}}", "the text of the box “aside” is too pale", "in the box"),
        ("boxes: {step: {fill: brand, text: brand}}", "the text style “step-number” is too pale", "“brand”"),
        ("running_head: {text: paper}", "the running head is too pale", "it stands on the colour “brand-14”"),
        ("table: {head: brand}", "the head of tables is too pale: its contrast", "it stands on the colour “brand”"),
        ("table: {stripe: brand-55}", "the text style", "it stands on the colour “brand-55” in tables"),
        (
            "tiles: {dark: {fill: brand, size: 40}}\nicons: {row: {tile: dark}}",
            "the icon “row” is too pale: its contrast is 1.0:1, at least 3:1 is needed",
            "it stands on the colour “brand” of the tile “dark”",
        ),
    ],
)
def test_what_cannot_be_seen_is_told_where_it_stands(changes: str, message: str, hint: str) -> None:
    problem = next(p for p in refused(changes) if message in p.message)
    assert problem.place.file == OWN
    assert hint in problem.hint


@pytest.mark.parametrize(
    "changes",
    ["boxes: {aside: {text: ik}}", "tiles: {dark: {fill: ik, size: 40}}", "icons: {row: {tile: drak}}",
     "table: {stripe: ik}", "running_head: {text: ik}", "bullet_color: ik", "boxes: {aside: {icon_tile: drak}}"],
)  # fmt: skip
def test_a_ground_that_the_theme_does_not_have_is_told_where_it_is_named(changes: str) -> None:
    [problem] = refused(changes)
    assert (problem.place.file, problem.place.line) == (OWN, 1)
    assert problem.message.startswith("unknown ")


@pytest.mark.parametrize("brand", ["#008080", "#767676", "#C8102E", "#0F5A66"])
@pytest.mark.parametrize("name", ["base", "calm", "large-print"])
def test_a_clinics_colour_that_can_be_read_on_white_can_be_read_on_its_tints(name: str, brand: str) -> None:
    """They are as pale as that needs: the theme's own, where words in the colour can be read on these."""
    theme = shipped(name)
    assert contrast(Color.parse(brand), theme.color("paper")) > 4.5
    family = theme.branded(Line(brand, Place("clinics/one.yaml", 3, 14)))
    tinted = {name: family[color.tint] for name, color in theme.colors.items() if color.tint is not None}
    assert unseen(theme.spec, {**theme.colors, **tinted}) == []
    plain = Color.parse(brand).mixed(0.08, theme.color("paper"), tinted["brand-8"].tint or 0)
    assert (tinted["brand-8"] == plain) == (contrast(Color.parse(brand), plain) >= 4.5)
    assert tinted["brand-55"] == Color.parse(brand).mixed(0.55, theme.color("paper"), tinted["brand-55"].tint or 0)


def test_a_brand_colour_that_will_do_is_named_where_a_clinics_own_will_not() -> None:
    """It is legible on white paper, and not on the mint of the theme."""
    theme, place = shipped("friendly"), Place("clinics/one.yaml", 3, 14)
    with pytest.raises(InputProblems) as caught:
        theme.branded(Line("#008080", place))
    [problem] = caught.value.problems
    assert problem.place == place
    assert "mint" in problem.message
    theme.branded(Line(problem.hint.rpartition(" ")[2], place))


@pytest.mark.parametrize("brand", ["#53298A", "#005E63", "#1B3F7A", "#8A1F52", "#000000"])
def test_all_of_the_friendly_look_can_be_seen_in_a_clinics_colour(brand: str) -> None:
    theme = shipped("friendly")
    named = {str(name): color for name, color in theme.spec.colors.items()}
    family = theme.branded(Line(brand, Place("clinics/one.yaml", 3, 14)))
    colors = {
        **theme.colors,
        **{name: family[color.tint] for name, color in theme.colors.items() if color.tint is not None},
    }
    assert unseen(theme.spec, colors) == []
    assert {each.color for each in standings(theme.spec) if each.ground == "amber"} == {"ink"}
    assert {each.ground for each in standings(theme.spec)} <= {*named, *map(str, theme.spec.tints)}
