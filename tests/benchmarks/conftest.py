"""The programs in `benchmarks/` are no package: they find each other because they are run from there."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
