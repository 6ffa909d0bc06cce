"""The intake of the print shop: opens a finished PDF to change it, where that loses nothing and breaks no word given.

A file that is damaged, locked, signed or made of a program of its own is told, not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.pdf.docket import OWNER
from clinicpress.readback.damage import damages, opened
from clinicpress.readback.objects import DEEPEST, Met, dictionary, listed

PURPOSE = "For"
"""The entry among our own ones (PieceInfo) that says what a file was made ready for."""
_OLD = "D:19700101000000Z"


@contextmanager
def taken_in(content: bytes, name: str) -> Iterator[Pdf]:
    """Open a PDF to change it; `name` is what problems call it.

    Raises InputProblems where it is damaged, locked, signed, or shows what no page of it holds.
    """
    place = Place(name)
    try:
        pdf, repairs = opened(content)
    except pikepdf.PasswordError:
        hint = "save it without a password: printers need to get at what it says"
        raise InputProblems.one(place, "the PDF is locked with a password", hint) from None
    except pikepdf.PdfError as error:
        raise InputProblems.one(place, "the PDF is damaged and cannot be read", "export it again") from error
    with pdf:
        broken = [*repairs, *damages(list(pdf.objects), False)]
        if broken:
            hint = "export it again, or get it again: what is lost in it would be lost in print"
            raise InputProblems.one(place, f"the PDF is damaged: {broken[0]}", hint)
        if pdf.is_encrypted:
            hint = "save it without, or ask whoever made it"
            raise InputProblems.one(place, "the PDF is encrypted, and may not be changed", hint)
        form = dictionary(pdf.Root.get("/AcroForm"))
        if "/XFA" in form:
            hint = "open it in Adobe Reader and print it to a PDF: what it shows is made there"
            raise InputProblems.one(place, "the PDF is a form of another kind (XFA)", hint)
        if _is_signed(form):
            hint = "print the file itself in black and white, or ask for one that is not signed yet"
            raise InputProblems.one(place, "the PDF is signed: changed, it would no longer be what was signed", hint)
        yield pdf


def _is_signed(form: Dictionary) -> bool:
    met = Met()
    waiting = [(each, 0) for each in listed(form.get("/Fields"))]
    while waiting:
        each, depth = waiting.pop()
        if not isinstance(each, Dictionary) or not met.first(each) or depth > DEEPEST:
            continue
        if each.get("/FT") == Name.Sig and isinstance(each.get("/V"), Dictionary):
            return True
        waiting += [(kid, depth + 1) for kid in listed(each.get("/Kids"))]
    return False


def ours(pdf: Pdf) -> Dictionary:
    """Return our own entries in a file (ISO 32000-1, 14.5); they are made where there are none."""
    if not isinstance(pdf.Root.get("/PieceInfo"), Dictionary):
        pdf.Root.PieceInfo = Dictionary()
    pieces = pdf.Root.PieceInfo
    if not isinstance(pieces.get(f"/{OWNER}"), Dictionary):
        pieces[f"/{OWNER}"] = Dictionary(LastModified=_date_of(pdf), Private=Dictionary())
    found: Any = pieces[f"/{OWNER}"]
    if not isinstance(found.get("/Private"), Dictionary):
        found.Private = Dictionary()
    private = found.Private
    assert isinstance(private, Dictionary)
    return private


def _date_of(pdf: Pdf) -> String:
    """Return the date that a file itself says; the clock has no part in what is made."""
    info = dictionary(pdf.trailer.get("/Info"))
    found = info.get("/ModDate", info.get("/CreationDate"))
    return found if isinstance(found, String) else String(_OLD)


def note_purpose(pdf: Pdf, purpose: str) -> None:
    """Note in a file what it was made ready for, so that a preflight knows what to ask."""
    ours(pdf)[f"/{PURPOSE}"] = String(purpose)
