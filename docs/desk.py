"""Make docs/desk/: pictures of the front desk's real pages, for README, docs/front-desk.md and docs/editing.md.

Run it with `make desk-pictures`; it needs Chromium.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium
from tests.desks import opened

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "desk"
COLORS = 96
HANDOUT, LARGE = "ketamine-pain-relief.en.standard.handout", "iv-ketamine-fibromyalgia.en.large-print.handout"


def shelf(page: Page) -> None:
    """Look for a handout, as the front desk does."""
    page.goto("/?clinic=sample")
    page.keyboard.type("pai")
    expect(page.get_by_role("status")).to_contain_text("pai")


def brochure(page: Page) -> None:
    """Look at one handout."""
    page.goto("/b/iv-ketamine-fibromyalgia/en?clinic=sample")


def basket(page: Page) -> None:
    """Lay two into the basket."""
    page.goto(f"/basket?clinic=sample&h={HANDOUT}&h={LARGE}")


def mail(page: Page) -> None:
    """Begin an e-mail."""
    page.goto(f"/mail?clinic=sample&h={HANDOUT}")
    page.get_by_role("checkbox").check()


def edit(page: Page) -> None:
    """Change a paragraph, as marketing does."""
    page.goto("/edit/brochures/ketamine-pain-relief/en?clinic=sample")
    page.locator(".page img[src]").first.wait_for()
    page.locator('.spot[aria-label^="Edit: Ketamine was initially developed as an anesthetic and"]').click()
    page.locator("#pages[aria-busy=false]").wait_for()


WAYS = {"shelf": shelf, "brochure": brochure, "basket": basket, "mail": mail}
EDITED = {"edit": edit}
"""What is there with --edit alone."""
SIZES = {"shelf": (1200, 760), "brochure": (1200, 860), "basket": (1200, 600), "mail": (1200, 720), "edit": (1400, 880)}


def main() -> None:
    """Open a front desk of the shipped brochures and take a picture of each page."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "handouts"
        for name in ("brochures", "clinics"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "editions.yaml", root)
        with opened(root) as desk, chromium() as browser:
            for name in WAYS:
                _picture(browser, desk.address, name, f"{name}.png", SIZES[name], "light")
            _picture(browser, desk.address, "shelf", "phone.png", (360, 720), "dark")
        with opened(root, "--edit") as desk, chromium() as browser:
            for name in EDITED:
                _picture(browser, desk.address, name, f"{name}.png", SIZES[name], "light")


def _picture(browser: Browser, address: str, name: str, file: str, size: tuple[int, int], scheme: str) -> None:
    context = browser.new_context(
        base_url=address,
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    {**WAYS, **EDITED}[name](page)
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").quantize(COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        PICTURES / file, optimize=True
    )
    context.close()


if __name__ == "__main__":
    main()
