"""PDFs of ours that the tests of a preflight look at, and damage."""

from __future__ import annotations

from typing import Any

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.inspection.damage import LONG, SAMPLER
from tests.leaflets import print_all
from tests.printing import Printed, pdf_jobs, print_job


@pytest.fixture(scope="session")
def printed() -> dict[Job, bytes]:
    """All PDFs of the two brochures."""
    catalog = Catalog(Disk(ROOT))
    return {job: print_job(catalog, job).pdf for job in pdf_jobs(catalog)}


@pytest.fixture(scope="session")
def sampler() -> dict[Job, bytes]:
    """A handout with blocks of every kind, and a long one with contents, sections below others and joined cells."""
    return {
        SAMPLER: print_job(Catalog(Disk(ROOT / "tests" / "workspaces" / "sampler")), SAMPLER).pdf,
        LONG: long_handout(),
    }


def long_handout() -> bytes:
    """Print a handout that is long enough to have contents."""
    rows = [[{"text": "Mon", "rows": 2}, "1", "2"], [{"text": "none", "columns": 2}]]
    body: list[Any] = [
        {"list": [{"text": "Fruit", "body": [{"list": ["Apples", "Pears"]}]}]},
        {"table": {"header": ["Day", "Noon", "Night"], "rows": rows}},
    ]
    sections: list[Any] = [
        {"id": f"s{n}", "heading": f"Part {n}", "body": [*body, {"paragraph": "Some words. " * 90}]} for n in range(9)
    ]
    sections[0]["sections"] = [{"id": "below", "heading": "Below", "body": [{"paragraph": "See [it](#s8)."}]}]
    content = {
        "title": "Long", "language": "en", "version": "1", "published": "2026-11-22", "sources": ["one"],
        "sections": sections,
    }  # fmt: skip
    printed = print_all(content, {"one": {"short": "A source", "full": "A source, 2020"}})[LONG]
    assert isinstance(printed, Printed), printed
    return printed.pdf
