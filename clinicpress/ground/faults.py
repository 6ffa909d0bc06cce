"""Faults of ours: what is raised when a page or a file would not be what it must be."""

from __future__ import annotations


class FaultyDrawing(AssertionError):
    """Raised when something is drawn that would silently become an artifact: a fault of ours."""


class FaultyProof(AssertionError):
    """Raised when a finished document does not hold what it must: a fault of ours."""


class FaultyCast(AssertionError):
    """Raised when a saved PDF is not what was expected: a fault of ours."""
