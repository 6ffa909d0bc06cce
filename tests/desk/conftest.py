"""What the tests of the desk share."""

from __future__ import annotations

import pytest

from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.workspace.workspace import Workspace
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def rules() -> Editorial:
    found = load_editorial(Workspace(ROOT), "en-GB")
    assert found is not None
    return found
