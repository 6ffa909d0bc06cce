"""Formulas in one line: no figure of a fraction or power becomes a digit of another number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drafting.word.documents import read
from tests.manuscripts import paragraph

Begin = Callable[..., Path]


def text(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def part(name: str, inner: str) -> str:
    return f"<m:{name}>{inner}</m:{name}>"


def fraction(above: str, below: str) -> str:
    return part("f", part("num", above) + part("den", below))


def raised(base: str, above: str) -> str:
    return part("sSup", part("e", base) + part("sup", above))


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        (text("dose = weight × 2"), "dose = weight × 2"),
        (fraction(text("1"), text("2")), "1/2"),
        (fraction(text("weight in kg"), raised(text("height"), text("2"))), "(weight in kg)/height²"),
        (fraction(text("a+b"), text("3")), "(a+b)/3"),
        (raised(text("10"), text("−5")), "10⁻⁵"),
        (raised(text("10"), text("x")), "10^(x)"),
        (part("sSub", part("e", text("CO")) + part("sub", text("2"))), "CO₂"),
        (part("rad", part("deg", "") + part("e", text("2"))), "√2"),
        (part("d", part("e", text("a+b"))), "(a+b)"),
        (part("d", part("dPr", '<m:begChr m:val="["/><m:endChr m:val="]"/>') + part("e", text("a"))), "[a]"),
        (part("nary", part("sub", text("1")) + part("sup", text("3")) + part("e", text("x"))), "1 3 x"),
    ],
)
def test_a_formula_is_written_in_one_line_and_told(formula: str, printed: str, begin: Begin) -> None:
    blocks, told = read(begin, paragraph(f"<m:oMath>{formula}</m:oMath>"))
    assert [held for _, held in blocks] == [printed]
    assert told == ["this holds a formula: look at its signs"]


def test_a_formula_of_many_levels_is_read(begin: Begin) -> None:
    deep = "1"
    for _ in range(60):
        deep = fraction(deep if deep.startswith("<") else text(deep), text("2"))
    blocks, told = read(begin, paragraph(f"<m:oMath>{deep}</m:oMath>"))
    assert len(blocks) == 1
    assert not any("nowhere" in said for said in told)
