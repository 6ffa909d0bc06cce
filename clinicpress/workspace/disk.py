"""A workspace on the disk: a folder, and behind it what ships with the program.

Its links are followed inside the folder only. What was read is known by its SHA-256.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.ground.stamps import Stamp, settled, stamp
from clinicpress.workspace.files import content_and_stamp, digest_and_stamp, why_unread
from clinicpress.workspace.workspace import CLINICS, NO_FILE, Unread, Workspace, each_with, stays_inside

_PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = _PACKAGE / "shipped" if (_PACKAGE / "shipped").is_dir() else _PACKAGE.parent
"""Where the program's own `templates/` and `fonts/` are: in the wheel, or in the repository."""
_SHIPPED_PARTS = ("templates", "fonts")
_PACKAGES = ("clinicpress_cjk",)
"""Packages of more fonts, which are there where somebody installed them."""
MOST_FOLDERS = 1000
"""So many folders are remembered to be inside: each clinic may have one of its own."""


@lru_cache(maxsize=1)
def shipped() -> tuple[Path, ...]:
    """List the folders of what ships with the program, and of the packages that are installed beside it."""
    found = [importlib.util.find_spec(name) for name in _PACKAGES]
    return (SHIPPED, *(Path(spec.origin).parent for spec in found if spec is not None and spec.origin))


Known = TypeVar("Known")


class _Asked(NamedTuple):
    """What was asked for."""

    digests: dict[str, str | None]
    """The SHA-256 of files, by their names; None for those that are not there."""
    there: set[str]
    """Files that are there."""
    looks: dict[str, Stamp]
    """What files looked like before they were read, where any later change will show."""


def _nothing_asked() -> _Asked:
    return _Asked({}, set(), {})


