"""The grammar of templates: what is not on its list is refused at its line before anything runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2 import Environment

from clinicpress.ground.problems import InputProblems
from clinicpress.story.given import Ability
from clinicpress.story.grammar import Rules, measure, weight_of

FILE = "templates/toy/story.html.j2"
PLAIN = Environment(autoescape=True)
FILTERS = {"length": Ability("length", len, 0, 0), "batch": Ability("batch", len)}


def refused(source: str) -> list[tuple[int, str]]:
    """Return the lines and messages against a template."""
    rules = Rules(FILE, FILTERS, ("defined", "none"))
    rules.visit(PLAIN.parse(source))
    return [(problem.place.line, problem.message.removeprefix("template: ")) for problem in rules.problems]


ALLOWED = (
    "{% for a in some if a %}{{ loop.index }}{% else %}{% endfor %}",
    "{% if a is defined and not b or c in [1, 2] %}{% elif d is none %}{% endif %}",
    "{% macro m(a, b=1) %}{{ caller() }}{% endmacro %}{% call m(1) %}{% endcall %}",
    "{% set a = b ~ 'c' %}{{ a.b['c'][0] }}{{ (1 + 2 * 3 - 4) // 5 % 6 }}{{ a[1:2] }}",
    "{% from 'x.j2' import y with context %}{% include 'a/b.j2' %}{% import 'x.j2' as z %}",
    "{{ some|length }}{{ some|batch(2) }}{{ a if b else c }}{{ 1 < 2 }}{{ -a }}",
)


@pytest.mark.parametrize("source", ALLOWED)
def test_what_a_story_needs_is_allowed(source: str) -> None:
    assert refused(source) == []


REFUSED = {
    "{% extends 'x.j2' %}": "{% extends %} cannot be used here",
    "{% block a %}{% endblock %}": "{% block %} cannot be used here",
    "{% set a %}b{% endset %}": "{% set %}…{% endset %} cannot be used here",
    "{% filter length %}{% endfilter %}": "{% filter %} cannot be used here",
    "{% with a=1 %}{% endwith %}": "{% with %} cannot be used here",
    "{{ {'a': 1} }}": "{…: …} cannot be used here",
    "{{ [1, 2] }}": "a list outside of {% for … in [ ] %} and “in [ ]” cannot be used here",
    "{{ 1 / 2 }}": "/ cannot be used here",
    "{{ 2 ** 3 }}": "** cannot be used here",
    "{{ 1 < 2 < 3 }}": "two values can be compared, not more",
    "{% set a, b = c %}": "{% set %} gives one name to one value",
    "{% for a in b recursive %}{% endfor %}": "“recursive” cannot be used here",
    "{{ f(*a) }}": "values are handed over one by one, without “*”",
    "{{ a[1:9:2] }}": "a part of a list has a begin and an end, and no step",
    "{{ a|length(3) }}": "“length” takes nothing in brackets",
    "{{ a|upper }}": "there is no filter “upper”",
    "{{ a is callable }}": "there is no test “is callable”",
    "{% include name %}": "write the name of the file in quotes",
    "{% include 'x.j2' ignore missing %}": "“ignore missing” cannot be used here: nothing is left out silently",
    "{% include '../secret.j2' %}": "there is no template “templates/../secret.j2”",
    "{% include 'editions.yaml' %}": "there is no template “templates/editions.yaml”",
    "{{ '\u202e' }}": "this text holds characters that are no text",
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_is_not_on_the_list_is_refused_at_its_line(source: str) -> None:
    assert refused(f"\n\n{source}") == [(3, REFUSED[source])]


def deep(what: str) -> Iterator[str]:
    """Yield a template that is just within a bound, and one beyond it."""
    begin, middle, end, most = {
        "statements": ("{% if a %}", "", "{% endif %}", 16),
        "brackets": ("", "{{ BEGIN1END }}", "", 12),
        "parts": ("", "{{ aMORE }}", "", 0),
        "digits": ("", "{{ NUMBER }}", "", 9),
        "{% elif %}": ("", "{% if a %}CHOICES{% endif %}", "", 200),
        "characters": ("", "ALL", "", 200_000),
    }[what]
    for count in (most, most + 1):
        text = middle.replace("BEGIN", "(" * count).replace("END", ")" * count).replace("NUMBER", "1" * count)
        text = text.replace("MORE", " + 1" * (59 + count)).replace("CHOICES", "{% elif a %}" * count)
        text = text.replace("ALL", "." * count)
        yield begin * count + text + end * count if begin else text


@pytest.mark.parametrize("what", ["statements", "brackets", "parts", "digits", "{% elif %}", "characters"])
def test_a_template_is_measured_before_it_is_read(what: str) -> None:
    within, beyond = deep(what)
    measure(PLAIN.lexer.tokeniter(within, FILE), within, FILE)
    with pytest.raises(InputProblems):
        measure(PLAIN.lexer.tokeniter(beyond, FILE), beyond, FILE)


def test_a_part_weighs_what_it_holds() -> None:
    light, heavy = PLAIN.parse("abc{{ a }}"), PLAIN.parse("abc{{ a }}" * 3)
    assert weight_of([light])[1] == 3
    assert weight_of([heavy])[1] == 9
    assert weight_of([heavy])[0] > weight_of([light])[0]
