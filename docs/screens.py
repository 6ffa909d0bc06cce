"""Make docs/web/: pictures of a web page as screens show it, for docs/web-pages.md.

Run it with `make desk-pictures`; it needs Chromium.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.chromium import chromium

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "web"
JOB = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "page")
SCREENS = {"phone": (320, 700), "wide": (1440, 900)}
COLORS = 96


def main() -> None:
    """Print a page, open it, and take its pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder) / "page.html"
        file.write_bytes(Press(Catalog(Disk(ROOT)), Rack()).print(JOB).content)
        for name, size in SCREENS.items():
            _picture(browser, file.as_uri(), size, PICTURES / f"{name}.png")


def _picture(browser: Browser, address: str, size: tuple[int, int], file: Path) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(address)
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(file, optimize=True)
    context.close()


if __name__ == "__main__":
    main()
