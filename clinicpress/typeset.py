"""Typesetting: a job is read, rendered, set, laid out, drawn, proven and cast into a plate.

The proof comes before anything is kept: each page was stamped once and says source and disclaimer
in full, nothing of the story reaches into the footer, every word of every element was drawn, and
so was each text of the brochure, whole and as it stands there.
Then the plate is read back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clinicpress.archive import Reserved, archive
from clinicpress.canvas import PressCanvas
from clinicpress.catalog import Catalog
from clinicpress.copyfit import fit_to_one_page
from clinicpress.docket import Docket, sign, sign_of_furniture, signs_of
from clinicpress.edition import Job, settings_of
from clinicpress.gather import Answers, Parts, gather
from clinicpress.imprint import draw_frame, stock_of
from clinicpress.inline import without_marks
from clinicpress.metadata import Description
from clinicpress.model import NoSources
from clinicpress.overlap import prove_apart
from clinicpress.page import FooterPlan, FooterText, Furniture, Page, compose
from clinicpress.plate import Plate, SlotBox
from clinicpress.problems import Place
from clinicpress.release import prove_plate
from clinicpress.rendering import has_card, promised_words, tell
from clinicpress.sheet import Record, brand_bytes
from clinicpress.story import Story, StoryBuilder
from clinicpress.tagging import Element, FaultyProof, unspaced
from clinicpress.text import NBSP, glued, printable, spaced
from clinicpress.theme import Fit


@dataclass(frozen=True)
class Typeset:
    """A fresh plate with what was recorded while it was made."""

    plate: Plate
    structure: Element
    record: Record


@dataclass(frozen=True)
class LaidOut:
    """A story dealt out to pages, not yet drawn."""

    parts: Parts
    story: Story
    pages: list[Page]
    furniture: Furniture


def typeset(catalog: Catalog, job: Job, answers: Answers) -> Typeset:
    """Make the plate of a job; raises InputProblems with all that keeps it from being printed."""
    with catalog.workspace.noting() as seen:
        laid_out = lay_out(catalog, job, answers)
        parts, furniture = laid_out.parts, laid_out.furniture
        canvas, stock = draw(laid_out)
        record, structure, pages = canvas.record, laid_out.story.structure, len(laid_out.pages)
        filled = {"imprint": parts.clinic.named, "contact": parts.clinic.reachable, "card": has_card(parts)}
        slots = tuple(
            SlotBox(slot.name, slot.page, slot.x, slot.y, slot.width, slot.height, filled.get(slot.name, False))
            for slot in record.slots
        )
    drawn = canvas.finish()
    prove(record, structure, pages, furniture, promised_words(parts))
    geometry, footer_top = parts.geometry, furniture.footer.top
    prove_apart(record, (geometry.width, geometry.height), footer_top, Place(f"templates/{job.layout}/layout.yaml"))
    kept_free = [(slot.element, slot.page) for slot in record.slots if filled.get(slot.name)]
    reserved = Reserved(kept_free, parts.clinic.named)
    said = furniture.footer.text
    about = _description(parts, said)
    docket = Docket(
        job.layout,
        about.language,
        sign(about.title),
        printable(said.source).replace(NBSP, " "),
        printable(said.disclaimer).replace(NBSP, " "),
        tuple(signs_of(structure, [element for element, _ in kept_free])),
        tuple(sign_of_furniture(record.furniture.get(page, "")) for page in range(1, pages + 1)),
        parts.brochure.published,
    )
    plate = Plate(
        archive(drawn, structure, record.marks, str(parts.brochure.language), docket, reserved),
        slots,
        stock,
        furniture.footer.clinic_room,
        about,
        _qr(parts),
        {**settings_of(catalog, job), "overrides": {k: str(v) for k, v in sorted(answers.overrides.items())}},
        {name: catalog.workspace.digest(name) for name in sorted(seen)},
        parts.clinic.given(),
    )
    prove_plate(plate, brand_bytes(parts.theme.brand_family))
    return Typeset(plate, structure, record)


def lay_out(catalog: Catalog, job: Job, answers: Answers) -> LaidOut:
    """Deal a job's story out to pages; raises InputProblems with all that keeps it from being printed."""
    parts = gather(catalog, job, answers)
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
    footer.speak(story.structure)
    return LaidOut(parts, story, pages, furniture)


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
    version = f"{labels.version} {spaced(printable(str(parts.brochure.version)))}"
    said, note = (glued(words, parts.locale.glue_after, parts.locale.glue_before) for words in (said, note))
    return FooterText(
        said,
        place,
        note,
        parts.disclaimer.place,
        version,
        parts.brochure.version.place,
        str(labels.page),
        labels.page.place,
    )


