"""The clinic's words: one table says what an imprint prints, into which slot and in which style.

By it the imprint is drawn, the characters are counted that it needs, and the slots are found that a
clinic fills. What each place must say is worked out a second time, in `wording`, without this table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic, Telephone
from clinicpress.content.telephone import dialled
from clinicpress.content.texts import Line
from clinicpress.ground.characters import printable, spaced
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT

_PLAIN_MAIL = re.compile(r"[\w.+'-]+@[\w.-]+")
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

    @property
    def has_details(self) -> bool:
        """Whether the clinic has some of what few have: further numbers, fax or hours."""
        clinic = self.clinic
        return len(clinic.phones) > 1 or bool(clinic.fax or clinic.hours or clinic.after_hours)


def as_given(words: str, labels: Labels) -> str:
    """Put words as the clinic gave them."""
    return words


def _nowhere(giver: Giver) -> str:
    return ""


class Row(NamedTuple):
    """A line that an imprint prints."""

    style: str
    words: Callable[[Giver], Iterable[Line | None]]
    """The clinic's words for it, in parts; without any, the line is not printed."""
    label: Callable[[Labels], str] | None = None
    """Our own words, which are printed in place of the clinic's."""
    form: Callable[[str, Labels], str] = as_given
    """How the clinic's words are put, which may be between our own."""
    between: str = ", "
    """What stands between the parts of the clinic's words; where that is a space, all but the last are a label."""
    around: str = ""
    """The style of our words beside the clinic's, and of the clinic's own label."""
    link: Callable[[Giver], str] = _nowhere
    """Where it leads; nothing for most lines."""
    aside: bool = False
    """Whether it stands at the right, where a box is wide."""
    yields: int = 0
    """When it makes room for the others, where not all fit: 1 is the first to go; 0 stays."""
    wide: str = ""
    """The style where a box is wide, if that is another one."""
    detail: bool = False
    """Whether it stands beside others like it, in the box only where no colophon has it."""
    in_logo: bool = False
    """Whether it is left out where the logo says it."""
    named: bool = False
    """Whether it is the clinic's name, whose lines are all about equally long."""

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles that it may be set in."""
        return tuple(filter(None, (self.style, self.wide, self.around)))

    def text(self, words: str, labels: Labels) -> str:
        """Return what is printed for some words of the clinic; for none, what of it is our own."""
        return self.form(words, labels) if self.label is None else self.label(labels)


def _shown(address: str, labels: Labels) -> str:
    return address.split("://", 1)[-1].rstrip("/")


def _in_place(giver: Giver) -> Line | None:
    """Return the address of the source, where it is in place of a website."""
    return giver.source if giver.clinic.website is None else None


def _first(giver: Giver) -> Telephone | None:
    return giver.clinic.phones[0] if giver.clinic.phones else None


def _number(giver: Giver) -> Iterator[Line]:
    """Yield the first number, without what is said with it."""
    if (phone := giver.clinic.phone) is not None:
        yield Line(dialled(phone).number, phone.place)


def _note(giver: Giver) -> Iterator[Line]:
    """Yield what is said with the first number."""
    if (phone := giver.clinic.phone) is not None and (note := dialled(phone).note):
        yield Line(note, phone.place)


def _unlabelled(giver: Giver) -> Iterator[Line]:
    """Yield the first number, where the clinic has no word for it."""
    if (first := _first(giver)) is not None and first.label is None:
        yield first.number


def _mail(giver: Giver) -> str:
    """Return the link of the e-mail address; none where it has signs that mean something in a link (RFC 6068)."""
    address = giver.clinic.email or ""
    return f"mailto:{address}" if _PLAIN_MAIL.fullmatch(address) else ""


def _details(style: str, around: str) -> list[Row]:
    """List the rows of what few clinics have: further numbers, fax and hours."""

    def further(index: int, has_label: bool) -> Row:
        def words(giver: Giver) -> Iterable[Line | None]:
            phones = giver.clinic.phones
            if len(phones) <= index or (phones[index].label is not None) != has_label:
                return ()
            return phones[index].label, phones[index].number

        return Row(
            style,
            words,
            form=as_given if has_label else lambda words, labels: labels.phone.format(phone=words),
            between=" ",
            around=around,
            link=lambda giver: dialled(giver.clinic.phones[index].number).address,
            detail=True,
        )

    return [
        *(further(index, has_label) for index in (1, 2) for has_label in (True, False)),
        Row(
            style,
            lambda giver: [giver.clinic.fax],
            form=lambda words, labels: labels.fax.format(fax=words),
            around=around,
            detail=True,
        ),
        Row(
            style,
            lambda giver: giver.clinic.hours,
            form=lambda words, labels: labels.open.format(hours=words),
            between="; ",
            around=around,
            detail=True,
        ),
        Row(
            style,
            lambda giver: [giver.clinic.after_hours],
            form=lambda words, labels: labels.after_hours.format(after_hours=words),
            around=around,
            link=lambda giver: dialled(giver.clinic.after_hours or "").address,
            detail=True,
        ),
    ]


PRINTED: dict[str, tuple[Row, ...]] = {
    IMPRINT: (
        Row(
            "imprint-label",
            lambda giver: [giver.clinic.name],
            lambda labels: labels.given_to_you_by,
            yields=1,
            in_logo=True,
        ),
        Row("imprint-name", lambda giver: [giver.clinic.name], wide="imprint-name-wide", in_logo=True, named=True),
        Row("imprint-label", _unlabelled, lambda labels: labels.questions_call, aside=True, yields=2),
        Row("imprint-label", lambda giver: [first.label] if (first := _first(giver)) else [], aside=True),
        Row(
            "imprint-phone",
            _number,
            link=lambda giver: dialled(giver.clinic.phone or "").address,
            aside=True,
            wide="imprint-phone-wide",
        ),
        Row("imprint-label", _note, aside=True),
        *_details("imprint-detail", "imprint-label"),
    ),
    # What stands in the box on page 1, or under the QR code, is not said again.
    CONTACT: (
        Row("colophon", lambda giver: [giver.clinic.tagline]),
        Row("colophon", lambda giver: giver.clinic.address),
        Row("colophon", lambda giver: [giver.clinic.email], link=_mail),
        *_details("colophon", "colophon-label"),
    ),
    CARD: (
        Row("colophon", lambda giver: [giver.clinic.website], lambda labels: labels.scan_clinic),
        Row("colophon", lambda giver: [giver.clinic.website], form=_shown),
        Row("colophon", lambda giver: [_in_place(giver)], lambda labels: labels.scan_source),
        # The address of a source stands in the reference, too.
        Row("colophon", lambda giver: [_in_place(giver)], form=_shown, yields=1),
    ),
    FOOTER: (
        Row("footer-strong", lambda giver: [giver.clinic.name], named=True),
        Row(
            "footer-phone",
            _number,
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
    value: str
    """What of the text is in the row's style; the rest is in that of what stands around it."""
    link: str
    """Where it leads."""

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The text in parts, each with the style that it is set in."""
        if not self.row.around:
            return [(self.text, self.row.style)]
        before, value, after = self.text.rpartition(self.value)
        around = self.row.around
        return [part for part in ((before, around), (value, self.row.style), (after, around)) if part[0]]


def said_in(place: str, giver: Giver, labels: Labels) -> list[Said]:
    """List the lines that an imprint prints in a place."""
    found = []
    has_details = giver.has_details
    for row in PRINTED.get(place, ()):
        if row.detail and not has_details:
            continue
        words = tuple([part for part in row.words(giver) if part is not None])
        if words and not (row.in_logo and giver.clinic.logo_has_name):
            joined = row.between.join(words)
            text = _set(row.text(joined, labels))
            value = _set(words[-1] if row.between == " " else joined) if row.around else text
            found.append(Said(row, text, words, value, row.link(giver)))
    return found


def _set(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        # Most are printed as they stand.
        return str(text)
    return spaced(printable(text))


def fills(place: str, giver: Giver) -> bool:
    """Tell whether an imprint fills a place."""
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
