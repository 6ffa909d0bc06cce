"""What a brochure refers to: its sources and references, the ids it cites, the places its links lead to.

All of them must be there. Sources stand in the footer of every page; references are cited from the
text and stand at the end. Both are numbered together, the sources first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from clinicpress.content.inline import citations, link_problems
from clinicpress.content.model import Brochure, NoSources, Source, texts_of
from clinicpress.content.texts import Prose
from clinicpress.content.tree import all_sections
from clinicpress.content.values import Name
from clinicpress.ground.problems import InputProblems, Problem, did_you_mean


class Bibliography(NamedTuple):
    """The sources by id, and the problems of those that cannot be read."""

    found: dict[str, Source]
    broken: dict[str, list[Problem]]


def sources_of(brochure: Brochure) -> tuple[Name, ...]:
    """Return the ids of the sources that a brochure names for its footer."""
    return () if isinstance(brochure.sources, NoSources) else brochure.sources


def numbered_ids(brochure: Brochure) -> tuple[Name, ...]:
    """Return the ids of sources and references, in the order of their numbers."""
    return (*sources_of(brochure), *brochure.references)


def reference_problems(brochure: Brochure, read: Callable[[], Bibliography]) -> list[Problem]:
    """List the ids that a brochure lists or cites and that are not there, and the links that lead nowhere.

    `read` gives the bibliography; what it raises is told only where an id is listed.
    """
    prose = [text for text in texts_of(brochure) if isinstance(text, Prose)]
    ids = [str(section.id) for section in all_sections(brochure)]
    problems = [problem for text in prose for problem in link_problems(text, ids)]
    listed = numbered_ids(brochure)
    cited = [each for text in prose for each in citations(text)]
    if not listed and not cited:
        return problems
    try:
        known = read()
    except InputProblems as error:
        if listed:
            return [*problems, *error.problems]
        known = Bibliography({}, {})
    problems += _unlisted(listed, known)
    for name, place in cited:
        if name in map(str, listed):
            continue
        if name in known.found:
            message = f"the source “{name}” is cited but not listed under “sources” or “references”"
            hint = f"add “{name}” to “sources” or “references” at the top of the brochure"
            problems.append(Problem(place, message, hint))
        else:
            problems.append(Problem(place, f"unknown source “{name}”", did_you_mean(name, known.found)))
    return problems


def _unlisted(listed: tuple[Name, ...], known: Bibliography) -> Iterator[Problem]:
    """Yield the ids that are listed twice, or that the bibliography has not, and what is wrong with the others."""
    for index, name in enumerate(listed):
        if name in listed[:index]:
            yield Problem(name.place, f"the source “{name}” is listed twice", "remove one of them")
        elif name in known.broken:
            yield from known.broken[name]
        elif name not in known.found:
            hint = did_you_mean(name, known.found) or "add it to brochures/sources.yaml"
            yield Problem(name.place, f"unknown source “{name}”", hint)
