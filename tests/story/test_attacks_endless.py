"""How long templates take: each ends at a count that is the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.story.attacks import LINE, STORY, attacked, refused

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
