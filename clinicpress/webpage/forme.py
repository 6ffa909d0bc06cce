"""The forme: a web page with no clinic on it yet, in parts, with blanks between them.

As a plate is for PDFs, it is the part of a page that is the same for every clinic. Its parts are
written as they are, and nothing of a clinic can be in them, because none was there when it was made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from clinicpress.webpage.told import Told
from clinicpress.workspace.files import digest_of

MAGIC = b"clinicpress forme 1\n"
AUTHOR, PALETTE = "author", "palette"
"""The blanks beside the clinic's places: who hands the page out, and in which colours."""


@dataclass(frozen=True)
class Forme:
    """A page without a clinic, and what must be known of it."""

    parts: tuple[str, ...]
    """HTML, and between each two parts the name of a blank."""
    told: Told
    """What the page must say, as a stranger reads it, but for the clinic."""
    version: str
    settings: dict[str, Any]
    """What decides about the page beside the files that it was made of."""
    inputs: dict[str, str | None]
    """The files that were read, with their SHA-256; None for those that were looked for and missed."""
    answers: dict[str, str]
    """What was asked of the clinic, and the answers."""

    @property
    def pages(self) -> int:
        """The number of pages: one, however long."""
        return 1

    @property
    def blanks(self) -> tuple[str, ...]:
        """The names of the blanks, in their order."""
        return self.parts[1::2]

    def filled(self, fillings: Mapping[str, str]) -> bytes:
        """Return the page with its blanks filled; raises KeyError where one stays open."""
        parts = [fillings[part] if number % 2 else part for number, part in enumerate(self.parts)]
        return "".join(parts).encode("utf-8")

    @cached_property
    def name(self) -> str:
        """A short name made of everything that it was made of."""
        return digest_of([self.settings, self.inputs, self.answers])

    def to_bytes(self) -> bytes:
        """Write it for the cache; `from_bytes` reads it."""
        said = json.dumps(asdict(self), ensure_ascii=False).encode("utf-8")
        return MAGIC + hashlib.sha256(said).hexdigest().encode("ascii") + b"\n" + said

    @classmethod
    def from_bytes(cls, content: bytes) -> Forme:
        """Read it from a file; raises ValueError where that is not whole."""
        digest, _, said = content.removeprefix(MAGIC).partition(b"\n")
        if not content.startswith(MAGIC) or hashlib.sha256(said).hexdigest().encode("ascii") != digest:
            raise ValueError("this is no whole forme")
        held = json.loads(said)
        return cls(**{**held, "parts": tuple(held["parts"]), "told": Told.of(held["told"])})
