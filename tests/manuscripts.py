"""Articles as people send them: the same content as plain text, Markdown, Word, OpenDocument and a web page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from clinicpress.content.inline import without_marks
from clinicpress.workspace.composer import parse_yaml
from tests.conftest import TESTS
from tests.drafting.opendocument.documents import odt_of

PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="{across}" cy="{down}"/><wp:docPr id="1" name="p" descr="{alt}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
    '<a:blip r:embed="{relation}"/>{crop}</pic:blipFill><pic:spPr><a:xfrm {turn}/></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
"""A picture in Word's XML: its measures in EMU, its description, the part it is in, and how it is shown."""
TEXT_WIDTH = 5_486_400
"""How wide the text of python-docx's documents is, in EMU."""
ELLIPSE = TESTS / "workspaces" / "sampler" / "brochures" / "every-block" / "figures" / "ellipse.png"

Content = list[tuple[str, Any]]
"""Kinds (title, heading, paragraph, list, steps, table) and what they hold."""

FILLED = {
    "title": "Ketamine in Pain Relief",
    "published": "2026-11-22",
    "heading": "Introduction",
    "none": "The article this handout is taken from names no source.",
    "full": "A full reference (sample)",
    "alt": "A sample picture",
}
SETTINGS = {"start", "label", "columns", "row_headers", "width"}
"""What a draft says of its blocks that is not printed as it stands."""
MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~:^])")
"""What is a mark in Markdown, or in one of its dialects that are read."""


def as_text(content: Content) -> bytes:
    blocks = []
    for kind, held in content:
        if kind == "list":
            blocks.append("\n".join(f"- {item}" for item in held))
        elif kind == "steps":
            blocks.append("\n".join(f"{number}. {item}" for number, item in enumerate(held, 1)))
        elif kind == "table":
            blocks.append("\n".join("\t".join(row) for row in held))
        else:
            blocks.append(held)
    return "\n\n".join(blocks).encode()


def as_markdown(content: Content) -> bytes:
    def plain(text: str) -> str:
        return MARKDOWN_MARKS.sub(r"\\\1", text)

    blocks = []
    for kind, held in content:
        if kind in {"title", "heading"}:
            blocks.append(f"{'#' if kind == 'title' else '##'} {plain(held)}")
        elif kind == "list":
            blocks.append("\n".join(f"* {plain(item)}" for item in held))
        elif kind == "steps":
            blocks.append("\n".join(f"{number}. {plain(item)}" for number, item in enumerate(held, 1)))
        elif kind == "table":
            rows = [f"| {' | '.join(map(plain, row))} |" for row in held]
            blocks.append("\n".join([rows[0], "|---" * len(held[0]) + "|", *rows[1:]]))
        else:
            blocks.append(plain(held))
    return "\n\n".join(blocks).encode()


def as_page(content: Content) -> bytes:
    tags = {"title": "h1", "heading": "h2", "paragraph": "p", "list": "ul", "steps": "ol"}
    blocks = []
    for kind, held in content:
        if kind in {"list", "steps"}:
            inner = "".join(f"<li>{escape(item)}" for item in held)
        elif kind == "table":
            cells = [[f"<{'td' if at else 'th'}>{escape(cell)}" for cell in row] for at, row in enumerate(held)]
            inner = "".join(f"<tr>{''.join(row)}" for row in cells)
        else:
            inner = escape(held)
        blocks.append(f"<{tags.get(kind, kind)}>{inner}</{tags.get(kind, kind)}>")
    return "\n".join(["<!DOCTYPE html>", *blocks]).encode()


