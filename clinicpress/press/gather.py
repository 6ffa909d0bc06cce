"""Gathering: what a plate, or a page for screens, is made of is read and checked; all that is wrong is found at once.

It is the same for all clinics. Where a story asks something of the clinic, the question is remembered
with its answer. What an imprint needs is gathered in `clinicparts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clinicpress.artwork.icons import Icon, load_icon
from clinicpress.artwork.pictures import Art
from clinicpress.artwork.supplies import Supplies
from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.citing import sources_of
from clinicpress.content.edition import Job, edition_of, theme_of
from clinicpress.content.locale import Locale
from clinicpress.content.model import Brochure, Edition, Source, texts_of
from clinicpress.content.texts import Line, Unprinted
from clinicpress.content.tree import icon_names, pictures
from clinicpress.content.values import Name
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Design, ScreenDesign, with_room_for
from clinicpress.looks.geometry import Geometry
from clinicpress.looks.layoutfiles import load_layout, load_screen_layout
from clinicpress.looks.paper import load_paper
from clinicpress.looks.theme import Theme
from clinicpress.looks.themes import read_theme
from clinicpress.press.finding import Finder, file_of
from clinicpress.story.answers import Answers
from clinicpress.story.markup import Tag, icons_in
from clinicpress.story.matter import Matter
from clinicpress.workspace.nodes import Node, Text


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


def gather(catalog: Catalog, job: Job, answers: Answers) -> Parts:
    """Read everything a job's plate needs; raises InputProblems with all that is wrong with it."""
    find = Finder(catalog, job)
    edition, named = edition_of(catalog.editions(), job.edition), theme_of(catalog, job)
    text = _text(find)
    theme = find.theme(named, answers.overrides, text.locale)
    looks = _looks(find, named, theme)
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
    find = Finder(catalog, job)
    edition, named = edition_of(catalog.editions(), job.edition), theme_of(catalog, job)
    text = _text(find)
    theme = find.theme(named, answers.overrides, text.locale)
    looks = _looks(find, named, theme)
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


def _looks(find: Finder, name: Name, theme: Theme | None) -> Node | None:
    """Return what a theme says; one with mistakes, too: those in its changes for the layout are told with them."""
    return theme.node if theme is not None else find.ask(lambda: read_theme(find.catalog.workspace, name))


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


def _text(find: Finder) -> _Text:
    """Read a job's brochure and its locale; notes what is wrong with them."""
    job = find.job
    read = find.ask(lambda: find.catalog.partly(job.slug, job.language))
    brochure, problems = read or (None, [])
    find.problems += problems
    place = brochure.language.place if brochure else file_of(job)
    return _Text(brochure, find.locale(place))


def _gather_matter(find: Finder, answers: Answers, text: _Text, theme: Theme | None) -> tuple[Matter | None, Supplies]:
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
        supplies = Supplies(_icons(find, named, drawn), found, drawn)
        if locale is not None:
            find.check_glyphs(texts_of(locale), faces)
        find.check_glyphs(theme.spec.bullets, faces)
    if brochure is None or locale is None:
        return None, supplies
    return Matter(brochure, answers, locale, sources, references), supplies


def _icons(find: Finder, names: Iterable[Text], drawn: str) -> dict[str, Icon]:
    """Load icons by name, as they are `drawn` in a theme."""

    def loaded(name: Text) -> Icon | None:
        key = ("icon", name, name.place, drawn)
        return find.attempt(key, lambda catalog: load_icon(catalog.workspace, name, drawn))

    return {str(name): icon for name in names if (icon := loaded(name)) is not None}


def with_icons_of(story: Tag, catalog: Catalog, job: Job, supplies: Supplies) -> Supplies:
    """Add the icons that a story's template names itself; raises InputProblems at its lines for unknown ones."""
    find = Finder(catalog, job)
    own = _icons(find, (name for name in icons_in(story) if name not in supplies.icons), supplies.icons_drawn)
    if find.problems:
        raise InputProblems(find.problems)
    return supplies._replace(icons={**supplies.icons, **own})


def _named(catalog: Catalog, ids: Sequence[Name]) -> list[tuple[str, Source]]:
    if not ids:
        return []
    known = catalog.sources().found
    return [(str(name), known[str(name)]) for name in ids if str(name) in known]
