"""Typesetting: a job is read, rendered, set, laid out, drawn, proven and cast into a plate.

The proof comes before anything is kept: each page was stamped once and says source and disclaimer
in full, every word of every element was drawn, and so was each text of the brochure, whole and as
it stands there. Nothing is drawn over anything else. Then the plate is read back.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.edition import Job, edition_of
from clinicpress.content.inline import without_marks
from clinicpress.content.model import NoSources
from clinicpress.content.tree import pictures
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.record import Record
from clinicpress.drawing.sheet import brand_bytes
from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP, apart, printable, spaced, unspaced
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Design
from clinicpress.looks.fold import FACES, folds_on
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.looks.theme import Fit
from clinicpress.makeup.copyfit import Target, fit_to_pages
from clinicpress.makeup.dealing import FilledFrame, deal
from clinicpress.makeup.folding import Panels
from clinicpress.makeup.settling import Paginated, pages_of, settled
from clinicpress.makeup.sheets import deal_sheets
from clinicpress.pdf.archive import Folded, Reserved, archive
from clinicpress.pdf.casting import Form
from clinicpress.pdf.docket import Docket, sign, sign_of_furniture, signs_of
from clinicpress.pdf.forms import form_of
from clinicpress.pdf.metadata import Description
from clinicpress.pdf.plate import Plate, SlotBox
from clinicpress.press.engine import chosen
from clinicpress.press.gather import Parts, gather, with_icons_of
from clinicpress.press.imprint import draw_frame, stock_of
from clinicpress.press.lettering import small_lettering
from clinicpress.press.overlap import prove_apart
from clinicpress.press.release import prove_plate
from clinicpress.press.rooms import with_rooms
from clinicpress.press.titles import window_title
from clinicpress.story.answers import Answers
from clinicpress.story.markup import Tag
from clinicpress.story.matter import Matter
from clinicpress.story.rendering import has_card, ids_in, promised_words, standing_title, tell
from clinicpress.typesetting.builder import Story, StoryBuilder
from clinicpress.typesetting.leaves import spares_in
from clinicpress.typesetting.page import FooterPlan, FooterText, Furniture
from clinicpress.typesetting.pagination import Pagination
from clinicpress.typesetting.phrases import PhraseSetter
from clinicpress.typesetting.sections import Sections
from clinicpress.workspace.schema import entry


class Typeset(NamedTuple):
    """A fresh plate with what was recorded while it was made."""

    plate: Plate
    structure: Element
    record: Record
    story: Tag
    """The story as its template told it."""
    paper: tuple[float, float]
    """Width and height of its pages, in points."""


class LaidOut(NamedTuple):
    """A story dealt out to frames, not yet drawn."""

    parts: Parts
    story: Story
    frames: list[FilledFrame]
    furniture: Furniture
    root: Tag
    """The story as its template told it."""
    paged: Callable[[str], str]
    """What the story prints about the page of an id."""
    grown: dict[str, float]
    """By how much each slot is higher than for most clinics."""

    @property
    def pages(self) -> int:
        """The number of pages; both faces of a folded sheet are there."""
        last = max((filled.frame.page for filled in self.frames), default=0)
        return last if self.furniture.layout.fold is None else FACES


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """Keep the garbage collector waiting: a plate is made of very many objects, and most are needed to its end."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


@_without_sweeping()
def typeset(catalog: Catalog, job: Job, answers: Answers) -> Typeset:
    """Make the plate of a job; raises InputProblems with all that keeps it from being printed."""
    noting, seen = catalog.noting()
    laid_out = lay_out(noting, job, answers)
    matter, design, furniture = laid_out.parts.matter, laid_out.parts.design, laid_out.furniture
    edition = edition_of(noting.editions(), job.edition)
    title = window_title(matter.brochure.title, design.layout, edition, matter.locale.labels)
    canvas, stock = draw(laid_out)
    small = small_lettering(canvas.record, pictures(matter.brochure), laid_out.parts.supplies.pictures)
    if small:
        raise InputProblems(small)
    record, structure, pages = canvas.record, laid_out.story.structure, laid_out.pages
    filled = {
        IMPRINT: matter.clinic.named,
        CONTACT: matter.clinic.reachable,
        CARD: has_card(matter),
    }
    slots = tuple(
        SlotBox(
            slot.name,
            slot.page,
            slot.x,
            slot.y,
            slot.width,
            slot.height,
            filled.get(slot.name, False),
            laid_out.grown[slot.name],
        )
        for slot in record.slots
    )
    drawn = canvas.finish()
    words = promised_words(matter, design, laid_out.paged, ids_in(laid_out.root))
    prove(record, structure, pages, furniture, words)
    paper = design.geometry.width, design.geometry.height
    prove_apart(record, paper, Place(f"templates/{job.layout}/layout.yaml"))
    kept_free = [slot for slot in record.slots if filled.get(slot.name)]
    room = furniture.footer.clinic_room
    boxed = {slot.page for slot in record.slots if slot.name == IMPRINT}
    if matter.clinic.named and not room.lines and len(boxed) < pages:
        raise InputProblems.one(
            Place(f"templates/{job.layout}/layout.yaml"),
            "the footers leave the clinic out, and there is a page without an imprint box",
            'leave “clinic: false” out, or put <slot name="imprint"> on each page',
        )
    reserved = Reserved(kept_free, bool(room.lines))
    said = furniture.footer.text
    about = _description(matter, said, title)
    docket = Docket(
        job.layout,
        about.language,
        sign(about.title),
        printable(said.source).replace(NBSP, " "),
        printable(said.disclaimer).replace(NBSP, " "),
        tuple(signs_of(structure.walk(), [slot.element for slot in kept_free], design.theme.rtl)),
        tuple(sign_of_furniture(record.furniture.get(page, ""), rtl=design.theme.rtl) for page in range(1, pages + 1)),
        matter.brochure.published,
    )
    plate = Plate(
        archive(
            drawn,
            structure,
            record.owners,
            str(matter.brochure.language),
            docket,
            reserved,
            canvas.case.fonts.values(),
            forms_of(record),
            _folded(furniture),
            rtl=design.theme.rtl,
        ),
        slots,
        stock,
        room,
        about,
        _qr(matter),
        chosen(catalog, job, answers.overrides, answers.more),
        {name: catalog.workspace.digest(name) for name in sorted(seen)},
        matter.clinic.given(),
    )
    prove_plate(plate, brand_bytes(design.theme.brand_family))
    return Typeset(plate, structure, record, laid_out.root, paper)


