"""The clinic on a web page: its lines as the one table of imprints has them (`story/clinicwords`), with its logo.

Numbers are called by a touch, and the website is a link: no code is to be scanned from a screen.
"""

from __future__ import annotations

from collections.abc import Iterable

from clinicpress.artwork.pictures import Art
from clinicpress.content.locale import Labels
from clinicpress.content.model import Clinic
from clinicpress.content.telephone import dialled
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.story.clinicwords import FOOTER, Giver, Said, said_in
from clinicpress.webpage.markup import closed, line, link, opened, picture

LOGO_PIXELS = 640
"""The most pixels of a logo's width that are kept."""
SLOTS = IMPRINT, CONTACT
"""The places of a page where a clinic's lines stand: over the title, and at the end."""


def slot_html(name: str, clinic: Clinic, logo: Art | None, labels: Labels, rtl: bool = False) -> str:
    """Write what a clinic says in a place; nothing for no clinic. `rtl` tells of a page that runs to the left."""
    if clinic.name is None:
        return ""
    return _imprint(clinic, logo, labels, rtl) if name == IMPRINT else _contact(clinic, labels, rtl)


def _imprint(clinic: Clinic, logo: Art | None, labels: Labels, rtl: bool) -> str:
    """Write who hands the page out, and whom to call."""
    lines = [said for said in said_in(IMPRINT, Giver(clinic), labels) if not said.row.detail]
    mark = picture(logo, str(clinic.name), LOGO_PIXELS, class_="logo") if logo is not None else ""
    who = _lines((said for said in lines if not said.row.aside), rtl)
    call = _lines((said for said in lines if said.row.aside), rtl)
    parts = [_group("who", who), _group("call", call)]
    return f"{opened('div', class_='clinic imprint')}{mark}{''.join(parts)}{closed('div')}"


def _contact(clinic: Clinic, labels: Labels, rtl: bool) -> str:
    """Write how to reach the clinic."""
    giver = Giver(clinic)
    lines = "".join(_line(said, _dialled(clinic, said), rtl) for said in said_in(FOOTER, giver, labels))
    lines += _lines(said_in(CONTACT, giver, labels), rtl)
    if clinic.website is not None:
        shown = [said for said in said_in(CARD, giver, labels) if said.row.label is None]
        lines += "".join(_line(said, str(clinic.website), rtl) for said in shown)
    return f"{opened('address', class_='clinic contact')}{lines}{closed('address')}"


def _dialled(clinic: Clinic, said: Said) -> str:
    """Return what a line of the footers dials, which are no place for links on paper."""
    return "" if said.row.named else dialled(clinic.phone or "").address


def _group(name: str, lines: str) -> str:
    return f"{opened('div', class_=name)}{lines}{closed('div')}" if lines else ""


def _lines(lines: Iterable[Said], rtl: bool) -> str:
    return "".join(_line(said, said.link, rtl) for said in lines)


def _line(said: Said, address: str, rtl: bool) -> str:
    words = line(said.text, rtl)
    words = link(words, address) if address else words
    return f"{opened('p', class_=said.row.style)}{words}{closed('p')}"
