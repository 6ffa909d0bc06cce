"""What a print dialog begins with: actual size, paper of the pages' size, both sides (ISO 32000-1, table 150).

The same entry of a file says to programs that show two pages side by side which of them is the first.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Pdf


def wishes(pages: int, wide: bool) -> Dictionary:
    """Say how a file of some pages asks to be printed, as viewer preferences.

    Sheets turn over as those of a book: on the long edge, and on the short one where pages are `wide`, as folded
    sheets and the sheets of a booklet are.
    """
    duplex = "/Simplex" if pages == 1 else "/DuplexFlipShortEdge" if wide else "/DuplexFlipLongEdge"
    return Dictionary(PrintScaling=Name("/None"), PickTrayByPDFSize=True, Duplex=Name(duplex))


def shown(rtl: bool) -> Dictionary:
    """Say how a file asks to be shown, as viewer preferences: with its title, and pages from right to left (`rtl`)."""
    found = Dictionary(DisplayDocTitle=True)
    if rtl:
        found.Direction = Name.R2L
    return found


def runs_to_the_left(pdf: Pdf) -> bool:
    """Tell whether the pages of a file follow each other from right to left, as those of a book in Arabic do.

    Ours say it in their structure (WritingMode). Files that say it to viewers (Direction) are read by PDFium, and so by
    Chrome, with every telephone and every Latin word turned round; only sheets for paper do.
    """
    found, tree = pdf.Root.get("/ViewerPreferences"), pdf.Root.get("/StructTreeRoot")
    if isinstance(found, Dictionary) and found.get("/Direction") == Name.R2L:
        return True
    top = tree.get("/K") if isinstance(tree, Dictionary) else None
    first = top[0] if isinstance(top, Array) and len(top) else top
    layout = first.get("/A") if isinstance(first, Dictionary) else None
    return isinstance(layout, Dictionary) and layout.get("/WritingMode") == Name.RlTb