def as_opendocument(content: Content) -> bytes:
    made = []
    for kind, held in content:
        if kind in {"list", "steps"}:
            body = "".join(f"<text:list-item><text:p>{escape(item)}</text:p></text:list-item>" for item in held)
            made.append(f'<text:list text:style-name="{kind}">{body}</text:list>')
        elif kind == "table":
            rows = [
                "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
                for row in held
            ]
            head, *body_rows = [f"<table:table-row>{row}</table:table-row>" for row in rows]
            heads = f"<table:table-header-rows>{head}</table:table-header-rows>"
            made.append(f"<table:table>{heads}{''.join(body_rows)}</table:table>")
        elif kind == "heading":
            made.append(f'<text:h text:outline-level="1">{escape(held)}</text:h>')
        else:
            made.append(f'<text:p text:style-name="{kind}">{escape(held)}</text:p>')
    steps = '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    own = (
        f'<text:list-style style:name="steps">{steps}</text:list-style>'
        '<style:style style:name="title" style:family="paragraph" style:parent-style-name="Title"/>'
        '<style:style style:name="Title" style:family="paragraph"/>'
    )
    return odt_of("".join(made), own)


def as_word(content: Content) -> bytes:
    document = Document()
    for kind, held in content:
        if kind == "title":
            document.add_heading(held, 0)
        elif kind == "heading":
            document.add_heading(held, 1)
        elif kind in {"list", "steps"}:
            for item in held:
                document.add_paragraph(item, style="List Bullet" if kind == "list" else "List Number")
        elif kind == "table":
            table = document.add_table(len(held), len(held[0]))
            for row, cells in zip(table.rows, held, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        else:
            document.add_paragraph(held)
    return saved(document)


def saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def add(paragraph: Any, xml: str) -> None:
    """Put elements into a paragraph that python-docx has no words for."""
    wrapped = parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a', 'pic')} {_MORE}>{xml}</w:p>")
    for child in list(wrapped):
        paragraph._p.append(child)


def with_pictures(body: str, *pictures: bytes, name: str = "picture.png") -> bytes:
    """Make a document of the XML of its body, in which {0}, {1}, ... name the parts of pictures."""
    document = Document()
    relations = []
    for number, content in enumerate(pictures):
        part = Part(PackURI(f"/word/media/{number}-{name}"), "image/png", content, document.part.package)
        relations.append(document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))
    names = f"{nsdecls('w', 'r', 'wp', 'a', 'pic')} {_MORE}"
    holder = document.element.body
    for at, child in enumerate(list(parse_xml(f"<w:body {names}>{body.format(*relations)}</w:body>"))):
        holder.insert(at, child)
    return saved(document)


def picture(number: int, across: int = 0, alt: str = "", crop: str = "", turn: str = "") -> str:
    """Write a picture in Word's XML, which takes so many hundredths of the text's width; see `with_pictures`."""
    width = across * TEXT_WIDTH // 100
    return PICTURE.format(across=width, down=width, alt=alt, relation=f"{{{number}}}", crop=crop, turn=turn)


