"""The labels that Word puts before paragraphs: numbers, letters, bullets and words such as “Week 1:”.

Word stores none of them; it counts them, through the whole document, from what `numbering.xml` says
of each list and level (ECMA-376-1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from clinicpress.drafting.labels import MOST_LETTERS, PLAIN_BULLETS, counted, is_usual
from clinicpress.drafting.signs import sign_of
from clinicpress.drafting.word.xml import children_named, is_on, number_in, qn, value_of

LEVELS = 9
"""So many levels a list of Word's has (17.9.6)."""

SIDES = ("left", "start", "hanging", "firstLine")
"""The indents of a paragraph: of its lines, and of the first of them."""

_NUMBERS = {"decimal": "n", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""The formats that steps can be counted in, too, and how their labels name them."""
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """A level of a list, as its numbering says."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    font: str = ""
    style: str = ""
    restarts_after: int | None = None
    is_legal: bool = False
    indents: Mapping[str, int] = field(default_factory=dict)
    """How far from the margin its items stand, as `indents_in` says it."""
    has_picture: bool = False
    """Whether its bullet is a small picture."""

    @property
    def is_numbered(self) -> bool:
        """Whether items of this level have numbers or letters."""
        return self.format not in {"bullet", "none"}

    @property
    def sign(self) -> str:
        """The bullet, where it says more than that an item begins."""
        is_box = self.text == "o" and self.font.lower().startswith("wingdings")
        if self.is_numbered or (self.text in PLAIN_BULLETS and not is_box):
            return ""
        return "".join(sign_of(self.font, ord(char)) or char for char in self.text).strip()


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph."""

    level: Level
    depth: int
    text: str
    count: int = 1
    """Its number, however that is written."""
    pattern: str = ""
    """The label with a place for its number, as steps have it (“Week {n}:”); empty where theirs cannot say it."""

    @property
    def is_usual(self) -> bool:
        """Whether it is a number with nothing but a dot or brackets."""
        return is_usual(self.pattern)


class Numbering:
    """The lists of a document by id, with their levels."""

    def __init__(self, root: Any) -> None:
        self._abstract = {one.get(qn("w:abstractNumId")): one for one in children_named(root, "w:abstractNum")}
        self._named = {value_of(one.find(qn("w:styleLink"))): one for one in self._abstract.values()}
        self._lists = {one.get(qn("w:numId")): one for one in children_named(root, "w:num")}
        self._levels: dict[str, dict[int, Level]] = {}

    def levels(self, number: str) -> dict[int, Level]:
        """Return the levels of a list; none where the numbering says nothing of it."""
        if number not in self._levels:
            self._levels[number] = self._read(number)
        return self._levels[number]

    def family(self, number: str) -> str:
        """Return what lists that are counted as one have in common."""
        found = self._lists.get(number)
        return value_of(found.find(qn("w:abstractNumId"))) if found is not None else f"list {number}"

    def starts_over(self, number: str, depth: int) -> int | None:
        """Return the number with which this list begins a level anew; None where it does not."""
        found = self._lists.get(number)
        for override in children_named(found, "w:lvlOverride"):
            start = override.find(qn("w:startOverride"))
            if number_in(override, "w:ilvl") == depth and start is not None:
                return number_in(start, "w:val", 1)
        return None

    def _read(self, number: str) -> dict[int, Level]:
        found = self._lists.get(number)
        abstract = self._abstract.get(self.family(number))
        if abstract is not None and (link := value_of(abstract.find(qn("w:numStyleLink")))):
            abstract = self._named.get(link, abstract)
        levels = {number_in(one, "w:ilvl"): _level(one) for one in children_named(abstract, "w:lvl")}
        for override in children_named(found, "w:lvlOverride"):
            levels |= {number_in(override, "w:ilvl"): _level(one) for one in children_named(override, "w:lvl")}
        return levels


def _level(element: Any) -> Level:
    fonts = element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    restart = element.find(qn("w:lvlRestart"))
    properties = element.find(qn("w:pPr"))
    return Level(
        number_in(element.find(qn("w:start")), "w:val", 1 if element.find(qn("w:start")) is None else 0),
        value_of(element.find(qn("w:numFmt"))) or "decimal",
        value_of(element.find(qn("w:lvlText"))),
        "" if fonts is None else fonts.get(qn("w:ascii"), "") or fonts.get(qn("w:hAnsi"), ""),
        value_of(element.find(qn("w:pStyle"))),
        None if restart is None else number_in(restart, "w:val"),
        is_on(element.find(qn("w:isLgl"))),
        indents_in(properties),
        element.find(qn("w:lvlPicBulletId")) is not None,
    )


def indents_in(properties: Any) -> dict[str, int]:
    """Return what the properties of a paragraph say of its indents, in twentieths of a point (17.3.1.12)."""
    found = None if properties is None else properties.find(qn("w:ind"))
    said = (
        {} if found is None else {side: number_in(found, f"w:{side}") for side in SIDES if found.get(qn(f"w:{side}"))}
    )
    return {"left" if side == "start" else side: indent for side, indent in said.items()}


class Counter:
    """Counts paragraphs in their order in the document."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, number: str, depth: int) -> Label | None:
        """Return the label of the next paragraph of a list; None where the numbering says nothing of it."""
        levels = self._numbering.levels(number)
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(self._numbering.family(number), {})
        for below in [each for each in counts if each > depth]:
            after = levels[below].restarts_after if below in levels else None
            if after is None or depth < after:
                del counts[below]
        over = self._numbering.starts_over(number, depth)
        if over is not None and (number, depth) not in self._begun:
            counts[depth] = over
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start if over is None else over
        self._begun.add((number, depth))
        for above in range(depth):
            if above not in counts and above in levels:
                counts[above] = levels[above].start
        return _label(level, depth, levels, counts)


def _label(level: Level, depth: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> Label:
    """Write the label of a paragraph of a level, where so many were counted on each."""

    def figure(place: re.Match[str]) -> str:
        other = levels.get(int(place[1]) - 1, Level())
        return written(counts.get(int(place[1]) - 1, other.start), "decimal" if level.is_legal else other.format)

    parts = [_PLACE.sub(figure, part) for part in level.text.split(f"%{depth + 1}")]
    own = "decimal" if level.is_legal else level.format
    text, sign = written(counts[depth], own).join(parts), _NUMBERS.get(own, "")
    is_ours = sign and len(parts) == 2 and not re.search("[{}]", text)
    pattern = f"{{{sign}}}".join(parts) if is_ours else ""
    return Label(level, depth, text, counts[depth], pattern if len(pattern) <= MOST_LETTERS else "")


def written(count: int, kind: str) -> str:
    """Write a number in one of Word's formats; those that are not known here are written in figures."""
    if sign := _NUMBERS.get(kind):
        return counted(count, sign)
    if kind == "decimalZero":
        return f"{count:02d}"
    if kind == "ordinal":
        ending = "th" if count % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    return "" if kind in {"none", "bullet"} else str(count)
