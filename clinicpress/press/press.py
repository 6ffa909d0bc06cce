"""The press, where the stages meet: a job's plate is found or made, and imprinted for its clinic."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, edition_of, theme_of
from clinicpress.content.model import Edition
from clinicpress.content.texts import Line
from clinicpress.ground.characters import printable, spaced
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.looks.slots import CONTACT, IMPRINT
from clinicpress.pdf.binding import Bound
from clinicpress.pdf.docket import BrandInks
from clinicpress.pdf.overlay import Overlay
from clinicpress.pdf.patch import Patch
from clinicpress.pdf.plate import Plate
from clinicpress.press.clinicparts import ClinicParts, gather_clinic
from clinicpress.press.finding import is_page
from clinicpress.press.imprint import NO_ROOM, Cramped
from clinicpress.press.rack import Rack
from clinicpress.press.release import file_of, prove_choice, prove_edition
from clinicpress.press.wording import Wording, wording_of
from clinicpress.workspace.schema import entry

if TYPE_CHECKING:
    from clinicpress.webpage.forme import Forme


@dataclass(frozen=True)
class Pressed:
    """A finished file, and what it was made of."""

    content: bytes
    sha256: str
    plate: Plate | Forme
    inputs: dict[str, str | None]
    """The files that were read beside those of the plate, with their SHA-256."""
    step: Mapping[str, str | bool] = field(default_factory=dict)
    """What the print shop was asked to make of it."""
    sides: int = 0
    """How many pages the print shop made of those of the plate; none where it was not asked."""

    @property
    def pages(self) -> int:
        """The number of its pages."""
        return self.sides or self.plate.pages


One = TypeVar("One")
Other = TypeVar("Other")


MOST_MORE = 8
"""So many lines more than were reckoned for a clinic's words its box is made higher at most."""
AT_WORK = Lock()
"""Held by whoever prints: fonts are registered, and pictures and lines of text kept, for the whole process."""
if hasattr(os, "register_at_fork"):
    # A worker that is forked while another thread prints would find the press taken, for ever.
    os.register_at_fork(before=AT_WORK.acquire, after_in_parent=AT_WORK.release, after_in_child=AT_WORK.release)


class Press:
    """Prints the jobs of a workspace, with plates from a rack.

    Several threads may share a press, or have one each: they wait for each other, job by job.
    """

    def __init__(self, catalog: Catalog, rack: Rack) -> None:
        self.catalog = catalog
        self.rack = rack

    def print(self, job: Job) -> Pressed:
        """Make the file of a job; raises InputProblems with all that keeps it from being printed."""
        with AT_WORK:
            self.catalog.refuse_misnamed(job.slug, job.language)
            noting, seen = self.catalog.noting()
            asked = edition_of(noting.editions(), job.edition)
            plate: Plate | Forme
            step, sides = asked.step, 0
            if is_page(noting, job):
                _refuse_page(asked, job)
                content, sha256, plate = paged(self.rack, noting, job)
                step = {}
            else:
                plate, bound, _ = printed(self.rack, noting, job)
                content, sha256 = bound.pdf, bound.sha256
                if step:
                    # Loaded only where an edition asks for it.
                    from clinicpress.press.steps import carried_out

                    content, sides = carried_out(noting, job, content)
                    sha256 = hashlib.sha256(content).hexdigest()
            digest = self.catalog.workspace.digest
            inputs = {name: digest(name) for name in sorted(seen - plate.inputs.keys())}
            return Pressed(content, sha256, plate, inputs, step, sides)


def _refuse_page(edition: Edition, job: Job) -> None:
    """Raise InputProblems where an edition for a printer lists a layout for screens."""
    named = next((each for each in edition.layouts if each == job.layout), None)
    if named is not None and edition.step:
        asked = ", ".join(f"{key}: {value}" for key, value in edition.step.items() if isinstance(value, str))
        message = f"the layout “{named}” is for screens, and this edition is for a printer ({asked})"
        raise InputProblems.one(named.place, message, "list it in an edition of its own")


