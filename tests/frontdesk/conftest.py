"""What tests of the front desk share. The browser is in tests/conftest.py."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.desks import Opened, opened


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A front desk of both shipped brochures; what it holds is not to be changed."""
    root = tmp_path_factory.mktemp("desk") / "workspace"
    for name in ("brochures", "clinics"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "editions.yaml", root)
    with opened(root) as desk:
        yield desk


@pytest.fixture
def open_desk(workspace: Path) -> Iterator[Callable[..., Opened]]:
    """Opens a front desk of a small workspace of the test's own, with options."""
    with ExitStack() as stack:
        yield lambda *options, root=workspace: stack.enter_context(opened(root, *options))
