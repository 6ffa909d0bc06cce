"""veraPDF, the referee of PDF/UA and PDF/A."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import TESTS

REFEREE = Path(os.environ.get("CLINICPRESS_REFEREE", Path.home() / ".cache" / "clinicpress" / "referee-1.28.2"))


def referee(files: list[Path]) -> list[str]:
    """Ask veraPDF about all files at once; returns what failed."""
    asked = subprocess.run(
        ["java", "-cp", f"{REFEREE}/*", str(TESTS / "referee" / "Referee.java")],
        input="\n".join(map(str, files)) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = asked.stdout.splitlines()
    assert len(verdicts) == 2 * len(files), asked.stderr
    return [line for line in verdicts if not line.endswith("\tPASS")]


needs_referee = pytest.mark.skipif(
    not (shutil.which("java") and REFEREE.is_dir()) and os.environ.get("CI") != "true",
    reason="veraPDF is not here: it needs Java 11 and Maven, then `make referee`",
)
