"""A brochure beside its translation, part by part: what one has and the other lacks, and which texts say the same.

Parts are known by their ids, their kinds and their order, never by their words. Each difference is
told once, at its place in the translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from clinicpress.content.blocks import KINDS, Callout, kind_of
from clinicpress.content.model import Brochure, Section, texts_of
from clinicpress.content.texts import Line
from clinicpress.content.tree import Stop, walk
from clinicpress.ground.problems import Place, Problem, counted, warning
from clinicpress.workspace.schema import Strict

_HINT = "see that nothing is missing, and nothing added"
_IDS = "a section has the same id in every language"
_APART = frozenset(
    {
        "sections",
        "sources",
        "references",
        "codes",
        "review_notes",
        "reviewer",
        "icon",
        "lang",
        "version",
        "answer_lines",
        "widths",
    }
)
"""What is compared by its ids, or need not be the same in all languages."""
_PARTS = {"header": "column", "rows": "row", "figures": "picture", "glossary": "term"}
_POINTS = frozenset({"pros", "cons", "summary", "at_a_glance"})


class Pair(NamedTuple):
    """Texts of a translation, and those of its origin that say the same."""

    here: tuple[Line, ...]
    there: tuple[Line, ...]
    place: Place
    """Where the translation has them."""
    less: bool = False
    """Whether the translation is known to lack something of them."""
    more: bool = False
    """Whether it is known to have something more."""
    foreign: bool = False
    """Whether the translation says that they are in another language than itself."""


class Parity:
    """A translation compared with its origin: `problems` are what differs, `pairs` what says the same."""

    def __init__(self, translation: Brochure, origin: Brochure, file: str) -> None:
        self._file = file
        self.problems: list[Problem] = []
        self.pairs: list[Pair] = []
        self._foreign = False
        self._fields(translation, origin, translation.title.place)
        self._sections(translation, origin)

    def _tell(self, place: Place, message: str, hint: str = _HINT) -> None:
        self.problems.append(warning(place, message, hint))

    # Sections -------------------------------------------------------------------------------------

    def _sections(self, translation: Brochure, origin: Brochure) -> None:
        here, there = ({str(stop.section.id): stop for stop in walk(each)} for each in (translation, origin))
        ours, theirs = [name for name in here if name in there], [name for name in there if name in here]
        self._missing(here, there, translation.title.place)
        for name, stop in here.items():
            if name not in there:
                self._tell(stop.section.id.place, f"{self._file} has no section “{name}”", _IDS)
        moved = next((name for name, other in zip(ours, theirs, strict=True) if name != other), None)
        if moved is not None:
            message = f"the sections stand in another order than in {self._file}, from “{moved}” on"
            self._tell(here[moved].section.id.place, message, "")
        for name in ours:
            section = here[name].section
            above = [str(stop.above[-1].id) if stop.above else "" for stop in (here[name], there[name])]
            if above[0] != above[1]:
                where = f"below “{above[1]}”" if above[1] else "at the top"
                self._tell(section.id.place, f"in {self._file} the section “{name}” stands {where}", "")
            self._foreign = any(each.lang is not None for each in (*here[name].above, section))
            self._fields(section, there[name].section, section.id.place)

    def _missing(self, here: dict[str, Stop], there: dict[str, Stop], place: Place) -> None:
        """Tell which sections are missing, those in a row together, at the section before them."""
        for missing, names in groupby(there, lambda name: name not in here):
            named = list(names)
            if not missing:
                place = here[named[-1]].section.id.place
                continue
            gone = [name for name in named if not {str(each.id) for each in there[name].above} & set(named)]
            what = "the section" if len(gone) == 1 else "the sections"
            message = f"this translation lacks {what} {', '.join(f'“{name}”' for name in gone)} of {self._file}"
            self._tell(place, message, f"translate what is missing; {_IDS}")

    # What parts hold ------------------------------------------------------------------------------

    def _fields(self, here: Strict, there: Strict, place: Place) -> None:
        """Compare two parts of one kind, key by key."""
        for (name, ours), (_, theirs) in zip(here, there, strict=True):
            if name not in _APART:
                self._values(name, ours, theirs, place)

    def _values(self, name: str, here: Any, there: Any, place: Place) -> None:
        if isinstance(here, Line) and isinstance(there, Line):
            self._pair([here], [there], here.place)
        elif isinstance(here, Strict) and isinstance(there, Strict):
            self._fields(here, there, _place(here, place))
        elif _blocks(here) or _blocks(there):
            self._blocks(here, there, place)
        elif isinstance(here, tuple) and isinstance(there, tuple) and (here or there):
            self._several(name, here, there, _place(here, place))
        elif isinstance(there, (Line, Strict)) and here is None:
            self._tell(place, f"this has no “{name}”, as {self._at(there)}, has")
        elif isinstance(here, (Line, Strict)) and there is None:
            self._tell(_place(here, place), f"this “{name}” is not in {self._file}")
        elif isinstance(here, int) and here != there:
            self._tell(place, f"“{name}” is {here} here and {there} in {self._file}")

    def _several(self, name: str, here: tuple[Any, ...], there: tuple[Any, ...], place: Place) -> None:
        """Compare parts of one kind in a row; where one side has more of them, nobody knows which go together."""
        if len(here) == len(there):
            for ours, theirs in zip(here, there, strict=True):
                self._values(name, ours, theirs, _place(ours, place))
            return
        part = _PARTS.get(name, "point" if name in _POINTS else "item")
        had = counted(len(there), part) if there else f"no {part}s"
        message = f"{counted(len(here), part) if here else f'no {part}s'} of “{name}” here, {had} in {self._at(there)}"
        self._tell(place, message)
        self._pair(texts_of(here), texts_of(there), place, len(here) < len(there), len(here) > len(there))

    def _blocks(self, here: Sequence[Any], there: Sequence[Any], place: Place) -> None:
        """Compare blocks in a row: those of one kind in the order in which they stand."""
        ours, theirs = _runs(here), _runs(there)
        kinds, other_kinds = ([kind for kind, _ in runs] for runs in (ours, theirs))
        for what, begin, end, at, to in SequenceMatcher(None, other_kinds, kinds, autojunk=False).get_opcodes():
            if what == "equal":
                for (_, mine), (_, other) in zip(ours[at:to], theirs[begin:end], strict=True):
                    self._run(mine, other, _place(mine, place))
                place = _place(ours[to - 1][1], place)
                continue
            others = theirs[begin:end]
            for kind, mine in ours[at:to]:
                place = _place(mine, place)
                if others:
                    replaced, other = others.pop(0)
                    self._tell(place, f"“{kind}:” stands here where {self._at(other)}, has “{replaced}:”")
                    self._pair(texts_of(tuple(mine)), texts_of(tuple(other)), place)
                else:
                    self._tell(place, f"“{kind}:” stands here and not in {self._file}")
            for kind, other in others:
                self._tell(place, f"after this, “{kind}:” is missing, as {self._at(other)}, has it")

    def _run(self, here: Sequence[Any], there: Sequence[Any], place: Place) -> None:
        """Compare a block with another one of its kind, or paragraphs in a row."""
        if len(here) != len(there):
            self._tell(place, f"{counted(len(here), 'paragraph')} here, {len(there)} in {self._at(there)}")
            # A paragraph may have been parted, or two joined: their numbers are all there.
            self._pair(texts_of(tuple(here)), texts_of(tuple(there)), place)
            return
        for mine, other in zip(here, there, strict=True):
            if isinstance(mine, Callout) and mine.callout.role != other.callout.role:
                message = f"a callout of the role “{mine.callout.role}” stands here where {self._at(other)}, has "
                self._tell(_place(mine, place), f"{message}“{other.callout.role}”")
            outside = self._foreign
            self._foreign = outside or (isinstance(mine, Callout) and mine.callout.lang is not None)
            self._fields(mine, other, _place(mine, place))
            self._foreign = outside

    def _pair(
        self, here: Sequence[Line], there: Sequence[Line], place: Place, less: bool = False, more: bool = False
    ) -> None:
        ours, theirs = (tuple(text for text in texts if text.words_matter) for texts in (here, there))
        if ours and theirs:
            self.pairs.append(Pair(ours, theirs, place, less, more, self._foreign))

    def _at(self, part: Any) -> str:
        """Say where in its file a part of the origin stands."""
        texts = texts_of(tuple(part) if isinstance(part, list) else part)
        return f"{self._file}, line {texts[0].place.line}" if texts else self._file


def _runs(blocks: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Part blocks by kind: paragraphs that follow each other are one run, each other block is its own."""
    runs: list[tuple[str, list[Any]]] = []
    for kind, some in groupby(blocks, kind_of):
        found = list(some)
        runs += [(kind, found)] if kind == "paragraph" else [(kind, [block]) for block in found]
    return runs


def _blocks(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Strict) and kind_of(value[0]) in KINDS


def _place(part: Any, place: Place) -> Place:
    """Return where a part begins; another place where it has no text."""
    if isinstance(part, Section):
        return part.id.place
    return next(
        (text.place for text in texts_of(tuple(part) if isinstance(part, list) else part) if text.place.file), place
    )
