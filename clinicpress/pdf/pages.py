"""Drawn pages as a PDF (ISO 32000-1): what is drawn on each, its links, and the bookmarks of them all.

Fonts, pictures, structure and the room for an imprint come when it is archived.
"""

from __future__ import annotations

from itertools import pairwise
from math import log10
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from clinicpress.drawing.canvas import Drawn, PageLink
from clinicpress.drawing.sheet import BRAND_SPACE
from clinicpress.ground.address import ascii_address


def laid(drawn: Drawn) -> Pdf:
    """Lay drawn pages into a new PDF."""
    pdf = pikepdf.new()
    brand = pdf.make_indirect(
        Array([Name.Indexed, Name.DeviceRGB, len(drawn.brand) // 3 - 1, String(drawn.brand)]),
    )
    for page in drawn.pages:
        resources = Dictionary(
            ColorSpace=Dictionary({f"/{BRAND_SPACE}": brand}),
            ProcSet=Array([Name.PDF, Name.Text, Name.ImageB, Name.ImageC, Name.ImageI]),
        )
        made = Dictionary(
            Type=Name.Page,
            MediaBox=_lengths(0, 0, drawn.width, drawn.height),
            Contents=pdf.make_stream(page.content),
            Resources=resources,
            Rotate=0,
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(made)))
    for page, laid_page in zip(drawn.pages, pdf.pages, strict=True):
        if page.links:
            laid_page.obj.Annots = Array([pdf.make_indirect(_link(pdf, drawn, link)) for link in page.links])
    pdf.Root.PageMode = Name.UseNone
    if drawn.bookmarks:
        pdf.Root.Outlines = _outlines(pdf, drawn)
    return pdf


def _link(pdf: Pdf, drawn: Drawn, link: PageLink) -> Dictionary:
    made = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=_lengths(*link.box), Border=Array([0, 0, 0]))
    if link.target.startswith("#"):
        made.Contents = String("")
        made.Dest = _place(pdf, drawn, link.target[1:])
    else:
        made.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(ascii_address(link.target)))
    return made


def _place(pdf: Pdf, drawn: Drawn, anchor: str) -> Array:
    """Return a place of the document, to be shown at the top, as large as pages are shown."""
    page, top = drawn.anchors[anchor]
    return Array([pdf.pages[page].obj, Name.XYZ, 0, *_lengths(top), None])


# Bookmarks ------------------------------------------------------------------------------------------


class _Entry(NamedTuple):
    """A bookmark, or the root of them, with those below it."""

    made: Object
    below: list[_Entry]


def _outlines(pdf: Pdf, drawn: Drawn) -> Object:
    """Write the tree of bookmarks."""
    root = _Entry(pdf.make_indirect(Dictionary(Type=Name.Outlines)), [])
    entries, within = [], [root]
    for level, title, anchor in drawn.bookmarks:
        made = pdf.make_indirect(Dictionary(Title=String(title), Dest=_place(pdf, drawn, anchor)))
        entry = _Entry(made, [])
        entries.append(entry)
        within[level].below.append(entry)
        within[level + 1 :] = [entry]
    _hang(root)
    # Viewers ask only whether it is positive, which says that they are shown: here, lists below others count, too.
    root.made.Count = len(entries) + sum(bool(entry.below) for entry in entries)
    return root.made


def _hang(entry: _Entry) -> int:
    """Tie those below an entry to it and to each other; returns how many there are, on all levels."""
    count = len(entry.below) + sum(map(_hang, entry.below))
    for each in entry.below:
        each.made.Parent = entry.made
    for one, other in pairwise(entry.below):
        one.made.Next, other.made.Prev = other.made, one.made
    if entry.below:
        entry.made.First, entry.made.Last = entry.below[0].made, entry.below[-1].made
        entry.made.Count = count
    return count


def _lengths(*points: float) -> Array:
    """Return lengths in points, each with seven digits: pages are smaller than a million points."""
    digits = (6 - int(log10(max(1.0, abs(length)))) for length in points)
    said = (f"{length:.{most}f}".rstrip("0").rstrip(".") for length, most in zip(points, digits, strict=True))
    found = Object.parse(f"[{' '.join(said)}]".encode("ascii"))
    assert isinstance(found, Array)
    return found
