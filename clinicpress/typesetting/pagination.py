"""Pages that a story speaks of: what it is told of them while it is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_PAGES = 300
"""The most pages of a PDF: 12,000 words in 300 sections make about 100."""


@dataclass(frozen=True)
class Pagination:
    """What a story is told of the pages that it stands on."""

    pages: Mapping[str, int] = field(default_factory=dict)
    """The page of each id; one that is not known yet is taken for the first."""
    silent: frozenset[str] = frozenset()
    """Ids whose page is not printed."""
    levels: int = 0
    """How many levels of sections the contents list; 0 is none."""

    def page(self, name: str) -> int:
        """Return the page of an id."""
        return self.pages.get(name, 1)
