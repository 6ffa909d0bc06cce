"""Prints for tests: one job, typeset afresh, with all that was recorded while it was made."""

from __future__ import annotations

from dataclasses import dataclass

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import PDF, Job, plan_jobs
from clinicpress.drawing.record import Record
from clinicpress.drawing.tagging import Element
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.press.platemaking import typeset
from clinicpress.press.press import AT_WORK, both, imprinted
from clinicpress.story.answers import Answers, clinic_or_none


@dataclass(frozen=True)
class Printed:
    """A finished PDF with all that was recorded while it was made."""

    pdf: bytes
    pages: int
    structure: Element
    record: Record


def pdf_jobs(catalog: Catalog) -> list[Job]:
    """List the jobs of a workspace that make PDFs."""
    return [job for job in plan_jobs(catalog) if job.ending == PDF]


def print_job(catalog: Catalog, job: Job) -> Printed:
    """Make the PDF of a job with a fresh plate, and return all that was recorded meanwhile."""
    with AT_WORK:
        made, parts = both(
            lambda: typeset(catalog, job, Answers(clinic_or_none(catalog, job))), lambda: gather_clinic(catalog, job)
        )
        bound, overlay = imprinted(catalog, job, made.plate, parts)
    filled = [slot for slot, box in zip(made.record.slots, made.plate.slots, strict=True) if box.filled]
    for slot, placed in zip(filled, overlay.placed, strict=True):
        slot.element.kids.extend(placed.patch.element.kids)
        made.record.texts.extend(
            line._replace(page=slot.page, x=line.x + slot.x, baseline=line.baseline + slot.y)
            for line in placed.patch.texts
        )
    return Printed(bound.pdf, made.plate.pages, made.structure, made.record)
