"""Makes a file still: what can be clicked, filled in or switched on is put on its page as it looks, or left out.

A print shop prints pages and nothing else (ISO 15930-7, 6.11 and 6.14). Links have no ink; what else
lies on a page, such as a stamp or a field that was filled in, becomes a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from clinicpress.readback.objects import DEEPEST, Met, dictionary, is_true, listed, numeric, said, whole_number

_HIDDEN, _PRINTED, _UNSEEN = 2, 4, 32
"""Bits of an annotation (12.5.3): whether it is hidden, printed, or not to be seen."""
_SILENT = ("Link", "Popup", "PrinterMark", "TrapNet")
_LEFT_OUT = ("/AcroForm", "/AA", "/OpenAction", "/Outlines", "/PageMode", "/Names", "/Dests", "/Threads", "/URI")


def make_still(pdf: Pdf) -> list[tuple[int, str]]:
    """Put what lies on the pages into them, and leave out all links and actions.

    Returns what cannot be put on its page, with the page (from 1): nothing is changed then.
    """
    lost = [
        (number, f"a note lies on it that says nothing of its looks ({said(note.get('/Subtype'))})")
        for number, page in enumerate(pdf.pages, 1)
        for note in listed(page.obj.get("/Annots"))
        if isinstance(note, Dictionary) and _is_printed(note) and not _looks(note)
    ]
    if lost:
        return lost
    form = dictionary(pdf.Root.get("/AcroForm"))
    if is_true(form.get("/NeedAppearances")):
        pdf.generate_appearance_streams()
    if any(_is_printed(note) for page in pdf.pages for note in listed(page.obj.get("/Annots"))):
        pdf.flatten_annotations("print")
    gone = set[int]()
    for page in pdf.pages:
        for note in listed(page.obj.get("/Annots")):
            number = whole_number(dictionary(note).get("/StructParent"))
            gone |= {number} if number is not None else set()
        for key in ("/Annots", "/AA", "/Thumb", "/B", "/Trans", "/Dur"):
            if key in page.obj:
                del page.obj[key]
    for key in _LEFT_OUT:
        if key in pdf.Root:
            del pdf.Root[key]
    layers = dictionary(pdf.Root.get("/OCProperties"))
    for choice in [layers.get("/D"), *listed(layers.get("/Configs"))]:
        # Layers that show themselves by the occasion, such as on screens only.
        if "/AS" in dictionary(choice):
            del choice.AS
    _forget(dictionary(pdf.Root.get("/StructTreeRoot")), gone)
    return []


def _is_printed(note: Any) -> bool:
    """Tell whether an annotation has a part in print, links apart."""
    if not isinstance(note, Dictionary) or said(note.get("/Subtype")) in _SILENT:
        return False
    flags = int(numeric(note.get("/F"), 0))
    is_empty = note.get("/Subtype") == Name.Widget and not _looks(note) and note.get("/V") is None
    return bool(flags & _PRINTED) and not flags & (_HIDDEN | _UNSEEN) and not is_empty


def _looks(note: Dictionary) -> bool:
    """Tell whether an annotation says how it looks."""
    return any(isinstance(each, (Stream, Dictionary)) for each in listed(dictionary(note.get("/AP")).get("/N")))


def _forget(tree: Dictionary, gone: set[int]) -> None:
    """Take what is no longer there out of the structure tree, and out of the ways back to it."""
    for element in _elements(tree):
        kids = listed(element.get("/K"))
        left = [kid for kid in kids if not (isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR)]
        if len(left) == len(kids):
            continue
        if left:
            element.K = Array(left)
        else:
            del element.K
    for leaf in _leaves(dictionary(tree.get("/ParentTree")), Met(), 0):
        numbers = listed(leaf.get("/Nums"))
        kept = [
            (key, way) for key, way in zip(numbers[::2], numbers[1::2], strict=False) if whole_number(key) not in gone
        ]
        if len(kept) * 2 < len(numbers):
            leaf.Nums = Array([part for pair in kept for part in pair])


def _elements(tree: Dictionary) -> Iterator[Dictionary]:
    met, waiting = Met(), [(each, 0) for each in listed(tree.get("/K"))]
    while waiting:
        each, depth = waiting.pop()
        if isinstance(each, Dictionary) and "/S" in each and depth < DEEPEST and met.first(each):
            yield each
            waiting += [(kid, depth + 1) for kid in listed(each.get("/K"))]


def _leaves(tree: Dictionary, met: Met, depth: int) -> Iterator[Object]:
    if depth > DEEPEST or not met.first(tree):
        return
    if "/Nums" in tree:
        yield tree
    for kid in listed(tree.get("/Kids")):
        yield from _leaves(dictionary(kid), met, depth + 1)
