"""The pictures of docs/languages.md: the first pages of the sample leaflet in several scripts, side by side.

Their text is some articles of the Universal Declaration of Human Rights (tests/languages/).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.languages.texts import LEAFLET, write_workspace
from tests.reading import pictures_of

SHOWN = {
    "languages-right-to-left": ("ar", "ur", "he"),
    "languages-asia": ("hi", "zh-Hans", "ko"),
    "languages-europe": ("vi", "ru", "el"),
}
"""The languages of each picture."""
DPI = 45
COLORS = 32
AROUND, TABLE = 8, (214, 219, 224)
"""Pixels around pages, and the colour of what they lie on."""


def pictures() -> Iterator[tuple[str, Any]]:
    """Yield all pictures (of Pillow, in few colours) with their names."""
    with tempfile.TemporaryDirectory() as folder:
        write_workspace(Path(folder), tuple(language for shown in SHOWN.values() for language in shown))
        press = Press(Catalog(Disk(Path(folder))), Rack())
        for name, languages in SHOWN.items():
            jobs = [Job("latin", language, "standard", LEAFLET, "handout") for language in languages]
            yield name, _side_by_side([pictures_of(press.print(job).content, DPI)[0] for job in jobs]).quantize(COLORS)


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    wide, high = (pages[0].width + AROUND) * len(pages) + AROUND, pages[0].height + 2 * AROUND
    table = Image.new("RGB", (wide, high), TABLE)
    for number, page in enumerate(pages):
        table.paste(page.convert("RGB"), (AROUND + number * (page.width + AROUND), AROUND))
    return table
