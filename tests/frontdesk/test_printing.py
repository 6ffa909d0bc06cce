"""The files that the front desk hands out."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.building.build import build
from clinicpress.content.edition import Wanted
from tests.frontdesk.conftest import Opened


def test_a_file_has_the_bytes_that_build_writes(desk: Opened, tmp_path: Path) -> None:
    build(desk.root, tmp_path, Wanted(["ketamine-pain-relief"], ["sample"], layouts=["summary"]))
    path = "sample/en/standard/ketamine-pain-relief-summary.pdf"
    with desk.client as client:
        assert client.get(f"/pdf/{path}").content == (tmp_path / path).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "pdf/sample/en/standard/no-such-handout.pdf",
        "pdf/..%2f..%2fclinics/sample.yaml/x/y",
        "picture/sample/en/standard/ketamine-pain-relief-handout.pdf/%D9%A1.png",
        f"picture/sample/en/standard/ketamine-pain-relief-handout.pdf/{'9' * 5000}.png",
    ],
)
def test_what_is_not_on_the_shelf_is_not_found(desk: Opened, path: str) -> None:
    with desk.client as client:
        assert client.get(f"/{path}").status_code == 404
