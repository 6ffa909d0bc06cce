"""The house in one picture: the folders in the order of the data, and what each imports, read from the code.

`ORDER` is the one table of the folders. `make docs` draws the picture; tests hold the imports
against the table, and the picture against the imports.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

ENGINE = Path(__file__).resolve().parent.parent / "clinicpress"
MODULES = sorted(ENGINE.rglob("*.py"))
ORDER = (
    "ground",
    "workspace",
    "scripts",
    "content",
    "foundry",
    "looks",
    "story",
    "drawing",
    "artwork",
    "typesetting",
    "makeup",
    "pdf",
    "readback",
    "webpage",
    "printshop",
    "press",
    "desk",
    "building",
    "inspection",
    "comparison",
    "drafting",
    "mailing",
    "editing",
    "frontdesk",
    "copydesk",
)
"""The folders in the order of the data: each may import those above it, and none below."""
BESIDE = {
    "inspection": {"desk"},
    "comparison": {"desk"},
    "drafting": {"building", "inspection", "comparison", "press", "pdf", "readback"},
}
"""What stands beside the way: these folders leave these others alone, though they come later."""

STEP, ROW, TOP, LEFT = 22, 31, 96, 30
"""Between columns and rows; where the first of both stand; all in pixels."""
WIDTH = 980
PAPER, LINE, INK, SAID = "#fdfcf9", "#dcd8cf", "#22303a", "#56626c"
ON_THE_WAY, AROUND = "#0f6e6e", "#9a5b13"
ROOT = ("start, cli", "where the program starts; nothing imports them")
READ_IT_SO = (
    "A folder imports those above it that have a dot in its row; none imports one below.",
    "Green: what a PDF is made by. Brown: what stands around that.",
)
SANS = "Source Sans 3, Segoe UI, Helvetica, Arial, sans-serif"
MONO, LETTER = "DejaVu Sans Mono, Menlo, Consolas, monospace", 8.5
"""The letters of names, and how wide one is at most, at their size."""


def dotted(path: Path) -> str:
    """Return the name by which a file of ours is imported."""
    return ".".join(path.relative_to(ENGINE.parent).with_suffix("").parts).removesuffix(".__init__")


BY_NAME = {dotted(path): path for path in MODULES}


@cache
def imported(path: Path) -> frozenset[str]:
    """List all modules a file imports, wherever in the file."""
    found: set[str] = set()
    for node in _statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def _statements(within: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements within one, however deep; expressions have none, and are most of a file."""
    for part in ("body", "handlers", "orelse", "finalbody", "cases"):
        for each in getattr(within, part, ()):
            yield each
            yield from _statements(each)


def folder_of(module: str) -> str:
    """Return the folder of a module of ours; empty for those of the root."""
    return module.split(".")[1] if BY_NAME[module].parent != ENGINE else ""


def folders_used_by(folder: str) -> set[str]:
    """List the folders that the modules of a folder import from; an empty name stands for the root."""
    modules = [path for module, path in BY_NAME.items() if module != "clinicpress" and folder_of(module) == folder]
    used = {name for path in modules for name in imported(path) & BY_NAME.keys()}
    return {folder_of(name) for name in used if name != "clinicpress"} - {folder}


def part_of(folder: str) -> str:
    """Return what a folder says of itself, behind its name."""
    said = ast.get_docstring(ast.parse((ENGINE / folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return said.partition(": ")[2].rstrip(".")


def modules_page() -> str:
    """List every module with its one job: the first words of its docstring."""
    lines = [
        "# The modules",
        "",
        "Printed from the modules' docstrings by `make docs`; don't edit it here. The ways through the folders,",
        "and why they are so, are in [architecture.md](../architecture.md).",
    ]
    for folder in (*ORDER, ""):
        lines += ["", f"## {folder or 'The root'}", ""]
        lines += [f"{_sentence(ENGINE / folder / '__init__.py')}", ""] if folder else []
        lines += ["| module | its one job |", "|---|---|"]
        lines += [
            f"| `{path.relative_to(ENGINE / folder).with_suffix('').as_posix()}` | {_sentence(path)} |"
            for path in MODULES
            if path.name != "__init__.py" and folder_of(dotted(path)) == folder
        ]
    return "\n".join([*lines, ""])


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "|*["})


def _sentence(path: Path) -> str:
    """Return the first sentence of a file's docstring, in one line."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return re.split(r"(?<=[.!?])\s", " ".join(said.split()), maxsplit=1)[0].translate(_ESCAPED)


def picture() -> str:
    """Draw the house as an SVG: a stair of folders, each with dots below those that it imports."""
    rows = [*ORDER, ""]
    height = TOP + ROW * len(rows) + 6
    uses = {folder: folders_used_by(folder) for folder in rows}
    told = "; ".join(
        f"{folder or 'the root'}: {', '.join(f for f in ORDER if f in uses[folder]) or 'none'}" for folder in rows
    )
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' width='{WIDTH}' height='{height}'>",
        "<title>The folders of clinicpress in the order of the data</title>",
        f"<desc>What each folder imports. {told}.</desc>",
        f"<rect width='{WIDTH}' height='{height}' rx='10' fill='{PAPER}'/>",
        _text(LEFT - 8, 34, 17, INK, "The house, from the files at the top to what is done with PDFs below", "600"),
        *(_text(LEFT - 8, 56 + 19 * line, 13, SAID, said) for line, said in enumerate(READ_IT_SO)),
    ]
    for column, folder in enumerate(ORDER):
        last = max((row for row, other in enumerate(rows) if folder in uses[other]), default=column)
        lines.append(
            f"<path d='M{_x(column)} {_y(column)}V{_y(last)}' stroke='{LINE}' stroke-width='1.5' fill='none'/>"
        )
    for row, folder in enumerate(rows):
        lines += [
            f"<circle cx='{_x(column)}' cy='{_y(row)}' r='4.5' fill='{_ink(other)}'/>"
            for column, other in enumerate(ORDER)
            if other in uses[folder]
        ]
        x, y = _x(row), _y(row)
        lines.append(f"<rect x='{x - 7}' y='{y - 7}' width='14' height='14' rx='3' fill='{_ink(folder)}'/>")
        name, part = (folder, part_of(folder)) if folder else ROOT
        lines.append(_text(x + 15, y + 5, 14, INK, name, "600", MONO))
        lines.append(_text(x + 25 + LETTER * len(name), y + 5, 13, SAID, part))
    return "\n".join([*lines, "</svg>", ""])


def _x(column: int) -> int:
    return LEFT + STEP * column


def _y(row: int) -> int:
    return TOP + ROW * row + 8


def _ink(folder: str) -> str:
    return ON_THE_WAY if folder in ORDER[: ORDER.index("press") + 1] else AROUND


def _text(x: float, y: float, size: int, color: str, said: str, weight: str = "400", family: str = SANS) -> str:
    return (
        f"<text x='{x:g}' y='{y:g}' font-family='{family}' font-size='{size}' font-weight='{weight}' fill='{color}'>"
        f"{escape(said)}</text>"
    )
