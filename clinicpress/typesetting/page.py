"""Pages: the footer is measured first, and frames get what is left.

Head and footer are furniture: they are drawn by `Furniture.stamp`, which the canvas calls for
every page it emits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clinicpress.content.locale import Labels
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.sheet import ClinicRoom
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import printable, spaced
from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.looks.design import Design, Frame
from clinicpress.looks.theme import TextStyle
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.text import Paragraph, shortened
from clinicpress.typesetting.waves import waves

FOOTER_LIMIT = 0.25
"""The greatest share of the page's height that the footer may take."""
NARROW_LINES = 4
"""The lines of a narrow footer: three of the clinic and one of folio and version, with source and disclaimer beside."""
CLEAR = 8.0
"""The least space between what stands in the footer's column and what stands beside it, in points."""
LEAST_FRAME = 36.0
"""The least height that a page must have for the story, in points."""
FOLIO_LIMIT = 0.6
"""The most of a line that folio or version may take where the clinic's lines stand beside them."""


@dataclass(frozen=True)
class FooterText:
    """What the footer must say on every page, and where that stands in the YAML."""

    source: str
    source_place: Place
    disclaimer: str
    disclaimer_place: Place
    version: str
    version_place: Place
    folio: str
    """With {page} and {pages}."""
    folio_place: Place


def line(text: str, style: TextStyle) -> Paragraph:
    """Make a paragraph of one look from literal text."""
    return Paragraph((Run(spaced(printable(text)), style),), style)


class FooterPlan:
    """The measured footer: narrow beside the clinic's lines, or wide where it is too long for that.

    A layout without a side column has it wide, too. What is wide stands below the clinic's lines.
    """

    def __init__(self, design: Design, text: FooterText) -> None:
        theme, layout, geometry = design.theme, design.layout, design.geometry
        self.text = text
        self.geometry = geometry
        self.style, self.strong = theme.style("footer"), theme.style("footer-strong")
        self.rule = theme.rule("footer")
        self.bottom = layout.footer.bottom
        self.hang = layout.footer.side + layout.footer.gutter
        self.side = layout.footer.side
        self.blocks = [line(words, self.style) for words in (text.source, text.disclaimer)]
        self.spoken = layout.footer.spoken
        live = geometry.right - geometry.left
        folio = text.folio.format(page=88, pages=88)
        self.version_apart = self._width(f"{folio} · {text.version}") > self.hang - CLEAR
        side_lines = NARROW_LINES + self.version_apart
        narrow = self._count(live - self.hang)
        self.wide = narrow > side_lines or not geometry.hang
        self.measure = live if self.wide else live - self.hang
        self.clinic_lines = 1 + self.version_apart if self.wide else NARROW_LINES - 1
        self.lines = self._count(live) + self.clinic_lines if self.wide else side_lines
        room = live * FOLIO_LIMIT if self.wide else self.hang - CLEAR
        for words, place in ((folio, text.folio_place), (text.version, text.version_place)):
            if (width := self._width(words)) > room:
                raise InputProblems.one(
                    place,
                    f"in the footer these words take {width:.0f} points; {room:.0f} are free",
                    "make them shorter",
                )
        if not self.wide:
            self.clinic_width = self.side
        elif self.version_apart:
            self.clinic_width = live - max(self._width(folio), self._width(text.version)) - layout.footer.gutter
        else:
            self.clinic_width = live - 2 * self.hang
        self.top = self.bottom + self.lines * self.style.leading + self.rule.after
        if self.top > geometry.height * FOOTER_LIMIT:
            longer_source = len(text.source) >= len(text.disclaimer)
            raise InputProblems.one(
                text.source_place if longer_source else text.disclaimer_place,
                f"the footer would be {self.top / geometry.height:.0%} of the page high; "
                f"at most {FOOTER_LIMIT:.0%} is allowed",
                "give the source a shorter “short:” text, or list under “references:” what need not stand on every page"
                if longer_source
                else "shorten the disclaimer",
            )

    def _width(self, words: str) -> float:
        return line(words, self.strong).lines(10_000)[0].width

    def _count(self, measure: float) -> int:
        return sum(len(block.lines(measure)) for block in self.blocks)

    @property
    def clinic_room(self) -> ClinicRoom:
        """The room for the clinic's lines."""
        return ClinicRoom(self.geometry.left, self.top - self.rule.after, self.clinic_width, self.clinic_lines)

    def speak(self, structure: Element) -> None:
        """Make source and disclaimer part of the structure, where the story does not hold them."""
        if not self.spoken:
            return
        part = structure.child("Div")
        self.blocks = [replace(block, element=part.child("P")) for block in self.blocks]
        for block in self.blocks:
            assert block.element is not None
            block.element.text = block.plain

    def stamp(self, canvas: PressCanvas, page: int, pages: int) -> None:
        """Draw the footer, but for the clinic's lines, which are the imprint's."""
        geometry = self.geometry
        canvas.rule(geometry.left, self.top, geometry.right - geometry.left, self.rule.color, self.rule.width)
        y = self.top - self.rule.after
        folio = Run(self.text.folio.format(page=page, pages=pages), self.strong)
        version = Run(self.text.version, self.style)
        both = ((folio, Run(" · ", self.style), version),)
        if self.wide:
            for runs in ((folio,), (version,)) if self.version_apart else both:
                words = Paragraph(runs, self.style)
                words.draw(canvas, geometry.right - words.lines(10_000)[0].width, y, 10_000)
                y -= self.style.leading
        else:
            rows = ((version,), (folio,)) if self.version_apart else both
            last = y - (self.lines - len(rows)) * self.style.leading
            for runs in rows:
                Paragraph(runs, self.style).draw(canvas, geometry.left, last, 10_000)
                last -= self.style.leading
        for block in self.blocks:
            said = block if page == pages else replace(block, element=None)
            said.draw(canvas, geometry.right - self.measure, y, self.measure)
            y -= block.wrap(self.measure)


