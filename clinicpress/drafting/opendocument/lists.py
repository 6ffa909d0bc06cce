"""Counts the lists of an OpenDocument text: which goes on with which, and with what number.

A list goes on with the one that it names, or with the last one of its style (OpenDocument 1.3, part 3, 19.780.2
and 19.781). Its levels are counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from clinicpress.drafting.opendocument.xml import value

Counts = dict[int, int]


@dataclass
class ListCounts:
    """What was counted so far in lists, by id and by style."""

    by_id: dict[str, Counts] = field(default_factory=dict)
    by_style: dict[str, Counts] = field(default_factory=dict)

    def begun(self, element: Element, style: str) -> Counts:
        """Return the counts with which a list begins."""
        before = self.by_id.get(value(element, "text:continue-list"))
        if before is None and value(element, "text:continue-numbering") == "true":
            before = self.by_style.get(style)
        counts = {} if before is None else before
        self.by_style[style] = counts
        if name := value(element, "xml:id"):
            self.by_id[name] = counts
        return counts


def next_number(counts: Counts, depth: int, start: int, said: int | None) -> int:
    """Count an item of a level, which may say its own number, and return its number."""
    for below in [each for each in counts if each > depth]:
        del counts[below]
    counts[depth] = said if said is not None else counts.get(depth, start - 1) + 1
    return counts[depth]
