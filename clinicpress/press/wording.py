"""The wording: what the clinic's file says, as each place of an edition must print it.

It is worked out from the clinic's file and the locale's labels alone, and knows nothing of the
table that imprints are drawn by, so that the one can be held against the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.ground.characters import plain_spaces, printable
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.looks.layout import CARD, CONTACT, IMPRINT
from clinicpress.looks.theme import BRAND
from clinicpress.workspace.nodes import Text


@dataclass(frozen=True)
class SlotWording:
    """What a slot must hold."""

    texts: frozenset[tuple[str, ...]]
    """Its texts, in order; of several, any one."""
    pictures: tuple[str, ...] = ()
    """What the alt texts of its pictures say."""
    code: str = ""
    """What its QR code says and where its link leads, which both write in ASCII."""

    @property
    def longest(self) -> tuple[str, ...]:
        """The most that it may say."""
        return max(self.texts, key=lambda texts: len("".join(texts)))


NOTHING = SlotWording(frozenset({()}))


@dataclass(frozen=True)
class Wording:
    """What an edition must say of its clinic; without a name, all is empty."""

    clinic: Clinic
    file: str
    """The clinic's file."""
    name: str
    footers: frozenset[str]
    """What the clinic's lines in the footers say, one after the other; of several, any one."""
    slots: dict[str, SlotWording]
    scan_source: str
    """What stands beside the QR code of a source, where the clinic has no website."""
    color: str
    """The brand colour: six digits, small."""

    def slot(self, name: str, qr: tuple[str, Place] | None) -> SlotWording:
        """Say what a slot must hold; `qr` is the address of the plate's source."""
        if name == CARD and name not in self.slots and qr is not None:
            return card_wording(qr[0], self.scan_source, elsewhere=True)
        return self.slots.get(name, NOTHING)


def wording_of(clinic: Clinic, file: str, labels: Labels, color: str) -> Wording:
    """Say what an edition must print of a clinic; `color` is the theme's, for a clinic that has none.

    Raises FaultyProof where a word of it does not stand in the clinic's file.
    """
    for text in _texts(clinic):
        if text.place.file != file:
            raise FaultyProof(f"“{text}” is from {text.place.file}, not from {file}")
    name, phone = said(clinic.name), said(clinic.phone)
    contact = [said(clinic.tagline), said(", ".join(clinic.address)), said(clinic.email)]
    slots = {CONTACT: SlotWording(_one_of(contact))}
    if name:
        given, call = said(labels.given_to_you_by), said(labels.questions_call) if phone else ""
        slots[IMPRINT] = SlotWording(
            _one_of([given, name, call, phone], [name, call, phone], [name, phone]),
            (name,) if clinic.logo is not None else (),
        )
    if clinic.website is not None:
        slots[CARD] = card_wording(clinic.website, labels.scan_clinic)
    lines = [name, said(labels.phone.format(phone=clinic.phone)) if phone else ""]
    footers = frozenset(between.join(filter(None, lines)) for between in ("", " · "))
    own = clinic.brand_color or clinic.theme.get(BRAND) or color
    return Wording(clinic, file, name, footers, slots, labels.scan_source, own.removeprefix("#").lower())


@lru_cache(maxsize=256)
def card_wording(address: str, label: str, elsewhere: bool = False) -> SlotWording:
    """Say what a card must show that leads to a web address.

    It may be cut short, with an ellipsis; one that stands elsewhere, too, may be left out.
    """
    shown = said(address.split("://", 1)[-1].rstrip("/"))
    texts = [[said(label), each] for each in (shown, *_cut(shown))]
    if elsewhere:
        texts.append([said(label)])
    return SlotWording(_one_of(*texts), (said(f"{label} {address}"),), str(address))


def _cut(address: str) -> Iterator[str]:
    """Yield an address without what follows a sign that parts it, and without the first names of its host."""
    host = address
    for at, sign in reversed(list(enumerate(address, 1))):
        if sign in "/?#":
            host = address[: at - 1]
            if at + 1 < len(address):
                yield f"{address[:at]}…"
    rest = f"{address[len(host)]}…" if host != address else ""
    _, *names = host.split(".")
    while len(names) > 2:
        yield f"….{'.'.join(names)}{rest}"
        names.pop(0)


def _texts(clinic: Clinic) -> Iterator[Text]:
    given = (clinic.name, clinic.tagline, clinic.phone, clinic.email, clinic.website, clinic.logo, clinic.brand_color)
    return chain((text for text in given if text is not None), clinic.address, clinic.theme.values())


@lru_cache(maxsize=256)
def said(text: str | None) -> str:
    """Return a text as it can be compared: composed, without what prints nothing, single spaces."""
    return plain_spaces(printable(text)) if text else ""


def _one_of(*texts: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(text for text in some if text) for some in texts)
