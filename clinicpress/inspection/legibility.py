"""Can everything be read? Checks of the pages as they are seen: sizes, contrast, edges, what is hidden.

The limits are those of the field: nothing a patient must read below 9 pt; contrast 4.5:1, also
without colours; pictures of 300 dpi; what office printers can reach.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

from clinicpress.inspection.contrast import DPI, Word, words_seen
from clinicpress.looks.themefile import LEAST_TYPE, ROUNDING
from clinicpress.readback.finished import Box, Finished, Glyph, ReadPage, placed
from clinicpress.readback.typesizes import small_type
from clinicpress.readback.verdict import Finding, Row, begins, judged, unknown

LEAST_CONTRAST = 4.5
LEAST_LARGE_CONTRAST = 3.0
LARGE_TYPE = 18.0
"""Points from which on the lesser contrast is enough (WCAG 2.1, 1.4.3)."""
GOOD_DPI, LEAST_DPI = 300, 150
NARROWEST = 0.75
"""Type may be squeezed to so much of its breadth; condensed faces are drawn no narrower."""
CROWDED = 0.35
"""The part of a letter that another may cover before it cannot be read."""
FEWEST_CROWDED = 3
"""Fewer letters that touch others are accents, fractions or ornaments."""
WATERMARK = 2.5
"""How much larger type is when it is meant to be a ground for other type."""
COARSE = 72.0
"""A page that is so large that it is painted with fewer dots an inch shows nothing of its words."""
CELL = 12.0
EDGE = 18.0
"""Office printers cannot reach the outer 6.35 mm."""
FOOT = 22.7
"""The lowest baseline of a footer: 8 mm."""
TRIM_EDGE = 9.0
"""What is trimmed keeps 0.125 in from the cut."""


LOOKED = frozenset({"hidden", "contrast", "grey"})
"""The questions that only the look of a page answers."""


@dataclass(frozen=True)
class Seen:
    """A page with the words that can be seen of it."""

    page: ReadPage
    words: tuple[Word, ...]

    @cached_property
    def beyond(self) -> frozenset[int]:
        """The glyphs that lie beyond the page, if only in part."""
        sheet = self.page.sheet
        return frozenset(number for number, glyph in self.page.ink.items() if not sheet.holds(glyph.box, 1))

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The glyphs on the page that cannot be seen, or only in part."""
        unseen = {number for number, glyph in enumerate(self.page.glyphs) if glyph.unseen}
        return frozenset(unseen.union(*(word.lost for word in self.words)))

    @cached_property
    def crowded(self) -> frozenset[int]:
        """The letters and figures that are printed over those of another line."""
        found: set[int] = set()
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, glyph in self.page.ink.items():
            if not glyph.char.isalnum() or number in self.hidden:
                continue
            box, sheet = glyph.box, self.page.sheet
            columns = range(int(max(box.left, 0) / CELL), int(min(box.right, sheet.right) / CELL) + 1)
            lines = range(int(max(box.bottom, 0) / CELL), int(min(box.top, sheet.top) / CELL) + 1)
            near = [(column, line) for column in columns for line in lines]
            for other in {other for cell in near for other in cells[cell]}:
                if _collide(glyph, self.page.glyphs[other]):
                    found |= {number, other}
            for cell in near:
                cells[cell].append(number)
        return frozenset(found)

    @property
    def text(self) -> str:
        """The text that can be seen."""
        return self.text_in(None)

    def text_in(self, box: Box | None) -> str:
        """Return the text that can be seen in a box."""
        return "".join(glyph.char for glyph in self._visible(box))

    def crowded_lines(self) -> Iterator[str]:
        """Yield what is printed over other words, line by line, from the first letter that is."""
        counts = Counter(round(self.page.glyphs[number].baseline) for number in self.crowded)
        for line in sorted((line for line, count in counts.items() if count >= FEWEST_CROWDED), reverse=True):
            on = [n for n, glyph in enumerate(self.page.glyphs) if round(glyph.baseline) == line]
            first = on.index(min(self.crowded.intersection(on)))
            while first and on[first - 1] in self.page.ink:
                first -= 1
            yield "".join(self.page.glyphs[number].char for number in on[first:])

    @property
    def lines(self) -> list[str]:
        """The lines that can be seen, from top to bottom."""
        return self.lines_in(None)

    def lines_in(self, box: Box | None) -> list[str]:
        """Return the lines that can be seen in a box, from top to bottom."""
        lines: dict[int, str] = {}
        for glyph in self._visible(box):
            lines[round(glyph.baseline)] = lines.get(round(glyph.baseline), "") + glyph.char
        return [lines[at].strip() for at in sorted(lines, reverse=True)]

    def _visible(self, box: Box | None) -> Iterator[Glyph]:
        lost = self.hidden | self.beyond
        for number, glyph in enumerate(self.page.glyphs):
            if number not in lost and (box is None or glyph.box.lies_in(box)):
                yield glyph

    def whole_words(self, chosen: Collection[int]) -> set[int]:
        """Return glyphs with the others of their words, by their numbers."""
        found: set[int] = set()
        word: list[int] = []
        for number in range(len(self.page.glyphs) + 1):
            if number in self.page.ink:
                word.append(number)
                continue
            if any(each in chosen for each in word):
                found.update(word)
            word = []
        return found | set(chosen)


