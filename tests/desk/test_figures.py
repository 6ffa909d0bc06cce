"""Words of figures in fonts that are not here are told at the figure, by build and check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WORKSPACE, Finished
from tests.said import printed

EN = "brochures/breathing/en.yaml"
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">
<text x="9" y="50" font-family="{}">In</text></svg>
"""


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(("family", "told"), [("Arial, sans-serif", True), ("Source Sans 3", False)])
def test_a_font_that_is_not_here_is_told_at_the_figure(
    family: str, told: bool, command: str, workspace: Path, press: Callable[..., Finished]
) -> None:
    figure = "      - figure: {image: a.svg, alt: A picture}\n"
    (workspace / EN).write_text(WORKSPACE[EN].replace("    summary:\n", figure + "    summary:\n"), encoding="utf-8")
    (workspace / EN).with_name("a.svg").write_text(SVG.format(family), encoding="utf-8")
    finished = press(command)
    assert finished.status == 0
    said = "“brochures/breathing/a.svg”, line 2, has words in “Arial”, a font that is not here: they are set in ours"
    warned = [each for each in printed(finished.err + finished.out, "warning") if each.file == EN and each.line == 11]
    assert [(each.column, each.message) for each in warned] == ([(25, said)] if told else [])


def test_a_drawing_is_known_by_what_it_holds(workspace: Path, press: Callable[..., Finished]) -> None:
    figure = "      - figure: {image: a.png, alt: A picture}\n"
    (workspace / EN).write_text(WORKSPACE[EN].replace("    summary:\n", figure + "    summary:\n"), encoding="utf-8")
    (workspace / EN).with_name("a.png").write_text(SVG.format("Arial"), encoding="utf-8")
    assert "a.png”, line 2, has words in “Arial”" in press("check").err


def test_a_logo_in_other_letters_is_refused(workspace: Path, press: Callable[..., Finished]) -> None:
    (workspace / "clinics/one.yaml").write_text(WORKSPACE["clinics/one.yaml"] + "logo: one.svg\n", encoding="utf-8")
    (workspace / "clinics/one.svg").write_text(SVG.format("Arial"), encoding="utf-8")
    finished = press("build")
    [said] = printed(finished.err)
    assert (finished.status, said.file) == (1, "clinics/one.yaml")
    assert said.message == "“clinics/one.svg”, line 2, has words in “Arial”, a font that is not here"
    assert "convert its text to outlines" in said.hint


@pytest.mark.parametrize("command", ["build", "check"])
def test_words_in_a_logo_that_nobody_could_read_are_told(
    command: str, workspace: Path, press: Callable[..., Finished]
) -> None:
    (workspace / "clinics/one.yaml").write_text(WORKSPACE["clinics/one.yaml"] + "logo: one.svg\n", encoding="utf-8")
    words = '<rect width="200" height="80"/><text x="5" y="95" font-size="9">Care for all</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{words}</svg>'
    (workspace / "clinics/one.svg").write_text(svg, encoding="utf-8")
    finished = press(command)
    said = [each for each in printed(finished.err + finished.out) if each.file == "clinics/one.yaml"]
    assert finished.status == 1
    assert [each.message for each in said] == ["the words in “one.svg” would be printed at 3.1 points; 9 are the least"]
    assert said[0].hint == "convert its text to outlines (paths)"
