"""Articles as people send them: the same content as plain text, Markdown and Word."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from clinicpress.composer import parse_yaml
from clinicpress.markup import without_marks

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
MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~:])")


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


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
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
    """List all words of a piece of YAML, in order."""
    if isinstance(value, dict):
        return [word for each in value.values() for word in words(each)]
    if isinstance(value, list):
        return [word for each in value for word in words(each)]
    return without_marks(value or "").split()


def printed_words(draft: Any) -> list[str]:
    """List the words that a draft prints in its sections, in order; a title holds no marks."""
    title = str(draft["title"] or "").split()
    return title + words([[section["heading"], section.get("body", [])] for section in draft["sections"]])


def fill_in(root: Path, *names: str) -> None:
    """Write a sample after every key that is to be filled in, and settle every LOOK, as an editor does."""
    for name in names:
        file = root / name
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"(\w+):(?=  # FILL IN)", lambda key: f"{key[0]} {FILLED[key[1]]}", text)
        text = re.sub(r"^ *# LOOK: .*\n(?: *# (?!LOOK: ).*\n)*", "", text, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
