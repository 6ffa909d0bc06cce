"""Icons are plain filled paths within their grid, or are told at their file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.artwork.icons import Icon, load_icon, parse_path
from clinicpress.ground.problems import Place
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.said import printed

EN = "brochures/breathing/en.yaml"
Press = Callable[..., Finished]

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">{}</svg>'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<path d="M0 0H48V1e999Z"/>', "the point inf lies outside of its grid of 48 × 48"),
        ('<path d="M0 0H900V48Z"/>', "the point 900 lies outside"),
        ('<path d="M-1 0H9V48Z"/>', "the point -1 lies outside"),
        ('<path transform="scale(9)" d="M0 0H9V9Z"/>', "without transform (line 1)"),
        ('<path fill="none" stroke="red" d="M0 0H9V9Z"/>', "without stroke (line 1)"),
        ('<path fill="none" d="M0 0H9V9Z"/>', "not of lines"),
        ('<path d="H9V9Z"/>', "a path begins with M"),
        ("", "nothing is drawn"),
        ("<path", "is not an SVG picture, or is broken in line 1"),
    ],
)
def test_icons_stay_in_their_grid(body: str, message: str, workspace: Path, press: Press) -> None:
    (workspace / "templates/icons").mkdir(parents=True)
    (workspace / "templates/icons/lungs.svg").write_text(ICON.format(body), encoding="utf-8")
    text = WORKSPACE[EN].replace("    body:", "    icon: lungs\n    body:")
    (workspace / EN).write_text(text, encoding="utf-8")
    finished = press("build")
    [said] = printed(finished.err)
    assert (finished.status, said.file) == (1, "templates/icons/lungs.svg")
    assert message in said.message


def test_an_icon_is_the_same_outline_on_a_screen() -> None:
    icon = Icon("a", (parse_path("M0 0H9.5V48Z"), parse_path("M1 1C2 2 3 3 4 4Z")))
    assert icon.outline == "M0 0L95 0L95 480ZM10 10C20 20 30 30 40 40Z"


def test_an_icon_is_drawn_as_a_theme_asks_where_it_is_there_in_that_way(tmp_path: Path) -> None:
    icons = tmp_path / "templates/icons"
    (icons / "bold").mkdir(parents=True)
    for name in ("one.svg", "two.svg", "bold/one.svg"):
        (icons / name).write_text(ICON.format(f'<path d="M0 0H{9 if "bold" in name else 5}V9Z"/>'), encoding="utf-8")
    disk, place = Disk(tmp_path), Place("brochures/a/en.yaml", 3, 5)
    drawn = [load_icon(disk, Text(name, place), way).outline for name in ("one", "two") for way in ("", "bold")]
    assert [outline.split("L")[1] for outline in drawn] == ["50 0", "90 0", "50 0", "50 0"]


def test_all_icons_are_there_filled_but_for_those_that_are_so_anyway() -> None:
    names = set(Disk(ROOT).names("templates/icons", ".svg"))
    filled = set(Disk(ROOT).names("templates/icons/filled", ".svg"))
    assert names - filled == {"quote"}
    assert filled < names
    for name in filled:
        load_icon(Disk(ROOT), Text(name, Place("")), "filled")
