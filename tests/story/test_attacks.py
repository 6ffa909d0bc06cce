"""Attacks on story templates: what they reach, what they say, how long they take.

Each is told at the template's line, or changes nothing. Everything that a template can come by is
walked through, and is on a list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro, TemplateReference, Undefined
from pydantic import BaseModel

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems
from clinicpress.press.gather import Parts, gather
from clinicpress.press.platemaking import draw, lay_out, prove
from clinicpress.story.answers import Answers
from clinicpress.story.given import Ability, Count, Day, Record, Words
from clinicpress.story.markup import Tag
from clinicpress.story.rendering import abilities_of, numbers_of, tell, values_of
from clinicpress.story.templating import StoryTemplates
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, WORKSPACE, Finished

SAMPLER = ROOT / "tests" / "workspaces" / "sampler"
JOB = Job("plum", "en", "standard", "every-block", "handout")
STORY = "templates/handout/story.html.j2"
BLOCKS = "templates/_blocks.html.j2"
SHIPPED = {name: (ROOT / name).read_text(encoding="utf-8") for name in (STORY, BLOCKS)}
BEGIN = "<story>\n"
LINE = SHIPPED[STORY].split(BEGIN)[0].count("\n") + 2
"""The line of the story's template on which an attack stands."""


@cache
def parts() -> Parts:
    catalog = Catalog(Disk(SAMPLER))
    return gather(catalog, JOB, Answers(catalog.clinic(JOB.clinic)))


def told(folder: Path, files: dict[str, str]) -> Tag:
    """Tell the story of the sampler's brochure with other templates."""
    clinic = f"clinics/{JOB.clinic}.yaml"
    for name, text in {**files, clinic: (SAMPLER / clinic).read_text(encoding="utf-8")}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return tell(Catalog(Disk(folder)), JOB, parts().matter, parts().design)


def attacked(attack: str) -> dict[str, str]:
    """Return the shipped story with an attack at its begin."""
    assert BEGIN in SHIPPED[STORY]
    return {STORY: SHIPPED[STORY].replace(BEGIN, f"{BEGIN}{attack}\n", 1)}


def edited(name: str, old: str, new: str) -> dict[str, str]:
    assert old in SHIPPED[name]
    return {name: SHIPPED[name].replace(old, new)}


def refused(folder: Path, files: dict[str, str]) -> str:
    """Return what is said against templates, which must be at a place in one of them."""
    with pytest.raises(InputProblems) as caught:
        told(folder, files)
    assert all(problem.place.file.startswith("templates/") for problem in caught.value.problems), caught.value
    assert not re.search(r"0x[0-9a-f]{6}|<class|object at|Traceback|\.py\b", str(caught.value))
    return str(caught.value)


# What they reach ---------------------------------------------------------------------------------

