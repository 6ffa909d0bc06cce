"""What every PDF asks a print dialog for, by its pages and how they lie."""

from __future__ import annotations

import io

import pikepdf
import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.pdf.dialog import wishes
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.printing import print_job


@pytest.mark.parametrize(
    ("pages", "wide", "duplex"),
    [
        (1, False, "/Simplex"),
        (1, True, "/Simplex"),
        (2, False, "/DuplexFlipLongEdge"),
        (2, True, "/DuplexFlipShortEdge"),
    ],
)
def test_sheets_turn_over_as_those_of_a_book(pages: int, wide: bool, duplex: str) -> None:
    assert wishes(pages, wide)["/Duplex"] == duplex


@pytest.mark.parametrize(
    ("layout", "duplex"),
    [("handout", "/DuplexFlipLongEdge"), ("summary", "/Simplex"), ("trifold", "/DuplexFlipShortEdge")],
)
def test_every_pdf_asks_for_its_actual_size(layout: str, duplex: str) -> None:
    job = Job("house", "en", "standard", "ketamine-pain-relief", layout)
    with pikepdf.open(io.BytesIO(print_job(Catalog(Disk(ROOT)), job).pdf)) as pdf:
        asked = dict(pdf.Root.ViewerPreferences.items())
    assert asked == {
        "/DisplayDocTitle": True,
        "/PrintScaling": pikepdf.Name("/None"),
        "/PickTrayByPDFSize": True,
        "/Duplex": pikepdf.Name(duplex),
    }
