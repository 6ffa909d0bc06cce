"""For an office printer: what the print dialog begins with, so that nobody has to know it.

Viewers may ask for other settings all the same; most take these (ISO 32000-1, table 150).
"""

from __future__ import annotations

from pikepdf import Dictionary, Name, Pdf

from clinicpress.readback.objects import dictionary


def prefer(pdf: Pdf, folded: bool = False) -> None:
    """Ask for the actual size, the paper that the pages are on, and both sides where there are several pages.

    Sheets turn over on their long edge, as a book's pages do; what is `folded` turns on its short edge.
    """
    wishes = Dictionary(dict(dictionary(pdf.Root.get("/ViewerPreferences")).items()))
    wishes.PrintScaling = Name("/None")
    wishes.PickTrayByPDFSize = True
    wishes.Duplex = (
        Name.Simplex if len(pdf.pages) == 1 else Name.DuplexFlipShortEdge if folded else Name.DuplexFlipLongEdge
    )
    pdf.Root.ViewerPreferences = wishes
