"""HTML in a Markdown text: tags that mean marks become marks, and words that look like tags stay."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Run
from clinicpress.drafting.rawhtml import BREAK, Html


def taken(*sources: str) -> tuple[list[Run], Html]:
    html = Html()
    return [run for source in sources for run in html.take(source, Run("")) if run.text], html


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("<b>a</b>c", [Run("a", strong=True), Run("c")]),
        ("<em>a</em>", [Run("a", em=True)]),
        ("x<sup>2</sup>", [Run("x"), Run("²")]),
        ("H<sub>2</sub>O", [Run("H"), Run("₂"), Run("O")]),
        ("a<br>b", [Run("a"), BREAK, BREAK, Run("b")]),
        ('<a href="https://a.example">a</a>', [Run("a", href="https://a.example")]),
        ("<span>a</span>", [Run("a")]),
        ("a &amp; b", [Run("a & b")]),
    ],
)
def test_tags_mean_marks_and_signs(source: str, runs: list[Run]) -> None:
    found, html = taken(source)
    assert found == runs
    assert html.doubts == []


def test_a_tag_stays_open_over_pieces_of_the_text() -> None:
    found, _ = taken("<strong>", "a", "</strong>", "b")
    assert found == [Run("a", strong=True), Run("b")]


def test_words_that_look_like_a_tag_stay_and_are_told() -> None:
    found, html = taken("<name of the clinic>")
    assert [run.text for run in found] == ["<name of the clinic>"]
    assert html.doubts == ["“<name of the clinic>” is printed as it was typed: is it text?"]


def test_a_comment_is_a_remark_and_no_text() -> None:
    found, html = taken("a<!-- ask Jo -->b")
    assert "".join(run.text for run in found) == "ab"
    assert [remark.strip("<!-> ") for remark in html.remarks] == ["ask Jo"]
