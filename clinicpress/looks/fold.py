"""Folds: a sheet that is folded has panels, and each of them an edge where it is folded or cut.

One number gives all folds of a paper: how much narrower the panels are that are folded in
(`looks/paper.Paper.tuck`). The two faces of a sheet lie back to back, so the panels of one face are
those of the other from right to left, and a panel and its back are equally wide.
"""

from collections.abc import Iterator
from typing import NamedTuple

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import Problem, did_you_mean
from clinicpress.looks.paper import Paper
from clinicpress.workspace.nodes import Node
from clinicpress.workspace.schema import Strict, described

CLEAR = 14.17
"""The least distance of words from a fold: 5 mm (field rule of folded leaflets), in points."""
FACES = 2


class Fold(Strict):
    """How a sheet is folded, and what its panels are for."""

    faces: tuple[tuple[Unprinted, ...], ...] = described(
        "The panels of the outside, and those of the inside, each from left to right; in a language that runs from "
        "right to left, from right to left.",
        min_length=FACES,
        max_length=FACES,
    )
    tucked: tuple[Unprinted, ...] = described(
        "The panels that are folded in; they are narrower, by as much as the paper's “tuck” says.", default=()
    )
    flow: tuple[Unprinted, ...] = described("The panels that the story runs through, in its order.", min_length=1)
    relief: Unprinted | None = described(
        "A panel that takes whole sections from the beginning of the story, below what it holds itself, where the "
        "others have no room for all of them.",
        default=None,
    )
    footers: tuple[Unprinted, ...] = described(
        "The panels at whose foot source and disclaimer stand: one on each face.", min_length=FACES, max_length=FACES
    )
    clear: float = described(f"From a fold to the text, in points; at least {CLEAR} (5 mm).", ge=CLEAR, le=72)
    bottom: float = described(
        "From the foot of the sheet to the text of panels without a footer, in points.", ge=18, le=144
    )

    @property
    def panels(self) -> list[str]:
        """The names of all panels."""
        return [str(name) for face in self.faces for name in face]


class Panel(NamedTuple):
    """A panel of a folded sheet: its edges and where its text stands, in points from the sheet's left edge."""

    name: str
    page: int
    """The page of its face, from 1."""
    left: float
    right: float
    text: float
    """x at which its text begins."""
    measure: float


def panels_of(fold: Fold, paper: Paper, margins: tuple[float, float]) -> tuple[Panel, ...]:
    """Part a sheet into panels; `margins` are those at its left and right edge, in points.

    The sheet lies on its long side.
    """
    width = max(paper.width, paper.height)
    found = []
    for page, names in enumerate(fold.faces, 1):
        narrow = sum(name in fold.tucked for name in names)
        wide = (width + paper.tuck * narrow) / len(names)
        at = 0.0
        for index, name in enumerate(names):
            end = at + wide - (paper.tuck if name in fold.tucked else 0.0)
            left = at + (fold.clear if index else margins[0])
            right = end - (fold.clear if index < len(names) - 1 else margins[1])
            found.append(Panel(str(name), page, at, end, left, right - left))
            at = end
    return tuple(found)


def folds_on(panels: tuple[Panel, ...], page: int) -> tuple[float, ...]:
    """Return where a face is folded, in points from its left edge."""
    return tuple(panel.right for panel in panels if panel.page == page)[:-1]


def misfolded(fold: Fold, node: Node) -> Iterator[Problem]:
    """Yield what is wrong with the panels of a layout; `node` is the entry `fold` of its file."""
    known = fold.panels
    if len(set(known)) < len(known):
        yield Problem(node.find(("faces",)).place, "a panel is named twice", "each panel has a name of its own")
        return
    relief = [fold.relief] if fold.relief is not None else []
    named = [*fold.tucked, *fold.flow, *fold.footers, *relief]
    unknown = [name for name in named if str(name) not in known]
    for name in unknown:
        yield Problem(name.place, f"there is no panel “{name}”", did_you_mean(name, known))
    if unknown:
        return
    through = [*fold.flow, *relief]
    if twice := next((name for at, name in enumerate(through) if name in through[:at]), None):
        hint = "each panel of the flow stands there once, and the one that relieves them is another"
        yield Problem(twice.place, f"the story would run through the panel “{twice}” twice", hint)
    outside, inside = fold.faces
    narrow = [[name in fold.tucked for name in face] for face in (outside, reversed(inside))]
    if narrow[0] != narrow[1]:
        yield Problem(
            node.find(("tucked",)).place,
            "a panel that is folded in has no back that is folded in, too",
            "the panels of the inside lie behind those of the outside, from right to left",
        )
    for face in fold.faces:
        if not any(name in fold.footers for name in face):
            yield Problem(
                node.find(("footers",)).place,
                f"no panel of the face {', '.join(face)} has a footer",
                "source and disclaimer stand on each face",
            )
