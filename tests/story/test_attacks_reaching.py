"""What templates reach: everything that one can come by is walked through, and is on a list."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro, TemplateReference, Undefined
from pydantic import BaseModel

from clinicpress.story.given import Ability, Count, Day, Record, Words
from clinicpress.story.rendering import abilities_of, numbers_of, values_of
from clinicpress.story.templating import StoryTemplates
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.story.attacks import LINE, SAMPLER, STORY, attacked, parts, refused

REACHED = {
    "brochure": "title subtitle language version published reviewed reviewer review_due codes sources references "
    "disclaimer at_a_glance sections",
    "title": "head tail",
    "clinic": "name tagline address phone email website named reachable online",
    "sources[]": "id number short full url link",
    "summed[]": "id heading icon lang points",
    "glance[]": "icon label ended text",
    "brochure.sections[]": "id heading icon lang aside body sections summary",
    "brochure.sections[].aside": "term means pull",
}
"""The names of records, by the way that leads to them: what a template can ask for."""

NAMES = {
    *dir(object),
    *dir(str),
    *dir(tuple),
    *dir(dict),
    *dir(BaseModel),
    *dir(Words),
    *dir(Record),
    *dir(Ability),
    *dir(Macro),
    *dir(FunctionType),
    *dir(MethodType),
    *dir(TemplateModule),
    *dir(TemplateReference),
    *dir(LoopContext),
    *dir(dt.date),
    *("_fields", "_read", "_func", "_TemplateReference__context", "func_globals", "gi_frame", "cr_frame", "place"),
}
HARMLESS = (type(None), bool, int, str, tuple, Words, Count, Day, Record)


def reach(sandbox: Any, value: Any, way: str, tried: set[type]) -> Iterator[tuple[str, Any]]:
    """Yield all that can be reached from a value by names and numbers, as a template would."""
    yield way, value
    steps: list[tuple[str, Any]] = []
    if type(value) not in tried:
        tried.add(type(value))
        steps += [(f".{name}", name) for name in NAMES]
    if isinstance(value, Record):
        steps += [(f".{name}", name) for name in value.names]
    if isinstance(value, (tuple, str)):
        steps += [("[]", number) for number in range(-1, len(value))]
    for step, key in steps:
        for found in (sandbox.getattr(value, key) if isinstance(key, str) else None, sandbox.getitem(value, key)):
            if found is not None and not isinstance(found, Undefined):
                yield from reach(sandbox, found, way + step, tried)


def test_everything_that_a_template_reaches_is_on_the_list() -> None:
    sandbox = StoryTemplates(Disk(SAMPLER)).sandbox
    given, able = (
        values_of(parts().matter, parts().design, numbers_of(parts().matter, parts().design)),
        abilities_of(parts().matter),
    )
    names: dict[str, set[str]] = {}
    tried: set[type] = set()
    for name, value in {**given, **able}.items():
        for way, found in reach(sandbox, value, name, tried):
            assert type(found) in HARMLESS or (way == name and type(found) is Ability), way
            if isinstance(found, Record):
                names.setdefault(way, set()).update(found.names)
    assert {way: names[way] for way in REACHED} == {way: set(expected.split()) for way, expected in REACHED.items()}
    assert not [way for way in names if "review_notes" in names[way]]
    assert set(given) | set(able) == {
        *("brochure", "title", "glance", "labels", "words", "sources", "references", "disclaimer", "summed", "safety"),
        "web_pages",
        *("has_questions", "has_citations", "clinic", "has_contact", "has_side", "is_narrow", "headings_hang", "pulls"),
        *("has_card", "dated"),
    }


def test_there_is_nothing_else_in_the_environment() -> None:
    templates = StoryTemplates(Disk(SAMPLER))
    templates.render(
        "handout/story.html.j2",
        values_of(parts().matter, parts().design, numbers_of(parts().matter, parts().design)),
        abilities_of(parts().matter),
    )
    assert set(templates.sandbox.globals) == {"range", "number", "dated"}
    assert {type(value) for value in templates.sandbox.globals.values()} == {Ability}
    assert set(templates.sandbox.offered) == {"batch", "inline", "length", "reverse"}
    assert set(templates.sandbox.tests) == {"defined", "undefined", "none", "sameas"}


@pytest.mark.parametrize(
    "value",
    [FunctionType, len, ROOT, object(), {"a": 1}, [1], b"x", BaseModel, Macro, re.compile("x"), ModuleType("x")],
)
def test_what_is_not_made_for_templates_has_no_parts(value: Any) -> None:
    sandbox = StoryTemplates(Disk(SAMPLER)).sandbox
    assert not isinstance(value, BuiltinFunctionType) or value is len
    for name in [*NAMES, *dir(value)]:
        assert isinstance(sandbox.getattr(value, name), Undefined)
        assert isinstance(sandbox.getitem(value, name), Undefined)


REACHING = {
    "there is no “": [
        "{{ brochure.parse_raw('x', proto='pickle', allow_pickle=true) }}",
        "{{ brochure.parse_file('/etc/passwd') }}",
        "{{ brochure['model_dump']() }}",
        "{{ brochure.model_fields }}",
        "{{ brochure.review_notes }}",
        "{{ brochure.sections[0].body[0].copy() }}",
        "{{ brochure.title.place }}",
        "{{ title._fields }}",
        "{{ title.text.__class__ }}",
        "{{ title.head.text }}",
        "{{ clinic._clinic }}",
        "{{ clinic.given() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ 'a'.upper() }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ '{x}'.format_map(brochure) }}",
        "{{ (1).__class__ }}",
        "{{ 1.5.real }}",
        "{{ range.do }}",
        "{{ range.__globals__ }}",
        "{{ dated.__wrapped__ }}",
        "{{ number.do }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__.__globals__ }}",
        "{{ blocks._func }}",
        "{{ blocks.name }}",
        "{{ blocks.__globals__ }}",
        "{% for i in (1, 2) %}{{ loop._iterator }}{% endfor %}",
        "{% for i in (1, 2) %}{{ loop.__class__ }}{% endfor %}",
        "{% for i in (1, 2) %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% macro m() %}{{ varargs.__class__ }}{{ kwargs.__class__ }}{% endmacro %}{{ m(1, a=2) }}",
        "{% macro m() %}{{ caller._func }}{% endmacro %}{% call m() %}{% endcall %}",
        "{% import '_blocks.html.j2' as b %}{{ b.__dict__ }}",
        "{% import '_blocks.html.j2' as b %}{{ b._body_stream }}",
        "{{ none.__class__ }}",
        "{{ title.haed }}",
    ],
    "cannot be used here": [
        "{{ ''.join(['a']) }}",
        "{{ ().__class__ }}",
        "{% for i in (1, 2) recursive %}{% endfor %}",
        "{% include 'nothing.j2' ignore missing %}",
        "{% extends '_blocks.html.j2' %}",
        "{% block x %}{% endblock %}",
    ],
    "there is no filter “": [
        "{{ ''|attr('__class__') }}",
        "{{ sources|map(attribute='__class__') }}",
        "{{ sources|groupby('id') }}",
        "{{ sources|selectattr('id') }}",
    ],
    "this is no text that could be printed": [
        "{{ self }}",
        "{{ blocks }}",
        "{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(a=2) }}",
        "{% import '_blocks.html.j2' as b %}{{ b }}",
        "{{ brochure }}",
        "{{ sources }}",
        "{{ range }}",
        "{{ range(3) }}",
        "{{ true }}",
        "{{ none }}",
    ],
    "there is nothing called “": [
        "{{ caller }}",
        "{{ varargs }}",
        "{{ loop }}",
        "{{ cycler('a') }}",
        "{{ joiner() }}",
        "{{ namespace(a=1) }}",
        "{{ dict(a=1) }}",
        "{{ lipsum() }}",
        "{{ super() }}",
        "{{ context }}",
        "{{ environment }}",
        "{% from '_blocks.html.j2' import nothing %}{{ nothing }}",
        "{{ nothing }}",
        "{{ nothing.more }}",
    ],
    "this cannot be called": [
        "{% for i in (1, 2) %}{{ loop(i) }}{% endfor %}",
        "{{ title() }}",
        "{{ title.head() }}",
        "{{ 'x'() }}",
    ],
    "this cannot be understood": [
        "{% from '_blocks.html.j2' import __class__ %}",
    ],
    "there is no template “": [
        "{% include 'themes/calm.yaml' %}",
        "{% include '../README.md' %}",
        "{% include 'handout/../../README.j2' %}",
        "{% include '/etc/passwd' %}",
        "{% include '/etc/passwd.j2' %}",
        "{% include 'nothing.j2' %}",
        "{% include 'a\\0.j2' %}",
    ],
    "write the name of the file in quotes": [
        "{% include ['nothing.j2', '_blocks.html.j2'] %}",
        "{% include title.head %}",
        "{% include 'a' ~ '.j2' %}",
    ],
    "{% set %} gives one name to one value": [
        "{% set labels.note = 1 %}",
        "{% set a, b = (1, 2) %}",
    ],
    "values are handed over one by one": [
        "{{ blocks(*sources) }}",
        "{{ blocks(**labels) }}",
    ],
}
"""Attacks, by what is said of them: what is not there, and what is there but is no text."""


@pytest.mark.parametrize(("words", "attack"), [(words, each) for words in REACHING for each in REACHING[words]])
def test_a_template_reaches_nothing_but_the_story(words: str, attack: str, tmp_path: Path) -> None:
    said = refused(tmp_path, attacked(attack))
    assert re.match(rf"{STORY}:{LINE}:1: error: (template: )?[^\n]*{re.escape(words)}", said), said


def test_code_is_not_run_and_the_last_good_pdf_stays(
    workspace: Path, press: Callable[..., Finished], tmp_path: Path
) -> None:
    assert press("build").status == 0
    good = {file: file.read_bytes() for file in workspace.glob("build/**/*.pdf")}
    owned = tmp_path / "owned"
    code = f"cposix\\nsystem\\n(S'touch {owned}'\\ntR."
    attack = f'{{% set x = brochure.parse_raw("{code}", proto="pickle", allow_pickle=true) %}}'
    (workspace / STORY).parent.mkdir(parents=True)
    (workspace / STORY).write_text(attacked(attack)[STORY], encoding="utf-8")
    finished = press("build")
    assert finished.status == 1
    assert f"{STORY}:{LINE}:1: error: template: there is no “.parse_raw” here" in finished.err
    assert not owned.exists()
    assert {file: file.read_bytes() for file in workspace.glob("build/**/*.pdf")} == good


def test_the_reports_template_has_the_same_walls(workspace: Path, press: Callable[..., Finished]) -> None:
    (workspace / "templates").mkdir()
    brochure = str(workspace / next(name for name in WORKSPACE if name.endswith("en.yaml")))
    for attack in ("{{ old.upper() }}", "{{ parts.append }}", "{{ old|attr('x') }}"):
        (workspace / "templates/comparison.html.j2").write_text(f"<p>\n{attack}</p>", encoding="utf-8")
        finished = press("compare", brochure, brochure, "--report", str(workspace / "r.html"))
        assert finished.status == 1, attack
        assert "templates/comparison.html.j2:2:1: error: template: there is no " in finished.err
