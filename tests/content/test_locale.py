"""Locales: dates in words, fields in braces, and the language without its region."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from clinicpress.content.locale import Locale, load_locale
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.conftest import ROOT

ENGLISH = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")


def locale_of(root: Path, text: str, language: str = "en") -> Locale:
    (root / "templates/locales").mkdir(parents=True, exist_ok=True)
    (root / f"templates/locales/{language}.yaml").write_text(text, encoding="utf-8")
    return load_locale(Disk(root), Text(language, Place("a.yaml", 2, 11)))


def test_a_date_is_written_in_words_that_stay_together(tmp_path: Path) -> None:
    assert locale_of(tmp_path, ENGLISH).dated(dt.date(2026, 1, 9)) == "January\u00a09,\u00a02026"
    other = re.sub("(?m)^date:.*", 'date: "{day} {month} {year}"', ENGLISH)
    assert locale_of(tmp_path, other).dated(dt.date(2026, 12, 31)) == "31\u00a0December\u00a02026"


def test_numbers_and_dates_are_written_with_the_languages_digits(tmp_path: Path) -> None:
    locale = locale_of(tmp_path, ENGLISH + "digits: ۰۱۲۳۴۵۶۷۸۹\n")
    assert locale.dated(dt.date(2026, 1, 9)) == "January\u00a0۹,\u00a0۲۰۲۶"
    assert (locale.numbered(10), locale_of(tmp_path, ENGLISH).numbered(10)) == ("۱۰", "10")


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "“Dr. Doe” took 5 mg.", "“Dr.~Doe” took 5~mg."),
        ("de", "„Dr. Doe“ nahm 5 mg“.", "„Dr.~Doe“ nahm 5~mg“."),
        ("fr", "« Prenez 5 mg » ; pourquoi ?", "«~Prenez 5~mg~»~; pourquoi~?"),
        ("ru", "Боль в спине: 5 мг.", "Боль в~спине: 5~мг."),
        ("hi", "5 mg लें ।", "5~mg लें~।"),
        ("ar", "خذوا 5 ملغ، ثم", "خذوا 5~ملغ، ثم"),
    ],
)
def test_words_stay_together_as_the_language_wants_them(language: str, text: str, kept: str) -> None:
    assert load_locale(Disk(ROOT), Text(language, Place(""))).glued(text) == kept.replace("~", "\u00a0")


@pytest.mark.parametrize("digits", ["012345678", "0123456798", '"abcdefghij"', "٠١٢٣٤٥٦٧٨a"])
def test_digits_are_ten_in_their_order(digits: str, tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as told:
        locale_of(tmp_path, f"{ENGLISH}digits: {digits}\n")
    [problem] = told.value.problems
    assert problem.message == "these are not ten digits in their order"
    assert problem.place.line == ENGLISH.count("\n") + 1


@pytest.mark.parametrize(("added", "rtl"), [("", False), ("direction: ltr\n", False), ("direction: rtl\n", True)])
def test_a_locale_says_which_way_its_language_runs(added: str, rtl: bool, tmp_path: Path) -> None:
    assert locale_of(tmp_path, ENGLISH + added).rtl is rtl


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{page} of {pages}", "{page}", "this text must hold {page} {pages}"),
        ("{page} of {pages}", "{page} of {pages} {title}", "only {page} {pages} can stand in braces here"),
        ("{page} of {pages}", "{page of {pages}", "only {page} {pages} can stand in braces here"),
        ("{page} of {pages}", "{page!r} of {pages}", "only {page} {pages} can stand in braces here"),
    ],
)
def test_fields_in_braces_are_those_that_are_known(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in ENGLISH
    with pytest.raises(InputProblems) as told:
        locale_of(tmp_path, ENGLISH.replace(old, new))
    assert [problem.message for problem in told.value.problems] == [said]


def test_a_region_has_its_own_locale_or_that_of_its_language(tmp_path: Path) -> None:
    assert load_locale(Disk(tmp_path), Text("en-CA", Place(""))).language == "en"
    assert locale_of(tmp_path, ENGLISH.replace("language: en", "language: en-CA"), "en-CA").language == "en-CA"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        *(
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-Hans-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-HK", "zh-Hant"),
        ),
        *(
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("pt-BR", "pt"),
            ("es-419", "es"),
            ("fil", "tl"),
            ("fil-PH", "tl"),
            ("iw", "he"),
        ),
    ],
)
def test_a_language_takes_the_nearest_locale_that_is_there(asked: str, found: str) -> None:
    assert load_locale(Disk(ROOT), Text(asked, Place(""))).language == found


SHIPPED = sorted(path.stem for path in (ROOT / "templates/locales").glob("*.yaml") if path.stem != "en")


@pytest.mark.parametrize("language", SHIPPED)
def test_each_language_has_all_words_that_english_has(language: str) -> None:
    english, other = (load_locale(Disk(ROOT), Text(name, Place(""))) for name in ("en", language))
    assert dict(english.labels).keys() == dict(other.labels).keys()
    assert other.message()
    assert other.headings.sources
    assert other.headings.references
    assert other.headings.notes
    assert not other.reviewed
    assert other.rtl is (language in ("ar", "fa", "he", "ur"))
    same = [key for key, label in dict(english.labels).items() if label == dict(other.labels)[key]]
    assert len(same) < 8


def test_a_language_without_one_is_told_at_its_place_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as told:
        load_locale(Disk(tmp_path), Text("xx", Place("a.yaml", 2, 11)))
    [problem] = told.value.problems
    assert (problem.place, problem.message) == (
        Place("a.yaml", 2, 11),
        "there is no locale for the language “xx”",
    )
    assert "known: ar, bn, de, el, en, es" in problem.hint


def test_a_misspelled_label_is_told_where_it_stands(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as told:
        locale_of(tmp_path, ENGLISH.replace("  my_questions:", "  my_qestions:"))
    [problem] = told.value.problems
    line = next(number for number, text in enumerate(ENGLISH.splitlines(), 1) if text.startswith("  my_questions:"))
    assert (problem.place, problem.message, problem.hint) == (
        Place("templates/locales/en.yaml", line, 3),
        "the key “my_questions” is missing",
        "“my_qestions” stands here: did you mean “my_questions”?",
    )


def test_a_label_that_is_missing_is_not_taken_for_one_of_the_workspaces_own(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as told:
        locale_of(tmp_path, ENGLISH.replace("  my_questions:", "  kite:"))
    [problem] = told.value.problems
    assert (problem.message, problem.hint) == ("the key “my_questions” is missing", "add “my_questions:” here")


def test_a_locale_is_called_by_its_own_language(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as told:
        locale_of(tmp_path, ENGLISH, "en-CA")
    [problem] = told.value.problems
    assert problem.place == Place(
        "templates/locales/en-CA.yaml", ENGLISH[: ENGLISH.index("language:")].count("\n") + 1, 11
    )
    assert problem.message == "the language is “en”, but the file is called en-CA.yaml"
