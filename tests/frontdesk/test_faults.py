"""What is told of a fault."""

from __future__ import annotations

import traceback

from clinicpress.frontdesk.faults import told
from clinicpress.frontdesk.hands import Fallen

PLANTED = "jane.doe@example.org"


def fail() -> None:
    try:
        raise KeyError(PLANTED)
    except KeyError as error:
        raise ValueError(f"no\n{PLANTED} is not\nKeyError: {PLANTED}") from error


def test_kinds_and_places_are_told_and_no_word_that_was_read() -> None:
    try:
        fail()
    except ValueError as error:
        here, there = told(error), told(Fallen(traceback.format_exc()))
    for each in (here, there):
        assert PLANTED not in each
        assert "in fail" in each
        assert "KeyError" in each
        assert each.endswith("ValueError")


def test_how_a_worker_ended_is_told() -> None:
    assert told(Fallen("The worker process ended killed by signal 9.\n")) == (
        "The worker process ended killed by signal 9."
    )
