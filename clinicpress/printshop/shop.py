"""The shop: each file of an order is read, made ready, and written beside what it was made of.

Colours come first, then the pages are put on their sheets. What can be wrong with a file is told of
it, and the others are made. No file that is read is written over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from clinicpress.ground.problems import InputProblems, Place, Problem, UsageError, counted
from clinicpress.ground.stamps import HIDDEN
from clinicpress.printshop.office import prefer
from clinicpress.printshop.order import Order, goals
from clinicpress.readback.finished import Finished
from clinicpress.readback.reader import read_file
from clinicpress.workspace.files import DRAFTS, remove_empty, write_whole


@dataclass(frozen=True)
class Printed:
    """What became of a file: another one, with a word on how to print it, or problems."""

    file: Path
    goal: Path
    told: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing was written."""
        return any(problem.severity == "error" for problem in self.problems)


def carry_out(files: Sequence[Path], order: Order, out: str = "") -> Iterator[Printed]:
    """Make each file of an order; yields what became of it.

    Raises UsageError before anything is read where the order makes no sense.
    """
    order.check()
    made = list(zip(files, goals(files, order, out), strict=True))
    return (_made(file, goal, order) for file, goal in made)


def _made(file: Path, goal: Path, order: Order) -> Printed:
    try:
        finished = read_file(file)
        if finished.encrypted:
            hint = "save it without, or ask whoever made it"
            raise InputProblems.one(Place(str(file)), "the PDF is encrypted, and may not be changed", hint)
        content, told = ready(finished, order)
        hidden = goal.parent / HIDDEN / DRAFTS
        try:
            write_whole(goal, content, hidden)
        finally:
            remove_empty(goal.parent, hidden)
    except InputProblems as error:
        return Printed(file, goal, problems=tuple(error.problems))
    return Printed(file, goal, told)


def ready(finished: Finished, order: Order) -> tuple[bytes, str]:
    """Return the bytes of a PDF that was made ready, the same for the same, and how to print it."""
    if order.purpose != "office":
        raise UsageError(f"--for {order.purpose} cannot be made yet")
    if order.scheme is not None:
        raise UsageError(f"--as {order.scheme} cannot be made yet")
    with pikepdf.open(io.BytesIO(finished.content)) as pdf:
        prefer(pdf)
        return saved(pdf), f"{counted(len(pdf.pages), 'page')}, at actual size"


def saved(pdf: Pdf) -> bytes:
    """Return the bytes of a document: no clock and no chance has a part in them."""
    out = io.BytesIO()
    pdf.save(
        out,
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()
