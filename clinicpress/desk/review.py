"""Whether a brochure is ready to go out and still current: notes to settle, reviewer, dates, sources named.

The day is given by the caller; no module but the command line asks the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress

from clinicpress.content.catalog import SOURCES, Catalog
from clinicpress.content.inline import without_marks
from clinicpress.content.locale import load_locale
from clinicpress.content.model import Brochure, NoSources
from clinicpress.content.texts import Unprinted
from clinicpress.content.tree import all_sections, pulled_at
from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import InputProblems, Place, Problem, counted, warning
from clinicpress.workspace.nodes import Node

SOON = dt.timedelta(days=60)
"""So long before a review is due it is announced."""


def review_problems(catalog: Catalog, slug: str, language: str, brochure: Brochure, today: dt.date) -> list[Problem]:
    """List what an editor must settle before a brochure is released, as warnings."""
    node = catalog.workspace.read_yaml(f"brochures/{slug}/{language}.yaml")
    return [
        *(warning(note.place, f"review note: {' '.join(note.split())}") for note in brochure.review_notes),
        *_unsourced(brochure),
        *_unreviewed(brochure),
        *_dates(brochure, node, today),
    ]


def unread_locales(catalog: Catalog, languages: Iterable[str]) -> Iterator[Problem]:
    """Yield the locales of some languages whose words nobody who speaks the language has read, as warnings."""
    for language in sorted(set(languages)):
        with suppress(InputProblems):  # a brochure whose language has no locale has an error of its own
            locale = load_locale(catalog.workspace, Unprinted(language, Place("")))
            if not locale.reviewed:
                message = f"nobody who speaks “{locale.language}” has read the words of its locale yet"
                hint = (
                    "have labels, dates and disclaimer read, in print; then leave this line out, in a copy of the file"
                )
                file = locale.language.place.file
                yield warning(catalog.workspace.read_yaml(file).key_place(("reviewed",)), message, hint)


def source_dates(catalog: Catalog, today: dt.date) -> list[Problem]:
    """List the sources that were looked up on a day that has not come."""
    node = catalog.workspace.read_yaml(SOURCES)
    return [
        warning(
            node.find((name, "accessed")).place,
            f"the source “{name}” was looked up on {source.accessed}: that day has not come",
            f"today is {today}",
        )
        for name, source in catalog.sources().found.items()
        if source.accessed is not None and source.accessed > today
    ]


def quote_problems(brochure: Brochure) -> Iterator[Problem]:
    """Yield what a whole brochure lacks for the page in short: summary points, and quotes in its own words."""
    if not any(section.summary for section in all_sections(brochure)):
        yield warning(
            brochure.title.place,
            "no section has summary points: a one-page summary of this brochure would be empty",
            "give sections a “summary:”, or leave the layout out in editions.yaml (matrix: exclude)",
        )
    for section in all_sections(brochure):
        if not section.body and not section.sections:
            yield warning(
                section.heading.place,
                f"no text stands under the heading “{beginning(without_marks(section.heading))}”",
                "put the sections that belong to it under “sections:” in it, or remove it",
            )
        pull = section.aside.pull if section.aside else None
        if pull is not None and pulled_at(section) is None:
            message = "the pull point does not stand in its section word for word"
            yield warning(pull.place, message, "quote the section's own sentence")


def _unsourced(brochure: Brochure) -> Iterator[Problem]:
    if isinstance(brochure.sources, NoSources):
        yield warning(
            brochure.sources.none.place,
            "this brochure names no source",
            "find out what its statements rest on; until then the footer says that no source is named",
        )


def _unreviewed(brochure: Brochure) -> Iterator[Problem]:
    missing = [key for key in ("reviewed", "reviewer", "review_due") if getattr(brochure, key) is None]
    if not missing:
        return
    said = {"reviewed": "no day of a clinical review", "reviewer": "no reviewer", "review_due": "no day of next review"}
    message = f"this brochure has {', '.join(said[key] for key in missing)}"
    yield warning(brochure.title.place, message, f"after the review, add {', '.join(f'“{key}:”' for key in missing)}")


def _dates(brochure: Brochure, node: Node, today: dt.date) -> Iterator[Problem]:
    def at(key: str) -> Place:
        return node.find((key,)).place

    due, reviewed = brochure.review_due, brochure.reviewed
    for key, day in (("published", brochure.published), ("reviewed", reviewed)):
        if day is not None and day > today:
            yield warning(at(key), f"this brochure was {key} on {day}: that day has not come", f"today is {today}")
    if due is None:
        return
    if reviewed is not None and due <= reviewed:
        yield warning(at("review_due"), f"the next review is due on {due}, which is not after the last one, {reviewed}")
    elif due <= brochure.published:
        message = (
            f"the next review is due on {due}, which is not after the brochure was published, {brochure.published}"
        )
        yield warning(at("review_due"), message)
    if due < today:
        days = (today - due).days
        yield warning(
            at("review_due"),
            f"this brochure had to be reviewed by {due}: that is {counted(days, 'day')} ago",
            "have it reviewed before it is given out again",
        )
    elif due - today <= SOON:
        yield warning(at("review_due"), f"this brochure must be reviewed by {due}: {_left((due - today).days)}")


def _left(days: int) -> str:
    if days == 0:
        return "that is today"
    return f"{counted(days, 'day')} {'is' if days == 1 else 'are'} left"
