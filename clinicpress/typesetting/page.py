"""Pages: the footer is measured first, and frames get what is left.

Head and footer are furniture: they are drawn by `Furniture.stamp`, which the canvas calls for
every page it emits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from clinicpress.content.locale import LATIN_DIGITS, Labels, in_digits
from clinicpress.drawing.sheet import ClinicRoom, Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Design, Frame
from clinicpress.looks.fold import folds_on
from clinicpress.looks.theme import TextStyle
from clinicpress.story.clinicwords import FOOTER
from clinicpress.story.extent import IN_ONE
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.text import Paragraph, known_copy, line, shortened
from clinicpress.typesetting.waves import draw_waves

FOOTER_LIMIT = 0.25
"""The greatest share of the page's height that the footer may take."""
PANEL_LIMIT = 0.4
"""The same in a panel of a folded sheet, where it is as long as in a third of the page's width."""
NARROW_LINES = 4
"""The lines of a narrow footer: three of the clinic and one of folio and version, with source and disclaimer beside."""
BROAD = 0.58
"""How broad the characters of a name are at most, on average, as a share of their size."""
CLEAR = 8.0
"""The least space between what stands in the footer's column and what stands beside it, in points."""
TICK, TICK_EDGE, TICK_LINE = 6.0, 18.0, 0.5
"""How long the ticks at folds are, how far from the edge of the sheet, and how thick, in points."""
LEAST_FRAME = 36.0
"""The least height that a page must have for the story, in points."""
FOLIO_LIMIT = 0.6
"""The most of a line that folio or version may take where the clinic's lines stand beside them."""


Reckoned = Callable[[str, int, int], int]
"""Tells how many lines of so many characters the clinic's words take in a place, some or more."""


class FooterText(NamedTuple):
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
    digits: str = LATIN_DIGITS
    """Those of the folio."""


def _standing(text: str, style: TextStyle) -> Paragraph:
    """Make a paragraph that stands on many pages, and is set once."""
    made = line(text, style)
    return replace(made, runs=known_copy(made.runs))


