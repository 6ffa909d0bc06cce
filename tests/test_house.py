"""What is said of the house is true: names of modules and what is in them, in the pages that people read first."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docs.house import ENGINE, MODULES, ORDER, picture

ROOT = Path(__file__).parent.parent
PAGES = ("docs/architecture.md", "CONTRIBUTING.md")
NAMED = re.compile(rf"`((?:{'|'.join(ORDER)})/[\w/]*)((?:\.\w+)*)`")
"""A module with its folder, as these pages name it, and what is in it."""
FILE = re.compile(r"`((?:clinicpress|tests|docs|templates|schemas|fonts|requirements|benchmarks)/[\w./-]+)`")
COMMANDS = frozenset({"start", "cli", "check", "compare", "preflight", "watch", "build", "bench", "release", "text"})
"""Names of modules that are words of other things, too."""


def of_all_pages(pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
    found = {match.groups() for page in PAGES for match in pattern.finditer((ROOT / page).read_text(encoding="utf-8"))}
    return sorted(found)


def parts_of(tree: ast.Module | ast.ClassDef) -> dict[str, ast.AST]:
    """List what a module or class gives a name to."""
    found: dict[str, ast.AST] = {}
    for node in ast.walk(tree) if isinstance(tree, ast.ClassDef) else tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found[node.name] = node
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                found[ast.unparse(target).removeprefix("self.")] = node
    return found


@pytest.mark.parametrize(("module", "inside"), of_all_pages(NAMED), ids="".join)
def test_what_the_pages_name_exists(module: str, inside: str) -> None:
    path = ENGINE / f"{module.rstrip('/')}.py"
    if not path.exists():
        assert (ENGINE / module).is_dir() and not inside, f"there is no {module}"
        return
    holder: ast.AST = ast.parse(path.read_text(encoding="utf-8"))
    for name in inside.split(".")[1:]:
        assert isinstance(holder, (ast.Module, ast.ClassDef)), (
            f"{name} of {module}{inside} is in nothing that has names"
        )
        parts = parts_of(holder)
        assert name in parts, f"{module} has no {name} ({inside})"
        holder = parts[name]


@pytest.mark.parametrize(("file",), of_all_pages(FILE), ids="".join)
def test_files_that_the_pages_name_exist(file: str) -> None:
    assert (ROOT / file).exists()


@pytest.mark.parametrize("page", PAGES)
def test_modules_are_named_with_their_folders(page: str) -> None:
    alone = set(re.findall(r"`([a-z]+)`", (ROOT / page).read_text(encoding="utf-8")))
    assert alone & {path.stem for path in MODULES} - COMMANDS - set(ORDER) == set()


def test_every_folder_has_its_row() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(ORDER)
    assert "(house.svg)" in page


def test_the_picture_shows_every_folder_once_in_order() -> None:
    names = re.findall(r"font-family='[^']*Mono[^']*'[^>]*>([^<]+)<", picture())
    assert names == [*ORDER, "start, cli"]
