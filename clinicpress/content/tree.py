"""The tree of a brochure: the one way through its sections and blocks, and what its shape must not be.

Whatever looks at a brochure as a whole (checks, comparison, the proof that nothing was left out)
walks it from here, so that nothing that stands deeper is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from clinicpress.content.blocks import BulletList, Steps, Table, blocks_in, bodies_of, figures_of, items_of, kind_of
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Brochure, Section, texts_of
from clinicpress.content.spans import table_problems
from clinicpress.content.texts import Line, Unprinted
from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import Place, Problem
from clinicpress.workspace.schema import Strict

SECTION_LEVELS = 3
"""So deep may sections stand in each other: their headings are H2 to H4."""
LIST_LEVELS = 3
"""So deep may lists stand in each other."""


class Stop(NamedTuple):
    """A section, and the sections that it stands in, from the outermost on."""

    section: Section
    above: tuple[Section, ...]

    @property
    def level(self) -> int:
        """How deep it stands: 1 is the top."""
        return len(self.above) + 1

    @property
    def path(self) -> str:
        """Its id after those of the sections it stands in."""
        return "/".join(str(each.id) for each in (*self.above, self.section))


def walk(brochure: Brochure) -> Iterator[Stop]:
    """Yield all sections of a brochure, each before those below it."""
    yield from _walk(brochure.sections, ())


def _walk(sections: Sequence[Section], above: tuple[Section, ...]) -> Iterator[Stop]:
    for section in sections:
        yield Stop(section, above)
        yield from _walk(section.sections, (*above, section))


def all_sections(brochure: Brochure) -> list[Section]:
    """List the sections of a brochure, each before those below it."""
    return [stop.section for stop in walk(brochure)]


def pulled_at(section: Section) -> float | None:
    """Return where in its section's text a pull begins, as a share of it; None where it stands nowhere there."""
    pull, text = section.aside.pull if section.aside else None, _printed(section)
    at = text.find(_folded(without_marks(pull))) if pull is not None else -1
    return at / len(text) if at >= 0 else None


def defines_its_term(section: Section) -> bool:
    """Tell whether a section's text has the words of its key term, and says in the same words what it means."""
    aside, text = section.aside, _printed(section)
    said = (aside.term, aside.means) if aside else (None, None)
    return all(words is not None and _folded(without_marks(words)) in text for words in said)


def _printed(section: Section) -> str:
    """Return what the blocks of a section print, as it is compared."""
    texts = (text for block in section.body for text in texts_of(block) if not isinstance(text, Unprinted))
    return _folded(" ".join(map(without_marks, texts)))


def _folded(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")


def all_blocks(brochure: Brochure) -> list[Any]:
    """List the blocks of a brochure, those inside others included, in order."""
    return [block for section in all_sections(brochure) for block in blocks_in(section.body)]


def icon_names(brochure: Brochure) -> list[Line]:
    """List the icons that a brochure names."""
    names: list[Line] = [point.icon for point in brochure.at_a_glance if point.icon]
    names += [section.icon for section in all_sections(brochure) if section.icon]
    for block in all_blocks(brochure):
        if kind_of(block) == "icons":
            names += [item.icon for item in block.icons.items]
    return names


def pictures(brochure: Brochure) -> list[Line]:
    """List the pictures that a brochure names."""
    return [figure.image for block in all_blocks(brochure) for figure in figures_of(block)]


# The shape -----------------------------------------------------------------------------------------


def shape_problems(brochure: Brochure) -> list[Problem]:
    """List what is wrong with how the parts of a brochure stand in each other."""
    problems: list[Problem] = []
    seen: dict[str, Section] = {}
    for stop in walk(brochure):
        section = stop.section
        if section.id in seen:
            hint = f"it first stands in line {seen[section.id].id.place.line}"
            problems.append(Problem(section.id.place, f"the id “{section.id}” is here twice", hint))
        seen.setdefault(section.id, section)
        if stop.level == SECTION_LEVELS + 1:
            above = beginning(without_marks(stop.above[-1].heading))
            message = f"this section stands too deep: “sections” can go {SECTION_LEVELS - 1} levels below the top"
            problems.append(Problem(section.id.place, message, f"put it beside “{above}”, or make it a bold line"))
        for block in section.body:
            problems += _nesting(block, 0, None)
    for block in all_blocks(brochure):
        if isinstance(block, Table):
            problems += table_problems(block.table)
    return problems


def _nesting(block: Strict, lists: int, table: Table | None) -> Iterator[Problem]:
    """Yield the lists that stand too deep in lists, and tables in the cells of others."""
    if isinstance(block, (BulletList, Steps)):
        lists += 1
        if lists == LIST_LEVELS + 1:
            message = f"this list stands too deep: lists can go {LIST_LEVELS} levels deep"
            yield Problem(_place(items_of(block)), message, "make a section of the outermost list's item")
            return
    if isinstance(block, Table):
        if table is not None:
            hint = "make its rows a list, or put the table below the other one"
            yield Problem(_place(block.table), "a table cannot stand in another table", hint)
            return
        table = block
    for body in bodies_of(block):
        for inner in body:
            yield from _nesting(inner, lists, table)


def _place(value: Any) -> Place:
    """Return the place of the first text in a part of a brochure that has one."""
    return next((text.place for text in texts_of(value) if text.place.file), Place(""))