def lay_out(catalog: Catalog, job: Job, answers: Answers) -> LaidOut:
    """Deal a job's story out to frames; raises InputProblems with all that keeps it from being printed."""
    parts = gather(catalog, job, answers)
    roomy = parts._replace(design=with_rooms(parts.design, parts.matter.clinic))
    if roomy.design.layout != parts.design.layout:
        # Where the pages have no room for higher boxes, what does not fit is told at the clinic's own words.
        try:
            return _lay_out(catalog, job, roomy, parts.design)
        except InputProblems:
            return _lay_out(catalog, job, parts, parts.design)
    return _lay_out(catalog, job, roomy, parts.design)


def _lay_out(catalog: Catalog, job: Job, parts: Parts, ordinary: Design) -> LaidOut:
    """Deal a story out; `ordinary` is the design for most clinics."""
    matter, design = parts.matter, parts.design
    grown = {
        str(name): box.height - entry(ordinary.layout.slots, name).height for name, box in design.layout.slots.items()
    }
    root = tell(catalog, job, matter, design)
    supplies = with_icons_of(root, catalog, job, parts.supplies)
    title = matter.brochure.title
    footer = FooterPlan(design, footer_text(matter), matter.clinic.named, matter.clinic.lines)
    furniture = Furniture(design, matter.locale.labels, standing_title(matter.brochure), footer)
    _, later = islice(furniture.frames(), 2)

    sections: Sections = {}

    def build(fit: Fit, told: Pagination | None = None) -> Story:
        return StoryBuilder(design, matter.locale, supplies, later.height, fit, told, sections).build(root)

    told: Pagination | None = None
    two_sided = edition_of(catalog.editions(), job.edition).two_sided
    if design.layout.pages is not None:
        otherwise = (
            f"print none of it: add “- {{brochure: {job.slug}, layout: {job.layout}}}” under “exclude” in {EDITIONS}"
        )
        target = Target(str(design.layout.title), title.place, design.layout.pages, otherwise)
        costs = design.layout.breaks
        ladder = design.theme.spec.ladder
        story, frames = fit_to_pages(build, furniture.frames, ladder, target, costs, _panels(furniture))
    else:
        story, frames, told = _paginated(
            lambda told: build(Fit(), told), furniture, design.layout.contents_from, two_sided
        )
    _leave_out(story, frames)
    footer.speak(story.structure)
    paged = PhraseSetter(design.theme, matter.locale, Fit(), told).page_words
    return LaidOut(parts, story, frames, furniture, root, paged, grown)


def _panels(furniture: Furniture) -> Panels | None:
    """Return the panels of a folded sheet."""
    fold, foot = furniture.layout.fold, furniture.footer.top
    return Panels(lambda name: furniture.design.panel(name, foot), str(fold.relief or "")) if fold is not None else None


def _leave_out(story: Story, frames: list[FilledFrame]) -> None:
    """Take what there was no room for out of a story's structure and bookmarks."""
    shown = {each for filled in frames for each in spares_in(filled.content)}
    for element in story.spares:
        if element not in shown and element.parent is not None:
            element.parent.kids.remove(element)
    found = pages_of(frames)
    story.bookmarks[:] = [each for each in story.bookmarks if each[2] in found]


