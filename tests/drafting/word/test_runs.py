"""Runs of a Word document: a look that changes what is said becomes a sign, or is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from tests.manuscripts import (
    add,
    looks,
    plain,
    saved,
)

Begin = Callable[..., Path]


@pytest.mark.parametrize(
    ("look", "text", "printed", "said"),
    [
        ('<w:vertAlign w:val="superscript"/>', "6", "Take 10⁶ now", ""),
        ('<w:vertAlign w:val="subscript"/>', "6", "Take 10₆ now", ""),
        ('<w:vertAlign w:val="superscript"/>', "−2", "Take 10⁻² now", ""),
        ('<w:vertAlign w:val="superscript"/>', "th", "Take 10th now", ""),
        ('<w:vertAlign w:val="superscript"/>', "a", "Take 10^(a) now", "“a” stood above the line"),
        ('<w:position w:val="6"/>', "6", "Take 10⁶ now", ""),
        ("<w:strike/>", " 6", "Take 10 now", "struck through in the document, and is not printed: “6”"),
        ("<w:dstrike/>", " 6", "Take 10 now", "struck through in the document, and is not printed: “6”"),
        ("<w:vanish/>", " 6", "Take 10 now", "hidden in the document, and is not printed: “6”"),
        ('<w:rStyle w:val="Gone"/>', " 6", "Take 10 now", "struck through in the document, and is not printed: “6”"),
        ('<w:color w:val="FFFFFF"/>', " 6", "Take 10 6 now", "“6” is white in the document"),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="auto"/>', " 6", "Take 10 6 now", "“6” is white in the document"),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', " 6", "Take 10 6 now", ""),
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', "m", "Take 10m now", "“m” was set in the font Symbol"),
        ('<w:strike w:val="0"/>', " 6", "Take 10 6 now", ""),
    ],
)
def test_a_look_that_changes_what_is_said_becomes_a_sign_or_is_told(
    look: str, text: str, printed: str, said: str, begin: Begin
) -> None:
    document = Document()
    document.styles.add_style("Gone", WD_STYLE_TYPE.CHARACTER).font.strike = True
    document.add_heading("Doses", 1)
    paragraph = document.add_paragraph("Take 10")
    add(paragraph, f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>')
    paragraph.add_run(" now")
    file = begin(saved(document), ".docx")
    assert plain(file)["sections"][0]["body"] == [{"paragraph": printed}]
    assert [said in told for told in looks(file)] == ([True] if said else [])
