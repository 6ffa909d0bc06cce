"""Faults of ours are never taken for what people wrote wrong."""

from __future__ import annotations

import pytest

from clinicpress.ground.faults import FaultyCast, FaultyDrawing, FaultyProof
from clinicpress.ground.problems import InputProblems, UsageError


@pytest.mark.parametrize("fault", [FaultyCast, FaultyDrawing, FaultyProof])
def test_no_handler_of_peoples_mistakes_catches_a_fault(fault: type[Exception]) -> None:
    with pytest.raises(fault, match="lost"):
        try:
            raise fault("lost")
        except (InputProblems, UsageError, OSError, ValueError):
            pytest.fail("it was taken for a mistake of the input")
