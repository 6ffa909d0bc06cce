"""From elements to flowables and structure: the one place that knows how a story is set.

Each element of the story becomes a flowable in the theme's styles and, at the same time, an
element of the structure tree, in reading order.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from clinicpress.artwork.supplies import Supplies
from clinicpress.content.locale import Locale
from clinicpress.drawing.tagging import Element
from clinicpress.ground.problems import InputProblems, did_you_mean
from clinicpress.looks.color import Color
from clinicpress.looks.design import Design
from clinicpress.looks.theme import Fit
from clinicpress.story.markup import HEADINGS, INLINE, Tag
from clinicpress.typesetting.boxes import set_box
from clinicpress.typesetting.breaks import WHOLE
from clinicpress.typesetting.contents import PageNumber, contents_lines, entries_of
from clinicpress.typesetting.figures import set_beside, set_figure, set_figures, set_picture
from clinicpress.typesetting.flowables import MIN_MEASURE, Box, Flowable, Rule, Stack
from clinicpress.typesetting.leaves import SPRING, IconLeaf, SlotLeaf, Spare, WriteLines
from clinicpress.typesetting.lines import EPSILON
from clinicpress.typesetting.lists import set_glossary, set_list
from clinicpress.typesetting.pagination import Pagination
from clinicpress.typesetting.phrases import PhraseSetter, check_class
from clinicpress.typesetting.rows import Cell, Row, levelled
from clinicpress.typesetting.sections import Section, Sections, depends_on_pages
from clinicpress.typesetting.setting import Column, hung
from clinicpress.typesetting.text import Paragraph
from clinicpress.workspace.schema import entry

LED = frozenset({"ul", "ol", "dl", "table", "figure", "figures", "columns"})
"""What a text that ends with a colon leads to."""
_NUMBERED = "heading"
"""How the anchor of a heading without an id begins; it goes on with its number in the story."""
_REACHING = frozenset({"hang", "wide"})
"""Attributes of what begins in the side column."""
MAX_LINES = 200
"""The most lines to write on that one element makes."""


@dataclass
class Story:
    """A story ready to be laid out: its flowables, its structure and its bookmarks."""

    stack: Stack
    structure: Element
    bookmarks: list[tuple[int, str, str]]
    """Level (0 is the top), title and anchor."""
    asked: frozenset[str] = frozenset()
    """The ids whose page stands in its text."""
    numbers: tuple[PageNumber, ...] = ()
    """The numbers of its contents."""
    spares: tuple[Element, ...] = ()
    """What may be left out."""
    panels: Mapping[str, Stack] = field(default_factory=dict)
    """What the panels of a folded sheet hold, beside what runs through them."""

    def number(self, pages: Mapping[str, int]) -> None:
        """Tell its contents the page of each id, before they are drawn."""
        for number in self.numbers:
            number.tell(pages[number.anchor])


@dataclass
class StoryBuilder:
    """Builds a story's flowables in a design, at a step of the copyfit ladder."""

    design: Design
    locale: Locale
    supplies: Supplies
    room: float
    """Height of an empty page, in points: pictures leave space for their captions."""
    fit: Fit = field(default_factory=Fit)
    pages: Pagination | None = None
    """Where the story's sections stand, if it prints their pages."""
    sections: Sections = field(default_factory=dict)
    """Sections that were set before, when the same story was told of other pages."""

    def __post_init__(self) -> None:
        self.theme, self.layout = self.design.theme, self.design.layout
        self.ink: Color | None = None

    def build(self, root: Tag) -> Story:
        """Build a whole story; raises InputProblems for unknown classes and what has no room."""
        self.phrases = PhraseSetter(self.theme, self.locale, self.fit, self.pages)
        entries = entries_of(root, self.pages.levels) if self.pages else []
        self._entries = entries if len(entries) > 1 else []
        self._bookmarks: list[tuple[int, str, str]] = []
        self._anchors = 0
        self._spares: list[Element] = []
        self._numbers: list[PageNumber] = []
        structure = Element("Document")
        geometry = self.design.geometry
        column = Column(geometry.measure, geometry.hang, geometry.side)
        panels: dict[str, Stack] = {}
        flow: list[Flowable] = []
        for own, children in itertools.groupby(root.children, _is_panel):
            if own:
                for each in children:
                    assert isinstance(each, Tag)
                    name = self._panel_name(each, panels)
                    panels[name] = self._panel(each, structure, column)
            else:
                flow += self.stack(replace(root, children=list(children)), structure, column).children
        stack = Stack(tuple(flow), stretchy=any(c.stretchy for c in flow), place=root.place)
        asked, spares = frozenset(self.phrases.asked), tuple(self._spares)
        return Story(stack, structure, self._bookmarks, asked, tuple(self._numbers), spares, panels)

    def _panel_name(self, tag: Tag, filled: Collection[str]) -> str:
        """Return the name of a panel; raises InputProblems where it can hold nothing of its own."""
        names = [panel.name for panel in self.design.geometry.panels]
        name, fold = tag.attributes["name"], self.layout.fold
        if fold is None or name not in names:
            hint = did_you_mean(name, names) if fold is not None else "only a layout with “fold” has panels"
            raise InputProblems.one(tag.place, f"the layout has no panel “{name}”", hint)
        if name in filled:
            raise InputProblems.one(tag.place, f"the panel “{name}” is filled twice", "put all of it into one <panel>")
        if name in fold.flow:
            hint = "what stands outside of panels stands there"
            raise InputProblems.one(tag.place, f"the story runs through the panel “{name}”", hint)
        return name

    def _panel(self, tag: Tag, structure: Element, column: Column) -> Stack:
        """Set what stands in a panel of a folded sheet."""
        measure = self.design.geometry.panel(tag.attributes["name"]).measure
        return self.stack(tag, self.element(tag, structure), column._replace(measure=measure))

    # Blocks --------------------------------------------------------------------------------

    def stack(self, tag: Tag, element: Element, column: Column, default: str = "body", torn: str = "") -> Stack:
        """Set what stands in an element, one below the other; words are set in its class, or in `default`."""
        children: list[Flowable] = []
        phrases: list[Tag | str] = []

        mixed = any(child.name not in INLINE for child in tag.tags())

        def flush() -> None:
            if any(not isinstance(p, str) or p.strip() for p in phrases):
                owner = element.child("P") if mixed else element
                words = replace(tag, children=list(phrases)) if mixed else tag
                children.append(self.phrases.paragraph(words, owner, default, column.measure))
            phrases.clear()

        for child in tag.children:
            if isinstance(child, str) or child.name in INLINE:
                phrases.append(child)
                continue
            flush()
            if child.name in LED and children:
                children[-1] = _leading(children[-1])
            children += self.block(child, element, column)
            if child.name == "p" and child is not tag.children[-1] and _is_bold(child):
                children[-1] = _kept(children[-1])
        flush()
        return Stack(tuple(children), torn=torn, stretchy=any(c.stretchy for c in children), place=tag.place)

    def tried(self, tag: Tag, column: Column) -> Stack:
        """Set what stands in an element as a trial that leaves nothing behind."""
        bookmarks, anchors = list(self._bookmarks), self._anchors
        made = self.stack(tag, Element(tag.kind.tag), column, column.style)
        self._bookmarks, self._anchors = bookmarks, anchors
        return made

    def block(self, tag: Tag, parent: Element, column: Column) -> list[Flowable]:
        """Set one block."""
        name = tag.name
        if name in HEADINGS and "icon" in tag.attributes:
            return [self._iconed(tag, parent, column)]
        if name in HEADINGS or name in ("p", "dt", "figcaption", "caption"):
            return [self.text(tag, parent, column)]
        if name == "section" and self.pages is not None:
            return self._section(tag, parent, column)
        if name in ("section", "header", "div", "aside", "side"):
            return self._container(tag, parent, column)
        if name in ("ul", "ol"):
            return [set_list(tag, parent, column, self)]
        if name == "contents":
            return self._contents(tag, parent, column)
        if name == "dl":
            return [set_glossary(tag, parent, column, self)]
        if name == "table":
            from clinicpress.typesetting.grid import set_table  # most stories have none

            return [set_table(tag, parent, column, self)]
        if name == "figure":
            return [set_figure(tag, parent, column, self)]
        if name == "figures":
            return [set_figures(tag, parent, column, self)]
        if name == "beside":
            return set_beside(tag, parent, column, self)
        if name == "columns":
            return [self._columns(tag, parent, column)]
        if name == "img":
            return [set_picture(tag, parent, column, self)]
        if name == "icon":
            return [self._icon(tag)]
        if name == "hr":
            return [self._rule(tag, tag.attributes.get("class", "section"), column)]
        if name == "lines":
            return [self._lines(tag)]
        if name == "spring":
            return [SPRING]
        if name == "slot":
            return [self._slot(tag, parent, column)]
        raise AssertionError(f"<{name}> has no builder")

    def _section(self, tag: Tag, parent: Element, column: Column) -> list[Flowable]:
        """Set a section, or take it as it was set before."""
        key = (id(tag), column, self.ink)
        if (known := self.sections.get(key)) is not None:
            parent.take(known.element)
            self._bookmarks += known.bookmarks
            self._anchors += len(known.bookmarks)
            self._spares += known.spares
            return known.flowables
        bookmarks, spares = len(self._bookmarks), len(self._spares)
        made = self._container(tag, parent, column)
        kept = Section(parent.children[-1], made, self._bookmarks[bookmarks:], self._spares[spares:])
        if not depends_on_pages(tag) and all(anchor.partition(":")[0] != _NUMBERED for _, _, anchor in kept.bookmarks):
            self.sections[key] = kept
        return made

    def _container(self, tag: Tag, parent: Element, column: Column) -> list[Flowable]:
        element = self.element(tag, parent)
        torn = WHOLE if "whole" in tag.attributes else "section" if tag.name == "section" else "box"
        before: list[Flowable] = []
        if "rule" in tag.attributes:
            before.append(replace(self._rule(tag, tag.attributes["rule"], column, hang=True), discardable=True))
        style_name = tag.attributes.get("class", "")
        if "spare" in tag.attributes:
            spare = Stack((*before, self.beside(tag, element, column, "box")), stretchy=True)
            self._spares.append(element)
            return [Spare(spare, element, stretchy=True, ending=True)]
        if tag.name == "side":
            # There is no side column here: it stands below what comes before it.
            rest = [child for child in tag.children if not isinstance(child, Tag) or child.name != "spring"]
            below = self.stack(replace(tag, children=rest), element, column)
            return [replace(below, torn=torn, before=max(0.0, self._drop(tag)), after=_space_after(below))]
        if not style_name or tag.name == "section":
            return [*before, self.beside(tag, element, column, torn)]
        return [*before, set_box(tag, element, column, self)]

    @contextmanager
    def standing(self, ink: Color | None) -> Iterator[None]:
        """Set what stands on a ground: all words in the colour that goes with it, or, without one, each in its own."""
        before = self.ink, self.phrases
        self.ink, self.phrases = ink, replace(self.phrases, ink=ink)
        yield
        self.ink, self.phrases = before

    def beside(self, tag: Tag, element: Element, column: Column, torn: str) -> Flowable:
        """Set a container's blocks, with its <side> beside them; what stands first is read first."""
        side = next((child for child in tag.tags() if child.name == "side"), None)
        if side is None or not column.hang:
            main = self.stack(tag, element, column)
            before, stays = main.first.before if main.first else 0.0, _is_lead(main)
            return replace(main, torn=torn, before=before, after=_space_after(main), keep_next=stays)
        own = [child for child in tag.children if child is not side]
        side_first = tag.tags()[0] is side
        # What hangs here is to be read before a section below: that one begins under it, unless it was read first.
        # A section that hangs something of its own begins under it, too.
        sections = (i for i, c in enumerate(own) if _hangs(c) or (_is_section(c) and not side_first))
        below = next(sections, len(own))
        body, parts = replace(tag, children=own[:below]), replace(tag, children=own[below:])
        drop = self._drop(side)

        def hang() -> tuple[Cell, ...]:
            beside = self.stack(side, element.child("Div"), column.inner(column.side))
            # What stands below a card that is there again overleaf may be there, too.
            stays = not any(isinstance(child, Box) and child.overleaf for child in beside.children)
            return hung(replace(beside, torn="kept" if stays else "columns"), column, drop)

        # What is built first is read first.
        if side_first:
            hanging, main = hang(), self.stack(body, element, column)
        else:
            main, hanging = self.stack(body, element, column), hang()
        text = Cell(main, 0.0, column.measure, grows=True)
        row = Row(
            (*hanging, text) if side_first else (text, *hanging),
            column.measure,
            torn=torn,
            stretchy=main.stretchy,
            after=_space_after(main),
            keep_next=_is_lead(main),
        )
        if not parts.children:
            return row
        under = self.stack(parts, element, column)
        return replace(under, children=(replace(row, torn=""), *under.children), torn=torn, after=_space_after(under))

    def _drop(self, side: Tag) -> float:
        name = side.attributes.get("class", "none")
        check_class(name, self.theme.spec.drops, "side", side.place)
        return entry(self.theme.spec.drops, name)

    def element(self, tag: Tag, parent: Element) -> Element:
        """Make the structure element of a tag."""
        element = parent.child(tag.kind.tag)
        element.lang = tag.attributes.get("lang", "")
        return element

    # Text ----------------------------------------------------------------------------------

    def text(self, tag: Tag, parent: Element, column: Column) -> Paragraph:
        """Set an element of words."""
        element = self.element(tag, parent)
        style = column.style if tag.name == "p" and column.style else tag.kind.style
        paragraph = self.phrases.paragraph(tag, element, style, column.measure)
        if tag.name in ("h1", "h2") or (tag.name in HEADINGS and "id" in tag.attributes):
            self._anchors += 1
            anchor = tag.attributes.get("id") or f"{_NUMBERED}:{self._anchors}"
            self._bookmarks.append((HEADINGS.index(tag.name), " ".join(paragraph.plain.split()), anchor))
            paragraph = replace(paragraph, anchor=anchor)
        return paragraph

    def _iconed(self, tag: Tag, parent: Element, column: Column) -> Flowable:
        """Set a heading with an icon at its left, on the middle of its first line."""
        name = tag.attributes["icon"]
        icon = self._icon(replace(tag, attributes={"class": "heading", "name": name}))
        indent = self.theme.measures.heading_icon
        words = self.text(tag, parent, column.inner(column.measure - indent))
        drop = (words.style.leading - icon.wrap(indent)) / 2
        cells = (Cell(icon, 0.0, indent, min(0.0, drop)), Cell(words, indent, column.measure - indent, grows=True))
        before, after = words.before, words.after
        return Row(cells, column.measure, before=before, after=after, keep_next=True, place=tag.source())

    # Contents and columns --------------------------------------------------------------------

    def _contents(self, tag: Tag, parent: Element, column: Column) -> list[Flowable]:
        """Set the contents below their heading; nothing where there are none."""
        if not self._entries:
            return []
        part = parent.child("Div")
        head = self.stack(tag, part, column)
        lines = contents_lines(self._entries, part, self.phrases, self.theme.rule("row").color)
        self._numbers += [line.number for line in lines]
        rule = self.theme.rule("section")
        after = rule.before + rule.after
        before = head.children[0].before if head.children else 0.0
        listed = Stack(tuple(lines), torn="contents", alone="item_alone")
        return [Stack((*head.children, listed), before=before, after=after)]

    def _columns(self, tag: Tag, parent: Element, column: Column) -> Flowable:
        name = tag.attributes.get("class", "")
        check_class(name, self.theme.spec.columns, "columns", tag.place)
        spec = entry(self.theme.spec.columns, name)
        hang = column.hang if "hang" in tag.attributes else 0.0
        cells = tag.tags()
        given = [*spec.widths, *([0.0] * len(cells))][: len(cells)]
        room = column.measure + hang - spec.gap * (len(cells) - 1) - sum(given)
        share = room / max(1, given.count(0.0))
        if any(given) and room < -EPSILON:
            raise InputProblems.one(
                self.theme.node.find(("columns", name, "widths")).place,
                f"the columns “{name}” are {-room:.0f} points wider than their place, which has "
                f"{column.measure + hang:.0f} points",
                "make “widths” or “gap” smaller",
            )
        offset = -hang
        placed: list[Cell] = []
        for cell, width in zip(cells, given, strict=True):
            measure = width or share
            if measure < MIN_MEASURE and any(each.name != "icon" for each in cell.tags()):
                raise InputProblems.one(cell.source(), "there is no room for so many columns here")
            content = self.stack(cell, parent.child("Div"), column.inner(measure))
            placed.append(Cell(content, offset, measure))
            offset += measure + spec.gap
        divider = self.theme.rule(str(spec.divider)) if spec.divider else None
        return Row(
            tuple(levelled(placed)),
            column.measure,
            divider=divider,
            before=spec.before,
            after=spec.after,
            torn="columns",
            place=tag.place,
        )

    # Small things ----------------------------------------------------------------------------

    def _icon(self, tag: Tag) -> Flowable:
        name = tag.attributes.get("class", "section")
        check_class(name, self.theme.spec.icons, "icon", tag.place)
        spec = entry(self.theme.spec.icons, name)
        icon = self.supplies.icons[tag.attributes["name"]]
        tile = self.theme.tile(spec.tile)
        color = self.theme.color(spec.color) if tile is not None or self.ink is None else self.ink
        return IconLeaf(icon, spec.size, color, spec.nudge, tile, after=spec.after, keep_next=True)

    def _rule(self, tag: Tag, name: str, column: Column, hang: bool = False) -> Rule:
        check_class(name, self.theme.spec.rules, "rule", tag.place)
        style = self.theme.rule(name, self.fit)
        return Rule.of(style, column.hang if hang or "hang" in tag.attributes else 0.0)

    def _lines(self, tag: Tag) -> Flowable:
        try:
            count = int(tag.attributes["count"])
            most = int(tag.attributes.get("most", count))
        except ValueError:
            raise InputProblems.one(tag.place, "<lines> needs whole numbers for “count” and “most”") from None
        if not 0 <= count <= most <= MAX_LINES:
            raise InputProblems.one(tag.place, f"<lines> needs a “count” of 0-{MAX_LINES}, and “most” not below it")
        measures = self.theme.measures
        first = measures.line_pitch if most == count else measures.line_first
        return WriteLines(
            self.theme.rule("write"),
            count,
            most,
            measures.line_pitch,
            first,
            tick=(measures.tick, measures.tick_above) if "tick" in tag.attributes else None,
            stretchy=most > count,
            after=measures.lines_after,
        )

    def _slot(self, tag: Tag, parent: Element, column: Column) -> Flowable:
        name = tag.attributes["name"]
        if name not in self.layout.slots:
            hint = did_you_mean(name, map(str, self.layout.slots)) or "add it under “slots” in the layout"
            raise InputProblems.one(tag.place, f"the layout has no slot “{name}”", hint)
        box = entry(self.layout.slots, name)
        return SlotLeaf(name, min(box.width, column.measure), box.height, element=parent.child("Div"))


