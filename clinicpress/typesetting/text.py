"""Text as a flowable: a paragraph holds its words, is set in lines at any measure, split and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from clinicpress.drawing.sheet import Sheet
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import printable, settable, spaced, unguided
from clinicpress.ground.problems import Place
from clinicpress.looks.theme import TextStyle
from clinicpress.typesetting.breaking import Galley, galley_of, paragraph_lines
from clinicpress.typesetting.breaks import KEPT, Break, Course, once
from clinicpress.typesetting.lines import Run, TextLine, one_line

MOST_KEPT = 5
"""What is kept with what follows, such as a heading or a line before a list, is whole up to so many lines."""
NARROW = 0.2
"""The width of the narrowest letters, in ems: a text of so many more than a line holds is broken anyhow."""
FEW_LINES = 2
"""So many lines of a paragraph on one side of a page break are few; a line alone is what nobody wants."""
MOST_COPIES = 2048
"""So many texts are known again with their lines: of an edited story most are set as they were before."""


class Copy(tuple[Run, ...]):
    """Runs that are measured once, and broken into lines once for each measure."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._lines: dict[tuple[float, str, bool], tuple[TextLine, ...]] = {}

    @cached_property
    def galley(self) -> Galley:
        """Its words, measured."""
        return galley_of(self)

    def lines(self, measure: float, balance: str, goes_on: bool) -> tuple[TextLine, ...]:
        """Break it into lines for a measure; `balance` is its style's, and it may go on elsewhere."""
        key = (measure, balance, goes_on)
        if (lines := self._lines.get(key)) is None:
            lines = self._lines[key] = tuple(self._broken(measure, balance, goes_on))
        return lines

    def _broken(self, measure: float, balance: str, goes_on: bool) -> Sequence[TextLine]:
        may_be_one = len(self) == 1 and len(self[0].text) * NARROW * self[0].style.size <= measure
        if may_be_one and not goes_on and (whole := one_line(self)) is not None and whole.width <= measure:
            return [whole]
        lines = paragraph_lines(self.galley, measure, balance, goes_on)
        if goes_on:
            lines[-1] = lines[-1]._replace(last=False, broken=not _plain(self).endswith(" "))
        return lines


def known_copy(runs: Sequence[Run]) -> Copy:
    """Return runs with what is known of their lines; those of an element of their own are of one story only."""
    if any(run.element is not None for run in runs):
        return Copy(runs)
    return _known_copy(tuple(runs))


_known_copy = lru_cache(maxsize=MOST_COPIES)(Copy)


