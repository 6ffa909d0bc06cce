"""Gathering: everything a job needs is read and checked, and all that is wrong is found at once.

What a plate is made of and what an imprint is made of are gathered apart: the one is the same for
all clinics. Where a story asks something of the clinic, the question is remembered with its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from clinicpress.artwork.filekinds import PRINTED
from clinicpress.artwork.icons import Icon, load_icon
from clinicpress.artwork.pictures import Art, Supplies, load_art
from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.citing import sources_of
from clinicpress.content.edition import Job, edition_of, theme_of
from clinicpress.content.locale import Locale, load_locale
from clinicpress.content.model import Brochure, Clinic, Edition, Source, texts_of
from clinicpress.content.texts import Line, Unprinted
from clinicpress.content.tree import icon_names, pictures
from clinicpress.content.values import Name
from clinicpress.drawing.sheet import brand_bytes
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.looks.coverage import missing_glyphs
from clinicpress.looks.design import Design, ScreenDesign, with_room_for
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.looks.geometry import Geometry
from clinicpress.looks.layoutfiles import is_for_screens, load_layout, load_screen_layout
from clinicpress.looks.paper import load_paper
from clinicpress.looks.theme import BRAND, Overrides, Theme
from clinicpress.looks.themes import load_theme, looks_other_in, read_theme
from clinicpress.press.imprint import Imprint
from clinicpress.story.answers import Answers, overrides_of
from clinicpress.story.markup import Tag, icons_in
from clinicpress.story.matter import Matter
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.schema import check_node
from clinicpress.workspace.workspace import NO_FILE

Loaded = TypeVar("Loaded")


class Parts(NamedTuple):
    """All that a plate is made of, read and checked."""

    matter: Matter
    design: Design
    supplies: Supplies


class ScreenParts(NamedTuple):
    """All that a web page is made of before a clinic is on it, read and checked."""

    matter: Matter
    design: ScreenDesign
    supplies: Supplies


class ClinicParts(NamedTuple):
    """All that an imprint is made of, read and checked."""

    clinic: Clinic
    theme: Theme
    imprint: Imprint
    brand: bytes
    """The brand colour and its tints, three bytes each."""


@dataclass
class _Finder:
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
        for text in texts:
            if not isinstance(text, Unprinted):
                self.problems += missing_glyphs(text, faces)
                self.catalog.workspace.note(f"fonts/{file}" for file in faces.borrowed(text))

    def icons(self, names: Iterable[Text], drawn: str) -> dict[str, Icon]:
        """Load icons by name, as they are `drawn` in a theme."""

        def loaded(name: Text) -> Icon | None:
            key = ("icon", name, name.place, drawn)
            return self.attempt(key, lambda catalog: load_icon(catalog.workspace, name, drawn))

        return {str(name): icon for name in names if (icon := loaded(name)) is not None}

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
        layout = _layout_of(theme, self.job)

        def load(catalog: Catalog) -> Theme:
            return load_theme(catalog.workspace, name, shelf, overrides, layout, locale)

        # Problems are the clinic's own, at places in its own file; a theme without any is for all.
        own = ("theme", name, layout, _language(locale))
        key = (*own, tuple(sorted(overrides.items())))
        return self.attempt(own, lambda catalog: catalog.recall(key, load), self.job.clinic)

    def looks(self, name: Name, theme: Theme | None) -> Node | None:
        """Return what a theme says; one with mistakes, too: those in its changes for the layout are told with them."""
        return theme.node if theme is not None else self.ask(lambda: read_theme(self.catalog.workspace, name))

    def locale(self, place: Place) -> Locale | None:
        """Load the locale of the job's language, which is named at a place."""
        language = Unprinted(self.job.language, place)
        return self.attempt(("locale", self.job.language), lambda catalog: load_locale(catalog.workspace, language))


def faces_of(catalog: Catalog, theme: Name) -> Chain:
    """Return one face of every family that a theme prints words in; raises InputProblems."""
    return _theme(catalog, theme, _shelf(catalog), "", None).all_faces


def _shelf(catalog: Catalog) -> FontShelf:
    return catalog.keep("fonts", lambda noting: FontShelf(noting.workspace))


def _language(locale: Locale | None) -> str:
    """Return the language that a theme is made for; nothing where it stands as its file says."""
    return str(locale.language) if locale is not None else ""


