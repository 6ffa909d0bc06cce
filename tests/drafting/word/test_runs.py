"""Runs of a Word document: a look that changes what is said becomes a sign, or is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from tests.drafting.word.documents import read
from tests.drafting.word.test_pictures import drawn, sample
from tests.manuscripts import (
    add,
    looks,
    paragraph,
    picture,
    plain,
    saved,
    word_of,
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
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', "m", "Take 10μ now", "written as “μ”"),
        ('<w:rFonts w:ascii="Webdings" w:hAnsi="Webdings"/>', "m", "Take 10m now", "“m” was set in the font Webdings"),
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


def test_a_raised_letter_of_a_font_of_signs_is_the_sign_that_stood_above(begin: Begin) -> None:
    look = '<w:rFonts w:ascii="Symbol"/><w:vertAlign w:val="superscript"/>'
    [(_, text)], told = read(begin, f"<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>b</w:t></w:r></w:p>")
    assert text == "10^(β)"
    assert [said.partition(":")[0] for said in told] == [
        "a sign of the font Symbol was written as “β”",
        "“β” stood above the line, as in 10⁶ or CO₂",
    ]


@pytest.mark.parametrize(
    ("before", "raised", "printed"),
    [
        ("most people", "2,3", "most people²,³"),
        ("most people.", "2, 3", "most people.², ³"),
        ("10", "2,5", "10^(2,5)"),
    ],
)
def test_raised_numbers_after_a_word_cite_references(before: str, raised: str, printed: str, begin: Begin) -> None:
    up = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{raised}</w:t></w:r>'
    blocks, told = read(begin, paragraph(f"<w:r><w:t>{before}</w:t></w:r>{up}"))
    assert [held for _, held in blocks] == [printed]
    assert len(told) == (1 if "^" in printed else 0)


SHAPE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:spPr><a:prstGeom prst="{}"/>{}'
    "</wps:spPr></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("form", "line", "is_told"),
    [
        ("rightArrow", "", True),
        ("straightConnector1", '<a:ln><a:tailEnd type="triangle"/></a:ln>', True),
        ("ellipse", "", True),
        ("line", "", False),
        ("rect", '<a:ln><a:tailEnd type="none"/></a:ln>', False),
    ],
)
def test_a_shape_that_points_to_something_is_told(form: str, line: str, is_told: bool, begin: Begin) -> None:
    _, told = read(begin, paragraph(f"<w:r><w:t>Look here.</w:t></w:r>{SHAPE.format(form, line)}"))
    assert ["such as an arrow" in said for said in told] == [True] * is_told


def test_a_picture_within_a_sentence_is_told(begin: Begin) -> None:
    text = "<w:r><w:t>{}</w:t></w:r>"
    _, told, _ = drawn(begin, paragraph(text.format("Press") + picture(0, 5) + text.format("now.")), sample())
    assert told == ["a picture or box stood within this text; here it stands below it"]


@pytest.mark.parametrize(
    ("kind", "reference", "part"),
    [
        (RELATIONSHIP_TYPE.CHART, '<c:chart xmlns:c="urn:c" r:id="{}"/>', "<c:t xmlns:c='urn:c'>Falls by age</c:t>"),
        (
            RELATIONSHIP_TYPE.DIAGRAM_DATA,
            '<d:relIds xmlns:d="urn:d" r:dm="{}"/>',
            "<d:t xmlns:d='urn:d'>Falls by age</d:t>",
        ),
    ],
    ids=["chart", "diagram"],
)
def test_the_words_of_charts_and_diagrams_are_told(kind: str, reference: str, part: str, begin: Begin) -> None:
    document = Document()
    document.add_heading("Doses", 1)
    words = Part(PackURI("/word/drawn.xml"), "application/xml", part.encode(), document.part.package)
    held = reference.format(document.part.relate_to(words, kind))
    uri = f"http://schemas.openxmlformats.org/drawingml/2006/{kind.rpartition('/')[2].removesuffix('Data')}"
    add(
        document.add_paragraph("See:"),
        f'<w:r><w:drawing><a:graphicData uri="{uri}">{held}</a:graphicData></w:drawing></w:r>',
    )
    [said] = looks(begin(saved(document), ".docx"))
    assert said.endswith("was not taken over: type its words, or add it as a picture. It says: “Falls by age”")


@pytest.mark.parametrize(("shown", "read"), [("☒", "☑"), ("☐", "☐"), ("x", "x")])
def test_a_ticked_box_is_the_sign_that_fonts_have(shown: str, read: str, begin: Callable[..., Path]) -> None:
    names = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    held = f"<w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent>"
    control = f"<w:sdt><w:sdtPr><w14:checkbox {names}/></w:sdtPr>{held}</w:sdt>"
    file = begin(
        word_of(paragraph("A title") + f"<w:p>{control}<w:r><w:t> I have read the sample.</w:t></w:r></w:p>"), ".docx"
    )
    assert f"{read} I have read the sample." in file.read_text(encoding="utf-8")
    assert "☒" not in file.read_text(encoding="utf-8")
