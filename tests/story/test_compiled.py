"""Compiled templates: kept where only those can write who can change the program, and used only as they were kept."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from clinicpress.ground.problems import InputProblems
from clinicpress.story import compiled, sandbox
from clinicpress.story.compiled import MOST_KEPT, SUFFIX, Compiled, keep, kept
from clinicpress.story.given import Ability
from tests.story.test_sandbox import holding

FILES = {"t.j2": "{% import 'm.j2' as m %}{{ m.a() }}{{ 'x'|own(1) }}", "m.j2": "{% macro a() %}abc{% endmacro %}"}
ABLE = {"own": Ability("own", lambda text, _: text)}
MADE = Compiled(compile("1 + 1", "templates/t.j2", "eval"), [("m.j2", 1)], (3, 4), 5)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep templates in a folder of this test's own."""
    monkeypatch.setattr(compiled, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sandbox, "_COMPILED", {})
    return tmp_path


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_they_are_kept_where_python_keeps_the_programs_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert Path(cache_from_source(compiled.__file__)).parent == compiled.FOLDER
    assert Path(compiled.__file__).parent != compiled.FOLDER


def test_a_new_process_runs_them_as_they_were_judged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = holding(FILES, 100, ABLE)
    assert first.run("t.j2", {}, {}) == "abcx"
    assert [file.name.endswith(SUFFIX) for file in files(folder)] == [True, True]
    sandbox._COMPILED.clear()
    monkeypatch.setattr("clinicpress.story.sandbox.Rules", None)  # nothing is judged again
    second = holding(FILES, 100, ABLE)
    assert second.run("t.j2", {}, {}) == "abcx"
    assert second.allowance == first.allowance
    assert (second.uses["templates/t.j2"], second.uses["templates/m.j2"]) == ([("m.j2", 1)], [])


@pytest.mark.parametrize("other", ["text", "place", "rules", "program"])
def test_of_another_text_place_rule_or_program_it_is_another(
    other: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "{{ 'x'|own(1) }}"
    holding({"t.j2": source}, 100, ABLE).run("t.j2", {}, {})
    sandbox._COMPILED.clear()
    if other == "program":
        monkeypatch.setattr(compiled, "_program", lambda: "another")
    able = {"own": Ability("own", lambda text, _: text, 0, 3)} if other == "rules" else ABLE
    name = "u.j2" if other == "place" else "t.j2"
    holding({name: source + " " * (other == "text")}, 100, able).run(name, {}, {})
    assert len(files(folder)) == 2


def test_what_is_refused_is_not_kept(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(InputProblems, match="own"):
            holding({"t.j2": "{{ 'x'|own(1) }}"}, 100).run("t.j2", {}, {})
    assert files(folder) == []


def test_what_is_not_whole_is_not_used(folder: Path) -> None:
    keep("asked", MADE)
    [file] = files(folder)
    assert kept("asked") == MADE
    assert kept("asked otherwise") is None
    whole = file.read_bytes()
    for torn in (b"", whole[:-1], whole[:40], whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(torn)
        assert kept("asked") is None


def test_where_python_keeps_no_bytecode_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep("asked", MADE)
    assert files(folder) == []


def test_where_nobody_may_write_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(compiled, "FOLDER", folder / "file")
    keep("asked", MADE)
    assert kept("asked") is None


def test_the_newest_are_kept(folder: Path) -> None:
    for number in range(MOST_KEPT + 3):
        keep(f"asked {number}", MADE)
    assert len(files(folder)) == MOST_KEPT
    assert kept(f"asked {MOST_KEPT + 2}") == MADE
