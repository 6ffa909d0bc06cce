"""Where the stages meet: a job is read, rendered, set, laid out, drawn and proven.

The proof comes before anything is written: each page was stamped once and says source and
disclaimer in full, nothing of the story reaches into the footer, and every word of every element
was drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from clinicpress.canvas import PressCanvas, Record
from clinicpress.catalog import Catalog, all_blocks, icon_names, pictures
from clinicpress.copyfit import fit_to_one_page
from clinicpress.edition import Job, edition_of
from clinicpress.fonts import FontShelf, missing_glyphs
from clinicpress.imprint import Imprint
from clinicpress.layout import Geometry, Layout, Locale, load_layout, load_locale
from clinicpress.markup import Tag, citations, parse_story, without_marks
from clinicpress.model import Brochure, Clinic, NoSources, Point, Section, Source, kind_of, texts_of
from clinicpress.page import FooterPlan, FooterText, Furniture, Page, compose
from clinicpress.pictures import Art, Icon, load_art, load_icon
from clinicpress.problems import InputProblems, Place, Problem
from clinicpress.schema import Line, Prose, Unprinted
from clinicpress.story import Story, StoryBuilder, Supplies
from clinicpress.tagging import Element
from clinicpress.text import glued, printable
from clinicpress.templating import StoryTemplates
from clinicpress.theme import Fit, Theme, load_theme

GLANCE_POINTS = 6
FURNITURE_ICONS = ("question-circle",)


class Title(NamedTuple):
    """A title in two parts: at a colon, or title and subtitle."""

    head: str
    tail: str


@dataclass(frozen=True)
class Printed:
    """A finished PDF with what was recorded while it was made."""

    pdf: bytes
    pages: int
    structure: Element
    record: Record
    fit: Fit


class FaultyProof(AssertionError):
    """Raised when a finished document does not hold what it must: a fault of ours."""


@dataclass(frozen=True)
class _Parts:
    """All that a job is made of, read and checked."""

    brochure: Brochure
    clinic: Clinic
    clinic_place: Place
    theme: Theme
    layout: Layout
    geometry: Geometry
    locale: Locale
    sources: list[tuple[str, Source]]
    supplies: Supplies
    logo: Art | None

    @property
    def disclaimer(self) -> Prose:
        return self.brochure.disclaimer or self.locale.disclaimer


def print_job(catalog: Catalog, job: Job) -> Printed:
    """Make the PDF of a job; raises InputProblems with all that keeps it from being printed."""
    parts = _gather(catalog, job)
    root = _render(catalog, job, parts)
    title = parts.brochure.title
    footer = FooterPlan(parts.theme, parts.layout, parts.geometry, _footer_text(parts))
    furniture = Furniture(parts.theme, parts.layout, parts.geometry, parts.locale.labels, title, footer)
    used: list[Fit] = []

    def build(fit: Fit) -> Story:
        used.append(fit)
        return StoryBuilder(parts.theme, parts.layout, parts.geometry, parts.locale, parts.supplies, fit).build(root)

    measure = parts.geometry.measure
    if parts.layout.pages == "1":
        story, pages = fit_to_one_page(build, furniture, measure, parts.theme.spec.ladder, title.place)
    else:
        story = build(Fit())
        pages = compose(story.stack, furniture, measure)
    qr_source = next((source for _, source in parts.sources if source.url), None)
    imprint = Imprint(parts.clinic, parts.clinic_place, parts.logo, parts.theme, parts.locale.labels, qr_source)
    canvas = _draw(parts, story, pages, furniture, imprint)
    pdf = canvas.finish()
    prove(canvas.record, story.structure, len(pages), furniture)
    return Printed(pdf, len(pages), story.structure, canvas.record, used[-1])


# Reading -----------------------------------------------------------------------------------------


def _gather(catalog: Catalog, job: Job) -> _Parts:
    """Read everything a job needs and report everything that is wrong with it at once."""
    workspace = catalog.workspace
    problems: list[Problem] = []

    def attempt(load: Callable[[], Any]) -> Any:
        try:
            return load()
        except InputProblems as error:
            problems.extend(error.problems)
            return None

    edition = edition_of(catalog.editions(), job.edition)
    brochure: Brochure | None = attempt(lambda: catalog.brochure(job.slug, job.language))
    clinic: Clinic | None = attempt(lambda: catalog.clinic(job.clinic))
    layout_name = next(layout for layout in edition.layouts if layout == job.layout)
    layout: Layout | None = attempt(lambda: catalog.keep(("layout", job.layout), lambda: load_layout(workspace, layout_name)))
    language = brochure.language if brochure else Unprinted(job.language, Place(f"brochures/{job.slug}/{job.language}.yaml"))
    locale: Locale | None = attempt(lambda: catalog.keep(("locale", str(language)), lambda: load_locale(workspace, language)))
    shelf: FontShelf | None = attempt(lambda: catalog.keep("fonts", lambda: FontShelf(workspace)))
    theme: Theme | None = None
    if shelf is not None:
        fonts = shelf
        theme = attempt(
            lambda: catalog.keep(("theme", edition.theme, job.clinic if clinic else None), lambda: load_theme(workspace, edition.theme, fonts, clinic))
        )
    supplies, logo = Supplies({}, {}), None
    if theme is not None:
        look = theme
        faces = look.all_faces()
        if brochure is not None:
            content = brochure
            for text in texts_of(content):
                if not isinstance(text, Unprinted):
                    problems += missing_glyphs(text, faces)
            supplies = Supplies(
                _icons(catalog, content, look, attempt),
                _pictures(catalog, content, f"brochures/{job.slug}", look, attempt),
            )
        if clinic is not None:
            for text in texts_of(clinic):
                if not isinstance(text, Unprinted):
                    problems += missing_glyphs(text, faces)
            if clinic.logo is not None:
                file = clinic.logo
                logo = attempt(lambda: catalog.keep(("art", f"clinics/{file}"), lambda: load_art(workspace, f"clinics/{file}", file.place, faces)))
    sources: list[tuple[str, Source]] = []
    if brochure is not None and not isinstance(brochure.sources, NoSources):
        known = catalog.sources()
        sources = [(str(name), known[str(name)]) for name in brochure.sources]
        if theme is not None:
            for _, source in sources:
                for text in texts_of(source):
                    problems += missing_glyphs(text, theme.all_faces())
    if problems:
        raise InputProblems(problems)
    assert brochure and clinic and layout and locale and theme
    return _Parts(
        brochure, clinic, Place(f"clinics/{job.clinic}.yaml"), theme, layout, Geometry.of(layout, edition.paper), locale,
        sources, supplies, logo,
    )


def _icons(catalog: Catalog, brochure: Brochure, theme: Theme, attempt: Callable[[Callable[[], Any]], Any]) -> dict[str, Icon]:
    named: list[Line] = [*icon_names(brochure), *(box.icon for box in theme.spec.boxes.values() if box.icon)]
    named += [Unprinted(name, Place("templates")) for name in FURNITURE_ICONS]
    icons: dict[str, Icon] = {}
    for name in named:
        icon = attempt(lambda name=name: catalog.keep(("icon", str(name), name.place), lambda: load_icon(catalog.workspace, name)))  # type: ignore[misc]
        if icon is not None:
            icons[str(name)] = icon
    return icons


def _pictures(
    catalog: Catalog, brochure: Brochure, folder: str, theme: Theme, attempt: Callable[[Callable[[], Any]], Any]
) -> dict[str, Art]:
    found: dict[str, Art] = {}
    for name in pictures(brochure):
        file = f"{folder}/{name}"
        art = attempt(
            lambda file=file, name=name: catalog.keep(  # type: ignore[misc]
                ("art", file, name.place), lambda: load_art(catalog.workspace, file, name.place, theme.all_faces())
            )
        )
        if art is not None:
            found[str(name)] = art
    return found


# Rendering ---------------------------------------------------------------------------------------


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
        warns = any(kind_of(b) == "callout" and b.callout.role == "warning" for b in section.body)  # type: ignore[union-attr]
        if warns and section.summary:
            return section
    return None


def _render(catalog: Catalog, job: Job, parts: _Parts) -> Tag:
    brochure = parts.brochure
    templates = catalog.keep("templates", lambda: StoryTemplates(catalog.workspace))
    numbers = {name: str(index) for index, (name, _) in enumerate(parts.sources, 1)}
    blocks = all_blocks(brochure)
    text, file = templates.render(
        job.layout,
        lambda name: numbers.get(name, "?"),
        brochure=brochure,
        title=_title(brochure),
        glance=_glance(brochure),
        labels=parts.locale.labels,
        sources=[{"id": name, "full": source.full, "url": source.url or ""} for name, source in parts.sources],
        disclaimer=parts.disclaimer,
        safety=_safety(brochure),
        has_questions=any(kind_of(block) == "questions" for block in blocks),
        has_citations=any(citations(t) for t in texts_of(brochure) if isinstance(t, Prose)),
        clinic_named=parts.clinic.name is not None,
        has_card=parts.clinic.website is not None or any(source.url for _, source in parts.sources),
        dated=parts.locale.dated,
    )
    return parse_story(text, file)


def _footer_text(parts: _Parts) -> FooterText:
    labels = parts.locale.labels
    sources = parts.brochure.sources
    if isinstance(sources, NoSources):
        said, place = f"{labels.source}: {sources.none}", sources.none.place
    else:
        label = labels.source if len(parts.sources) == 1 else labels.sources
        said = f"{label}: {'; '.join(source.short for _, source in parts.sources)}"
        place = max((source.short for _, source in parts.sources), key=len).place
    note_words = without_marks(parts.disclaimer)
    note = f"{labels.note}: {note_words}"
    version = f"{labels.version} {parts.brochure.version}"
    said, note = (glued(words, parts.locale.glue_after, parts.locale.glue_before) for words in (said, note))
    return FooterText(said, place, (note,), parts.disclaimer.place, version, str(labels.page))


# Drawing and proof -------------------------------------------------------------------------------


def _draw(parts: _Parts, story: Story, pages: list[Page], furniture: Furniture, imprint: Imprint) -> PressCanvas:
    geometry, footer = parts.geometry, furniture.footer

    def stamp(canvas: PressCanvas, page: int) -> None:
        furniture.stamp(canvas, page, len(pages))
        for slot in canvas.record.slots:
            if slot.page == page:
                imprint.fill(canvas, slot)
        imprint.footer(canvas, footer)

    canvas = PressCanvas(
        geometry.width, geometry.height, str(parts.brochure.language), parts.theme.style("body").chain[0],
        parts.theme.brand_family, stamp,
    )
    _describe(canvas, parts)
    for page in pages:
        page.stack.draw(canvas, geometry.main, page.top, geometry.measure)
        canvas.showPage()
    for level, title, anchor in story.bookmarks:
        canvas.addOutlineEntry(title, anchor, level=level if story.bookmarks[0][0] == 0 else 0)
    return canvas


def _describe(canvas: PressCanvas, parts: _Parts) -> None:
    canvas.setTitle(str(parts.brochure.title))
    canvas.setAuthor(str(parts.clinic.name or ""))
    canvas.setSubject(_footer_text(parts).source)
    canvas.setKeywords(", ".join(str(code.code) for code in parts.brochure.codes))
    canvas.setCreator("clinicpress")
    canvas.setProducer("clinicpress")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def prove(record: Record, structure: Element, pages: int, furniture: Furniture) -> None:
    """Prove a finished document; raises FaultyProof naming what is wrong."""
    if record.stamps != pages:
        raise FaultyProof(f"{pages} pages, but {record.stamps} footers were stamped")
    text = furniture.footer.text
    for page in range(1, pages + 1):
        said = "".join(record.stamped.get(page, "").split())
        for part in (text.source, *text.disclaimer, text.folio.format(page=page, pages=pages)):
            if "".join(printable(part).split()) not in said:
                raise FaultyProof(f"the footer of page {page} does not say “{part}”")
        lowest = record.lowest.get(page)
        if lowest is not None and lowest < furniture.footer.top:
            raise FaultyProof(f"the story reaches into the footer on page {page}: {lowest:.1f} < {furniture.footer.top:.1f}")
    for element in structure.missing():
        raise FaultyProof(f"<{element.tag}> should say “{element.text[:80]}” but says “{''.join(element.drawn)[:80]}”")
