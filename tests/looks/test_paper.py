"""Papers: a file for each, the workspace's own beside those that ship with us."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.paper import Paper, load_paper
from clinicpress.workspace.disk import Disk
from tests.typesetting.furnished import WORKSPACE

HERE = Place("editions.yaml", 2, 9)


@pytest.mark.parametrize(("name", "millimetres"), [("letter", (215.9, 279.4)), ("a4", (210, 297))])
def test_the_shipped_papers_have_their_sizes(name: str, millimetres: tuple[float, float]) -> None:
    paper = load_paper(WORKSPACE, Unprinted(name, HERE))
    assert (paper.width / 72 * 25.4, paper.height / 72 * 25.4) == pytest.approx(millimetres, abs=1e-4)


def test_a_workspace_has_its_own_papers_and_ours(tmp_path: Path) -> None:
    (tmp_path / "templates" / "papers").mkdir(parents=True)
    (tmp_path / "templates" / "papers" / "legal.yaml").write_text("width: 612\nheight: 1008\n", encoding="utf-8")
    workspace = Disk(tmp_path)
    assert load_paper(workspace, Unprinted("legal", HERE)) == Paper(width=612, height=1008)
    assert load_paper(workspace, Unprinted("letter", HERE)) == Paper(width=612, height=792, tuck=4.5)
    with pytest.raises(InputProblems) as caught:
        load_paper(workspace, Unprinted("lettre", HERE))
    [problem] = caught.value.problems
    assert (problem.place, problem.message, problem.hint) == (HERE, "unknown paper “lettre”", "did you mean “letter”?")


def test_a_paper_whose_file_has_a_wrong_ending_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "templates" / "papers").mkdir(parents=True)
    (tmp_path / "templates" / "papers" / "legal.yml").write_text("width: 612\nheight: 1008\n", encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        load_paper(Disk(tmp_path), Unprinted("legal", HERE))
    [problem] = caught.value.problems
    assert (problem.place, problem.message, problem.hint) == (
        HERE, "unknown paper “legal”", "templates/papers/legal.yml is not read: its name must end in .yaml",
    )  # fmt: skip


def test_a_paper_has_bounds(tmp_path: Path) -> None:
    (tmp_path / "templates" / "papers").mkdir(parents=True)
    (tmp_path / "templates" / "papers" / "tiny.yaml").write_text("width: 20\nheight: 1e9\n", encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        load_paper(Disk(tmp_path), Unprinted("tiny", HERE))
    assert [(p.place.line, p.message) for p in caught.value.problems] == [
        (1, "the number must be from 288 to 2000"), (2, "the number must be from 288 to 2000"),
    ]  # fmt: skip
