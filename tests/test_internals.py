"""What we use of other libraries that is in no manual: all of it is listed, and is still as we use it."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import DictLoader
from jinja2.environment import Template
from jinja2.sandbox import SandboxedEnvironment
from uvicorn import Server
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from watchfiles import _rust_notify

from docs.internals import INTERNALS

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "clinicpress"
OF_PYTHON = {"_replace", "_asdict", "_fields"}
"""What named tuples have, by Python's manual."""
HIDDEN = re.compile(r"\b_[a-z]\w*")

Test = TypeVar("Test", bound=Callable[..., None])
tested: set[str] = set()


def relies_on(*names: str) -> Callable[[Test], Test]:
    """Mark a test as the one of a row in the table."""
    tested.update(names)
    return lambda test: test


# What the table must hold ---------------------------------------------------------------------------


def test_each_row_has_its_test() -> None:
    assert tested == {row.name for row in INTERNALS}


def hidden_in_the_table() -> set[tuple[str, str]]:
    return {(row.module, name) for row in INTERNALS for name in HIDDEN.findall(row.name)}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ENGINE.rglob("*.py")):
        dotted = ".".join(path.relative_to(ENGINE).with_suffix("").parts).removesuffix(".__init__")
        yield dotted, ast.parse(path.read_text(encoding="utf-8"))


def names_made(tree: ast.AST) -> set[str]:
    """List what a piece of code gives names to: classes, functions, variables, and parts of objects."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            found.add(node.attr)
    return found


def hidden_used(tree: ast.AST) -> set[str]:
    """List the names with an underscore that are asked of objects, or imported."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            of_others = not (node.module or "").startswith(("clinicpress", "__future__"))
            found |= {*(node.module or "").split("."), *(alias.name for alias in node.names)} if of_others else set()
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
            "getattr",
            "hasattr",
            "setattr",
            "delattr",
        }:
            found |= {each.value for each in node.args[1:2] if isinstance(each, ast.Constant)}
        elif isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "__dict__":
            found |= {node.slice.value} if isinstance(node.slice, ast.Constant) else set()
    return {name for name in found if HIDDEN.fullmatch(name)} - OF_PYTHON


def test_nothing_hidden_is_used_that_is_not_in_the_table() -> None:
    ours = set().union(*(names_made(tree) for _, tree in modules()))
    used = {(module, name) for module, tree in modules() for name in hidden_used(tree) - ours}
    # What compiled templates hand over are names among others, and what we override has our name, too.
    assert used | overridden() | {("story.sandbox", "_loop_vars"), ("story.sandbox", "_block_vars")} == (
        hidden_in_the_table()
    )


def classes_of_others() -> Iterator[tuple[str, type, list[type]]]:
    """Yield our classes that are made from a library's, each with those of the library."""
    for module, tree in modules():
        if not any(isinstance(node, ast.ClassDef) and node.bases for node in tree.body):
            continue
        for made in vars(importlib.import_module(f"clinicpress.{module}")).values():
            if inspect.isclass(made) and made.__module__ == f"clinicpress.{module}":
                tops = {each.__module__.split(".")[0] for each in made.__mro__}
                if libraries := tops & {"jinja2", "watchfiles", "PIL", "pikepdf", "uvicorn"}:
                    yield module, made, [e for e in made.__mro__ if e.__module__.split(".")[0] in libraries]


def names_of(classes: list[type]) -> set[str]:
    """List the parts that objects of some classes have, by the code of the classes."""
    found = {name for each in classes for name in vars(each)}
    for each in classes:
        found |= set(re.findall(r"\b\w+\.(\w+) *(?::[^=\n]+)?=[^=]", inspect.getsource(each)))
        found |= set(inspect.get_annotations(each))
    return found


def overridden() -> set[tuple[str, str]]:
    """List the hidden parts of a library's classes that have the name of a part of ours."""
    return {
        (module, name)
        for module, made, theirs in classes_of_others()
        for name in names_of([made]) & names_of(theirs)
        if HIDDEN.fullmatch(name)
    }


def test_no_object_is_made_into_another() -> None:
    places = [
        (module, node.lineno)
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"__class__", "__dict__", "__bases__"}
        and isinstance(node.ctx, ast.Store)
    ]
    assert places == []


# Jinja and watchfiles -------------------------------------------------------------------------------


@relies_on("Environment.compile, _parse", "Template._get_default_module, _module", "_loop_vars, _block_vars")
def test_jinja_judges_every_tree_makes_modules_and_hands_names_over() -> None:
    compiled, parsed, modules_made, handed = [], [], [], set()

    class SpyTemplate(Template):
        def _get_default_module(self, ctx: Any = None) -> Any:
            self._module = None
            made = super()._get_default_module(ctx)
            modules_made.append(made)
            assert ctx is None or self._module in (None, made)
            return made

    class Spy(SandboxedEnvironment):
        template_class = SpyTemplate

        def compile(self, source: Any, name: Any = None, filename: Any = None, **options: Any) -> Any:
            compiled.append((source, name, filename, options))
            return super().compile(source, name, filename, **options)

        def _parse(self, source: str, name: str | None, filename: str | None) -> Any:
            parsed.append(name)
            return super()._parse(source, name, filename)

        def call(self, context: Any, obj: Any, *arguments: Any, **named: Any) -> Any:
            handed.update(named)
            return super().call(context, obj, *arguments, **named)

    source = {
        "m": "{% macro a() %}a{% endmacro %}",
        "t": '{% from "m" import a %}{% block b %}{% for x in [1] %}{{ a() }}{% endfor %}{{ a() }}{% endblock %}',
    }
    environment = Spy(loader=DictLoader(source))
    for _ in range(2):
        assert environment.get_template("t").render() == "aa"
    assert parsed == ["t", "m"]
    assert compiled == [(source[name], name, None, {}) for name in parsed]
    assert len({id(module) for module in modules_made}) == 2
    assert handed == {"_loop_vars", "_block_vars"}


@relies_on("_rust_notify.WatchfilesRustInternalError")
def test_watchfiles_has_an_error_for_what_the_system_refuses() -> None:
    assert issubclass(_rust_notify.WatchfilesRustInternalError, RuntimeError)


# uvicorn --------------------------------------------------------------------------------------------


@relies_on("HttpToolsProtocol, STATUS_LINE", "Server.startup")
def test_uvicorn_reads_requests_as_our_listener_believes() -> None:
    ours = {
        "connection_made", "connection_lost", "data_received", "on_message_begin", "on_headers_complete",
        "on_message_complete", "send_400_response", "on_response_complete", "pause_writing",
    }  # fmt: skip
    assert ours <= vars(HttpToolsProtocol).keys()
    assert {"connections", "cycle", "pipeline", "parser", "url", "headers", "client", "transport", "loop"} <= (
        names_of([HttpToolsProtocol])
    )
    assert STATUS_LINE[408] == b"HTTP/1.1 408 Request Timeout\r\n"
    assert inspect.iscoroutinefunction(Server.startup)
