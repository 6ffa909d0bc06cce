"""Embedding: what the characters say that turn a text, and which stretches of it are resolved together.

UAX #9, BD9 and X1 to X10. Nearly all texts have no such characters of their own; the isolates that
we put around a dose or a phone number are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from clinicpress.scripts.bidiclasses import INITIATORS, REMOVED

DEEPEST = 125
"""The deepest level of embedding that there is (BD2)."""
_TURNS = re.compile(f"[{INITIATORS}p{REMOVED}P]")
_STRONG_OR_ISOLATE = re.compile(f"[LRAP{INITIATORS}p]")


class Stretch(NamedTuple):
    """What is resolved together: an isolating run sequence (BD13)."""

    places: list[int]
    level: int
    before: str
    """The direction of what stands before it, L or R (X10, sos)."""
    after: str
    """The direction of what stands behind it (X10, eos)."""


class _Turn(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str
    isolates: bool


def base_level(classes: str) -> int:
    """Return the level of a paragraph by its first letter: 1 where that runs to the left, otherwise 0 (P2, P3)."""
    depth = 0
    for found in _STRONG_OR_ISOLATE.finditer(classes):
        letter = found[0]
        if letter in INITIATORS:
            depth += 1
        elif letter == "p":
            depth = max(depth - 1, 0)
        elif letter == "P":
            return 0
        elif not depth:
            return int(letter != "L")
    return 0


def embedded(classes: str, base: int) -> tuple[list[int], str]:
    """Return the level of each character by the embeddings around it, and the classes as overrides leave them."""
    if not _TURNS.search(classes):
        return [base] * len(classes), classes
    ends = _ends_of_isolates(classes) if "f" in classes else {}
    levels, changed = [], list(classes)
    stack = [_Turn(base, "", False)]
    isolates_too_deep = turns_too_deep = isolates = 0
    for at, letter in enumerate(classes):
        if letter in "xyXY":
            levels.append(stack[-1].level)
            level = _deeper(stack[-1].level, letter in "yY")
            if level <= DEEPEST and not isolates_too_deep and not turns_too_deep:
                stack.append(_Turn(level, {"X": "L", "Y": "R"}.get(letter, ""), False))
            elif not isolates_too_deep:
                turns_too_deep += 1
            continue
        if letter == "z":
            levels.append(stack[-1].level)
            if isolates_too_deep:
                continue
            if turns_too_deep:
                turns_too_deep -= 1
            elif not stack[-1].isolates and len(stack) > 1:
                stack.pop()
            continue
        if letter == "p":
            if isolates_too_deep:
                isolates_too_deep -= 1
            elif isolates:
                turns_too_deep = 0
                while not stack[-1].isolates:
                    stack.pop()
                stack.pop()
                isolates -= 1
        turn = stack[-1]
        levels.append(base if letter == "P" else turn.level)
        if turn.override and letter not in "Pb":
            changed[at] = turn.override
        if letter in INITIATORS:
            to_the_left = base_level(classes[at + 1 : ends.get(at)]) if letter == "f" else letter == "r"
            level = _deeper(turn.level, bool(to_the_left))
            if level <= DEEPEST and not isolates_too_deep and not turns_too_deep:
                isolates += 1
                stack.append(_Turn(level, "", True))
            else:
                isolates_too_deep += 1
    return levels, "".join(changed)


def stretches(classes: str, levels: list[int], base: int) -> Iterator[Stretch]:
    """Yield what is resolved together, by the classes as they were typed (X10)."""
    if not _TURNS.search(classes):
        direction = "LR"[base & 1]
        yield Stretch(list(range(len(classes))), base, direction, direction)
        return
    kept = [at for at, letter in enumerate(classes) if letter not in REMOVED]
    runs = _level_runs([levels[at] for at in kept])
    ends = _ends_of_isolates(classes)
    run_at = {kept[begin]: (begin, end) for begin, end in runs} if ends else {}
    within = set(ends.values())
    for begin, end in runs:
        if kept[begin] in within:
            continue  # the end of an isolate goes on what stands before its beginning
        places, last = kept[begin:end], end
        while ends and (closing := ends.get(places[-1])) is not None:
            inner, last = run_at[closing]
            places += kept[inner:last]
        level = levels[places[0]]
        before = levels[kept[begin - 1]] if begin else base
        is_open = last == len(kept) or classes[places[-1]] in INITIATORS
        after = base if is_open else levels[kept[last]]
        yield Stretch(places, level, "LR"[max(level, before) & 1], "LR"[max(level, after) & 1])


def _deeper(level: int, to_the_left: bool) -> int:
    """Return the next level of that direction: odd to the left, even to the right."""
    return (level + 1) | 1 if to_the_left else (level + 2) & ~1


def _ends_of_isolates(classes: str) -> dict[int, int]:
    """Return where the isolates end that begin at a place and do end (BD9)."""
    ends: dict[int, int] = {}
    if "p" not in classes:
        return ends
    begun = []
    for at, letter in enumerate(classes):
        if letter in INITIATORS:
            begun.append(at)
        elif letter == "p" and begun:
            ends[begun.pop()] = at
    return ends


def _level_runs(levels: list[int]) -> list[tuple[int, int]]:
    """Return from where to where levels are the same (BD7)."""
    edges = [at for at, (one, other) in enumerate(pairwise(levels), 1) if one != other]
    return list(pairwise([0, *edges, len(levels)])) if levels else []
