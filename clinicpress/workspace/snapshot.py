"""A workspace that never changes: what was asked once is answered the same way for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from clinicpress.workspace.files import too_big
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES, Unread, Workspace


class _Read(NamedTuple):
    """What was read of a file, or why nothing was."""

    there: bool
    content: bytes
    digest: str | None
    unread: tuple[str, str] | None


class Snapshot(Workspace):
    """Another workspace as it was when each thing was first asked; several threads may share it.

    A file is read whole when anything is first asked of it, and is kept. Two threads that ask at the
    same time get one answer, even where the disk gave them two.
    """

    def __init__(self, over: Workspace) -> None:
        self._over = over
        self._read: dict[str, _Read] = {}
        self._entries: dict[str, list[str]] = {}
        self._folders: dict[str, list[str]] = {}
        self._below: dict[str, list[str]] = {}

    def has(self, name: str) -> bool:
        """Tell whether there was a file of that name."""
        return self._file(name).there

    def content(self, name: str, limit: int) -> bytes:
        """Return what a file held; raises Unread where there was none, or one of more than `limit` bytes."""
        read = self._file(name)
        if read.unread is not None:
            raise Unread(*read.unread)
        if len(read.content) > limit:
            raise Unread(f"“{name}” {too_big(len(read.content), limit)}")
        return read.content

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file as it was; None where there was none that can be read."""
        return self._file(name).digest

    def entries(self, folder: str) -> list[str]:
        """List by name what a folder held."""
        return _first(self._entries, folder, self._over.entries)

    def folders(self, folder: str) -> list[str]:
        """List the folders that a folder held."""
        return _first(self._folders, folder, self._over.folders)

    def files_below(self, folder: str) -> list[str]:
        """List the workspace's own files that were below a folder."""
        return _first(self._below, folder, self._over.files_below)

    def _file(self, name: str) -> _Read:
        known = self._read.get(name)
        return known if known is not None else self._read.setdefault(name, self._look(name))

    def _look(self, name: str) -> _Read:
        there = self._over.has(name)
        try:
            content = self._over.content(name, MAX_PICTURE_BYTES)
        except Unread as error:
            return _Read(there, b"", None, (error.message, error.hint))
        return _Read(True, content, hashlib.sha256(content).hexdigest(), None)


def _first(known: dict[str, list[str]], folder: str, ask: Callable[[str], list[str]]) -> list[str]:
    """Return a copy of the first answer to a question about a folder."""
    found = known.get(folder)
    return list(found if found is not None else known.setdefault(folder, ask(folder)))
