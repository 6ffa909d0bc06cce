"""The shop: each file of an order is read, made ready, and written beside what it was made of.

Files are looked at by workers with bounds, as nobody knows what a foreign one holds: what is wrong with
one is told of it, and the others are made. No file that is read is written over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from clinicpress.ground.patience import MEMORY, WANT_OF_MEMORY, ended, patience
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.ground.stamps import HIDDEN
from clinicpress.ground.workers import Bounds, Crew
from clinicpress.printshop.conditions import condition_of
from clinicpress.printshop.making import ready
from clinicpress.printshop.order import Order, goals
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
        condition_of(order.profile)
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
