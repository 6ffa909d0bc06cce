"""The outbox: a handout is printed and put into a letter, and the letter into a draft with the plain PDF beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from clinicpress.content.catalog import Catalog
from clinicpress.ground.problems import UsageError
from clinicpress.ground.stamps import HIDDEN
from clinicpress.mailing import post
from clinicpress.mailing.addresses import checked
from clinicpress.mailing.choice import chosen
from clinicpress.mailing.letter import Letter, as_draft, compose
from clinicpress.mailing.post import Outcome
from clinicpress.mailing.settings import load
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.files import DRAFTS, remove_empty, write_whole

ENDING = ".eml"


class Written(NamedTuple):
    """A draft, and the PDF for programs that open no drafts."""

    draft: Path
    pdf: Path

    def told(self) -> str:
        """Say what there is now, and what to do with it."""
        return (
            f"Draft: {self.draft}\nPDF:   {self.pdf}\n"
            "Open the draft in Thunderbird or classic Outlook, look at it, and send it from there. "
            "In other e-mail programs, attach the PDF to a new message."
        )


def prepared(workspace: Path, to: str = "", **choice: str) -> Letter:
    """Print the PDF that is meant, by the words of `chosen`, and put it into a letter.

    The bytes are those that a build writes. Raises UsageError for what there is not, NotAnAddress for a `to` that
    is none, InputProblems with all that keeps it from being printed.
    """
    to = checked(to) if to else ""
    catalog = Catalog(Disk(workspace))
    job = chosen(catalog, **choice)
    return compose(catalog, job, Press(catalog, Rack(None)).print(job).content, to)


def send(workspace: Path, to: str, environment: Mapping[str, str], **choice: str) -> Outcome:
    """Print the PDF that is meant, and send it by the mail server of the settings; raises as `prepared` and `load`."""
    to = checked(to)
    settings = load(environment)
    return post.send(prepared(workspace, **choice), to, settings)


def write_draft(letter: Letter, to_file: str | None = None) -> Written:
    """Write a draft into a file, or into this folder under its PDF's name, and the PDF beside it.

    Raises UsageError for a file that is not called .eml, InputProblems where one cannot be written.
    """
    file = Path(letter.enclosure.file).with_suffix(ENDING) if to_file is None else Path(to_file)
    if file.suffix.lower() != ENDING:
        raise UsageError(f"a draft is an e-mail: call it {file.stem or 'draft'}{ENDING}, not “{file.name}”")
    written = Written(file, file.with_name(letter.enclosure.file))
    hidden = file.parent / HIDDEN / DRAFTS
    try:
        write_whole(written.pdf, letter.enclosure.pdf, hidden)
        write_whole(written.draft, as_draft(letter), hidden)
    finally:
        remove_empty(file.parent, hidden)
    return written
