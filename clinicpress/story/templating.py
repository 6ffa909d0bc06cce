"""Templates are found, rendered in the sandbox, and their mistakes told at the template's line.

Before Jinja sees a template, every start tag in it is given its own place as an attribute, so that
a mistake in the rendered story is reported at the line of the template that made it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2 import BaseLoader, Environment
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.ext import Extension

from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import InputProblems, Place, did_you_mean, nearest
from clinicpress.story.given import Ability, Count, Words, frozen
from clinicpress.story.grammar import OPENING, STATEMENTS
from clinicpress.story.sandbox import PAGE_FILTERS, STORY_FILTERS, Missing, Refused, Sandbox
from clinicpress.workspace.workspace import Workspace, stays_inside

MAX_STORY = 4_000_000
"""The most characters of a story, the words of the brochure left aside: those of 300 pages take a fifth."""
MAX_PAGE = 60_000_000
"""The most characters of a web page, pictures included."""
_BEGIN = re.compile(r"\{[{%#]")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_START_TAG = re.compile(r"<([a-zA-Z][\w-]*)")


class _Loader(BaseLoader):
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.asked: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = f"templates/{template}"
        self.asked.add(name)
        if not self.workspace.has(name):
            raise TemplateNotFound(template, self._hint(template))

        def is_fresh() -> bool:
            # Jinja asks for this before it uses a template again.
            self.asked.add(name)
            return True

        return self.workspace.read_text(name), name, is_fresh

    def _hint(self, template: str) -> str:
        """Name the template in the same folder that may be meant; nothing where none looks like it."""
        if not stays_inside(template):
            return ""
        folder, slash, _ = template.rpartition("/")
        beside = [f"{folder}{slash}{name}.j2" for name in self.workspace.names(f"templates{slash}{folder}", ".j2")]
        return did_you_mean(template, beside) if nearest(template, beside) else ""


class _Places(Extension):
    """Writes file, line and column into every start tag of a template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        begins = [0, *(found.end() for found in re.finditer("\n", source))]
        parts: list[str] = []
        done = 0
        for begin, end in _outside_of_code(source):
            for tag in _START_TAG.finditer(source, begin, end):
                line = bisect_right(begins, tag.start())
                place = f"{filename}:{line}:{tag.start() - begins[line - 1] + 1}"
                parts += source[done : tag.end()], f' tpl="{place}"'
                done = tag.end()
        return "".join([*parts, source[done:]])


def _outside_of_code(source: str) -> Iterator[tuple[int, int]]:
    """Yield where what a template prints of its own begins and ends."""
    at = done = 0
    endless: set[str] = set()
    while found := _BEGIN.search(source, at):
        end = -1 if found[0] in endless else source.find(_ENDS[found[0]], found.end())
        if end < 0:
            endless.add(found[0])
            at = found.end()
            continue
        yield done, found.start()
        at = done = end + 2
    yield done, len(source)


class StoryTemplates:
    """The story templates of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._loader = _Loader(workspace)
        self.sandbox = Sandbox(self._loader, STORY_FILTERS, MAX_STORY, extensions=[_Places])

    @property
    def asked(self) -> frozenset[str]:
        """The files that the last story was made of, and those that were looked for and missed."""
        return frozenset(self._loader.asked)

    def render(
        self, file: str, values: Mapping[str, Any], abilities: Mapping[str, Ability]
    ) -> tuple[str, Sequence[Words]]:
        """Render a template, a file below templates/, from frozen values.

        Returns the story with tokens for words, and those words.

        `abilities` are what the template can call. Raises InputProblems at the template's line for
        syntax errors, unknown names, what is not allowed, and what has no end.
        """
        self._loader.asked.clear()
        counts: dict[str, int] = {}

        def number(what: Any) -> Count:
            if type(what) is not str:
                raise Refused('“number” counts something that is named: number("table")')
            counts[what] = counts.get(what, 0) + 1
            return Count(str(counts[what]))

        able = {**abilities, "number": Ability("number", number)}
        with _mistakes_told(f"templates/{file}", [*values, *able]):
            html = self.sandbox.run(file, values, able)
        return html, tuple(self.sandbox.told)


def render_page(workspace: Workspace, name: str, **values: Any) -> str:
    """Render a web page of its own from a template of the workspace, or the one that ships with us.

    Raises InputProblems at the template's line for its mistakes.
    """
    sandbox = Sandbox(_Loader(workspace), PAGE_FILTERS, MAX_PAGE)
    with _mistakes_told(f"templates/{name}", values):
        return sandbox.run(name, {key: frozen(value) for key, value in values.items()}, {})


@contextmanager
def _mistakes_told(file: str, known: Iterable[str]) -> Iterator[None]:
    """Turn what a template can do wrong into problems at its lines; `known` are the names it is given."""
    try:
        yield
    except TemplateSyntaxError as error:
        place = Place(error.filename or file, error.lineno)
        raise InputProblems.one(
            place, "template: this cannot be understood", _misunderstood(str(error.message))
        ) from None
    except Missing as error:
        where = _raised_at(error, file)
        if error.among is not None:
            hint = did_you_mean(error.name, error.among)
            raise InputProblems.one(where, f"template: there is no “.{beginning(error.name, 80)}” here", hint) from None
        hint = did_you_mean(error.name, known)
        if error.name in known:
            hint = "import this file “with context”, so that it has what the story has"
        raise InputProblems.one(
            where, f"template: there is nothing called “{beginning(error.name, 80)}”", hint
        ) from None
    except Refused as error:
        raise InputProblems.one(_raised_at(error, file), f"template: {error.said}", error.hint) from None
    except TemplateNotFound as error:
        missing = f"there is no template “templates/{error.name}”"
        raise InputProblems.one(_raised_at(error, file), missing, error.message or "") from None
    except RecursionError as error:
        raise InputProblems.one(_raised_at(error, file), "template: this is nested too deep") from None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, SyntaxError, MemoryError) as error:
        where = _raised_at(error, file)
        raise InputProblems.one(where, "template: this cannot be done with these values") from None


def _misunderstood(message: str) -> str:
    """Return our hint for what Jinja says of a template that it cannot read."""
    if found := re.match(r"Encountered unknown tag '(\w+)'", message):
        ends = sorted(f"end{name}" for name in OPENING)
        if found[1] in (*ends, "else", "elif"):
            return f"“{beginning(found[1], 80)}” belongs to nothing that is open here"
        return did_you_mean(found[1], (*STATEMENTS, *ends))
    if re.match("(?i)unexpected end of template|missing end of", message):
        return "something that begins above has no end: " + ", ".join(f"{{% {name} %}}" for name in sorted(OPENING))
    return "look for a word, quote, bracket or brace that is missing or too much"


def _raised_at(error: BaseException, file: str) -> Place:
    place = Place(file)
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith("templates/"):
            place = Place(name, trace.tb_lineno)
        trace = trace.tb_next
    return place
