"""Telephone numbers: what of one is dialled, as a link, and what is only said with it.

A number is printed as it was typed, whatever that is. A link is made of it only where nobody could
read it otherwise: `tel:` and the digits (RFC 3966), a “+” before them kept, “(0)” behind a country's
code left out, an extension behind `;ext=`. Capitals that hang on the digits by a hyphen, as in
1-800-555-PAIN, are the digits of their keys. Where a second number may stand in the text, or anything
that is none of this, there is no link: none is better than a wrong one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LEAST_DIGITS = 3
"""The fewest digits of a number that is dialled: 112, 911."""
MOST_DIGITS = 15
"""The most digits of a number (ITU-T E.164)."""
_NUMBER = re.compile(
    r"(?P<main>\+?(?:\(\+?[0-9]+\)|[0-9])(?:[ \u00a0\u2009\u202f().\-/‐‑–·]*[0-9]|\))*)"
    r"(?P<keys>(?:[-‐‑][A-Z]+)*)"
    r"(?:[\s,;]*(?:ext(?:ension|n)?\b[.:]?|ext|x|#|;ext=)\s*(?P<extension>[0-9]{1,8}))?"
    r"(?P<note>\s*(?:\([^()]*[^\W\d][^()]*\)|[,;–—]\s*[^\W\d].*)?)",
    re.IGNORECASE | re.DOTALL,
)
_SEVERAL = re.compile(r"\s[/–·-]\s|  |/.*/|/\s*[(+-]|[-–]\s*\+")
"""What may stand between two numbers."""
_MOST_BEFORE, _LEAST_BEHIND = 5, 5
"""Digits before and behind a stroke that parts an area's code from a number; others may be of two numbers.

A country's code has three more."""
_AREA = re.compile(r"(?<=[0-9)])[ \u00a0]*\(0\)")
"""The “0” that is dialled within a country only."""
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


class Dialled(NamedTuple):
    """A telephone number: what is dialled, and what else the text says."""

    number: str
    """As it was typed, with its extension."""
    note: str
    """What is said with it, such as the hours when somebody answers."""
    address: str
    """The link; nothing where it is not sure what to dial."""


@lru_cache(maxsize=256)
def dialled(text: str) -> Dialled:
    """Part a telephone number from what is said with it, and say where its link leads (RFC 3966)."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return Dialled(text.strip(), "", "")
    number = text.strip()[: found.start("note")]
    note = found["note"].strip()
    return Dialled(number, note, _address(found))


def _address(found: re.Match[str]) -> str:
    main, keys = found["main"], found["keys"]
    if _SEVERAL.search(main) or keys != keys.upper():
        return ""
    abroad = main.startswith(("+", "(+"))
    if abroad:
        main = _AREA.sub("", main)
    before, stroke, behind = main.partition("/")
    if stroke and (len(_digits(before)) > _MOST_BEFORE + 3 * abroad or len(_digits(behind)) < _LEAST_BEHIND):
        return ""
    digits = _digits(main + keys.translate(_KEYS))
    if not LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
        return ""
    extension = f";ext={found['extension']}" if found["extension"] else ""
    return f"tel:{'+' if abroad else ''}{digits}{extension}"


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
