"""Word documents as an article.

The text is read from the document's own elements, not from python-docx's paragraphs and runs: those
leave out what stands in text boxes, content controls, fields and tracked insertions. Every element is
looked into but for the few in `SKIPPED` (of `runs`), and in the end all words of all parts are counted against
what was kept, so that none is passed over. Page headers and footers become notes to the editor, or
source and disclaimer where they say so; what cannot stand in a brochure as it is becomes a doubt.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from clinicpress.content.inline import literal, without_marks
from clinicpress.drafting import remarks
from clinicpress.drafting.article import (
    Article,
    GridCell,
    Heading,
    Item,
    Paragraph,
    Picture,
    Piece,
    doubts_in,
    in_one_line,
    lines_of,
    marked,
    texts_in,
    walked,
)
from clinicpress.drafting.bounds import MOST_COLUMNS, check_paragraphs, too_wide
from clinicpress.drafting.captions import with_captions
from clinicpress.drafting.doubts import AS_QUOTATION, IN_TABLE, IN_TEXT_BOX, stood
from clinicpress.drafting.flow import as_strong
from clinicpress.drafting.handover import handed_over
from clinicpress.drafting.rows import in_rows
from clinicpress.drafting.spans import grid_of
from clinicpress.drafting.tally import quoted_in
from clinicpress.drafting.word.captions import is_counted
from clinicpress.drafting.word.changes import DELETED, deleted_text, is_changed, join_paragraphs
from clinicpress.drafting.word.lists import OpenLists
from clinicpress.drafting.word.package import Package, open_package
from clinicpress.drafting.word.runs import ALTERNATIVES, SKIPPED, Runs, is_placeholder, said_in, shown_of
from clinicpress.drafting.word.styles import ListLevel, Styles
from clinicpress.drafting.word.table import (
    Cell,
    has_head,
    has_row_heads,
    heads_of,
    is_coloured,
    joined_cells,
    only_pictures,
    rows_of,
    stands_out,
    table_style,
    texts_beside,
)
from clinicpress.drafting.word.xml import qn

_FOLIO = re.compile(r"\W*(?:[^\W\d]+\W+)?[0-9]+(?:\W+[^\W\d]*\W*[0-9]+)?\W*")
TEXTS = {qn("w:p"), qn("w:tbl")}
MARKS = {qn("w:bookmarkStart"), qn("w:altChunk"), qn("w:subDoc")}
"""What stands between the paragraphs of a document, though it is none."""
QUOTATIONS = {"quote", "intense quote", "block text", "quotations"}
CONTENTS = re.compile(r"toc (?:[1-9]|heading)|table of (?:figures|authorities)|contents (?:[1-9]|heading)")
"""How the styles of what Word counts for a table of contents are called, and of its heading."""
COLOURED = "cells of this table are coloured in the document: say in words what their colours mean"


def read_word(name: str, content: bytes) -> Article:
    """Take a Word document apart; raises InputProblems where it is none, is damaged, or is too big."""
    package = open_package(name, content)
    check_paragraphs(name, map(said_in, package.body.iter(qn("w:p"))))
    styles = Styles(package.styles, package.numbering)
    has_changes = is_changed(package.body)
    join_paragraphs(package.body)
    styles.count(package.body)
    reader = _Reader(package, package.part, styles)
    pieces = list(with_captions(list(reader.blocks(package.body))))
    reader.runs.finish()
    notes, labelled, known = _margins(package, styles)
    if has_changes:
        notes.append(remarks.UNACCEPTED)
    notes += remarks.of_contents(reader.contents, pieces)
    doubts = reader.runs.taken()
    return handed_over(
        _said(package),
        pieces,
        [*reader.contents, *reader.runs.moved, *known],
        subtitle=reader.subtitle,
        labelled=labelled,
        notes=notes,
        doubts=doubts,
    )


def _is_folio(piece: Piece) -> bool:
    """Tell whether a piece of a margin only counts pages, as “Page 3” and “3 of 12” do."""
    is_counted = any(doubt.startswith("Word put in") and "(PAGE)" in doubt for doubt in piece.doubts)
    return is_counted and _FOLIO.fullmatch(" ".join(map(without_marks, texts_in(piece)))) is not None


def _said(package: Package) -> Iterator[str]:
    """Yield everything that the document says, in all of its parts."""
    yield said_in(package.body)
    for _, part in package.margins():
        yield said_in(package.root(part))
    for part in package.apart():
        yield said_in(package.root(part))


def _margins(package: Package, styles: Styles) -> tuple[list[str], list[Paragraph], list[str]]:
    """Read page headers and footers; returns notes, paragraphs that say source or disclaimer, and all that was read."""
    notes: dict[str, None] = {}
    folios: list[str] = []
    texts: list[str] = []
    for where, part in package.margins():
        root = package.root(part)
        join_paragraphs(root)
        reader = _Reader(package, part, styles)
        pieces = list(reader.blocks(root))
        for picture in (piece for piece in walked(pieces) if isinstance(piece, Picture)):
            notes[f"a picture of the page {where} was not taken over: “{picture.name}”: “{picture.alt}”"] = None
        for piece in pieces:
            (folios if _is_folio(piece) else texts).extend(texts_in(piece))
        texts += map(literal, [reader.subtitle, *reader.contents])
        for doubt in reader.runs.taken():
            if any(map(str.isalpha, "".join(quoted_in([doubt])))):  # not the numbers of pages
                notes[f"in the page {where} of the article: {doubt}"] = None
    remark, labelled = remarks.of_margins(texts)
    return [*notes, *remark], labelled, [*map(without_marks, [*folios, *texts])]


class _Reader:
    """Makes pieces of the elements of one part of the document."""

    def __init__(self, package: Package, part: Any, styles: Styles) -> None:
        self.name = package.name
        self.styles = styles
        self.runs = Runs(package, part, styles)
        self.contents: list[str] = []
        self.subtitle = ""

    def blocks(self, parent: Any) -> Iterator[Piece]:
        """Yield the pieces of everything inside an element; paragraphs of a list become one."""
        lists, boxes = OpenLists(), list[Any]()
        waiting = deque(self._blocks(parent))
        while waiting:
            block = waiting.popleft()
            if block.tag not in TEXTS:
                self._mark(block)
            elif (level := self._level_of(block)) is not None:
                self._item(block, level, lists)
            else:
                indent = self._within(block, waiting, lists)
                is_table = block.tag == qn("w:tbl")
                pieces = [*(self._table(block) if is_table else self._paragraph(block)), *self._hanging()]
                if pieces and indent is not None:
                    lists.hold(pieces, indent)
                elif pieces:  # an empty line between two items parts no list
                    yield from (*lists.taken(), *self._boxed(boxes), *pieces)
                    boxes = []
            boxes, self.runs.boxes = [*boxes, *self.runs.boxes], []
            if lists.last is None:
                yield from self._boxed(boxes)
                boxes = []
        yield from lists.taken()
        yield from self._boxed(boxes)

    def _blocks(self, parent: Any) -> Iterator[Any]:
        """Yield the paragraphs and tables in an element, whatever they are wrapped in, and what stands between them."""
        for child in parent:
            if child.tag == qn("w:p"):
                if self._has_something(child):
                    yield child
            elif child.tag in {qn("w:tbl"), *DELETED, *MARKS} or (child.tag == qn("w:sdt") and is_placeholder(child)):
                yield child
            elif child.tag not in SKIPPED and isinstance(child.tag, str):
                yield from self._blocks(shown_of(child) if child.tag == ALTERNATIVES else child)

    def _mark(self, element: Any) -> None:
        """Take what stands between paragraphs and is none."""
        if element.tag == qn("w:bookmarkStart"):
            self.runs.anchor(element)
        elif element.tag in DELETED:
            self.runs.leave_out_deleted(element)
        elif element.tag == qn("w:sdt"):
            self.runs.leave_out_placeholder(element)
        else:
            self.runs.doubts.append("a file inside the document was not taken over: paste its text in its place")

    @staticmethod
    def _has_something(paragraph: Any) -> bool:
        return any(child.tag not in SKIPPED for child in paragraph)

    def _level_of(self, block: Any) -> ListLevel | None:
        """Return the list that a paragraph is an item of; None where it is none."""
        if block.tag != qn("w:p") or self.styles.heading_level(block) is not None or not said_in(block).strip():
            return None
        return self.styles.list_level(block)

    def _within(self, block: Any, after: Iterable[Any], lists: OpenLists) -> int | None:
        """Return how far in a paragraph stands that belongs to an item above it; None where it does not."""
        if lists.last is None or block.tag != qn("w:p") or self.styles.heading_level(block) is not None:
            return None
        _, indent = self.styles.indents(block)
        if said_in(block).strip():
            return indent if self.styles.name(block) != "caption" and lists.holds(indent) else None
        # A picture between two steps shows the first of them.
        rest = (each for each in after if each.tag == qn("w:tbl") or (each.tag == qn("w:p") and said_in(each).strip()))
        following = next(rest, None)
        level = None if following is None else self._level_of(following)
        goes_on = level is not None and level.is_numbered and lists.goes_on(level)
        return indent if goes_on or lists.holds(indent) else None

    def _item(self, paragraph: Any, level: ListLevel, lists: OpenLists) -> None:
        lines = list(self._lines(paragraph, ""))
        if lines:
            first = lines[0]
            lists.add(level, Item(first.text, doubts=first.doubts, anchors=first.anchors))
            lists.hold([*lines[1:], *self._hanging()])

    def _hanging(self) -> list[Piece]:
        """Return the pictures and Word art that hang on what was read last."""
        pieces, self.runs.hanging = self.runs.hanging, []
        return in_rows(pieces)

    def _boxed(self, boxes: Iterable[Any]) -> Iterator[Piece]:
        """Yield what stands in text boxes."""
        for box in boxes:
            yield from stood(list(self.blocks(box)), IN_TEXT_BOX)

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        style = self.styles.name(paragraph)
        level = self.styles.heading_level(paragraph)
        if CONTENTS.match(style):
            before, self.runs.doubts = self.runs.doubts, []
            self.contents.append(without_marks(self._text(paragraph)))
            self.runs.doubts = before
            self.runs.anchors()
        elif level is not None:
            label = self.styles.label(paragraph)
            text = self._text(paragraph)
            if text:
                # Elsewhere the text names sections by the numbers that Word counts.
                number = f"{literal(label.text)} " if label and label.level.is_numbered and label.text else ""
                doubts, anchors = tuple(self.runs.taken()), self.runs.anchors()
                yield Heading(f"{number}{text}", level, doubts=doubts, anchors=anchors)
        elif style == "subtitle" and not self.subtitle:
            self.subtitle = without_marks(self._text(paragraph))
        else:
            yield from self._lines(paragraph, style)

    def _lines(self, paragraph: Any, style: str) -> Iterator[Paragraph]:
        is_caption = style == "caption" or is_counted(paragraph)
        found = [f"this stood {AS_QUOTATION}"] if style in QUOTATIONS else []
        for line, is_line in lines_of(list(self.runs.of(paragraph))):
            text, doubts = marked(line)
            told = (*self.runs.taken(), *found, *doubts)
            yield Paragraph(text.strip(), is_caption, is_line, doubts=told, anchors=self.runs.anchors())
            found = []

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = []
        for row in rows_of(table):
            if row.left_out:
                why = "in a change that nobody has accepted" if row.left_out == "deleted" else "and is not printed"
                said = deleted_text(row.element)
                self.runs.doubts.append(f"a row of this table was {row.left_out} in the document, {why}: “{said}”")
            else:
                rows.append(row)
        width = max((row.width for row in rows), default=0)
        if width > MOST_COLUMNS:
            raise too_wide(self.name, width)
        above = self.runs.taken()
        held = [[self._cell(cell) for cell in row.cells] for row in rows]
        left = self.runs.taken()
        if is_coloured(rows):
            above.append(COLOURED)
        if (pictures := only_pictures(held) or texts_beside(held)) is not None:
            yield from (piece.doubted(*above, *left) for piece in pictures[:1])
            yield from pictures[1:]
        elif len(rows) < 2 or max(len(row.cells) for row in rows) == 1:
            pieces = [piece for row in held for cell in row for piece in cell]
            self.runs.doubts += [*above, *left]
            yield from stood(pieces, IN_TABLE)
        else:
            contents = [[_content(cell) for cell in row] for row in held]
            style = table_style(table)
            is_head = has_head(table, self.styles.marks(style, "firstRow")) or stands_out(rows, contents)
            grid = grid_of(self.name, joined_cells(rows, contents), heads_of(table), is_head=is_head)
            row_heads = has_row_heads(table, self.styles.marks(style, "firstCol"))
            yield replace(grid, row_headers=row_heads, doubts=()).doubted(*above, *left, *grid.doubts)

    def _cell(self, cell: Cell) -> list[Piece]:
        """Return what stands in a cell."""
        pieces = [] if cell.element is None else list(with_captions(list(self.blocks(cell.element))))
        if cell.goes_on and (said := [text for piece in pieces for text in texts_in(piece)]):
            self.runs.doubts.append(f"this is hidden in a joined cell of the table: {_all(said)}")
            self.runs.doubts += [doubt for piece in pieces for doubt in doubts_in(piece)]
            return []
        return pieces

    def _text(self, paragraph: Any) -> str:
        """Return all text of a paragraph in one line, and without bold, as a heading's."""
        text, doubts = marked(replace(run, strong=False) for run in in_one_line(list(self.runs.of(paragraph))))
        self.runs.doubts += doubts
        return text.strip()


def _content(pieces: Sequence[Piece]) -> GridCell:
    """Make a cell of what stands in it."""
    only = pieces[0] if len(pieces) == 1 else None
    only = as_strong(only) if isinstance(only, Heading) else only
    if isinstance(only, Paragraph):
        return GridCell(only.text, doubts=only.doubts, anchors=only.anchors)
    return GridCell(below=tuple(pieces))


def _all(texts: Iterable[str]) -> str:
    return ", ".join(f"“{without_marks(text)}”" for text in texts)