class Furniture:
    """What stands on every page but is not the story: strip, running head, footer."""

    def __init__(self, design: Design, labels: Labels, title: str, footer: FooterPlan) -> None:
        self.design, self.theme, self.layout, self.geometry = design, design.theme, design.layout, design.geometry
        self.labels, self.title, self.footer = labels, title, footer
        self._check_heads()

    def _check_heads(self) -> None:
        """Refuse words on the strip or in the running head that have no room there."""
        for frame, key in zip(self.frames(), ("first_page", "later_pages"), strict=False):
            if frame.height < LEAST_FRAME:
                raise InputProblems.one(
                    self.layout.title.place,
                    f"“{key}: top” and the footer leave {max(0.0, frame.height):.0f} points for the text, "
                    f"at least {LEAST_FRAME:.0f} are needed",
                    "begin the text higher",
                )
        strip, head = self.layout.first_page.strip, self.layout.later_pages.running_head
        live = self.geometry.right - self.geometry.left
        if strip is not None:
            words = line(self._label(str(strip.label), strip.label.place), self.theme.style("strip"))
            room = live - 2 * self.theme.spec.strip.inset
            if words.style.leading > strip.height or words.lines(10_000)[0].width > room:
                raise InputProblems.one(
                    strip.label.place,
                    f"“{words.plain}” does not fit on the strip: it is {words.lines(10_000)[0].width:.0f} by "
                    f"{words.style.leading:.0f} points, the strip {room:.0f} by {strip.height:.0f}",
                    "make the strip higher, or the style “strip” smaller",
                )
        if head is not None:
            room = self.layout.later_pages.top - head.text_top
            high = self.theme.style("running-title").leading
            if head.label is not None:
                label = self._label(str(head.label), head.label.place)
                high = max(high, line(label, self.theme.style("running-head")).wrap(self.footer.hang))
            if high > room:
                raise InputProblems.one(
                    (head.label or self.layout.title).place,
                    f"the running head is {high:.0f} points high, and {room:.0f} points below its top the text begins",
                    "begin the text lower (“later_pages: top”), or make the words shorter or smaller",
                )

    def frames(self) -> Iterator[Frame]:
        """Yield the frames that head and footer leave to the story, for ever."""
        return self.design.frames(self.footer.top)

    def stamp(self, canvas: PressCanvas, page: int, pages: int) -> None:
        """Draw head and footer of a page."""
        if page == 1 and self.layout.first_page.strip:
            self._strip(canvas)
        elif page > 1 and self.layout.later_pages.running_head:
            self._running_head(canvas)
        self.footer.stamp(canvas, page, pages)

    def _label(self, name: str, place: Place) -> str:
        labels = dict(self.labels)
        plain = [key for key, label in labels.items() if "{" not in label]
        if name in labels and name not in plain:
            raise InputProblems.one(
                place, f"the label “{name}” cannot stand here: it has braces, which only footers fill in"
            )
        if name not in labels:
            raise InputProblems.one(place, f"the locale has no label “{name}”", did_you_mean(name, plain))
        return str(labels[name])

    def _strip(self, canvas: PressCanvas) -> None:
        strip, look = self.layout.first_page.strip, self.theme.spec.strip
        assert strip is not None
        left, right, hang = self.geometry.left, self.geometry.right, self.footer.hang
        top, height = self.geometry.y(strip.top), strip.height
        color = self.theme.color
        canvas.box(left, top, right - left, height, fill=color(look.ground))
        style = self.theme.style("strip")
        label = line(self._label(str(strip.label), strip.label.place), style)
        block = max(hang, label.lines(10_000)[0].width + 2 * look.inset)
        if look.waves is not None:
            path = waves(look.waves, right - left - block, height)
            canvas.clipped(left + block, top, right - left - block, height)
            canvas.outline(left + block, top, 1, path, color(look.waves.color), look.waves.width)
            canvas.unclip()
        canvas.box(left, top, block, height, fill=color(look.block))
        label.draw(canvas, left + look.inset, top - (height - style.leading) / 2, 10_000)

    def _running_head(self, canvas: PressCanvas) -> None:
        head = self.layout.later_pages.running_head
        assert head is not None
        left, right, hang = self.geometry.left, self.geometry.right, self.footer.hang
        top = self.geometry.y(head.top)
        look = self.theme.spec.running_head
        canvas.box(left + hang, top, right - left - hang, head.height, fill=self.theme.color(look.ground))
        canvas.box(left, top, hang, head.height, fill=self.theme.color(look.block))
        text_top = self.geometry.y(head.text_top)
        if head.label is None:
            begin = left
        else:
            begin = left + hang
            label = line(self._label(str(head.label), head.label.place), self.theme.style("running-head"))
            label.draw(canvas, left, text_top, hang)
        title = shortened(line(self.title, self.theme.style("running-title")), right - begin)
        title.draw(canvas, begin, text_top, right - begin)
