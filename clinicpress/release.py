"""The release: what a build asks of all that it writes. What fails is not put in place.

A fresh plate is bound without a clinic, read back by a library that had no part in drawing it, and
asked the questions of the preflight that need no look at its pages. An edition is that plate's
bytes and a few objects more, so of each only these are checked.
"""

from __future__ import annotations

from clinicpress.binding import ENTRY, Bound
from clinicpress.overlay import Overlay
from clinicpress.patch import Patch
from clinicpress.plate import Plate
from clinicpress.problems import InputProblems
from clinicpress.tagging import Element, FaultyProof, unspaced

AUTHORS = frozenset({"order", "size", "language"})
"""What these questions are about is up to those who write templates and layouts: a preflight asks them."""


def prove_plate(plate: Plate, brand: bytes) -> None:
    """Prove a fresh plate; raises FaultyProof naming the check that failed.

    `brand` are the brand colour and its tints, three bytes each.
    """
    from clinicpress.inspection.completeness import completeness
    from clinicpress.inspection.readback import read_back
    from clinicpress.inspection.soundness import soundness

    nothing = Patch(Element("Div"), [], [], {}, [], "", [""], [])
    footer = nothing if "overlay-0" in plate.cast.blanks else None
    bare = Overlay(plate, [nothing] * len(plate.filled_slots), footer, {})
    bound = bare.bind(plate.described("", "plate"), brand)
    try:
        finished = read_back(bound.pdf, "plate", quickly=True)
    except InputProblems as error:
        raise FaultyProof(f"the plate cannot be read back: {error}") from error
    rows = [*soundness(finished), *completeness(finished, {page.number: page.text for page in finished.pages}, {})]
    for row in rows:
        if row.result in ("failed", "cannot tell") and row.id not in AUTHORS:
            told = "; ".join(f"page {page}: {said}" if page else said for page, said in row.found) or row.note
            raise FaultyProof(f"the plate fails the check “{row.asks}”: {told}")


def prove_edition(bound: Bound, overlay: Overlay, name: str) -> None:
    """Prove what an imprint added to a plate; raises FaultyProof naming what is wrong.

    `name` is the clinic's, as it is printed; empty for the house.
    """
    pdf, cast = bound.pdf, overlay.plate.cast
    if not pdf.startswith(cast.body):
        raise FaultyProof("the plate's bytes are not those of the plate")
    rows = bound.rows
    if rows[ENTRY::ENTRY].count(0):
        raise FaultyProof("the cross-reference table has a gap")
    begin = len(cast.body)
    for at in range(0, len(rows), ENTRY):
        if rows[at] == 1:
            offset = int.from_bytes(rows[at + 1 : at + 5], "big")
            if offset >= begin and not pdf.startswith(b"%d 0 obj\n" % (at // ENTRY), offset):
                raise FaultyProof(f"object {at // ENTRY} is not where the cross-reference table says")
    start = pdf.rindex(b"startxref")
    if pdf[int(pdf[start + 9 : -6]) :].partition(b"\n")[2][:12] != b"<</Type/XRef":
        raise FaultyProof("the end of the file does not lead to its cross-reference table")
    if name:
        _prove_names(overlay, name)


def _prove_names(overlay: Overlay, name: str) -> None:
    if overlay.footer is None or unspaced(name) not in unspaced(overlay.footer.furniture):
        raise FaultyProof(f"the footers do not say “{name}”")
    for slot, patch, _, _ in overlay.placed:
        if not patch.element.kids:
            raise FaultyProof(f"the clinic's box “{slot.name}” on page {slot.page} is empty")
