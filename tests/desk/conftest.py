"""What the tests of the desk share."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def rules() -> Editorial:
    found = load_editorial(Disk(ROOT), "en-GB")
    assert found is not None
    return found
