"""What is wrong with a file as it would be if a text of it were saved: the same problems that printing tells."""

from __future__ import annotations

from collections.abc import Callable

from clinicpress.content.catalog import EDITIONS, SOURCES, Catalog
from clinicpress.content.edition import Stock, validate
from clinicpress.ground.problems import InputProblems, Problem, merged
from clinicpress.workspace.unsaved import Unsaved
from clinicpress.workspace.workspace import Workspace


def problems_in(workspace: Workspace, name: str, text: str) -> list[Problem]:
    """List what is wrong with a text of a file, in the order of its lines; nothing else is looked at.

    For what a desk and a whole print tell beside it, ask those.
    """
    catalog = Catalog(Unsaved(workspace, {name: text}))
    parts = name.removesuffix(".yaml").split("/")
    if name == EDITIONS:
        return _told(lambda: validate(catalog.editions(), Stock.of(catalog))[1])
    if name == SOURCES:
        return _told(lambda: [each for problems in catalog.sources().broken.values() for each in problems])
    if parts[0] == "clinics" and len(parts) == 2:
        return _told(lambda: _none(catalog.clinic(parts[1])))
    if parts[0] == "brochures" and len(parts) == 3:
        return _told(lambda: catalog.partly(parts[1], parts[2])[1])
    raise ValueError(f"{name!r} is not a file that people edit")


def _told(ask: Callable[[], list[Problem]]) -> list[Problem]:
    try:
        return merged(ask())
    except InputProblems as error:
        return list(error.problems)


def _none(_: object) -> list[Problem]:
    return []