REACHED = {
    "brochure": "title subtitle language version published reviewed reviewer review_due codes sources references "
    "disclaimer at_a_glance sections",
    "title": "head tail",
    "clinic": "name tagline address phone email website named reachable online",
    "sources[]": "id number short full url link",
    "summed[]": "id heading icon points",
    "glance[]": "label ended text",
    "brochure.sections[]": "id heading icon aside body sections summary",
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
        *("has_questions", "has_citations", "clinic", "has_contact", "has_side", "headings_hang"),
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


# What they say -----------------------------------------------------------------------------------

TEXT = "{{ brochure.sections[0].heading|inline }}"
SAYING = {
    "words": "<p>These words are of the template.</p>",
    "a word in quotes": "<p>{{ 'Take two' }}</p>",
    "a number": "<p>{{ 3 }}</p>",
    "a sum": "<p>{{ 1 + 2 }}</p>",
    "the number of a turn": "{% for i in (1, 2) %}<p>{{ loop.index }}</p>{% endfor %}",
    "a name": "<p>{{ brochure.sections[0].id }}</p>",
    "half a sentence": "<p>Do {{ title.head }}</p>",
    "a letter that a sign stands for": "<p>&#78;&#x6f;t</p>",
    "a name of a sign": "<p>&plusmn;</p>",
    "a sum sign": "<p>≤</p>",
    "a unit": "<p>°</p>",
    "per cent": "<p>%</p>",
    "a picture of a word": "<p>℞</p>",
    "an accent": "<p>&#769;</p>",
    "an invisible sign": "<p>\u200b</p>",
    "the other direction": "<p>\u202e.</p>",
    "a soft hyphen": "<p>&shy;</p>",
    "words around a place": '<p><t at="brochures/every-block/en.yaml:1:8">Other words</t></p>',
    "a place": '<p><t at="brochures/every-block/en.yaml:1:8">.</t></p>',
    "a place that is put together": "<p><{{ 't' }} at='x:1:1'>.</t></p>",
    "an element that is put together": "<{{ 'p' }}>Words</p>",
    "a mark by hand": "<p>{{ '\\udc800\\udc81' }}</p>",
    "a mark in signs": "<p>&#xdc80;0&#xdc81;</p>",
    "words in a table": "<table><tr><td>Two</td></tr></table>",
    "words in a list": "<ul><li>Two</li></ul>",
    "words in a span": "<p><span class='term'>Two</span></p>",
    "words in a link": "<p><a href='#text'>Two</a></p>",
    "an address": f"<p><a href='https://example.org'>{TEXT}</a></p>",
    "an address with a text in it": f"<p><a href='https://example.org/{{{{ title.head }}}}'>{TEXT}</a></p>",
    "a text as an address": "<p><a href='{{ title.head }}'>–</a></p>",
    "a link in a link": "<p><a href='#text'><a href='#text'>{{ labels.note }}</a></a></p>",
    "a link around a text with links": "<p><a href='#text'>{{ brochure.sections[0].body[0].paragraph }}</a></p>",
    "a text as a class": "<p class='{{ title.head }}'>–</p>",
    "a text as an id": "<p id='{{ title.head }}'>–</p>",
    "an odd id": "<p id='a b'>–</p>",
    "an endless id": f"<p id='{'a' * 9000}'>–</p>",
    "an odd language": "<p lang='x y'>–</p>",
    "an endless language": f"<p lang='{'x' * 900}'>–</p>",
    "another alt text": '<figure><img src="figures/curve.svg" alt="A curve"></figure>',
    "no alt text": '<figure><img src="figures/curve.svg" alt=""></figure>',
    "a part of an alt text": '<figure><img src="figures/curve.svg" alt="{{ labels.note }}."></figure>',
    "capitals": "<p>{{ title.head|upper }}</p>",
    "a replaced word": "<p>{{ title.head|inline|replace('a', '') }}</p>",
    "the first letters": "<p>{{ title.head|truncate(5) }}</p>",
    "a slice": "<p>{{ title.head[:5] }}</p>",
    "a slice of joined texts": "<p>{{ (title.head ~ '')[:5] }}</p>",
    "a letter": "<p>{{ title.head[0] }}</p>",
    "letter by letter": "<p>{% for c in title.head %}{{ c }}{% endfor %}</p>",
    "letters of what a macro made": "{% macro m() %}{{ labels.note }}{% endmacro %}{% for c in m() %}{% endfor %}",
    "turned round": "<p>{{ title.head|reverse }}</p>",
    "a sum of texts": "<p>{{ title.head + title.tail }}</p>",
    "a text times two": "<p>{{ title.head * 2 }}</p>",
    "a form": "<p>{{ '%s'|format(title.head) }}</p>",
    "another form": "<p>{{ '%s' % title.head }}</p>",
    "markup": "<p>{{ '<strong>'|safe }}</p>",
    "no escape": "{% autoescape false %}<p>{{ '<b>' }}</p>{% endautoescape %}",
    "a filter block": "{% filter upper %}<p>{{ title.head }}</p>{% endfilter %}",
    "a captured block": "{% set x %}{{ title.head }}{% endset %}<p>{{ x }}</p>",
    "a question about a word": "{% if title.head == 'x' %}{% endif %}",
    "a question about a part": "{% if 'x' in title.head %}{% endif %}",
    "which is longer": "{% if title.head > title.tail %}{% endif %}",
    "two texts in one word": "<p>{{ labels.note }}{{ labels.source }}</p>",
    "two texts in one word, in elements": "<p><strong>{{ labels.note }}</strong><em>{{ labels.source }}</em></p>",
    "another number": "<p>{{ labels.note }}: -{{ sources[0].number }}</p>",
    "a fraction": "<p>{{ number('a') }}/{{ number('a') }}</p>",
    "a body text twice": f"<p>{TEXT}</p>",
    "the title without its end": "<p>{{ brochure.sections[0].heading }}</p>",
    "chance": "<p>{{ sources|random }}</p>",
    "the address of a thing": "<p>{{ dated }}</p>",
    "a comment without end": "<!-- x",
    "a declaration": "<!DOCTYPE x>",
    "a section of another kind": "<![CDATA[x]]>",
    "an instruction": "<?x?>",
    "a sign alone": "<p>a < b</p>",
    "a place of its own": '<p tpl="x" tpl="y">Words</p>',
    "an element at the side outside of the story": "</story><side><p>–</p></side><story>",
}


@pytest.mark.parametrize("what", SAYING)
def test_a_template_has_no_words_of_its_own_and_changes_none(what: str, tmp_path: Path) -> None:
    said = refused(tmp_path, attacked(SAYING[what]))
    assert re.match(rf"{STORY}:({LINE}|{LINE - 1}|1):\d+: error: ", said), said


POINTS = "".join(line for line in SHIPPED[BLOCKS].splitlines(keepends=True) if "points-title" in line)
PROS, CONS = (
    f"{{% for item in block.pros_cons.{name} %}}<li>{{{{ item|inline }}}}</li>{{% endfor %}}"
    for name in ("pros", "cons")
)
FOR, AGAINST = (f'<p class="points-title">{{{{ labels.{name} }}}}</p>' for name in ("pros", "cons"))


def cell(label: str, points: str, after: str = "") -> str:
    return f"<cell>{label}<ul>{points}</ul>{after}</cell>\n"


CHANGING = {
    "a changed text": (
        BLOCKS,
        "block.paragraph|inline",
        "block.paragraph|inline|replace('not', '')",
        "there is no filter “replace”",
    ),
    "a text that is a comment": (
        BLOCKS,
        "<p>{{ block.paragraph|inline }}</p>",
        "<!-- {{ block.paragraph }} -->",
        "leaves out the text in brochures/every-block/en.yaml:16:20",
    ),
    "a text that is asked for, not printed": (
        BLOCKS,
        "{{ block.paragraph|inline }}",
        "{% if block.paragraph %}{% endif %}–",
        "leaves out the text in brochures/every-block/en.yaml:16:20",
    ),
    "a dropped row": (
        BLOCKS,
        "{% for row in block.table.rows %}",
        "{% for row in block.table.rows[1:] %}",
        "leaves out the text in brochures/every-block/en.yaml:51:19",
    ),
    "a dropped cell": (
        BLOCKS,
        "{% for each in row %}",
        "{% for each in row[1:] %}",
        "leaves out the text in brochures/every-block/en.yaml:51:19",
    ),
    "steps in another order": (
        BLOCKS,
        'item in block.steps["items"] %}',
        'item in block.steps["items"]|reverse %}',
        "puts the text in brochures/every-block/en.yaml:27:13 out of its order",
    ),
    "items in another order": (
        BLOCKS,
        "item in block.list %}",
        "item in block.list|reverse %}",
        "puts the text in brochures/every-block/en.yaml:22:13 out of its order",
    ),
    "cells in another order": (
        BLOCKS,
        "{% for each in row %}",
        "{% for each in row|reverse %}",
        "puts the text in brochures/every-block/en.yaml:51:24 out of its order",
    ),
    "a dropped picture": (
        BLOCKS,
        '<img src="{{ figure.image }}" alt="{{ figure.alt }}">',
        "",
        "leaves out the text in brochures/every-block/en.yaml:55:49",
    ),
    "the caption as alt text": (
        BLOCKS,
        'alt="{{ figure.alt }}"',
        'alt="{{ figure.caption or figure.alt }}"',
        "leaves out the text in brochures/every-block/en.yaml:55:49",
    ),
    "caption and alt text changed over": (
        BLOCKS,
        'alt="{{ figure.alt }}">\n{{ caption(figure.caption, labels.figure, "figure", "figure") }}',
        'alt="{{ figure.caption or figure.alt }}">'
        "{% if figure.caption %}<figcaption>{{ figure.alt }}</figcaption>{% endif %}",
        "this is not the alt text of “figures/curve.svg”",
    ),
    "another picture's alt text": (
        BLOCKS,
        'src="{{ figure.image }}"',
        'src="figures/ellipse.png"',
        "this is not the alt text of “figures/ellipse.png”",
    ),
    "terms and meanings changed over": (
        BLOCKS,
        "<dt>{{ entry.term|inline }}</dt><dd>{{ entry.means|inline }}</dd>",
        "<dt>{{ entry.means|inline }}</dt><dd>{{ entry.term|inline }}</dd>",
        "puts the text in brochures/every-block/en.yaml:75:39 out of its order",
    ),
    "the points against instead of those for": (
        BLOCKS,
        PROS,
        CONS,
        "leaves out the text in brochures/every-block/en.yaml:73:28",
    ),
    "for and against changed over": (BLOCKS, POINTS, f"{cell(FOR, CONS)}{cell(AGAINST, PROS)}", "out of its order"),
    "a text twice": (
        BLOCKS,
        "<p>{{ block.paragraph|inline }}</p>",
        "<p>{{ block.paragraph }} {{ block.paragraph }}</p>",
        "prints the text in brochures/every-block/en.yaml:16:20 twice",
    ),
    "a dropped section": (
        STORY,
        "section in brochure.sections %}",
        "section in brochure.sections[1:] %}",
        "leaves out the text in brochures/every-block/en.yaml:12:14, and 7 more",
    ),
    "another order": (
        STORY,
        "section in brochure.sections %}",
        "section in brochure.sections|reverse %}",
        "puts the text in brochures/every-block/en.yaml:32:14 out of its order",
    ),
    "a dropped heading": (
        STORY,
        "{{ section.heading|inline }}</h2>",
        "{{ labels.note }}</h2>",
        "leaves out the text in brochures/every-block/en.yaml:12:14, and 3 more",
    ),
    "headings run together": (
        STORY,
        "{{ section.heading|inline }}</h2>",
        "{{ labels.note }}{{ section.heading }}</h2>",
        "this runs together with what stands before it: “Running text with marks”",
    ),
}


@pytest.mark.parametrize("what", CHANGING)
def test_a_template_leaves_out_moves_and_repeats_nothing(what: str, tmp_path: Path) -> None:
    *edit, words = CHANGING[what]
    assert words in refused(tmp_path, edited(*edit))


NUMBER = "{{ number('d') }}"
DOSE = "{{ brochure.version }}"
"""A text that begins with a number."""
PARAGRAPH = "<p>{{ block.paragraph|inline }}</p>"
COUNTED = "a number that is counted can only stand behind a label: “1”"
ANOTHER = "this becomes another number with what stands before it: “1"
TOGETHER = "this runs together with what stands before it"
UNLABELLED = "this does not stand under its own label: “Takes practice"
MISREAD = {
    "a number before a text": (edited(BLOCKS, PARAGRAPH, f"<p>{NUMBER} {{{{ block.paragraph }}}}</p>"), COUNTED),
    "a source's number before a text": (
        edited(BLOCKS, PARAGRAPH, "<p>{{ sources[0].number }} {{ block.paragraph }}</p>"),
        COUNTED,
    ),
    "a number with a label before a text": (
        edited(BLOCKS, PARAGRAPH, f"<p>{{{{ labels.note }}}} {NUMBER} {{{{ block.paragraph }}}}</p>"),
        TOGETHER,
    ),
    "another text before a text": (edited(BLOCKS, PARAGRAPH, f"<p>{DOSE} {{{{ block.paragraph }}}}</p>"), TOGETHER),
    "points in one line": (
        edited(BLOCKS, f"<ul>{PROS}</ul>", "<p>{% for item in block.pros_cons.pros %}{{ item }} {% endfor %}</p>"),
        f"{TOGETHER}: “Can be done at home”",
    ),
    "a number alone": (attacked(f"<p>{NUMBER}</p>"), COUNTED),
    "a number away from its label": (attacked(f"<p>{{{{ labels.note }}}} · {NUMBER}</p>"), COUNTED),
    "a product of numbers": (attacked(f"<p>{NUMBER}·{NUMBER}</p>"), ANOTHER.replace("1", "2")),
    "a ratio": (attacked(f"<p>{NUMBER}:{NUMBER}</p>"), ANOTHER.replace("1", "2")),
    "a minus": (attacked(f"<p>-{DOSE}</p>"), ANOTHER),
    "a minus and a space that stays": (attacked(f"<p>-&nbsp;{DOSE}</p>"), ANOTHER),
    "a minus and a space": (attacked(f"<p>– {DOSE}</p>"), ANOTHER),
    "a minus in brackets": (attacked(f"<p>{{{{ labels.note }}}} (–&#x202f;{DOSE})</p>"), ANOTHER),
    "a minus behind a label": (attacked(f"<p>{{{{ labels.note }}}}: - {DOSE}</p>"), ANOTHER),
    "a minus in an element": (attacked(f"<p><strong>- </strong><em>{DOSE}</em></p>"), ANOTHER),
    "a range": (attacked(f"<p>{DOSE} – {DOSE}</p>"), ANOTHER),
    "a product": (attacked(f"<p>{DOSE} · {DOSE}</p>"), ANOTHER),
    "a decimal comma": (attacked(f"<p>{DOSE}, {DOSE}</p>"), ANOTHER),
    "a thousand": (attacked(f"<p>{DOSE}&nbsp;{DOSE}</p>"), ANOTHER),
    "labels of points changed over": (
        edited(BLOCKS, POINTS, cell(AGAINST, PROS) + cell(FOR, CONS)),
        "“Against” does not stand over its own points",
    ),
    "the label of the points for twice": (
        edited(BLOCKS, POINTS, cell(FOR, PROS) + cell(FOR, CONS)),
        "“For” does not stand over its own points",
    ),
    "no label over the points against": (edited(BLOCKS, AGAINST, ""), UNLABELLED),
    "another label over the points against": (edited(BLOCKS, AGAINST, "<p>{{ labels.note }}</p>"), UNLABELLED),
    "the label of points below the others": (
        edited(BLOCKS, POINTS, cell(FOR, PROS, AGAINST) + cell("", CONS)),
        "“Against” does not stand over its own points",
    ),
    "both labels over the points for": (
        edited(BLOCKS, FOR, '<p class="points-title">{{ labels.cons }} – {{ labels.pros }}</p>'),
        "“Against” does not stand over its own points",
    ),
    "the label of points over another text": (
        edited(BLOCKS, PARAGRAPH, f"<p>{{{{ labels.cons }}}}</p>{PARAGRAPH}"),
        "“Against” does not stand over its own points",
    ),
    "the label of points at the end": (
        edited(STORY, "\n</story>", "<p>{{ labels.pros }}</p></story>"),
        "“For” does not stand over its own points",
    ),
}


@pytest.mark.parametrize("what", MISREAD)
def test_a_template_sets_nothing_side_by_side_that_says_something_else(what: str, tmp_path: Path) -> None:
    files, words = MISREAD[what]
    assert words in refused(tmp_path, files)


@pytest.mark.parametrize(
    "columns",
    [
        f"<cell>{FOR}</cell><cell><ul>{PROS}</ul></cell></columns><columns><cell>{AGAINST}</cell><cell><ul>{CONS}</ul></cell>",
        f"<cell>{FOR}<ul>{PROS}</ul>{AGAINST}<ul>{CONS}</ul></cell>",
    ],
    ids=["labels at the left", "one below the other"],
)
def test_points_may_stand_elsewhere_with_their_labels(columns: str, tmp_path: Path) -> None:
    assert told(tmp_path / "other", edited(BLOCKS, POINTS, columns)).text == told(tmp_path / "plain", SHIPPED).text


GLANCE = {
    "Call us": "Call us.",
    "“Call us”": "“Call us”.",
    "Call us (it is free!)": "Call us (it is free!).",
    "Call us [@guide]": "Call us [1].",
    "Call us:": "Call us:",
    "Why?": "Why?",
    "Dose…": "Dose…",
    "Dose –": "Dose –",
    "**Bold**.": "Bold.",
    "**Bold.**": "Bold.",
    "“Why?”": "“Why?”",
    "Call us. [@guide]": "Call us. [1]",
}


def test_a_label_at_a_glance_ends_with_one_sign(workspace: Path) -> None:
    points = "".join(f'  - {{label: "{label}", text: It says so.}}\n' for label in GLANCE)
    brochure = workspace / "brochures/breathing/en.yaml"
    brochure.write_text(f"{brochure.read_text(encoding='utf-8')}at_a_glance:\n{points}", encoding="utf-8")
    catalog, job = Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout")
    found = gather(catalog, job, Answers(catalog.clinic(job.clinic)))
    story = tell(catalog, job, found.matter, found.design)
    box = next(tag for tag in story.tags() if tag.name == "aside")
    assert [tag.text for tag in box.tags() if tag.name == "p"] == [f"{said} It says so." for said in GLANCE.values()]


BATCH, RANGE = "“batch” takes 1 value in brackets, not", "“range” takes 1 to 3 values in brackets, not"
PUZZLING = {
    "{{ sources|batch }}": f"{BATCH} 0",
    "{{ sources|batch(2, 'x') }}": f"{BATCH} 2",
    "{{ sources|batch('x') }}": "“batch” needs a whole number from 1 on",
    "{{ sources|length(1) }}": "“length” takes nothing in brackets",
    "{{ sources|reverse(1) }}": "“reverse” takes nothing in brackets",
    "{{ title.head|inline(1) }}": "“inline” takes nothing in brackets",
    "{{ range() }}": f"{RANGE} 0",
    "{{ range(1, 2, 3, 4) }}": f"{RANGE} 4",
    "{{ range(1, 5, 0) }}": "the steps of “range” cannot be 0",
    "{{ range('x') }}": "“range” counts in whole numbers",
    "{{ range(1.5) }}": "“range” counts in whole numbers",
    "{{ range(stop=1) }}": "“range” takes values without names",
    "{{ dated() }}": "“dated” takes 1 value in brackets, not 0",
    "{{ number('a', 'b') }}": "“number” takes 1 value in brackets, not 2",
    "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}": "“m” takes at most 1 value in brackets, not 2",
    "{% macro m(a) %}{% endmacro %}{{ m(1, a=2) }}": "“m” is given “a” twice",
    "{% macro m(a) %}{% endmacro %}{{ m(b=2) }}": "“m” takes no value called “b”",
    "{% macro m(a) %}{% endmacro %}{% call m(1) %}{% endcall %}": "“m” has no place for what stands in {% call %}",
    "{% set x y %}": "look for a word, quote, bracket or brace that is missing or too much",
    "{% if %}{% endif %}": "look for a word, quote, bracket or brace that is missing or too much",
    "{{ title.head } }}": "look for a word, quote, bracket or brace that is missing or too much",
    "{{ 'title }}": "look for a word, quote, bracket or brace that is missing or too much",
    "{{ $title }}": "look for a word, quote, bracket or brace that is missing or too much",
    "{% foor sources %}": "did you mean “for”?",
    "{% endfor %}": "“endfor” belongs to nothing that is open here",
    "{% for x in sources %}{% endif %}": "“endif” belongs to nothing that is open here",
    "{% if title %}": "something that begins above has no end",
    "{# title": "something that begins above has no end",
    "{{ ('a' }}": "look for a word, quote, bracket or brace that is missing or too much",
}
LIBRARY = r"\(\) (missing|takes|arg)|argument|token|expected|unexpected|[Jj]inja|got |char\b|must |identifier|'"


@pytest.mark.parametrize("attack", PUZZLING)
def test_what_cannot_be_understood_is_told_in_our_words(attack: str, tmp_path: Path) -> None:
    said = refused(tmp_path, attacked(attack))
    assert PUZZLING[attack] in said
    assert not re.search(LIBRARY, said)


@pytest.mark.parametrize(
    ("written", "by", "message"),
    [
        ("title.tail", "false", "leaves out “not for children” of the title in brochures/breathing/en.yaml:1:8"),
        ("{{ title.head }}", "–", "leaves out “Breathing at home” of the title in brochures/breathing/en.yaml:1:8"),
        ("{{ title.head }}", "{{ title.head }} {{ title.tail }}", "the parts of the title run together"),
    ],
)
def test_half_a_title_is_no_title(
    written: str, by: str, message: str, workspace: Path, press: Callable[..., Finished]
) -> None:
    brochure = next(name for name in WORKSPACE if name.endswith("en.yaml"))
    title = WORKSPACE[brochure].replace("Breathing at home", '"Breathing at home: not for children"')
    (workspace / brochure).write_text(title, encoding="utf-8")
    (workspace / STORY).parent.mkdir(parents=True)
    (workspace / STORY).write_text(SHIPPED[STORY].replace(written, by), encoding="utf-8")
    finished = press("build")
    assert finished.status == 1
    assert message in finished.err


FINE = {
    "comments": "{# Words #}<!-- More words -->",
    "separators": "<p>–</p>",
    "labels and words of the locale": "<p>{{ labels.note }}: {{ labels.source ~ ' ' ~ number('x') }}</p>",
    "numbers that are counted": "{% for i in range(3) %}<p>{{ labels.note }} {{ number('own') }}.</p>{% endfor %}",
    "what a macro makes": "{% macro m(a, b=1) %}<p>{{ a }}{{ caller() }}</p>{% endmacro %}"
    "{% call m(labels.note) %}.{% endcall %}",
    "a link into the story": "<p><a href='#text'>{{ labels.note }}</a></p>",
    "the clinic's lines": "{% for line in clinic.address %}<p>{{ line }}</p>{% endfor %}",
    "a link to the clinic": "{% set to = clinic.website %}{% if to %}<p><a href='{{ to }}'>{{ to }}</a></p>{% endif %}",
    "a date": "<p>{{ dated(brochure.published) }}</p>",
    "another file": "{% import '_blocks.html.j2' as b with context %}{{ b.caption(none, none, 'x', 'x') }}",
    "choices": "{% if 2 in [1, 2] and not 3 == 4 and sources|length >= 1 and loop is not defined %}<p>–</p>{% endif %}",
    "looks": "<div class='aside'><p class='term'><strong>{{ labels.note }}</strong></p></div><spring>",
}


@pytest.mark.parametrize("what", FINE)
def test_what_looks_and_order_need_is_there(what: str, tmp_path: Path) -> None:
    plain = told(tmp_path / "plain", SHIPPED)
    other = told(tmp_path / "other", attacked(FINE[what]))
    assert other.text.endswith(plain.text)


def test_the_words_of_a_template_are_in_the_locale(workspace: Path, press: Callable[..., Finished]) -> None:
    locale = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    (workspace / "templates/locales").mkdir(parents=True)
    (workspace / "templates/locales/en.yaml").write_text(f"{locale}words: {{hello: Good day}}\n", encoding="utf-8")
    (workspace / STORY).parent.mkdir(parents=True)
    (workspace / STORY).write_text(attacked("<p>{{ words.hello }}</p>")[STORY], encoding="utf-8")
    assert press("build").status == 0
    (workspace / STORY).write_text(attacked("<p>{{ words.helo }}</p>")[STORY], encoding="utf-8")
    assert "there is no “.helo” here" in press("build").err


def test_a_text_with_marks_is_printed_with_them_and_one_without_as_typed(tmp_path: Path) -> None:
    """Whatever the template does: `inline` cannot make marks of what is no marked text, nor forget those of one."""
    one = told(tmp_path / "one", SHIPPED)
    other = told(tmp_path / "other", {name: text.replace("|inline", "") for name, text in SHIPPED.items()})
    third = told(tmp_path / "third", edited(STORY, "{{ title.head }}", "{{ title.head|inline }}"))
    assert one.text == other.text == third.text


def test_the_proof_compares_the_pages_with_the_brochures_texts() -> None:
    catalog = Catalog(Disk(SAMPLER))
    laid_out = lay_out(catalog, JOB, Answers(catalog.clinic(JOB.clinic)))
    canvas, _ = draw(laid_out)
    proven = canvas.record, laid_out.story.structure, laid_out.pages, laid_out.furniture
    prove(*proven, ["Running text with marks"])
    with pytest.raises(FaultyProof, match="the pages do not say “Running text without marks”"):
        prove(*proven, ["Running text without marks"])


# How long they take ------------------------------------------------------------------------------

ENDLESS = {
    "a loop": "{% for i in range(999999999) %}{% endfor %}",
    "loops in loops": "{% for a in range(999) %}" * 5 + "{% endfor %}" * 5,
    "loops over lists": "{% for a in [1,2,3,4,5,6,7,8,9,10] %}" * 10 + "{% endfor %}" * 10,
    "a filtered loop": "{% for i in range(999999999) if false %}{% endfor %}",
    "a long body": "{% for a in range(99999) %}" + "{% if a == 1 %}{% endif %}" * 500 + "{% endfor %}",
    "a text in loops": "{% for a in range(9999) %}{% for b in range(99) %}<p>–</p>{% endfor %}{% endfor %}",
    "a macro that calls itself": "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n > 0 %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}"
    "{{ m(38) }}",
    "a caller that calls": "{% macro m() %}{{ caller() }}{% call m() %}{% endcall %}{% endmacro %}"
    "{% call m() %}{% endcall %}",
    "doubled texts": "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a ~ a ~ a %}" * 40,
    "doubled macros": "{% macro m0() %}..........{% endmacro %}"
    + "".join(f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(38))
    + "{{ m38() }}",
    "doubled lists": "{% macro m(a, n) %}{% for b in [[a, a]] %}{% if n %}{{ m(b, n - 1) }}{% else %}"
    "{{ b == b }}{% endif %}{% endfor %}{% endmacro %}{{ m(1, 30) }}",
    "a product": "{{ 999999 * 999999 * 999999 }}",
    "a power": "{{ 9**9**9 }}",
    "a big number": "{{ " + "9" * 5000 + " }}",
    "a big number in parts": "{{ " + "9_" * 5000 + "9 }}",
    "a wide text": "{{ 'a'.center(400000000) }}",
    "a wide number": "{{ '%400000000d' % 1 }}",
    "a wide form": "{{ '{:>400000000}'.format(1) }}",
    "an indented text": "{{ 'a'|indent(200000000) }}",
    "parts": "{{ [1]|slice(100000000)|list|length }}",
    "filled parts": "{{ (1, 2)|batch(100000000, 'x') }}",
    "deep statements": "{% if true %}" * 150 + "{% endif %}" * 150,
    "deep loops": "{% for i in (1,) %}" * 25 + "{% endfor %}" * 25,
    "deep brackets": "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    "deep lists": "{% for i in " + "[" * 300 + "]" * 300 + " %}{% endfor %}",
    "many nots": "{{ " + "not " * 2000 + "1 }}",
    "many minuses": "{{ " + "-" * 2000 + "1 }}",
    "a long sum": "{{ " + "1+" * 9000 + "1 }}",
    "a long text": "{{ " + "'a'~" * 9000 + "'a' }}",
    "a long choice": "{{ " + "1 if 0 else " * 2000 + "1 }}",
    "many choices": "{% if false %}" + "{% elif false %}" * 3000 + "{% endif %}",
    "many filters": "{{ sources" + "|reverse" * 2000 + " }}",
    "many parts": "{{ title" + ".head" * 2000 + " }}",
    "a long template": "{# " + "x" * 200_001 + " #}",
    "many elements": "<hr class='row'>" * 5000,
    "many elements in a loop": "{% for i in range(9000) %}<p>–</p>{% endfor %}",
    "many signs": "<p>" + "-" * 60_000 + "</p>",
    "a text again and again": "{% for i in range(1500) %}<p>{{ disclaimer }}</p>{% endfor %}",
    "deep elements": "<div>" * 70 + "</div>" * 70,
    "deep spans": "<p>" + "<span>" * 70 + "</span>" * 70 + "</p>",
    "begins of code in a raw part": "{% raw %}" + "{{ " * 50_000 + "{% endraw %}",
    "begins of elements": "<a " * 50_000,
    "begins of comments": "<!--" * 40_000,
    "quotes": "<p class=" + "'\"" * 50_000,
    "a file in itself": "{% include 'handout/story.html.j2' %}",
    "a file in itself, imported": "{% import 'handout/story.html.j2' as x %}",
}


@pytest.mark.parametrize("what", ENDLESS)
def test_each_template_ends(what: str, tmp_path: Path) -> None:
    """Nothing is measured in seconds: what a template does is counted, and the count is the same everywhere."""
    said = refused(tmp_path, attacked(ENDLESS[what]))
    assert said == refused(tmp_path, attacked(ENDLESS[what]))
    assert re.match(rf"{STORY}:({LINE}|{LINE - 1}|1):\d+: error: ", said), said
    assert len(said) < 40_000


def test_files_that_include_each_other_end(tmp_path: Path) -> None:
    doubled = {f"templates/a{n}.j2": f"{{% include 'a{n + 1}.j2' %}}" * 2 for n in range(15)}
    said = refused(
        tmp_path / "doubled", {**attacked("{% include 'a0.j2' %}"), **doubled, "templates/a15.j2": "<spring>" * 500}
    )
    assert "too much" in said
    many = {f"templates/b{n}.j2": "" for n in range(30)}
    attack = "".join(f"{{% include 'b{n}.j2' %}}" for n in range(30))
    assert "at most 20 files" in refused(tmp_path / "many", {**attacked(attack), **many})
    circle = {
        "templates/c.j2": "{% include 'd.j2' %}",
        "templates/d.j2": "\n{% if false %}{% include 'c.j2' %}{% endif %}",
    }
    said = refused(tmp_path / "circle", {**attacked("{% include 'c.j2' %}"), **circle})
    assert said == "templates/d.j2:2:1: error: template: “templates/c.j2” includes itself"
