"""Themes: what extends what, what can be read on paper, and what a number must not print over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.texts import Line
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.color import Color, contrast
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.theme import Fit, Theme
from clinicpress.looks.themes import load_theme
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.typesetting.furnished import WORKSPACE
from tests.typesetting.told import OWN, look

THEMES = sorted(WORKSPACE.names("templates/themes", ".yaml"))
RUNNING = (
    *("body", "item", "step", "cell", "glance-point", "callout-title", "callout-body", "term", "question"),
    *("icon-label", "summary-point", "summary-safety", "summary-safety-title"),
)
"""The styles of what a patient must be able to read."""
NEAR_BLACK = 0.15
"""The most that a printer without colour may leave of the paper's white: a grey above it is laid as dots."""


def shipped(name: str) -> Theme:
    """Load a theme of the repository."""
    return load_theme(WORKSPACE, name, FontShelf(WORKSPACE))


def refused(changes: str) -> list[Problem]:
    """Return what is said against a theme with some keys changed."""
    with pytest.raises(InputProblems) as caught:
        look(changes)
    return caught.value.problems


# Grey print ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", RUNNING)
@pytest.mark.parametrize("theme", THEMES)
def test_running_text_is_near_black_in_grey_print(theme: str, style: str) -> None:
    """A grey ink is refused here: without colour, a printer would make dots of it."""
    color = shipped(theme).style(style).color
    assert 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue <= NEAR_BLACK


@pytest.mark.parametrize("theme", THEMES)
def test_every_style_can_be_read_on_white_paper(theme: str) -> None:
    loaded = shipped(theme)
    paper = loaded.color("paper")
    styles = {str(name) for name in loaded.spec.styles} - {"strip"}
    assert {name for name in styles if contrast(loaded.style(name).color, paper) < 4.5} == set()


# Legibility is refused, not trusted ----------------------------------------------------------------

ILLEGIBLE = {
    "colors: {ink: '#8A8A8A'}": (OWN, "the ink colour #8A8A8A is too pale: its contrast with white is 3.5:1"),
    "colors: {paper: '#CCCCCC'}": (OWN, "“paper” must be white or nearly so"),
    "styles: {body: {color: hair}}": (OWN, "the text style “body” is too pale"),
    "styles: {strip: {color: ink}}": (OWN, "the text style “strip” is too pale"),
    "strip: {block: hair}": (OWN, "the text style “strip” is too pale"),
    "boxes: {glance: {fill: brand}}": (OWN, "the ground of the box “glance” is too dark: its contrast with “ink” is"),
    "boxes: {step: {fill: brand}}": (OWN, "the text style “step-number” is too pale"),
    "smallest: 10\nstyles: {body: {size: 9.5}}": (OWN, "the text style “body” is too small: 9.5 points"),
    "styles: {body: {size: 18}}": (OWN, "the text style “body” is too tight: its lines are 16.8 points apart"),
}


@pytest.mark.parametrize("changes", ILLEGIBLE)
def test_what_cannot_be_read_is_refused(changes: str) -> None:
    file, message = ILLEGIBLE[changes]
    assert any(problem.place.file == file and message in problem.message for problem in refused(changes))


def test_light_words_may_stand_on_a_dark_circle() -> None:
    dark = look("boxes: {step: {fill: ink}}\nstyles: {strip: {color: paper}, step-number: {color: paper}}")
    assert dark.theme.style("step-number").color == dark.theme.color("paper")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ("measures: {step_circle: 40}", "“step_circle”, which takes 40"),
        ("measures: {heading_icon: 20}", "the icon, which takes 28"),
        ("boxes: {callout-tip: {padding: [0, 0, 0, 40]}}", "the box's icon, which takes 45"),
        ("boxes: {callout-tip: {icon_left: 40}}", "the box's icon, which takes 70"),
    ],
)
def test_nothing_is_printed_over_the_words_beside_it(changes: str, what: str) -> None:
    assert what in "".join(problem.message for problem in refused(changes))


@pytest.mark.parametrize(
    "changes",
    [
        "styles: {body: {color: ik}}",
        "rules: {row: {color: ik}}",
        "icons: {row: {color: ik}}",
        "boxes: {aside: {fill: ik}}",
        "strip: {ground: ik}",
        "strip: {waves: {color: ik}}",
        "running_head: {block: ik}",
        "columns: {full: {divider: ik}}",
    ],
)
def test_names_that_a_theme_does_not_have_are_told_where_they_stand(changes: str) -> None:
    [problem] = refused(changes)
    assert (problem.place.file, problem.place.line) == (OWN, 1)
    assert problem.message.startswith("unknown ")


# Numbers that go with each other -------------------------------------------------------------------


