"""For an office printer: what the print dialog begins with, so that nobody has to know it.

Viewers may ask for other settings all the same; most take these (ISO 32000-1, table 150).
"""

from __future__ import annotations

from pikepdf import Dictionary, Page, Pdf

from clinicpress.pdf.dialog import wishes
from clinicpress.readback.objects import dictionary, inherited, rectangle, whole_number


def prefer(pdf: Pdf) -> None:
    """Ask for the actual size, the paper that the pages are on, and both sides where there are several pages."""
    known = dictionary(pdf.Root.get("/ViewerPreferences"))
    wished = wishes(len(pdf.pages), _is_wide(pdf.pages[0]))
    pdf.Root.ViewerPreferences = Dictionary({**dict(known.items()), **dict(wished.items())})


def advice(pdf: Pdf) -> str:
    """Say what to choose in the print dialog: what a document asks for, which not every viewer heeds."""
    turned = {"/DuplexFlipLongEdge": "long", "/DuplexFlipShortEdge": "short"}.get(
        str(pdf.Root.ViewerPreferences.Duplex)
    )
    return f"print at actual size{f', on both sides, turned on the {turned} edge' if turned else ''}"


def _is_wide(page: Page) -> bool:
    """Tell whether a page is wider than high, as it is seen."""
    left, bottom, right, top = rectangle(page.cropbox) or (0.0, 0.0, 0.0, 0.0)
    lies = (whole_number(inherited(page.obj, "/Rotate")) or 0) % 180 == 90
    return (abs(right - left) > abs(top - bottom)) != lies