def word_of(body: str, lists: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """Make a document of the XML of its body, of its lists, and of other parts in place of its own, by name."""
    document = Document()
    names = f"{nsdecls('w', 'r', 'wp', 'a', 'pic')} {_MORE}"
    holder = document.element.body
    for child in list(holder):
        if child.tag != qn("w:sectPr"):
            holder.remove(child)
    for at, child in enumerate(list(parse_xml(f"<w:body {names}>{body}</w:body>"))):
        holder.insert(at, child)
    numbering = document.part.numbering_part.element
    for child in list(parse_xml(f"<w:numbering {names}>{lists}</w:numbering>")):
        numbering.append(child)
    if not parts:
        return saved(document)
    old, new = BytesIO(saved(document)), BytesIO()
    with ZipFile(old) as before, ZipFile(new, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, parts.get(name, before.read(name)))
    return new.getvalue()


def as_strict(document: bytes) -> bytes:
    """Save a document as Strict Open XML."""
    old, new = BytesIO(document), BytesIO()
    usual = re.compile(rb'(xmlns:\w+=|Type=|uri=)"http://schemas\.openxmlformats\.org/(\w+)/2006/(?!metadata)')
    with ZipFile(old) as before, ZipFile(new, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name.startswith(("word/", "_rels/")) and name.endswith((".xml", ".rels")):
                part = usual.sub(rb'\1"http://purl.oclc.org/ooxml/\2/', part)
                part = re.sub(
                    rb'"http://purl\.oclc\.org/ooxml/package/',
                    b'"http://schemas.openxmlformats.org/package/2006/',
                    part,
                )
            after.writestr(name, part)
    return new.getvalue()


def paragraph(text: str, properties: str = "", look: str = "") -> str:
    """Write a paragraph of one run in Word's XML; text that is XML already is taken as it is."""
    run = text if text.startswith("<") else f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def heading(text: str, level: int = 1, properties: str = "") -> str:
    """Write a heading in Word's XML."""
    return paragraph(text, f'<w:pStyle w:val="Heading{level}"/>{properties}')


def item(text: str, number: int, depth: int = 0) -> str:
    """Write an item of a list in Word's XML."""
    return paragraph(text, in_list(number, depth))


def in_list(number: int, depth: int = 0) -> str:
    """Write that a paragraph is an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def list_of(
    number: int, *levels: tuple[str, str], start: int = 1, font: str = "", over: int = 0, margin: int = 360
) -> str:
    """Write what a list's labels look like, level by level: format and text; each level stands further in."""
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{margin + 360 * (depth + 1)}" w:hanging="360"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{over}"/></w:lvlOverride>' if over else ""
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{written}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{override}</w:num>'
    )


def table(*rows: str) -> str:
    """Write a table, whose first row is its head, of rows in Word's XML."""
    first = rows[0].replace("<w:trPr>", "<w:trPr><w:tblHeader/>", 1)
    return f"<w:tbl><w:tblPr/>{''.join((first, *rows[1:]))}</w:tbl>"


def row(*cells: str | tuple[str, str], properties: str = "") -> str:
    """Write a row of a table: texts, or texts with properties of their cells."""
    both = [(cell, "") if isinstance(cell, str) else cell for cell in cells]
    made = "".join(
        f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>" for text, more in both
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
)


def words_in(document: bytes) -> list[str]:
    """List the words of all text elements of a document's body that nobody deleted."""
    body = Document(BytesIO(document)).element.body
    gone = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    texts = [t.text or "" for t in body.iter(qn("w:t")) if not any(above.tag in gone for above in t.iterancestors())]
    return " ".join(texts).split()


def plain(file: Path) -> Any:
    return parse_yaml(file.name, file.read_text(encoding="utf-8")).plain()


def blocks_of(section: Any) -> list[tuple[str, Any]]:
    return [next(iter(block.items())) for block in section.get("body", [])]


def words(value: Any) -> list[str]:
    """List all words of a piece of YAML, in order; how its blocks are set and counted is none of them."""
    if isinstance(value, dict):
        said = (
            each for key, each in value.items() if key not in SETTINGS and not (key == "rows" and isinstance(each, str))
        )
        return [word for each in said for word in words(each)]
    if isinstance(value, list):
        return [word for each in value for word in words(each)]
    return without_marks(value or "").split()


def printed_words(draft: Any) -> list[str]:
    """List the words that a draft prints in its sections, in order; a title holds no marks."""
    title = str(draft["title"] or "").split()
    return title + words([[section["heading"], section.get("body", [])] for section in all_sections(draft)])


def all_sections(held: Any) -> list[Any]:
    """List the sections of a draft or of a section, each before those in it."""
    return [each for section in held.get("sections", []) for each in (section, *all_sections(section))]


def looks(file: Path) -> list[str]:
    """List what the LOOK remarks of a draft say."""
    found = re.findall(r"^ *# LOOK: (.*(?:\n *# (?!LOOK: ).*)*)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"\n *# ", " ", said) for said in found]


def fill_in(root: Path, *names: str) -> None:
    """Write a sample after every key that is to be filled in, and settle every LOOK, as an editor does."""
    for name in names:
        file = root / name
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"(\w+):(?=  # FILL IN)", lambda key: f"{key[0]} {FILLED[key[1]]}", text)
        text = re.sub(r"-  (?=# FILL IN)", "- A sample head  ", text)
        text = re.sub(r"^ *# LOOK: .*\n(?: *# (?!LOOK: ).*\n)*", "", text, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")


def sections(file: Path) -> list[tuple[str | None, list[tuple[str, Any]]]]:
    """List the headings of a draft, each with the blocks below it; those of sections in sections stand in order."""
    return [(section["heading"], blocks_of(section)) for section in all_sections(plain(file))]