def _is_panel(child: Tag | str) -> bool:
    return isinstance(child, Tag) and child.name == "panel"


def _space_after(stack: Stack) -> float:
    """Return the space below a section: that of its last text; boxes and pictures need none."""
    last = stack.children[-1] if stack.children else None
    kept_whole = isinstance(last, Box) or (
        isinstance(last, Stack) and last.torn in ("box", "figure", "figures", "section", WHOLE)
    )
    return 0.0 if last is None or kept_whole else last.after


def _is_section(part: Tag | str) -> bool:
    return isinstance(part, Tag) and part.name == "section"


def _hangs(part: Tag | str) -> bool:
    """Tell whether something of a block has its place in the side column, or reaches into it."""
    if not isinstance(part, Tag):
        return False
    return part.name == "side" or not _REACHING.isdisjoint(part.attributes) or any(map(_hangs, part.tags()))


def _leading(block: Flowable) -> Flowable:
    """Keep a text that ends with a colon at what it leads to."""
    return _kept(block) if isinstance(block, Paragraph) and block.plain.rstrip().endswith(":") else block


def _kept(block: Flowable) -> Flowable:
    """Keep a paragraph at what follows it."""
    return replace(block, style=replace(block.style, keep_next=True)) if isinstance(block, Paragraph) else block


def _is_bold(tag: Tag) -> bool:
    """Tell whether all of a text is bold: it is meant as a heading."""
    bold = (child.name == "strong" or (child.name == "t" and _is_bold(child)) for child in tag.tags())
    return all(bold) and not any(isinstance(child, str) and child.strip() for child in tag.children)


def _is_lead(stack: Stack) -> bool:
    """Tell whether there is nothing in a stack but what must not be parted from what follows, such as headings."""
    return bool(stack.children) and all(child.keep_next or child.discardable for child in stack.children)
