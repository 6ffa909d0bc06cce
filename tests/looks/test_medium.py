"""The medium: a layout is for paper unless it says that it is for screens; any other word is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.ground.problems import InputProblems
from clinicpress.looks.medium import AnyLayout, ScreenLayout, is_for_screens, layout_file
from clinicpress.workspace.disk import Disk
from tests.folders import write


@pytest.mark.parametrize(
    ("said", "screens"), [("title: own\n", False), ("medium: paper\n", False), ("medium: screen\n", True)]
)
def test_a_layout_is_for_paper_unless_it_says_otherwise(said: str, screens: bool, tmp_path: Path) -> None:
    write(tmp_path, {layout_file("own"): said})
    assert is_for_screens(Disk(tmp_path), "own") is screens


def test_a_layout_that_is_not_there_is_for_no_screen(tmp_path: Path) -> None:
    assert not is_for_screens(Disk(tmp_path), "own")


@pytest.mark.parametrize(
    ("word", "hint"), [("screeen", "did you mean “screen”?"), ("[screen]", "known here: paper, screen")]
)
def test_another_word_is_told_at_its_place(word: str, hint: str, tmp_path: Path) -> None:
    write(tmp_path, {layout_file("own"): f"title: own\nmedium: {word}\n"})
    with pytest.raises(InputProblems) as caught:
        is_for_screens(Disk(tmp_path), "own")
    [problem] = caught.value.problems
    assert (problem.place.line, problem.place.column) == (2, 9)
    assert problem.hint.startswith(hint)


def test_one_for_screens_has_nothing_that_others_do_not_have() -> None:
    assert {*ScreenLayout.model_fields} - {*AnyLayout.model_fields} == {"medium"}
