"""Word documents as an article.

The text is read from the document's own elements, not from python-docx's paragraphs and runs: those
leave out what stands in text boxes, content controls, fields and tracked insertions. Every element is
looked into but for the few in `SKIPPED` (of `runs`), and in the end all words of all parts are counted against
what was kept, so that none is passed over. Page headers and footers become notes to the editor, or
source and disclaimer where they say so; what cannot stand in a brochure as it is becomes a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby
from typing import Any

from clinicpress.content.inline import literal, without_marks
from clinicpress.drafting.article import (
    BROKEN,
    Article,
    Grid,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Piece,
    flattened,
    in_one_line,
    marked,
    named,
    texts_in,
)
from clinicpress.drafting.bounds import check_paragraphs
from clinicpress.drafting.cues import NOTE_WORDS, SOURCE_WORDS, label_of
from clinicpress.drafting.plaintext import with_typed_lists
from clinicpress.drafting.tally import lost_words, nowhere, quoted_in
from clinicpress.drafting.word.changes import DELETED, deleted_text, is_changed, join_paragraphs
from clinicpress.drafting.word.numbers import is_counted_from_one
from clinicpress.drafting.word.package import Package, open_package, too_big
from clinicpress.drafting.word.runs import SKIPPED, Runs, is_placeholder, said_in
from clinicpress.drafting.word.styles import ListLevel, Styles
from clinicpress.drafting.word.table import MOST_COLUMNS, TableRow, filled, has_head, rows_of
from clinicpress.drafting.word.xml import qn

IN_BOX = "this stood in a text box"
QUOTATIONS = {"quote", "intense quote", "block text", "quotations"}


def read_word(name: str, content: bytes) -> Article:
    """Take a Word document apart; raises InputProblems where it is none, is damaged, or is too big."""
    package = open_package(name, content)
    check_paragraphs(name, map(said_in, package.body.iter(qn("w:p"))))
    styles = Styles(package.styles, package.numbering)
    has_changes = is_changed(package.body)
    join_paragraphs(package.body)
    styles.count(package.body)
    reader = _Reader(package, package.part, styles)
    pieces = list(reader.blocks(package.body))
    reader.runs.finish()
    notes, labelled, known = _margins(package, styles)
    if has_changes:
        notes.append("the article has changes that nobody has accepted; it was read as if all of them were")
    if reader.contents:
        notes.append(f"the article has a table of contents, which was left out: “{'; '.join(reader.contents)}”")
    doubts = reader.runs.taken()
    kept = [reader.subtitle, *reader.runs.moved, *known, *quoted_in([*notes, *doubts])]
    for piece in (*pieces, *labelled):
        kept += [*map(without_marks, texts_in(piece)), *quoted_in(piece.doubts)]
    if lost := nowhere(lost_words(_said(package), kept)):
        doubts.append(lost)
    return Article(
        (*with_typed_lists(pieces), *labelled),
        subtitle=reader.subtitle,
        has_headings=any(isinstance(piece, Heading) and piece.level > 0 for piece in pieces),
        notes=tuple(notes),
        doubts=tuple(doubts),
    )


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
    labelled: dict[str, Paragraph] = {}
    known: list[str] = []
    for where, part in package.margins():
        root = package.root(part)
        join_paragraphs(root)
        reader = _Reader(package, part, styles)
        pieces = list(reader.blocks(root))
        for picture in (piece for piece in pieces if isinstance(piece, Picture)):
            notes[f"a picture of the page {where} was not taken over: “{picture.name}”: “{picture.alt}”"] = None
        texts = [text for piece in pieces for text in texts_in(piece)]
        for text in [*texts, literal(reader.subtitle), *map(literal, reader.contents)]:
            label = label_of(text)
            if label and label.word in SOURCE_WORDS | NOTE_WORDS:
                labelled.setdefault(text, Paragraph(text))
            elif any(map(str.isalpha, text)):
                notes[f"the page {where} of the article says: “{without_marks(text)}”"] = None
            known.append(without_marks(text))
        for doubt in reader.runs.taken():
            if any(map(str.isalpha, "".join(quoted_in([doubt])))):  # not the numbers of pages
                notes[f"in the page {where} of the article: {doubt}"] = None
    return list(notes), list(labelled.values()), known


class _Reader:
    """Makes pieces of the elements of one part of the document."""

    def __init__(self, package: Package, part: Any, styles: Styles) -> None:
        self.name = package.name
        self.styles = styles
        self.runs = Runs(package, part, styles)
        self.contents: list[str] = []
        self.subtitle = ""
        self.above: dict[int, str] = {}
        """The last item of a list on each of its levels."""

    def blocks(self, parent: Any) -> Iterator[Piece]:
        """Yield the pieces of everything inside an element; paragraphs of a list become one."""
        blocks = groupby(self._blocks(parent), key=self._list_of)
        for key, group in blocks:
            if key is not None:
                yield from self._items(key[1], list(group))
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
            elif child.tag in {qn("w:altChunk"), qn("w:subDoc")}:
                self.runs.doubts.append("a file inside the document was not taken over: paste its text in its place")
            elif child.tag in DELETED:
                self.runs.leave_out_deleted(child)
            elif child.tag == qn("w:sdt") and is_placeholder(child):
                self.runs.leave_out_placeholder(child)
            elif child.tag not in SKIPPED and isinstance(child.tag, str):
                yield from self._blocks(child)

    @staticmethod
    def _has_something(paragraph: Any) -> bool:
        return any(child.tag not in SKIPPED for child in paragraph)

    def _list_of(self, block: Any) -> tuple[str, bool] | None:
        """Return the list that a paragraph is an item of, and whether it is numbered."""
        if block.tag != qn("w:p") or self.styles.heading_level(block) is not None:
            return None
        level = self.styles.list_level(block)
        if level is None or not said_in(block).strip():
            return None
        return (level.key, level.is_numbered)

    def _hanging(self) -> Iterator[Piece]:
        """Yield pictures, text boxes and Word art that hang on what was read last."""
        pieces, self.runs.hanging = self.runs.hanging, []
        boxes, self.runs.boxes = self.runs.boxes, []
        yield from pieces
        for box in boxes:
            for piece in self.blocks(box):
                yield piece.doubted(IN_BOX)

    def _items(self, is_numbered: bool, paragraphs: list[Any]) -> Iterator[Items]:
        held = [(text, self.styles.list_level(each)) for each in paragraphs if (text := self._text(each))]
        if not held:
            return
        texts = tuple(text for text, _ in held)
        levels = [level for _, level in held if level]
        found = [*self._label_doubts(is_numbered, levels), *self._depth_doubts(texts, levels)]
        yield Items(tuple(map(Item, texts)), is_numbered, doubts=tuple(dict.fromkeys([*self.runs.taken(), *found])))

    @staticmethod
    def _label_doubts(is_numbered: bool, levels: list[ListLevel]) -> Iterator[str]:
        labels = [level.label for level in levels if level.label]
        if not is_numbered:
            if signs := list(dict.fromkeys(label.level.sign for label in labels if label.level.sign)):
                yield f"the bullets of this list are {', '.join(f'“{sign}”' for sign in signs)} in the document"
            return
        shown = [label.text for label in labels]
        top = [label.text for label in labels if label.depth == labels[0].depth]
        if labels and not (is_counted_from_one(top) and len({label.depth for label in labels}) == 1):
            yield f"in the document these items begin with {', '.join(f'“{text}”' for text in shown)}"

    def _depth_doubts(self, texts: tuple[str, ...], levels: list[ListLevel]) -> Iterator[str]:
        depths = [level.depth for level in levels]
        if said := flattened(zip(depths, texts, strict=True)):
            yield said
        top = min(depths)
        if top:
            above = [text for depth, text in sorted(self.above.items()) if depth < top]
            yield f"this list stood below {named(above[-1:])} in the document" if above else "this list was indented"
        for depth, text in zip(depths, texts, strict=True):
            self.above = {level: item for level, item in self.above.items() if level < depth} | {depth: text}

    def _paragraph(self, paragraph: Any) -> Iterator[Piece]:
        style = self.styles.name(paragraph)
        level = self.styles.heading_level(paragraph)
        if style.startswith("toc "):
            before, self.runs.doubts = self.runs.doubts, []
            self.contents.append(without_marks(self._text(paragraph)))
            self.runs.doubts = before
        elif level is not None:
            label = self.styles.label(paragraph)
            text = self._text(paragraph, plain=True)
            if text:
                # Elsewhere the text names sections by the numbers that Word counts.
                number = f"{literal(label.text)} " if label and label.level.is_numbered and label.text else ""
                yield Heading(f"{number}{text}", level, doubts=tuple(self.runs.taken()))
        elif style == "subtitle" and not self.subtitle:
            self.subtitle = without_marks(self._text(paragraph))
        else:
            self.above = {}
            yield from self._lines(paragraph, style)

    def _lines(self, paragraph: Any, style: str) -> Iterator[Piece]:
        is_caption = style == "caption"
        found = ["this stood as a quotation"] if style in QUOTATIONS else []
        found += ["this stood as a caption"] if is_caption else []
        for is_break, line in groupby(list(self.runs.of(paragraph)), key=lambda run: run.text == "\n"):
            text, doubts = marked(line)
            if not is_break and text.strip():
                yield Paragraph(text.strip(), is_caption, doubts=(*self.runs.taken(), *found, *doubts))
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
            what = f"a table has {width} columns, at most {MOST_COLUMNS}"
            raise too_big(self.name, what, "make tables of fewer columns of it")
        if len(rows) < 2 or max(len(row.cells) for row in rows) == 1:
            for cell in (cell for row in rows for cell in row.cells if cell.element is not None):
                for piece in self.blocks(cell.element):
                    yield piece.doubted("this stood in a box, or in a table with one row or column")
            return
        full, repeated = filled(rows, [self._row(row) for row in rows])
        doubts = self.runs.taken()
        if repeated:
            doubts.append(f"joined cells of this table: the words stand in each of their places: {_all(repeated)}")
        if len({row.width for row in rows}) > 1:
            doubts.append("the rows of this table are not equally long: look under which head each cell stands")
        if not has_head(table):
            doubts.append(f"the first row was taken as the table's head: {_all(filter(None, full[0]))}")
        head, *body = (tuple(map(GridCell, row)) for row in full)
        yield Grid(head, tuple(body), doubts=tuple(dict.fromkeys(doubts)))

    def _row(self, row: TableRow) -> list[str]:
        texts: list[str] = []
        for cell in row.cells:
            pieces = [] if cell.element is None else list(self.blocks(cell.element))
            self.runs.hanging += [piece for piece in pieces if isinstance(piece, Picture)]
            self.runs.doubts += chain.from_iterable(piece.doubts for piece in pieces if not isinstance(piece, Picture))
            said = [text for piece in pieces for text in texts_in(piece)]
            if cell.goes_on and said:
                self.runs.doubts.append(f"this is hidden in a joined cell of the table: {_all(said)}")
                said = []
            if len(said) > 1:
                self.runs.doubts.append(f"lines of a cell were joined: {named(said)}")
            texts.append(" ".join(said))
        return texts

    def _text(self, paragraph: Any, plain: bool = False) -> str:
        """Return all text of a paragraph in one line; `plain` leaves out bold, as a heading's."""
        runs = list(self.runs.of(paragraph))
        text, doubts = marked(replace(run, strong=run.strong and not plain) for run in in_one_line(runs))
        self.runs.doubts += doubts
        if not plain and any(run.text == "\n" for run in runs[:-1]):
            self.runs.doubts.append(f"{BROKEN}: {named([text])}")
        return text.strip()


def _all(texts: Iterable[str]) -> str:
    return ", ".join(f"“{without_marks(text)}”" for text in texts)
