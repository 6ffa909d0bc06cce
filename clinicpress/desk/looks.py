"""Looks that editions offer and no clinic has chosen yet: a theme that cannot be read is told before one does."""

from __future__ import annotations

from clinicpress.content.catalog import Catalog
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.press.finding import faces_of


def unreadable_looks(catalog: Catalog) -> list[Problem]:
    """List what is wrong with the themes of looks; raises InputProblems where editions.yaml cannot be read."""
    found: list[Problem] = []
    for edition in catalog.editions().editions.values():
        for theme in edition.looks.values():
            try:
                faces_of(catalog, theme)
            except InputProblems as error:
                found += error.problems
    return found
