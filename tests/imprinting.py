"""Imprints of clinics, drawn into boxes of any size, without a plate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.drawing.sheet import Slot
from clinicpress.ground.problems import Place
from clinicpress.pdf.patch import ImprintCase, Patch, PatchSheet
from clinicpress.pdf.stock import Stock
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.press.imprint import Imprint, pieces_printed
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved

JOB = Job("one", "en", "standard", "breathing", "handout")
SOURCE = ("https://source.example/article", Place("brochures/sources.yaml", 4, 8))
FULL = """\
name: Test Clinic One
tagline: Care for all
address: [1 Example Street, Springfield]
phone: (555) 555-0100
email: hello@clinic.example
website: https://clinic.example
"""


def sheet_for(imprint: Imprint, source: Any = None, stamping: bool = False) -> PatchSheet:
    case = ImprintCase(Stock({}), lambda: pieces_printed(imprint.clinic, imprint.theme, imprint.labels, source))
    return PatchSheet("toy", case, stamping)


def filled(imprint: Imprint, name: str, width: float, height: float, source: Any = None) -> Patch:
    """Draw what belongs into a slot of a size."""
    sheet = sheet_for(imprint, source)
    imprint.fill(sheet, Slot(name, 1, 0, 0, width, height, sheet.element), source)
    return sheet.finish()


def lines_of(patch: Patch) -> list[str]:
    return [line.text for line in patch.texts]


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'
EDITIONS = "editions:\n  standard: {theme: own, paper: letter, layouts: [handout]}\n"


def drawn_with(measures: str, workspace: Path, name: str, width: float, height: float) -> dict[str, tuple[float, ...]]:
    """Return where the picture and the lines of a slot begin and end, from its top left corner, in a theme's measures.

    Of the picture that is left, top, width and height; of a line its beginning.
    """
    own = {
        "editions.yaml": EDITIONS,
        "templates/themes/own.yaml": f"extends: calm\nmeasures: {{{measures}}}\n",
        "clinics/one.yaml": f"{FULL}logo: logo.svg\n",
        "clinics/logo.svg": LOGO,
    }
    parts = gather_clinic(Catalog(Unsaved(Disk(workspace), own)), JOB)
    sheet = sheet_for(parts.imprint)
    parts.imprint.fill(sheet, Slot(name, 1, 0, 0, width, height, sheet.element), None)
    [box] = [element.box for element in sheet.element.walk() if element.box]
    patch = sheet.finish()
    found: dict[str, tuple[float, ...]] = {line.text: (line.x, line.baseline) for line in patch.texts}
    return {**found, "picture": (box[0], box[3], box[2] - box[0], box[3] - box[1])}
