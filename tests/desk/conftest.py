"""What the tests of the desk share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clinicpress.desk.editorial import Editorial, load_editorial
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.desk.quiet import files_of
from tests.folders import write


@pytest.fixture(scope="module")
def rules() -> Editorial:
    found = load_editorial(Disk(ROOT), "en-GB")
    assert found is not None
    return found


@pytest.fixture
def quiet(workspace: Path) -> Path:
    """A workspace in which an editor finds nothing to say."""
    shutil.rmtree(workspace)
    write(workspace, files_of("quiet"))
    return workspace
