"""A brochure's file is read and printed where it lies, or as if it lay in the workspace at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.comparison.galley import opened
from clinicpress.ground.problems import InputProblems
from tests.conftest import WORKSPACE
from tests.reading import read_pages

EN = "brochures/breathing/en.yaml"


def content(folder: Path) -> dict[Path, bytes]:
    """Return what all files of a folder hold."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def older(workspace: Path, tmp_path: Path) -> Path:
    """An older copy with other words, saved beside the workspace."""
    file = tmp_path / "older.yaml"
    file.write_text(WORKSPACE[EN].replace("Sit upright.", "Lie down."), encoding="utf-8")
    return file


def test_an_older_copy_is_printed_with_what_the_workspace_has_and_nothing_is_written(
    workspace: Path, older: Path
) -> None:
    before = content(workspace)
    galleys = opened(older, workspace / EN, workspace)
    said = [read_pages(galley.prints()["handout"])[0].text for galley in galleys]
    assert ["Lie down." in words for words in said] == [True, False]
    assert ["Sit upright." in words for words in said] == [False, True]
    assert [(galley.slug, galley.language, galley.found) for galley in galleys] == [("breathing", "en", [])] * 2
    assert content(workspace) == before


def test_a_link_to_an_older_copy_is_as_good_as_the_copy(workspace: Path, older: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere/link.yaml"
    link.symlink_to(older)
    before, _ = opened(link, workspace / EN, workspace)
    assert before.passages() is not None
    assert before.file == link


def test_two_copies_that_lie_nowhere_are_read_over_the_workspace_that_is_named(workspace: Path, older: Path) -> None:
    before, after = opened(older, older, workspace)
    assert before.passages() == after.passages()
    assert before.slug == after.slug
    with pytest.raises(InputProblems, match="this file lies in no workspace"):
        opened(older, older, older.parent)


def test_problems_are_told_by_the_name_that_was_given(workspace: Path, older: Path) -> None:
    older.write_text(WORKSPACE[EN].replace("[@guide]", "[@guise]"), encoding="utf-8")
    before, _ = opened(older, workspace / EN, workspace)
    before.passages()
    assert {problem.place.file for problem in before.found} == {str(older)}
    older.write_text("title: [\n", encoding="utf-8")
    with pytest.raises(InputProblems) as told:
        opened(older, workspace / EN, workspace)
    assert {problem.place.file for problem in told.value.problems} == {str(older)}


def test_pages_are_compared_on_paper(workspace: Path, older: Path) -> None:
    editions = workspace / "editions.yaml"
    for layouts, printed in (("[page, handout]", ["handout"]), ("[page]", [])):
        editions.write_text(WORKSPACE["editions.yaml"].replace("[handout]", layouts), encoding="utf-8")
        assert [list(galley.prints()) for galley in opened(older, workspace / EN, workspace)] == [printed] * 2
