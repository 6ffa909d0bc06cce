"""Steps: what an edition asks the print shop to make of a job's finished file, as `print` makes it.

The file is proven before, as any is, and what the shop made of it is looked at once more. Beside that
file, the result depends on what the edition asks for, and on the profile that it names, which is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from clinicpress.content.catalog import EDITIONS, Catalog
from clinicpress.content.edition import Job, edition_of
from clinicpress.content.model import Edition
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.printshop.conditions import KNOWN, MOST_BYTES, Condition, own_condition
from clinicpress.printshop.making import ready
from clinicpress.printshop.order import Order
from clinicpress.printshop.sheets import SAME, SHEETS
from clinicpress.readback.finished import Finished
from clinicpress.readback.reader import read_back

_OPTION = re.compile(r"--(\w+) ")
"""What the command calls an option, and an edition a key."""


def carried_out(catalog: Catalog, job: Job, content: bytes) -> tuple[bytes, int]:
    """Return what an edition asks the print shop to make of a job's file, and how many pages that has.

    Raises InputProblems at the edition's line with what keeps it from that, FaultyProof where what was made does
    not say what the file says.
    """
    edition = edition_of(catalog.editions(), job.edition)
    order = order_of(edition)
    condition = _own_condition(catalog, edition)
    # How pages look, and what the file claims to be, is asked for sheets and presses alone.
    quickly = order.purpose == "grey" and order.scheme is None
    finished = read_back(content, job.path, quickly)
    try:
        made, _ = ready(finished, order, condition)
    except InputProblems as error:
        raise InputProblems(_placed(error.problems, catalog, job)) from None
    if order.scheme is None and not quickly:
        finished = read_back(content, job.path, quickly=True)
    return made, _prove(finished, read_back(made, job.path, quickly=True), order, job)


def order_of(edition: Edition) -> Order:
    """Return an edition's order for the print shop; raises InputProblems for a sheet that there is not."""
    order = Order(
        edition.purpose or "office",
        edition.scheme,
        str(edition.sheet or ""),
        edition.marks,
        str(edition.profile or ""),
        edition.spot if edition.purpose == "press" else None,
    )
    if edition.sheet is not None and order.sheet_name not in SHEETS:
        hint = did_you_mean(edition.sheet, [*SHEETS, *SAME])
        raise InputProblems.one(edition.sheet.place, f"there is no sheet called “{edition.sheet}”", hint)
    return order


def _own_condition(catalog: Catalog, edition: Edition) -> Condition | None:
    """Read the profile of a print shop that an edition names; None where it names one of ours, or none."""
    named = edition.profile
    if named is None or named.lower() in KNOWN:
        return None
    if not named.startswith("templates/"):
        # Only what lies there is watched, and sent along to where others build.
        near = did_you_mean(named, KNOWN)
        between = " A" if near.endswith("?") else "; a"
        hint = f"{near}{between} print shop's own profile lies below templates/: templates/profiles/name.icc"
        raise InputProblems.one(named.place, f"there is no printing condition called “{named}”", hint)
    content = catalog.workspace.read_bytes(str(named), named.place, MOST_BYTES)
    return own_condition(content, named.place, PurePosixPath(named).stem)


def _placed(problems: Iterable[Problem], catalog: Catalog, job: Job) -> list[Problem]:
    """Tell problems of a file at the edition that asks for it: the file itself is not there."""
    place = _place_of(catalog, job)
    what = f"the {job.layout} of “{job.slug}” cannot be printed as this edition asks"
    return [
        replace(each, place=place, message=f"{what}: {each.message}", hint=_OPTION.sub(r"\1: ", each.hint))
        for each in problems
    ]


def _place_of(catalog: Catalog, job: Job) -> Place:
    return next((name.place for name in catalog.editions().editions if name == job.edition), Place(EDITIONS))


def _prove(finished: Finished, made: Finished, order: Order, job: Job) -> int:
    """Prove that what was made says what the file says, as far as can be seen quickly; returns its pages.

    Pages that share sheets are drawn as pictures are: that none is lost was proven when they were laid out.
    """
    if order.scheme is None:
        before = [(page.words, page.furniture) for page in finished.pages]
        after = [(page.words, page.furniture) for page in made.pages]
        if before != after:
            raise FaultyProof(f"what was made of {job.path} for “{order.purpose}” has other words")
    if not made.pages:
        raise FaultyProof(f"what was made of {job.path} has no pages")
    return len(made.pages)
