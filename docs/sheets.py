"""The pictures of docs/printing.md: what lies on the sheets of a booklet, and of summaries to cut apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.printshop.making import ready
from clinicpress.printshop.order import Order
from clinicpress.readback.reader import read_back
from clinicpress.workspace.disk import Disk
from tests.reading import pictures_of

ROOT = Path(__file__).resolve().parent.parent
SLUG = "iv-ketamine-fibromyalgia"
SHEETS = {
    "sheets-booklet": (Job("sample", "en", "large-print", SLUG, "handout"), Order(scheme="booklet", marks=True), 36),
    "sheets-repeat": (Job("sample", "en", "standard", SLUG, "summary"), Order(scheme="repeat", marks=True), 28),
}
"""What is shown: the handout, how it is put on sheets, and how fine."""
AROUND, TABLE = 8, (214, 219, 224)
"""Pixels between the sides that are shown, and the colour of what they lie on."""


def pictures() -> Iterator[tuple[str, Any]]:
    """Yield all pictures (of Pillow, in few colours) with their names."""
    press = Press(Catalog(Disk(ROOT)), Rack())
    for name, (job, order, dpi) in SHEETS.items():
        content, _ = ready(read_back(press.print(job).content, name), order)
        yield name, _laid_out(pictures_of(content, dpi)).quantize(48)


def _laid_out(sides: list[Image.Image]) -> Image.Image:
    """Lay the sides of sheets beside each other, each front above its back."""
    width, height = sides[0].size
    across, down = -(-len(sides) // 2), min(2, len(sides))
    size = (across * (width + AROUND) + AROUND, down * (height + AROUND) + AROUND)
    table = Image.new("RGB", size, TABLE)
    for number, side in enumerate(sides):
        column, row = divmod(number, 2)
        table.paste(side.convert("RGB"), (AROUND + column * (width + AROUND), AROUND + row * (height + AROUND)))
    return table
