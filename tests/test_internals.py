"""What we use of other libraries that is in no manual: all of it is listed, and is still as we use it."""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
import pytest
from jinja2 import DictLoader
from jinja2.environment import Template
from jinja2.sandbox import SandboxedEnvironment
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from uvicorn import Server
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from watchfiles import _rust_notify

from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.record import RecordedSheet
from clinicpress.drawing.sheet import Sheet
from docs.internals import INTERNALS

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "clinicpress"
FACE = ROOT / "fonts" / "source-sans-3" / "SourceSans3-Regular.ttf"
OTHER_FACE = FACE.with_name("SourceSans3-Bold.ttf")
DOCUMENTED = {
    "reportlab.rl_config",
    "reportlab.pdfgen.canvas.Canvas",
}
"""What is imported from ReportLab that its manual tell of."""
OF_THE_TABLE = {"reportlab.pdfbase.pdfdoc": "PDFArray"}
"""What is imported beside it, and where the table tells of it."""
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
                if libraries := tops & {"reportlab", "jinja2", "watchfiles", "PIL", "pikepdf", "uvicorn"}:
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


def test_no_part_of_a_canvas_has_the_name_of_another_by_chance() -> None:
    ours = names_of([Sheet, RecordedSheet, PressCanvas])
    theirs = names_of([*Canvas.__mro__[:-1]])
    assert {"_operators", "_links", "record", "text"} <= ours
    assert {"_code", "_fontname", "drawText"} <= theirs
    overridden = {"showPage", "drawText", "drawImage", "_make_preamble", "_preamble"}
    assert {name for name in ours & theirs if not name.startswith("__")} == overridden


def test_what_is_imported_is_in_a_manual_or_in_the_table() -> None:
    imported = {
        f"{node.module}.{alias.name}"
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "reportlab"
        for alias in node.names
    }
    assert imported == DOCUMENTED | OF_THE_TABLE.keys()
    assert all(any(name in row.name for row in INTERNALS) for name in OF_THE_TABLE.values())


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


# ReportLab's canvas ---------------------------------------------------------------------------------


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(io.BytesIO(), (100, 100), invariant=1, pageCompression=0)


def saved(canvas: Canvas) -> pikepdf.Pdf:
    # With the canvas, the file lives as long as a test looks at its pages.
    canvas.made = pikepdf.open(io.BytesIO(canvas.getpdfdata()))
    return canvas.made


def code_of(page: pikepdf.Page) -> list[str]:
    return [line.strip() for line in page.Contents.read_bytes().decode("latin-1").rstrip().splitlines()]


@relies_on("Canvas._make_preamble, _preamble")
def test_a_page_begins_with_what_the_canvas_is_told() -> None:
    class Silent(Canvas):  # type: ignore[misc]
        def _make_preamble(self) -> None:
            self._preamble = "% ours"

    for kind, begins in ((Canvas, "1 0 0 1 0 0 cm"), (Silent, "% ours")):
        made = kind(io.BytesIO(), (100, 100), invariant=1, pageCompression=0)
        made.addLiteral("% drawn")
        made.showPage()
        first, *_, last = code_of(saved(made).pages[0])
        assert first.startswith(begins)
        assert last == "% drawn"


@relies_on("Canvas._doc", "Canvas._colorsUsed", "PDFDocument.Reference, PDFArray, PDFName")
def test_a_page_has_the_colour_spaces_that_it_is_given(canvas: Canvas) -> None:
    space = [pdfdoc.PDFName("Indexed"), pdfdoc.PDFName("DeviceRGB"), 1, "<ff0000000000>"]
    canvas._doc.Reference(pdfdoc.PDFArray(space), "ours")
    for used in (True, False, True):
        if used:
            canvas._colorsUsed["ours"] = "Name"
        canvas.addLiteral("% drawn")
        canvas.showPage()
    first, second, third = saved(canvas).pages
    assert list(first.Resources.ColorSpace.Name)[:3] == ["/Indexed", "/DeviceRGB", 1]
    assert bytes(first.Resources.ColorSpace.Name[3]) == bytes.fromhex("ff0000000000")
    assert "/ColorSpace" not in second.Resources
    assert first.Resources.ColorSpace.Name.objgen == third.Resources.ColorSpace.Name.objgen != (0, 0)


@relies_on("Canvas.showPage, drawText, drawImage")
def test_whatever_draws_comes_through_the_few_methods_that_are_overridden() -> None:
    told = []

    class Spy(Canvas):  # type: ignore[misc]
        def showPage(self) -> None:
            told.append("page")
            super().showPage()

        def drawText(self, text: Any) -> None:
            told.append("text")
            super().drawText(text)

        def drawImage(self, *arguments: Any, **options: Any) -> Any:
            told.append("image")
            return super().drawImage(*arguments, **options)

    canvas = Spy(io.BytesIO())
    canvas.drawString(1, 1, "a")
    canvas.drawRightString(9, 1, "a")
    canvas.drawCentredString(5, 1, "a")
    assert told == ["text"] * 3
    canvas.drawImage(ImageReader(Image.new("RGB", (2, 2))), 0, 0)
    canvas.showPage()
    assert told[3:] == ["image", "page"]
    assert len(saved(canvas).pages) == 1
    assert told[5:] == []
    unfinished = Spy(io.BytesIO())
    unfinished.addLiteral("% drawn, and no page after it")
    unfinished.getpdfdata()
    assert told[5:] == ["page"]


def test_links_of_a_page_stand_in_the_order_in_which_they_are_made(canvas: Canvas) -> None:
    """Not hidden, and so not in the table; the structure tree counts by it."""
    canvas.bookmarkPage("here")
    canvas.linkURL("https://one.example", (1, 1, 2, 2))
    canvas.linkAbsolute("", "here", (2, 1, 3, 2))
    canvas.linkURL("https://three.example", (3, 1, 4, 2))
    canvas.showPage()
    [page] = saved(canvas).pages
    assert [int(link.Rect[0]) for link in page.Annots] == [1, 2, 3]


def test_streams_are_not_spelled_in_ascii(canvas: Canvas) -> None:
    """The setting is in the manual, but it is read each time."""
    assert not rl_config.useA85
    canvas.drawImage(ImageReader(Image.new("RGB", (2, 2))), 0, 0)
    canvas.showPage()
    [page] = saved(canvas).pages
    [picture] = page.Resources.XObject.values()
    assert picture.get("/Filter") in (None, pikepdf.Name.FlateDecode, pikepdf.Array([pikepdf.Name.FlateDecode]))


# Other libraries ------------------------------------------------------------------------------------


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
