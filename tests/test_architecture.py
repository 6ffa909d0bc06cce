"""Who may import what: the stages stay apart."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "clinicpress"
MODULES = sorted(ENGINE.rglob("*.py"))
ALLOWED = {
    "yaml": {"composer"},
    "jinja2": {"grammar", "sandbox", "templating"},
    "click": {"cli"},
    "reportlab": {"canvas", "fonts", "pictures", "subset", "vector"},
    "pikepdf": {"archive", "damage", "objects", "readback", "skim"},
    "pypdfium2": {"sight"},
    "svglib": {"vector"},
    "PIL": {"contrast", "likeness", "raster", "sight", "svgstyle"},
    "zxingcpp": {"pictures"},
    "tqdm": {"progress"},
    "markdown_it": {"markdown"},
    "docx": {"wordpackage", "wordxml"},
    "lxml": set(),
    "watchfiles": {"watch"},
    "dask": set(),
    "distributed": {"cluster"},
    "fsspec": {"depot"},
    "socket": set(),
    "urllib": set(),
    "http": set(),
}


PARTS = {
    "": {"comparison", "desk", "drafting", "inspection"},
    "comparison": {"", "inspection"},
    "desk": {""},
    "drafting": {"", "desk"},
    "inspection": {""},
}
"""Which parts of the engine each part may import; without a name, the press itself."""


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ENGINE.parent).with_suffix("").parts)


BY_NAME = {dotted(path): path for path in MODULES}


def imported(path: Path) -> set[str]:
    """List all modules a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("library", ALLOWED)
def test_libraries_stay_in_their_modules(library: str) -> None:
    users = {path.stem for path in MODULES if any(name.split(".")[0] == library for name in imported(path))}
    assert users == ALLOWED[library]


def part_of(module: str) -> str:
    return module.split(".")[1] if module.count(".") > 1 else ""


@pytest.mark.parametrize("part", PARTS)
def test_parts_lean_on_each_other_in_one_direction(part: str) -> None:
    used = {
        part_of(name)
        for module, path in BY_NAME.items()
        if part_of(module) == part
        for name in imported(path) & BY_NAME.keys()
    }
    assert used - {part} == PARTS[part]


def test_the_press_needs_little_of_the_other_parts() -> None:
    press = {module for module in BY_NAME if not part_of(module)}
    users = {module.split(".")[-1] for module in press if any(map(part_of, imported(BY_NAME[module]) & BY_NAME.keys()))}
    assert users == {"cli", "docket", "kinds", "release", "watch", "witness", "wording"}


def test_module_names_are_used_once() -> None:
    names = [path.stem for path in MODULES if path.stem != "__init__"]
    assert len(names) == len(set(names))


def test_only_the_start_imports_the_command_line() -> None:
    assert [path.stem for path in MODULES if "clinicpress.cli" in imported(path)] == ["start"]


@pytest.mark.parametrize(
    "pure",
    [
        "model",
        "catalog",
        "edition",
        "problems",
        "source",
        "schema",
        "layout",
        "markup",
        "desk.scorecard",
        "desk.review",
        "drafting.draft",
    ],
)
def test_content_knows_nothing_of_drawing(pure: str) -> None:
    """What the content model reaches, however far, must not load ReportLab or Jinja2."""
    reached, waiting = set(), {f"clinicpress.{pure}"}
    while waiting:
        module = waiting.pop()
        reached.add(module)
        names = imported(BY_NAME[module])
        assert not {n.split(".")[0] for n in names} & {"reportlab", "jinja2", "svglib"}, (pure, module)
        waiting |= (names & BY_NAME.keys()) - reached


def test_only_the_command_line_asks_the_clock() -> None:
    clocks = re.compile(r"\b(?:(?:datetime|date|dt)(?:\.\w+)*\.(?:now|utcnow|today)|time\.(?:time|\w*time|ctime))\(")
    assert [path.stem for path in MODULES if clocks.search(path.read_text(encoding="utf-8"))] == ["cli"]


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_modules_stay_small_and_say_what_they_do(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring
    assert len(text.splitlines()) <= 480
