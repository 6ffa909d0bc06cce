"""What the tests of pictures share."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import Place
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def faces() -> Chain:
    return chain()


def chain() -> Chain:
    """Return faces of the repository."""
    return Chain(FontShelf(Disk(ROOT)), [Text("atkinson", Place("theme"))], 400)
