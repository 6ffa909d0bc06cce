"""Where the program starts: a build that has nothing to do ends here, without loading anything else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from clinicpress.building.freshness import given, is_unchanged, key_of_words, nothing_to_make
from clinicpress.ground.stamps import HIDDEN
from clinicpress.ground.terminal import Speaking

_TELLING = frozenset({"--force", "--explain", "--prune", "--json", "--cluster", "--watch", "--help", "-h"})
"""Options with which a build has something to say, or to do, though nothing changed."""


def is_done(words: Sequence[str]) -> bool:
    """Say that there is nothing to make, where a command asks for what the last build made."""
    if words[:1] != ["build"] or any(word.partition("=")[0] in _TELLING for word in words):
        return False
    count = is_unchanged(f"{given(words, '--out', 'build')}/{HIDDEN}", key_of_words(words))
    if count is None:
        return False
    print(nothing_to_make(count))
    return True


def program() -> None:
    """Be the whole program."""
    with Speaking():
        try:
            os.getcwd()  # noqa: PTH109
        except OSError:
            print("error: the folder that you are in is gone: go into another one", file=sys.stderr)
            sys.exit(2)
        if not is_done(sys.argv[1:]):
            # A build makes many small objects and little garbage: looking for it rarely saves a fifth of a short run.
            gc.set_threshold(100_000, 20, 100)
            from clinicpress.cli import program as command_line

            command_line()
