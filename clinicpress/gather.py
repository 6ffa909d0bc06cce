"""Gathering: everything a job needs is read and checked, and all that is wrong is found at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from clinicpress.catalog import Catalog, icon_names, pictures
from clinicpress.edition import Job, edition_of
from clinicpress.fonts import Chain, FontShelf, missing_glyphs
from clinicpress.layout import Geometry, Layout, Locale, load_layout, load_locale
from clinicpress.model import Brochure, Clinic, NoSources, Source, texts_of
from clinicpress.pictures import Art, Icon, load_art, load_icon
from clinicpress.problems import InputProblems, Place, Problem
from clinicpress.schema import Line, Prose, Unprinted
from clinicpress.story import Supplies
from clinicpress.theme import Theme, load_theme

Loaded = TypeVar("Loaded")
FURNITURE_ICONS = ("question-circle",)
"""Icons that story templates name themselves."""


@dataclass(frozen=True)
class Parts:
    """All that a job is made of, read and checked."""

    brochure: Brochure
    clinic: Clinic
    theme: Theme
    layout: Layout
    geometry: Geometry
    locale: Locale
    sources: list[tuple[str, Source]]
    supplies: Supplies
    logo: Art | None

    @property
    def disclaimer(self) -> Prose:
        """The brochure's own disclaimer, or the house's."""
        return self.brochure.disclaimer or self.locale.disclaimer


@dataclass
class _Finder:
    """Loads one thing after the other and collects what is wrong with each."""

    catalog: Catalog
    problems: list[Problem] = field(default_factory=list)

    def attempt(self, key: object, load: Callable[[], Loaded]) -> Loaded | None:
        """Load something once for all jobs; None where it has problems."""
        try:
            return self.catalog.keep(key, load)
        except InputProblems as error:
            self.problems += error.problems
            return None

    def check_glyphs(self, texts: Iterable[Line], faces: Chain) -> None:
        """Note the characters that no face has, in texts that are printed."""
        for text in texts:
            if not isinstance(text, Unprinted):
                self.problems += missing_glyphs(text, faces)

    def icons(self, names: Iterable[Line]) -> dict[str, Icon]:
        """Load icons by name."""
        loaded = {
            str(name): self.attempt(("icon", name, name.place), partial(load_icon, self.catalog.workspace, name))
            for name in names
        }
        return {name: icon for name, icon in loaded.items() if icon is not None}

    def art(self, file: str, named: Line, faces: Chain) -> Art | None:
        """Load a picture that is named in a YAML file."""
        load = partial(load_art, self.catalog.workspace, file, named.place, faces)
        return self.attempt(("art", file, named.place), load)


def gather(catalog: Catalog, job: Job) -> Parts:
    """Read everything a job needs; raises InputProblems with all that is wrong with it."""
    workspace = catalog.workspace
    find = _Finder(catalog)
    edition = edition_of(catalog.editions(), job.edition)
    layout_name = next(layout for layout in edition.layouts if layout == job.layout)
    read = find.attempt(("partly", job.slug, job.language), partial(catalog.partly, job.slug, job.language))
    brochure, problems = read or (None, [])
    find.problems += problems
    clinic = find.attempt(("clinic", job.clinic), partial(catalog.clinic, job.clinic))
    place = brochure.language.place if brochure else Place(f"brochures/{job.slug}/{job.language}.yaml")
    language = Unprinted(job.language, place)
    locale = find.attempt(("locale", job.language), partial(load_locale, workspace, language))
    shelf = find.attempt("fonts", partial(FontShelf, workspace))
    theme: Theme | None = None
    if shelf is not None and clinic is not None:
        key = ("theme", edition.theme, job.clinic)
        theme = find.attempt(key, partial(load_theme, workspace, edition.theme, shelf, clinic))
    looks = theme.node if theme is not None else None
    layout = find.attempt(("layout", job.layout, edition.theme), partial(load_layout, workspace, layout_name, looks))
    supplies, logo = Supplies({}, {}), None
    sources = _sources(catalog, brochure) if brochure else []
    if theme is not None:
        faces = theme.all_faces()
        boxed = [box.icon for box in theme.spec.boxes.values() if box.icon]
        named: list[Line] = [*boxed, *(Unprinted(name, Place("templates")) for name in FURNITURE_ICONS)]
        art: dict[str, Art | None] = {}
        if brochure is not None:
            named += icon_names(brochure)
            find.check_glyphs(texts_of(brochure), faces)
            find.check_glyphs((text for _, source in sources for text in texts_of(source)), faces)
            art = {str(name): find.art(f"brochures/{job.slug}/{name}", name, faces) for name in pictures(brochure)}
        supplies = Supplies(find.icons(named), {name: picture for name, picture in art.items() if picture is not None})
        if clinic is not None:
            find.check_glyphs(texts_of(clinic), faces)
            logo = find.art(f"clinics/{clinic.logo}", clinic.logo, faces) if clinic.logo else None
        if locale is not None:
            find.check_glyphs(texts_of(locale), faces)
    if find.problems:
        raise InputProblems(find.problems)
    assert brochure and clinic and layout and locale and theme
    geometry = Geometry.of(layout, edition.paper)
    return Parts(brochure, clinic, theme, layout, geometry, locale, sources, supplies, logo)


def _sources(catalog: Catalog, brochure: Brochure) -> list[tuple[str, Source]]:
    if isinstance(brochure.sources, NoSources):
        return []
    known = catalog.sources().found
    return [(str(name), known[str(name)]) for name in brochure.sources if str(name) in known]