def _theme(catalog: Catalog, name: Name, shelf: FontShelf, layout: str, locale: Locale | None) -> Theme:
    """Load a theme as it stands, with its looks for a layout and a language."""

    def load(layout: str) -> Theme:
        return catalog.keep(
            ("theme", name, layout, _language(locale)),
            lambda noting: load_theme(noting.workspace, name, shelf, {}, layout, locale),
        )

    theme = load("")
    return load(layout) if looks_other_in(theme, layout) else theme


def _file_of(job: Job) -> Place:
    """Return the file of a job's brochure."""
    return Place(f"brochures/{job.slug}/{job.language}.yaml")


def _look_of(catalog: Catalog, name: Name, job: Job) -> str:
    """Return a job's layout where its theme has looks for it; what is wrong with the theme is told elsewhere."""

    def look(noting: Catalog) -> str:
        # What is loaded for the job's language is needed anyhow.
        locale = _Finder(noting, job).locale(_file_of(job))
        try:
            return _layout_of(_theme(noting, name, _shelf(noting), job.layout, locale), job)
        except InputProblems:
            return ""

    return catalog.keep(("look", name, job.layout, job.language), look)


def _layout_of(theme: Theme, job: Job) -> str:
    """Return a job's layout where the theme has looks for it; nothing where it looks as elsewhere."""
    return job.layout if looks_other_in(theme, job.layout) else ""


def gather(catalog: Catalog, job: Job, answers: Answers) -> Parts:
    """Read everything a job's plate needs; raises InputProblems with all that is wrong with it."""
    find = _Finder(catalog, job)
    edition, named = edition_of(catalog.editions(), job.edition), theme_of(catalog, job)
    text = _text(find)
    theme = find.theme(named, answers.overrides, text.locale)
    looks = find.looks(named, theme)
    paper = find.attempt(
        ("paper", edition.paper, edition.paper.place), lambda noting: load_paper(noting.workspace, edition.paper)
    )
    layout = None
    if paper is not None:
        layout = find.attempt(
            ("layout", job.layout, named, edition.paper),
            lambda noting: load_layout(noting.workspace, _named_layout(edition, job), paper, looks),
            _owner(job, answers),
        )
    matter, supplies = _gather_matter(find, answers, text, theme)
    if find.problems:
        raise InputProblems(find.problems)
    assert matter and layout and theme and paper
    layout = with_room_for(layout, theme, matter.locale.size, matter.locale.leading)
    return Parts(matter, Design(theme, layout, Geometry.of(layout, paper)), supplies)


def gather_for_screens(catalog: Catalog, job: Job, answers: Answers) -> ScreenParts:
    """Read everything a job's web page needs; raises InputProblems with all that is wrong with it."""
    find = _Finder(catalog, job)
    edition, named = edition_of(catalog.editions(), job.edition), theme_of(catalog, job)
    text = _text(find)
    theme = find.theme(named, answers.overrides, text.locale)
    looks = find.looks(named, theme)
    layout = find.attempt(
        ("layout", job.layout, named),
        lambda noting: load_screen_layout(noting.workspace, _named_layout(edition, job), looks),
        _owner(job, answers),
    )
    matter, supplies = _gather_matter(find, answers, text, theme)
    if find.problems:
        raise InputProblems(find.problems)
    assert matter and layout and theme
    return ScreenParts(matter, ScreenDesign(theme, layout), supplies)


def is_page(catalog: Catalog, job: Job) -> bool:
    """Tell whether a job makes a web page; raises InputProblems where its layout does not say what it is for."""
    return catalog.keep(("medium", job.layout), lambda noting: is_for_screens(noting.workspace, job.layout))


def _named_layout(edition: Edition, job: Job) -> Unprinted:
    """Return a job's layout as its edition names it; pages on a screen are shown for editions that do not, too."""
    return next((each for each in edition.layouts if each == job.layout), Unprinted(job.layout, Place(EDITIONS)))


def _owner(job: Job, answers: Answers) -> str:
    """Return the clinic whose own a thing is: what is made with a clinic's own theme."""
    return job.clinic if answers.overrides else ""


class _Text(NamedTuple):
    """A brochure and the locale of its language, where they can be read."""

    brochure: Brochure | None
    locale: Locale | None


def _text(find: _Finder) -> _Text:
    """Read a job's brochure and its locale; notes what is wrong with them."""
    job = find.job
    read = find.ask(lambda: find.catalog.partly(job.slug, job.language))
    brochure, problems = read or (None, [])
    find.problems += problems
    place = brochure.language.place if brochure else _file_of(job)
    return _Text(brochure, find.locale(place))


