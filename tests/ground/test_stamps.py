"""Stamps tell files apart that changed, without reading them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from clinicpress.ground.stamps import TOO_YOUNG, is_young, settled, stamp


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "a").write_text("text")
    return tmp_path / "a"


def test_the_same_file_has_the_same_stamp(file: Path) -> None:
    assert stamp(file) == stamp(str(file)) != ""


def test_a_change_shows_though_length_and_date_are_as_before(file: Path) -> None:
    before, status = stamp(file), file.stat()
    other = file.with_name("b")
    other.write_text("tixt")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    assert stamp(file) != before


@pytest.mark.parametrize("name", ["gone", "a/b", "nul\0"])
def test_what_is_not_there_has_none(name: str, file: Path) -> None:
    assert stamp(f"{file.parent}/{name}") == ""


def test_a_file_is_young_by_its_content_or_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 10 * TOO_YOUNG)
    old, new = 9 * TOO_YOUNG, 9 * TOO_YOUNG + 1
    assert [is_young(f"4 {modified} {changed} 7") for modified in (old, new) for changed in (old, new)] == [
        False,
        True,
        True,
        True,
    ]
    assert not is_young("")


def test_a_file_that_was_young_when_it_was_looked_at_is_not_settled_because_time_went_by() -> None:
    found = f"4 {TOO_YOUNG} {TOO_YOUNG} 7"
    assert [settled(found, taken) for taken in (2 * TOO_YOUNG - 1, 2 * TOO_YOUNG)] == ["", found]
    assert settled(found) == found
