"""The matter of a story: all that is to be said, apart from how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from clinicpress.content.locale import Locale
from clinicpress.content.model import Brochure, Source
from clinicpress.content.texts import Line, Prose
from clinicpress.ground.address import MOST_CODED, ascii_address
from clinicpress.story.answers import Answers
from clinicpress.story.given import Record, frozen


@dataclass(frozen=True)
class Matter:
    """A brochure with its sources, the words of its language, and the clinic that it may ask."""

    brochure: Brochure
    clinic: Answers
    locale: Locale
    sources: list[tuple[str, Source]]
    """The sources that the brochure names, in its order, with their ids."""
    references: list[tuple[str, Source]]
    """The references, which are numbered after the sources."""

    @cached_property
    def book(self) -> Record:
        """The brochure as templates are given it."""
        made = frozen(self.brochure)
        assert isinstance(made, Record)
        return made

    @property
    def qr(self) -> Line | None:
        """The first web address of a source that a QR code can hold."""
        urls = (source.url for _, source in self.sources if source.url is not None)
        return next((url for url in urls if len(ascii_address(url)) <= MOST_CODED), None)

    @property
    def disclaimer(self) -> Prose:
        """The brochure's own disclaimer, or the house's."""
        return self.brochure.disclaimer or self.locale.disclaimer
