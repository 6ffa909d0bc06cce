"""The one door to the files of a workspace: reads them and remembers what was read.

A workspace is a folder with `brochures/`, `clinics/` and `editions.yaml`. Templates and fonts also
ship with the program; a workspace's own file of the same name wins. Every file that was looked for,
found or missed, can be noted, and what was read is known by its SHA-256.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.workspace.composer import control_characters, parse_yaml
from clinicpress.workspace.files import file_digest, read_file, why_unread
from clinicpress.workspace.nodes import Node

MAX_TEXT_BYTES = 2_000_000
MAX_PICTURE_BYTES = 25_000_000

_PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = _PACKAGE / "shipped" if (_PACKAGE / "shipped").is_dir() else _PACKAGE.parent
"""Where the program's own `templates/` and `fonts/` are: in the wheel, or in the repository."""


@dataclass
class Workspace:
    """A folder with brochures, clinics and editions, and a record of what was looked for in it."""

    root: Path
    _digests: dict[str, str | None] = field(default_factory=dict)
    _notes: list[set[str]] = field(default_factory=list)
    _folders: dict[Path, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()

    @contextmanager
    def noting(self, pass_on: bool = True) -> Iterator[set[str]]:
        """Note the names of all files that are looked for meanwhile, found or not, here and further out."""
        seen: set[str] = set()
        self._notes.append(seen)
        try:
            yield seen
        finally:
            self._notes.pop()
            self.note(seen if pass_on else ())

    def note(self, names: Iterable[str]) -> None:
        """Note files that something depends on that was made before."""
        if self._notes:
            self._notes[-1].update(names)

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file as it was read, or is now; None where there is none. Asking is not noted."""
        if name not in self._digests:
            with self.noting(pass_on=False):
                path = self.find(name)
            self._digests[name] = file_digest(path) if path else None
        return self._digests[name]

    def find(self, name: str) -> Path | None:
        """Return the file called `name` in the workspace, or else the one that ships with us."""
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or "\\" in name or "\0" in name:
            return None
        self.note([name])
        own = self.root / relative
        try:
            if own.is_file():
                return own if self._is_inside(own) else None
            if relative.parts[:1] in {("templates",), ("fonts",)}:
                shipped = SHIPPED / relative
                if shipped.is_file():
                    return shipped
        except OSError:
            return None
        return None

    def _is_inside(self, path: Path) -> bool:
        """Tell whether a path leads to something in the workspace, wherever links lead."""
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = folder.resolve().is_relative_to(self.root)
        return self._folders[folder] and (not path.is_symlink() or path.resolve().is_relative_to(self.root))

    def names(self, folder: str, suffix: str) -> list[str]:
        """List the file names in a folder, own ones and shipped ones, without their suffix."""
        found: set[str] = set()
        for root in self._roots(folder):
            files = (path.name for path in self._entries(root, folder) if not path.name.startswith("."))
            found |= {name[: -len(suffix)] for name in files if name.endswith(suffix)}
        return sorted(found)

    def _roots(self, folder: str) -> list[Path]:
        """List where a folder may be: in the workspace and, where its kind ships with us, there."""
        return [self.root, SHIPPED] if folder.split("/")[0] in {"templates", "fonts"} else [self.root]

    @staticmethod
    def _entries(root: Path, folder: str) -> list[Path]:
        """List what is in a folder; raises InputProblems where one may not look into it."""
        try:
            return list((root / folder).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            hint = "check the permissions of the folder"
            raise InputProblems.one(Place(folder), f"this folder cannot be read: {error.strerror}", hint) from error

    def folders(self, folder: str) -> list[str]:
        """List the folders inside a folder, own ones and shipped ones."""
        found = (path for root in self._roots(folder) for path in self._entries(root, folder))
        return sorted({path.name for path in found if path.is_dir()})

    def files_below(self, folder: str) -> list[str]:
        """List the files in a folder of the workspace and in the folders inside it, but for hidden ones."""
        base = self.root / folder
        names = (path.relative_to(base) for path in base.rglob("*") if path.is_file())
        return sorted(f"{folder}/{name.as_posix()}" for name in names if not any(p.startswith(".") for p in name.parts))

    def read_bytes(self, name: str, asked_at: Place | None = None, limit: int = MAX_PICTURE_BYTES) -> bytes:
        """Read a file, refusing paths that leave the workspace and files over `limit` bytes.

        Raises InputProblems at `asked_at`, the place that names the file, or at the file itself.
        """
        place = asked_at or Place(name)
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or "\\" in name or "\0" in name:
            raise InputProblems.one(
                place, f"“{name}” leads out of the workspace", "use a path below the folder, without “..”"
            )
        path = self.find(name)
        if path is None:
            raise InputProblems.one(place, *self._why_missing(name))
        try:
            content = read_file(path, limit)
        except OSError as error:
            raise InputProblems.one(place, f"“{name}” {why_unread(error)}") from error
        self._digests[name] = hashlib.sha256(content).hexdigest()
        return content

    def spelled(self, name: str) -> str:
        """Return the name of a file as its folder spells it, where only the bytes of its accents differ.

        Systems write “ü” as one character or as two (Unicode NFC and NFD); people see no difference.
        """
        if name.isascii() or self.find(name) is not None:
            return name
        folder, _, last = name.rpartition("/")
        same = [other for other in self._beside(folder) if _composed(other) == _composed(last)]
        return f"{folder}/{same[0]}".lstrip("/") if same else name

    def _beside(self, folder: str) -> list[str]:
        """List the files of a folder inside the workspace; none where it cannot be listed."""
        try:
            path = self.root / folder
            if not path.resolve().is_relative_to(self.root):
                return []
            return sorted(p.name for p in path.iterdir() if p.is_file())
        except (OSError, RuntimeError, ValueError):  # too long a name; a link to itself; a surrogate
            return []

    def _why_missing(self, name: str) -> tuple[str, str]:
        """Say why `find` found nothing, and what may help."""
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
        siblings = self._beside(name.rpartition("/")[0])
        alike = next((other for other in siblings if other.casefold() == path.name.casefold()), None)
        if alike is not None:
            return f"there is no file “{name}”, but one whose capital letters differ: “{alike}”", f"write “{alike}”"
        return f"there is no file “{name}”", did_you_mean(path.name, siblings) or "put the file there, or mend its name"

    def read_text(self, name: str, asked_at: Place | None = None) -> str:
        """Read a UTF-8 text file; control characters and wrong bytes are located problems."""
        content = self.read_bytes(name, asked_at, MAX_TEXT_BYTES)
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content.count(0) > len(content) // 4:
            raise InputProblems.one(
                Place(name), "this file is saved as UTF-16, not as UTF-8", "save the file with the encoding UTF-8"
            )
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputProblems.one(
                Place.behind(name, content[: error.start].decode("utf-8", "replace")),
                f"this is not UTF-8 text (byte 0x{content[error.start]:02X})",
                "save the file with the encoding UTF-8",
            ) from None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if problems := control_characters(name, text):
            raise InputProblems(problems)
        return text

    def read_yaml(self, name: str, asked_at: Place | None = None) -> Node:
        """Read a YAML file into nodes with positions."""
        return parse_yaml(name, self.read_text(name, asked_at))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
