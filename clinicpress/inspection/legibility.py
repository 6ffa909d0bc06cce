"""Can everything be read? Checks of the pages as they are seen: sizes, contrast, edges, what is hidden.

The limits are those of the field: nothing a patient must read below 9 pt; contrast 4.5:1, also
without colours; pictures of 300 dpi; what office printers can reach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

from clinicpress.inspection.contrast import Word, words_seen
from clinicpress.inspection.finished import Box, Finished, Glyph, ReadPage, placed
from clinicpress.inspection.verdict import Finding, Row, begins, judged

LEAST_TYPE = 9.0
"""Points; nothing that a patient must read may be smaller."""
ROUNDING = 0.05
LEAST_CONTRAST = 4.5
LEAST_LARGE_CONTRAST = 3.0
LARGE_TYPE = 18.0
"""Points from which on the lesser contrast is enough (WCAG 2.1, 1.4.3)."""
GOOD_DPI, LEAST_DPI = 300, 150
EDGE = 18.0
"""Office printers cannot reach the outer 6.35 mm."""
FOOT = 22.7
"""The lowest baseline of a footer: 8 mm."""
TRIM_EDGE = 9.0
"""What is trimmed keeps 0.125 in from the cut."""


@dataclass(frozen=True)
class Seen:
    """A page with the words that can be seen of it."""

    page: ReadPage
    words: tuple[Word, ...]

    @cached_property
    def ink(self) -> dict[int, Glyph]:
        """The glyphs that paint something, by their numbers."""
        glyphs = enumerate(self.page.glyphs)
        return {number: glyph for number, glyph in glyphs if glyph.box.right > glyph.box.left}

    @cached_property
    def beyond(self) -> frozenset[int]:
        """The glyphs that lie beyond the page, if only in part."""
        sheet = self.page.sheet
        return frozenset(number for number, glyph in self.ink.items() if not sheet.holds(glyph.box, 1))

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The glyphs on the page that cannot be seen, or only in part."""
        unseen = {number for number, glyph in enumerate(self.page.glyphs) if glyph.unseen}
        return frozenset(unseen.union(*(word.lost for word in self.words)))

    @cached_property
    def text(self) -> str:
        """The text that can be seen."""
        lost = self.hidden | self.beyond
        return "".join(glyph.char for number, glyph in enumerate(self.page.glyphs) if number not in lost)

    @property
    def lines(self) -> list[str]:
        """The lines that can be seen, from top to bottom."""
        lost, lines = self.hidden | self.beyond, dict[int, str]()
        for number, glyph in enumerate(self.page.glyphs):
            if number not in lost:
                lines[round(glyph.baseline)] = lines.get(round(glyph.baseline), "") + glyph.char
        return [lines[at].strip() for at in sorted(lines, reverse=True)]

    def stretches(self, chosen: Container[int]) -> Iterator[str]:
        """Yield the stretches of text whose glyphs are chosen, by their numbers."""
        said = ""
        for number, glyph in enumerate(self.page.glyphs):
            if number not in self.ink:
                said += " " if said else ""
            elif number in chosen:
                said += glyph.char
            elif said:
                yield said
                said = ""
        if said:
            yield said


def see(finished: Finished) -> list[Seen]:
    """Look at all pages."""
    return [Seen(page, tuple(words_seen(finished, page))) for page in finished.pages]


def legibility(pages: Sequence[Seen]) -> list[Row]:
    """Check all that can be seen."""
    return [_hidden(pages), _type_size(pages), *_contrasts(pages), _pictures(pages), _edges(pages)]


def _hidden(pages: Sequence[Seen]) -> Row:
    failures = []
    for seen in pages:
        for said in seen.stretches(seen.hidden):
            failures.append(Finding(seen.page.number, f"{begins(said)} is in the file, but cannot be seen whole"))
    return judged("hidden", "Can all words be seen: none covered, cut off or invisible?", failures)


def _type_size(pages: Sequence[Seen]) -> Row:
    failures: list[Finding] = []
    warnings: list[Finding] = []
    sizes: set[float] = set()
    room: dict[float, float] = defaultdict(float)
    for seen in pages:
        glyphs = seen.ink.values()
        sizes.update(round(glyph.size, 1) for glyph in glyphs)
        for glyph in glyphs:
            room[round(glyph.size, 1)] += glyph.size**2 * (not glyph.artifact)
        small: dict[float, set[int]] = {}
        for number, glyph in seen.ink.items():
            if glyph.size < LEAST_TYPE - ROUNDING:
                small.setdefault(glyph.size, set()).add(number)
        for size, numbers in sorted(small.items()):
            for said in seen.stretches(numbers):
                raised = said.strip().strip("[]()*†‡,–-").isdigit()
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
        f"{min(sizes):g} to {max(sizes):g} pt, mostly {mostly:g}",
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
        near = {n for n, glyph in seen.ink.items() if not safe.holds(glyph.box, 0.5) or glyph.baseline < foot}
        for said in seen.stretches(seen.beyond):
            failures.append(Finding(page.number, f"{begins(said)} lies beyond the edge of the page"))
        for said in seen.stretches(near - seen.beyond):
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
