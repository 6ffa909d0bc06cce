"""OpenDocument texts as an article.

Every element is looked into but the few in `UNSAID` (of `said`), and in the end all words of the document
are counted against what was kept. Page headers and footers become notes to the editor, or source and
disclaimer where they say so; what cannot stand in a brochure as it is becomes a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from clinicpress.content.inline import literal, without_marks
from clinicpress.drafting import remarks
from clinicpress.drafting.article import (
    Article,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Piece,
)
from clinicpress.drafting.bounds import check_paragraphs
from clinicpress.drafting.captions import with_captions
from clinicpress.drafting.doubts import AS_QUOTATION, IN_TABLE, stood
from clinicpress.drafting.flow import Flow
from clinicpress.drafting.handover import handed_over
from clinicpress.drafting.opendocument.lists import Counts, ListCounts, next_number
from clinicpress.drafting.opendocument.numbers import Level, level_of
from clinicpress.drafting.opendocument.package import Package, open_package
from clinicpress.drafting.opendocument.said import said_in
from clinicpress.drafting.opendocument.styles import Styles
from clinicpress.drafting.opendocument.table import Row, rows_of
from clinicpress.drafting.opendocument.texts import Texts
from clinicpress.drafting.opendocument.xml import named, number, qn, value
from clinicpress.drafting.spans import grid_of

_INDEXES = {qn(f"text:{kind}") for kind in ("table-of-content", "alphabetical-index", "illustration-index")}
_SKIPPED = {qn(f"text:{kind}") for kind in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")}
_HEADING = "heading "
DEEPER = 6.0
"""A list that stands so many points further in than another stands below it."""


def read_opendocument(name: str, content: bytes) -> Article:
    """Take an OpenDocument text apart; raises InputProblems where it is none, is damaged, or is too big."""
    package = open_package(name, content)
    check_paragraphs(name, map(said_in, package.text.iter(qn("text:p"))))
    styles = Styles(package)
    changes = dict(_deleted(package.text))
    reader = _Reader(package, styles, changes)
    flow = Flow()
    reader.blocks(package.text, flow)
    flow.end()
    margins = [said_in(paragraph) for element in package.margins() for paragraph in element.iter(qn("text:p"))]
    notes, labelled = remarks.of_margins(map(literal, margins))
    if any(next(package.text.iter(qn(f"text:{kind}")), None) is not None for kind in ("insertion", "deletion")):
        notes.append(remarks.UNACCEPTED)
    pieces = list(with_captions(flow.pieces))
    notes += remarks.of_contents(reader.contents, pieces)
    return handed_over(
        [said_in(package.text, styles.is_left_out)],
        pieces,
        [*margins, *reader.contents],
        subtitle=reader.subtitle,
        labelled=labelled,
        notes=notes,
        doubts=flow.told()[0],
    )


def _deleted(text: Element) -> Iterator[tuple[str, str]]:
    """Yield the changes that took something out, and what that was."""
    for region in text.iter(qn("text:changed-region")):
        for deletion in named(region, "text:deletion"):
            yield value(region, "text:id") or value(region, "xml:id"), said_in(deletion)


class _Reader:
    """Makes pieces of the elements of a document."""

    def __init__(self, package: Package, styles: Styles, deleted: dict[str, str]) -> None:
        self.name = package.name
        self.styles = styles
        self.texts = Texts(package, styles, deleted, self.blocks)
        self.contents: list[str] = []
        self.subtitle = ""
        self._lists = ListCounts()
        self._outline: Counts = {}
        self._last: tuple[Piece | None, float] = (None, 0.0)
        """The last list, and how far in it stands."""
        self._makers: dict[str, Callable[[Element, Flow], None]] = {
            qn("text:p"): self._paragraph,
            qn("text:h"): self._heading,
            qn("text:list"): self._list,
            qn("table:table"): self._table,
            qn("text:section"): self._section,
            qn("draw:frame"): self.texts.frame,
            **dict.fromkeys(_INDEXES, self._index),
        }

    def blocks(self, parent: Element, flow: Flow) -> None:
        """Read everything inside an element into a flow."""
        for child in parent:
            if child.tag in _SKIPPED:
                continue
            if (maker := self._makers.get(child.tag)) is not None:
                maker(child, flow)
            elif child.tag.startswith(qn("draw:g")[:-1]) and child.tag != qn("draw:a"):
                self.texts.shape(child, flow)
            else:
                self.blocks(child, flow)

    def _paragraph(self, element: Element, flow: Flow) -> None:
        style = value(element, "text:style-name")
        names = self.styles.names(style)
        level = next((int(name[-1]) for name in names if name[:-1] == _HEADING and name[-1].isdigit()), None)
        if "title" in names or level is not None:
            self._head(element, 0 if "title" in names else level or 1, "", flow)
            return
        if "subtitle" in names and not self.subtitle:
            inner = Flow(is_line=True)
            self.texts.read(element, inner)
            self.subtitle = without_marks(inner.line())
            flow.take_told(inner)
            return
        inner = Flow()
        self.texts.read(element, inner)
        inner.end()
        is_caption = self.styles.is_caption(style)
        for piece in inner.pieces:
            if isinstance(piece, Paragraph):
                piece = replace(piece, is_caption=is_caption)
                piece = piece.doubted(f"this stood {AS_QUOTATION}") if "quotations" in names else piece
            flow.add(piece)
        flow.take_told(inner)

    def _heading(self, element: Element, flow: Flow, label: str = "") -> None:
        level = number(element, "text:outline-level", 1)
        own = next((said_in(each) for each in named(element, "text:number")), "") or label
        style = level_of(self.styles.outline, level)
        if value(element, "text:is-list-header") != "true" and style.is_numbered:
            said = number(element, "text:start-value", 0) or None
            next_number(self._outline, level, style.start, said)
            levels = [level_of(self.styles.outline, each) for each in range(1, level + 1)]
            counts = [self._outline.get(at, each.start) for at, each in enumerate(levels, 1)]
            own = own or style.text(counts, levels)
        names = self.styles.names(value(element, "text:style-name"))
        self._head(element, 0 if "title" in names[:1] else level, own.strip(), flow)

    def _head(self, element: Element, level: int, label: str, flow: Flow) -> None:
        inner = Flow(is_line=True)
        self.texts.read(element, inner)
        text = inner.line(is_plain=True)
        if text:
            flow.end()
            flow.take_told(inner)
            # Elsewhere the text names sections by the numbers that the word processor counts.
            flow.add(Heading(f"{literal(label)} {text}" if label else text, level))
        else:
            flow.take_told(inner)
        for piece in inner.hanging:
            flow.add(piece)

    def _list(self, element: Element, flow: Flow) -> None:
        first = next(element.iter(qn("text:p")), None)
        own = value(first, "text:style-name")
        style = value(element, "text:style-name") or self.styles.list_of(own)
        counts = self._lists.begun(element, style)
        indent = self.styles.indent(own)
        indent = level_of(self.styles.list_style(style), 1).indent if indent is None else indent
        inner = Flow()
        self._level(element, style, 1, counts, inner)
        inner.end()
        # What follows a list at once and stands further in belongs to its last item.
        above = flow.pieces[-1] if flow.pieces and not flow.has_words else None
        is_below = isinstance(above, Items) and above is self._last[0] and indent > self._last[1] + DEEPER
        for at, piece in enumerate(inner.pieces):
            if is_below and isinstance(above, Items) and isinstance(piece, Items):
                last = above.items[-1]
                items = (*above.items[:-1], replace(last, below=(*last.below, piece)))
                flow.pieces[-1] = above = replace(above, items=items)
            elif (
                at == 0 and counts and _goes_on(above, piece) and isinstance(above, Items) and isinstance(piece, Items)
            ):
                flow.pieces[-1] = above = replace(above.doubted(*piece.doubts), items=(*above.items, *piece.items))
            else:
                flow.add(piece)
                above = piece
        flow.take_told(inner)
        if flow.pieces and isinstance(flow.pieces[-1], Items):
            self._last = (flow.pieces[-1], self._last[1] if is_below else indent)

    def _level(self, element: Element, style: str, depth: int, counts: Counts, flow: Flow) -> None:
        style = value(element, "text:style-name") or style
        levels = [level_of(self.styles.list_style(style), each) for each in range(1, depth + 1)]
        level = levels[-1]
        items: list[Item] = []
        labels: list[str] = []
        start = 1
        for entry in element:
            label = ""
            is_item = entry.tag == qn("text:list-item") and any(child.tag != qn("text:list") for child in entry)
            if is_item and level.is_numbered:
                due = counts.get(depth, level.start - 1) + 1
                said = value(entry, "text:start-value")
                here = next_number(counts, depth, level.start, int(said) if said.isdigit() else None)
                if items and here != due:
                    self._add(items, level, start, labels, flow)
                    items, labels = [], []
                start = start if items else here
                label = level.text([counts.get(at, each.start) for at, each in enumerate(levels, 1)], levels)
            inner = Flow()
            self._entry(entry, style, depth, counts, label, inner)
            inner.end()
            if inner.pieces and all(isinstance(piece, Heading) for piece in inner.pieces):
                self._add(items, level, start, labels, flow)
                items, labels = [], []
                flow.take_told(inner)
                for piece in inner.pieces:
                    flow.add(piece)
                continue
            labels += [label] if label else []
            self._take(inner, items, is_item, flow)
        self._add(items, level, start, labels, flow)

    def _entry(self, entry: Element, style: str, depth: int, counts: Counts, label: str, flow: Flow) -> None:
        """Read what stands in an item of a list."""
        for child in entry:
            if child.tag == qn("text:list"):
                self._level(child, style, depth + 1, counts, flow)
            elif child.tag == qn("text:h"):
                self._heading(child, flow, label)
            elif (maker := self._makers.get(child.tag)) is not None:
                maker(child, flow)
            elif child.tag != qn("text:number"):
                self.blocks(child, flow)

    @staticmethod
    def _take(inner: Flow, items: list[Item], is_item: bool, flow: Flow) -> None:
        """Make an item of what was read, or put it below the one above."""
        if is_item:
            items.append(inner.as_item())
        elif items:
            items[-1] = inner.below(items[-1])
        else:
            flow.take_told(inner)
            for piece in inner.pieces:
                flow.add(piece)

    @staticmethod
    def _add(items: list[Item], level: Level, start: int, labels: list[str], flow: Flow) -> None:
        if not items:
            return
        doubts = []
        if level.sign:
            doubts.append(
                f"the bullets of this list are “{level.sign}” in the document: say in its lead-in what they mean"
            )
        if level.is_numbered and not level.is_ours:
            begun = ", ".join(f"“{label}”" for label in labels)
            doubts.append(f"in the document these items begin with {begun}")
        label = level.label if level.is_numbered else ""
        start = start if level.is_numbered else 1
        flow.add_list(Items(tuple(items), level.is_numbered, start, label, doubts=tuple(doubts)))

    def _section(self, element: Element, flow: Flow) -> None:
        is_hidden = value(element, "text:display") == "none"
        if is_hidden or self.styles.is_hidden_section(value(element, "text:style-name")):
            flow.end()
            flow.tell(f"this was hidden in the document, and is not printed: “{said_in(element)}”")
            return
        self.blocks(element, flow)

    def _index(self, element: Element, flow: Flow) -> None:
        self.contents += [said for each in element.iter(qn("text:p")) if (said := said_in(each))]

    def _table(self, element: Element, flow: Flow) -> None:
        rows, heads = rows_of(element)
        read = [self._row(row, flow) for row in rows]
        if len(read) < 2 or max(map(len, read)) == 1:
            inner = Flow()
            for cell in (cell for row in read for cell in row):
                inner.tell(*cell.doubts)
                inner.lead_here(*cell.anchors)
                for piece in (*([Paragraph(cell.text)] if cell.text else []), *cell.below):
                    inner.add(piece)
            for piece in stood(inner.pieces, IN_TABLE):
                flow.add(piece)
            flow.take_told(inner)
            return
        flow.add(grid_of(self.name, read, heads))

    def _row(self, row: Row, flow: Flow) -> list[GridCell]:
        for hidden in row.hidden:
            if said := said_in(hidden):
                flow.tell(f"this is hidden in a joined cell of the table: “{said}”")
        cells = []
        for cell in row.cells:
            inner = Flow()
            self.blocks(cell.element, inner)
            cells.append(inner.as_cell(cell.columns, cell.rows))
        return cells


def _goes_on(above: Piece | None, piece: Piece) -> bool:
    """Tell whether a list is the rest of the one above it."""
    if not (isinstance(above, Items) and isinstance(piece, Items) and above.numbered and piece.numbered):
        return False
    return piece.start == above.start + len(above.items) and piece.label == above.label
