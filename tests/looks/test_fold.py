"""Folds: where a sheet is folded on each paper, and what panels cannot be."""

from __future__ import annotations

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import Place
from clinicpress.looks.fold import Fold, folds_on, misfolded, panels_of
from clinicpress.looks.paper import Paper, load_paper
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node
from tests.looks.test_theme import WORKSPACE

TRIFOLD = """
faces: [[flap, back, cover], [left, middle, right]]
tucked: [flap, right]
flow: [left, middle, right]
relief: flap
footers: [back, left]
clear: 14.4
bottom: 28
"""


def fold(text: str = TRIFOLD) -> Fold:
    return check_node(parse_yaml("layout.yaml", text), Fold)


def paper(name: str) -> Paper:
    return load_paper(WORKSPACE, Unprinted(name, Place("editions.yaml")))


@pytest.mark.parametrize(
    ("name", "outside", "inside"),
    [
        ("letter", (3.625 * 72, (3.625 + 3.6875) * 72), (3.6875 * 72, 3.6875 * 2 * 72)),
        ("a4", (97 / 25.4 * 72, 197 / 25.4 * 72), (100 / 25.4 * 72, 200 / 25.4 * 72)),
    ],
)
def test_a_letter_and_an_a4_sheet_are_folded_where_print_shops_fold_them(
    name: str, outside: tuple[float, float], inside: tuple[float, float]
) -> None:
    """Letter: 3 11/16, 3 11/16 and 3 5/8 inches; A4: 100, 100 and 97 mm."""
    panels = panels_of(fold(), paper(name), (20, 20))
    assert folds_on(panels, 1) == pytest.approx(outside, abs=0.1)
    assert folds_on(panels, 2) == pytest.approx(inside, abs=0.1)


@pytest.mark.parametrize("name", ["letter", "a4", "legal"])
def test_each_panel_is_as_wide_as_its_back(name: str) -> None:
    size = Paper(width=612, height=1008) if name == "legal" else paper(name)
    panels = panels_of(fold(), size, (20, 20))
    wide = {panel.name: panel.right - panel.left for panel in panels}
    for one, other in (("flap", "right"), ("back", "middle"), ("cover", "left")):
        assert wide[one] == pytest.approx(wide[other])
    assert panels[2].right == pytest.approx(panels[5].right) == pytest.approx(size.height)


def test_text_keeps_clear_of_folds_and_of_the_edges_of_the_sheet() -> None:
    for panel in panels_of(fold(), paper("letter"), (20, 22)):
        at_edge = panel.left == 0
        assert panel.text - panel.left == pytest.approx(20 if at_edge else 14.4)
        at_edge = panel.right == pytest.approx(792)
        assert panel.right - (panel.text + panel.measure) == pytest.approx(22 if at_edge else 14.4)


@pytest.mark.parametrize(
    ("before", "after", "line", "message", "hint"),
    [
        ("relief: flap", "relief: flop", 5, "there is no panel “flop”", "did you mean “flap”?"),
        ("flow: [left, middle, right]", "flow: [left, left]", 4, "through the panel “left” twice", "stands there once"),
        ("relief: flap", "relief: right", 5, "through the panel “right” twice", "is another"),
        ("cover]", "flap]", 2, "a panel is named twice", "a name of its own"),
        ("tucked: [flap, right]", "tucked: [flap, left]", 3, "no back that is folded in", "from right to left"),
        ("[back, left]", "[left, middle]", 6, "no panel of the face flap, back, cover has a footer", "on each face"),
    ],
)
def test_what_cannot_be_folded_is_told_where_it_stands(
    before: str, after: str, line: int, message: str, hint: str
) -> None:
    text = TRIFOLD.replace(before, after)
    [problem] = misfolded(fold(text), parse_yaml("layout.yaml", text))
    assert (problem.place.file, problem.place.line) == ("layout.yaml", line)
    assert message in problem.message
    assert hint in problem.hint
