"""Worker processes: jobs are dealt out to them, and none of their ends stops the others.

A worker tells of several jobs at once, and is given the next ones before it has done all, but it counts
each that it begins in memory that its parent sees. So its death costs the job at hand, which is reported
with it; those it had not told of are done again. Workers leave Ctrl-C to their parent, and end when it
does. Where tasks come from outside, bounds of memory and time keep one that never ends from keeping
everybody waiting.
"""

from __future__ import annotations

import gc
import math
import mmap
import multiprocessing as mp
import os
import signal
import struct
import sys
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
MOST_AT_ONCE = 32
"""How many tasks a worker is given at a time; fewer near the end, so that all workers end together."""
TELL_AFTER = 0.1
"""Seconds after which a worker tells of what it did, if not sooner: when it has done what it was given at a time."""
STARVED = 2
"""So many times its seconds a task gets by the clock on the wall, where others keep its worker from working."""
_COUNT = struct.Struct("=I")
FORKS = sys.platform == "linux"
"""Whether workers are forked; elsewhere each is a program of its own, which imports all it needs."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Bounds(Generic[Task]):
    """What a task may take."""

    memory: int
    """Bytes beyond those that a worker has when it begins; only Linux keeps to them."""
    seconds: Callable[[Task], float]
    """How long a task may be worked on; on a busy machine that may take `STARVED` times as long."""


@dataclass
class _Worker(Generic[Task]):
    process: BaseProcess
    line: Connection
    begun: mmap.mmap | None
    """Counts the tasks that the worker has begun: memory that both processes have, where they can.

    Where they cannot, each task is told of by itself.
    """
    told: int
    """How many tasks the worker has told of."""
    waiting: deque[Task]
    """The tasks that it has not told of."""
    due: float = math.inf
    """When the task at hand must be done."""
    last: float = math.inf
    """When it must be done even if the worker was kept from it."""
    spent: float = 0.0
    """How long the process will have worked when the task at hand has had its time."""
    overdue: bool = False

    def lost(self) -> Task:
        """Return, and forget, the task that a dead worker died of: the one at hand, or the first."""
        at = max(0, _COUNT.unpack_from(self.begun)[0] - 1 - self.told) if self.begun is not None else 0
        task = self.waiting[at]
        del self.waiting[at]
        return task


@dataclass
class _Heap(Generic[Task]):
    """Tasks that no worker was given yet."""

    tasks: Iterator[Task]
    left: int
    """How many there are."""

    def take(self, most: int) -> list[Task]:
        """Take some tasks from the heap, as many as there are."""
        taken = list(islice(self.tasks, most))
        self.left -= len(taken)
        return taken


class Crew(Generic[Task, Result]):
    """Some worker processes, each with a workbench of its own that `begin` makes."""

    def __init__(
        self,
        count: int,
        begin: Callable[[], Callable[[Task], Result]],
        bounds: Bounds[Task] | None = None,
        threaded: Sequence[str] = (),
    ) -> None:
        # A forked worker has everything imported already; elsewhere than on Linux forking is not safe, and
        # neither is it in a process with threads. There, a server forks that has imported what is named.
        fork = "forkserver" if threaded else "fork"
        self._context = mp.get_context(fork if FORKS else "spawn")
        if threaded and FORKS:
            self._context.set_forkserver_preload(list(threaded))
        self._begin = begin
        self._bounds = bounds
        self._workers: list[_Worker[Task]] = []
        self._killed = False
        try:
            for _ in range(count):
                self._workers.append(self._hire())
        except BaseException:
            self.stop()
            raise

    def run(self, tasks: Collection[Task], died: Callable[[Task, str], Result]) -> Iterator[Result]:
        """Do tasks, those that stand together by the same worker; yields results as they come.

        `died` makes the result of a task whose worker died, from how it ended: “killed by signal 11”,
        “with status 1”, “after too long without an answer”.
        """
        return (result for _, result in self.paired(tasks, len(tasks), died))

    def paired(
        self, tasks: Iterable[Task], count: int, died: Callable[[Task, str], Result]
    ) -> Generator[tuple[Task, Result], None, None]:
        """Do so many tasks as `run` does; yields each with its result, which need not say again what the task was.

        Of many, each is asked for when its turn comes.
        """
        heap = _Heap(iter(tasks), count)
        for worker in self._workers * 2:
            if len(worker.waiting) <= self._share(heap):
                self._give(worker, heap)
        while busy := [worker for worker in self._workers if worker.waiting]:
            soonest = min(worker.due for worker in busy)
            ready = wait([w.line for w in busy], None if soonest == math.inf else max(0.0, soonest - time.monotonic()))
            for worker in busy:
                if worker.line not in ready and worker.due <= time.monotonic():
                    self._press(worker)
            for line in ready:
                worker = next(each for each in busy if each.line is line)
                try:
                    results: list[Result] = worker.line.recv()
                except (EOFError, OSError):
                    lost = worker.lost()
                    yield lost, died(lost, self._replace(worker))
                else:
                    worker.told += len(results)
                    done = [(worker.waiting.popleft(), result) for result in results]
                    if len(worker.waiting) <= self._share(heap):
                        self._give(worker, heap)
                    yield from done
                if not worker.waiting:
                    self._give(worker, heap)

    def kill(self) -> None:
        """End all workers at once, whatever they do; a thread that waits for one is told that it died."""
        self._killed = True
        for worker in self._workers:
            worker.process.kill()

    def stop(self) -> None:
        """End all workers at once, and close what led to them; nobody may wait for one any more."""
        self.kill()
        for worker in self._workers:
            worker.process.join()
            worker.line.close()

    def _share(self, heap: _Heap[Task]) -> int:
        """Return how many tasks a worker is given at a time, and how many it may still have when it is given more.

        Near the end, and of tasks with a bound, of which it must be known when each began, it is given one by one.
        """
        return 0 if self._bounds else min(MOST_AT_ONCE, heap.left // (4 * len(self._workers)))

    def _give(self, worker: _Worker[Task], heap: _Heap[Task]) -> None:
        tasks = heap.take(max(1, self._share(heap)))
        idle = not worker.waiting
        if tasks and idle and not worker.process.is_alive():
            # It died while it had nothing to do: no task is to blame.
            self._replace(worker)
        worker.waiting.extend(tasks)
        worker.due = math.inf
        if tasks and self._bounds:
            seconds = self._bounds.seconds(tasks[0])
            worker.due, worker.last = time.monotonic() + seconds, time.monotonic() + STARVED * seconds
            worker.spent = _worked(worker.process) + seconds
        if tasks and not self._send(worker, tasks) and idle:
            self._replace(worker)

    @staticmethod
    def _press(worker: _Worker[Task]) -> None:
        """End a worker whose time is up, or give it what it did not get of the time of a busy machine."""
        left = worker.spent - _worked(worker.process)
        if left > 0 and time.monotonic() < worker.last:
            worker.due = min(time.monotonic() + max(left, TELL_AFTER), worker.last)
        else:
            # Its line ends with it, and then it is told of as any other that died.
            worker.overdue, worker.due = True, math.inf
            worker.process.kill()

    @staticmethod
    def _send(worker: _Worker[Task], tasks: list[Task]) -> bool:
        """Send a worker tasks; a dead one is noticed on its line, too."""
        try:
            worker.line.send(tasks)
        except OSError:
            return False
        return True

    def _hire(self) -> _Worker[Task]:
        ours, theirs = self._context.Pipe()
        # A forked worker has its parent's ends of all lines, too. It must close them, or the others
        # would never hear that the parent is gone.
        forked = self._context.get_start_method() == "fork"
        inherited = (ours, *(worker.line for worker in self._workers)) if forked else ()
        begun = mmap.mmap(-1, mmap.PAGESIZE) if forked else None
        arguments = (theirs, begun, inherited, self._begin, self._bounds.memory if self._bounds else 0)
        process = self._context.Process(target=_work, args=arguments, daemon=True)  # type: ignore[attr-defined]
        with _undisturbed():
            process.start()
        theirs.close()
        return _Worker(process, ours, begun, 0, deque())

    def _replace(self, worker: _Worker[Task]) -> str:
        """Put a new process in a dead one's place, for the tasks that are waiting; says how it ended."""
        if self._killed:
            return "at the end of the work"
        worker.process.join()
        code = worker.process.exitcode or 0
        worker.line.close()
        new, overdue = self._hire(), worker.overdue
        worker.process, worker.line, worker.begun, worker.told = new.process, new.line, new.begun, 0
        worker.overdue = False
        if worker.waiting:
            self._send(worker, list(worker.waiting))
        if overdue:
            return "after too long without an answer"
        return f"killed by signal {-code}" if code < 0 else f"with status {code}"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off signals while a process is started: a worker is ready for them only when it has begun."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    line: Connection,
    begun: mmap.mmap | None,
    inherited: Sequence[Connection],
    begin: Callable[[], Callable[[Task], Result]],
    memory: int,
) -> None:
    """Be a worker: do the tasks that come until the line is closed; `memory` bounds it, unless it is 0."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    for end in inherited:
        end.close()
    gc.freeze()
    if memory:
        _bound(memory)
    do = begin()
    try:
        while True:
            results, told = [], time.monotonic()
            for task in line.recv():
                if begun is not None:
                    _COUNT.pack_into(begun, 0, _COUNT.unpack_from(begun)[0] + 1)
                results.append(do(task))
                if begun is None or time.monotonic() - told > TELL_AFTER:
                    line.send(results)
                    results, told = [], time.monotonic()
            if results:
                line.send(results)
    except (EOFError, OSError):
        return
    except MemoryError:
        sys.exit(1)


def _worked(process: BaseProcess) -> float:
    """Return how many seconds a process has worked; where that cannot be told, the clock on the wall."""
    if sys.platform != "linux":
        return time.monotonic()
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        return sum(map(int, fields.split()[11:13])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return time.monotonic()


def _bound(memory: int) -> None:
    """Let this process have so many bytes more, where that can be said, and leave no core dump when it dies."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + memory
        for kind, wanted in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
            limit = resource.getrlimit(kind)[1]
            wanted = wanted if limit == resource.RLIM_INFINITY else min(wanted, limit)
            resource.setrlimit(kind, (wanted, limit))