def _qr(parts: Parts) -> tuple[str, Place] | None:
    """Return the web address of the first source that has one, and where it stands."""
    return next(((str(source.url), source.url.place) for _, source in parts.sources if source.url), None)


def _description(parts: Parts, footer: FooterText) -> Description:
    brochure = parts.brochure
    return Description(
        title=spaced(printable(brochure.title)),
        author="",
        subject=footer.source.replace(NBSP, " "),
        keywords=", ".join(str(code.code) for code in brochure.codes),
        language=str(brochure.language),
        version=str(brochure.version),
        published=brochure.published,
        identity="",
    )


# Drawing and proof -------------------------------------------------------------------------------


def draw(laid_out: LaidOut) -> tuple[PressCanvas, dict[str, tuple[str, dict[str, int]]]]:
    """Draw all pages; the slots stay free, but for the frame of the imprint box.

    Returns the canvas, and the characters that it has in stock for the clinic's words.
    """
    parts, furniture, pages = laid_out.parts, laid_out.furniture, laid_out.pages
    geometry = parts.geometry

    def stamp(canvas: PressCanvas, page: int) -> None:
        furniture.stamp(canvas, page, len(pages))
        for slot in canvas.record.slots:
            if slot.page == page and slot.name == "imprint":
                draw_frame(canvas, slot, parts.theme)

    canvas = PressCanvas(
        geometry.width,
        geometry.height,
        str(parts.brochure.language),
        parts.theme.style("body").chain[0],
        parts.theme.brand_family,
        stamp,
    )
    stock = canvas.stock(stock_of(parts.theme, parts.locale.labels, parts.clinic.named, _qr(parts)))
    for page in pages:
        page.stack.draw(canvas, geometry.main, page.top, geometry.measure)
        canvas.showPage()
    bookmarks = laid_out.story.bookmarks
    for level, title, anchor in bookmarks:
        canvas.addOutlineEntry(title, anchor, level=level if bookmarks[0][0] == 0 else 0)
    return canvas, stock


def prove(record: Record, structure: Element, pages: int, furniture: Furniture, words: Iterable[str]) -> None:
    """Prove a finished document; `words` are texts of the brochure. Raises FaultyProof naming what is wrong."""
    if record.stamps != pages:
        raise FaultyProof(f"{pages} pages, but {record.stamps} footers were stamped")
    text = furniture.footer.text
    for page in range(1, pages + 1):
        said = unspaced(record.stamped.get(page, ""))
        for part in (text.source, text.disclaimer, text.folio.format(page=page, pages=pages)):
            if unspaced(printable(part)) not in said:
                raise FaultyProof(f"the footer of page {page} does not say “{part}”")
        lowest = record.lowest.get(page)
        if lowest is not None and lowest < furniture.footer.top:
            raise FaultyProof(
                f"the story reaches into the footer on page {page}: {lowest:.1f} < {furniture.footer.top:.1f}"
            )
    for fault in structure.faults():
        raise FaultyProof(fault)
    drawn = unspaced(structure.said)
    spoken = {unspaced(element.alt) for element in structure.walk() if element.alt}
    for each in words:
        if unspaced(printable(each)) not in drawn and unspaced(each) not in spoken:
            raise FaultyProof(f"the pages do not say “{each[:80]}”")