def themes(folder: Path, **texts: str) -> None:
    """Write themes of a workspace."""
    for name, text in texts.items():
        (folder / "templates" / "themes").mkdir(parents=True, exist_ok=True)
        (folder / "templates" / "themes" / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("differs", "line", "message", "hint"),
    [
        ("styles: {body: {size: 20}}", 2, "“body” is too tight", "its type is 20 points"),
        ("measures: {step_circle: 90}", 2, "38 points are left for “step_circle”", "make “measures.step_indent” wider"),
        ("icons:\n  heading: {size: 90}", 3, "are left for the icon", "make “measures.heading_icon” wider"),
        (
            "icons: {heading: {tile: t}}\ntiles: {t: {fill: paper, size: 90}}",
            2,
            "for the icon, which takes 88",
            "wider",
        ),
        ("boxes: {glance: {icon: lungs}}", 2, "are left for the box's icon", "make “boxes.glance.padding” wider"),
        ("strip: {block: paper}", 2, "“strip” is too pale", "it stands on the colour “paper”"),
        ("boxes:\n  step: {fill: brand}", 3, "“step-number” is too pale", "it stands on the colour “brand”"),
        ("brandable: [colors.brnd]", 2, "unknown value “colors.brnd”", "did you mean “colors.brand”?"),
    ],
)
def test_what_does_not_go_with_the_rest_is_told_in_the_theme_that_says_it(
    differs: str, line: int, message: str, hint: str, tmp_path: Path
) -> None:
    """What it does not go with may stand in a theme that it extends, and that ships with us."""
    themes(tmp_path, one=f"extends: calm\n{differs}\n")
    with pytest.raises(InputProblems) as caught:
        load_theme(Disk(tmp_path), "one", FontShelf(WORKSPACE))
    [problem] = caught.value.problems
    assert (problem.place.file, problem.place.line) == ("templates/themes/one.yaml", line)
    assert message in problem.message
    assert hint in problem.hint


# Clinics -------------------------------------------------------------------------------------------


def test_a_clinics_colour_brings_its_tints() -> None:
    theme = shipped("calm")
    family = theme.branded(Line("#7A2F55", Place("clinics/one.yaml", 1, 1)))
    assert family[0] == Color(0x7A / 255, 0x2F / 255, 0x55 / 255, 0)
    assert [color.tint for color in family] == list(range(len(theme.spec.tints) + 1))
    assert [color.luminance for color in family] == sorted(color.luminance for color in family)
    assert theme.branded(None) == theme.brand_family


def test_a_pale_clinic_is_refused_at_its_own_place() -> None:
    place = Place("clinics/one.yaml", 3, 14)
    with pytest.raises(InputProblems) as caught:
        shipped("calm").branded(Line("#9AA0A6", place))
    assert {problem.place for problem in caught.value.problems} == {place}


# The ladder ----------------------------------------------------------------------------------------


def test_a_style_that_takes_part_gives_way_to_the_ladders_floor() -> None:
    theme = shipped("calm")
    plain, tight = theme.style("summary-point"), theme.style("summary-point", Fit(gaps=0.5, leading=0.93, size=1))
    assert (tight.size, tight.after) == (theme.spec.ladder.floor, plain.after / 2)
    assert tight.leading == pytest.approx(plain.leading * 0.93 * tight.size / plain.size)
    body = theme.style("body", Fit(gaps=0.5, leading=0.93, size=1))
    assert (body.size, body.leading, body.after) == (12, 16.8, 8.4), "it takes no part"


def test_on_the_way_to_the_floor_a_heading_stays_larger_than_its_points() -> None:
    theme = shipped("calm")
    sizes = [
        [theme.style(name, Fit(size=share)).size for name in ("summary-heading", "summary-point")]
        for share in (0, 0.25, 0.5, 0.75)
    ]
    assert [heading / point for heading, point in sizes] == pytest.approx([sizes[0][0] / sizes[0][1]] * 4)


@pytest.mark.parametrize("name", THEMES)
def test_at_the_ceiling_the_smallest_that_grows_has_its_size_and_all_grow_alike(name: str) -> None:
    theme = shipped(name)
    growing = [str(style) for style, spec in theme.spec.styles.items() if spec.fit]
    plain, grown = ([theme.style(style, fit) for style in growing] for fit in (Fit(), Fit(size=-1)))
    assert min(style.size for style in grown) == pytest.approx(theme.spec.ladder.ceiling)
    factors = [large.size / own.size for own, large in zip(plain, grown, strict=True)]
    assert factors == pytest.approx([factors[0]] * len(factors))
    assert [large.leading / large.size for large in grown] == pytest.approx([own.leading / own.size for own in plain])
    assert theme.style("body", Fit(size=-1)).size == theme.style("body").size, "it takes no part"


# The sizes of footers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [
        ("footer", 14, ""),
        ("footer-phone", 14, ""),
        ("footer", 13, "type is at least 14 points in the footers of this theme"),
        ("body", 17, "type is at least 18 points in this theme"),
    ],
)
def test_in_footers_type_may_be_smaller_where_the_theme_says_so(name: str, size: int, told: str) -> None:
    style = f"styles: {{{name}: {{size: {size}, leading: 23, steps: []}}}}"
    own = {"templates/themes/own.yaml": f"extends: large-print\n{style}\n"}
    workspace = Unsaved(WORKSPACE, own)
    if not told:
        assert load_theme(workspace, "own", FontShelf(workspace)).style(name).size == size
        return
    with pytest.raises(InputProblems) as caught:
        load_theme(workspace, "own", FontShelf(workspace))
    assert [problem.hint for problem in caught.value.problems] == [told]
