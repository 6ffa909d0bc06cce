"""Word documents with much in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from tests.manuscripts import (
    ELLIPSE,
    add,
    blocks_of,
    heading,
    looks,
    plain,
    saved,
    word_of,
)


def field(address: str, text: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText> HYPERLINK "{address}" </w:instrText></w:r>'
    return f"{mark('begin')}{code}{mark('separate')}<w:r><w:t>{text}</w:t></w:r>{mark('end')}"


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).format("<w:p><w:r><w:t>Boxed text.</w:t></w:r></w:p>")
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="7"><w:p><w:r><w:t>What the footnote says.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def full_document() -> bytes:
    document = Document()
    document.add_comment(document.add_heading("A Title", 0).runs[0], text="Is this the title", author="Somebody")
    document.add_paragraph("A subtitle", style="Subtitle")
    document.add_heading("First", 1)
    paragraph = document.add_paragraph("Plain ")
    paragraph.add_run("bold ").bold = True
    paragraph.add_run("slanted").italic = True
    paragraph.add_run(" named", style="Strong")
    link = document.part.relate_to("https://link.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add(paragraph, '<w:r><w:t xml:space="preserve"> </w:t></w:r>')
    add(paragraph, f'<w:hyperlink r:id="{link}"><w:r><w:t>linked</w:t></w:r></w:hyperlink>')
    add(paragraph, '<w:ins><w:r><w:t xml:space="preserve"> inserted </w:t></w:r></w:ins>')
    add(paragraph, "<w:del><w:r><w:delText>deleted words</w:delText></w:r></w:del>")
    add(paragraph, field("https://field.example", "field"))
    add(paragraph, '<w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> controlled</w:t></w:r></w:sdtContent></w:sdt>')
    add(paragraph, '<w:r><w:t>.</w:t><w:footnoteReference w:id="7"/><w:br/><w:t>After the break.</w:t></w:r>')
    add(paragraph, '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> Hidden.</w:t></w:r>')
    add(paragraph, f'<w:r><w:drawing><a:graphic><a:graphicData uri="{CHART}"/></a:graphic></w:drawing></w:r>')
    add(paragraph, BOX)
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", FOOTNOTES.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.add_comment(paragraph.runs[0], text="A remark", author="Somebody")
    for style, text in (
        ("List Bullet", "one"),
        ("List Bullet 2", "nested"),
        ("List Number", "step"),
        ("List Number", "next"),
    ):
        document.add_paragraph(text, style=style)
    document.add_heading("Below", 2)
    table = document.add_table(3, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    table.cell(2, 0).merge(table.cell(2, 1))
    document.add_table(1, 1).cell(0, 0).text = "A box."
    document.add_picture(str(ELLIPSE))
    document.sections[0].header.paragraphs[0].text = "The running head"
    document.sections[0].footer.paragraphs[0].text = "Source: The footer's source"
    return saved(document)


Begin = Callable[..., Path]
TEXT = "This is a sentence of the article."
DELETED = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'


def read(begin: Begin, body: str, lists: str = "") -> tuple[list[Any], list[str]]:
    """Return the blocks of all sections of a draft, and its LOOKs."""
    file = begin(word_of(heading("A") + body, lists), ".docx")
    return [block for section in plain(file)["sections"] for block in blocks_of(section)], looks(file)
