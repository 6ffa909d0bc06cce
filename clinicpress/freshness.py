"""Freshness: a build that has nothing to do finds that out from the files' dates alone, and at once.

After a build without problems the state of every file that has a part in it is kept: size, times
and inode of what was read, what was missed and what was written. This module imports nothing that
takes time. Where anything differs, the build goes on and compares contents.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

STATE = "state.txt"
END = "that is all"
TOO_YOUNG = 200_000_000
"""Nanoseconds: a file that was changed so short a time ago might change again without looking different."""

Stamp = str
"""What a file looks like from outside; empty where there is none."""
INPUT, OUTPUT = "<", ">"


def stamp(path: str | Path) -> Stamp:
    """Return what a file looks like from outside."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path is slow to make, and there are thousands
    except (OSError, ValueError):
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def key_of(*arguments: object) -> str:
    """Return a name for what a build was asked to do, and by which Python."""
    said = json.dumps([sys.version, sys.prefix, *arguments], default=str)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def read_state(folder: Path) -> Iterator[tuple[str, str, Stamp]]:
    """Yield what is known from the last build: its key, then for each file its kind, path and stamp."""
    try:
        lines = (folder / STATE).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return
    yield "", lines[0], ""
    if lines[-1] == END:
        for line in lines[1:-1]:
            kind, _, rest = line.partition("\t")
            found, _, path = rest.partition("\t")
            yield kind, path, found


def is_unchanged(folder: Path, key: str) -> int | None:
    """Return the number of PDFs where a build has nothing to do, or None."""
    state = read_state(folder)
    if next(state, ("", "", ""))[1] != key:
        return None
    count = None
    for kind, path, before in state:
        if stamp(path) != before:
            return None
        count = (count or 0) + (kind == OUTPUT)
    return count


def state_line(kind: str, path: str, found: Stamp) -> bytes:
    """Write a file's line in the state of a build."""
    return f"\n{kind}\t{found}\t{path}".encode()


def is_young(found: Stamp) -> bool:
    """Tell whether a file was changed just now."""
    if not found:
        return False
    _, modified, changed, _ = found.split(" ")
    return max(int(modified), int(changed)) > time.time_ns() - TOO_YOUNG
