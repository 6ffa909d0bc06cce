"""What a preflight asks of folded sheets: words at folds, folds back to back, source and disclaimer in a panel."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Pdf

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.inspection.preflight import inspect
from clinicpress.looks.fold import CLEAR
from clinicpress.readback.reader import read_back
from clinicpress.readback.verdict import Row
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import ROOT
from tests.printing import print_job

EDITIONS = b"editions:\n  standard: {theme: calm, paper: letter, layouts: [trifold, handout]}\n"
SLUG = "ketamine-pain-relief"


@pytest.fixture(scope="module")
def leaflet() -> bytes:
    catalog = Catalog(Unsaved(Disk(ROOT), {"editions.yaml": EDITIONS}))
    return print_job(catalog, Job("house", "en", "standard", SLUG, "trifold")).pdf


def asked(content: bytes, change: Callable[[Pdf], None] | None = None) -> dict[str, Row]:
    if change is not None:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out)
            content = out.getvalue()
    return {row.id: row for row in inspect(read_back(content, "leaflet.pdf"))}


def refold(pdf: Pdf, number: int, *folds: float) -> None:
    pdf.pages[number - 1].obj.PieceInfo.clinicpress.Private.Folds = Array(list(folds))


def test_a_leaflet_of_ours_passes_and_says_where_it_is_folded(leaflet: bytes) -> None:
    rows = asked(leaflet)
    assert (rows["folds"].result, rows["faces"].result) == ("passed", "passed")
    assert rows["folds"].note == "folded at 261, 526.5; 265.5, 531 points"


def test_a_letter_that_hangs_out_of_its_column_by_a_hair_is_no_word_at_the_fold() -> None:
    """So does a j; on the inside it begins a line in each panel."""
    name = f"brochures/{SLUG}/en.yaml"
    section = "  - {{id: s{0}, heading: Part {0}, body: [paragraph: {1}], summary: [Just so.]}}\n"
    words = "just " * 60
    head, _, _ = (ROOT / name).read_text(encoding="utf-8").partition("at_a_glance:")
    text = head + "sections:\n" + "".join(section.format(number, words) for number in range(7))
    catalog = Catalog(Unsaved(Disk(ROOT), {"editions.yaml": EDITIONS, name: text.encode()}))
    pdf = print_job(catalog, Job("house", "en", "standard", SLUG, "trifold")).pdf
    inside = read_back(pdf, "leaflet.pdf").pages[1]
    assert all(any(g.char == "j" and 0 < g.box.left - fold < CLEAR for g in inside.glyphs) for fold in inside.folds)
    assert asked(pdf)["folds"].result == "passed"


@pytest.mark.parametrize(
    ("change", "row", "page", "message"),
    [
        (lambda pdf: refold(pdf, 2, 255.0, 531.0), "folds", 2, "too near to the fold at 255 points"),
        (lambda pdf: refold(pdf, 1, 270.0, 526.5), "folds", 2, "its folds are not those of page 1, seen from behind"),
        (lambda pdf: refold(pdf, 2, 531.0), "folds", 2, "its folds are not those of page 1"),
        (lambda pdf: refold(pdf, 1, 400.0, 526.5), "faces", 1, "no panel says “Note: "),
    ],
)
def test_what_is_wrong_with_its_folds_is_told(
    change: Callable[[Pdf], None], row: str, page: int, message: str, leaflet: bytes
) -> None:
    found = asked(leaflet, change)[row]
    assert found.result == "failed"
    assert any(each.page == page and message in each.message for each in found.found), found.found


def test_what_is_not_folded_is_not_asked(leaflet: bytes) -> None:
    def smooth(pdf: Pdf) -> None:
        for page in pdf.pages:
            del page.obj.PieceInfo

    assert not {"folds", "faces"} & asked(leaflet, smooth).keys()
