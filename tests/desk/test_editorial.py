"""Editorial rules: of the language, or of the language without its region; the workspace's own first."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.desk.editorial import load_editorial
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk


def own(root: Path, text: str, language: str = "en") -> Disk:
    file = root / f"templates/editorial/{language}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return Disk(root)


def test_a_region_has_the_rules_of_its_language(tmp_path: Path) -> None:
    shipped = load_editorial(Disk(tmp_path), "en-CA")
    assert shipped is not None
    assert (shipped.language, shipped.limits.sentence_words) == ("en", 25)
    assert load_editorial(Disk(tmp_path), "xx") is None


def test_a_workspaces_own_rules_win(tmp_path: Path) -> None:
    rules = load_editorial(own(tmp_path, "language: en\nlimits: {sentence_words: 12}\n"), "en")
    assert rules is not None
    assert (rules.limits.sentence_words, rules.plain) == (12, {})


@pytest.mark.parametrize(
    ("limits", "said"),
    [("{sentence_words: 4}", "5"), ("{passive_percent: 101}", "100"), ("{grade: 0}", "0"), ("{words: 9}", "words")],
)
def test_limits_that_make_no_sense_are_told(limits: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as told:
        load_editorial(own(tmp_path, f"language: en\nlimits: {limits}\n"), "en")
    [problem] = told.value.problems
    assert problem.place.line == 2
    assert said in problem.message
