"""What stands before the items of a list: numbers, letters, bullets, and what of them steps can say."""

from __future__ import annotations

import re

from clinicpress.content.blocks import numbered

PLAIN_BULLETS = frozenset("•·o●○◦▪■◾▫‣–—-*⁃∙➢❖§Øv\uf0b7\uf0a7\uf0d8\uf076")
"""Bullets that say nothing but that an item begins."""
MOST_LETTERS = 40
"""So long may the label of a step be."""
_MOST_SIGNS = 50
"""So often a letter stands in a number at most."""
_ROMAN_BELOW = 4000


def counted(count: int, sign: str) -> str:
    """Write a number as steps do: n in figures, a and A in letters, i and I in Roman figures, where there are such."""
    is_written = 0 < count <= 26 * _MOST_SIGNS if sign in "aA" else 0 < count < _ROMAN_BELOW
    return numbered(f"{{{sign}}}", count) if sign != "n" and is_written else str(count)


def is_usual(label: str) -> bool:
    """Tell whether a label is a number with nothing but a dot or brackets."""
    return re.sub(r"[\s.()\]:]", "", label) == "{n}"
