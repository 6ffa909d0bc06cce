"""The medium of a layout, paper or screens, and what is said of one for either."""

from typing import ClassVar, Literal

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, did_you_mean
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import Strict, described
from clinicpress.workspace.workspace import Workspace

PAPER, SCREEN = "paper", "screen"


class AnyLayout(Strict):
    """What every layout says: its name, which story it tells, and what that must hold."""

    title: Unprinted = described("The layout's name.")
    label: Unprinted | None = described(
        "The label of the locale that tells its files from those of other layouts, in the title of the window and in "
        "names of files. Left out: the title stands alone.",
        default=None,
    )
    template: Unprinted | None = described(
        "The story template, below templates/, for example handout/story.html.j2; without it, story.html.j2 beside "
        "this file.",
        default=None,
    )
    content: Literal["all", "summary"] = described(
        "What the story must hold: “all” the text of all sections, in order, or all “summary” points."
    )


class ScreenLayout(AnyLayout):
    """A layout file for screens, templates/<name>/layout.yaml: nothing has a place of its own there."""

    medium: Literal["screen"] = described("It is for screens: its file is a web page.")
    link_addresses: ClassVar[bool] = False
    """No addresses are listed: links lead to them."""


def layout_file(name: str) -> str:
    """Return the file of a layout."""
    return f"templates/{name}/layout.yaml"


def is_for_screens(workspace: Workspace, name: str) -> bool:
    """Tell whether a layout is for screens; raises InputProblems where it says that it is for something else."""
    file = layout_file(name)
    if not workspace.has(file):
        return False
    said = workspace.read_yaml(file).entry("medium")
    if said is None or said.value == PAPER:
        return False
    if said.value == SCREEN:
        return True
    word = said.value if isinstance(said.value, Text) else ""
    hint = did_you_mean(word, (PAPER, SCREEN)) or f"write {SCREEN}, or leave the key out: layouts are for paper"
    raise InputProblems.one(said.place, f"“{word}” is nothing that a layout can be for", hint)
