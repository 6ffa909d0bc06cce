"""Hostile inputs end with a located error or are printed: no fault of ours, no hang, nothing touched outside.

A part of what `python -m tests.hostile --count 10000` tries; the seeds are fixed, so a failure can be
made again: its message has the seed.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

COUNT = 120


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each input is tried in a child of one process")
def test_some_hostile_inputs() -> None:
    command = [sys.executable, "-m", "tests.hostile", "--count", str(COUNT), "--seed", "1000"]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=900)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert finished.stdout.endswith(f"{COUNT} inputs, 0 to complain of\n")
