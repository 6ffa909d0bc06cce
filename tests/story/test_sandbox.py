"""The sandbox: what templates do is done with plain values, and counted until it ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from jinja2 import FunctionLoader

from clinicpress.ground.problems import InputProblems
from clinicpress.story.given import Ability, Record, Words, token
from clinicpress.story.sandbox import STORY_FILTERS, Missing, Refused, Sandbox

VALUES: dict[str, Any] = {
    "some": ("a", "b", "c"), "text": Words("T", marked=True), "record": Record.holding({"name": "n"}), "none": None,
}  # fmt: skip


def holding(files: dict[str, str], characters: int, filters: Mapping[str, Ability] = STORY_FILTERS) -> Sandbox:
    """Return a sandbox with some templates."""

    def load(name: str) -> Any:
        return (files[name], f"templates/{name}", lambda: True) if name in files else None

    return Sandbox(FunctionLoader(load), filters, characters)


def run(source: str, characters: int = 10_000, **files: str) -> str:
    """Run a template; other ones are called by their name."""
    sandbox = holding({"t.j2": source, **{f"{name}.j2": text for name, text in files.items()}}, characters)
    return sandbox.run("t.j2", VALUES, {"twice": Ability("twice", lambda value: value * 2)})


DONE = {
    "{% for x in some %}{{ loop.index }}{{ x }}{% endfor %}": "1a2b3c",
    "{% for x in some|reverse %}{{ x }}{% endfor %}": "cba",
    "{% for row in some|batch(2) %}{{ row|length }}{% endfor %}": "21",
    "{{ some|length }}{{ some[0] }}{{ some[-1] }}{{ some[1:]|length }}": "3ac2",
    "{{ record.name }}{{ record['name'] }}": "nn",
    "{{ text }}{{ text|inline }}": token(0) + token(1),
    "{{ 7 // 2 }}{{ 7 % 2 }}{{ -3 + 2 * 4 }}": "315",
    "{{ 'a' ~ 1 ~ text }}": f"a1{token(0)}",
    "{{ 1 if 'a' in some else 2 }}{{ 1 if 'x' not in some else 2 }}": "11",
    "{% macro m(a) %}[{{ a }}{{ caller() }}]{% endmacro %}{% call m(1) %}2{% endcall %}": "[12]",
    "{{ twice(4) }}{% for i in range(2) %}{{ i }}{% endfor %}": "801",
    "{{ 'x' if text }}{{ '<' }}": "x&lt;",
    "{{ 1 if nothing is defined }}{{ 1 if none is none }}": "1",
}


@pytest.mark.parametrize("source", DONE)
def test_what_a_story_does(source: str) -> None:
    assert run(source) == DONE[source]


REFUSED = {
    "{{ some }}": "no text that could be printed",
    "{{ record }}": "no text that could be printed",
    "{{ text == 'T' }}": "cannot be compared",
    "{{ 1 < 'a' }}": "only numbers are greater or smaller",
    "{{ 'a' * 3 }}": "“*” is for small whole numbers only",
    "{{ 999999 * 999999 + 1 }}": "is for small whole numbers only",
    "{{ 1 % 0 }}": "cannot be divided by 0",
    "{{ text() }}": "this cannot be called",
    "{{ twice(value=1) }}": "takes values without names",
    "{% for x in 'abc' %}{% endfor %}": "this is no list",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}": "macros call each other more than 40 deep",
    "{% for a in range(9999) %}{% for b in range(9999) %}.{% endfor %}{% endfor %}": "the template",
    "{% for a in range(5000) %}abc{% endfor %}": "the template makes too much",
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_it_does_not_do(source: str) -> None:
    with pytest.raises(Refused, match=r".") as refused:
        run(source)
    assert REFUSED[source] in refused.value.said


@pytest.mark.parametrize(
    ("source", "name", "among"),
    [
        ("{{ gone }}", "gone", None),
        ("{{ record.gone }}", "gone", {"name"}),
        ("{{ some.append }}", "append", ()),
        ("{{ text.text }}", "text", ()),
        ("{{ text.__class__ }}", "__class__", ()),
        ("{{ some[9] }}", "9", ()),
    ],
)
def test_parts_that_there_are_not_are_named(source: str, name: str, among: Any) -> None:
    with pytest.raises(Missing) as missing:
        run(source)
    assert (missing.value.name, missing.value.among) == (name, among)


def test_files_are_counted_and_do_not_include_themselves() -> None:
    assert run("{% include 'a.j2' %}{% include 'a.j2' %}", a="x") == "xx"
    with pytest.raises(InputProblems, match=r"“templates/t\.j2” includes itself"):
        run("{% include 'a.j2' %}", a="{% include 't.j2' %}")
    many = {f"f{n}": "" for n in range(25)}
    with pytest.raises(InputProblems, match="at most 20 files"):
        run("".join(f"{{% include '{name}.j2' %}}" for name in many), **many)


def test_each_run_begins_with_the_whole_allowance() -> None:
    sandbox = holding({"t.j2": "." * 90}, 100)
    assert sandbox.run("t.j2", {}, {}) == sandbox.run("t.j2", {}, {}) == "." * 90


def test_what_was_compiled_before_is_judged_and_counted_the_same() -> None:
    files = {"t.j2": "{% import 'm.j2' as m %}{{ m.a() }}{{ 'x'|own(1) }}", "m.j2": "{% macro a() %}abc{% endmacro %}"}
    able = {"own": Ability("own", lambda text, _: text)}
    left = []
    for _ in range(2):
        sandbox = holding(files, 100, able)
        assert sandbox.run("t.j2", {}, {}) == "abcx"
        left.append(sandbox.allowance)
    assert left[0] == left[1]
    one, other = (holding(files, 100, able).compile(files["t.j2"], "t.j2", "templates/t.j2") for _ in range(2))
    assert one is other
    with pytest.raises(InputProblems, match="own"):
        holding(files, 100).run("t.j2", {}, {})
    for _ in range(2):
        with pytest.raises(InputProblems, match="includes itself"):
            run("{% include 'a.j2' %}", a="{% include 't.j2' %}")
