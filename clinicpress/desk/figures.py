"""Figures that ask for fonts which are not here: their words are set in ours, which may not be what was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from clinicpress.artwork.filekinds import is_drawing
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, theme_of
from clinicpress.content.tree import pictures
from clinicpress.ground.problems import InputProblems, Problem, warning
from clinicpress.looks.fonts import Chain
from clinicpress.press.gather import faces_of
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES

_HINT = "look at the printed picture; to keep the letters, convert the text to outlines (paths) in the drawing program"


def borrowed_fonts(catalog: Catalog, jobs: Iterable[Job]) -> list[Problem]:
    """List the figures of jobs whose words are set in fonts of ours for want of their own, as warnings.

    What cannot be read is left out: it has errors of its own.
    """
    found: set[Problem] = set()
    for slug, language, theme in {(job.slug, job.language, theme_of(catalog, job)) for job in jobs}:
        with suppress(InputProblems):
            brochure, _ = catalog.partly(slug, language)
            named = pictures(brochure) if brochure else []
            faces = faces_of(catalog, theme)
            for name in named:
                file = catalog.workspace.spelled(f"brochures/{slug}/{name}")
                found |= {warning(name.place, said, _HINT) for said in _borrowed(catalog, file, name, faces)}
    return sorted(found)


def _borrowed(catalog: Catalog, file: str, name: Text, faces: Chain) -> Iterator[str]:
    content = catalog.workspace.read_bytes(file, name.place, MAX_PICTURE_BYTES)
    if not is_drawing(content):
        return
    # Slow to import, and most brochures have no drawings.
    from clinicpress.artwork.vector import borrowed_families

    for line, family in borrowed_families(content, faces):
        yield f"“{file}”, line {line}, has words in “{family}”, a font that is not here: they are set in ours"
