"""Icons: the plain filled paths of the catalogue, read strictly and drawn as path operators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from clinicpress.artwork.svgfile import Unfit, read_artwork
from clinicpress.drawing.sheet import Sheet
from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.looks.color import Color
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.workspace import Workspace

ICON_GRID = 48.0
TENTHS = 10
MOST_DRAWN = 256
"""So many icons are kept as they are drawn."""


@dataclass(frozen=True, eq=False)
class Icon:
    """An icon: path operators per path in tenths of the 48 grid, y running down."""

    name: str
    paths: tuple[tuple[str, ...], ...]

    def draw(self, canvas: Sheet, x: float, y: float, size: float, color: Color) -> None:
        """Draw it into the square whose top corner is x, y."""
        operators = [operator for path in self.paths for operator in ("f*", *path)]
        canvas.outline(x, y, size, size / ICON_GRID / TENTHS, operators[1:], color)

    @property
    def outline(self) -> str:
        """Its paths as those of an SVG whose page is `ICON_GRID` times `TENTHS` wide and high."""
        return "".join(_drawn_as_svg(operator) for path in self.paths for operator in path)


def _drawn_as_svg(operator: str) -> str:
    *numbers, name = operator.split()
    return {"m": "M", "l": "L", "c": "C", "h": "Z"}[name] + " ".join(numbers)


_TOKEN = re.compile(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")


def _short(number: float) -> str:
    """Write a coordinate on the icon grid in tenths: at the size of icons that is as fine as a laser prints.

    Raises ValueError for one outside of the grid: an icon stays in its box.
    """
    if not 0 <= number <= ICON_GRID:
        raise ValueError(f"the point {number:.6g} lies outside of its grid of {ICON_GRID:g} × {ICON_GRID:g}")
    return str(round(number * TENTHS))


def parse_path(data: str) -> tuple[str, ...]:
    """Turn SVG path data of the commands M L H V C Z into PDF path operators.

    Raises ValueError for any other command.
    """
    operators: list[str] = []
    command, x, y, x0, y0 = "", 0.0, 0.0, 0.0, 0.0
    values = [(m[1], m[2]) for m in _TOKEN.finditer(data)]
    at = 0

    def take(count: int) -> list[float]:
        nonlocal at
        numbers = [float(number) for letter, number in values[at : at + count] if not letter]
        if len(numbers) != count:
            raise ValueError("a number is missing in the path")
        at += count
        return numbers

    while at < len(values):
        if values[at][0]:
            command = values[at][0]
            at += 1
        if not operators and command != "M":
            raise ValueError("a path begins with M")
        if command == "M":
            x, y = x0, y0 = take(2)
            operators.append(f"{_short(x)} {_short(y)} m")
            command = "L"
        elif command in ("L", "H", "V"):
            if command == "L":
                x, y = take(2)
            elif command == "H":
                (x,) = take(1)
            else:
                (y,) = take(1)
            operators.append(f"{_short(x)} {_short(y)} l")
        elif command == "C":
            points = take(6)
            x, y = points[4:]
            operators.append(" ".join(map(_short, points)) + " c")
        elif command in ("Z", "z"):
            operators.append("h")
            x, y = x0, y0
            command = ""
        else:
            raise ValueError(f"the path command “{command}” is not used in icons")
    return tuple(operators)


def load_icon(workspace: Workspace, name: Text, drawn: str = "") -> Icon:
    """Read an icon of the catalogue, as it is `drawn` in a folder of that name, if it is there.

    Raises InputProblems where there is none of that name.
    """
    file = f"templates/icons/{drawn}/{name}.svg"
    if not drawn or not workspace.has(file):
        file = f"templates/icons/{name}.svg"
    if not workspace.has(file):
        raise InputProblems.one(
            name.place, f"there is no icon “{name}”", did_you_mean(name, workspace.names("templates/icons", ".svg"))
        )
    content = workspace.read_text(file, name.place).encode("utf-8")
    try:
        return Icon(str(name), _drawn(content))
    except Unfit as unfit:
        raise InputProblems.one(Place(file), f"the icon {unfit}", "export it again as a plain SVG") from None
    except ValueError as error:
        raise InputProblems.one(Place(file), f"the icon cannot be drawn: {error}", _ICON_HINT) from error


@lru_cache(maxsize=MOST_DRAWN)
def _drawn(content: bytes) -> tuple[tuple[str, ...], ...]:
    """Read the paths of an icon's file; raises Unfit or ValueError."""
    root = read_artwork(content)
    if root.attributes.get("viewBox") != "0 0 48 48" or any(path.name != "path" for path in root.elements):
        raise ValueError('an icon is an SVG of paths with viewBox="0 0 48 48"')
    for element in root.walk():
        if odd := sorted(element.attributes.keys() - _ICON_ATTRIBUTES):
            raise ValueError(f"an icon is made of plain filled paths, without {odd[0]} (line {element.line})")
        if element.attributes.get("fill") == "none":
            raise ValueError(f"an icon is made of filled paths, not of lines (line {element.line})")
    paths = [parse_path(path.attributes.get("d", "")) for path in root.elements]
    if not any(paths):
        raise ValueError("nothing is drawn")
    return tuple(path for path in paths if path)


_ICON_ATTRIBUTES = {"viewBox", "d", "fill", "fill-rule", "clip-rule", "id", "width", "height"}
_ICON_HINT = "draw it as filled paths of the commands M L H V C Z on a page of 48 × 48"
