"""Layout files: each is read with what a theme changes of it, and checked on its paper."""

from __future__ import annotations

from dataclasses import replace

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.looks.fold import FACES, misfolded
from clinicpress.looks.geometry import Geometry
from clinicpress.looks.layout import Layout, template_of
from clinicpress.looks.medium import AnyLayout, ScreenLayout, is_for_screens, layout_file
from clinicpress.looks.paper import Paper
from clinicpress.looks.themefile import LOOKS
from clinicpress.workspace.nodes import Node
from clinicpress.workspace.schema import check_node
from clinicpress.workspace.workspace import Workspace

MIN_MEASURE = 200.0
"""The narrowest main column of a layout, in points."""


def read_layout(workspace: Workspace, name: str) -> Layout | ScreenLayout:
    """Read a layout of whatever kind as its file has it; raises InputProblems."""
    node = workspace.read_yaml(layout_file(name))
    return check_node(node, ScreenLayout) if is_for_screens(workspace, name) else check_node(node, Layout)


def load_screen_layout(workspace: Workspace, name: Unprinted, theme: Node | None = None) -> ScreenLayout:
    """Read a layout that is for screens, with what a theme's file changes of it.

    Raises InputProblems, for an unknown layout at the place that names it.
    """
    layout = check_node(_read(workspace, name, theme), ScreenLayout)
    if problem := _missing_template(workspace, name, layout):
        raise InputProblems([problem])
    return layout


def _read(workspace: Workspace, name: Unprinted, theme: Node | None) -> Node:
    """Read a layout's file, with what a theme's file changes of it."""
    file = layout_file(name)
    if not workspace.has(file):
        hint = workspace.ending_in_yml(file) or did_you_mean(name, known_layouts(workspace))
        raise InputProblems.one(name.place, f"unknown layout “{name}”", hint)
    node = workspace.read_yaml(file)
    if theme is not None and isinstance(node.value, dict):
        node = node.merged(_changes(theme, name, workspace, node))
    return node


def load_layout(workspace: Workspace, name: Unprinted, paper: Paper, theme: Node | None = None) -> Layout:
    """Read a layout for a paper, with what a theme's file changes of it.

    Raises InputProblems, for an unknown layout at the place that names it.
    """
    node = _read(workspace, name, theme)
    layout = check_node(node, Layout)
    if problems := [*_overlaps(node, layout), *_folded_wrongly(node, layout)]:
        raise InputProblems(problems)
    if problem := _missing_template(workspace, name, layout):
        raise InputProblems([problem])
    room = Geometry.of(layout, paper).measure
    if room < MIN_MEASURE:
        raise InputProblems.one(
            node.find(("columns",)).place,
            f"margins and side column leave {room:.0f} points for the text, at least {MIN_MEASURE:.0f} are needed",
            "make them narrower",
        )
    return layout


def _overlaps(node: Node, layout: Layout) -> list[Problem]:
    """List what stands at the head of a page and reaches into the story."""
    problems: list[Problem] = []
    first, later = layout.first_page, layout.later_pages
    strip, head = first.strip, later.running_head
    reaching: list[tuple[tuple[str, ...], float, float]] = []
    if strip is not None:
        reaching.append((("first_page", "strip"), strip.top + strip.height, first.top))
    if head is not None:
        reaching.append((("later_pages", "running_head"), head.top + head.height, later.top))
        reaching.append((("later_pages", "running_head", "text_top"), head.text_top, later.top))
    for path, foot, top in reaching:
        if foot > top:
            message = (
                f"“{path[-1]}” reaches to {foot:g} points from the top of the page, but the text begins at {top:g}"
            )
            place = node.blamed(path, (path[0], "top"))
            problems.append(
                Problem(place, message, f"begin the text lower (“{path[0]}: top”), or move “{path[-1]}” up")
            )
    return problems


def _folded_wrongly(node: Node, layout: Layout) -> list[Problem]:
    """List what a folded sheet cannot have."""
    if layout.fold is None:
        return []
    problems = list(misfolded(layout.fold, node.find(("fold",))))
    if layout.pages != FACES:
        problems.append(Problem(node.find(("pages",)).place, "a sheet that is folded has two pages", "write: pages: 2"))
    heads = ((layout.first_page.strip, ("first_page", "strip")), (layout.later_pages.running_head, ("later_pages",)))
    for head, path in heads:
        if head is not None:
            problems.append(Problem(node.find(path).place, "a sheet that is folded has no strip and no running head"))
    if layout.columns.side != 0:
        place = node.find(("columns", "side")).place
        problems.append(Problem(place, "the panels of a folded sheet have no side column", "write: side: 0"))
    return problems


def known_layouts(workspace: Workspace) -> list[str]:
    """List the layouts that there are, the workspace's own and those that ship with us."""
    folders = workspace.folders("templates")
    return [folder for folder in folders if workspace.has(f"templates/{folder}/layout.yaml")]


def _missing_template(workspace: Workspace, name: Unprinted, layout: AnyLayout) -> Problem | None:
    """Say that a layout's story template is not there, if so, where it is named or should lie."""
    file = template_of(name, layout)
    if _is_template(workspace, file):
        return None
    missing = f"there is no template “templates/{file}”"
    if layout.template is not None:
        return Problem(layout.template.place, missing, did_you_mean(file, _known_templates(workspace)))
    hint = f"put it there, or name another layout's under “template:” in templates/{name}/layout.yaml"
    return Problem(Place(f"templates/{file}"), missing, hint)


def _is_template(workspace: Workspace, name: str) -> bool:
    return name.endswith(".j2") and workspace.has(f"templates/{name}")


def _known_templates(workspace: Workspace) -> list[str]:
    own = (f"{folder}/story.html.j2" for folder in known_layouts(workspace))
    shared = (f"{name}.j2" for name in workspace.names("templates", ".j2") if not name.startswith("_"))
    return [name for name in (*own, *shared) if _is_template(workspace, name)]


def _changes(theme: Node, name: str, workspace: Workspace, layout: Node) -> Node:
    """Return a theme's changes to a layout; raises InputProblems where they name what is not there."""
    changes = theme.entries("layouts")
    problems = [
        Problem(key.place, f"unknown layout “{key}”", did_you_mean(key, known_layouts(workspace)))
        for key in changes
        if not workspace.has(f"templates/{key}/layout.yaml")
    ]
    change = next((node for key, node in changes.items() if key == name), Node(layout.place, {}))
    if change.value != {}:
        problems += _mistakes(change, name, layout)
    if problems:
        raise InputProblems(problems)
    assert isinstance(change.value, dict)
    # A theme's changes of its own look, for this layout, stand beside those of the layout.
    return replace(change, value={key: each for key, each in change.value.items() if key not in LOOKS})


def _mistakes(change: Node, name: str, layout: Node) -> list[Problem]:
    """List what is wrong with a theme's changes for a layout."""
    from clinicpress.looks.changes import InLayout  # has many keys, and for most layouts a theme changes nothing

    try:
        check_node(change, InLayout)
    except InputProblems as error:
        return error.problems
    slots = layout.entries("slots")
    return [
        Problem(key.place, f"the layout “{name}” has no slot “{key}”", did_you_mean(key, slots))
        for key in change.entries("slots")
        if key not in slots
    ]
