"""Resolving: which way numbers, signs and spaces run, by the letters around them.

UAX #9, W1 to W7, N0 to N2, I1 and I2, for one stretch that is resolved together. The classes are a
text of one letter each (`bidiclasses`), so most rules are one regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinicpress.scripts.bidiclasses import BRACKETS, CLOSED, CLOSING, NEUTRAL

_MOST_OPEN = 63
"""So many brackets may stand open (BD16)."""
_HAS_BRACKETS = re.compile(f"[{re.escape(BRACKETS)}]")
_MARKS = re.compile("([^m])(m+)")
_BEHIND_ARABIC = re.compile("A[^LR]*")
_SIGN_IN_NUMBER = re.compile(r"(?<=E)[+,](?=E)")
_SIGN_IN_ARABIC_NUMBER = re.compile(r"(?<=N),(?=N)")
_BESIDE_NUMBER = re.compile("(?<=E)%+|%+(?=E)")
_OTHER_SIGNS = str.maketrans("+%,", "ooo")
_BEHIND_LATIN = re.compile("L[^R]*")
_NEUTRALS = re.compile(f"(?<=(.))[{NEUTRAL}]+(?=(.))")
_STRONG = {"L": "L", "R": "R", "E": "R", "N": "R"}
"""What takes part for neutral characters, and as what: numbers as if they ran to the left (N0, N1)."""
_RAISED = ({"L": 0, "R": 1, "E": 2, "N": 2}, {"R": 0, "L": 1, "E": 1, "N": 1})
"""By how much a level is raised, on even and on odd ones (I1, I2)."""


def resolved(text: str, typed: str, classes: str, level: int, before: str, after: str) -> list[int]:
    """Return the levels of a stretch's characters.

    `typed` are their classes as typed, `classes` as overrides left them; `before` and `after` the
    directions around the stretch, L or R.
    """
    found = _weak(before + classes)
    if _HAS_BRACKETS.search(text):
        found = _bracketed(text, typed, found, "LR"[level & 1])
    ours = "LR"[level & 1]

    def of_neutrals(match: re.Match[str]) -> str:
        left, right = _STRONG[match[1]], _STRONG[match[2]]
        return (left if left == right else ours) * len(match[0])

    final = _NEUTRALS.sub(of_neutrals, found + after)[1:-1]
    raised = _RAISED[level & 1]
    return [level + raised[letter] for letter in final]


def _weak(classes: str) -> str:
    """Resolve marks, numbers and the signs of numbers (W1 to W7); the first letter is what stands before."""
    if "m" in classes:
        classes = _MARKS.sub(
            lambda found: found[1] + ("o" if found[1] in "lrfp" else found[1]) * len(found[2]), classes
        )
    if "A" in classes:
        classes = _BEHIND_ARABIC.sub(lambda found: found[0].replace("E", "N"), classes).replace("A", "R")
    if "E" in classes or "N" in classes:
        classes = _SIGN_IN_NUMBER.sub("E", classes)
        classes = _SIGN_IN_ARABIC_NUMBER.sub("N", classes)
        classes = _BESIDE_NUMBER.sub(lambda found: "E" * len(found[0]), classes)
    classes = classes.translate(_OTHER_SIGNS)
    return _BEHIND_LATIN.sub(lambda found: found[0].replace("E", "L"), classes)


def _bracketed(text: str, typed: str, classes: str, ours: str) -> str:
    """Resolve pairs of brackets by what stands in them, then by what stands before (N0)."""
    found = list(classes)
    for begin, end in _pairs(text, classes[1:]):
        inside = {_STRONG[letter] for letter in found[begin + 2 : end + 1] if letter in _STRONG}
        if not inside:
            continue
        direction = ours
        if ours not in inside:
            direction = next(_STRONG[letter] for letter in reversed(found[: begin + 1]) if letter in _STRONG)
        for at in (begin, end):
            found[at + 1] = direction
            while at + 1 < len(typed) and typed[at + 1] == "m":  # marks on a bracket follow it
                at += 1
                found[at + 1] = direction
    return "".join(found)


def _pairs(text: str, classes: str) -> Iterator[tuple[int, int]]:
    """List the pairs of brackets in the order in which they open (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for at, char in enumerate(text):
        if classes[at] != "o":
            continue
        if char in CLOSING:
            if len(opened) == _MOST_OPEN:
                return iter(())
            opened.append((CLOSING[char], at))
        elif char in CLOSED:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == CLOSED[char]:
                    pairs.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return iter(sorted(pairs))
