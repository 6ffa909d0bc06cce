"""A brochure in its languages: whether a translation has all of its origin, in the same order, and is as new.

Sections are known by their ids, wherever they stand. What they hold is compared by kind and number
of the blocks: words are for a translator to judge, a list that lost an item is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any

from clinicpress.content.blocks import blocks_in, kind_of
from clinicpress.content.model import Brochure, Section
from clinicpress.content.tree import walk
from clinicpress.ground.problems import Problem, counted, warning

ORIGIN = "en"
"""The language that others are translations of; without it, the first one is."""
_PARTS: dict[str, Callable[[Any], Sequence[Any]]] = {
    "list": lambda held: held,
    "steps": lambda held: held.items,
    "table": lambda held: held.rows,
    "figures": lambda held: held,
    "icons": lambda held: held.items,
    "questions": lambda held: held.items,
    "pros_cons": lambda held: (*held.pros, *held.cons),
    "glossary": lambda held: held,
}
"""What the blocks of each kind have more than one of."""


def translation_problems(languages: Sequence[tuple[str, Brochure]]) -> Iterator[Problem]:
    """Yield how the translations of a brochure differ from their origin, as warnings."""
    origin, brochure = next((each for each in languages if each[0] == ORIGIN), languages[0])
    for language, translation in languages:
        if language != origin:
            yield from _sections(translation, brochure, f"{origin}.yaml")
            yield from _behind(translation, brochure, f"{origin}.yaml")


def _sections(translation: Brochure, origin: Brochure, file: str) -> Iterator[Problem]:
    here, there = ({str(stop.section.id): stop for stop in walk(brochure)} for brochure in (translation, origin))
    if missing := [name for name in there if name not in here]:
        named = ", ".join(f"“{name}”" for name in missing)
        what = "the sections" if len(missing) > 1 else "the section"
        message = f"this translation lacks {what} {named} of {file}"
        hint = "translate what is missing; a section has the same id in every language"
        yield warning(translation.title.place, message, hint)
    for name, stop in here.items():
        if name not in there:
            message, hint = f"{file} has no section “{name}”", "a section has the same id in every language"
            yield warning(stop.section.id.place, message, hint)
    ours, theirs = [name for name in here if name in there], [name for name in there if name in here]
    moved = next((name for name, other in zip(ours, theirs, strict=True) if name != other), None)
    if moved is not None:
        message = f"the sections stand in another order than in {file}, from “{moved}” on"
        yield warning(here[moved].section.id.place, message)
    for name in ours:
        yield from _section(name, here[name].section, there[name].section, file)
        above = [str(stop.above[-1].id) if stop.above else "" for stop in (here[name], there[name])]
        if above[0] != above[1]:
            where = f"below “{above[1]}”" if above[1] else "at the top"
            yield warning(here[name].section.id.place, f"in {file} the section “{name}” stands {where}")


def _section(name: str, here: Section, there: Section, file: str) -> Iterator[Problem]:
    """Yield the first thing that a section holds and its origin does not, or the other way round."""
    for ours, theirs in zip_longest(_held(here), _held(there), fillvalue="nothing more"):
        if ours != theirs:
            message = f"the section “{name}” holds {ours} where {file} holds {theirs}"
            yield warning(here.id.place, message, "see that nothing is missing, and nothing added")
            return


def _held(section: Section) -> list[str]:
    """Say what stands in a section itself, in order, without its words."""
    said: list[str] = []
    for kind, run in groupby(blocks_in(section.body), kind_of):
        blocks = list(run)
        if kind == "paragraph":
            said.append(counted(len(blocks), "paragraph"))
        else:
            said += [f"“{kind}:”{_size(block, kind)}" for block in blocks]
    return said


def _size(block: Any, kind: str) -> str:
    parts = _PARTS.get(kind)
    return f" with {counted(len(parts(getattr(block, kind))), 'part')}" if parts else ""


def _behind(translation: Brochure, origin: Brochure, file: str) -> Iterator[Problem]:
    """Yield how a translation is older than its origin, in one warning."""
    older = []
    if _older(str(translation.version), str(origin.version)):
        older.append(f"version {translation.version}, there {origin.version}")
    if translation.published < origin.published:
        older.append(f"published {translation.published}, there {origin.published}")
    if origin.reviewed is not None and translation.reviewed is not None and translation.reviewed < origin.reviewed:
        older.append(f"reviewed {translation.reviewed}, there {origin.reviewed}")
    if older:
        message = f"this translation is older than {file}: {'; '.join(older)}"
        yield warning(translation.version.place, message, "bring the text up to date, then its version and dates")


def _older(version: str, other: str) -> bool:
    numbers, others = ([int(number) for number in re.findall(r"\d+", each)] for each in (version, other))
    return bool(numbers and others) and numbers < others