class FooterPlan:
    """The measured footer: narrow beside the clinic's lines, or wide where it is too long for that.

    A layout without a side column has it wide, too: the clinic in one line, and below it source,
    disclaimer and version one after the other, with the folio at the end of the last line.
    """

    def __init__(self, design: Design, text: FooterText, named: bool = True, reckon: Reckoned | None = None) -> None:
        """Measure the footer of a design; `named` tells whether there is a clinic that may stand in it.

        `reckon` tells how many lines of so many characters the clinic's words take in a place, some or more.
        """
        theme, layout, geometry = design.theme, design.layout, design.geometry
        self.text = text
        self.design, self.geometry = design, geometry
        self.style, self.strong = theme.style("footer"), theme.style("footer-strong")
        self.rule = theme.rule("footer")
        self.bottom = layout.footer.bottom
        self.hang = layout.footer.side + layout.footer.gutter
        self.spoken = layout.footer.spoken
        footers = layout.fold.footers if layout.fold is not None else ()
        panels = [geometry.panel(str(name)) for name in footers]
        self.shifts = {panel.page: panel.text - geometry.left for panel in panels}
        """How far behind where the live area begins the footers of a folded sheet stand, by page, in points."""
        self._apart = [_standing(words, self.style) for words in (text.source, text.disclaimer)]
        """Source and disclaimer, each by itself."""
        self.live = geometry.right - geometry.left
        limit = PANEL_LIMIT if self.shifts else FOOTER_LIMIT
        clinic = layout.footer.clinic
        folio = "" if layout.pages == 1 else self.folio(88, 88)
        self.version_apart = self._width(" · ".join(filter(None, (folio, text.version)))) > self.hang - CLEAR
        side_lines = NARROW_LINES + self.version_apart
        narrow = sum(len(block.lines(self.live - self.hang)) for block in self._apart)
        self.wide = narrow > side_lines or not geometry.hang or not (clinic or folio)
        told = reckon if reckon is not None and clinic and named else (lambda place, characters, least: least)
        if not self.wide:
            few = NARROW_LINES - 1
            self.wide = told(FOOTER, self._characters(self.hang - CLEAR), few) > few
        room = self.live * FOLIO_LIMIT if self.wide else self.hang - CLEAR
        for words, place in ((folio, text.folio_place), (text.version, text.version_place)):
            if (width := self._width(words)) > room:
                raise InputProblems.one(
                    place,
                    f"in the footer these words take {width:.0f} points; {room:.0f} are free",
                    "make them shorter",
                )
        self._silent = self._run_in(*self._apart) if self.wide else self._apart
        self._aloud = self._silent
        """What says source and disclaimer, and the same as screen readers hear it once."""
        if self.wide:
            lines = [each for block in self._silent for each in block.lines(self.live)]
            self.folio_apart = bool(folio) and lines[-1].width + CLEAR + self._width(folio) > self.live
            self.clinic_width = self.live
            self.clinic_lines = self._wide_lines(told) if clinic and named else 0
            height = self.folio_apart * self.strong.leading + len(lines) * self.style.leading
            free = geometry.height * limit - self.bottom - self.rule.after - height
            if self.clinic_lines > max(1, free / self.strong.leading):
                # It will be told at the clinic's own words that they do not fit.
                self.clinic_lines = 1
            height += self.clinic_lines * self.strong.leading
        else:
            self.clinic_width, self.clinic_lines = self.hang - CLEAR, (clinic and named) * (NARROW_LINES - 1)
            height = side_lines * self.style.leading
        self.top = self.bottom + height + self.rule.after
        # What fits for one clinic fits for all, and where there is none, too.
        most = self.top + (self.strong.leading if self.wide and clinic and not named else 0.0)
        if most > geometry.height * limit:
            longer_source = len(text.source) >= len(text.disclaimer)
            raise InputProblems.one(
                text.source_place if longer_source else text.disclaimer_place,
                f"the footer would be {most / geometry.height:.0%} of the page high; at most {limit:.0%} is allowed",
                "give the source a shorter “short:” text, or list under “references:” what need not stand on every page"
                if longer_source
                else "shorten the disclaimer",
            )

    def _characters(self, width: float) -> int:
        """Return how many characters of the clinic's name a line has room for, in its smallest size."""
        return int(width / (BROAD * self.strong.sizes[-1].size))

    def _wide_lines(self, told: Reckoned) -> int:
        """Return the lines of a clinic in a wide footer: one, or as many as name and phone take below each other."""
        most = self._characters(self.live)
        return 1 if told(IN_ONE, most, 1) == 1 else told(FOOTER, most, 2)

    def folio(self, page: int, pages: int) -> str:
        """Return what a page says of its number; a single page says nothing, nor does a face of a folded sheet."""
        if pages == 1 or self.shifts:
            return ""
        page_said, pages_said = (in_digits(number, self.text.digits) for number in (page, pages))
        return self.text.folio.format(page=page_said, pages=pages_said)

    def _width(self, words: str) -> float:
        return _standing(words, self.strong).lines(10_000)[0].width

    def _run_in(self, *blocks: Paragraph) -> list[Paragraph]:
        """Return source, disclaimer and version one after the other; in a panel, the disclaimer begins a line."""
        between = Run(" · ", self.style)
        source, disclaimer = (block.runs[0]._replace(element=block.element) for block in blocks)
        version = Run(self.text.version.replace(" ", NBSP), self.style)
        if self.shifts:
            # Short lines end with the dot rather than begin with it.
            after = Run(f"{NBSP}· ", self.style)
            return [Paragraph((source,), self.style), Paragraph((disclaimer, after, version), self.style)]
        return [Paragraph((source, between, disclaimer, between, version), self.style)]

    @property
    def clinic_room(self) -> ClinicRoom:
        """The room for the clinic's lines, as it lies on the sheet; it has none where they do not stand here."""
        left = self.design.left(self.geometry.left, self.clinic_width)
        return ClinicRoom(left, self.top - self.rule.after, self.clinic_width, self.clinic_lines)

    def speak(self, structure: Element) -> None:
        """Make source and disclaimer part of the structure, where the story does not hold them."""
        if not self.spoken:
            return
        part = structure.child("Div")
        blocks = [replace(block, element=part.child("P")) for block in self._apart]
        for block in blocks:
            assert block.element is not None
            block.element.text = block.plain
        self._aloud = self._run_in(*blocks) if self.wide else blocks

    def stamp(self, canvas: Sheet, page: int, pages: int) -> None:
        """Draw the footer, but for the clinic's lines, which are the imprint's."""
        left = self.geometry.left + self.shifts.get(page, 0.0)
        canvas.rule(left, self.top, self.live, self.rule.color, self.rule.width)
        folio = Run(self.folio(page, pages), self.strong)
        if self.wide:
            self._stamp_wide(canvas, left, folio, spoken=page == pages)
        else:
            self._stamp_narrow(canvas, folio, spoken=page == pages)

    def _stamp_wide(self, canvas: Sheet, left: float, folio: Run, spoken: bool) -> None:
        y = self.top - self.rule.after
        if self.clinic_lines:
            height = self.clinic_lines * self.strong.leading
            canvas.keep_free("the clinic's lines in the footer", left, y, self.clinic_width, height)
            y -= height
        for said in self._aloud if spoken else self._silent:
            said.draw(canvas, left, y, self.live)
            y -= said.wrap(self.live)
        if not self.folio_apart:
            # On the line that the last words stand on.
            y += self.style.leading - self.style.baseline + self.strong.baseline
        if folio.text:
            right = left + self.live
            Paragraph((folio,), self.strong).draw(canvas, right - self._width(folio.text), y, 10_000)

    def _stamp_narrow(self, canvas: Sheet, folio: Run, spoken: bool) -> None:
        geometry, y = self.geometry, self.top - self.rule.after
        version = Run(self.text.version, self.style)
        rows: list[tuple[Run, ...]] = [(folio, Run(" · ", self.style), version)] if folio.text else [(version,)]
        if folio.text and self.version_apart:
            rows = [(version,), (folio,)]
        last = self.bottom + len(rows) * self.style.leading
        for runs in rows:
            Paragraph(runs, self.style).draw(canvas, geometry.left, last, 10_000)
            last -= self.style.leading
        for block in self._aloud if spoken else self._silent:
            block.draw(canvas, geometry.left + self.hang, y, self.live - self.hang)
            y -= block.wrap(self.live - self.hang)


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
            words = _standing(self.labels.standing(str(strip.label), strip.label.place), self.theme.style("strip"))
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
                label = self.labels.standing(str(head.label), head.label.place)
                high = max(high, _standing(label, self.theme.style("running-head")).wrap(self.footer.hang))
            if high > room:
                raise InputProblems.one(
                    (head.label or self.layout.title).place,
                    f"the running head is {high:.0f} points high, and {room:.0f} points below its top the text begins",
                    "begin the text lower (“later_pages: top”), or make the words shorter or smaller",
                )

    def frames(self) -> Iterator[Frame]:
        """Yield the frames that head and footer leave to the story, for ever."""
        return self.design.frames(self.footer.top)

    def stamp(self, canvas: Sheet, page: int, pages: int) -> None:
        """Draw head and footer of a page."""
        if page == 1 and self.layout.first_page.strip:
            self._strip(canvas)
        elif page > 1 and self.layout.later_pages.running_head:
            self._running_head(canvas)
        for fold in folds_on(self.geometry.panels, page):
            for top in (self.geometry.height - TICK_EDGE, TICK_EDGE + TICK):
                canvas.rule(fold, top, TICK, self.footer.rule.color, TICK_LINE, vertical=True)
        self.footer.stamp(canvas, page, pages)

    def _strip(self, canvas: Sheet) -> None:
        strip, look = self.layout.first_page.strip, self.theme.spec.strip
        assert strip is not None
        left, right, hang = self.geometry.left, self.geometry.right, self.footer.hang
        top, height = self.geometry.y(strip.top), strip.height
        color = self.theme.color
        canvas.box(left, top, right - left, height, fill=color(look.ground))
        style = self.theme.style("strip")
        label = _standing(self.labels.standing(str(strip.label), strip.label.place), style)
        block = max(hang, label.lines(10_000)[0].width + 2 * look.inset)
        if look.waves is not None:
            wide = right - left - block
            draw_waves(canvas, look.waves, color(look.waves.color), left + block, top, wide, height)
        canvas.box(left, top, block, height, fill=color(look.block))
        label.draw(canvas, left + look.inset, top - (height - style.leading) / 2, 10_000)

    def _running_head(self, canvas: Sheet) -> None:
        head = self.layout.later_pages.running_head
        assert head is not None
        left, right, hang = self.geometry.left, self.geometry.right, self.footer.hang
        top = self.geometry.y(head.top)
        look = self.theme.spec.running_head
        if look.text is not None:
            ground, style = self.theme.color(look.ground), self.theme.style("running-title")
            canvas.box(left, top, right - left, head.height, fill=ground, radius=look.radius)
            words = _standing(self.title, replace(style, color=self.theme.color(look.text)))
            room = right - left - 2 * look.inset
            shortened(words, room).draw(canvas, left + look.inset, self.geometry.y(head.text_top), room)
            return
        canvas.box(left + hang, top, right - left - hang, head.height, fill=self.theme.color(look.ground))
        canvas.box(left, top, hang, head.height, fill=self.theme.color(look.block))
        text_top = self.geometry.y(head.text_top)
        if head.label is None:
            begin = left
        else:
            begin = left + hang
            label = _standing(self.labels.standing(str(head.label), head.label.place), self.theme.style("running-head"))
            label.draw(canvas, left, text_top, hang)
        title = shortened(_standing(self.title, self.theme.style("running-title")), right - begin)
        title.draw(canvas, begin, text_top, right - begin)
