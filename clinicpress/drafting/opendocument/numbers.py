"""How the lists and headings of an OpenDocument text are numbered (OpenDocument 1.3, part 3, 16.30 to 16.37)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from clinicpress.drafting.labels import MOST_LETTERS, PLAIN_BULLETS, counted, is_usual
from clinicpress.drafting.opendocument.xml import length, number, qn, value
from clinicpress.drafting.signs import sign_of

_SIGNS = {"1": "n", "a": "a", "A": "A", "i": "i", "I": "I"}
"""The formats that steps can be counted in, too, and how their labels name them."""


@dataclass(frozen=True)
class Level:
    """A level of a list."""

    is_numbered: bool = False
    format: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    """So many levels stand in its number: three in 1.2.3."""
    sign: str = ""
    """The bullet, where it says more than that an item begins."""
    indent: float = 0.0
    """How far from the margin its items stand, in points."""

    def text(self, counts: Sequence[int], levels: Sequence[Level]) -> str:
        """Return the label, where so many were counted on each level."""
        first = max(len(counts) - self.shown, 0)
        parts = [
            counted(counts[at], _SIGNS.get(levels[at].format, "n"))
            for at in range(first, len(counts))
            if levels[at].format
        ]
        return f"{self.before}{'.'.join(parts)}{self.after}".strip()

    @property
    def label(self) -> str:
        """The label with a place for its number, as steps have it; empty where it is as usual, or cannot be written."""
        place = f"{{{_SIGNS.get(self.format, '')}}}"
        before = self.before.lstrip() if self.before.strip() else ""
        made = f"{before}{place}{self.after.strip()}"
        return "" if is_usual(made) or not self.is_ours else made

    @property
    def is_ours(self) -> bool:
        """Whether steps can be counted so."""
        is_short = len(self.before + self.after) <= MOST_LETTERS
        return (
            self.format in _SIGNS and self.shown == 1 and is_short and not re.search("[{}]", self.before + self.after)
        )


def level_of(style: Element | None, depth: int) -> Level:
    """Return a level of a list style, from 1 on; one with bullets where it says nothing of it."""
    for each in style if style is not None else ():
        if number(each, "text:level", 0) != depth:
            continue
        if each.tag == qn("text:list-level-style-bullet"):
            return Level(sign=_sign(each), indent=_indent(each))
        if each.tag in {qn("text:list-level-style-number"), qn("text:outline-level-style")}:
            kind = value(each, "style:num-format")
            before, after = value(each, "style:num-prefix"), value(each, "style:num-suffix")
            shown = number(each, "text:display-levels", 1)
            return Level(
                bool(kind), kind, before, after, number(each, "text:start-value", 1), shown, indent=_indent(each)
            )
    return Level()


def _indent(level: Element) -> float:
    properties = level.find(qn("style:list-level-properties"))
    if properties is None:
        return 0.0
    aligned = properties.find(qn("style:list-level-label-alignment"))
    old = length(value(properties, "text:space-before")) + length(value(properties, "text:min-label-width"))
    return length(value(aligned, "fo:margin-left")) or old


def _sign(level: Element) -> str:
    """Return a bullet that says something, as it looks in its font."""
    properties = level.find(qn("style:text-properties"))
    font = value(properties, "style:font-name") or value(properties, "fo:font-family")
    typed = value(level, "text:bullet-char")
    sign = "".join(sign_of(font.strip("'"), ord(each)) or each for each in typed)
    is_plain = sign in PLAIN_BULLETS or any("\ue000" <= each <= "\uf8ff" for each in sign)
    return "" if is_plain else sign