def _collide(one: Glyph, other: Glyph) -> bool:
    """Tell whether two glyphs cannot be read because they lie on each other.

    A letter over itself makes it bold, and one on a far larger one stands on a watermark.
    """
    if one.run == other.run or one.char == other.char or not 1 / WATERMARK < one.size / other.size < WATERMARK:
        return False
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    up = min(one.box.top, other.box.top) - max(one.box.bottom, other.box.bottom)
    least = min(each.box.width * each.box.height for each in (one, other))
    return across > 0 and up > 0 and across * up > CROWDED * least


def see(finished: Finished) -> list[Seen]:
    """Look at all pages, but for the words of those that are too large for that."""
    return [Seen(p, tuple(words_seen(finished, p)) if not _too_large(p) else ()) for p in finished.pages]


def _too_large(page: ReadPage) -> bool:
    return page.dpi(DPI) < COARSE


def legibility(pages: Sequence[Seen]) -> list[Row]:
    """Check all that can be seen."""
    rows = [_hidden(pages), _type_size(pages), *_contrasts(pages), _pictures(pages), _edges(pages)]
    large = [seen.page.number for seen in pages if _too_large(seen.page)]
    why = f"page {large[0]} is too large to be looked at closely" if large else ""
    return [unknown(r.id, r.asks, why) if why and r.id in LOOKED and r.result == "passed" else r for r in rows]


def _hidden(pages: Sequence[Seen]) -> Row:
    failures = []
    for seen in pages:
        for said in seen.page.stretches(seen.whole_words(seen.hidden)):
            failures.append(Finding(seen.page.number, f"{begins(said)} is in the file, but cannot be seen whole"))
        for said in seen.crowded_lines():
            failures.append(Finding(seen.page.number, f"{begins(said)} is printed over other words"))
    return judged("hidden", "Can all words be seen: none covered, cut off or invisible?", failures)


def _type_size(pages: Sequence[Seen]) -> Row:
    failures: list[Finding] = []
    warnings: list[Finding] = []
    sizes: set[float] = set()
    room: dict[float, float] = defaultdict(float)
    for seen in pages:
        glyphs = seen.page.ink.values()
        sizes.update(round(glyph.size, 1) for glyph in glyphs)
        for glyph in glyphs:
            room[round(glyph.size, 1)] += glyph.size**2 * (not glyph.artifact)
        squeezed: dict[float, set[int]] = {}
        for number, glyph in seen.page.ink.items():
            if glyph.breadth < NARROWEST:
                squeezed.setdefault(glyph.breadth, set()).add(number)
        for breadth, numbers in sorted(squeezed.items()):
            for said in seen.page.stretches(numbers):
                message = f"{begins(said)} is squeezed to {breadth:.0%} of its breadth"
                failures.append(Finding(seen.page.number, message))
        for size, said, raised in small_type(seen.page, LEAST_TYPE - ROUNDING):
            message = f"{begins(said)} is set in {size:.3g} pt; {LEAST_TYPE:g} pt is the least"
            (warnings if raised else failures).append(Finding(seen.page.number, message))
    if not sizes:
        return judged("type-size", "Is all type large enough?", note="there is no text")
    mostly = max(room, key=lambda size: room[size])
    return judged(
        "type-size",
        "Is all type large enough?",
        failures,
        warnings,
        f"{min(sizes):g} to {max(sizes):g} pt, mostly {mostly:g}" if len(sizes) > 1 else f"{mostly:g} pt",
    )


