"""Every text of every YAML file, and values that do YAML harm: what each splice is held against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import yaml

from clinicpress.editing.splice import set_text
from clinicpress.editing.survey import Path, Survey, surveyed
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.nodes import Node, Text
from tests.conftest import TESTS

ROOT = TESTS.parent
LONG = "A text that is much longer than a line of a hundred characters can be, so that it must be folded, really"
VALUES = (
    "short",
    LONG,
    f'{LONG}: with “colon”, it\'s a #hash and a "quote", {LONG}',
    "with: colon",
    "# hash",
    "Take Tylenol #3 daily",
    "box # 3",
    " #x",
    "“quotes”, 'single' and \"double\"",
    "it's",
    '"quoted"',
    "'quoted'",
    "- dash",
    "-5",
    "yes",
    "No",
    "1.10",
    "010",
    "2026-11-22",
    "* star",
    "*star*",
    "[@source] and more",
    "[a, b]",
    "ends with:",
    "a:b",
    ": begins",
    "a  double   space",
    " leading",
    "trailing ",
    "back\\slash \\n \\x41",
    "{brace",
    "} ]",
    "a, b,c",
    "50 % %",
    "%YAML 1.2",
    "@at",
    "`tick`",
    "null",
    "~",
    "",
    " ",
    "two\nlines",
    "two\n\nparagraphs",
    "\n",
    "ends in a line end\n",
    "\n begins with one",
    "no-break\u00a0space:\u00a0here",
    "\u00a0begins with one",
    "👩‍⚕️ emoji 🩺",
    "שלום \u200fעולם",
    "a\ttab",
    "\ttab",
    "---",
    "--- x",
    "...",
    "<<",
    "=",
    "&a",
    "!!str x",
    "? ",
    "? x",
    "| x",
    "> x",
    "FILL IN # LOOK: x",
    "\ufeffmark",
    f"{'word ' * 25}- item {'word ' * 25}",
    f"{'word ' * 19}# item {'word ' * 25}",
    f"{'word ' * 19}--- item {'word ' * 25}",
    "ä" * 10_000,
    ("word " * 2_000).strip(),
)
REFUSED = ("a\x07bell", "a\x00b", "a\x85b", "a\u2028b", "a\ufffdb", "a\x1b[0m", "a\ud800b", "a\ufffe")


def files(*folders: str) -> list[File]:
    """List the YAML files in folders of the repository that can be read; without folders, all of them."""
    found = []
    for file in sorted({file for folder in folders or (".",) for file in (ROOT / folder).rglob("*.yaml")}):
        if not {".venv", ".venv-newest", "build"} & set(file.relative_to(ROOT).parts):
            try:
                surveyed(content(file))
            except (InputProblems, UnicodeDecodeError):
                continue
            found.append(file)
    return found


def content(file: File) -> str:
    return file.read_bytes().decode("utf-8")


def texts(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every text in a node, and every place that is empty, with its path."""
    if isinstance(node.value, list):
        for number, held in enumerate(node.value):
            yield from texts(held, (*path, number))
    elif isinstance(node.value, dict):
        for key, held in node.value.items():
            yield from texts(held, (*path, str(key)))
    elif path:
        yield path, node


def read(text: str) -> Any:
    """Read a text with the library alone."""
    return yaml.load(text, Loader=yaml.CBaseLoader)


def remarks(text: str) -> list[str]:
    return [str(remark) for remark in surveyed(text).root.remarks]


def fault_of(survey: Survey, before: Any, path: Path, node: Node, value: str) -> str:
    """Splice a value in, and say what is wrong with that; empty where nothing is."""
    text = survey.original
    try:
        done = set_text(text, path, value)
    except InputProblems as error:
        return f"refused: {error}"
    holder = before
    for step in path[:-1]:
        holder = holder[step]
    old, holder[path[-1]] = holder[path[-1]], value
    try:
        if read(done) != before:
            return "reads otherwise"
    except yaml.YAMLError as error:
        return f"cannot be read: {error}"
    finally:
        holder[path[-1]] = old
    begin = survey.at(node.place)
    raw = node.value.raw if isinstance(node.value, Text) else ""
    end = begin + len(raw.rstrip(" \n") if raw[:1] in {"|", ">"} else raw)
    if not done.startswith(text[:begin]) or not done.endswith(text[survey.line_end(end) :]):
        return "something else changed"
    if [str(r) for r in surveyed(done).root.remarks] != [str(r) for r in survey.root.remarks]:
        return "a remark changed"
    # A remark that stood there makes a line longer, and a text in brackets stays in its line.
    long = [line for line in done.split("\n") if len(line.partition("  # ")[0]) > 100 and line not in text]
    if value == LONG and long and not survey.in_brackets(path):
        return f"a line is too long: {long[0]}"
    return ""
