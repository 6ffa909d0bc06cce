"""Can everything be read? Checks of the pages as they are seen: sizes, contrast, edges, what is hidden.

The limits are those of the field: nothing a patient must read below 9 pt; contrast 4.5:1, also
without colours; pictures of 300 dpi; what office printers can reach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from clinicpress.contrast import Word, words_seen
from clinicpress.finished import Box, Finished, Glyph, ReadPage, placed
from clinicpress.verdict import Finding, Row, begins, judged

LEAST_TYPE = 9.0
"""Points; nothing that a patient must read may be smaller."""
LEAST_BODY = 10.0
"""Points; what most of the text should have at least (FDA Medication Guides)."""
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

    @property
    def lost(self) -> frozenset[int]:
        """The glyphs that cannot be seen, or only in part, or lie beyond the page."""
        sheet = Box(0, 0, self.page.width, self.page.height)
        glyphs = enumerate(self.page.glyphs)
        beyond = {n for n, glyph in glyphs if glyph.unseen or (_is_ink(glyph) and not sheet.holds(glyph.box, 1))}
        return frozenset(beyond.union(*(word.lost for word in self.words)))

    @property
    def text(self) -> str:
        """The text that can be seen."""
        lost = self.lost
        return "".join(glyph.char for number, glyph in enumerate(self.page.glyphs) if number not in lost)


def see(finished: Finished) -> list[Seen]:
    """Look at all pages."""
    return [Seen(page, tuple(words_seen(finished, page))) for page in finished.pages]


def legibility(pages: Sequence[Seen]) -> list[Row]:
    """Check all that can be seen."""
    return [_hidden(pages), _type_size(pages), *_contrasts(pages), _pictures(pages), _edges(pages)]


def _is_ink(glyph: Glyph) -> bool:
    return not glyph.char.isspace() and glyph.box.width > 0


def _stretches(page: ReadPage, chosen: Container[int]) -> Iterator[str]:
    """Yield the stretches of text whose glyphs are chosen, by their numbers."""
    said = ""
    for number, glyph in enumerate(page.glyphs):
        if not _is_ink(glyph):
            said += " " if said else ""
        elif number in chosen:
            said += glyph.char
        elif said:
            yield said
            said = ""
    if said:
        yield said


def _hidden(pages: Sequence[Seen]) -> Row:
    failures = []
    for seen in pages:
        sheet = Box(0, 0, seen.page.width, seen.page.height)
        lost = {number for number in seen.lost if sheet.meets(seen.page.glyphs[number].box)}
        lost |= {number for number, glyph in enumerate(seen.page.glyphs) if glyph.unseen}
        for said in _stretches(seen.page, lost):
            failures.append(Finding(seen.page.number, f"{begins(said)} is in the file, but cannot be seen whole"))
    return judged("hidden", "Can all words be seen: none covered, cut off or invisible?", failures)


def _type_size(pages: Sequence[Seen]) -> Row:
    failures: list[Finding] = []
    warnings: list[Finding] = []
    sizes: Counter[float] = Counter()
    story: Counter[float] = Counter()
    for seen in pages:
        glyphs = [glyph for glyph in seen.page.glyphs if _is_ink(glyph)]
        sizes.update(round(glyph.size, 1) for glyph in glyphs)
        # Each text counts once: a long footer does not make a short summary small.
        story.update(size for _, size in {(glyph.mark, round(glyph.size, 1)) for glyph in glyphs if not glyph.artifact})
        small: dict[float, set[int]] = {}
        for number, glyph in enumerate(seen.page.glyphs):
            if _is_ink(glyph) and glyph.size < LEAST_TYPE - ROUNDING:
                small.setdefault(glyph.size, set()).add(number)
        for size, numbers in sorted(small.items()):
            for said in _stretches(seen.page, numbers):
                raised = said.strip().strip("[]()*†‡,–-").isdigit()
                message = f"{begins(said)} is set in {size:.3g} pt; {LEAST_TYPE:g} pt is the least"
                (warnings if raised else failures).append(Finding(seen.page.number, message))
    if not sizes:
        return judged("type-size", "Is all type large enough?", note="there is no text")
    mostly = (story or sizes).most_common(1)[0][0]
    if mostly < LEAST_BODY - ROUNDING:
        warnings.append(
            Finding(None, f"most of the text is set in {mostly:g} pt; {LEAST_BODY:g} pt is the least for it")
        )
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
                # Rounded as people would, and as the look of a screen varies.
                found = round(ratio_of(word), 1)
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
        sheet = Box(0, 0, page.width, page.height)
        safe, foot, edge = _safe(page, sheet)
        ink = [(number, glyph) for number, glyph in enumerate(page.glyphs) if _is_ink(glyph) and not glyph.unseen]
        beyond = {number for number, glyph in ink if not sheet.holds(glyph.box, 1)}
        near = {n for n, glyph in ink if n not in beyond and (not safe.holds(glyph.box, 0.5) or glyph.baseline < foot)}
        for said in _stretches(page, beyond):
            failures.append(Finding(page.number, f"{begins(said)} lies beyond the edge of the page"))
        for said in _stretches(page, near):
            failures.append(Finding(page.number, f"{begins(said)} is too near to the edge of the page: {edge}"))
        for each in page.pictures:
            if not each.artifact and not sheet.holds(each.box, 1):
                failures.append(Finding(page.number, "a picture lies beyond the edge of the page"))
    return judged("edges", "Does all text lie where printers reach?", failures)


def _safe(page: ReadPage, sheet: Box) -> tuple[Box, float, str]:
    """Return where text may lie, its lowest baseline, and why."""
    trim = placed(page.matrix, *page.boxes["Trim"]) if "Trim" in page.boxes else sheet
    if sheet.width - trim.width > 1 or sheet.height - trim.height > 1:
        inner = Box(trim.left + TRIM_EDGE, trim.bottom + TRIM_EDGE, trim.right - TRIM_EDGE, trim.top - TRIM_EDGE)
        return inner, 0.0, "what is trimmed needs 0.125 in (3 mm)"
    inner = Box(EDGE, 0, sheet.right - EDGE, sheet.top - EDGE)
    return inner, FOOT, "office printers need 0.25 in (6.35 mm), at the foot 8 mm"
