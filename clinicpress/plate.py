"""Where the stages meet: a job is read, rendered, set, laid out, drawn and proven.

The proof comes before anything is written: each page was stamped once and says source and
disclaimer in full, nothing of the story reaches into the footer, and every word of every element
was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from clinicpress.archive import Description, archive
from clinicpress.canvas import PressCanvas, Record
from clinicpress.catalog import Catalog
from clinicpress.copyfit import fit_to_one_page
from clinicpress.edition import Job
from clinicpress.gather import Parts, gather
from clinicpress.imprint import Imprint
from clinicpress.markup import without_marks
from clinicpress.model import NoSources
from clinicpress.page import FooterPlan, FooterText, Furniture, Page, compose
from clinicpress.problems import InputProblems, Problem
from clinicpress.rendering import tell
from clinicpress.story import Story, StoryBuilder
from clinicpress.tagging import Element
from clinicpress.text import NBSP, glued, printable, spaced
from clinicpress.theme import Fit


@dataclass(frozen=True)
class Printed:
    """A finished PDF with what was recorded while it was made."""

    pdf: bytes
    pages: int
    structure: Element
    record: Record


class FaultyProof(AssertionError):
    """Raised when a finished document does not hold what it must: a fault of ours."""


def print_job(catalog: Catalog, job: Job) -> Printed:
    """Make the PDF of a job; raises InputProblems with all that keeps it from being printed."""
    parts = gather(catalog, job)
    root = tell(catalog, job, parts)
    title = parts.brochure.title
    footer = FooterPlan(parts.theme, parts.layout, parts.geometry, _footer_text(parts))
    furniture = Furniture(parts.theme, parts.layout, parts.geometry, parts.locale.labels, title, footer)

    def build(fit: Fit) -> Story:
        builder = StoryBuilder(
            parts.theme, parts.layout, parts.geometry, parts.locale, parts.supplies, furniture.frame(2)[1], fit
        )
        return builder.build(root)

    measure = parts.geometry.measure
    if parts.layout.pages == "1":
        story, pages = fit_to_one_page(build, furniture, measure, parts.theme.spec.ladder, title.place)
    else:
        story = build(Fit())
        pages = compose(story.stack, furniture, measure)
    qr_source = next((source for _, source in parts.sources if source.url), None)
    imprint = Imprint(parts.clinic, parts.logo, parts.theme, parts.locale.labels, qr_source)
    footer.speak(story.structure)
    canvas = _draw(parts, story, pages, furniture, imprint)
    drawn = canvas.finish()
    prove(canvas.record, story.structure, len(pages), furniture)
    pdf = archive(drawn, story.structure, canvas.record.marks, _description(job, parts, furniture.footer.text))
    return Printed(pdf, len(pages), story.structure, canvas.record)


def _footer_text(parts: Parts) -> FooterText:
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
    return FooterText(said, place, note, parts.disclaimer.place, version, str(labels.page))


# Drawing and proof -------------------------------------------------------------------------------


def _draw(parts: Parts, story: Story, pages: list[Page], furniture: Furniture, imprint: Imprint) -> PressCanvas:
    geometry = parts.geometry
    problems: list[Problem] = []

    def stamp(canvas: PressCanvas, page: int) -> None:
        furniture.stamp(canvas, page, len(pages))
        fills = [partial(imprint.fill, canvas, slot) for slot in canvas.record.slots if slot.page == page]
        for fill in [*fills, partial(imprint.footer, canvas, furniture.footer)]:
            try:
                fill()
            except InputProblems as error:
                problems.extend(error.problems)

    canvas = PressCanvas(
        geometry.width,
        geometry.height,
        str(parts.brochure.language),
        parts.theme.style("body").chain[0],
        parts.theme.brand_family,
        stamp,
    )
    for page in pages:
        page.stack.draw(canvas, geometry.main, page.top, geometry.measure)
        canvas.showPage()
    if problems:
        raise InputProblems(problems)
    for level, title, anchor in story.bookmarks:
        canvas.addOutlineEntry(title, anchor, level=level if story.bookmarks[0][0] == 0 else 0)
    return canvas


def _description(job: Job, parts: Parts, footer: FooterText) -> Description:
    brochure = parts.brochure
    return Description(
        title=spaced(printable(brochure.title)),
        author=spaced(printable(parts.clinic.name or "")),
        subject=footer.source.replace(NBSP, " "),
        keywords=", ".join(str(code.code) for code in brochure.codes),
        language=str(brochure.language),
        version=str(brochure.version),
        published=brochure.published,
        identity=job.path,
    )


def prove(record: Record, structure: Element, pages: int, furniture: Furniture) -> None:
    """Prove a finished document; raises FaultyProof naming what is wrong."""
    if record.stamps != pages:
        raise FaultyProof(f"{pages} pages, but {record.stamps} footers were stamped")
    text = furniture.footer.text
    for page in range(1, pages + 1):
        said = "".join(record.stamped.get(page, "").split())
        for part in (text.source, text.disclaimer, text.folio.format(page=page, pages=pages)):
            if "".join(printable(part).split()) not in said:
                raise FaultyProof(f"the footer of page {page} does not say “{part}”")
        lowest = record.lowest.get(page)
        if lowest is not None and lowest < furniture.footer.top:
            raise FaultyProof(
                f"the story reaches into the footer on page {page}: {lowest:.1f} < {furniture.footer.top:.1f}"
            )
    for fault in structure.faults():
        raise FaultyProof(fault)
