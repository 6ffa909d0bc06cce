"""Word documents as an article, opened by python-docx.

The text is read from the document's own elements, not from python-docx's paragraphs and runs: those
leave out what stands in text boxes, content controls, fields and tracked insertions. Every element is
looked into but for the few in `_SKIPPED`, so that no word is passed over. Page headers and footers,
footnotes and comments become notes to the editor, or source and disclaimer where they say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, groupby
from pathlib import PurePosixPath
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from clinicpress.drafting.article import Article, Grid, Heading, Items, Paragraph, Picture, Piece, Run, marked, texts_in
from clinicpress.drafting.cues import NOTE_WORDS, SOURCE_WORDS, label_of
from clinicpress.drafting.plaintext import FLATTENED, with_typed_lists
from clinicpress.drafting.wordstyles import Styles
from clinicpress.markup import literal, without_marks

IN_BOX = "this stood in a text box"
PICTURES = {".png", ".jpg", ".jpeg"}

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_SKIPPED = {*_DELETED, _ALTERNATIVE, qn("w:pPr"), qn("w:rPr"), qn("w:sectPr"), qn("w:tblPr"), qn("w:delText")}
_BREAKS = {qn("w:br"), qn("w:cr")}
_SIGNS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
_NOTE_PARTS = {
    qn("w:footnoteReference"): ("footnote", RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    qn("w:endnoteReference"): ("endnote", RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
    qn("w:commentReference"): ("comment", RELATIONSHIP_TYPE.COMMENTS, qn("w:comment")),
}
_DRAWING = re.compile(r"chart|diagram")
_LINK = re.compile(r'\s*HYPERLINK\s+"(?P<url>[^"]+)"')


def read_word(content: bytes) -> Article:
    """Take a Word document apart.

    Raises what python-docx and its libraries raise where it is none; `manuscript` says it in plain words.
    """
    document = Document(BytesIO(content))
    styles = Styles(document)
    reader = _Reader(document.part, styles)
    pieces = list(with_typed_lists(list(reader.blocks(document.element.body))))
    notes, labelled = _margins(document, styles)
    if reader.contents:
        notes.append(f"the article has a table of contents, which was left out: {'; '.join(reader.contents)}")
    deleted = [t.text or "" for part in document.element.iter(*_DELETED) for t in part.iter(qn("w:delText"), qn("w:t"))]
    if deleted:
        notes.append(f"the article has changes that nobody has accepted; this was deleted: “{''.join(deleted)}”")
    return Article(
        (*pieces, *labelled),
        subtitle=reader.subtitle,
        has_headings=any(isinstance(piece, Heading) and piece.level > 0 for piece in pieces),
        notes=(*notes, *reader.notes, *reader.doubts),
    )


def _margins(document: Any, styles: Styles) -> tuple[list[str], list[Paragraph]]:
    """Read page headers and footers; returns notes, and the paragraphs that say source or disclaimer."""
    notes: dict[str, None] = {}
    labelled: dict[str, Paragraph] = {}
    for section in document.sections:
        for where, kinds in (
            ("header", (section.header, section.first_page_header, section.even_page_header)),
            ("footer", (section.footer, section.first_page_footer, section.even_page_footer)),
        ):
            for margin in kinds:
                if margin.is_linked_to_previous:
                    continue
                reader = _Reader(margin.part, styles)
                texts = [text for piece in reader.blocks(margin._element) for text in texts_in(piece)]
                for text in [*texts, literal(reader.subtitle), *map(literal, reader.contents)]:
                    label = label_of(text)
                    if label and label.word in SOURCE_WORDS | NOTE_WORDS:
                        labelled.setdefault(text, Paragraph(text))
                    elif any(map(str.isalpha, text)):
                        notes[f"the page {where} of the article says: {without_marks(text)}"] = None
                notes.update(dict.fromkeys(reader.notes))
    return list(notes), list(labelled.values())


class _Reader:
    """Makes pieces of the elements of one part of the document, and notes what found no place in one."""

    def __init__(self, part: Any, styles: Styles) -> None:
        self.part = part
        self.styles = styles
        self.notes: list[str] = []
        self.contents: list[str] = []
        self.subtitle = ""
        self.pictures: list[Picture] = []
        self.boxes: list[Any] = []
        self.doubts: list[str] = []
        self.fields: list[list[str]] = []
        self.counts: dict[str, int] = {}

    def blocks(self, parent: Any) -> Iterator[Piece]:
        """Yield the pieces of everything inside an element; paragraphs of a list become one."""
        blocks = groupby(self._blocks(parent), key=self._list_of)
        for key, group in blocks:
            if key is not None:
                items = self._items(key, list(group))
                yield from [items] if items.texts else []
                yield from self._hanging()
                continue
            for block in group:
                yield from self._table(block) if block.tag == qn("w:tbl") else self._paragraph(block)
                yield from self._hanging()

    def _blocks(self, parent: Any) -> Iterator[Any]:
        """Yield the paragraphs and tables in an element, whatever they are wrapped in."""
        for child in parent:
            if child.tag in {qn("w:p"), qn("w:tbl")}:
                if child.tag == qn("w:tbl") or self._has_something(child):
                    yield child
            elif child.tag == qn("w:altChunk"):
                self.notes.append("a file inside the document was not taken over: paste its text into the document")
            elif child.tag not in _SKIPPED:
                yield from self._blocks(child)

    @staticmethod
    def _has_something(paragraph: Any) -> bool:
        return any(child.tag not in _SKIPPED for child in paragraph)

    def _list_of(self, block: Any) -> tuple[str, bool] | None:
        """Return the list that a paragraph is an item of, and whether it is numbered."""
        if block.tag != qn("w:p") or self.styles.heading_level(block) is not None:
            return None
        level = self.styles.list_level(block)
        if level is None or not any((t.text or "").strip() for t in block.iter(qn("w:t"))):
            return None
        return (level.key, level.numbered)

    def _hanging(self) -> Iterator[Piece]:
        """Yield pictures and text boxes that hang on what was read last."""
        pictures, self.pictures = self.pictures, []
        boxes, self.boxes = self.boxes, []
        yield from pictures
        for box in boxes:
            for piece in self.blocks(box):
                yield piece.doubted(IN_BOX)

    def _items(self, key: tuple[str, bool], paragraphs: list[Any]) -> Items:
        texts = [text for text in map(self._text, paragraphs) if text]
        doubts = self._doubts()
        levels = [self.styles.list_level(paragraph) for paragraph in paragraphs]
        if len({level.depth for level in levels if level}) > 1:
            doubts.append(FLATTENED)
        if key[1]:
            begins = self.counts.get(key[0], 0)
            self.counts[key[0]] = begins + len(texts)
            if begins:
                doubts.append(f"the list's numbers went on from a list before, with {begins + 1}")
            if any(level and level.format != "decimal" for level in levels):
                doubts.append("the items of this list had letters or Roman numbers")
        return Items(tuple(texts), key[1], doubts=tuple(dict.fromkeys(doubts)))

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        style = self.styles.name(paragraph)
        level = self.styles.heading_level(paragraph)
        if style.startswith("toc "):
            self.contents.append(without_marks(self._text(paragraph)))
        elif level is not None:
            text = self._text(paragraph, plain=True)
            if text:
                yield Heading(text, level, doubts=tuple(self._doubts()))
        elif style == "subtitle" and not self.subtitle:
            self.subtitle = without_marks(self._text(paragraph))
        else:
            runs = list(self._runs(paragraph))
            found = tuple(self._doubts())
            if style in {"quote", "intense quote", "block text", "quotations"}:
                found += ("this stood as a quotation",)
            if style == "caption":
                found += ("this stood as a caption",)
            for is_break, line in groupby(runs, key=lambda run: run.text == "\n"):
                text, doubts = marked(line)
                if not is_break and text.strip():
                    yield Paragraph(text.strip(), doubts=(*found, *doubts))
                    found = ()

    def _table(self, table: Any) -> Iterator[Piece]:
        cells = [list(self._children(row, qn("w:tc"))) for row in self._children(table, qn("w:tr"))]
        if len(cells) < 2 or max(sum(map(_span, row)) for row in cells) == 1:
            for cell in chain.from_iterable(cells):
                for piece in self.blocks(cell):
                    yield piece.doubted("this stood in a box, or in a table with one row or column")
            return
        rows = [self._row(row) for row in cells]
        doubts = self._doubts()
        if len({len(row) for row in rows}) > 1 or any(True for _ in table.iter(qn("w:gridSpan"), qn("w:vMerge"))):
            doubts.append("cells of this table were joined: look where its words stand")
        if not any(True for _ in table.iter(qn("w:tblHeader"))):
            doubts.append("the first row was taken as the table's head")
        width = max(map(len, rows))
        full = [tuple(row) + ("",) * (width - len(row)) for row in rows]
        yield Grid(full[0], tuple(full[1:]), doubts=tuple(dict.fromkeys(doubts)))

    def _children(self, parent: Any, tag: str) -> Iterator[Any]:
        """Yield the rows of a table or the cells of a row, whatever they are wrapped in."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag not in {*_SKIPPED, qn("w:tc"), qn("w:tr")}:
                yield from self._children(child, tag)

    def _row(self, cells: Iterable[Any]) -> list[str]:
        texts: list[str] = []
        for cell in cells:
            pieces = list(self.blocks(cell))
            self.pictures += [piece for piece in pieces if isinstance(piece, Picture)]
            self.doubts += [doubt for piece in pieces for doubt in piece.doubts]
            texts.append(" ".join(text for piece in pieces for text in texts_in(piece)))
            texts += [""] * (_span(cell) - 1)
        return texts

    def _doubts(self) -> list[str]:
        doubts, self.doubts = self.doubts, []
        return doubts

    def _text(self, paragraph: Any, plain: bool = False) -> str:
        """Return all text of a paragraph in one line; `plain` leaves out bold, as a heading's."""
        runs: Iterable[Run] = self._runs(paragraph)
        runs = (Run(" " if r.text == "\n" else r.text, r.strong and not plain, r.em, r.href) for r in runs)
        text, doubts = marked(runs)
        self.doubts += doubts
        return text.strip()

    def _runs(self, parent: Any, strong: bool = False, em: bool = False, href: str = "") -> Iterator[Run]:
        """Yield the text of everything inside an element; a line break is a run of its own."""
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag in {qn("w:t"), f"{_MATH}t"}:
                if tag != qn("w:t"):
                    self.doubts.append("this holds a formula: look at its signs")
                yield Run(child.text or "", strong, em, href or self._field_link())
            elif tag in _BREAKS:
                yield Run("\n")
            elif tag in _SIGNS:
                yield Run(_SIGNS[tag], strong, em, href)
            elif tag == qn("w:sym"):
                code = child.get(qn("w:char"), "")
                self.doubts.append(f"a sign of the font {child.get(qn('w:font'))} was not taken over (code {code})")
            elif tag == qn("w:r"):
                bold, italic = self.styles.look(child)
                self.doubts += self.styles.doubts(child)
                yield from self._runs(child, bold, italic, href)
            elif tag == qn("w:hyperlink"):
                relation = self.part.rels.get(child.get(qn("r:id")))
                yield from self._runs(child, strong, em, relation.target_ref if relation else href)
            elif tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif tag == qn("w:instrText"):
                if self.fields:
                    self.fields[-1].append(child.text or "")
            elif tag == qn("w:txbxContent"):
                self.boxes.append(child)
            elif tag in _NOTE_PARTS:
                self._note(*_NOTE_PARTS[tag], child.get(qn("w:id")))
            elif tag in {f"{_DRAWN}blip", f"{_VML}imagedata"}:
                self._picture(child)
            elif tag == f"{_DRAWN}graphicData" and (drawn := _DRAWING.search(child.get("uri", ""))):
                self.notes.append(f"a {drawn[0]} was not taken over: type its words, or add it as a picture")
            else:
                yield from self._runs(child, strong, em, href)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append([])
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _field_link(self) -> str:
        match = _LINK.match("".join(self.fields[-1])) if self.fields else None
        return match["url"] if match else ""

    def _note(self, what: str, relation: str, tag: str, number: str) -> None:
        """Note what a footnote, an endnote or a comment says."""
        for rel in self.part.rels.values():
            if rel.reltype == relation:
                for note in parse_xml(rel.target_part.blob).iter(tag):
                    if note.get(qn("w:id")) == number:
                        said = ["".join(run.text for run in self._runs(each)) for each in note.iter(qn("w:p"))]
                        self.doubts.append(f"the article has a {what} here: {' '.join(' '.join(said).split())}")

    def _picture(self, element: Any) -> None:
        holder = next((above for above in element.iterancestors(qn("w:drawing"), qn("w:pict"))), element)
        about = next((each for each in holder.iter() if str(each.tag).endswith("}docPr")), None)
        alt = "" if about is None else about.get("descr", "") or about.get("title", "")
        relation = self.part.rels.get(element.get(qn("r:embed")) or element.get(qn("r:id")))
        name = PurePosixPath(relation.target_ref).name if relation else "linked"
        if relation is None or relation.is_external or PurePosixPath(name).suffix.lower() not in PICTURES:
            said = f"{name} “{alt}”" if alt else name
            self.notes.append(
                f"a picture was not taken over: {said}; put its file into figures/ and add a figure block"
            )
            return
        self.pictures.append(Picture(name, relation.target_part.blob, " ".join(alt.split())))


def _span(cell: Any) -> int:
    """Return how many columns a cell of a table takes."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if span is None else int(span.get(qn("w:val"), 1))
