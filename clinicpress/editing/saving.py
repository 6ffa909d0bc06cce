"""Saving: which files can be edited, what they hold, and how a text gets into one without harm to another's.

Names are looked up among those that the workspace has, never made into paths. A file that somebody
else changed meanwhile is not written over, nor is one ever saved that YAML cannot read. A text with
problems is saved only where the person says so: nothing of it is printed then, and no work is lost.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from clinicpress.content.catalog import EDITIONS, SOURCES, Catalog
from clinicpress.drafting.starter import drafts_in, goal_of
from clinicpress.editing.faults import problems_in
from clinicpress.editing.survey import surveyed
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.files import file_digest, read_file, too_big, why_unread, write_whole
from clinicpress.workspace.workspace import MAX_TEXT_BYTES

_ALONE = threading.Lock()


@dataclass(frozen=True)
class Opened:
    """A file's text as it is on the disk, and the SHA-256 of its bytes."""

    name: str
    text: str
    digest: str


@dataclass(frozen=True)
class Saved:
    """What is on the disk now, and what is wrong with it."""

    name: str
    digest: str
    problems: tuple[Problem, ...] = ()


class Conflict(InputProblems):
    """Raised where a file is another than when it was opened: what it holds now is in `theirs`."""

    def __init__(self, theirs: Opened) -> None:
        self.theirs = theirs
        hint = "compare both texts, then save yours, or take over theirs"
        super().__init__([Problem(Place(theirs.name), "somebody else has changed this file meanwhile", hint)])


class WithProblems(InputProblems):
    """Raised for a text that YAML can read and that cannot be printed: it can be saved all the same."""


def editable(root: Path) -> list[str]:
    """List the names of the files of a workspace that can be edited, in the order of their folders."""
    catalog = Catalog(Disk(root))
    names = [f"brochures/{slug}/{language}.yaml" for slug in catalog.slugs() for language in _languages(catalog, slug)]
    names += [f"clinics/{clinic}.yaml" for clinic in catalog.clinics()]
    names += [SOURCES, EDITIONS]
    return [name for name in names if catalog.workspace.has(name)]


def _languages(catalog: Catalog, slug: str) -> list[str]:
    return catalog.workspace.names(f"brochures/{slug}", ".yaml")


def open_file(root: Path, name: str) -> Opened:
    """Read a file that can be edited, with its own line ends; raises InputProblems for any other."""
    path = _looked_up(root, name)
    try:
        content = read_file(path, MAX_TEXT_BYTES)
    except OSError as error:
        raise InputProblems.one(Place(name), f"this file {why_unread(error)}", "ask whoever keeps the files") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        hint = "save it once with the encoding UTF-8, in the program that made it"
        raise InputProblems.one(
            Place(name), "this file is not saved as UTF-8 and cannot be edited here", hint
        ) from None
    return Opened(name, text, hashlib.sha256(content).hexdigest())


def save(root: Path, name: str, text: str, expected: str, despite_problems: bool = False) -> Saved:
    """Write a text into a file, whole or not at all, and read it back.

    `expected` is the SHA-256 with which the file was opened. Raises Conflict where it is another now, WithProblems
    where the text could not be printed and that was not accepted, and InputProblems for a name that is none of
    `editable`, a text that is too big or that YAML cannot read, and a disk that does not take it.
    """
    path = _looked_up(root, name)
    content = _encoded(name, text)
    surveyed(text, name)
    problems = tuple(problems_in(Disk(root), name, text))
    if not despite_problems and any(problem.severity == "error" for problem in problems):
        raise WithProblems(problems)
    digest = hashlib.sha256(content).hexdigest()
    with _alone(root):
        now = open_file(root, name)
        if now.digest == digest:
            return Saved(name, digest, problems)
        if now.digest != expected:
            raise Conflict(now)
        with drafts_in(root) as drafts:
            write_whole(path, content, drafts, path.stat().st_mode & 0o7777)
    if file_digest(path) != digest:
        raise InputProblems.one(Place(name), "the file is not what was saved", "look at the disk, then save again")
    return Saved(name, digest, problems)


def create(root: Path, name: str, text: str) -> Saved:
    """Write a new file of a workspace; raises InputProblems where there is one of that name.

    The name must be made of parts that were checked.
    """
    content = _encoded(name, text)
    with _alone(root):
        path = goal_of(root, name)
        if os.path.lexists(root / name):
            raise InputProblems.one(Place(name), "this file is there already", "choose another name, or edit it")
        with drafts_in(root) as drafts:
            write_whole(path, content, drafts)
    return Saved(name, hashlib.sha256(content).hexdigest(), tuple(problems_in(Disk(root), name, text)))


def _looked_up(root: Path, name: str) -> Path:
    """Return where an editable file really lies; raises InputProblems for all others."""
    if name not in editable(root):
        hint = "only brochures, clinics, sources and editions of this workspace can be edited"
        raise InputProblems.one(Place(""), "there is no such file to edit", hint)
    return goal_of(root, name)


def _encoded(name: str, text: str) -> bytes:
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputProblems.one(Place(name), "half a character stands in this text", "type it anew") from None
    if len(content) > MAX_TEXT_BYTES:
        raise InputProblems.one(Place(name), f"this file {too_big(len(content), MAX_TEXT_BYTES)}", "split it in two")
    return content


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Wait until nobody else saves in a workspace, in this process or another one."""
    with _ALONE:
        held = None
        try:
            with suppress(ImportError, OSError):  # where folders cannot be locked, go on
                import fcntl

                held = os.open(root, os.O_RDONLY)
                fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            if held is not None:
                os.close(held)
