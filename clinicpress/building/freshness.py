"""Freshness: a build that has nothing to do finds that out from the files' dates alone, and at once.

After a build without problems the state of every file that has a part in it is kept: size, times
and inode of what was read, what was missed and what was written. This module imports nothing that
takes time. Where anything differs, the build goes on and compares contents.
"""

from __future__ import annotations

import itertools
import os
import stat
import sys
from collections.abc import Iterator, Sequence

from clinicpress.ground.stamps import Stamp, stamp

STATE = "state.txt"
END = "that is all"

INPUT, OUTPUT = "<", ">"
KEYS = "\t"
"""Stands between the keys of a build: what it was asked to do, and the words that it was asked with."""


def key_of(*arguments: object) -> str:
    """Return a name for what a build was asked to do, by which Python, and by the program that lies where."""
    return " ".join(map(repr, (sys.version, sys.prefix, os.path.realpath(__file__), *map(str, arguments))))


def key_of_build(workspace: object, out: object, *chosen: Sequence[str]) -> str:
    """Return a name for a build of a workspace into a folder, of what was chosen."""
    return key_of(*(os.path.realpath(str(folder)) for folder in (workspace, out)), *map(tuple, chosen))


def read_state(folder: str | os.PathLike[str]) -> Iterator[tuple[str, str, Stamp]]:
    """Yield what is known from the last build: its keys, then for each file its kind, path and stamp."""
    path = os.path.join(folder, STATE)  # noqa: PTH118 - see above
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return
        with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as file:  # noqa: PTH123
            yield "", file.readline().removesuffix("\n"), ""
            for line in file if _is_whole(path) else ():
                if line != END:
                    kind, _, rest = line.removesuffix("\n").partition("\t")
                    found, _, name = rest.partition("\t")
                    yield kind, name, found
    except (OSError, ValueError):
        return


def _is_whole(path: str) -> bool:
    """Tell whether the file of a state was written to its end; raises OSError where it is too short for that."""
    end = f"\n{END}".encode()
    with open(path, "rb") as file:  # noqa: PTH123
        file.seek(-len(end), os.SEEK_END)
        return file.read() == end


def is_unchanged(folder: str | os.PathLike[str], key: str) -> int | None:
    """Return the number of PDFs where a build has nothing to do, or None."""
    state = read_state(folder)
    if key not in next(state, ("", "", ""))[1].split(KEYS):
        return None
    count = None
    for kind, path, before in state:
        if stamp(path) != before:
            return None
        count = (count or 0) + (kind == OUTPUT)
    return count


def state_line(kind: str, path: str, found: Stamp) -> bytes:
    """Write a file's line in the state of a build."""
    return os.fsencode(f"\n{kind}\t{found}\t{path}")


def nothing_to_make(count: int) -> str:
    """Say that a number of files are as they should be."""
    return f"Nothing to make: {'1 file is' if count == 1 else f'{count:,} files are'} as they should be."


def given(words: Sequence[str], option: str, default: str) -> str:
    """Return the last value of an option among the words of a command."""
    for before, word in itertools.pairwise(words):
        if before == option:
            default = word
        elif word.startswith(f"{option}="):
            default = word.partition("=")[2]
    return default


def key_of_words(words: Sequence[str]) -> str:
    """Return a name for the words of a command, wherever it was given, but for the number of processes."""
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if "--jobs" not in (before, word.partition("=")[0])
    ]
    folders = (os.path.realpath(given(words, "--workspace", ".")), os.path.realpath(given(words, "--out", "build")))
    return key_of(*folders, *kept)
