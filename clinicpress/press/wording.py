"""The wording: what the clinic's file says, as each place of an edition must print it.

It is worked out from the clinic's file and the locale's labels alone, and knows nothing of the
table that imprints are drawn by, so that the one can be held against the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic, texts_of
from clinicpress.content.telephone import dialled
from clinicpress.content.texts import Line
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import plain_spaces, printable
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.looks.theme import BRAND


class SlotWording(NamedTuple):
    """What a slot must hold."""

    texts: frozenset[tuple[str, ...]]
    """Its texts, in order; of several, any one."""
    pictures: tuple[str, ...] = ()
    """What the alt texts of its pictures say."""
    code: str = ""
    """What its QR code says, which writes it in ASCII."""
    links: tuple[tuple[str, str], ...] = ()
    """What each of its links says and where it leads, in order."""
    labelled: tuple[tuple[str, str], ...] = ()
    """The clinic's own labels, each with the number behind it in its line: on such a line, each runs its own way."""

    @property
    def longest(self) -> tuple[str, ...]:
        """The most that it may say."""
        return max(self.texts, key=lambda texts: len("".join(texts)))


_PLAIN_MAIL = re.compile(r"[\w.+'-]+@[\w.-]+")
_PARTING = re.compile("[/?#]")
NOTHING = SlotWording(frozenset({()}))


class Wording(NamedTuple):
    """What an edition must say of its clinic; without a name, all is empty."""

    clinic: Clinic
    file: str
    """The clinic's file."""
    name: str
    footers: frozenset[str]
    """What the clinic's lines in the footers say, below each other or one after the other; of several, any one."""
    slots: dict[str, SlotWording]
    alone: SlotWording
    """What the box on page 1 must hold where no colophon has the clinic's further lines."""
    details: tuple[Line, ...]
    """The words of those lines."""
    scan_source: str
    """What stands beside the QR code of a source, where the clinic has no website."""
    color: str
    """The brand colour: six digits, small."""
    inks: str
    """The inks of that colour at a print shop: the name of a spot colour, and the percents of four inks."""

    def slot(self, name: str, qr: tuple[str, Place] | None, alone: bool = False) -> SlotWording:
        """Say what a slot must hold; `qr` is the address of the plate's source.

        `alone` says that the plate keeps no box in the colophon free.
        """
        if name == IMPRINT and alone:
            return self.alone
        if name == CARD and name not in self.slots and qr is not None:
            return card_wording(qr[0], self.scan_source, elsewhere=True)
        return self.slots.get(name, NOTHING)


def wording_of(clinic: Clinic, file: str, labels: Labels, color: str) -> Wording:
    """Say what an edition must print of a clinic; `color` is the theme's, for a clinic that has none.

    Raises FaultyProof where a word of it does not stand in the clinic's file.
    """
    for text in texts_of(clinic):
        if text.place.file != file:
            raise FaultyProof(f"“{text}” is from {text.place.file}, not from {file}")
    name, details = said(clinic.name), list(_details(clinic, labels))
    mail = _Linked(said(clinic.email), f"mailto:{clinic.email}" if _PLAIN_MAIL.fullmatch(clinic.email or "") else "")
    contact = [_Linked(said(clinic.tagline)), _Linked(said(", ".join(clinic.address))), mail, *details]
    labelled = _labelled(clinic)
    slots = {CONTACT: SlotWording(_one_of([each.text for each in contact]), links=_links(contact), labelled=labelled)}
    if name:
        slots[IMPRINT] = _box(clinic, labels, [])
    if clinic.website is not None:
        slots[CARD] = card_wording(clinic.website, labels.scan_clinic)
    lines = [name, said(labels.phone.format(phone=dialled(clinic.phone).number)) if clinic.phone else ""]
    footers = frozenset(between.join(filter(None, lines)) for between in ("\n", " · "))
    own = (clinic.brand_color or clinic.theme.get(BRAND) or color).removeprefix("#").lower()
    if len(own) == 3:
        own = "".join(digit * 2 for digit in own)
    shares = " ".join(f"{share:g}" for share in clinic.brand_cmyk or ())
    inks = f"{clinic.brand_spot or ''} {shares}" if clinic.brand_spot or shares else ""
    return Wording(
        clinic,
        file,
        name,
        footers,
        slots,
        _box(clinic, labels, details),
        _further(clinic),
        labels.scan_source,
        own,
        inks,
    )


