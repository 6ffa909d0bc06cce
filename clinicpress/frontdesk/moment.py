"""A moment: what is known of the files as they were saved at one time, and what was made of them.

With the next moment all is left behind but what was made of files that are as they were, by their SHA-256.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from clinicpress.building.watch import TREES
from clinicpress.content.catalog import EDITIONS
from clinicpress.content.edition import Job
from clinicpress.frontdesk.errands import Pictured, Printed
from clinicpress.frontdesk.larder import Larder
from clinicpress.frontdesk.shelf import Kind, Shelf
from clinicpress.frontdesk.stocktaking import Digests
from clinicpress.ground.problems import Problem
from clinicpress.workspace.disk import shipped

Value = TypeVar("Value")
FILES, PICTURES = 150_000_000, 50_000_000
"""Bytes of files and of pictures that are kept at most."""
WORDS = ("brochures/", "clinics/")
SHELVES = 2
"""Yesterday's is looked at a little longer at midnight."""


class Measured(NamedTuple):
    """How many pages a brochure has as a product, and the files that say so."""

    pages: int
    read: Digests


@dataclass(frozen=True)
class Saved:
    """The files that are saved, with their SHA-256, by the names that a workspace has for them."""

    files: Mapping[str, str | None]

    @classmethod
    def of(cls, root: Path, found: Mapping[str, str | None]) -> Saved:
        """Name the files that were found by their paths; a workspace's own win over those that ship with us."""
        roots = (*map(str, reversed(shipped())), os.path.realpath(root))
        files: dict[str, str | None] = {}
        for base in roots:
            begin = len(base) + 1
            files.update(
                (path[begin:].replace(os.sep, "/"), digest)
                for path, digest in found.items()
                if path.startswith(base) and path[len(base) : begin] in ("/", os.sep)
            )
        return cls(files)

    def holds(self, read: Digests) -> bool:
        """Tell whether files are saved as they were read."""
        return all(self._is(name, digest) for name, digest in read.items())

    def differs_in_words_alone(self, other: Saved) -> bool:
        """Tell whether the same files are there, and none differs but those of brochures and clinics.

        What a job takes from editions.yaml, and from which files there are, is not among the files that it read.
        """
        return self.files.keys() == other.files.keys() and all(
            name.startswith(WORDS) for name, digest in self.files.items() if other.files[name] != digest
        )

    def _is(self, name: str, digest: str | None) -> bool:
        if name in self.files:
            return self.files[name] == digest
        if digest is None or not (name == EDITIONS or name.startswith(tuple(f"{tree}/" for tree in TREES))):
            return True
        # Some systems find a file by a name that is spelled otherwise in its folder.
        return any(digest == known for other, known in self.files.items() if _alike(other) == _alike(name))


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@dataclass(frozen=True)
class Made(Generic[Value]):
    """Something that was made, and the files that it was made of."""

    value: Value
    read: Digests


@dataclass(frozen=True)
class Moment:
    """What was saved at one time, and what was made and learned of it since."""

    generation: str
    saved: Saved
    shelves: Larder[Shelf] = field(default_factory=lambda: Larder(lambda _: 1, SHELVES))
    printed: Larder[Made[Printed]] = field(default_factory=lambda: Larder(lambda each: len(each.value.content), FILES))
    pictures: Larder[Made[Pictured]] = field(default_factory=lambda: Larder(lambda each: len(each.value.png), PICTURES))
    measured: dict[Kind, Measured] = field(default_factory=dict)
    ailing: dict[Job, tuple[Problem, ...]] = field(default_factory=dict)
    """The jobs that are known to have problems."""

    def next(self, generation: str, saved: Saved) -> Moment:
        """Return the moment that follows, in which is known what is still true."""
        measured = {kind: known for kind, known in self.measured.items() if saved.holds(known.read)}
        if not self.saved.differs_in_words_alone(saved):
            return Moment(generation, saved, measured=measured)
        return Moment(
            generation,
            saved,
            printed=self.printed.keeping(lambda each: saved.holds(each.read)),
            pictures=self.pictures.keeping(lambda each: saved.holds(each.read)),
            measured=measured,
        )