def _gather_matter(find: _Finder, answers: Answers, text: _Text, theme: Theme | None) -> tuple[Matter | None, Supplies]:
    """Read what is to be said and shown; notes what is wrong with it."""
    catalog, job = find.catalog, find.job
    brochure, locale = text
    sources = _named(catalog, sources_of(brochure)) if brochure else []
    references = _named(catalog, brochure.references) if brochure else []
    supplies = Supplies({}, {})
    if theme is not None:
        faces = theme.all_faces
        named: list[Line] = [box.icon for box in theme.spec.boxes.values() if box.icon]
        art: dict[str, Art | None] = {}
        if brochure is not None:
            named += icon_names(brochure)
            find.check_glyphs(texts_of(brochure), faces)
            find.check_glyphs((text for _, source in (*sources, *references) for text in texts_of(source)), faces)
            folder, owner = f"brochures/{job.slug}", _owner(job, answers)
            art = {str(name): find.art(f"{folder}/{name}", name, faces, owner) for name in pictures(brochure)}
        drawn = str(theme.spec.icons_drawn or "")
        found = {name: picture for name, picture in art.items() if picture is not None}
        supplies = Supplies(find.icons(named, drawn), found, drawn)
        if locale is not None:
            find.check_glyphs(texts_of(locale), faces)
        find.check_glyphs(theme.spec.bullets, faces)
    if brochure is None or locale is None:
        return None, supplies
    return Matter(brochure, answers, locale, sources, references), supplies


def with_icons_of(story: Tag, catalog: Catalog, job: Job, supplies: Supplies) -> Supplies:
    """Add the icons that a story's template names itself; raises InputProblems at its lines for unknown ones."""
    find = _Finder(catalog, job)
    own = find.icons((name for name in icons_in(story) if name not in supplies.icons), supplies.icons_drawn)
    if find.problems:
        raise InputProblems(find.problems)
    return supplies._replace(icons={**supplies.icons, **own})


def gather_clinic(catalog: Catalog, job: Job) -> ClinicParts:
    """Read everything a job's imprint needs; raises InputProblems with all that is wrong with it."""
    named = theme_of(catalog, job)
    key = ("imprint", named, job.language, _look_of(catalog, named, job))
    return catalog.keep(key, lambda noting: _gather_clinic(noting, job, named), job.clinic)


def _gather_clinic(catalog: Catalog, job: Job, named: Name) -> ClinicParts:
    find = _Finder(catalog, job)
    clinic = find.ask(lambda: catalog.clinic(job.clinic, job.language))
    locale = find.locale(_file_of(job))
    theme = find.theme(named, overrides_of(clinic) if clinic else {}, locale)
    logo, brand = None, b""
    if theme is not None and clinic is not None:
        key = ("brand", named, _layout_of(theme, job))
        brand = find.attempt(key, lambda _: _brand(theme, clinic), job.clinic) or b""
        faces = theme.all_faces
        find.check_glyphs(texts_of(clinic), faces)
        logo = _logo(find, clinic.logo, faces) if clinic.logo else None
    if find.problems:
        raise InputProblems(find.problems)
    assert clinic and theme and locale
    return ClinicParts(clinic, theme, Imprint(clinic, logo, theme, locale.labels), brand)


def _logo(find: _Finder, named: Line, faces: Chain) -> Art | None:
    """Load a clinic's logo; where there is none, say which pictures are there."""
    workspace, file = find.catalog.workspace, f"clinics/{named}"
    if not workspace.has(workspace.spelled(file)):
        try:
            workspace.read_bytes(file, named.place)
        except InputProblems as error:
            below = workspace.unnoted().files_below("clinics")
            there = [name.removeprefix("clinics/") for name in below if name.lower().endswith(PRINTED)]
            hint = did_you_mean(str(named), there) or "put it there; the folder clinics/ holds no picture"
            find.problems += [replace(p, hint=hint) if NO_FILE in p.message else p for p in error.problems]
            return None
    return find.art(file, named, faces, find.job.clinic, strict=True)


def _brand(theme: Theme, clinic: Clinic) -> bytes:
    color = clinic.brand_color
    if color is None and (given := clinic.theme.get(BRAND)) is not None:
        # The same key under its other name, checked the same way.
        node = Node(given.place, {Text("brand_color", given.place): Node(given.place, given)})
        color = check_node(node, Clinic).brand_color
    return brand_bytes(theme.branded(color))


def _named(catalog: Catalog, ids: Sequence[Name]) -> list[tuple[str, Source]]:
    if not ids:
        return []
    known = catalog.sources().found
    return [(str(name), known[str(name)]) for name in ids if str(name) in known]
