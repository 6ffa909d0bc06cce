"""The pictures of the tri-folds: each sheet folded on paper that is not there, closed, half open and open.

Where it is folded is read from the finished PDF, not from the layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.readback.reader import read_back
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.reading import pictures_of

ROOT = Path(__file__).resolve().parent.parent
SLUGS = ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")
LOOKS = ("calm", "friendly")
DPI = 54
AROUND, TABLE, EDGE = 10, (214, 219, 224), (150, 158, 166)
"""Pixels around what is shown; the colours of what it lies on and of the paper's edges."""


def pictures() -> Iterator[tuple[str, Any]]:
    """Yield a picture (of Pillow, in few colours) of each article's tri-fold in each look, with its name."""
    clinic = (ROOT / "clinics" / "sample.yaml").read_text(encoding="utf-8")
    for look in LOOKS:
        chosen = Unsaved(Disk(ROOT), {"clinics/sample.yaml": f"{clinic}look: {look}\n".encode()})
        press = Press(Catalog(chosen), Rack())
        for slug in SLUGS:
            content = press.print(Job("sample", "en", "standard", slug, "trifold")).content
            yield f"{slug}-trifold-{look}", folded(content).quantize(64)


def folded(content: bytes) -> Image.Image:
    """Show a tri-fold closed (back and cover), half open (flap over the inside) and open, one below the other."""
    pages = read_back(content, "trifold").pages
    outside, inside = (each.convert("RGB") for each in pictures_of(content, DPI))
    (flap, back), (left, _) = (page.folds for page in pages)
    states = [
        [_cut(outside, back, pages[0].width), _cut(outside, flap, back)],
        [_cut(inside, 0.0, left), _cut(outside, 0.0, flap)],
        [inside],
    ]
    # Closed, cover and back are not seen at once: they lie beside each other.
    rows = [_beside(states[0], AROUND), _beside(states[1], 0), _beside(states[2], 0)]
    wide, high = max(row.width for row in rows), sum(row.height + AROUND for row in rows)
    table = Image.new("RGB", (wide + 2 * AROUND, high + AROUND), TABLE)
    top = AROUND
    for row in rows:
        table.paste(row, ((table.width - row.width) // 2, top))
        top += row.height + AROUND
    return table


def _cut(page: Image.Image, left: float, right: float) -> Image.Image:
    """Cut a panel out of a page, between two of its folds, in points."""
    return page.crop((round(left * DPI / 72), 0, round(right * DPI / 72), page.height))


def _beside(panels: list[Image.Image], gap: int) -> Image.Image:
    """Lay panels beside each other, each with the edge of its paper."""
    width = sum(panel.width for panel in panels) + gap * (len(panels) - 1)
    row = Image.new("RGB", (width, max(panel.height for panel in panels)), TABLE)
    at = 0
    for panel in panels:
        row.paste(panel, (at, 0))
        ImageDraw.Draw(row).rectangle((at, 0, at + panel.width - 1, panel.height - 1), outline=EDGE)
        at += panel.width + gap
    return row
