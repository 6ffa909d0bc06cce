"""How many examples a property test looks at, in either of the profiles of tests/conftest.py."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

MORE = 10


def examples(count: int, **options: Any) -> settings:
    """Look at so many examples, the same ones each time; ten times as many, new ones, in the profile `wander`."""
    return settings(max_examples=count if settings.default.derandomize else MORE * count, **options)
