"""Worker processes: jobs are dealt out to them, and none of their ends stops the others.

Every worker says after each job what became of it, so that the death of a worker costs one job and
is reported with it. Workers leave Ctrl-C to their parent, and end when it does.
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
MOST_AT_ONCE = 24
"""How many tasks a worker is given at a time."""


@dataclass
class _Worker(Generic[Task]):
    process: BaseProcess
    line: Connection
    waiting: deque[Task]


class Crew(Generic[Task, Result]):
    """Some worker processes, each with a workbench of its own that `begin` makes."""

    def __init__(self, count: int, begin: Callable[[], Callable[[Task], Result]]) -> None:
        # A forked worker has everything imported already; elsewhere than on Linux forking is not safe.
        self._context = mp.get_context("fork" if sys.platform == "linux" else "spawn")
        self._begin = begin
        self._workers = [self._hire() for _ in range(count)]

    def run(self, tasks: Sequence[Task], died: Callable[[Task, str], Result]) -> Iterator[Result]:
        """Do tasks, those that stand together by the same worker; yields results as they come.

        `died` makes the result of a task whose worker died, from how it ended.
        """
        heap = deque(tasks)
        size = max(1, min(MOST_AT_ONCE, len(tasks) // (4 * len(self._workers))))
        for worker in self._workers:
            self._give(worker, heap, size)
        while busy := [worker for worker in self._workers if worker.waiting]:
            for line in wait([worker.line for worker in busy]):
                worker = next(each for each in busy if each.line is line)
                try:
                    result: Result = worker.line.recv()
                except (EOFError, OSError):
                    yield died(worker.waiting.popleft(), self._replace(worker))
                else:
                    worker.waiting.popleft()
                    yield result
                if not worker.waiting:
                    self._give(worker, heap, size)

    def stop(self) -> None:
        """End all workers at once, whatever they do."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.line.close()

    def _give(self, worker: _Worker[Task], heap: deque[Task], size: int) -> None:
        tasks = [heap.popleft() for _ in range(min(size, len(heap)))]
        if tasks:
            worker.waiting.extend(tasks)
            worker.line.send(tasks)

    def _hire(self) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._begin), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        return _Worker(process, ours, deque())

    def _replace(self, worker: _Worker[Task]) -> str:
        """Put a new process in a dead one's place, for the tasks after the one it died of; says how it ended."""
        worker.process.join()
        code = worker.process.exitcode or 0
        worker.line.close()
        new = self._hire()
        worker.process, worker.line = new.process, new.line
        if len(worker.waiting) > 1:
            worker.line.send(list(worker.waiting)[1:])
        return f"killed by signal {-code}" if code < 0 else f"with status {code}"


def _work(line: Connection, begin: Callable[[], Callable[[Task], Result]]) -> None:
    """Be a worker: do the tasks that come until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    do = begin()
    try:
        while True:
            for task in line.recv():
                line.send(do(task))
    except (EOFError, OSError):
        return
