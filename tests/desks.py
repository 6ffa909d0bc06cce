"""Real front desks for tests, each a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

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