def paged(rack: Rack, catalog: Catalog, job: Job) -> tuple[bytes, str, Forme]:
    """Put a clinic on its web page; returns the page, its SHA-256 and the forme.

    Raises InputProblems with all that keeps it from being made.
    """
    # Loaded only where a layout asks for it.
    from clinicpress.press.pages import imprinted_page

    forme, parts = both(partial(rack.forme, catalog, job), partial(gather_clinic, catalog, job))
    wording = _wording(catalog, job, parts)
    prove_choice(forme, wording.clinic, job, theme_of(catalog, job))
    content = imprinted_page(catalog, job, forme, parts, wording)
    return content, hashlib.sha256(content).hexdigest(), forme


def printed(rack: Rack, catalog: Catalog, job: Job) -> tuple[Plate, Bound, Overlay]:
    """Put a clinic's imprint on its plate, or, where its box has no room for that, on one with a higher box.

    Raises InputProblems with all that keeps it from being printed.
    """
    told: InputProblems | None = None
    grown = -1.0
    for more in range(MOST_MORE + 1):
        plate, clinic = both(partial(rack.plate, catalog, job, more), partial(gather_clinic, catalog, job))
        height = max((slot.grown for slot in plate.slots), default=0.0)
        if height <= grown:
            break
        try:
            return plate, *imprinted(catalog, job, plate, clinic)
        except Cramped as error:
            told, grown = told or error, height
    assert told is not None
    raise told


def both(make: Callable[[], One], gather: Callable[[], Other]) -> tuple[One, Other]:
    """Do two things; raises InputProblems with what is wrong with either."""
    problems: list[Problem] = []
    one, other = None, None
    try:
        one = make()
    except InputProblems as error:
        problems += error.problems
    try:
        other = gather()
    except InputProblems as error:
        problems += error.problems
    if one is None or other is None:
        raise InputProblems(problems)
    return one, other


def imprinted(catalog: Catalog, job: Job, plate: Plate, parts: ClinicParts) -> tuple[Bound, Overlay]:
    """Put a clinic's imprint on a plate.

    Raises InputProblems with all that does not fit (Cramped where that is the box on page 1 alone), FaultyProof
    where what was made is not what the clinic's file says.
    """
    wording = _wording(catalog, job, parts)
    prove_choice(plate, wording.clinic, job, theme_of(catalog, job))
    imprint = parts.imprint
    problems: list[Problem] = []
    cramped: list[Problem] = []
    patches: list[Patch] = []
    footer: Patch | None = None
    for slot in plate.filled_slots:
        try:
            patches.append(imprint.patch(slot, plate))
        except Cramped as error:
            cramped += error.problems
        except InputProblems as error:
            problems += error.problems
    try:
        footer = imprint.footer_patch(plate) if plate.room.lines else None
    except InputProblems as error:
        problems += error.problems
    if wording.details and not any(slot.name in (IMPRINT, CONTACT) for slot in plate.filled_slots):
        problems.append(_unplaced(wording.details[0], job))
    if problems or cramped:
        told = InputProblems if problems else Cramped
        raise told(_of_product(problem, job) for problem in (*problems, *cramped))
    fonts = frozenset().union(*(patch.fonts for patch in patches), footer.fonts if footer is not None else ())
    overlay = Overlay(plate, patches, footer, imprint.case(plate).fonts(fonts))
    name = spaced(printable(parts.clinic.name or ""))
    inks = BrandInks(str(parts.clinic.brand_spot or ""), parts.clinic.brand_cmyk or ())
    bound = overlay.bind(plate.described(name, job.identity), parts.brand, inks)
    prove_edition(bound, overlay, wording, job)
    return bound, overlay


def _of_product(problem: Problem, job: Job) -> Problem:
    """Say of what product it is where something would show."""
    return replace(problem, where=tuple(f"{where} of the {job.layout} ({job.edition})" for where in problem.where))


def _unplaced(words: Line, job: Job) -> Problem:
    """Say that a layout has no place for what a clinic has to say beside its name and phone."""
    hint = 'put <slot name="contact"> or <slot name="imprint"> into its story template'
    return Problem(words.place, NO_ROOM, hint, where=("any box",))


def _wording(catalog: Catalog, job: Job, parts: ClinicParts) -> Wording:
    """Say what an edition must print of its clinic."""
    color = entry(parts.theme.spec.colors, "brand")

    def work_out(noting: Catalog) -> Wording:
        return wording_of(noting.clinic(job.clinic, job.language), file_of(job), parts.imprint.labels, color)

    return catalog.keep(("wording", job.language, color), work_out, job.clinic)
