"""Who may import what: the stages stay apart."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "clinicpress"
MODULES = sorted(ENGINE.glob("*.py"))
ALLOWED = {
    "yaml": {"source"},
    "jinja2": {"templating"},
    "click": {"cli"},
    "reportlab": {"canvas", "fonts", "pictures", "subset", "vector"},
    "pikepdf": {"archive", "readback"},
    "pypdfium2": {"sight"},
    "svglib": {"vector"},
    "PIL": {"contrast", "likeness", "pictures", "sight"},
    "zxingcpp": {"pictures"},
    "tqdm": {"progress"},
    "markdown_it": {"markdown"},
    "docx": {"manuscript", "word", "wordstyles"},
    "lxml": set(),
    "watchfiles": {"watch"},
    "dask": set(),
    "distributed": {"cluster"},
    "fsspec": {"depot"},
    "socket": set(),
    "urllib": set(),
    "http": set(),
}


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


def test_only_the_start_imports_the_command_line() -> None:
    assert [path.stem for path in MODULES if "clinicpress.cli" in imported(path)] == ["start"]


@pytest.mark.parametrize(
    "pure",
    ["model", "catalog", "edition", "problems", "source", "schema", "layout", "markup", "scorecard", "review", "draft"],
)
def test_content_knows_nothing_of_drawing(pure: str) -> None:
    """What the content model reaches, however far, must not load ReportLab or Jinja2."""
    reached, waiting = set(), {f"clinicpress.{pure}"}
    while waiting:
        module = waiting.pop()
        reached.add(module)
        path = ENGINE / f"{module.split('.')[1]}.py"
        names = imported(path)
        assert not {n.split(".")[0] for n in names} & {"reportlab", "jinja2", "svglib"}, (pure, module)
        modules = {f"clinicpress.{module.stem}" for module in MODULES}
        waiting |= (names & modules) - reached


def test_only_the_command_line_asks_the_clock() -> None:
    clocks = re.compile(r"\b(?:(?:datetime|date|dt)(?:\.\w+)*\.(?:now|utcnow|today)|time\.(?:time|\w*time|ctime))\(")
    assert [path.stem for path in MODULES if clocks.search(path.read_text(encoding="utf-8"))] == ["cli"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_stay_small_and_say_what_they_do(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring
    assert len(text.splitlines()) <= 480
