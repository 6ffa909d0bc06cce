"""Finding: what a job is made of is loaded piece by piece, once for all jobs, and what is wrong is collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from clinicpress.artwork.pictures import Art, load_art
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.locale import Locale, load_locale
from clinicpress.content.texts import Line, Unprinted
from clinicpress.content.values import Name
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.coverage import missing_glyphs
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.looks.medium import is_for_screens
from clinicpress.looks.theme import Overrides, Theme
from clinicpress.looks.themes import load_theme, looks_other_in, overridden

Loaded = TypeVar("Loaded")


@dataclass
class Finder:
    """Loads one thing after the other and collects what is wrong with each."""

    catalog: Catalog
    job: Job
    problems: list[Problem] = field(default_factory=list)

    def ask(self, question: Callable[[], Loaded]) -> Loaded | None:
        """Return the answer to a question; None where it has problems."""
        try:
            return question()
        except InputProblems as error:
            self.problems += error.problems
            return None

    def attempt(self, key: object, load: Callable[[Catalog], Loaded], clinic: str = "") -> Loaded | None:
        """Load something once for all jobs, or all of a clinic; None where it has problems."""
        return self.ask(lambda: self.catalog.keep(key, load, clinic))

    def check_glyphs(self, texts: Iterable[Line], faces: Chain) -> None:
        """Note what no face has of texts that are printed, and which fonts they need beyond the theme's."""
        borrowed: set[str] = set()
        for text in texts:
            if not isinstance(text, Unprinted):
                self.problems += missing_glyphs(text, faces)
                borrowed.update(faces.borrowed(text))
        self.catalog.workspace.note(f"fonts/{file}" for file in borrowed)

    def art(self, file: str, named: Line, faces: Chain, clinic: str = "", strict: bool = False) -> Art | None:
        """Load a picture that is named in a YAML file; the words in it are set in these faces.

        A `strict` one must ask for no others.
        """

        def load(catalog: Catalog) -> Art:
            return load_art(catalog.workspace, file, named.place, faces, strict)

        return self.attempt(("art", file, named.place, faces), load, clinic)

    def theme(self, name: Name, overrides: Overrides, locale: Locale | None) -> Theme | None:
        """Load a theme for a language with the clinic's values for it, its brand colour excepted."""
        shelf = self.ask(lambda: _shelf(self.catalog))
        if shelf is None:
            return None
        theme = self.ask(lambda: _theme(self.catalog, name, shelf, self.job.layout, locale))
        if not overrides or theme is None:
            return theme
        layout = layout_of(theme, self.job)

        def load(catalog: Catalog) -> Theme:
            plain = _theme(catalog, name, shelf, self.job.layout, locale)
            return overridden(catalog.workspace, plain, overrides, locale)

        # Problems are the clinic's own, at places in its own file; a theme without any is for all.
        own = ("theme", name, layout, _language(locale))
        key = (*own, tuple(sorted(overrides.items())))
        return self.attempt(own, lambda catalog: catalog.recall(key, load), self.job.clinic)

    def locale(self, place: Place) -> Locale | None:
        """Load the locale of the job's language, which is named at a place."""
        language = Unprinted(self.job.language, place)
        return self.attempt(("locale", self.job.language), lambda catalog: load_locale(catalog.workspace, language))


def faces_of(catalog: Catalog, theme: Name) -> Chain:
    """Return one face of every family that a theme prints words in; raises InputProblems."""
    return _theme(catalog, theme, _shelf(catalog), "", None).all_faces


def is_page(catalog: Catalog, job: Job) -> bool:
    """Tell whether a job makes a web page; raises InputProblems where its layout does not say what it is for."""
    return catalog.keep(("medium", job.layout), lambda noting: is_for_screens(noting.workspace, job.layout))


def file_of(job: Job) -> Place:
    """Return the file of a job's brochure."""
    return Place(f"brochures/{job.slug}/{job.language}.yaml")


def look_of(catalog: Catalog, name: Name, job: Job) -> str:
    """Return a job's layout where its theme has looks for it; what is wrong with the theme is told elsewhere."""

    def look(noting: Catalog) -> str:
        # What is loaded for the job's language is needed anyhow.
        locale = Finder(noting, job).locale(file_of(job))
        try:
            return layout_of(_theme(noting, name, _shelf(noting), job.layout, locale), job)
        except InputProblems:
            return ""

    return catalog.keep(("look", name, job.layout, job.language), look)


def layout_of(theme: Theme, job: Job) -> str:
    """Return a job's layout where the theme has looks for it; nothing where it looks as elsewhere."""
    return job.layout if looks_other_in(theme, job.layout) else ""


def _theme(catalog: Catalog, name: Name, shelf: FontShelf, layout: str, locale: Locale | None) -> Theme:
    """Load a theme as it stands, with its looks for a layout and a language."""

    def load(layout: str) -> Theme:
        return catalog.keep(
            ("theme", name, layout, _language(locale)),
            lambda noting: load_theme(noting.workspace, name, shelf, layout, locale),
        )

    theme = load("")
    return load(layout) if looks_other_in(theme, layout) else theme


def _shelf(catalog: Catalog) -> FontShelf:
    return catalog.keep("fonts", lambda noting: FontShelf(noting.workspace))


def _language(locale: Locale | None) -> str:
    """Return the language that a theme is made for; nothing where it stands as its file says."""
    return str(locale.language) if locale is not None else ""
