"""The time that a foreign file may take, and what is said when that was not enough."""

from __future__ import annotations

from pathlib import Path

from clinicpress.ground.patience import LONGEST_WAIT, PATIENCE, QUICK, ended, patience


def test_large_files_may_take_longer_but_not_for_ever(tmp_path: Path) -> None:
    small, large, gone = tmp_path / "small", tmp_path / "large", tmp_path / "gone"
    small.write_bytes(bytes(3 * QUICK))
    with large.open("wb") as file:
        file.truncate(1000 * QUICK)
    assert patience(gone) == PATIENCE
    assert patience(small, gone) == PATIENCE + 3
    assert patience(small, large) == LONGEST_WAIT


def test_an_end_names_the_file_and_what_was_done_to_it() -> None:
    problem = ended(Path("a.pdf"), "killed by signal 9", "painted (page 3)")
    assert (problem.place.file, problem.message) == (
        "a.pdf",
        "the file cannot be painted (page 3): the program that reads it ended (killed by signal 9)",
    )
