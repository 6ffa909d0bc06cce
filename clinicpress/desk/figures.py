"""Figures that ask for fonts which are not here: their words are set in ours, which may not be what was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from clinicpress.artwork.filekinds import is_drawing
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, theme_of
from clinicpress.content.tree import pictures
from clinicpress.ground.problems import InputProblems, Place, Problem, warning
from clinicpress.looks.fonts import Chain
from clinicpress.press.finding import faces_of
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES

_HINT = "look at the printed picture; to keep the letters, convert the text to outlines (paths) in the drawing program"


class _Drawing(NamedTuple):
    """A figure that is a drawing: its file, where that is named, and what is in it."""

    file: str
    place: Place
    content: bytes


def borrowed_fonts(catalog: Catalog, texts: Iterable[tuple[str, str]], jobs: Iterable[Job]) -> list[Problem]:
    """List the figures whose words are set in fonts of ours for want of their own, as warnings.

    They are those of brochures, by slug and language, as they are printed by some jobs. What cannot be read is left
    out: it has errors of its own.
    """
    found: set[Problem] = set()
    for text in texts:
        drawings: list[_Drawing] = []
        with suppress(InputProblems):
            drawings.extend(_drawings(catalog, *text))
        # Clinics are asked for their looks only where there is a drawing: there may be thousands.
        same = (job for job in jobs if (job.slug, job.language) == text) if drawings else ()
        for theme in {theme_of(catalog, job) for job in same}:
            with suppress(InputProblems):
                faces = faces_of(catalog, theme)
                found.update(problem for drawing in drawings for problem in _borrowed(drawing, faces))
    return sorted(found)


def _drawings(catalog: Catalog, slug: str, language: str) -> Iterator[_Drawing]:
    brochure, _ = catalog.partly(slug, language)
    for name in pictures(brochure) if brochure else ():
        file = catalog.workspace.spelled(f"brochures/{slug}/{name}")
        content = catalog.workspace.read_bytes(file, name.place, MAX_PICTURE_BYTES)
        if is_drawing(content):
            yield _Drawing(file, name.place, content)


def _borrowed(drawing: _Drawing, faces: Chain) -> Iterator[Problem]:
    # Slow to import, and most brochures have no drawings.
    from clinicpress.artwork.vector import borrowed_families

    for line, family in borrowed_families(drawing.content, faces):
        said = f"“{drawing.file}”, line {line}, has words in “{family}”, a font that is not here: they are set in ours"
        yield warning(drawing.place, said, _HINT)
