"""Make docs/gallery/: small pictures of the real pages, for README, docs/clinics.md and docs/printing.md.

Run it with `make gallery`.
"""

from __future__ import annotations

from pathlib import Path

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from docs import folded, imprints, sheets
from tests.reading import pictures_of

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
DPI = 60
SLUGS = ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")


def main() -> None:
    """Save a picture of every page of the sample clinic's brochures; then those of logos, imprints and sheets."""
    GALLERY.mkdir(exist_ok=True)
    for old in GALLERY.glob("*.png"):
        old.unlink()
    press = Press(Catalog(Disk(ROOT)), Rack())
    for slug in SLUGS:
        for layout in ("handout", "summary"):
            printed = press.print(Job("sample", "en", "standard", slug, layout))
            for number, picture in enumerate(pictures_of(printed.content, DPI), 1):
                small = picture.convert("RGB").quantize(32)
                small.save(GALLERY / f"{slug}-{layout}-{number}.png", optimize=True)
    for name, picture in (*folded.pictures(), *imprints.pictures(), *sheets.pictures()):
        picture.save(GALLERY / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
