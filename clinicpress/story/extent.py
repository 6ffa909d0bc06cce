"""Extent: how many lines a clinic's words take in a place, reckoned by their characters.

A plate keeps boxes free that serve all clinics whose words are as short as most are. For one that
says more, its boxes are higher by whole lines, so that few plates serve those, too. Whoever asks
knows neither fonts nor our own words for it: what is reckoned here is rather too much than too little.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from clinicpress.content.model import Clinic
from clinicpress.content.telephone import dialled
from clinicpress.looks.slots import IMPRINT
from clinicpress.story.clinicwords import FOOTER

IN_ONE = "footer-in-one"
"""Name and phone one after the other."""
BESIDE = "imprint-beside"
"""The box on page 1, where the phone stands beside the name."""
DETAILS = "details"
"""The further lines alone, where they stand at the foot of the box on page 1."""
LOGO_LINES = 3
"""So many lines of a small name a small logo is high, in a box where it stands above."""
_WORDS = 12
"""Characters of our own words beside the clinic's: “After hours ”."""
_GAP = 4
"""Characters between lines that stand beside each other."""


def lines_of(place: str, clinic: Clinic, characters: int) -> int:
    """Return how many lines of so many characters a clinic's words take in a place, the logo included."""
    number = dialled(clinic.phone) if clinic.phone else None
    if place in (FOOTER, IN_ONE):
        said = [clinic.name or "", *([f"Phone {number.number}"] if number else [])]
        return _lines([" · ".join(said)] if place == IN_ONE else said, characters)
    if place in (IMPRINT, BESIDE):
        name = _lines([] if clinic.logo_has_name else [clinic.name or ""], characters)
        label = [clinic.phones[0].label or ""] if clinic.phones else []
        called = _lines([*label, number.number, number.note], characters) if number else 0
        return max(name, called) if place == BESIDE else name + called + LOGO_LINES * (clinic.logo is not None)
    if place == DETAILS:
        return _rows(_details(clinic), characters)
    above = [clinic.tagline or "", ", ".join(clinic.address), clinic.email or ""]
    return _lines(above, characters) + _rows(_details(clinic), characters)


def _details(clinic: Clinic) -> list[str]:
    phones = [f"{each.label or 'Phone'} {each.number}" for each in clinic.phones[1:]]
    others = [clinic.fax or "", "; ".join(clinic.hours), clinic.after_hours or ""]
    return [*phones, *(" " * _WORDS + words for words in others if words)]


def _lines(texts: Iterable[str], characters: int) -> int:
    return sum(_wrapped(text, characters) for text in texts)


def _wrapped(text: str, characters: int) -> int:
    """Return how many lines of so many characters a text takes, as `textwrap.wrap` breaks it.

    Most take one, or are plain words: both are quickly seen.
    """
    if len(text) <= characters and text.isprintable():  # a tab is none, and as wide as several
        return int(bool(text.strip()))
    words = text.split(" ")
    if "-" in text or not text.isprintable() or not all(words) or max(map(len, words)) > characters:
        return len(textwrap.wrap(text, characters))
    lines, used = 1, -1
    for word in words:
        used += 1 + len(word)
        if used > characters:
            lines, used = lines + 1, len(word)
    return lines


def _rows(texts: Iterable[str], characters: int) -> int:
    """Return the lines of texts that stand beside each other as far as a line has room."""
    rows, used = 0, characters
    for text in texts:
        if used + len(text) > characters:
            rows += max(1, -(-len(text) * 11 // (characters * 10)))
            used = 0 if len(text) < characters else characters
        used += len(text) + _GAP
    return rows
