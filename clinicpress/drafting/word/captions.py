"""Captions of a Word document: paragraphs with a number that Word counts (SEQ, ECMA-376-1, 17.16.5.56)."""

from __future__ import annotations

from typing import Any

from clinicpress.drafting.word.xml import qn, text_of, value_of


def is_counted(paragraph: Any) -> bool:
    """Tell whether Word counts a paragraph as it counts captions."""
    codes = [text_of(code) for code in paragraph.iter(qn("w:instrText"))]
    codes += [value_of(field, "w:instr") for field in paragraph.iter(qn("w:fldSimple"))]
    return any(code.split()[:1] == ["SEQ"] for code in codes)
