"""For an office printer: what the print dialog begins with, so that nobody has to know it.

Viewers may ask for other settings all the same; most take these (ISO 32000-1, table 150).
"""

from __future__ import annotations

from pikepdf import Dictionary, Name, Page, Pdf

from clinicpress.readback.objects import dictionary, inherited, rectangle, whole_number


def prefer(pdf: Pdf) -> None:
    """Ask for the actual size, the paper that the pages are on, and both sides where there are several pages.

    Sheets turn over as those of a book: on the long edge, and on the short one where pages are wider than high.
    """
    wishes = Dictionary(dict(dictionary(pdf.Root.get("/ViewerPreferences")).items()))
    wishes.PrintScaling = Name("/None")
    wishes.PickTrayByPDFSize = True
    wishes.Duplex = Name.Simplex if len(pdf.pages) == 1 else _turned(pdf.pages[0])
    pdf.Root.ViewerPreferences = wishes


def advice(pdf: Pdf) -> str:
    """Say what to choose in the print dialog: what a document asks for, which not every viewer heeds."""
    turned = {"/DuplexFlipLongEdge": "long", "/DuplexFlipShortEdge": "short"}.get(
        str(pdf.Root.ViewerPreferences.Duplex)
    )
    return f"print at actual size{f', on both sides, turned on the {turned} edge' if turned else ''}"


def _turned(page: Page) -> Name:
    left, bottom, right, top = rectangle(page.cropbox) or (0.0, 0.0, 0.0, 0.0)
    lies = (whole_number(inherited(page.obj, "/Rotate")) or 0) % 180 == 90
    wide = abs(right - left) > abs(top - bottom)
    return Name.DuplexFlipLongEdge if wide == lies else Name.DuplexFlipShortEdge
