"""The shop: each file of an order is read, made ready, and written beside what it was made of.

Colours come first, then pages are put on sheets. Files are looked at by workers with bounds, as nobody
knows what a foreign one holds: what is wrong with one is told of it, and the others are made. No file
that is read is written over.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Pdf

from clinicpress.ground.patience import MEMORY, WANT_OF_MEMORY, ended, patience
from clinicpress.ground.problems import InputProblems, Problem, UsageError, counted
from clinicpress.ground.stamps import HIDDEN
from clinicpress.ground.workers import Bounds, Crew
from clinicpress.printshop.fitting import fitted
from clinicpress.printshop.grey import make_grey
from clinicpress.printshop.imposing import forms_of, impose
from clinicpress.printshop.intake import taken_in
from clinicpress.printshop.office import prefer
from clinicpress.printshop.order import Order, goals
from clinicpress.printshop.planning import Plan
from clinicpress.printshop.schemes import sheets_of
from clinicpress.printshop.ticket import ticket_of
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


class _Task(NamedTuple):
    file: Path
    goal: Path
    order: Order


class _Done(NamedTuple):
    """What a worker made of a file: its bytes, and what is said of them; or problems."""

    task: _Task
    content: bytes = b""
    told: str = ""
    problems: tuple[Problem, ...] = ()


def carry_out(files: Sequence[Path], order: Order, out: str = "", workers: int = 1) -> Iterator[Printed]:
    """Make each file of an order; yields what became of them, in the order of the files.

    Raises UsageError before anything is read where the order makes no sense.
    """
    order.check()
    if order.purpose == "press":
        raise UsageError(f"--for {order.purpose} cannot be made yet")
    tasks = [_Task(file, goal, order) for file, goal in zip(files, goals(files, order, out), strict=True)]
    return _carried_out(list(dict.fromkeys(tasks)), workers)


def _carried_out(tasks: Sequence[_Task], workers: int) -> Iterator[Printed]:
    crew: Crew[_Task, _Done] = Crew(min(workers, len(tasks)), _begin, Bounds(MEMORY, _seconds))
    made: dict[_Task, Printed] = {}
    told = 0
    try:
        for done in crew.run(tasks, _died):
            made[done.task] = _written(done)
            while told < len(tasks) and tasks[told] in made:
                yield made[tasks[told]]
                told += 1
    finally:
        crew.stop()


def _written(done: _Done) -> Printed:
    file, goal, _ = done.task
    if done.problems:
        return Printed(file, goal, problems=done.problems)
    hidden = goal.parent / HIDDEN / DRAFTS
    try:
        write_whole(goal, done.content, hidden)
    except InputProblems as error:
        return Printed(file, goal, problems=tuple(error.problems))
    finally:
        remove_empty(goal.parent, hidden)
    return Printed(file, goal, done.told)


def _seconds(task: _Task) -> float:
    return patience(task.file)


def _begin() -> Callable[[_Task], _Done]:
    return _done


def _done(task: _Task) -> _Done:
    """Make a file ready; whatever it holds, it comes to an answer."""
    try:
        return _Done(task, *ready(read_file(task.file), task.order))
    except InputProblems as error:
        return _Done(task, problems=tuple(error.problems))
    except MemoryError:
        return _died(task, WANT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - nobody knows all that can be in a foreign file
        return _died(task, f"on something that it does not understand: {type(error).__name__}")


def _died(task: _Task, how: str) -> _Done:
    return _Done(task, problems=(ended(task.file, how, "made ready"),))


def ready(finished: Finished, order: Order) -> tuple[bytes, str]:
    """Return the bytes of a PDF that was made ready, the same for the same, and how to print it.

    Raises InputProblems for what keeps it from that.
    """
    with taken_in(finished.content, finished.name) as pdf:
        if order.purpose == "grey":
            make_grey(pdf, finished.name)
        if order.scheme is None:
            prefer(pdf)
            return saved(pdf), f"{counted(len(pdf.pages), 'page')}; print at actual size"
        forms = forms_of(pdf)
        plan = fitted(finished, forms, order)
        ticket = ticket_of(finished, plan, forms[0].trim)
        with impose(pdf, forms, plan, finished.title, ticket.entries(), order.purpose, order.marks) as sheets:
            return saved(sheets), told(plan)


def told(plan: Plan) -> str:
    """Say what was made of an imposition, and how to print it."""
    pages = {place.page for side in plan.sides for place in side}
    size = "in full size" if plan.scale > 0.995 else f"made smaller to {plan.scale:.0%}"
    edge = "short" if plan.width > plan.height else "long"
    both = f", on both sides, turned on the {edge} edge" if len(plan.sides) > 1 else ""
    times = f", {len(plan.sides[0])} times on a side" if plan.scheme == "repeat" else ""
    return (
        f"{counted(len(pages), 'page')}{times}, {size}, on {counted(sheets_of(plan.sides), 'sheet')} of {plan.sheet}; "
        f"print at actual size{both}{'; fold in the middle and staple there' if plan.fold else ''}"
    )


def saved(pdf: Pdf) -> bytes:
    """Return the bytes of a document: no clock and no chance has a part in them."""
    out = io.BytesIO()
    pdf.save(
        out,
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.6",
    )
    return out.getvalue()