class _Linked(NamedTuple):
    """A line, and where it leads."""

    text: str
    link: str = ""


def _box(clinic: Clinic, labels: Labels, details: list[_Linked]) -> SlotWording:
    """Say what the box on page 1 must hold of a clinic, and of its further lines."""
    name = said(clinic.name)
    given, shown = ("", "") if clinic.logo_has_name else (said(labels.given_to_you_by), name)
    call, label, number, note = "", "", _Linked(""), ""
    if clinic.phones:
        first = clinic.phones[0]
        label = said(first.label)
        call = "" if label else said(labels.questions_call)
        parted = dialled(first.number)
        number, note = _Linked(said(parted.number), parted.address), said(parted.note)
    rest = [number.text, note, *(each.text for each in details)]
    return SlotWording(
        _one_of([given, shown, call, label, *rest], [shown, call, label, *rest], [shown, label, *rest]),
        (name,) if clinic.logo is not None else (),
        links=_links([number, *details]),
        labelled=_labelled(clinic),
    )


def _details(clinic: Clinic, labels: Labels) -> Iterator[_Linked]:
    """Say the clinic's further lines."""
    for phone in clinic.phones[1:]:
        words = f"{phone.label} {phone.number}" if phone.label else labels.phone.format(phone=phone.number)
        yield _Linked(said(words), dialled(phone.number).address)
    if clinic.fax:
        yield _Linked(said(labels.fax.format(fax=clinic.fax)))
    if clinic.hours:
        yield _Linked(said(labels.open.format(hours="; ".join(clinic.hours))))
    if clinic.after_hours:
        words = labels.after_hours.format(after_hours=clinic.after_hours)
        yield _Linked(said(words), dialled(clinic.after_hours).address)


def _labelled(clinic: Clinic) -> tuple[tuple[str, str], ...]:
    return tuple((said(phone.label), said(phone.number)) for phone in clinic.phones[1:] if phone.label)


def _further(clinic: Clinic) -> tuple[Line, ...]:
    """List the clinic's words in those lines."""
    return tuple(texts_of([clinic.phones[1:], clinic.fax, clinic.hours, clinic.after_hours]))


def _links(lines: list[_Linked]) -> tuple[tuple[str, str], ...]:
    return tuple([(each.text, ascii_address(each.link)) for each in lines if each.link])


@lru_cache(maxsize=256)
def card_wording(address: str, label: str, elsewhere: bool = False) -> SlotWording:
    """Say what a card must show that leads to a web address.

    It may be cut short, with an ellipsis; one that stands elsewhere, too, may be left out.
    """
    shown = said(address.split("://", 1)[-1].rstrip("/"))
    texts = [[said(label), each] for each in (shown, *_cut(shown))]
    if elsewhere:
        texts.append([said(label)])
    link = said(address), ascii_address(address)
    return SlotWording(_one_of(*texts), (said(f"{label} {address}"),), str(address), (link,))


def _cut(address: str) -> Iterator[str]:
    """Yield an address without what follows a sign that parts it, and without the first names of its host."""
    host, *_ = _PARTING.split(address, maxsplit=1)
    for end in reversed([found.end() for found in _PARTING.finditer(address)]):
        if end + 1 < len(address):
            yield f"{address[:end]}…"
    rest = f"{address[len(host)]}…" if host != address else ""
    _, *names = host.split(".")
    while len(names) > 2:
        yield f"….{'.'.join(names)}{rest}"
        names.pop(0)


@lru_cache(maxsize=256)
def said(text: str | None) -> str:
    """Return a text as it can be compared: composed, without what prints nothing, single spaces."""
    return plain_spaces(printable(text)) if text else ""


def _one_of(*texts: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset([tuple(filter(None, some)) for some in texts])
