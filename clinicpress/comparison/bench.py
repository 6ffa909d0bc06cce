"""The bench: where PDFs are compared and painted, in a process of its own that may die of a foreign file.

Such a file then costs a problem that names it, and neither the command nor the other files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, cast

from clinicpress.comparison.compare import Prints, compare_prints
from clinicpress.comparison.likeness import encoded
from clinicpress.ground.patience import MEMORY, TO_PAINT, WANT_OF_MEMORY, ended, patience
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.ground.workers import Bounds, Crew
from clinicpress.readback.finished import Finished
from clinicpress.readback.reader import read_file
from clinicpress.readback.sight import picture


class _Pair(NamedTuple):
    """Two files to compare."""

    old: Path
    new: Path


class _Sheet(NamedTuple):
    """A page to paint, counted from 1; `name` is its file's."""

    name: str
    content: bytes
    page: int
    dpi: float


_Task = _Pair | _Sheet
_Done = Prints | tuple[str, bytes] | list[Problem]


class Bench:
    """One process that compares and paints; use it in a `with` statement."""

    def __enter__(self) -> Bench:
        self._crew: Crew[_Task, _Done] = Crew(1, _begin, Bounds(MEMORY, _seconds))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._crew.stop()

    def compare(self, old: Path, new: Path) -> Prints:
        """Compare two files; raises InputProblems where one cannot be read."""
        return cast(Prints, self._do(_Pair(old, new)))

    def paint(self, name: str, content: bytes, page: int, dpi: float) -> tuple[str, bytes]:
        """Return a picture of a page: its media type and bytes; raises InputProblems where it cannot be painted."""
        return cast("tuple[str, bytes]", self._do(_Sheet(name, content, page, dpi)))

    def _do(self, task: _Task) -> _Done:
        [done] = self._crew.run([task], _died)
        if isinstance(done, list):
            raise InputProblems(done)
        return done


def _seconds(task: _Task) -> float:
    return patience(*task) if isinstance(task, _Pair) else TO_PAINT


def _begin() -> Callable[[_Task], _Done]:
    return _done


def _done(task: _Task) -> _Done:
    """Do a task; whatever a file holds, it comes to an answer."""
    try:
        if isinstance(task, _Sheet):
            return encoded(picture(task.content, task.page, task.dpi))
        return compare_prints(*_read(task))
    except InputProblems as error:
        return list(error.problems)
    except MemoryError:
        return _died(task, WANT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - nobody knows all that can be in a foreign file
        return _died(task, f"on something that it does not understand: {type(error).__name__}")


def _read(pair: _Pair) -> tuple[Finished, Finished]:
    """Read two files; raises InputProblems with what is wrong with either."""
    read: list[Finished] = []
    problems: list[Problem] = []
    for file in pair:
        try:
            read.append(read_file(file))
        except InputProblems as error:
            problems += error.problems
    if problems:
        raise InputProblems(problems)
    old, new = read
    return old, new


def _died(task: _Task, how: str) -> _Done:
    if isinstance(task, _Sheet):
        return [ended(Path(task.name), how, f"painted (page {task.page})")]
    return [ended(task.new, how, f"compared with {task.old}")]
