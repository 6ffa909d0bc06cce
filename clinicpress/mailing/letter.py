"""The letter: what an e-mail says with a PDF. Its subject tells nobody what it is about.

The text and the page say the same words: the handout's title, two sentences of the locale, the
clinic's own lines. The page links to nothing and loads nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clinicpress.building.naming import Names
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.locale import Locale, load_locale
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Unprinted
from clinicpress.ground.characters import beginning, legible
from clinicpress.mailing.addresses import checked
from clinicpress.mailing.message import mailbox, message, words
from clinicpress.scripts.bidi import base_level
from clinicpress.scripts.isolates import parted
from clinicpress.story.templating import render_page

TEMPLATE = "letter.html.j2"
BETWEEN = " – "
"""What stands between the parts of a title."""
MOST_SUBJECT = 300
LRI, PDI = "\u2066", "\u2069"
"""What isolates words that run to the right in plain text (UAX #9, 2.4)."""


@dataclass(frozen=True)
class Enclosure:
    """The PDF that goes with a letter."""

    pdf: bytes = field(repr=False)
    file: str
    """What it is called, with its ending."""


@dataclass(frozen=True)
class Letter:
    """What an e-mail says, and what goes with it."""

    subject: str
    text: str
    html: str
    language: str
    clinic: str
    """The clinic's name; nothing for the house."""
    enclosure: Enclosure
    to: str = field(default="", repr=False)
    """Whom a draft is for; nothing where that is left to the e-mail program."""


def compose(catalog: Catalog, job: Job, pdf: bytes, to: str = "", file: str = "") -> Letter:
    """Write the letter that goes with a job's PDF.

    The PDF is called `file`, which is without its ending, or else by what tells it from others.

    Raises InputProblems where a file cannot be read, NotAnAddress for a `to` that is none.
    """
    to = checked(to) if to else ""
    names = Names(catalog, "", {})
    clinic = catalog.clinic(job.clinic, job.language)
    locale = _locale(catalog, job)
    name, said = _plain(clinic.name or ""), locale.message()
    title = BETWEEN.join(map(_plain, names.parts(job)))
    sentences = [_plain(said.attached), _plain(said.questions)]
    lines = _lines_of(clinic, locale)
    html = render_page(
        catalog.workspace,
        TEMPLATE,
        language=job.language,
        direction=locale.direction,
        title=title,
        sentences=sentences,
        lines=list(map(_on_page, lines)),
        brand=str(clinic.brand_color or ""),
    )
    return Letter(
        beginning(said.subject.format(clinic=name) if name else said.subject_unnamed, MOST_SUBJECT),
        "\n\n".join(filter(None, [title, *sentences, "\n".join(map(_typed, lines))])) + "\n",
        html,
        job.language,
        name,
        Enclosure(pdf, f"{file or names.sent_as(job)}.pdf"),
        to,
    )


def as_draft(letter: Letter) -> bytes:
    """Return a letter as a draft that e-mail programs open to be looked at and sent: always the same bytes.

    “X-Unsent” says that it is a draft; whose it is and when it is sent, the program adds.
    """
    return _message(letter, [("X-Unsent", "1"), *([("To", letter.to)] if letter.to else [])])


def as_sent(letter: Letter, to: str, sender: str, date: str, identity: str) -> bytes:
    """Return a letter as it is handed to a mail server, from the address of a sender (RFC 5322, 3.6).

    `identity` is the message's own, without its brackets; `date` is written as RFC 5322, 3.3 wants it.
    """
    origin = ("From", mailbox(letter.clinic, sender))
    return _message(letter, [origin, ("To", to), ("Date", date), ("Message-ID", f"<{identity}>")])


def _message(letter: Letter, headers: list[tuple[str, str]]) -> bytes:
    headers = [*headers, ("Subject", words(letter.subject, "Subject"))]
    enclosed = letter.enclosure
    return message(headers, letter.text, letter.html, enclosed.pdf, enclosed.file, letter.language)


def _locale(catalog: Catalog, job: Job) -> Locale:
    language = Unprinted(job.language, catalog.brochure(job.slug, job.language).language.place)
    return catalog.keep(("locale for letters", job.language), lambda noting: load_locale(noting.workspace, language))


def _lines_of(clinic: Clinic, locale: Locale) -> list[str]:
    """List what a clinic says of itself: name, address, phones, website."""
    phones = [
        f"{phone.label} {phone.number}" if phone.label else locale.labels.phone.format(phone=phone.number)
        for phone in clinic.phones
    ]
    website = re.sub(r"^https?://|/$", "", clinic.website or "")
    return [line for each in (clinic.name or "", *clinic.address, *phones, website) if (line := _plain(each))]


def _parts(line: str) -> list[tuple[str, bool]]:
    """Cut a line into parts, each with whether it must run to the right in a line that runs to the left."""
    return parted(line) if base_level(line) else [(line, False)]


def _on_page(line: str) -> dict[str, object]:
    """Return a line as the template takes it, with the direction of its first letter."""
    parts = [{"words": words, "isolate": isolate} for words, isolate in _parts(line)]
    return {"direction": "rtl" if base_level(line) else "ltr", "parts": parts}


def _typed(line: str) -> str:
    """Write a line as plain text, which runs as its first letter does."""
    return "".join(f"{LRI}{words}{PDI}" if isolate else words for words, isolate in _parts(line))


def _plain(text: str) -> str:
    """Write words as one line, without what programs obey instead of showing it."""
    return "".join(char for char in " ".join(text.split()) if legible(char) == char)
