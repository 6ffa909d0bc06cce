"""Documents that are zips of XML parts: what one unpacks to is known before anything is unpacked.

Any of its parts may be huge, or hold entities that stand for more. All of that is told here, before a
library reads it.
"""

from __future__ import annotations

from zipfile import ZipFile

from clinicpress.drafting.bounds import too_big

MAX_UNPACKED_BYTES = 200_000_000
MAX_XML_BYTES = 12_000_000
"""All XML of a document together; that of 300 pages without pictures takes about four million bytes."""
MAX_PARTS = 5_000

_DOCTYPES = tuple("<!DOCTYPE".encode(coding) for coding in ("ascii", "utf-16-le", "utf-16-be"))


class Damaged(ValueError):
    """Raised where a part is nothing that a word processor writes."""


def check_archive(name: str, packed: ZipFile) -> None:
    """Refuse a document that unpacks to too much; raises InputProblems, or Damaged where a part has entities."""
    members = packed.infolist()
    xml = [each for each in members if each.filename.lower().endswith((".xml", ".rels"))]
    unpacked, of_xml = sum(each.file_size for each in members), sum(each.file_size for each in xml)
    if unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_PARTS:
        what = f"{unpacked / 1e6:.0f} MB in {len(members)} parts"
        raise too_big(name, what, "make its pictures smaller in your word processor, and save it once more")
    if of_xml > MAX_XML_BYTES:
        what = f"{of_xml / 1e6:.0f} MB without its pictures, at most {MAX_XML_BYTES / 1e6:.0f} MB"
        raise too_big(name, what, "copy its text into a new document, or make several brochures of it")
    for each in xml:
        text = packed.read(each)
        if any(doctype in text for doctype in _DOCTYPES):
            # What entities stand for would be missing from the text; word processors write none.
            raise Damaged(each.filename)
