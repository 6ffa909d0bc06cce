"""Theme files: each is read with those that it extends, and changed for a layout and for a clinic."""

from __future__ import annotations

from clinicpress.content.locale import Locale
from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.theme import Overrides, Theme, not_brandable
from clinicpress.looks.themefile import LOOKS, ThemeSpec
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.schema import check_node
from clinicpress.workspace.workspace import Workspace

MOST_EXTENDED = 16
"""How many themes in a row may extend one another."""


def load_theme(
    workspace: Workspace,
    name: Unprinted | str,
    shelf: FontShelf,
    layout: str = "",
    locale: Locale | None = None,
) -> Theme:
    """Read a theme with all it extends and its looks for a layout.

    It is made for the language of a locale: with its faces, sizes, leadings and direction.
    """
    node = read_theme(workspace, name)
    if looks := _looks(node, layout):
        node = node.merged(Node(node.place, looks))
    return _made(workspace, node, shelf, locale)


def overridden(workspace: Workspace, theme: Theme, overrides: Overrides, locale: Locale | None = None) -> Theme:
    """Put a clinic's values over the brandable keys of a theme; `locale` is as for the theme itself."""
    node = _put_over(theme.node, overrides, {str(key) for key in theme.spec.brandable})
    return _made(workspace, node, theme.shelf, locale)


def _made(workspace: Workspace, node: Node, shelf: FontShelf, locale: Locale | None) -> Theme:
    theme = Theme(check_node(node, ThemeSpec), node, shelf, locale)
    # Which of a family's faces are read depends on the text; that they might be is what counts.
    workspace.note(f"fonts/{file}" for family in theme.families("text") for file in shelf.files(family))
    return theme


def read_theme(workspace: Workspace, name: Unprinted | str) -> Node:
    """Read the file of a theme with all it extends; what they say is not checked."""
    return _extended(workspace, str(name), name.place if isinstance(name, Text) else Place("editions.yaml"), ())


def looks_other_in(theme: Theme, layout: str) -> bool:
    """Tell whether a theme changes itself for a layout."""
    return bool(_looks(theme.node, layout))


def _looks(node: Node, layout: str) -> dict[Text, Node]:
    """Return what a theme changes of itself for a layout."""
    change = next((each for name, each in node.entries("layouts").items() if name == layout), None)
    said = change.value if change is not None and isinstance(change.value, dict) else {}
    return {key: each for key, each in said.items() if key in LOOKS}


def _put_over(node: Node, overrides: Overrides, brandable: set[str]) -> Node:
    problems = []
    for path, value in overrides.items():
        try:
            changed = node.replaced(tuple(path.split(".")), Node(value.place, value))
        except KeyError:
            changed = None
        if path not in brandable or changed is None:
            problems.append(not_brandable(value, path, brandable))
        else:
            node = changed
    if problems:
        raise InputProblems(problems)
    return node


def _extended(workspace: Workspace, name: str, asked_at: Place, chain: tuple[str, ...]) -> Node:
    file = f"templates/themes/{name}.yaml"
    if not workspace.has(file):
        hint = workspace.ending_in_yml(file) or did_you_mean(name, workspace.names("templates/themes", ".yaml"))
        raise InputProblems.one(asked_at, f"unknown theme “{name}”", hint)
    node = workspace.read_yaml(file, asked_at)
    if not isinstance(node.value, dict):
        raise InputProblems.one(node.place, "a mapping of keys to values is expected here")
    base = next((v for k, v in node.value.items() if k == "extends"), None)
    if base is None or not isinstance(base.value, Text):
        return node
    if base.value in (*chain, name):
        raise InputProblems.one(base.place, f"the theme “{name}” extends itself")
    if len(chain) >= MOST_EXTENDED:
        raise InputProblems.one(
            base.place,
            f"a theme is made of at most {MOST_EXTENDED + 1} themes that extend each other",
            "extend a theme that is nearer to the base",
        )
    return _extended(workspace, str(base.value), base.place, (*chain, name)).merged(node)
