"""Theme files: what extends what, what a clinic may change, and what differs in a layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.themes import load_theme, looks_other_in, overridden
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.looks.test_theme import WORKSPACE, shipped, themes


def test_a_theme_holds_what_differs_and_has_the_rest_of_what_it_extends(tmp_path: Path) -> None:
    themes(tmp_path, one="extends: calm\nstyles: {body: {size: 13, leading: 20}}\nstrip: {waves: null}\n")
    theme = load_theme(Disk(tmp_path), "one", FontShelf(WORKSPACE))
    calm = shipped("calm")
    assert (theme.style("body").size, theme.style("body").after) == (13, calm.style("body").after)
    assert theme.color("brand") == calm.color("brand")
    assert theme.spec.strip.waves is None
    assert theme.spec.strip.inset == calm.spec.strip.inset


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"one": "extends: two\n", "two": "extends: one\n"}, "the theme “two” extends itself"),
        ({"one": "extends: clam\n"}, "unknown theme “clam”"),
        ({f"t{n}": f"extends: t{n + 1}\n" for n in range(30)} | {"one": "extends: t0\n"}, "at most 17 themes"),
    ],
)
def test_what_cannot_be_extended_is_told(texts: dict[str, str], message: str, tmp_path: Path) -> None:
    themes(tmp_path, **texts)
    with pytest.raises(InputProblems, match=message):
        load_theme(Disk(tmp_path), "one", FontShelf(WORKSPACE))


def test_a_theme_whose_file_has_a_wrong_ending_is_not_read(tmp_path: Path) -> None:
    themes(tmp_path, one="extends: two\n")
    (tmp_path / "templates" / "themes" / "two.yml").touch()
    with pytest.raises(InputProblems) as caught:
        load_theme(Disk(tmp_path), "one", FontShelf(WORKSPACE))
    [problem] = caught.value.problems
    assert (problem.message, problem.hint) == (
        "unknown theme “two”", "templates/themes/two.yml is not read: its name must end in .yaml",
    )  # fmt: skip


# Clinics -------------------------------------------------------------------------------------------


def test_a_clinic_changes_what_the_theme_lets_it_and_nothing_else() -> None:
    place = Place("clinics/one.yaml", 5, 3)
    with pytest.raises(InputProblems) as caught:
        overridden(WORKSPACE, shipped("calm"), {"measures.qr": Text("90", place)})
    assert [(p.place, p.message) for p in caught.value.problems] == [
        (place, "the theme does not let a clinic change “measures.qr”")
    ]


@pytest.mark.parametrize("name", ["base", "calm"])
def test_what_a_clinic_changes_is_changed_for_no_other(name: str) -> None:
    brand = {"colors.brand": Text("#7A2F55", Place("clinics/one.yaml", 5, 3))}
    before = shipped(name).color("brand")
    assert overridden(WORKSPACE, shipped(name), brand).color("brand") != before
    assert shipped(name).color("brand") == before


# Layouts -------------------------------------------------------------------------------------------

OTHERS = "extends: calm\nlayouts:\n  handout: {styles: {body: {size: 11, leading: 15}}, margins: {left: 60}}\n"


def test_a_theme_looks_other_in_a_layout_and_nowhere_else(tmp_path: Path) -> None:
    themes(tmp_path, one=OTHERS)
    shelf = FontShelf(WORKSPACE)
    handout = load_theme(Disk(tmp_path), "one", shelf, layout="handout")
    summary = load_theme(Disk(tmp_path), "one", shelf, layout="summary")
    assert (handout.style("body").size, handout.style("body").leading) == (11, 15)
    assert handout.style("body").after == summary.style("body").after, "what is not changed stays"
    assert summary.style("body").size == 12
    assert (looks_other_in(handout, "handout"), looks_other_in(handout, "summary")) == (True, False)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ("styles: {bdy: {size: 11}}", "the key “leading” is missing"),
        ("styles: {body: {size: 8}}", "must be from 9 to 200"),
    ],
)
def test_what_a_theme_cannot_change_in_a_layout_is_told_at_its_line(changes: str, message: str, tmp_path: Path) -> None:
    themes(tmp_path, one=f"extends: calm\nlayouts:\n  handout: {{{changes}}}\n")
    with pytest.raises(InputProblems) as caught:
        load_theme(Disk(tmp_path), "one", FontShelf(WORKSPACE), layout="handout")
    problem = caught.value.problems[0]
    assert (problem.place.file, problem.place.line) == ("templates/themes/one.yaml", 3)
    assert message in problem.message
