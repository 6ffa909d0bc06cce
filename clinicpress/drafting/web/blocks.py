"""The blocks of a web page: headings, lists, tables, figures, and boxes of all kinds, as pieces of an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from clinicpress.drafting.article import (
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Piece,
    Run,
    Term,
    Terms,
)
from clinicpress.drafting.captions import captioned, with_captions
from clinicpress.drafting.doubts import AS_QUOTATION, IN_TABLE, stood
from clinicpress.drafting.flow import Flow, strong
from clinicpress.drafting.rows import side_by_side
from clinicpress.drafting.spans import grid_of
from clinicpress.drafting.web.elements import (
    SILENT,
    Node,
    above,
    attribute,
    children,
    elements,
    is_text,
    number,
    words_of,
)
from clinicpress.drafting.web.furniture import Furniture
from clinicpress.drafting.web.inline import Inline
from clinicpress.drafting.web.lists import LISTS, entries, numbers_of, terms
from clinicpress.drafting.web.page import Page
from clinicpress.drafting.web.shown import Look, Styles, is_heard_only
from clinicpress.drafting.web.table import caption_of, is_for_looks, rows_of

AS_TYPED = "in lines as they were typed: look at what stood below what"
ASIDE = "beside the text"
HEARD = "only screen readers say this; the page shows a colour or a sign instead"
ROW = range(2, 4)
"""So many pictures stand side by side in a brochure."""
HALF = 51.0
"""Figures that take no more of the width, in hundredths, stand side by side."""
MOST_ROWS = 65_534
"""A cell reaches over so many rows at most (HTML, 4.9.11)."""
_LEVELS = {f"h{level}": level for level in range(1, 7)}


class Blocks:
    """Makes pieces of the elements of a page."""

    def __init__(self, page: Page, furniture: Furniture, styles: Styles) -> None:
        """Get ready to read a page."""
        self.page = page
        self.furniture = furniture
        self.styles = styles
        self.inline = Inline(page, styles)
        self.heard: dict[str, None] = {}
        """What only screen readers say."""
        links = (attribute(link, "href") for link in elements(page.body, "a"))
        self._led_to = {place for link in links if (place := page.place(link))}
        self._makers: dict[str, Callable[[Node, Look, Flow], None]] = {
            **dict.fromkeys(_LEVELS, self._heading),
            **dict.fromkeys(LISTS, self._list),
            "dl": self._terms,
            "table": self._table,
            "figure": self._figure,
            "summary": self._summary,
        }
        self._captions: set[int] = set()
        """Those that are read with their figures, wherever they stand in them."""
        self._level = 1
        """That of the last heading."""
        self._where = {"blockquote": AS_QUOTATION, "pre": AS_TYPED, "aside": ASIDE}

    def within(self, node: Node, look: Look = Look()) -> Flow:
        """Read all that stands in an element, into a flow of its own."""
        flow = Flow()
        self._children(node, look, flow)
        flow.end()
        return flow

    def _children(self, node: Node, look: Look, flow: Flow) -> None:
        before = None
        for child in node.children or ():
            if is_text(child):
                self.inline.say(child.data or "", look, flow)
            elif not child.name.startswith(("#", "!")) and child.name not in SILENT:
                if before == child.name == "a":
                    flow.say(Run(" "))
                self._element(child, look, flow)
            before = child.name

    def _element(self, node: Node, look: Look, flow: Flow) -> None:
        if id(node) in self._captions:
            return
        if self.furniture.holds(node):
            flow.say(Run(""))
            return
        is_block = self.styles.is_block(node)
        if is_block:
            flow.end()
        self._lead_to(node, flow)
        if why := self.styles.left_out(node):
            if words := words_of(node):
                flow.tell(f"this was {why} on the page, and is not printed: “{words}”")
            flow.say(Run(""))
            return
        if is_heard_only(node) and self._is_not_said(node, flow):
            return
        own = self.styles.look(node, look)
        if node.name == "a":
            own = self.inline.link(node, own, flow)
        if not flow.is_line and (maker := self._maker(node)) is not None:
            maker(node, own, flow)
        elif not flow.is_line and (row := self._row(node, own)) is not None:
            flow.add(row)
        elif not self.inline.take(node, own, flow):
            self._plain(node, own, flow)
        if is_block:
            flow.end()

    def _lead_to(self, node: Node, flow: Flow) -> None:
        """Keep the names of an element that links lead to."""
        flow.lead_here(*sorted({attribute(node, "id"), attribute(node, "name")} & self._led_to))

    def _maker(self, node: Node) -> Callable[[Node, Look, Flow], None] | None:
        if attribute(node, "role") == "heading":
            return self._heading
        return self._makers.get(node.name)

    def _plain(self, node: Node, look: Look, flow: Flow) -> None:
        """Read an element that is no piece of its own."""
        name = node.name
        if name in self._where and not flow.is_line:
            inner = self.within(node, look)
            for piece in stood(inner.pieces, self._where[name]):
                flow.add(piece)
            flow.take_told(inner)
            return
        if name == "q":
            flow.say(Run("“", look.strong, look.em, look.href))
        self._children(node, look, flow)
        if name == "q":
            flow.say(Run("”", look.strong, look.em, look.href))
        if name in {"abbr", "acronym"}:
            self.inline.explain(node)

    def _is_not_said(self, node: Node, flow: Flow) -> bool:
        """Keep words for screen readers as a label before others, such as “Warning:”; others are told in a note."""
        words = words_of(node)
        if words.endswith(":") and not flow.has_words:
            flow.tell(f"{HEARD}: “{words}”")
            return False
        self.heard |= dict.fromkeys([words] if words else [])
        flow.say(Run(""))
        return True

    def _item(self, node: Node, look: Look) -> Flow:
        """Read an item or a cell; one that has words for screen readers only keeps them."""
        flow = self.within(node, look)
        self._lead_to(node, flow)
        heard = " ".join(words_of(each) for each in elements(node) if is_heard_only(each))
        if heard and not flow.pieces:
            self.inline.say(heard, look, flow)
            flow.tell(f"{HEARD}: “{heard}”")
            flow.end()
        return flow

    def _heading(self, node: Node, look: Look, flow: Flow) -> None:
        inner = Flow(is_line=True)
        self._children(node, look, inner)
        text = inner.line(is_plain=True)
        doubts, anchors = inner.told()
        if text:
            level = number(node, "aria-level", 2) if attribute(node, "role") == "heading" else _LEVELS[node.name]
            self._level = max(level, 1)
            flow.add(Heading(text, self._level, doubts=doubts, anchors=anchors))
        else:
            flow.tell(*doubts)
            flow.lead_here(*anchors)
        for piece in inner.hanging:
            flow.add(piece)

    def _summary(self, node: Node, look: Look, flow: Flow) -> None:
        """Read what is clicked on as the heading of what that shows."""
        inner = Flow(is_line=True)
        self._children(node, look, inner)
        if text := inner.line(is_plain=True):
            flow.take_told(inner)
            flow.add(Heading(text, self._level + 1))
        for piece in inner.hanging:
            flow.add(piece)

    def _list(self, node: Node, look: Look, flow: Flow) -> None:
        is_numbered = node.name == "ol"
        numbers = numbers_of(node, self.styles)
        flow.tell(*filter(None, [numbers.doubt if is_numbered else ""]))
        items: list[Item] = []
        start = due = numbers.first
        for entry in entries(node):
            if entry.name in LISTS and items:
                below = Flow()
                self._element(entry, look, below)
                items[-1] = below.below(items[-1])
                continue
            value = number(entry, "value", due) if entry.name == "li" else due
            if is_numbered and numbers.step > 0 and value != due:
                self._add_items(items, numbered=True, start=start, label=numbers.label, flow=flow)
                items, start, due = [], value, value
            inner = self._entry(entry, look)
            if inner.pieces and all(isinstance(piece, Heading) for piece in inner.pieces):
                # Word processors number headings so.
                self._add_items(items, numbered=is_numbered, start=start, label=numbers.label, flow=flow)
                flow.take_told(inner)
                for piece in inner.pieces:
                    assert isinstance(piece, Heading)
                    flow.add(replace(piece, text=f"{value}. {piece.text}" if is_numbered else piece.text))
                items, due = [], value + 1
                start = due
                continue
            items.append(inner.as_item())
            due += bool(items[-1].text)
        start = max(start, 0) if numbers.step > 0 else 1
        self._add_items(items, numbered=is_numbered, start=start if is_numbered else 1, label=numbers.label, flow=flow)

    def _add_items(self, items: list[Item], *, numbered: bool, start: int, label: str, flow: Flow) -> None:
        if items:
            flow.add_list(Items(tuple(items), numbered, start, label if numbered else ""))

    def _entry(self, entry: Node, look: Look) -> Flow:
        """Read an item of a list, or what stands in its place."""
        if entry.name == "li" and not self.styles.left_out(entry):
            return self._item(entry, self.styles.look(entry, look))
        flow = Flow()
        if is_text(entry):
            self.inline.say(entry.data or "", look, flow)
        else:
            self._element(entry, look, flow)
        flow.end()
        return flow

    def _terms(self, node: Node, look: Look, flow: Flow) -> None:
        found: list[tuple[Flow, list[Flow]]] = []
        for words, meanings in terms(node):
            term = Flow(is_line=True)
            for at, word in enumerate(words):
                term.say(Run(", " if at else ""))
                self._lead_to(word, term)
                self._children(word, look, term)
            found.append((term, [self._item(each, look) for each in meanings]))
        made: list[Term] = []
        for term, flows in found:
            pieces = [*term.hanging, *(piece for each in flows for piece in each.pieces)]
            name = term.line(is_plain=True)
            for each in flows:
                term.take_told(each)
            means = pieces[0] if len(pieces) == 1 else None
            if name and isinstance(means, Paragraph):
                term.tell(*means.doubts)
                term.lead_here(*means.anchors)
                doubts, anchors = term.told()
                made.append(Term(name, means.text, doubts=doubts, anchors=anchors))
                continue
            self._add_terms(made, flow)
            made = []
            flow.take_told(term)
            if name:
                flow.add(Paragraph(strong(name)))
            for piece in pieces:
                flow.add(piece)
        self._add_terms(made, flow)

    @staticmethod
    def _add_terms(made: list[Term], flow: Flow) -> None:
        if made:
            flow.add(Terms(tuple(made)))

    def _table(self, node: Node, look: Look, flow: Flow) -> None:
        if is_for_looks(node):
            is_said = attribute(node, "role") in {"none", "presentation"}
            inner = self._unwrapped(node, look)
            for piece in inner.pieces if is_said else stood(inner.pieces, IN_TABLE):
                flow.add(piece)
            flow.take_told(inner)
            return
        rows = rows_of(node)
        cells = [[self._cell(cell, look, not at) for at, cell in enumerate(row)] for row in rows.cells]
        grid = grid_of(self.page.name, cells, rows.heads, line=(node.origin_location or (1, 1))[0])
        grid = replace(grid, row_headers=rows.has_row_heads or None)
        caption = caption_of(node)
        said = self._line(caption, flow) if caption is not None else ""
        flow.add(captioned(grid, Paragraph(said)) if said else grid)

    def _unwrapped(self, node: Node, look: Look) -> Flow:
        """Read what stands in a table that only puts things beside each other."""
        flow = Flow()
        for part in node.children or ():
            if not is_text(part) and part.name in {"thead", "tbody", "tfoot", "tr", "td", "th", "caption"}:
                inner = self._unwrapped(part, look) if part.name in {"thead", "tbody", "tfoot", "tr"} else None
                inner = inner if inner is not None else self.within(part, look)
                self._lead_to(part, flow)
                for piece in inner.pieces:
                    flow.add(piece)
                flow.take_told(inner)
        return flow

    def _cell(self, element: Node, look: Look, is_first: bool) -> GridCell:
        columns, said = max(number(element, "colspan", 1), 1), number(element, "rowspan", 1)
        rows = said if said > 0 else MOST_ROWS
        if self.styles.left_out(element):
            holder = Flow()
            self._element(element, look, holder)
            return holder.as_cell(columns, rows)
        flow = self._item(element, self.styles.look(element, look))
        if is_first:
            self._lead_to(element.parent, flow)  # a row is no piece of its own
        return flow.as_cell(columns, rows)

    def _figure(self, node: Node, look: Look, flow: Flow) -> None:
        captions = [each for each in elements(node, "figcaption") if words_of(each) and _figure_of(each) is node]
        self._captions |= set(map(id, captions))
        inner = Flow()
        for child in node.children or ():
            if is_text(child):
                self.inline.say(child.data or "", look, inner)
            elif not child.name.startswith(("#", "!")):
                self._element(child, look, inner)
        inner.end()
        flow.take_told(inner)
        caption = " ".join(self._line(each, flow) for each in captions)
        said = [Paragraph(caption, is_caption=True)] if caption else []
        for piece in with_captions([*inner.pieces, *said]):
            flow.add(piece)

    def _row(self, node: Node, look: Look) -> Piece | None:
        """Return figures that stand side by side, where an element holds nothing else."""
        figures = list(children(node))
        if len(figures) not in ROW or not all(each.name == "figure" and self._is_narrow(each) for each in figures):
            return None
        flow = self.within(node, look)
        pictures = [piece for piece in flow.pieces if isinstance(piece, Picture)]
        if len(pictures) != len(flow.pieces) or len(pictures) != len(figures):
            return None
        doubts, anchors = flow.told()
        row = side_by_side(pictures)
        return replace(row.doubted(*doubts), anchors=(*row.anchors, *anchors))

    def _is_narrow(self, figure: Node) -> bool:
        width = self.styles.of(figure).get("width", "")
        return width.endswith("%") and width[:-1].replace(".", "").isdigit() and float(width[:-1]) <= HALF

    def _line(self, node: Node, flow: Flow) -> str:
        """Return the words of an element in one line; what is uncertain of them is told to a flow."""
        inner = Flow(is_line=True)
        self._lead_to(node, inner)
        self._children(node, Look(), inner)
        text = inner.line()
        flow.take_told(inner)
        for piece in inner.hanging:
            flow.hang(piece)
        return text


def _figure_of(caption: Node) -> Node | None:
    """Return the figure that a caption is of: the nearest that it stands in."""
    return next((each for each in above(caption) if each.name == "figure"), None)
