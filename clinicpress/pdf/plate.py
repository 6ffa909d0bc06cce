"""The plate: a typeset, tagged PDF with no clinic on it yet, cut so that an imprint only adds to it.

A plate is the part of a PDF that is the same for every clinic, and a list of the objects that are
not: its blanks. Whoever prints an edition writes the plate's bytes as they are, fills the blanks
and adds a cross-reference table. Nothing of the plate is parsed, drawn or compressed again, and
nothing of another clinic can be in it, because none was there when it was made.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from clinicpress.drawing.sheet import ClinicRoom
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.looks.slots import CONTACT
from clinicpress.pdf.metadata import Description
from clinicpress.pdf.stock import Stock
from clinicpress.pdf.tounicode import UNMAPPED, CodeMap
from clinicpress.workspace.files import digest_of

ENTRY = 7
"""Bytes of a row of the cross-reference table."""
MAGIC = b"clinicpress plate 1\n"


class Blank(NamedTuple):
    """An object that an imprint fills: its number, and how it begins and ends."""

    number: int
    begin: bytes
    end: bytes


@dataclass(frozen=True)
class Cast:
    """The bytes of a plate: PDF objects as they stand in a file, and what is needed to add to them."""

    body: bytes
    rows: bytes
    """The cross-reference rows of its objects but the blanks, `ENTRY` bytes each."""
    root: int
    """The number of the catalogue."""
    pages: tuple[int, ...]
    """The numbers of the page objects."""
    blanks: dict[str, Blank]
    """In the order of their numbers; those that an imprint puts a stream into come first."""
    contents: tuple[int, ...]
    """How many marked contents each page has."""
    links: int
    """How many link annotations there are."""

    @cached_property
    def digest(self) -> Any:
        """The state of SHA-256 after the body, to be copied and gone on with."""
        return hashlib.sha256(self.body)

    @cached_property
    def table(self) -> bytes:
        """How a cross-reference table begins, each byte as its difference to the one above (PNG's predictor Up)."""
        above = bytes(ENTRY) + self.rows
        changes = bytes([(here - up) & 0xFF for here, up in zip(self.rows, above, strict=False)])
        return b"".join([b"\2" + changes[at : at + ENTRY] for at in range(0, len(changes), ENTRY)])

    @cached_property
    def frames(self) -> dict[object, Any]:
        """What imprints of one pattern add to it alike, as it was made first."""
        return {}

    @property
    def own(self) -> int:
        """The number of its own objects, which are numbered from 0; its blanks come next."""
        return len(self.rows) // ENTRY


class SlotBox(NamedTuple):
    """A box kept free on a page (from 1), by its top left corner, in points, and whether it is filled."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    filled: bool
    grown: float = 0.0
    """By how much it is higher than for most clinics."""


@dataclass(frozen=True)
class Plate:
    """A plate and what an imprint must know of it."""

    cast: Cast
    slots: tuple[SlotBox, ...]
    stock: dict[str, tuple[str, dict[str, int]]]
    """For each face that has characters for the imprint, the font's resource and the characters' codes."""
    room: ClinicRoom
    about: Description
    """What the file says about itself, but for the clinic."""
    qr: tuple[str, Place] | None
    """The first web address of a source that a QR code can hold."""
    settings: dict[str, Any]
    """What decides about the plate beside the files that it was made of."""
    inputs: dict[str, str | None]
    """The files that were read, with their SHA-256; None for those that were looked for and missed."""
    answers: dict[str, str]
    """What was asked of the clinic, and the answers."""

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.cast.pages)

    @property
    def version(self) -> str:
        """The version of the brochure."""
        return self.about.version

    @cached_property
    def in_stock(self) -> Stock:
        """What it has in stock, ready to be printed with."""
        return Stock(self.stock)

    @cached_property
    def stock_name(self) -> str:
        """A name for the stock: plates of one name print the same characters with the same codes."""
        return digest_of(self.stock)

    @cached_property
    def alphabets(self) -> dict[str, CodeMap]:
        """What the codes of its fonts print, read from its bytes; raises FaultyProof where its stock says otherwise."""
        from clinicpress.pdf.witness import alphabets_of

        found = alphabets_of(self.cast)
        for resource, codes in self.stock.values():
            alphabet = found.get(resource.removeprefix("/"), UNMAPPED)
            for char, code in codes.items():
                if alphabet.texts.get(code) != char:
                    raise FaultyProof(f"the font {resource} does not print “{char}” where the plate's stock says so")
        return found

    @cached_property
    def proven_slots(self) -> list[SlotBox]:
        """The slots that an imprint fills; raises FaultyProof where its bytes draw it elsewhere."""
        from clinicpress.pdf.witness import places_of

        slots = self.filled_slots
        for number, (slot, place) in enumerate(zip(slots, places_of(self.cast), strict=True), 1):
            if place != (slot.page, round(slot.x, 2), round(slot.y, 2)):
                raise FaultyProof(f"what is put into slot {number} is drawn elsewhere")
        return slots

    @cached_property
    def filled_slots(self) -> list[SlotBox]:
        """The slots that an imprint fills."""
        return [slot for slot in self.slots if slot.filled]

    @cached_property
    def has_contact(self) -> bool:
        """Whether a box in the colophon is kept free, and filled."""
        return any(slot.name == CONTACT for slot in self.filled_slots)

    @cached_property
    def name(self) -> str:
        """A short name made of everything that the plate was made of."""
        return digest_of([self.settings, self.inputs, self.answers])

    def to_bytes(self) -> bytes:
        """Write the plate for the cache; `from_bytes` reads it."""
        cast = self.cast
        head = {
            "cast": {
                "root": cast.root,
                "pages": cast.pages,
                "contents": cast.contents,
                "links": cast.links,
                "rows": cast.rows.hex(),
                "blanks": {
                    name: [blank.number, blank.begin.decode("latin-1"), blank.end.decode("latin-1")]
                    for name, blank in cast.blanks.items()
                },
            },
            "slots": [slot._asdict() for slot in self.slots],
            "stock": self.stock,
            "room": self.room._asdict(),
            "about": {**self.about._asdict(), "published": self.about.published.isoformat()},
            "qr": self.qr and [self.qr[0], [self.qr[1].file, self.qr[1].line, self.qr[1].column]],
            "settings": self.settings,
            "inputs": self.inputs,
            "answers": self.answers,
        }
        said = json.dumps(head, ensure_ascii=False).encode("utf-8")
        content = b"%d\n" % len(said) + said + cast.body
        return MAGIC + hashlib.sha256(content).hexdigest().encode("ascii") + b"\n" + content

    @classmethod
    def from_bytes(cls, stored: bytes) -> Plate:
        """Read a plate; raises ValueError where a byte of it is not as it was written."""
        digest, _, content = stored.removeprefix(MAGIC).partition(b"\n")
        if not stored.startswith(MAGIC) or hashlib.sha256(content).hexdigest().encode("ascii") != digest:
            raise ValueError("this is no whole plate")
        length, _, rest = content.partition(b"\n")
        head: dict[str, Any] = json.loads(rest[: int(length)])
        cast = head["cast"]
        blanks = {
            name: Blank(number, begin.encode("latin-1"), end.encode("latin-1"))
            for name, (number, begin, end) in cast["blanks"].items()
        }
        about = {**head["about"], "published": dt.date.fromisoformat(head["about"]["published"])}
        return cls(
            Cast(
                rest[int(length) :],
                bytes.fromhex(cast["rows"]),
                cast["root"],
                tuple(cast["pages"]),
                blanks,
                tuple(cast["contents"]),
                cast["links"],
            ),
            tuple(SlotBox(**slot) for slot in head["slots"]),
            {face: (resource, codes) for face, (resource, codes) in head["stock"].items()},
            ClinicRoom(**head["room"]),
            Description(**about),
            head["qr"] and (head["qr"][0], Place(*head["qr"][1])),
            head["settings"],
            head["inputs"],
            head["answers"],
        )

    def described(self, author: str, identity: str) -> Description:
        """Say what an edition says about itself."""
        return self.about._replace(author=author, identity=identity)
