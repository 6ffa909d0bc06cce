"""Inline marks: what is one, what is typed, and that no word of a text is lost with them."""

from __future__ import annotations

import html
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.content.inline import addresses, link_problems, literal, rewritten, without_marks
from clinicpress.ground.problems import Place
from clinicpress.story.markup import Numbers
from clinicpress.workspace.nodes import Text
from tests.chance import examples
from tests.folders import call
from tests.manuscripts import (
    fill_in,
)
from tests.reading import read_pages, squeezed
from tests.stories import inline_html

Begin = Callable[..., Path]


@examples(200)
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)
    | st.text("*\\[]()@ab \u00a0", max_size=30).map(lambda text: text * 9)
)
def test_a_literal_text_prints_as_typed(text: str) -> None:
    assert without_marks(literal(text)) == text
    assert inline_html(literal(text), Numbers(lambda name: "?")) == html.escape(text)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"C:\dir\n and a\ b", r"C:\dir\n and a\ b"),
        (r"\*a* \**b** \[c](https://d.example) \[@e]", "*a* **b** [c](https://d.example) [@e]"),
        (r"**a \** b** *c \* d*", "<strong>a ** b</strong> <em>c * d</em>"),
        (r"\\*a*", r"\<em>a</em>"),
        (r"5 \* 3 [1] *", "5 * 3 [1] *"),
    ],
)
def test_a_backslash_keeps_a_star_or_bracket_from_being_a_mark(written: str, printed: str) -> None:
    assert inline_html(written, Numbers(lambda name: "?")) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("含有**粗体**、*强调*和字", "含有<strong>粗体</strong>、<em>强调</em>和字"),
        ("و*مائلة* و**بارزة**", "و<em>مائلة</em> و<strong>بارزة</strong>"),
        ("2片*3次*7天 ٥*٣*٢ a*b*c 5*3*2 片*3次*天", "2片*3次*7天 ٥*٣*٢ a*b*c 5*3*2 片*3次*天"),
    ],
)
def test_where_words_stand_side_by_side_one_star_marks_a_part_of_them(written: str, printed: str) -> None:
    assert inline_html(written, Numbers(lambda name: "?")) == printed


def test_what_looks_like_a_mark_is_printed_as_typed(begin: Begin, desk: Path) -> None:
    typed = "Stars **like** these, *these*, 5 * 3, [x](y), [@z], a\\*b\\ stay."
    file = begin(f"A Title\n\nA Heading Here\n\n{typed}\n\nSource: Sample".encode())
    fill_in(desk, file.relative_to(desk).as_posix(), "brochures/sources.yaml")
    out = desk / "build"
    assert (
        call("build", "new-one", "--workspace", str(desk), "--out", str(out), "--clinic", "house", "--jobs", "1") == 0
    )
    for layout in ("handout", "summary"):
        pdf = (out / "house" / "en" / "standard" / f"new-one-{layout}.pdf").read_bytes()
        assert squeezed(typed) in squeezed("".join(page.text for page in read_pages(pdf)))


HOSTILE = ("*", "*a ", "**a ", "[", "[@", "\\", "\\*", "**a *b ", "[a](", "()", "*a\\*", "**\\*", "[@a b", "[a](((")
MARKS = f"""
from clinicpress.content.inline import without_marks
from clinicpress.story.markup import Numbers, marked
from clinicpress.ground.problems import Place
for piece in {HOSTILE!r}:
    text = piece * (100_000 // len(piece))
    marked(text, Numbers(str), Place(''))
    without_marks(text)
    marked("\\\\" * 100_000 + "*", Numbers(str), Place(''))
"""


def test_marks_are_found_in_a_time_that_grows_as_the_text_does() -> None:
    # With a time that grows as the square of the text, a single one of these takes minutes.
    subprocess.run([sys.executable, "-c", MARKS], check=True, timeout=100)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("****x****", "****x****"),
        ("*****", "*****"),
        ("Rated *, ** or ***", "Rated *, ** or ***"),
        ('Press "*" for all, and "*" again', 'Press "*" for all, and "*" again'),
        ("(Tylenol)*, (Advil)* or 10%*, 20%*", "(Tylenol)*, (Advil)* or 10%*, 20%*"),
        (
            "Pain (*), fever (*); Sat.*, Sun.*; Tylenol®*, Advil®*",
            "Pain (*), fever (*); Sat.*, Sun.*; Tylenol®*, Advil®*",
        ),
        ("*** Important *** read", "*** Important *** read"),
        ('*"Quoted"* (*em*) “*em*” a-*b* ***both***', '"Quoted" (em) “em” a-b both'),
        ("*[x](https://a.example)*, *$5*, *-5 °C*, **(a)**.", "x, $5, -5 °C, (a)."),
        ("**a *b* [c](https://x.example) d**", "a b c d"),
        (r"[**a *b \* c* d**](https://x.example)", "a b * c d"),
        (r"\*a\* \\*b*", r"*a* \b"),
        ("[@a b] [@c]", "[@a b] "),
        ("**open and *closed*", "**open and closed"),
        ("Say [**buenos** días](lang:es-MX), [sí](lang:es).", "Say buenos días, sí."),
        (r"\[sí](lang:es)", "[sí](lang:es)"),
    ],
)
def test_marks_in_marks(text: str, said: str) -> None:
    assert without_marks(text) == said


def test_what_is_put_for_a_mark_stands_in_its_place_also_in_strong_words() -> None:
    text = "A [b](#c) **d [@e] *[f](#g)*** \\* [@h]."
    assert rewritten(text, lambda mark: mark[0]) == text
    assert rewritten(text, lambda mark: "x" * len(mark[0])) == "A xxxxxxx **d xxxx *xxxxxxx*** xx xxxx."


def test_words_in_another_language_lead_nowhere_and_hold_marks() -> None:
    text = Text("[dos](lang:es) [**see** this](lang:fr)", Place("a.yaml"), "")
    assert (addresses(text), list(link_problems(text, ()))) == ([], [])
    assert rewritten("[*a*](lang:fr)", lambda mark: "x") == "[*a*](lang:fr)"


def test_a_language_that_is_none_is_told() -> None:
    text = Text("[sí](lang:Spanish)", Place("a.yaml"), "[sí](lang:Spanish)")
    (problem,) = link_problems(text, ())
    assert problem.message == "“lang:Spanish” is not an address that a link can lead to"
    assert problem.hint == "for words in another language, write its code, such as [words](lang:es)"
