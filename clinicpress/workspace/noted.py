"""A workspace that notes what it is asked for: whoever reads through it knows what the result depends on."""

from __future__ import annotations

from collections.abc import Iterable, Set

from clinicpress.ground.stamps import Stamp
from clinicpress.workspace.workspace import Workspace, stays_inside


class Noted(Workspace):
    """Another workspace, and the names of all files that are looked for in it, found or not.

    Asking for a digest or for what a folder holds is not noted. Noted workspaces can stand over each
    other: what the inner one is asked for, the outer ones know, too.
    """

    def __init__(self, over: Workspace, seen: set[str]) -> None:
        self._over = over
        self._seen = seen

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name, and note it."""
        if stays_inside(name):
            self._seen.add(name)
        return self._over.has(name)

    def content(self, name: str, limit: int) -> bytes:
        """Return what a file holds, and note it."""
        self._seen.add(name)
        return self._over.content(name, limit)

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file."""
        return self._over.digest(name)

    def looked(self, name: str) -> Stamp:
        """Return what a file looked like before its content was asked for."""
        return self._over.looked(name)

    def entries(self, folder: str) -> list[str]:
        """List by name what a folder holds."""
        return self._over.entries(folder)

    def names(self, folder: str, suffix: str) -> list[str]:
        """List what a folder holds with some suffix, without it."""
        return self._over.names(folder, suffix)

    def folders(self, folder: str) -> list[str]:
        """List the folders in a folder."""
        return self._over.folders(folder)

    def files_below(self, folder: str) -> list[str]:
        """List the workspace's own files below a folder."""
        return self._over.files_below(folder)

    def forget_clinics(self, but: Set[str]) -> None:
        """Forget what clinics' files were like, but for some."""
        self._over.forget_clinics(but)

    def note(self, names: Iterable[str]) -> None:
        """Note files that something depends on which was made before."""
        # Those that this one knows, the one underneath was told of, too.
        names = frozenset(names)
        if not names <= self._seen:
            self._seen |= names
            self._over.note(names)

    def unnoted(self) -> Workspace:
        """Return the workspace underneath, which notes nothing."""
        return self._over.unnoted()
