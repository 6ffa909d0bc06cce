"""Bidi: which way each character of a paragraph runs, and in which order those of a line are seen.

The whole Unicode Bidirectional Algorithm (UAX #9) in plain Python: python-bidi returns no levels and
mirrors nothing, ICU is 50 MB. `embedding` and `resolving` hold its rules. Levels are whole numbers,
one for each character: even ones run to the right, odd ones to the left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clinicpress.scripts import embedding
from clinicpress.scripts.bidiclasses import REMOVED, classes, runs_to_the_left
from clinicpress.scripts.resolving import resolved

_PARAGRAPHS = re.compile("[^P]*P|[^P]+")
_RESET = re.compile(f"[_lrfp{REMOVED}]*(?:[PT]|$)")
"""White space, and what prints nothing, before a separator or at the end of a line."""


def base_level(text: str) -> int:
    """Return the level of a paragraph by its first letter: 1 where that runs to the left, otherwise 0 (P2, P3)."""
    return embedding.base_level(classes(text)) if runs_to_the_left(text) else 0


def levels(text: str, base: int | None = None) -> list[int]:
    """Return the level of each character of a paragraph, or of several, each for itself (P1 to I2).

    `base` is the paragraph's own level, 0 or 1; without it, its first letter tells. What takes no
    part (X9) has the level of the character before it.
    """
    if not base and not runs_to_the_left(text):
        return [0] * len(text)
    typed = classes(text)
    if "P" in typed[:-1]:
        return [level for found in _PARAGRAPHS.finditer(typed) for level in levels(text[slice(*found.span())], base)]
    if base is None:
        base = embedding.base_level(typed)
    found, changed = embedding.embedded(typed, base)
    for places, level, before, after in embedding.stretches(typed, list(found), base):
        whole = len(places) == len(text)
        stretch, its_own, its_classes = (
            each if whole else "".join([each[at] for at in places]) for each in (text, typed, changed)
        )
        of_stretch = resolved(stretch, its_own, its_classes, level, before, after)
        for at, level in zip(places, of_stretch, strict=True):
            found[at] = level
    last = base
    for at, letter in enumerate(typed):
        if letter in REMOVED:
            found[at] = last
        last = found[at]
    return found


def line_levels(line: str, levels: Sequence[int], base: int) -> list[int]:
    """Return the levels of one line's characters: spaces at its end and around tabs run as the paragraph does (L1).

    `levels` are those that the characters of this line have in their paragraph.
    """
    if not base and not any(levels):
        return list(levels)
    found = list(levels)
    for space in _RESET.finditer(classes(line)):
        begin, end = space.span()
        found[begin:end] = [base] * (end - begin)
    return found


def visual(levels: Sequence[int], base: int = 0) -> list[int]:
    """Return the places of a line's characters in the order in which they are seen, from left to right (L2).

    `base` is the level of what parted them and was taken out, such as the characters that isolate.
    """
    order = list(range(len(levels)))
    lowest = min((level for level in (*levels, base) if level & 1), default=None)
    if lowest is None:
        return order
    for level in range(max(levels), lowest - 1, -1):
        at = 0
        while at < len(order):
            if levels[at] < level:
                at += 1
                continue
            end = at + 1
            while end < len(order) and levels[end] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end
    return order
