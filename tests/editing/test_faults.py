"""What is wrong with a text that nobody has saved is told as printing it would."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.editing.faults import problems_in
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE

EN = "brochures/breathing/en.yaml"
WRONG = {
    "a brochure": (EN, ("title: Breathing at home", "titel: Breathing at home"), "unknown key “titel”"),
    "a source that is not there": (EN, ("[guide]", "[gide]"), "did you mean “guide”?"),
    "a clinic": ("clinics/one.yaml", ('"#0F5A66"', "red"), "“red” is not a colour"),
    "an edition": ("editions.yaml", ("[handout]", "[]"), "too few entries"),
    "an edition that is not there": (
        "editions.yaml",
        ("[handout]}", "[handout]}\nmatrix: {clinics: [two]}"),
        "unknown clinic",
    ),
    "a source": ("brochures/sources.yaml", ("  short: A guide to breathing\n", ""), "the key “short” is missing"),
    "no YAML": (EN, ("sections:", "sections: ["), ""),
}


@pytest.mark.parametrize(("name", "change", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_place(workspace: Path, name: str, change: tuple[str, str], told: str) -> None:
    assert problems_in(Disk(workspace), name, WORKSPACE[name]) == []
    text = WORKSPACE[name].replace(*change)
    assert text != WORKSPACE[name]
    problems = problems_in(Disk(workspace), name, text)
    assert any(told in f"{problem.message} {problem.hint}" for problem in problems)
    assert {problem.place.file for problem in problems} == {name}


def test_other_files_are_not_edited(workspace: Path) -> None:
    with pytest.raises(ValueError, match="not a file that people edit"):
        problems_in(Disk(workspace), "templates/handout/layout.yaml", "")
