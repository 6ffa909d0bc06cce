"""Whole child processes: how long they take, on which cores, and the most memory they hold."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from content import ROOT, CannotMeasure

MB = 1024 * 1024
PROC = Path("/proc")
FORBIDS_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Set where this runs, it would have us compile our modules in every round, but not the installed peers."""
LOOK_EVERY = 0.02
"""Seconds between two looks at a process's memory."""


@dataclass(frozen=True)
class Ran:
    """A child process that has ended well."""

    seconds: float
    cpu: float
    """The seconds that processors worked for it and its children: it tells how much others disturbed."""
    peak: float
    """The most memory it or one of its own children held at once, in MB."""
    parent: float | None
    """The most memory it held itself, in MB, where it was watched."""
    worker: float | None
    """The most memory one of its children held, in MB, where it was watched and had some."""
    output: str


def usable_cores() -> list[int]:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def environment() -> dict[str, str]:
    """Return the environment in which all sides run."""
    return {name: value for name, value in os.environ.items() if name != FORBIDS_BYTECODE}


def _pin(cores: list[int]) -> Callable[[], None] | None:
    if not hasattr(os, "sched_setaffinity"):
        return None
    return lambda: os.sched_setaffinity(0, cores)


def run(command: list[str], cores: list[int], watch: bool = False) -> Ran:
    """Run a command on some cores from start to exit; raises CannotMeasure where it fails."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        begun = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdout=output, stderr=errors, preexec_fn=_pin(cores)
        )
        watcher = _Watcher(child.pid) if watch else None
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        parent, worker = watcher.end() if watcher else (None, None)
        output.seek(0)
        errors.seek(0)
        if child.returncode:
            said = errors.read() or output.read()
            raise CannotMeasure(f"{command[1]} ended with status {child.returncode}:\n{said[-2000:]}")
        unit = 1 if sys.platform == "darwin" else 1024
        cpu = usage.ru_utime + usage.ru_stime
        return Ran(seconds, cpu, usage.ru_maxrss * unit / MB, parent, worker, output.read())


class _Watcher:
    """Looks again and again at the peak memory of a process and of each of its children."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peaks: dict[int, float] = {}
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def end(self) -> tuple[float | None, float | None]:
        """Stop; returns the peaks of the process and of its greatest child in MB, where they are known."""
        self.ended.set()
        self.thread.join()
        workers = [peak for pid, peak in self.peaks.items() if pid != self.pid]
        return self.peaks.get(self.pid), max(workers, default=None)

    def _watch(self) -> None:
        while not self.ended.wait(LOOK_EVERY):
            for pid in (self.pid, *_children(self.pid)):
                peak = _peak(pid)
                if peak is not None:
                    self.peaks[pid] = peak


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in (PROC / f"{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak(pid: int) -> float | None:
    try:
        lines = (PROC / f"{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 / MB for line in lines if line.startswith("VmHWM:")), None)


def available_memory() -> int:
    """Return the bytes of memory that may still be taken; very many where the system does not say."""
    try:
        lines = (PROC / "meminfo").read_text().splitlines()
    except OSError:
        return sys.maxsize
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), sys.maxsize)


def describe_machine() -> dict[str, object]:
    """Describe what the figures depend on, without saying which machine it is."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": len(usable_cores()),
    }


def machine_words(machine: dict[str, object]) -> str:
    """Say what `describe_machine` described."""
    return f"Python {machine['python']}, {machine['system']}, {machine['cores']} core(s)"
