"""Layouts: page geometry, the head and foot of pages, and reserved boxes.

A layout says where things may stand on the page; which things appear, and in which order, is its
story template's business. All distances are points from the edges of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.looks.costs import Costs
from clinicpress.looks.fold import FACES, Fold, Panel, misfolded, panels_of
from clinicpress.looks.paper import Paper
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.schema import Strict, changes_to, check_node, described
from clinicpress.workspace.workspace import Workspace

MIN_MEASURE = 200.0
"""The narrowest main column of a layout, in points."""
MOST_PAGES = 100
"""The most pages that a layout is fitted to."""
ANY = "any"
AUTO = "auto"
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,9})?")


def _pages(value: Any) -> int | None:
    """Read how many pages a layout is fitted to; None where it has as many as its text needs."""
    if value == ANY:
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal() and 1 <= int(value[:9]) <= MOST_PAGES:
        return int(value)
    raise PydanticCustomError("pages", f"“pages” is “{ANY}” or a whole number from 1 to {MOST_PAGES}")


Pages = Annotated[
    int | None,
    PlainValidator(_pages),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": rf"^({ANY}|[1-9][0-9]?|{MOST_PAGES})$",
            "minimum": 1,
            "maximum": MOST_PAGES,
            "defaultSnippets": [{"label": ANY, "body": ANY}],
        }
    ),
]
MOST_SIDE = 300.0


def _side(value: Any) -> float | None:
    """Read the width of the side column in points; None where it is as wide as the footer's."""
    if value == AUTO:
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value) and float(value) <= MOST_SIDE:
        return float(value)
    raise PydanticCustomError("side", f"“side” is “{AUTO}” or a number from 0 to {MOST_SIDE:.0f}")


Side = Annotated[
    float | None,
    PlainValidator(_side),
    WithJsonSchema(
        {
            "type": ["string", "number"],
            "pattern": rf"^({AUTO}|[0-9]{{1,3}}(\.[0-9]{{1,9}})?)$",
            "minimum": 0,
            "maximum": MOST_SIDE,
            "defaultSnippets": [{"label": AUTO, "body": AUTO}],
        }
    ),
]
Margin = Annotated[float, Field(ge=18, le=144)]
"""Office printers cannot print in the outer 18 points (a quarter of an inch)."""
Top = Annotated[float, Field(ge=18, le=600)]
"""From the top of the page, of which the footer may take a quarter."""


class Margins(Strict):
    """Space left and right of the live area."""

    left: Margin = described("Left margin in points; office printers need 18.")
    right: Margin = described("Right margin in points; office printers need 18.")


class Columns(Strict):
    """The side column and the gutter between it and the main column."""

    side: Side = described(
        "Width of the side column in points; 0 for none; “auto”: as wide as the footer's, and section headings stand "
        "in it where the brochure has neither icons nor asides for it and all of them have room."
    )
    gutter: float = described("Width of the gutter in points.", ge=0, le=72)


class Strip(Strict):
    """The brand strip at the head of page 1."""

    top: Top = described("Distance from the top of the page.")
    height: float = described("Height of the strip.", ge=8, le=144)
    label: Unprinted = described("The locale's label that stands on it.")


class RunningHead(Strict):
    """The bar and the title at the head of later pages."""

    top: Top = described("Distance of the bar from the top of the page.")
    height: float = described("Height of the bar.", ge=0.5, le=72)
    text_top: Top = described("Distance of the text from the top of the page.")
    label: Unprinted | None = described(
        "The locale's label at the left; without it, the title takes the whole line.", default=None
    )


class FirstPage(Strict):
    """The first page."""

    top: Top = described("Where the story begins, from the top of the page.")
    strip: Strip | None = described("The brand strip.", default=None)


class LaterPages(Strict):
    """All pages after the first."""

    top: Top = described("Where the story goes on, from the top of the page.")
    running_head: RunningHead | None = described("The running head.", default=None)


class Footer(Strict):
    """Where the footer stands; what it says and its type size are not a layout's to change.

    Head and footer share their columns.
    """

    spoken: bool = described(
        "Whether screen readers hear source and disclaimer here, for layouts without a colophon.", default=False
    )
    clinic: bool = described(
        "Whether the clinic's name and phone stand here; if not, the imprint box must stand on every page.",
        default=True,
    )
    side: float = described("Width of the column for clinic and folio, in points.", ge=100, le=200)
    gutter: float = described("Gutter right of it, in points.", ge=8, le=50)
    bottom: float = described("From the foot of the page to the footer's last line; printers need 23.", ge=23, le=100)
    gap: float = described("The least clear space between the story and the footer.", ge=0, le=72)


SLOTS = IMPRINT, CONTACT, CARD = "imprint", "contact", "card"
"""The slots that imprints fill: the box on page 1, the clinic's lines in the colophon, the QR code."""


def _slot_name(value: Unprinted) -> Unprinted:
    if value not in SLOTS:
        raise PydanticCustomError(
            "slot", "no imprint fills a slot “{name}”", {"name": str(value), "hint": did_you_mean(value, SLOTS)}
        )
    return value


SlotName = Annotated[Unprinted, AfterValidator(_slot_name)]


class SlotBox(Strict):
    """A box that is kept free for the clinic's imprint."""

    width: float = described("Width in points.", ge=48, le=1440)
    height: float = described("Height in points.", ge=12, le=400)


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


PAPER, SCREEN = "paper", "screen"


