"""Stamps: what a file looks like from outside, by which a change shows without reading it.

This module imports nothing that takes time: a build that has nothing to do needs it.
"""

from __future__ import annotations

import os
import time

HIDDEN = ".clinicpress"
"""The folder of our own in every output folder."""
TOO_YOUNG = 200_000_000
"""Nanoseconds: a file that was changed so short a time ago might change again without looking different."""

Stamp = str
"""What a file looks like from outside; empty where there is none."""


def stamp(path: str | os.PathLike[str]) -> Stamp:
    """Return what a file looks like from outside."""
    try:
        return look_of(os.stat(path))  # noqa: PTH116 - a Path is slow to make, and there are thousands
    except (OSError, ValueError):
        return ""


def look_of(status: os.stat_result) -> Stamp:
    """Return what a file looks like whose status is known."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def settled(found: Stamp, taken: int | None = None) -> Stamp:
    """Return a stamp if any change of its file after it was taken will show; else an empty one.

    It was `taken` so many nanoseconds after 1970, or later; just now, where nothing is said.
    """
    return "" if is_young(found, taken) else found


def is_young(found: Stamp, taken: int | None = None) -> bool:
    """Tell whether a file had been changed just before its stamp was taken; see `settled`."""
    if not found:
        return False
    _, modified, changed, _ = found.split(" ")
    return max(int(modified), int(changed)) > (time.time_ns() if taken is None else taken) - TOO_YOUNG
