"""The docket: what a PDF of ours says about how it was printed, so that a lone file can be checked.

It stands in the catalogue's PieceInfo (ISO 32000-1, 14.5), where each program may keep what is its
own: layout, source, disclaimer, and a short sign of every text, in reading order. Whoever changes,
loses or adds a word later makes a text whose sign is another. The words themselves are not in it:
they are in the pages.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from binascii import b2a_base64
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from clinicpress.drawing.tagging import INLINE, Element, MarkedContent
from clinicpress.ground.characters import hyphens_shown, squeezed
from clinicpress.scripts.bidiclasses import mirrored, runs_to_the_left

OWNER = "clinicpress"
"""The name of our entry in PieceInfo."""
INKS = "Inks"
"""The entry that says how a print shop prints the clinic's colour."""
LENGTH = 4
"""Characters of a sign: 24 bits, so that one change in 16 million goes unseen."""
LOST = 0.1
"""So large a share of a line's words need not be found where its letters run to the left."""
_HYPHENS = re.compile("[\u2010\u2011]")


class BrandInks(NamedTuple):
    """How a print shop prints a clinic's colour, as its file says: the office prints by its colour on screens."""

    spot: str = ""
    """The name of an ink of its own; empty where none is given."""
    cmyk: tuple[float, ...] = ()
    """Percent of cyan, magenta, yellow and black; nothing where they are not given."""

    @property
    def entries(self) -> tuple[str, ...]:
        """What stands in the file of a clinic that gave something."""
        return (self.spot, " ".join(f"{share:g}" for share in self.cmyk)) if any(self) else ()

    @classmethod
    def of(cls, found: Mapping[str, tuple[str, ...]]) -> BrandInks:
        """Read them from the entries of a file; a foreign file has none, and what is no share counts for none."""
        spot, shares = (*found.get(INKS, ()), "", "")[:2]
        try:
            cmyk = tuple(float(share) for share in shares.split())
        except ValueError:
            cmyk = ()
        return cls(spot, cmyk if len(cmyk) == 4 and all(0 <= share <= 100 for share in cmyk) else ())


class Docket(NamedTuple):
    """What was printed. `clinic` is known only when a clinic's imprint is on the plate."""

    layout: str
    language: str
    title: str
    """The sign of the title."""
    source: str
    """The source line of the footers."""
    disclaimer: str
    """The disclaimer of the footers."""
    blocks: tuple[str, ...]
    """The signs of all texts in reading order; one that begins with a dot is the number of a slot."""
    furniture: tuple[str, ...]
    """For each page the sign of what stands on it beside the story: running heads, footers, folios."""
    published: dt.date = dt.date.min
    """When the brochure was published: the date of the entry, which the clock has no part in."""
    footer: str = ""
    """The clinic's words in the footers."""
    slots: tuple[tuple[str, ...], ...] = ()
    """For each slot, the signs of the clinic's texts."""

    @property
    def expected(self) -> list[str]:
        """The signs of all texts, those of the clinic at their places."""
        slots = {_slot(number): signs for number, signs in enumerate(self.slots)}
        signs = (slots.get(sign, ()) if sign.startswith(".") else (sign,) for sign in self.blocks)
        return [sign for some in signs for sign in some]

    def entries(self) -> dict[str, str]:
        """Return what stands in the file, but for the clinic's part."""
        return {
            "Layout": self.layout,
            "Language": self.language,
            "Title": self.title,
            "Source": self.source,
            "Disclaimer": self.disclaimer,
            "Blocks": "".join(self.blocks),
            "Furniture": "".join(self.furniture),
        }

    @classmethod
    def of(cls, found: Mapping[str, tuple[str, ...]]) -> Docket | None:
        """Read a docket from the entries of a file; None where there is none."""
        entries = {name: values[0] for name, values in found.items() if values}
        if not {"Layout", "Language", "Title", "Source", "Disclaimer", "Blocks", "Furniture"} <= entries.keys():
            return None
        footer, *slots = found.get("Clinic") or ("",)
        return cls(
            entries["Layout"],
            entries["Language"],
            entries["Title"],
            entries["Source"],
            entries["Disclaimer"],
            signs_in(entries["Blocks"]),
            signs_in(entries["Furniture"]),
            footer=footer,
            slots=tuple(map(signs_in, slots)),
        )


