"""A proof print holds the PDF of a build, and all that was recorded: of the plate and of the imprint."""

from __future__ import annotations

from pathlib import Path

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.proof import print_job
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk

JOB = Job("one", "en", "standard", "breathing", "handout")


def test_a_proof_is_the_pdf_that_a_press_prints(workspace: Path) -> None:
    catalog = Catalog(Disk(workspace))
    assert print_job(catalog, JOB).pdf == Press(catalog, Rack(None)).print(JOB).bound.pdf


def test_the_imprint_is_in_the_record_and_the_structure(workspace: Path) -> None:
    printed = print_job(Catalog(Disk(workspace)), JOB)
    lines = [(line.page, line.text) for line in printed.record.texts if line.text == "Test Clinic One"]
    assert lines and {page for page, _ in lines} == {1}
    assert sum("Test Clinic One" in element.drawn for element in printed.structure.walk()) > 0
    assert all(0 <= line.x <= 612 and 0 <= line.baseline <= 792 for line in printed.record.texts)
