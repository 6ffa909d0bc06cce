"""Folds: does a folded leaflet read well in each state of folding? Files of ours say where they are folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from clinicpress.inspection.legibility import Seen
from clinicpress.looks.fold import CLEAR
from clinicpress.pdf.docket import Docket, says
from clinicpress.readback.finished import Finished
from clinicpress.readback.verdict import Finding, Row, begins, judged

SLACK = 0.1
"""Points that nobody sees, and no folding machine keeps."""
HAIR = 0.5
"""Points by which a letter, such as j, hangs out of its column."""
ASKS_CLEAR = "Do all words keep clear of the folds?"
ASKS_FACES = "Do source and disclaimer stand whole in a panel of each face?"


def folding(pages: Sequence[Seen], finished: Finished) -> list[Row]:
    """Ask what only a folded sheet must answer; nothing of other files."""
    if not any(seen.page.folds for seen in pages):
        return []
    docket = Docket.of(finished.docket)
    found = [*_apart(pages), *(finding for seen in pages for finding in _near(seen))]
    places = "; ".join(", ".join(f"{fold:.4g}" for fold in seen.page.folds) for seen in pages)
    rows = [judged("folds", ASKS_CLEAR, found, note=f"folded at {places} points")]
    if docket is not None:
        whole = [Finding(seen.page.number, what) for seen in pages for what in _missing(seen, docket)]
        rows.append(judged("faces", ASKS_FACES, whole))
    return rows


def _apart(pages: Sequence[Seen]) -> Iterator[Finding]:
    """Tell of faces whose folds do not lie on each other, back to back."""
    for front, back in zip(pages[::2], pages[1::2], strict=False):
        mirrored = [front.page.width - fold for fold in reversed(front.page.folds)]
        there = list(back.page.folds)
        if len(mirrored) != len(there) or any(abs(a - b) > SLACK for a, b in zip(mirrored, there, strict=True)):
            yield Finding(back.page.number, f"its folds are not those of page {front.page.number}, seen from behind")


def _near(seen: Seen) -> Iterator[Finding]:
    """Tell of words on a fold, or so near to one that they are bent with it."""
    for fold in seen.page.folds:
        near = {
            number
            for number, glyph in seen.page.ink.items()
            if glyph.box.left < fold + CLEAR - HAIR and glyph.box.right > fold - CLEAR + HAIR
        }
        for said in seen.page.stretches(seen.whole_words(near)):
            message = f"{begins(said)} is too near to the fold at {fold:.4g} points: {CLEAR:g} (5 mm) are needed"
            yield Finding(seen.page.number, message)


def _missing(seen: Seen, docket: Docket) -> Iterator[str]:
    """Yield what no panel of a face says whole."""
    edges = [0.0, *seen.page.folds, seen.page.width]
    panels = [
        "".join(glyph.char for glyph in seen.page.glyphs if left <= (glyph.box.left + glyph.box.right) / 2 < right)
        for left, right in pairwise(edges)
    ]
    for line in (docket.source, docket.disclaimer):
        if not any(says(panel, line) for panel in panels):
            yield f"no panel says {begins(line)} in full"
