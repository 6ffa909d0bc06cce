"""The clinic's words: one table says what an imprint prints, into which slot and in which style.

By it the imprint is drawn, the characters are counted that it needs, and the slots are found that a
clinic fills. What each place must say is worked out a second time, in `wording`, without this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Line
from clinicpress.ground.characters import printable, spaced
from clinicpress.looks.layout import CARD, CONTACT, IMPRINT

FOOTER = "footer"
"""The place of the clinic's lines in the footers, which is no slot of a layout."""


class Giver(NamedTuple):
    """Who hands a brochure out: a clinic, and the web address of a source, for a clinic without a website."""

    clinic: Clinic
    source: Line | None = None

    @property
    def address(self) -> Line | None:
        """The web address that the card leads to."""
        return self.clinic.website or self.source


def _as_given(words: str, labels: Labels) -> str:
    return words


@dataclass(frozen=True)
class Row:
    """A line that an imprint prints."""

    style: str
    words: Callable[[Giver], Iterable[Line | None]]
    """The clinic's words for it, in parts; without any, the line is not printed."""
    label: Callable[[Labels], str] | None = None
    """Our own words, which are printed in place of the clinic's."""
    form: Callable[[str, Labels], str] = _as_given
    """How the clinic's words are put, which may be between our own."""
    aside: bool = False
    """Whether it stands at the right, where a box is wide."""
    yields: int = 0
    """When it makes room for the others, where not all fit: 1 is the first to go; 0 stays."""
    wide: str = ""
    """The style where a box is wide, if that is another one."""

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles that it may be set in."""
        return (self.style, self.wide) if self.wide else (self.style,)

    def text(self, words: str, labels: Labels) -> str:
        """Return what is printed for some words of the clinic; for none, what of it is our own."""
        return self.form(words, labels) if self.label is None else self.label(labels)


def _shown(address: str, labels: Labels) -> str:
    return address.split("://", 1)[-1].rstrip("/")


def _in_place(giver: Giver) -> Line | None:
    """Return the address of the source, where it is in place of a website."""
    return giver.source if giver.clinic.website is None else None


PRINTED: dict[str, tuple[Row, ...]] = {
    IMPRINT: (
        Row("imprint-label", lambda giver: [giver.clinic.name], lambda labels: labels.given_to_you_by, yields=1),
        Row("imprint-name", lambda giver: [giver.clinic.name], wide="imprint-name-wide"),
        Row(
            "imprint-label",
            lambda giver: [giver.clinic.phone],
            lambda labels: labels.questions_call,
            aside=True,
            yields=2,
        ),
        Row("imprint-phone", lambda giver: [giver.clinic.phone], aside=True, wide="imprint-phone-wide"),
    ),
    # What stands in the box on page 1, or under the QR code, is not said again.
    CONTACT: (
        Row("colophon", lambda giver: [giver.clinic.tagline]),
        Row("colophon", lambda giver: giver.clinic.address),
        Row("colophon", lambda giver: [giver.clinic.email]),
    ),
    CARD: (
        Row("colophon", lambda giver: [giver.clinic.website], lambda labels: labels.scan_clinic),
        Row("colophon", lambda giver: [giver.clinic.website], form=_shown),
        Row("colophon", lambda giver: [_in_place(giver)], lambda labels: labels.scan_source),
        # The address of a source stands in the reference, too.
        Row("colophon", lambda giver: [_in_place(giver)], form=_shown, yields=1),
    ),
    FOOTER: (
        Row("footer-strong", lambda giver: [giver.clinic.name]),
        Row(
            "footer-phone",
            lambda giver: [giver.clinic.phone],
            form=lambda words, labels: labels.phone.format(phone=words),
        ),
    ),
}
"""What is printed in each place, in order. A further line needs a row here and a text in `wording`."""


class Said(NamedTuple):
    """A line as a clinic's imprint prints it."""

    row: Row
    text: str
    words: tuple[Line, ...]
    """The words of the clinic that it is made of."""


def said_in(place: str, giver: Giver, labels: Labels) -> list[Said]:
    """List the lines that an imprint prints in a place."""
    found = []
    for row in PRINTED.get(place, ()):
        words = tuple([part for part in row.words(giver) if part is not None])
        if words:
            found.append(Said(row, spaced(printable(row.text(", ".join(words), labels))), words))
    return found


def fills(place: str, giver: Giver) -> bool:
    """Tell whether an imprint prints a line in a place."""
    return any(part is not None for row in PRINTED[place] for part in row.words(giver))


def with_room(lines: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield all lines of a place, and then fewer and fewer, as they make room for the others."""
    for last in sorted({0, *(line.row.yields for line in lines)}):
        yield [line for line in lines if not 0 < line.row.yields <= last]


def own_words(labels: Labels) -> list[str]:
    """List what imprints print of our own words."""
    return [row.text("", labels) for rows in PRINTED.values() for row in rows]


def styles() -> list[str]:
    """List the text styles that the clinic's words are set in, in the order of the table."""
    lines = (row for rows in PRINTED.values() for row in rows if row.label is None)
    return list(dict.fromkeys(style for row in lines for style in row.styles))
