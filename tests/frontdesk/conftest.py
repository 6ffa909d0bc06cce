"""What tests of the front desk share: real desks, each a process of its own. The browser is in tests/conftest.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT


@dataclass(frozen=True)
class Opened:
    """A front desk that is open."""

    address: str
    """Without a slash at its end."""
    root: Path
    process: subprocess.Popen[str]

    @property
    def client(self) -> httpx.Client:
        """One that asks it, and says where it came from as a page of ours does."""
        return httpx.Client(base_url=self.address, headers={"Origin": self.address}, timeout=60)


@contextmanager
def opened(root: Path, *options: str) -> Iterator[Opened]:
    """Open a front desk of a workspace, on a free port, until the block ends."""
    command = [sys.executable, str(ROOT / "generate.py"), "serve", "--workspace", str(root), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1].rstrip("/")
            yield Opened(address, root, process)
        finally:
            process.terminate()
            process.wait(30)


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
