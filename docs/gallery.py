"""Make docs/gallery/: small pictures of the real pages, for README and the pages of docs/.

Run it with `make gallery`.
"""

from __future__ import annotations

from pathlib import Path

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from docs import folded, imprints, languages, sheets
from tests.reading import pictures_of

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
DPI = 60
SLUGS = ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")
FRIENDLY = "friendly"


def friendly() -> Catalog:
    """Return the workspace, in which the sample clinic has chosen the friendly look, in that look's own colour."""
    clinic = (ROOT / "clinics" / "sample.yaml").read_text(encoding="utf-8")
    lines = [line for line in clinic.splitlines() if not line.startswith("brand_color:")]
    text = "\n".join([*lines, f"look: {FRIENDLY}", ""])
    return Catalog(Unsaved(Disk(ROOT), {"clinics/sample.yaml": text.encode()}))


def main() -> None:
    """Save a picture of every page of the sample clinic's brochures; then those of logos, imprints and sheets.

    The first brochure is shown in the friendly look, too.
    """
    GALLERY.mkdir(exist_ok=True)
    for old in GALLERY.glob("*.png"):
        old.unlink()
    shown = [(Catalog(Disk(ROOT)), slug, slug) for slug in SLUGS]
    for catalog, slug, name in (*shown, (friendly(), SLUGS[0], FRIENDLY)):
        press = Press(catalog, Rack())
        for layout in ("handout", "summary"):
            printed = press.print(Job("sample", "en", "standard", slug, layout))
            for number, picture in enumerate(pictures_of(printed.content, DPI), 1):
                small = picture.convert("RGB").quantize(32 if name != FRIENDLY else 64)
                small.save(GALLERY / f"{name}-{layout}-{number}.png", optimize=True)
    for name, picture in (*folded.pictures(), *imprints.pictures(), *sheets.pictures(), *languages.pictures()):
        picture.save(GALLERY / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