def _contrasts(pages: Sequence[Seen]) -> Iterator[Row]:
    questions: tuple[tuple[str, str, str, Callable[[Word], float]], ...] = (
        ("contrast", "Does all text stand out from its ground?", "", lambda word: word.ratio),
        (
            "grey",
            "Does it also stand out when it is printed in black and white?",
            " without colours",
            lambda word: word.grey,
        ),
    )
    for id, asks, how, ratio_of in questions:
        failures = []
        ratios = []
        for seen in pages:
            pale: dict[tuple[float, float], list[str]] = {}
            for word in seen.words:
                if len(word.lost) == len(word.text):
                    continue
                # Colours on a screen have 256 steps: what they lack is forgiven.
                found = floor((ratio_of(word) + 0.02) * 10) / 10
                ratios.append(found)
                least = LEAST_LARGE_CONTRAST if word.size >= LARGE_TYPE else LEAST_CONTRAST
                if found < least:
                    pale.setdefault((found, least), []).append(word.text)
            for (found, least), words in pale.items():
                message = f"{begins(' '.join(words))} is too pale: its contrast is {found:g}:1{how}, not {least:g}:1"
                failures.append(Finding(seen.page.number, message))
        yield judged(id, asks, failures, note=f"{min(ratios):g}:1 or more" if ratios else "there is no text")


def _pictures(pages: Sequence[Seen]) -> Row:
    failures, warnings, least = [], [], []
    for seen in pages:
        for each in seen.page.pictures:
            least.append(each.dpi)
            size = f"{each.box.width / 72:.1f} by {each.box.height / 72:.1f} in"
            message = f"a picture of {each.pixels[0]} by {each.pixels[1]} pixels has {each.dpi:.0f} dpi at {size}"
            if each.dpi < LEAST_DPI - 0.5 and not each.artifact:
                failures.append(Finding(seen.page.number, f"{message}; {LEAST_DPI} dpi is the least"))
            elif each.dpi < GOOD_DPI - 0.5:
                warnings.append(Finding(seen.page.number, f"{message}; {GOOD_DPI} dpi would print sharply"))
    note = f"{min(least):.0f} dpi or more" if least else "there are none but drawings"
    return judged("pictures", "Are pictures fine enough for print?", failures, warnings, note)


def _edges(pages: Sequence[Seen]) -> Row:
    failures = []
    for seen in pages:
        page = seen.page
        safe, foot, edge = _safe(page)
        near = {n for n, glyph in seen.page.ink.items() if not safe.holds(glyph.box, 0.5) or glyph.baseline < foot}
        for said in seen.page.stretches(seen.whole_words(seen.beyond)):
            failures.append(Finding(page.number, f"{begins(said)} lies beyond the edge of the page"))
        for said in seen.page.stretches(seen.whole_words(near - seen.beyond)):
            failures.append(Finding(page.number, f"{begins(said)} is too near to the edge of the page: {edge}"))
        for each in page.pictures:
            if not each.artifact and not page.sheet.holds(each.box, 1):
                failures.append(Finding(page.number, "a picture lies beyond the edge of the page"))
    return judged("edges", "Does all text lie where printers reach?", failures)


def _safe(page: ReadPage) -> tuple[Box, float, str]:
    """Return where text may lie, its lowest baseline, and why."""
    sheet = page.sheet
    trim = placed(page.matrix, *page.boxes["Trim"]) if "Trim" in page.boxes else sheet
    if sheet.width - trim.width > 1 or sheet.height - trim.height > 1:
        inner = Box(trim.left + TRIM_EDGE, trim.bottom + TRIM_EDGE, trim.right - TRIM_EDGE, trim.top - TRIM_EDGE)
        return inner, 0.0, "what is trimmed needs 0.125 in (3 mm)"
    inner = Box(EDGE, 0, sheet.right - EDGE, sheet.top - EDGE)
    return inner, FOOT, "office printers need 0.25 in (6.35 mm), at the foot 8 mm"
