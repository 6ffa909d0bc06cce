"""The imprint of a clinic, in the shipped look and language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.model import Clinic
from clinicpress.press.clinicparts import ClinicParts, gather_clinic
from clinicpress.press.imprint import Imprint
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.schema import check_node
from tests.conftest import WORKSPACE
from tests.imprinting import JOB


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> ClinicParts:
    """What the shipped look and language give to imprints."""
    root = tmp_path_factory.mktemp("imprint")
    for name, text in WORKSPACE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return gather_clinic(Catalog(Disk(root)), JOB)


@pytest.fixture
def imprint_of(parts: ClinicParts, tmp_path: Path) -> Any:
    """Make the imprint of a clinic from its file."""

    def make(text: str) -> Imprint:
        (tmp_path / "clinic.yaml").write_text(text, encoding="utf-8")
        clinic = check_node(Disk(tmp_path).read_yaml("clinic.yaml"), Clinic)
        return Imprint(clinic, None, parts.theme, parts.imprint.labels)

    return make
