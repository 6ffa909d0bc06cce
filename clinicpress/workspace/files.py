"""Writing files so that they are seen whole or not at all, and reading nothing that is no file.

The output folder has a hidden folder of our own, `.clinicpress`, with drafts, plates and what is
known of the last build. It can be deleted at any time.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TypeVar

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.ground.stamps import Stamp, look_of

Made = TypeVar("Made")
DRAFTS = "drafts"
PLATES = "plates"
LOCK = "lock"
CHUNK = 4_000_000


def file_digest(path: str | Path) -> str | None:
    """Return the SHA-256 of a file, the quick way; None where it cannot be read, or is no file."""
    return digest_and_stamp(path)[0]


def digest_and_stamp(path: str | Path) -> tuple[str | None, Stamp]:
    """Return the SHA-256 of a file as `file_digest` does, and what it looked like before it was read."""
    digest = hashlib.sha256()
    try:
        file, status = _opened(path)
        left = status.st_size
        with file:
            while part := file.read(min(CHUNK, left + 1)):
                digest.update(part)
                left = max(0, left - len(part))
    except (OSError, ValueError):
        return None, ""
    return digest.hexdigest(), look_of(status)


class NotRead(OSError):
    """Raised for what could be opened, but is not read; its words go on after “it”."""


def read_file(path: str | Path, most: int) -> bytes:
    """Return the content of a file; raises OSError where there is none, or one of more than so many bytes."""
    return content_and_stamp(path, most)[0]


def content_and_stamp(path: str | Path, most: int) -> tuple[bytes, Stamp]:
    """Return the content of a file as `read_file` does, and what it looked like before it was read."""
    file, status = _opened(path)
    size = status.st_size
    with file:
        if size > most:
            raise NotRead(errno.EFBIG, too_big(size, most), str(path))
        # Never asked for more than there is: so much memory would be taken beforehand.
        content = file.read(size + 1)
        while size < len(content) <= most and (more := file.read(CHUNK)):  # it has grown meanwhile
            content += more
        return content[:most], look_of(status)


def read_lines(path: str | Path, most: int) -> Generator[bytes, None, None]:
    """Yield the lines of a file, with their ends; raises OSError as `read_file` does."""
    file, status = _opened(path)
    with BufferedReader(file) as lines:
        if status.st_size > most:
            raise NotRead(errno.EFBIG, too_big(status.st_size, most), str(path))
        yield from lines


def too_big(size: int, most: int) -> str:
    """Say after the name of a file that it has too many bytes."""
    return f"is too big: {size / 1e6:.1f} MB, at most {most / 1e6:.0f} MB"


def why_unread(error: OSError) -> str:
    """Say after the name of a file why it was not read."""
    return str(error.strerror) if isinstance(error, NotRead) else f"cannot be read: {error.strerror}"


def _opened(path: str | Path) -> tuple[FileIO, os.stat_result]:
    """Open a file to read, with its status; raises OSError for a pipe or a device, which might never end."""
    file = FileIO(path, opener=_without_waiting)
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        file.close()
        raise NotRead(errno.EINVAL, "is a pipe or a device, not a file", str(path))
    return file, status


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write_whole(
    path: str | Path, content: bytes | Iterable[bytes], drafts: str | Path, mode: int | None = None
) -> None:
    """Write a file into the folder of drafts and rename it; raises InputProblems where that fails.

    The folder must be on the same disk as the file. The content may come in parts. `mode` is what may be done with the
    file, and by whom; left out, as the system has it for new ones.
    """
    # On another machine that writes here a process may have our number. Paths are slow to make, and files thousands.
    path = os.fspath(path)
    draft = f"{drafts}/{os.getpid()}-{os.urandom(4).hex()}-{os.path.basename(path)}"  # noqa: PTH119
    try:
        try:
            _write(path, content, draft, mode)
        except FileNotFoundError:
            if not isinstance(content, bytes):
                raise
            # A build on another machine took the draft for one of a process that is gone.
            _write(path, content, draft, mode)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108
        if not isinstance(error, OSError):
            raise
        raise InputProblems.one(
            Place(path),
            f"the file cannot be written: {error.strerror}",
            "check the folder's permissions and the free space",
        ) from error


def _write(path: str, content: bytes | Iterable[bytes], draft: str, mode: int | None) -> None:
    # What is written whole needs no room in which its parts are gathered.
    parts, buffering = ([content], 0) if isinstance(content, bytes) else (content, -1)
    with _with_folder(draft, lambda: open(draft, "wb", buffering)) as file:  # noqa: PTH123
        for part in parts:
            while part:  # a disk may take less than all of it at once
                part = part[file.write(part) :]
    if mode is not None:
        os.chmod(draft, mode)  # noqa: PTH101
    _with_folder(path, lambda: os.replace(draft, path))  # noqa: PTH105


def _with_folder(path: str, do: Callable[[], Made]) -> Made:
    try:
        return do()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        return do()


def clear_drafts(drafts: Path) -> None:
    """Delete the drafts of processes that are gone."""
    with suppress(OSError):
        for draft in drafts.iterdir():
            owner = draft.name.partition("-")[0]
            if not (owner.isdigit() and _runs(int(owner))):
                with suppress(OSError):
                    draft.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    # A dead process that nobody has asked after yet has still its number, but writes nothing any more.
    try:
        state = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[:1]
    except OSError:
        return not Path("/proc/self/stat").exists()  # it was asked after just now; or this system has no /proc
    return state not in ([], [b"Z"], [b"X"])


def remove_empty(out: Path, folder: Path) -> None:
    """Remove a folder and those above it, up to one that stays, as far as they are empty."""
    with suppress(OSError):
        while folder != out:
            folder.rmdir()
            folder = folder.parent


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other build is in here; where files cannot be locked, go on."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with ExitStack() as held:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            file = held.enter_context(open(folder / LOCK, "w", opener=_without_waiting))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def digest_of(value: object) -> str:
    """Return a short digest of something that JSON can hold."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogateescape")
    return hashlib.sha256(said).hexdigest()[:24]
