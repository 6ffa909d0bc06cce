"""How much memory and time the look at a foreign file may take, and what is said when that was not enough."""

from __future__ import annotations

from pathlib import Path

from clinicpress.ground.problems import Place, Problem

MEMORY = 600 << 20
"""Bytes that looking at a file may take: a page takes some 80 million."""
PATIENCE = 10.0
"""Seconds that looking at a file may take, and one more for each `QUICK` bytes.

A page of ours has some 2,000 bytes, and takes a tenth of a second where nothing else is done.
"""
QUICK = 15_000
LONGEST_WAIT = 120.0
TO_PAINT = 4.0
"""Seconds that painting a page once may take."""
WANT_OF_MEMORY = "for want of memory"


def patience(*files: Path) -> float:
    """Return how many seconds it may take to look at some files: large ones may be long ones."""
    size = sum(file.stat().st_size for file in files if file.is_file())
    return min(PATIENCE + size / QUICK, LONGEST_WAIT)


def ended(file: Path, how: str, doing: str = "looked at") -> Problem:
    """Say that the program that looked at a file ended, and how."""
    hint = "it is damaged, or asks for more than a handout does: open it in a viewer, and print it to a new PDF"
    return Problem(Place(str(file)), f"the file cannot be {doing}: the program that reads it ended ({how})", hint)
