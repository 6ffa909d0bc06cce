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
from collections.abc import Iterable, Mapping
from pathlib import Path

STATE = "state.json"
TOO_YOUNG = 200_000_000
"""Nanoseconds: a file that was changed so short a time ago might change again without looking different."""

PARTS = ("inputs", "outputs", "manifest")
Stamp = list[int] | None


def stamp(path: str | Path) -> Stamp:
    """Return what a file looks like from outside; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a Path is slow to make, and there are thousands
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def key_of(*arguments: object) -> str:
    """Return a name for what a build was asked to do, and by which Python."""
    said = json.dumps([sys.version, sys.prefix, *arguments], default=str)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def read_state(folder: Path) -> dict[str, dict[str, Stamp]]:
    """Read the state of the last build: its key, and stamps by path."""
    try:
        found = json.loads((folder / STATE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    whole = isinstance(found, dict) and all(isinstance(part, dict) for part in found.values())
    return found if whole else {}


def is_unchanged(folder: Path, key: str) -> int | None:
    """Return the number of PDFs where a build has nothing to do, or None."""
    state = read_state(folder)
    if state.get("key") != {key: None} or any(part not in state for part in PARTS):
        return None
    for part in PARTS:
        for path, before in state[part].items():
            if stamp(path) != before:
                return None
    return len(state["outputs"])


def state_text(
    key: str, inputs: Mapping[str, Stamp], outputs: Mapping[str, Stamp], manifest: Mapping[str, Stamp]
) -> bytes:
    """Write the state of a build."""
    said = {"key": {key: None}, "inputs": inputs, "outputs": outputs, "manifest": manifest}
    return json.dumps(said, separators=(",", ":")).encode("utf-8")


def stamps_of(paths: Iterable[str | Path]) -> dict[str, Stamp] | None:
    """Stamp files; None where one of them was changed just now."""
    made = {str(path): stamp(path) for path in paths}
    youngest = max((max(each[1], each[2]) for each in made.values() if each), default=0)
    return made if youngest < time.time_ns() - TOO_YOUNG else None
