"""Layout files: what a theme may change, the template that a layout has, and what is told of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.layout import Layout, template_of
from clinicpress.looks.layoutfiles import known_layouts, load_layout, load_screen_layout, read_layout
from clinicpress.looks.medium import is_for_screens
from clinicpress.looks.paper import Paper
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.disk import Disk

ROOT = Path(__file__).parents[2]
LETTER = Paper(width=612, height=792)
HANDOUT = (ROOT / "templates" / "handout" / "layout.yaml").read_text(encoding="utf-8")
NAMED = Place("editions.yaml", 2, 50)


def loaded(folder: Path, text: str, paper: Paper = LETTER, theme: str = "") -> Layout:
    """Load a layout of a workspace, with what a theme changes of it."""
    (folder / "templates" / "own").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / "own" / "layout.yaml").write_text(text, encoding="utf-8")
    changes = parse_yaml("templates/themes/own.yaml", theme) if theme else None
    (folder / "templates" / "own" / "story.html.j2").touch()
    return load_layout(Disk(folder), Unprinted("own", NAMED), paper, changes)


def refused(folder: Path, text: str, paper: Paper = LETTER, theme: str = "") -> Problem:
    with pytest.raises(InputProblems) as caught:
        loaded(folder, text, paper, theme)
    [problem] = caught.value.problems
    return problem


def with_side(side: str) -> str:
    """Return the handout's layout with another side column."""
    assert "columns: {side: auto," in HANDOUT
    return HANDOUT.replace("columns: {side: auto,", f"columns: {{side: {side},")


def test_a_layout_has_the_template_beside_it_or_one_that_it_names(tmp_path: Path) -> None:
    assert template_of("own", loaded(tmp_path, HANDOUT)) == "own/story.html.j2"
    named = loaded(tmp_path, f"template: summary/story.html.j2\n{HANDOUT}")
    assert template_of("own", named) == "summary/story.html.j2"


@pytest.mark.parametrize(
    "name", ["nothing.html.j2", "../editions.yaml", "locales/en.yaml", "/etc/passwd.j2", "handout"]
)
def test_a_template_that_is_not_there_is_told_where_it_is_named(name: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, f"template: {name}\n{HANDOUT}")
    assert (problem.place, problem.message) == (
        Place("templates/own/layout.yaml", 1, 11), f"there is no template “templates/{name}”",
    )  # fmt: skip


def test_a_layout_without_a_template_is_told_where_to_name_one(tmp_path: Path) -> None:
    loaded(tmp_path, HANDOUT)
    (tmp_path / "templates" / "own" / "story.html.j2").unlink()
    with pytest.raises(InputProblems) as caught:
        load_layout(Disk(tmp_path), Unprinted("own", NAMED), LETTER)
    [problem] = caught.value.problems
    assert (problem.place, problem.message, problem.hint) == (
        Place("templates/own/story.html.j2"),
        "there is no template “templates/own/story.html.j2”",
        "put it there, or name another layout's under “template:” in templates/own/layout.yaml",
    )


def test_a_layout_whose_file_has_a_wrong_ending_is_not_read(tmp_path: Path) -> None:
    loaded(tmp_path, HANDOUT)
    (tmp_path / "templates" / "own" / "layout.yaml").rename(tmp_path / "templates" / "own" / "layout.yml")
    with pytest.raises(InputProblems) as caught:
        load_layout(Disk(tmp_path), Unprinted("own", NAMED), LETTER)
    [problem] = caught.value.problems
    assert (problem.place, problem.hint) == (
        NAMED, "templates/own/layout.yml is not read: its name must end in .yaml",
    )  # fmt: skip


def test_a_file_that_is_no_mapping_is_told_even_where_a_theme_changes_the_layout(tmp_path: Path) -> None:
    problem = refused(tmp_path, "- title\n", theme="layouts: {own: {keep_tables: 1}}")
    assert (problem.place.file, problem.message) == (
        "templates/own/layout.yaml", "a mapping of keys to values is expected here",
    )  # fmt: skip


def test_all_layouts_are_known_ours_and_the_workspaces(tmp_path: Path) -> None:
    loaded(tmp_path, HANDOUT)
    (tmp_path / "templates" / "no-layout").mkdir()
    assert known_layouts(Disk(tmp_path)) == ["handout", "own", "page", "summary", "trifold"]
    with pytest.raises(InputProblems) as caught:
        load_layout(Disk(tmp_path), Unprinted("sumary", NAMED), LETTER)
    [problem] = caught.value.problems
    assert (problem.place, problem.message, problem.hint) == (
        NAMED, "unknown layout “sumary”", "did you mean “summary”?",
    )  # fmt: skip


def test_a_layout_must_leave_room_on_its_own_paper(tmp_path: Path) -> None:
    """A narrow paper is no reason to refuse the layout on a wide one."""
    narrow = Paper(width=430, height=792)
    assert loaded(tmp_path, HANDOUT).title == "handout"
    problem = refused(tmp_path, HANDOUT, narrow)
    assert problem.message == "margins and side column leave 190 points for the text, at least 200 are needed"


