"""Pages: a clinic is put on the forme of a web page, and each page is read back before it leaves.

What the page must say of its clinic comes from the wording, which knows nothing of the table that the
lines are written by.
"""

from __future__ import annotations

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, theme_of
from clinicpress.content.locale import Labels
from clinicpress.content.telephone import dialled
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import printable, spaced
from clinicpress.looks.color import Color
from clinicpress.looks.slots import CONTACT, IMPRINT
from clinicpress.press.clinicparts import ClinicParts
from clinicpress.press.wording import SlotWording, Wording, said
from clinicpress.webpage.clinicslots import SLOTS, slot_html
from clinicpress.webpage.forme import Forme
from clinicpress.webpage.page import fillings
from clinicpress.webpage.palette import palette
from clinicpress.webpage.proof import ClinicTold, PageTold, prove_page
from clinicpress.webpage.told import Entry


def imprinted_page(catalog: Catalog, job: Job, forme: Forme, parts: ClinicParts, wording: Wording) -> bytes:
    """Put a clinic on a page; raises FaultyProof where what was made is not what its file and the story say."""
    filled = catalog.keep(("page", theme_of(catalog, job), job.language), lambda _: _filled(parts), job.clinic)
    content = forme.filled(filled)
    prove_page(content, forme.told, page_told(wording, parts.imprint.labels), forme.blanks)
    return content


def _filled(parts: ClinicParts) -> dict[str, str]:
    """Write all that a clinic's pages have of it."""
    clinic, labels = parts.clinic, parts.imprint.labels
    slots = {name: slot_html(name, clinic, parts.imprint.logo, labels, parts.theme.rtl) for name in SLOTS}
    red, green, blue = (byte / 255 for byte in parts.brand[:3])
    name = spaced(printable(clinic.name or ""))
    return fillings(name, palette(parts.theme, Color(red, green, blue)), slots)


def page_told(wording: Wording, labels: Labels) -> PageTold:
    """Say what a page must say of its clinic."""
    color = f"#{wording.color}"
    if not wording.name:
        return PageTold("", color, {})
    clinic = wording.clinic
    box, contact = wording.slot(IMPRINT, None), wording.slot(CONTACT, None)
    lines, links = [wording.name], []
    if clinic.phone:
        words, number = said(labels.phone.format(phone=dialled(clinic.phone).number)), dialled(clinic.phone).address
        lines.append(words)
        links += [Entry(words, number)] if number else []
    lines += contact.longest
    links += _entries(contact)
    if clinic.website is not None:
        shown = said(clinic.website.split("://", 1)[-1].rstrip("/"))
        lines.append(shown)
        links.append(Entry(shown, ascii_address(clinic.website)))
    places = {
        IMPRINT: ClinicTold(list(box.longest), _entries(box), list(box.pictures)),
        CONTACT: ClinicTold(lines, links, []),
    }
    return PageTold(wording.name, color, places)


def _entries(wording: SlotWording) -> list[Entry]:
    return [Entry(words, target) for words, target in wording.links]
