"""Small PDFs to put on sheets: pages that say who they are, by another program's hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from clinicpress.printshop.making import ready
from clinicpress.printshop.order import Order
from clinicpress.readback.reader import read_back

LETTER, A4 = (612.0, 792.0), (595.28, 841.89)


@lru_cache(maxsize=32)
def pages(count: int, size: tuple[float, float] = LETTER, type_size: float = 14) -> bytes:
    """Return a PDF of some pages with three lines each, the last one with the number of the page."""
    out = io.BytesIO()
    canvas = Canvas(out, size, invariant=True)
    canvas.setTitle("Pages")
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", type_size)
        canvas.drawString(54, size[1] - 60, f"Head of page {number}")
        canvas.drawString(54, size[1] / 2, f"Middle{number} " + "word " * 3)
        canvas.drawRightString(size[0] - 54, 40, f"Page {number} of {count}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def sheets(content: bytes, order: Order) -> bytes:
    """Return what an order makes of a PDF."""
    return ready(read_back(content, "file.pdf"), order)[0]
