"""Themes in a language: its families before the theme's own, its sizes, leadings and direction."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.content.locale import Locale, load_locale
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.theme import Theme
from clinicpress.looks.themes import load_theme
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.conftest import ROOT
from tests.typesetting.furnished import WORKSPACE

ENGLISH = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
SHELF = FontShelf(WORKSPACE)
InLanguage = Callable[..., Theme]
PLAIN = load_theme(WORKSPACE, "calm", SHELF)


@pytest.fixture
def in_language(tmp_path: Path) -> InLanguage:
    def theme(**keys: object) -> Theme:
        added = "".join(f"{key}: {value}\n" for key, value in keys.items())
        file = tmp_path / "templates/locales/xx.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(re.sub("(?m)^language: en\n", f"language: xx\n{added}", ENGLISH), encoding="utf-8")
        locale: Locale = load_locale(Disk(tmp_path), Text("xx", Place("")))
        return load_theme(WORKSPACE, "calm", SHELF, locale=locale)

    return theme


def test_the_families_of_a_language_stand_before_the_themes(in_language: InLanguage) -> None:
    body = in_language(faces="{text: source-sans}").style("body")
    assert body.chain[0].name.startswith("SourceSans3-Regular")
    assert body.chain[1].name == PLAIN.style("body").chain[0].name


@pytest.mark.parametrize(
    ("faces", "family"), [("{text: figtree}", "Figtree"), ("{text: figtree, heading: source-sans}", "SourceSans3")]
)
def test_headings_have_the_family_for_text_or_their_own(faces: str, family: str, in_language: InLanguage) -> None:
    assert in_language(faces=faces).style("title").chain[0].name.startswith(family)


def test_a_family_that_is_not_there_is_told_in_the_locale(in_language: InLanguage) -> None:
    with pytest.raises(InputProblems) as told:
        in_language(faces="{text: atkinsen}")
    [problem] = told.value.problems
    assert (problem.place.file, problem.message) == ("templates/locales/xx.yaml", "unknown font family “atkinsen”")


def test_sizes_and_leadings_grow_by_the_languages_factors(in_language: InLanguage) -> None:
    body, plain = in_language(size=1.1, leading=1.5).style("body"), PLAIN.style("body")
    assert body.size == pytest.approx(plain.size * 1.1)
    assert body.leading == pytest.approx(plain.leading * 1.1 * 1.5)


def test_smaller_steps_of_a_heading_grow_too(in_language: InLanguage) -> None:
    title, plain = in_language(size=1.1, leading=1.5).style("title"), PLAIN.style("title")
    assert plain.steps
    assert title.steps == tuple(
        (pytest.approx(size * 1.1), pytest.approx(apart * 1.1 * 1.5)) for size, apart in plain.steps
    )


@pytest.mark.parametrize(("direction", "rtl"), [("ltr", False), ("rtl", True)])
def test_styles_know_which_way_lines_run(direction: str, rtl: bool, in_language: InLanguage) -> None:
    assert in_language(direction=direction).style("body").rtl is rtl
    assert not PLAIN.style("body").rtl
