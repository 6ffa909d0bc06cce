"""Making ready: a finished PDF becomes one for the machine that prints it; first its colours, then its sheets.

The same file and the same order make the same bytes, whoever asks: the command, or an edition.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Pdf

from clinicpress.ground.problems import counted
from clinicpress.printshop.blending import say_blending
from clinicpress.printshop.conditions import Condition, condition_of
from clinicpress.printshop.fitting import fitted
from clinicpress.printshop.grey import Greys, make_grey
from clinicpress.printshop.imposing import forms_of, impose
from clinicpress.printshop.intake import PURPOSE, taken_in
from clinicpress.printshop.office import advice, prefer
from clinicpress.printshop.order import Order
from clinicpress.printshop.planning import Plan
from clinicpress.printshop.press import PDF_VERSION, make_press
from clinicpress.printshop.schemes import sheets_of
from clinicpress.printshop.ticket import ticket_of
from clinicpress.readback.finished import Finished

# It holds for the whole process: whatever else was done in it, the same is packed alike (see `pdf/archive`).
pikepdf.settings.set_flate_compression_level(9)


def ready(finished: Finished, order: Order, condition: Condition | None = None) -> tuple[bytes, str]:
    """Return the bytes of a PDF that was made ready, the same for the same, and how to print it.

    A press prints by the `condition` that is given, or else by the one that the order names. Raises InputProblems
    for what keeps it from that.
    """
    with taken_in(finished.content, finished.name) as pdf:
        if order.purpose == "grey":
            make_grey(pdf, finished.name)
        if order.scheme is None:
            pages = counted(len(pdf.pages), "page")
            if order.purpose == "press":
                return _pressed(pdf, finished, order, condition, pages)
            prefer(pdf)
            return saved(pdf), f"{pages}; {advice(pdf)}"
        forms = forms_of(pdf)
        plan = fitted(finished, forms, order)
        before = "".join(finished.docket.get(PURPOSE, ())[:1])
        purpose = before if before and order.purpose == "office" else order.purpose
        notes = {**ticket_of(finished, plan, forms[0].trim).entries(), PURPOSE: purpose}
        with impose(pdf, forms, plan, finished.title, notes, order.purpose, order.marks) as sheets:
            if order.purpose == "press":
                return _pressed(sheets, finished, order, condition, told(plan))
            if purpose == "grey":
                say_blending(sheets, Greys.process)
            fold = "; fold in the middle and staple there" if plan.fold else ""
            return saved(sheets), f"{told(plan)}; {advice(sheets)}{fold}"


def _pressed(pdf: Pdf, finished: Finished, order: Order, given: Condition | None, what: str) -> tuple[bytes, str]:
    """Return the bytes of a document that was made ready for a press, and what is to be said of it."""
    condition, spot = given or condition_of(order.profile), order.spot is not False
    inks = make_press(pdf, finished, condition, spot, order.marks, sheets=order.scheme is not None)
    return saved(pdf, PDF_VERSION), f"{what}; {inks}"


def told(plan: Plan) -> str:
    """Say what was made of an imposition."""
    pages = {place.page for side in plan.sides for place in side}
    size = "in full size" if plan.scale > 0.995 else f"made smaller to {plan.scale:.0%}"
    times = f", {len(plan.sides[0])} times on a side" if plan.scheme == "repeat" else ""
    sheets = counted(sheets_of(plan.sides), "sheet")
    return f"{counted(len(pages), 'page')}{times}, {size}, on {sheets} of {plan.sheet}"


def saved(pdf: Pdf, version: str = "") -> bytes:
    """Return the bytes of a document, of this version of PDF: no clock and no chance has a part in them."""
    out = io.BytesIO()
    pdf.save(
        out,
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.6",
        force_version=version,
    )
    return out.getvalue()
