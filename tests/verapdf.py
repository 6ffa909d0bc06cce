"""veraPDF, the referee of PDF/UA and PDF/A: one process, which reads files while the tests go on printing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import TESTS

REFEREE = Path(os.environ.get("CLINICPRESS_REFEREE", Path.home() / ".cache" / "clinicpress" / "referee-1.28.2"))
# For a run of seconds, better code costs more than it saves.
COMMAND = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{REFEREE}/*"]
PROFILES = 2

needs_referee = pytest.mark.skipif(
    not (shutil.which("java") and REFEREE.is_dir()) and os.environ.get("CI") != "true",
    reason="veraPDF is not here: it needs Java 11 and Maven, then `make referee`",
)


class Referee:
    """Judges PDFs in the order in which they are handed in, each content once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._said: dict[str, list[str]] = {}
        self._heard = threading.Condition()
        self._process = subprocess.Popen(
            [*COMMAND, str(TESTS / "referee" / "Referee.java")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._heard:
                self._said.setdefault(Path(line.partition("\t")[0]).name, []).append(line.rstrip("\n"))
                self._heard.notify_all()
        with self._heard:
            self._heard.notify_all()

    def hand_in(self, pdf: bytes) -> str:
        """Have a PDF judged, without waiting for it; returns the name that its verdicts have."""
        name = f"{hashlib.sha256(pdf).hexdigest()}.pdf"
        if not (self.folder / name).exists():
            (self.folder / name).write_bytes(pdf)
            assert self._process.stdin is not None
            self._process.stdin.write(f"{self.folder / name}\n")
        return name

    def failures(self, pdfs: Iterable[bytes]) -> list[str]:
        """Wait for the verdicts on some PDFs; returns what failed, a line for each profile."""
        names = [self.hand_in(pdf) for pdf in pdfs]
        with self._heard:
            for name in names:
                while len(self._said.get(name, ())) < PROFILES:
                    assert self._listener.is_alive(), f"veraPDF ended: {self._said}"
                    self._heard.wait(timeout=1)
            return [line for name in names for line in self._said[name] if not line.endswith("\tPASS")]

    def end(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._listener.join()
        self._process.stdout.close()
