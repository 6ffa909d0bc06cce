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
ARABIC = f"[{', '.join(['يناير'] * 12)}]"
CYRILLIC = f"[{', '.join(['январь'] * 12)}]"
InLanguage = Callable[..., Theme]
PLAIN = load_theme(WORKSPACE, "calm", SHELF)


@pytest.fixture
def in_language(tmp_path: Path) -> InLanguage:
    def theme(**keys: object) -> Theme:
        added = "".join(f"{key}: {value}\n" for key, value in keys.items())
        file = tmp_path / "templates/locales/xx.yaml"
        file.parent.mkdir(parents=True)
        plain = re.sub(r"(?m)^months:.*\n", "", ENGLISH) if "months" in keys else ENGLISH
        file.write_text(re.sub("(?m)^language: en\n", f"language: xx\n{added}", plain), encoding="utf-8")
        locale: Locale = load_locale(Disk(tmp_path), Text("xx", Place("")))
        return load_theme(WORKSPACE, "calm", SHELF, locale=locale)

    return theme


@pytest.mark.parametrize(
    ("language", "theme", "text", "heading"),
    [
        ("pl", "calm", "AtkinsonHyperlegibleNext", "SourceSerif4"),
        ("vi", "calm", "SourceSans3", "SourceSerif4"),
        ("ru", "calm", "SourceSans3", "SourceSerif4"),
        ("el", "friendly", "SourceSans3", "SourceSans3"),
        ("ar", "calm", "NotoNaskhArabic", "NotoNaskhArabic"),
        ("fa", "friendly", "Vazirmatn", "Vazirmatn"),
        ("ur", "large-print", "NotoNastaliqUrdu", "NotoNastaliqUrdu"),
    ],
)
def test_a_family_stays_where_it_has_the_languages_letters(language: str, theme: str, text: str, heading: str) -> None:
    spoken = load_theme(WORKSPACE, theme, SHELF, locale=load_locale(WORKSPACE, Text(language, Place(""))))
    assert spoken.style("body").chain[0].name.partition("-")[0] == text
    assert spoken.style("title").chain[0].name.partition("-")[0] == heading


def test_the_themes_families_stay_behind_those_of_the_language(in_language: InLanguage) -> None:
    body = in_language(faces="{text: noto-naskh-arabic}", months=ARABIC).style("body")
    assert body.chain[0].name.startswith("NotoNaskhArabic")
    assert body.chain[1].font is PLAIN.style("body").chain[0].font


def test_headings_may_have_a_family_of_their_own(in_language: InLanguage) -> None:
    title = in_language(faces="{text: noto-naskh-arabic, heading: vazirmatn}", months=ARABIC).style("title")
    assert title.chain[0].name.startswith("Vazirmatn")


@pytest.mark.parametrize(("faces", "bold"), [("{text: source-serif}", False), ("{text: source-sans}", True)])
def test_a_family_without_italics_emphasises_in_bold(faces: str, bold: bool, in_language: InLanguage) -> None:
    body = in_language(faces=faces, months=CYRILLIC).style("body")
    assert (body.italic[0] is body.bold[0]) is bold


def test_a_family_that_is_not_there_is_told_in_the_locale(in_language: InLanguage) -> None:
    with pytest.raises(InputProblems) as told:
        in_language(faces="{text: atkinsen}", months=ARABIC)
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
