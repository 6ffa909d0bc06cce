"""A workspace with texts that nobody has saved: they stand over those of another one, as an editor shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from clinicpress.workspace.files import too_big
from clinicpress.workspace.workspace import Unread, Workspace, stays_inside


class Unsaved(Workspace):
    """Another workspace with some of its files replaced, or with files more."""

    def __init__(self, over: Workspace, texts: Mapping[str, bytes | str]) -> None:
        """Take what files hold by their names; raises ValueError for a name that nobody would ask for."""
        if odd := [name for name in texts if not stays_inside(name) or PurePosixPath(name).as_posix() != name]:
            raise ValueError(f"{odd[0]!r} is not the name of a file in a workspace")
        self._over = over
        self._texts = {name: text.encode("utf-8") if isinstance(text, str) else text for name, text in texts.items()}
        self._digests = {name: hashlib.sha256(content).hexdigest() for name, content in self._texts.items()}

    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name, saved or not."""
        return name in self._texts or self._over.has(name)

    def content(self, name: str, limit: int) -> bytes:
        """Return what a file holds; raises Unread where there is none, or one of more than `limit` bytes."""
        content = self._texts.get(name)
        if content is None:
            return self._over.content(name, limit)
        if len(content) > limit:
            raise Unread(f"“{name}” {too_big(len(content), limit)}")
        return content

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file, saved or not; None where there is none."""
        return self._digests[name] if name in self._digests else self._over.digest(name)

    def entries(self, folder: str) -> list[str]:
        """List by name what a folder holds, saved or not."""
        return sorted({*self._over.entries(folder), *(rest.split("/")[0] for rest in self._below(folder))})

    def folders(self, folder: str) -> list[str]:
        """List the folders in a folder, those of unsaved files included."""
        inside = {rest.split("/")[0] for rest in self._below(folder) if "/" in rest}
        return sorted({*self._over.folders(folder), *inside})

    def files_below(self, folder: str) -> list[str]:
        """List the workspace's own files in a folder and in those inside it, saved or not, but for hidden ones."""
        shown = {f"{folder}/{rest}" for rest in self._below(folder) if not f"/{rest}".count("/.")}
        return sorted({*self._over.files_below(folder), *shown})

    def _below(self, folder: str) -> list[str]:
        """List the unsaved files below a folder by their names in it."""
        begin = f"{folder}/"
        return [name.removeprefix(begin) for name in self._texts if name.startswith(begin)]