def test_what_stands_at_the_head_does_not_reach_into_the_text(tmp_path: Path) -> None:
    problem = refused(tmp_path, HANDOUT.replace("{top: 36, height: 40, label", "{top: 36, height: 55, label"))
    assert problem.message == "“strip” reaches to 91 points from the top of the page, but the text begins at 90"


def test_what_a_theme_moves_into_something_else_is_told_in_the_theme(tmp_path: Path) -> None:
    problem = refused(tmp_path, HANDOUT, theme="layouts:\n  own: {first_page: {top: 40}}\n")
    assert problem.place == Place("templates/themes/own.yaml", 2, 27)
    assert problem.message == "“strip” reaches to 76 points from the top of the page, but the text begins at 40"


def test_a_theme_changes_where_things_stand_and_not_what_there_is(tmp_path: Path) -> None:
    changed = loaded(tmp_path, HANDOUT, theme="layouts: {own: {first_page: {top: 120}, breaks: {table: 0}}}")
    assert (changed.first_page.top, changed.breaks.table, changed.margins.left) == (120, 0, 48)
    without_card = HANDOUT[: HANDOUT.index("  card:")]
    for theme, message in (
        ("layouts: {own: {slots: {card: {width: 90, height: 90}}}}", "the layout “own” has no slot “card”"),
        ("layouts: {onw: {breaks: {table: 0}}}", "unknown layout “onw”"),
    ):
        problem = refused(tmp_path, without_card, theme=theme)
        assert (problem.place.file, problem.message) == ("templates/themes/own.yaml", message)


def test_a_mistake_in_what_a_theme_changes_is_told_where_the_layout_is_read_and_nowhere_else(tmp_path: Path) -> None:
    assert loaded(tmp_path, HANDOUT, theme="layouts: {summary: {sytles: {}}}").title == "handout"
    problem = refused(tmp_path, HANDOUT, theme="layouts: {own: {sytles: {}}}")
    assert (problem.message, problem.hint) == ("unknown key “sytles”", "did you mean “styles”?")


# For screens --------------------------------------------------------------------------------------

SCREEN = "title: own\nmedium: screen\ncontent: all\n"


def laid(folder: Path, text: str) -> Disk:
    (folder / "templates" / "own").mkdir(parents=True)
    (folder / "templates" / "own" / "layout.yaml").write_text(text, encoding="utf-8")
    (folder / "templates" / "own" / "story.html.j2").touch()
    return Disk(folder)


def test_a_layout_for_screens_has_no_geometry(tmp_path: Path) -> None:
    disk = laid(tmp_path, SCREEN)
    assert is_for_screens(disk, "own")
    layout = load_screen_layout(disk, Unprinted("own", NAMED))
    assert (str(layout.title), layout.content, layout.link_addresses) == ("own", "all", False)
    assert read_layout(disk, "own") == layout


@pytest.mark.parametrize("medium", ["", "medium: paper\n"])
def test_other_layouts_are_for_paper(medium: str, tmp_path: Path) -> None:
    disk = laid(tmp_path, HANDOUT + medium)
    assert not is_for_screens(disk, "own")
    assert isinstance(read_layout(disk, "own"), Layout)
    assert not is_for_screens(disk, "there-is-none")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (SCREEN + "margins: {left: 48, right: 48}\n", "unknown key “margins”", ""),
        (SCREEN.replace("content: all\n", ""), "the key “content” is missing", "add “content:” here"),
        (SCREEN + "template: page/none.html.j2\n", "there is no template “templates/page/none.html.j2”", ""),
        (
            SCREEN.replace("screen", "screens"),
            "“screens” is nothing that a layout can be for",
            "did you mean “screen”?",
        ),
    ],
)
def test_what_is_wrong_with_one_is_told(text: str, message: str, hint: str, tmp_path: Path) -> None:
    disk = laid(tmp_path, text)
    with pytest.raises(InputProblems) as caught:
        assert is_for_screens(disk, "own")
        load_screen_layout(disk, Unprinted("own", NAMED))
    [problem] = caught.value.problems
    assert problem.message == message
    assert hint in problem.hint


def test_a_theme_may_bring_a_story_template_of_its_own(tmp_path: Path) -> None:
    named = "layouts: {{own: {{template: {}}}}}"
    changed = loaded(tmp_path, HANDOUT, theme=named.format("friendly/handout.html.j2"))
    assert template_of("own", changed) == "friendly/handout.html.j2"
    assert template_of("own", loaded(tmp_path, HANDOUT)) == "own/story.html.j2"
    problem = refused(tmp_path, HANDOUT, theme=named.format("friendly/handouts.html.j2"))
    assert (problem.place.file, problem.message) == (
        "templates/themes/own.yaml", "there is no template “templates/friendly/handouts.html.j2”",
    )  # fmt: skip