def _slot(number: int) -> str:
    return f".{number:0{LENGTH - 1}}"


def signs_in(text: str) -> tuple[str, ...]:
    """Part a row of signs."""
    return tuple(text[at : at + LENGTH] for at in range(0, len(text), LENGTH))


def sign(text: str) -> str:
    """Return the sign of a text, which is the same however its lines are broken."""
    return sign_of_letters(letters(text))


def sign_of_furniture(text: str, footer: str = "", rtl: bool = False) -> str:
    """Return the sign of what stands beside the story of a page, without the clinic's footer.

    It does not matter in which order it was painted. `rtl` is as `letters` takes it.
    """
    rest = Counter(letters(text, rtl)) - Counter(letters(footer, rtl))
    return sign_of_letters("".join(sorted(rest.elements())))


def says(text: str, line: str) -> bool:
    """Tell whether a text holds a line, however it is broken."""
    said, wanted = _letters(text), _letters(line)
    if wanted in said or not runs_to_the_left(wanted):
        return wanted in said
    from clinicpress.scripts.seen import words_found

    # Readers may put its words into another order.
    found, words = words_found(text, line)
    return not Counter(_turned(wanted)) - Counter(_turned(said)) and words - found <= LOST * words


_QUOTES = str.maketrans("”’", "“‘")


def letters(text: str, rtl: bool = False) -> str:
    """Return the letters of a text as they are compared: readers differ in spaces, ligatures and directions.

    In a document that runs from right to left (`rtl`) they differ in the order of all texts.
    """
    if text.isascii() and not rtl:
        return "".join(text.split())
    said = _letters(text)
    # Readers put right-to-left text into the order of its letters, each in its own way.
    return "".join(sorted(_turned(said))) if rtl or runs_to_the_left(said) else said


def heard_letters(said: str, actual: str, rtl: bool = False) -> str:
    """Return the letters of what an element says: of what is drawn, and of what is heard instead, in its order.

    `rtl` is as `letters` takes it.
    """
    return letters(said, rtl) + (_letters(actual) if actual else "")


def _turned(said: str) -> list[str]:
    """Return characters so that those are equal which look like each other in a mirror, such as brackets.

    Quotation marks are none by Unicode, and PDFium turns them round all the same.
    """
    return [min(char, mirrored(char)) for char in said.translate(_QUOTES)]


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    # What is drawn is read back, and the same footers are looked for on each page.
    if text.isascii():
        return "".join(text.split())
    return squeezed(_HYPHENS.sub("-", unicodedata.normalize("NFKC", text)))


def sign_of_letters(said: str) -> str:
    """Return the sign of what `letters` made of a text."""
    return b2a_base64(hashlib.sha256(said.encode("utf-8")).digest()[: LENGTH * 3 // 4], newline=False).decode("ascii")


def signs_of(elements: Sequence[Element], slots: Sequence[Element] = (), rtl: bool = False) -> list[str]:
    """Return the signs of elements' texts in reading order; `slots` are those that an imprint fills.

    `rtl` is as `letters` takes it.
    """
    numbers = {id(slot): number for number, slot in enumerate(slots)}
    signs: list[str] = []
    for element in elements:
        if id(element) in numbers:
            signs.append(_slot(numbers[id(element)]))
        elif element.tag not in INLINE:
            said = hyphens_shown(element.alt if element.tag == "Figure" else _words(element))
            heard = heard_letters(said, element.actual, rtl) if element.turned else letters(said, rtl)
            if heard:
                signs.append(sign_of_letters(heard))
    return signs


def _words(element: Element) -> str:
    """Return what was drawn for an element and those that stand among its words."""
    said = ""
    for kid in element.kids:
        if isinstance(kid, MarkedContent):
            said += element.words.get(kid, "")
        elif isinstance(kid, Element) and kid.tag in INLINE:
            said += _words(kid)
    return said
