"""Compiled templates, kept beside the program's own bytecode.

To judge and compile a handout's templates takes longer than to tell a story with them. What is kept
runs without being judged again, so it is kept where nobody can write who could not change the program
itself: never in a workspace or an output folder, which may come from anybody. Where Python may write
no bytecode, nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.files import read_file, write_whole

FOLDER = Path(cache_from_source(__file__)).parent
SUFFIX = ".template.pyc"
MOST_KEPT = 100
MOST_BYTES = 2_000_000
_DIGEST = 32
"""So many bytes before what is kept are its SHA-256."""


class Compiled(NamedTuple):
    """A template that was judged: its code, the files that it includes with their lines, its weight, its size."""

    code: Any
    uses: Sequence[tuple[str, int]]
    weight: tuple[int, int]
    size: int


def kept(asked: str) -> Compiled | None:
    """Return what was kept of a template, by all that decides about it; None where that is nothing, or not whole."""
    try:
        content = read_file(_file(asked), MOST_BYTES)
    except OSError:
        return None
    said = content[_DIGEST:]
    if hashlib.sha256(said).digest() != content[:_DIGEST]:
        return None
    return Compiled(*marshal.loads(said))


def keep(asked: str, made: Compiled) -> None:
    """Keep a template for the next process, if Python keeps bytecode; those kept longest make room."""
    if sys.dont_write_bytecode:
        return
    fields: Any = tuple(made)
    said = marshal.dumps(fields)
    if len(said) > MOST_BYTES - _DIGEST:
        return
    with suppress(InputProblems, OSError):
        write_whole(_file(asked), hashlib.sha256(said).digest() + said, FOLDER)
        for older in sorted(FOLDER.glob(f"*{SUFFIX}"), key=lambda file: -file.stat().st_mtime)[MOST_KEPT:]:
            older.unlink()


def _file(asked: str) -> Path:
    digest = hashlib.sha256(f"{_program()}\n{asked}".encode("utf-8", "surrogatepass"))
    return FOLDER / f"{digest.hexdigest()}{SUFFIX}"


@lru_cache(maxsize=1)
def _program() -> str:
    """Return a digest of all that judges and compiles templates."""
    own = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"\n".join([*own, jinja2.__version__.encode(), sys.version.encode()])).hexdigest()
