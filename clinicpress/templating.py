"""The Jinja2 environment: sandboxed, escaping, strict; its mistakes get the template's line.

Before Jinja sees a template, every start tag in it is given its own place as an attribute, so that
a mistake in the rendered story is reported at the line of the template that made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

from clinicpress.markup import inline_html
from clinicpress.problems import InputProblems, Place, did_you_mean
from clinicpress.source import Workspace

_CODE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
MAX_TURNS = 10_000
_START_TAG = re.compile(r"<([a-zA-Z][\w-]*)")


class _Loader(BaseLoader):
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = f"templates/{template}"
        if self.workspace.find(name) is None:
            raise TemplateNotFound(template)

        def is_fresh() -> bool:
            # Jinja asks for this before it uses a template again.
            self.workspace.note([name])
            return True

        return self.workspace.read_text(name), name, is_fresh


class _Places(Extension):
    """Writes file, line and column into every start tag of a template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        parts = _CODE.split(source)
        offset = 0
        for index, part in enumerate(parts):
            if not index % 2:
                parts[index] = _START_TAG.sub(lambda m, at=offset: self._marked(m, source, at, filename), part)
            offset += len(part)
        return "".join(parts)

    @staticmethod
    def _marked(match: re.Match[str], source: str, offset: int, filename: str | None) -> str:
        at = offset + match.start()
        line = source.count("\n", 0, at) + 1
        column = at - source.rfind("\n", 0, at)
        return f'{match[0]} tpl="{filename}:{line}:{column}"'


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which also refuses sums and loops that would never end."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply small numbers; everything else that `*` and `**` can do only makes things huge."""
        if operator == "**" or not all(isinstance(v, (int, float)) and abs(v) < 1e6 for v in (left, right)):
            raise SecurityError(f"“{operator}” is for small numbers only")
        return super().call_binop(context, operator, left, right)


class _Template(Template):
    """A template whose macros are made anew for each story: they hold on to what one story counts and reads."""

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        self._module = None
        return super()._get_default_module(ctx)


class _Turns:
    """Jinja's `range` with a limit on what all loops of a story count together."""

    def __init__(self) -> None:
        self.left = MAX_TURNS

    def range(self, *bounds: int) -> range:
        counted = range(*bounds)
        self.left -= len(counted)
        if self.left < 0:
            raise SecurityError(f"the loops count further than {MAX_TURNS}")
        return counted


class StoryTemplates:
    """The story templates of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.environment = _Sandbox(
            loader=_Loader(workspace),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=[_Places],
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=50,
        )
        self.environment.template_class = _Template

    def render(self, layout: str, cite: Callable[[str], str], **values: Any) -> tuple[str, str]:
        """Render a layout's story; returns its text and the template's file name.

        `cite` gives the number under which a source stands. Raises InputProblems at the template's
        line for syntax errors, undefined names and forbidden attributes.
        """
        file = f"templates/{layout}/story.html.j2"
        counts: dict[str, int] = {}

        def number(what: str) -> int:
            counts[what] = counts.get(what, 0) + 1
            return counts[what]

        @pass_context
        def inline(_: object, text: str) -> str:
            # With the context, lest Jinja works it out once for the stories of all brochures.
            return inline_html(text, cite)

        self.environment.filters["inline"] = inline
        self.environment.globals["number"] = number
        self.environment.globals["range"] = _Turns().range
        with _mistakes_told(file, values):
            return self.environment.get_template(f"{layout}/story.html.j2").render(**values), file


def render_page(workspace: Workspace, name: str, **values: Any) -> str:
    """Render a web page of its own from a template of the workspace, or the one that ships with us.

    Raises InputProblems at the template's line for its mistakes.
    """
    environment = _Sandbox(
        loader=_Loader(workspace), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    with _mistakes_told(f"templates/{name}", values):
        return environment.get_template(name).render(**values)


@contextmanager
def _mistakes_told(file: str, known: Iterable[str]) -> Iterator[None]:
    """Turn what a template can do wrong into problems at its lines; `known` are the names it is given."""
    try:
        yield
    except TemplateSyntaxError as error:
        place = Place(error.filename or file, error.lineno)
        raise InputProblems.one(place, f"template: {error.message}") from None
    except UndefinedError as error:
        message = str(error.message)
        if name := re.search(r"has no attribute '([^']+)'", message):
            raise InputProblems.one(_raised_at(error, file), f"template: there is no “.{name[1]}” here") from None
        name = re.search(r"'([^']+)' is undefined", message)
        hint = did_you_mean(name[1], known) if name else ""
        raise InputProblems.one(_raised_at(error, file), f"template: {message}", hint) from None
    except TemplateNotFound as error:
        raise InputProblems.one(_raised_at(error, file), f"there is no template “templates/{error.name}”") from None
    except (SecurityError, TemplateError) as error:
        raise InputProblems.one(_raised_at(error, file), f"template: {error}") from None
    except RecursionError as error:
        raise InputProblems.one(_raised_at(error, file), "template: a macro or file calls itself") from None
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, MemoryError) as error:
        raise InputProblems.one(_raised_at(error, file), f"template: {error or 'too much'}") from None


def _raised_at(error: BaseException, file: str) -> Place:
    place = Place(file)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith("templates/"):
            place = Place(name, trace.tb_lineno)
        trace = trace.tb_next
    return place
