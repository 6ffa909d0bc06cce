"""From a job's parts to its story: what the template is given, and checks of what it made of it.

A template decides the order and the looks of what it is given. It cannot leave out or rearrange
what its layout promises to hold.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from clinicpress.catalog import Catalog, all_blocks
from clinicpress.edition import Job
from clinicpress.fonts import Chain, missing_glyphs
from clinicpress.gather import Parts
from clinicpress.markup import Tag, citations, parse_place, parse_story
from clinicpress.model import Brochure, Callout, Point, Section, kind_of, texts_of
from clinicpress.nodes import Text
from clinicpress.problems import InputProblems, Place, Problem
from clinicpress.schema import Prose, Unprinted
from clinicpress.templating import StoryTemplates

GLANCE_POINTS = 6
"""The most points of an at-a-glance box that is made of summary points."""


class Title(NamedTuple):
    """A title in two parts: at a colon, or title and subtitle."""

    head: str
    tail: str


def _title(brochure: Brochure) -> Title:
    """Part a title at its colon, which stays with the first part, unless there is a subtitle."""
    if brochure.subtitle is not None:
        return Title(brochure.title, brochure.subtitle)
    head, colon, tail = brochure.title.partition(": ")
    return Title(head + colon.strip(), tail) if tail.strip() else Title(brochure.title, "")


def _glance(brochure: Brochure) -> list[Point]:
    if brochure.at_a_glance:
        return list(brochure.at_a_glance)
    points = [Point(text=section.summary[0]) for section in brochure.sections if section.summary]
    return points[:GLANCE_POINTS]


def _safety(brochure: Brochure) -> Section | None:
    """Return the first section that warns and has points for the summary."""
    for section in brochure.sections:
        warns = any(isinstance(b, Callout) and b.callout.role == "warning" for b in section.body)
        if warns and section.summary:
            return section
    return None


def has_card(parts: Parts) -> bool:
    """Tell whether there is a web address to make a QR code of: a source's, or the clinic's."""
    return any(source.url for _, source in parts.sources) or parts.clinic.online


def render_story(catalog: Catalog, job: Job, parts: Parts) -> tuple[str, str]:
    """Render a job's story; returns its HTML and the template's file name."""
    brochure = parts.brochure
    templates = catalog.keep("templates", lambda: StoryTemplates(catalog.workspace))
    numbers = {name: str(index) for index, (name, _) in enumerate(parts.sources, 1)}
    blocks = all_blocks(brochure)
    return templates.render(
        job.layout,
        lambda name: numbers.get(name, "?"),
        brochure=brochure,
        title=_title(brochure),
        glance=_glance(brochure),
        labels=parts.locale.labels,
        sources=[
            {"id": name, "short": source.short, "full": source.full, "url": source.url or ""}
            for name, source in parts.sources
        ],
        disclaimer=parts.disclaimer,
        safety=_safety(brochure),
        has_questions=any(kind_of(block) == "questions" for block in blocks),
        has_citations=any(citations(t) for t in texts_of(brochure) if isinstance(t, Prose)),
        clinic=parts.clinic,
        has_contact=parts.clinic.reachable,
        has_side=parts.geometry.side > 0,
        has_card=has_card(parts),
        dated=parts.locale.dated,
    )


def tell(catalog: Catalog, job: Job, parts: Parts) -> Tag:
    """Render and parse a job's story; raises InputProblems for a template's mistakes and omissions."""
    html, file = render_story(catalog, job, parts)
    root = parse_story(html, file)
    problems = _missing_glyphs(root, parts.theme.all_faces) or _omissions(root, parts, Place(file))
    if problems:
        raise InputProblems(problems)
    return root


def _missing_glyphs(tag: Tag, faces: Chain) -> list[Problem]:
    """List the characters of a story that no font has: those that its template brought in."""
    problems: list[Problem] = []
    for child in tag.children:
        if isinstance(child, Tag):
            problems += _missing_glyphs(child, faces)
        else:
            problems += missing_glyphs(Text(child, tag.place), faces)
    return problems


def _promised(parts: Parts) -> dict[Place, int]:
    """Number the texts that a layout holds: those of one block, whose order is the template's, alike."""
    sections = parts.brochure.sections
    if parts.layout.content == "summary":
        groups: list[tuple[object, ...]] = [section.summary for section in sections]
    else:
        groups = [(part,) for section in sections for part in (section.heading, *section.body)]
    return {
        text.place: number
        for number, group in enumerate(groups)
        for text in texts_of(group)
        if not isinstance(text, Unprinted)
    }


def _told(tag: Tag) -> Iterator[Place]:
    """Yield the places of the texts of a story, in its order."""
    if "at" in tag.attributes:
        yield parse_place(tag.attributes["at"])
    for child in tag.tags():
        yield from _told(child)


def _omissions(root: Tag, parts: Parts, template: Place) -> list[Problem]:
    """List what the template left out of what its layout promises, or put into another order."""
    promised = _promised(parts)
    told = list(dict.fromkeys(place for place in _told(root) if place in promised))
    left_out = [place for place in promised if place not in set(told)]
    if left_out:
        more = f", and {len(left_out) - 1} more" if len(left_out) > 1 else ""
        return [
            Problem(
                template,
                f"the template leaves out the text in {left_out[0]}{more}",
                "print every text with “|inline”; templates/<layout>/layout.yaml says what a layout holds",
            )
        ]
    moved = next((two for one, two in itertools.pairwise(told) if promised[one] > promised[two]), None)
    if parts.layout.content == "all" and moved is not None:
        return [Problem(template, f"the template puts the text in {moved} out of its order")]
    return []
