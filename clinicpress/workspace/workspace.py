"""What is asked of a workspace, wherever its files are: whether one is there, what it holds, what lies beside it.

A workspace holds `brochures/`, `clinics/` and `editions.yaml`, and may hold `templates/` and
`fonts/`, whose files win over those that ship with the program. All that is printed is read through
this interface, so that texts which nobody has saved, or a state that others must not change, can
stand in the place of a folder.
"""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.ground.stamps import Stamp
from clinicpress.workspace.composer import control_characters, parse_yaml
from clinicpress.workspace.nodes import Node

MAX_TEXT_BYTES = 2_000_000
MAX_PICTURE_BYTES = 25_000_000
NO_FILE = "there is no file"
"""How it is said that a file is missing, before its name."""
CLINICS = "clinics/"
"""The folder of which a workspace may have very many files."""
LOOKS = ("templates/", "fonts/")
"""Folders whose files ship with the program, and which a workspace may have its own of."""


class Unread(Exception):
    """Raised for a file that cannot be read; says why, and what may help."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


class Workspace(ABC):
    """The files of a workspace, by names such as `clinics/one.yaml`."""

    # What each kind of workspace answers ----------------------------------------------------------

    @abstractmethod
    def has(self, name: str) -> bool:
        """Tell whether there is a file of that name; a name that leads out of the workspace has none."""

    @abstractmethod
    def content(self, name: str, limit: int) -> bytes:
        """Return what a file holds; raises Unread where there is none, or one of more than `limit` bytes."""

    @abstractmethod
    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file as it was read, or is now; None where there is none."""

    @abstractmethod
    def entries(self, folder: str) -> list[str]:
        """List by name what a folder holds, own things and shipped ones; InputProblems where one may not look."""

    @abstractmethod
    def folders(self, folder: str) -> list[str]:
        """List the folders in a folder, own ones and shipped ones; InputProblems where one may not look."""

    @abstractmethod
    def files_below(self, folder: str) -> list[str]:
        """List the workspace's own files in a folder and in those inside it, but for hidden ones."""

    def looked(self, name: str) -> Stamp:
        """Return what a file looked like before its content was asked for.

        Empty where that is not known, and where a change since then might not show.
        """
        return ""

    def forget_clinics(self, but: Set[str]) -> None:  # noqa: B027 - most kinds are not there for very many
        """Forget what clinics' files were like, but for some."""

    # What is noted --------------------------------------------------------------------------------

    def note(self, names: Iterable[str]) -> None:  # noqa: B027 - most kinds note nothing
        """Note files that something depends on which was made before; here nobody asked for it."""

    def unnoted(self) -> Workspace:
        """Return the same workspace without anybody who notes what it is asked for."""
        return self

    # What follows ---------------------------------------------------------------------------------

    def names(self, folder: str, suffix: str) -> list[str]:
        """List what a folder holds with some suffix, without it, but for what is hidden."""
        return sorted(set(each_with(suffix, self.entries(folder))))

    def spelled(self, name: str) -> str:
        """Return the name of a file as its folder spells it, where only the bytes of its accents differ.

        Systems write “ü” as one character or as two (Unicode NFC and NFD); people see no difference.
        """
        if name.isascii() or not stays_inside(name) or self.has(name):
            return name
        folder, _, last = name.rpartition("/")
        try:
            same = sorted(other for other in self.entries(folder) if _composed(other) == _composed(last))
        except InputProblems:  # reading the file will tell
            return name
        return f"{folder}/{same[0]}".lstrip("/") if same else name

    def ending_in_yml(self, name: str) -> str:
        """Say of a YAML file that is not there that one of another ending is, which is not read; else nothing."""
        other = f"{name.removesuffix('.yaml')}.yml"
        return f"{other} is not read: its name must end in .yaml" if self.has(other) else ""

    def read_bytes(self, name: str, asked_at: Place | None = None, limit: int = MAX_PICTURE_BYTES) -> bytes:
        """Read a file, refusing names that leave the workspace and files over `limit` bytes.

        Raises InputProblems at `asked_at`, the place that names the file, or at the file itself.
        """
        place = asked_at or Place(name)
        if not stays_inside(name):
            raise InputProblems.one(
                place, f"“{name}” leads out of the workspace", "use a path below the folder, without “..”"
            )
        try:
            return self.content(name, limit)
        except Unread as error:
            raise InputProblems.one(place, error.message, error.hint) from error

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
        """Read a YAML file into nodes with positions, which nobody may change."""
        text = self.read_text(name, asked_at)
        return _parsed(name, text) if name.startswith(LOOKS) else parse_yaml(name, text)


@lru_cache(maxsize=64)
def _parsed(name: str, text: str) -> Node:
    """Parse a file that most workspaces have alike; many are opened in a process that watches, edits or tests."""
    return parse_yaml(name, text)


def each_with(suffix: str, names: Iterable[str]) -> Iterator[str]:
    """Yield names that have a suffix, without it, but for what is hidden."""
    return (name.removesuffix(suffix) for name in names if name.endswith(suffix) and not name.startswith("."))


def stays_inside(name: str) -> bool:
    """Tell whether a name is one that a file of a workspace can have, wherever links lead."""
    climbs = ".." in name and ".." in name.split("/")
    return not (climbs or name.startswith("/") or "\\" in name or "\0" in name)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