class Disk(Workspace):
    """A folder with brochures, clinics and editions."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._root = str(self.root)
        self._asked = _nothing_asked()
        self._of_clinics = _nothing_asked()
        self._inside: dict[str, bool] = {}

    def has(self, name: str) -> bool:
        """Tell whether the folder has a file of that name, or else whether one ships with us."""
        if self._path(name) is None:
            self._known(name).digests.setdefault(name, None)
            return False
        self._known(name).there.add(name)
        return True

    def content(self, name: str, limit: int) -> bytes:
        """Read a file; raises Unread where there is none, or one of more than `limit` bytes."""
        path = self._path(name)
        if path is None:
            self._known(name).digests.setdefault(name, None)
            raise Unread(*self._why_missing(name))
        taken = time.time_ns()
        try:
            content, found = content_and_stamp(path, limit)
        except OSError as error:
            raise Unread(f"“{name}” {why_unread(error)}") from error
        self._note(name, hashlib.sha256(content).hexdigest(), settled(found, taken))
        return content

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file as it was read, or is now; None where there is none."""
        digests = self._known(name).digests
        if name not in digests:
            path, taken = self._path(name), time.time_ns()
            digest, found = digest_and_stamp(path) if path else (None, "")
            self._note(name, digest, settled(found, taken))
        return digests[name]

    def looked(self, name: str) -> Stamp:
        """Return what a file looked like before it was read."""
        return self._known(name).looks.get(name, "")

    def _note(self, name: str, digest: str | None, found: Stamp) -> None:
        known = self._known(name)
        known.digests[name] = digest
        known.looks[name] = found

    def forget_clinics(self, but: Set[str]) -> None:
        """Forget what clinics' files were like, but for some."""
        digests, there, looks = self._of_clinics
        self._of_clinics = _Asked(_only(but, digests), there & but, _only(but, looks))

    def _known(self, name: str) -> _Asked:
        return self._of_clinics if name.startswith(CLINICS) else self._asked

    def look_again(self) -> set[str]:
        """Forget what files were like; returns the names of those asked for that are no longer as they were."""
        before = (self._asked, self._of_clinics)
        self._asked, self._of_clinics = _nothing_asked(), _nothing_asked()
        self._inside.clear()
        gone = {name for asked in before for name in asked.there if not self.has(name)}
        return gone | {name for asked in before for name in asked.digests if self._is_other(name, asked)}

    def _is_other(self, name: str, before: _Asked) -> bool:
        """Tell whether a file is no longer what it was when it was last looked at."""
        path = self._path(name)
        found = stamp(path) if path else ""
        if found and found == before.looks.get(name):
            self._note(name, before.digests[name], found)
        return self.digest(name) != before.digests[name]

    def _path(self, name: str) -> str | None:
        """Return where the file called `name` is: in the folder, or else among those that ship with us."""
        if not stays_inside(name):
            return None
        # A Path is slow to make, and there are thousands.
        own = os.path.normpath(f"{self._root}/{name}")
        try:
            if _is_plain(own, stat.S_ISREG):
                return own if self._is_inside(os.path.dirname(own)) else None  # noqa: PTH120
            if (path := Path(own)).is_file():  # at the end of a link, or of several
                return own if self._is_inside(str(path.parent)) and self._leads_inside(path) else None
            if name.split("/")[0] in _SHIPPED_PARTS:
                return next((str(path) for root in shipped() if (path := root / name).is_file()), None)
        except OSError:
            return None
        return None

    def _is_inside(self, folder: str) -> bool:
        """Tell whether a folder of the workspace is in it, wherever links lead."""
        if folder == self._root:
            return True
        if folder not in self._inside:
            if len(self._inside) >= MOST_FOLDERS:
                self._inside.clear()
            above = self._is_inside(os.path.dirname(folder))  # noqa: PTH120
            self._inside[folder] = (above and _is_plain(folder, stat.S_ISDIR)) or self._leads_inside(Path(folder))
        return self._inside[folder]

    def _leads_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)

    def entries(self, folder: str) -> list[str]:
        """List by name what a folder holds, own things and shipped ones."""
        return sorted({name for root in self._roots(folder) for name in _listed(root, folder)})

    def names(self, folder: str, suffix: str) -> list[str]:
        """List what a folder holds with some suffix; of what else is there, which may be as much, nothing is held."""
        roots = self._roots(folder)
        found = each_with(suffix, (name for root in roots for name in _listed(root, folder)))
        return sorted(set(found) if len(roots) > 1 else found)

    def folders(self, folder: str) -> list[str]:
        """List the folders in a folder, own ones and shipped ones."""
        found = ((root / folder / name, name) for root in self._roots(folder) for name in _listed(root, folder))
        return sorted({name for path, name in found if path.is_dir()})

    def _roots(self, folder: str) -> list[Path]:
        """List where a folder may be: in the workspace and, where its kind ships with us, in ours."""
        return [self.root, *(shipped() if folder.split("/")[0] in _SHIPPED_PARTS else ())]

    def files_below(self, folder: str) -> list[str]:
        """List the workspace's own files in a folder and in those inside it, but for hidden ones."""
        base = self.root / folder
        names = (path.relative_to(base) for path in base.rglob("*") if path.is_file())
        return sorted(f"{folder}/{name.as_posix()}" for name in names if not any(p.startswith(".") for p in name.parts))

    def _why_missing(self, name: str) -> tuple[str, str]:
        """Say why there is no file of that name, and what may help."""
        path = self.root / name
        try:
            if not path.resolve().is_relative_to(self.root):
                return f"“{name}” is a link that leads out of the workspace", "copy the file into the workspace"
            if path.exists():
                return f"“{name}” is not a file", ""
        except PermissionError as error:
            return f"“{name}” cannot be read: {error.strerror}", "check the permissions of the file and its folders"
        except (OSError, RuntimeError, ValueError):  # too long a name; a link to itself; a surrogate
            pass
        if name == "editions.yaml":
            return "this folder is no workspace: it has no editions.yaml", "choose another one with --workspace"
        siblings = self._beside(path)
        alike = next((other for other in siblings if other.casefold() == path.name.casefold()), None)
        if alike is not None:
            return f"{NO_FILE} “{name}”, but one whose capital letters differ: “{alike}”", f"write “{alike}”"
        return f"{NO_FILE} “{name}”", did_you_mean(path.name, siblings) or "put the file there, or mend its name"

    def _beside(self, path: Path) -> list[str]:
        """List the own files in the folder of a path; none where it is outside, or cannot be listed."""
        try:
            if not path.parent.resolve().is_relative_to(self.root):
                return []
            return sorted(p.name for p in path.parent.iterdir() if p.is_file())
        except (OSError, RuntimeError, ValueError):  # too long a name; a link to itself; a surrogate
            return []


def on_disk(workspace: Workspace) -> Disk:
    """Return a workspace that is a folder; raises TypeError for any other: what is built is what is saved."""
    if not isinstance(workspace, Disk):
        raise TypeError(f"a folder is needed here, not {type(workspace).__name__}")
    return workspace


def _is_plain(path: str, kind: Callable[[int], bool]) -> bool:
    """Tell whether something of a kind has that path, and is no link that leads to it."""
    try:
        return kind(os.lstat(path).st_mode)
    except (OSError, ValueError):  # of a name with a surrogate there is none
        return False


def _only(names: Set[str], known: Mapping[str, Known]) -> dict[str, Known]:
    """Return what is known of some names."""
    return {name: known[name] for name in names & known.keys()}


def _listed(root: Path, folder: str) -> Iterator[str]:
    """Yield by name what is in a folder; raises InputProblems where one may not look into it."""
    try:
        # A Path is slow to make, and keeps its name for ever: there may be many thousands.
        with os.scandir(root / folder) as found:
            for each in found:
                yield each.name
    except (FileNotFoundError, NotADirectoryError, ValueError):  # of a name with a surrogate there is none
        return
    except OSError as error:
        hint = "check the permissions of the folder"
        raise InputProblems.one(Place(folder), f"this folder cannot be read: {error.strerror}", hint) from error