def _plain(runs: Sequence[Run]) -> str:
    return printable("".join([run.text for run in runs]))


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph, heading, label or line: runs set in a style, with one structure element.

    The parts of a split paragraph are paragraphs of the words that each of them has.
    """

    runs: tuple[Run, ...]
    style: TextStyle
    element: Element | None = None
    place: Place | None = None
    ready: tuple[float, tuple[TextLine, ...]] | None = None
    """Lines that were broken already, with their measure: at any other one the runs are broken anew."""
    anchor: str = ""
    goes_on: bool = False
    """The rest of it stands elsewhere: what is its last line here is not the paragraph's last."""
    _copy: Copy = field(init=False, repr=False)

    stretchy = False
    ending = False
    discardable = False
    vanishes = False
    children = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "_copy", self.runs if isinstance(self.runs, Copy) else Copy(self.runs))

    @property
    def before(self) -> float:
        return self.style.before

    @property
    def after(self) -> float:
        return self.style.after

    @property
    def keep_next(self) -> bool:
        return self.style.keep_next

    def lines(self, measure: float) -> tuple[TextLine, ...]:
        """Break into lines for a measure; what was broken is kept."""
        if self.ready and self.ready[0] == measure:
            return self.ready[1]
        return self._copy.lines(measure, self.style.balance, self.goes_on)

    def count(self, measure: float) -> int:
        """Return how many lines it has at a measure."""
        return len(self.lines(measure))

    def wrap(self, measure: float) -> float:
        """Return the height at a measure, in points."""
        return self.count(measure) * self.style.leading

    def breadth(self, measure: float) -> float:
        """Return the width of its longest line at a measure, in points."""
        return max((line.width for line in self.lines(measure)), default=0.0)

    @once
    def course(self, measure: float) -> Course:
        """Return its height and its breaks at a measure: one below each line but the last."""
        count, leading = len(self.lines(measure)), self.style.leading
        kept = self.keep_next and count <= MOST_KEPT
        breaks = []
        for above in range(1, count):
            fewest = min(above, count - above)
            torn = "line_alone" if fewest < FEW_LINES else "few_lines" if fewest == FEW_LINES else "paragraph"
            at = above * leading
            breaks.append(Break(at, at, (KEPT,) if kept else (torn,), above))
        return Course(count * leading, breaks)

    def trimmed(self) -> Paragraph | None:
        """Return the paragraph as it begins a page."""
        return self

    def stretch(self, measure: float, extra: float) -> Paragraph:
        """Return the paragraph as it is: lines are never pulled apart."""
        return self

    def lead(self, measure: float) -> float:
        """Return how much of its height is missing where it begins a page: none."""
        return 0.0

    def shrunk(self, measure: float, by: float) -> Paragraph:
        """Return the paragraph as it is: lines are never pressed together."""
        return self

    def parted(self, measure: float, at: int) -> tuple[Paragraph, Paragraph]:
        """Part it below so many lines.

        Set to this measure, both parts keep the lines of the whole; to another, each breaks its own words.
        """
        lines = self.lines(measure)
        said = sum(len(bit.piece.text) for line in lines[:at] for word in line.words for bit in word.bits)
        first, rest = _parted(self.runs, said)
        head = replace(self, runs=first, ready=(measure, lines[:at]), goes_on=True)
        tail = replace(self, runs=rest, ready=(measure, lines[at:]), anchor="")
        return head, tail

    def reaches_below(self, measure: float, at: int) -> bool:
        """Tell whether there are lines below so many."""
        return at < len(self.lines(measure))

    def draw(self, canvas: Sheet, x: float, y: float, measure: float) -> None:
        """Draw below y, in points; the lines report to their element."""
        self.draw_for(self.element, canvas, x, y, measure)

    def draw_owned(self, canvas: Sheet, x: float, y: float, measure: float, parent: Element) -> float:
        """Draw below y, in points, as a paragraph of its own in the structure; returns the height."""
        element = parent.child("P")
        element.text = self.plain
        return self.draw_for(element, canvas, x, y, measure)

    def draw_for(self, element: Element | None, canvas: Sheet, x: float, y: float, measure: float) -> float:
        """Draw below y, in points, as the words of an element, or of none where they are repeated.

        Returns the height.
        """
        lines, leading = self.lines(measure), self.style.leading
        height = len(lines) * leading
        if self.anchor:
            canvas.anchor(self.anchor, y)
        if self.place is not None:
            canvas.pass_by(self.place, x, y, measure, height)
        baseline = y - self.style.baseline
        for at, line in enumerate(lines):
            self._draw_line(element, canvas, x, baseline - at * leading, line)
        # After all words: a word that is broken stays one stretch of marked content.
        for at, line in enumerate(lines if canvas.shows_hyphens else ()):
            if line.hyphen is not None:
                with canvas.furniture():
                    behind = canvas.left(x + line.width, line.hyphen.width)
                    canvas.text(behind, baseline - at * leading, [line.hyphen])
        return height

    def _draw_line(self, own: Element | None, canvas: Sheet, x: float, baseline: float, line: TextLine) -> None:
        left = canvas.left(x, line.width)
        for stroke in line.strokes:
            element = stroke.run.element or own
            canvas.text(left + stroke.start, baseline, stroke.pieces, element, stroke.said)
            link = stroke.run.link
            if link and element is not None:
                start = canvas.left(left + stroke.start + stroke.lead, stroke.width)
                if not link.startswith("#"):
                    canvas.rule(start, baseline - 1.6, stroke.width, stroke.pieces[0].color, 0.5)
                canvas.link(link, start, baseline + self.style.size * 0.8, stroke.width, self.style.size, element)

    @property
    def widest_word(self) -> float:
        """Width of the widest word in points."""
        return self._copy.galley.widest

    @property
    def widest_part(self) -> float:
        """Width of the widest part of a word, where words are broken at their signs, in points."""
        return self._copy.galley.widest_part

    @property
    def plain(self) -> str:
        """The text without its looks, and without what guides the breaking of its lines."""
        return _plain(self.runs)


def line(text: str, style: TextStyle, apart: bool = False) -> Paragraph:
    """Make a paragraph of one look from literal text; which way what stands `apart` runs is its own matter."""
    return Paragraph((Run(spaced(settable(text)), style, apart=apart),), style)


def shortened(paragraph: Paragraph, measure: float) -> Paragraph:
    """Cut a paragraph off after one line, with an ellipsis."""
    if len(paragraph.lines(measure)) == 1:
        return paragraph
    run = paragraph.runs[0]
    words = paragraph.plain.split(" ")
    while len(words) > 1:
        words.pop()
        trial = _reworded(paragraph, run, " ".join(words).rstrip(",;:–-") + "…")
        if len(trial.lines(measure)) == 1:
            return trial
    return _reworded(paragraph, run, "…")


def _reworded(paragraph: Paragraph, look: Run, text: str) -> Paragraph:
    """Return a paragraph that says something else, in the look of one of its runs."""
    return replace(paragraph, runs=(look._replace(text=text),), ready=None, goes_on=False)


def _parted(runs: tuple[Run, ...], count: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Part runs behind `count` characters of their words; the spaces that follow stay with the head."""
    for index, run in enumerate(runs):
        for at, char in enumerate(run.text):
            if char == " " or not unguided(char):
                continue
            if not count:
                head = (*runs[:index], run._replace(text=run.text[:at])) if at else runs[:index]
                return head, (run._replace(text=run.text[at:]), *runs[index + 1 :])
            count -= 1
    return runs, ()