def _paginated(
    build: Callable[[Pagination], Story], furniture: Furniture, contents_from: int | None, two_sided: bool
) -> tuple[Story, list[FilledFrame], Pagination]:
    """Deal a story out to as many pages as it needs, until the pages that it prints are right."""
    story: Story | None = None

    def lay_out(told: Pagination) -> Paginated:
        nonlocal story
        story = build(told)
        costs = furniture.layout.breaks
        frames = furniture.frames
        filled = deal_sheets(story.stack, frames, costs) if two_sided else deal(story.stack, frames(), costs)
        return Paginated(filled, story.asked)

    made, told = settled(lay_out, contents_from)
    assert story is not None
    story.number(told.pages)
    return story, made.frames, told


def footer_text(matter: Matter) -> FooterText:
    """Say what stands on every page, or in sight on a screen: the sources, and the disclaimer."""
    labels = matter.locale.labels
    sources = matter.brochure.sources
    if isinstance(sources, NoSources):
        said, place = f"{labels.source}: {sources.none}", sources.none.place
    else:
        label = labels.source if len(matter.sources) == 1 else labels.sources
        named = [apart(source.short) if matter.locale.rtl else source.short for _, source in matter.sources]
        said = f"{label}: {'; '.join(named)}"
        place = max((source.short for _, source in matter.sources), key=len).place
    note_words = without_marks(matter.disclaimer)
    note = f"{labels.note}: {note_words}"
    version = f"{labels.version} {spaced(printable(str(matter.brochure.version)))}"
    said, note = map(matter.locale.glued, (said, note))
    return FooterText(
        said,
        place,
        note,
        matter.disclaimer.place,
        version,
        matter.brochure.version.place,
        str(labels.page),
        labels.page.place,
        str(matter.locale.digits),
    )


def _qr(matter: Matter) -> tuple[str, Place] | None:
    """Return the web address of a source that a QR code can hold, and where it stands."""
    return (str(matter.qr), matter.qr.place) if matter.qr is not None else None


def _description(matter: Matter, footer: FooterText, title: str) -> Description:
    brochure = matter.brochure
    return Description(
        title=title,
        author="",
        subject=printable(footer.source).replace(NBSP, " "),
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
    matter, design, furniture = laid_out.parts.matter, laid_out.parts.design, laid_out.furniture
    geometry = design.geometry

    def stamp(canvas: PressCanvas, page: int) -> None:
        furniture.stamp(canvas, page, laid_out.pages)
        for slot in canvas.record.slots:
            if slot.page == page and slot.name == IMPRINT:
                draw_frame(canvas, slot, design.theme)

    canvas = PressCanvas(
        geometry.width,
        geometry.height,
        str(matter.brochure.language),
        design.theme.brand_family,
        stamp,
        rtl=design.theme.rtl,
    )
    stock = canvas.case.stock(stock_of(design.theme, matter.locale.labels, matter.clinic.named, _qr(matter)))
    for page in range(1, laid_out.pages + 1):
        for filled in laid_out.frames:
            if filled.frame.page == page:
                filled.draw(canvas)
        canvas.showPage()
    bookmarks = laid_out.story.bookmarks
    for level, title, anchor in bookmarks:
        canvas.addOutlineEntry(title, anchor, level=level if bookmarks[0][0] == 0 else 0)
    return canvas, stock


def _folded(furniture: Furniture) -> Folded:
    """Say where a sheet is folded, as it lies."""
    panels, left = furniture.geometry.panels, furniture.design.left
    folds = {panel.page: sorted(left(fold, 0.0) for fold in folds_on(panels, panel.page)) for panel in panels}
    shifts = {page: left(by, 0.0) - left(0.0, 0.0) for page, by in furniture.footer.shifts.items()}
    return Folded(folds, shifts)


def forms_of(record: Record) -> dict[str, tuple[Form, set[int]]]:
    """Make the forms of all pictures that were drawn, by name, with their pages."""
    return {name: (form_of(*placed), record.form_pages[name]) for placed, name in record.forms.items()}


def prove(record: Record, structure: Element, pages: int, furniture: Furniture, words: Iterable[str]) -> None:
    """Prove a finished document; `words` are texts of the brochure. Raises FaultyProof naming what is wrong."""
    if record.stamps != pages:
        raise FaultyProof(f"{pages} pages, but {record.stamps} footers were stamped")
    text = furniture.footer.text
    for page in range(1, pages + 1):
        said = unspaced(record.stamped.get(page, ""))
        for part in (text.source, text.disclaimer, furniture.footer.folio(page, pages)):
            if unspaced(printable(part)) not in said:
                raise FaultyProof(f"the footer of page {page} does not say “{part}”")
    if None in record.lowest:
        raise FaultyProof("something of the story was drawn outside of its frames")
    for fault in structure.faults():
        raise FaultyProof(fault)
    drawn = unspaced(structure.said)
    spoken = {unspaced(element.alt) for element in structure.walk() if element.alt}
    for each in words:
        if unspaced(printable(each)) not in drawn and unspaced(each) not in spoken:
            raise FaultyProof(f"the pages do not say “{each[:80]}”")
