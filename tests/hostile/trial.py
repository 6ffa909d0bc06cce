"""One hostile input, tried: a command in a process of its own, with bounds, watched for what it touches."""

from __future__ import annotations

import io
import os
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

SECONDS = 20.0
"""No input may take longer."""
MEGABYTES = 1024
"""No input may take more memory."""
ADDRESS_SPACE = 4 << 30
LOCATED = re.compile(r"^[^\n:][^\n]*:\d+:\d+: error: \S", re.MULTILINE)
_FAULT, _RAISED = 70, 199
_WATCHED = (
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "urllib.Request", "ctypes.dlopen"),
)
"""Among them is no making of a socket: a pair of them is how a worker of ours is spoken to."""


@dataclass(frozen=True)
class Outcome:
    """How a trial ended; `complaints` says what must not be, and is empty where all is well."""

    status: int
    seconds: float
    megabytes: int
    said: str
    complaints: tuple[str, ...] = field(default=())


def tried(folder: Path, command: Sequence[str]) -> Outcome:
    """Run a command of ours in a folder, as a child of this process, and say how it ended."""
    good = _finished(folder)
    out, err, log = (folder / name for name in (".out", ".err", ".log"))
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_the_command(folder, command, out, err, log)
    late, usage, status = _wait(child, begun)
    took = time.monotonic() - begun
    said = _text(err)
    ended = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    megabytes = usage.ru_maxrss // 1024
    complaints = [
        *([f"it took longer than {SECONDS:.0f} s"] if late else []),
        *([f"it took {megabytes} MB"] if megabytes > MEGABYTES else []),
        *([f"it ended with {ended}"] if ended not in (0, 1, 2) and not late else []),
        *(["it printed a traceback"] if "Traceback (most recent call last)" in said + _text(out) else []),
        *(["an error has no place"] if ended == 1 and not LOCATED.search(said) else []),
        *(f"it touched {line}" for line in _text(log).splitlines()),
        *_damage(folder, good),
    ]
    return Outcome(ended, took, megabytes, said, tuple(complaints))


def _be_the_command(folder: Path, command: Sequence[str], out: Path, err: Path, log: Path) -> None:
    code, touched = _RAISED, set[str]()
    try:
        os.setpgid(0, 0)
        os.chdir(folder)
        for number, file in ((1, out), (2, err)):
            os.dup2(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC), number)
        sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), encoding="utf-8")  # noqa: SIM115
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), encoding="utf-8", line_buffering=True)  # noqa: SIM115
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.addaudithook(_listener(folder, touched))
        from clinicpress.cli import run

        sys.argv = ["generate.py", *command]
        try:
            run(arguments=list(command))
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 0
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - the child must end here, whatever happened
        traceback.print_exc()
    finally:
        log.write_text("\n".join(sorted(touched)), encoding="utf-8", errors="replace")
        os._exit(code)


def _listener(folder: Path, touched: set[str]) -> Any:
    ours = tuple(
        str(path)
        for path in (
            folder,
            ROOT,
            sys.prefix,
            sys.base_prefix,
            "/dev/null",
            "/dev/urandom",
            "/proc",
            "/usr/lib/python3",
        )
    )

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if event in {"open", "os.listdir", "os.scandir"} and isinstance(arguments[0], (str, bytes)):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if not any(path == each or path.startswith(each + os.sep) for each in ours):
                touched.add(f"{event} {path}")
        elif event.startswith(_WATCHED):
            touched.add(f"{event} {arguments!r}"[:200])

    return listen


def _wait(child: int, begun: float) -> tuple[bool, resource.struct_rusage, int]:
    pause, late = 0.002, False
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            return late, usage, status
        if time.monotonic() - begun > SECONDS:
            late = True
            os.killpg(child, signal.SIGKILL)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""


def _finished(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_ino for path in folder.glob("build/*/*/*/*.pdf")}


def _damage(folder: Path, good: Mapping[str, int]) -> list[str]:
    """Say which of the PDFs that were there are gone, or no whole PDFs any more."""
    now = _finished(folder)
    found = [f"{path} is gone" for path in good if path not in now]
    for path, inode in now.items():
        if good.get(path) != inode:
            content = Path(path).read_bytes()
            if not content.startswith(b"%PDF-") or not content.rstrip().endswith(b"%%EOF"):
                found.append(f"{path} is no whole PDF")
    return found


def laid_out(base: Path, folder: Path) -> None:
    """Make a folder anew, as a copy of a workspace; what was built there is linked, not copied."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in base.rglob("*"):
        target = folder / path.relative_to(base)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif "build" in target.relative_to(folder).parts:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