class ScreenLayout(AnyLayout):
    """A layout file for screens, templates/<name>/layout.yaml: nothing has a place of its own there."""

    medium: Literal["screen"] = described("It is for screens: its file is a web page.")
    link_addresses: ClassVar[bool] = False
    """No addresses are listed: links lead to them."""


class Layout(AnyLayout):
    """A layout file: templates/<name>/layout.yaml."""

    medium: Literal["paper"] = described(
        "What it is for: “paper”, with all the keys below, or “screen”, with none of them (screen-layout.md).",
        default="paper",
    )
    pages: Pages = described("“any”, or the number of pages that the text is fitted to, for example 1.")
    fold: Fold | None = described(
        "How the sheet is folded: it lies on its long side then, and its panels are frames. Left out: not at all.",
        default=None,
    )
    margins: Margins = described("The side margins.")
    columns: Columns = described("The side column and its gutter.")
    first_page: FirstPage = described("The first page.")
    later_pages: LaterPages = described("The later pages.")
    footer: Footer = described("The footer's position.")
    contents_from: int | None = described(
        "With more pages than this, a list of the sections stands where the story template has its contents; "
        "with twice as many, of the sections below them, too. Left out: none.",
        default=None,
        ge=1,
        le=100,
    )
    link_addresses: bool = described(
        "Where “content” is “all”: whether links get a small number and their addresses are listed, for paper.",
        default=True,
    )
    breaks: Costs = described(
        "What the ends of pages cost: those are chosen at which the whole story costs least.",
        default_factory=Costs,
    )
    slots: dict[SlotName, SlotBox] = described(
        "The boxes kept free for the clinic: “imprint” on page 1, “contact” in the colophon, “card” for the QR code.",
        default={},
        json_schema_extra={"propertyNames": {"enum": list(SLOTS)}},
    )


LayoutChanges = changes_to(Layout, "title", "label", "content", "medium", "pages", "fold")
"""What a theme may change of a layout: where things stand and which story template says so, not what it holds."""


def _file(name: str) -> str:
    return f"templates/{name}/layout.yaml"


def is_for_screens(workspace: Workspace, name: str) -> bool:
    """Tell whether a layout is for screens; raises InputProblems where it says that it is for something else."""
    file = _file(name)
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


def read_layout(workspace: Workspace, name: str) -> Layout | ScreenLayout:
    """Read a layout of whatever kind as its file has it; raises InputProblems."""
    node = workspace.read_yaml(_file(name))
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
    file = _file(name)
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


def template_of(name: str, layout: AnyLayout) -> str:
    """Return the file of a layout's story template, below templates/."""
    return str(layout.template) if layout.template is not None else f"{name}/story.html.j2"


def _changes(theme: Node, name: str, workspace: Workspace, layout: Node) -> Node:
    """Return a theme's changes to a layout; raises InputProblems where they name what is not there."""
    changes = theme.entries("layouts")
    problems = [
        Problem(key.place, f"unknown layout “{key}”", did_you_mean(key, known_layouts(workspace)))
        for key in changes
        if not workspace.has(f"templates/{key}/layout.yaml")
    ]
    change = next((node for key, node in changes.items() if key == name), Node(layout.place, {}))
    slots = layout.entries("slots")
    problems += [
        Problem(key.place, f"the layout “{name}” has no slot “{key}”", did_you_mean(key, slots))
        for key in change.entries("slots")
        if key not in slots
    ]
    if problems:
        raise InputProblems(problems)
    if not isinstance(change.value, dict):
        return change
    # A theme's changes of its own look, for this layout, stand beside those of the layout.
    return replace(change, value={key: each for key, each in change.value.items() if key in LayoutChanges.model_fields})


@dataclass(frozen=True)
class Geometry:
    """A layout on a paper: the lines that everything hangs on, in points, y counted upwards."""

    width: float
    height: float
    left: float
    right: float
    """x of the live area's left and right edges."""
    main: float
    """x of the main column, the hang line."""
    hang: float
    """How far the side column hangs left of the main column."""
    side: float
    """Width of the side column."""
    panels: tuple[Panel, ...] = ()
    """The panels of a folded sheet, face by face from left to right. Those that the story runs through and those with
    footers have one measure, that of the narrowest of them, and the live area is as wide."""

    @classmethod
    def of(cls, layout: Layout, paper: Paper) -> Geometry:
        """Compute the geometry of a layout on a paper."""
        if layout.fold is not None:
            return cls._folded(layout, layout.fold, paper)
        side = layout.footer.side if layout.columns.side is None else layout.columns.side
        hang = side + layout.columns.gutter if side else 0.0
        left, right = layout.margins.left, paper.width - layout.margins.right
        return cls(paper.width, paper.height, left, right, left + hang, hang, side)

    @classmethod
    def _folded(cls, layout: Layout, fold: Fold, paper: Paper) -> Geometry:
        panels = panels_of(fold, paper, (layout.margins.left, layout.margins.right))
        alike = {*fold.flow, *fold.footers, fold.relief}
        measure = min(panel.measure for panel in panels if panel.name in alike)
        panels = tuple(replace(panel, measure=measure) if panel.name in alike else panel for panel in panels)
        left, high = layout.margins.left, min(paper.width, paper.height)
        return cls(panels[-1].right, high, left, left + measure, left, 0.0, 0.0, panels)

    def panel(self, name: str) -> Panel:
        """Return a panel by its name."""
        return next(panel for panel in self.panels if panel.name == name)

    @property
    def measure(self) -> float:
        """Width of the main column."""
        return self.right - self.main

    def y(self, from_top: float) -> float:
        """Turn a distance from the top of the page into a y coordinate."""
        return self.height - from_top
