"""Progress where nobody looks at a terminal: a line now and then, and none for what is done at once."""

from __future__ import annotations

import itertools

import pytest

from clinicpress.ground import progress


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that goes on by two seconds each time it is looked at."""
    seconds = itertools.count(0.0, 2.0)
    monkeypatch.setattr("time.monotonic", lambda: next(seconds))


def test_a_long_run_says_how_far_it_is(ticking: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress.watched(range(60), 60, "made")) == list(range(60))
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "made: 3 of 60, 0 a second, 114 s left"
    assert [line.split(",")[0] for line in said] == [f"made: {number} of 60" for number in range(3, 60, 3)]


def test_a_short_run_says_nothing(ticking: None, capsys: pytest.CaptureFixture[str]) -> None:
    few = progress.LINES_FROM - 1
    assert len(list(progress.watched(range(few), few, "made"))) == few
    assert capsys.readouterr().err == ""
