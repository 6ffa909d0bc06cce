"""Words in pictures: they must be read where the picture is printed, and are told at the picture where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Finished

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} 200" width="{wide}" height="200">
<rect width="{wide}" height="200" fill="#dddddd"/>
<g transform="scale({scale})"><text x="10" y="30" font-size="{size}">Sample</text></g></svg>
"""


def press_with(workspace: Path, press: Callable[..., Finished], figure: str, **drawing: float) -> Finished:
    folder = workspace / "brochures" / "breathing"
    (folder / "figures").mkdir()
    (folder / "figures" / "a.svg").write_text(DRAWING.format(**{"wide": 400, "scale": 1, **drawing}), encoding="utf-8")
    text = (folder / "en.yaml").read_text(encoding="utf-8")
    block = f"      - {figure.replace('IMAGE', 'image: figures/a.svg, alt: A sample')}\n"
    (folder / "en.yaml").write_text(text.replace("    summary:", f"{block}    summary:"), encoding="utf-8")
    return press("build")


@pytest.mark.parametrize(
    ("figure", "drawing"),
    [
        ("figure: {IMAGE}", {"size": 16}),
        ("figure: {IMAGE, width: third}", {"size": 40}),
        ("figure: {IMAGE, width: third}", {"size": 10, "scale": 4}),
    ],
)
def test_words_that_can_be_read_are_printed(
    workspace: Path, press: Callable[..., Finished], figure: str, drawing: dict[str, float]
) -> None:
    assert press_with(workspace, press, figure, **drawing).status == 0


@pytest.mark.parametrize(
    ("figure", "drawing", "size"),
    [
        ("figure: {IMAGE}", {"size": 8}, "7.0"),
        ("figure: {IMAGE, width: third}", {"size": 20}, "5.0"),
        ("figure: {IMAGE, width: half}", {"size": 40, "scale": 0.4}, "6.6"),
        ("beside: {figure: {IMAGE}, body: [{paragraph: Rest.}]}", {"size": 12}, "4.9"),
    ],
)
def test_words_too_small_where_the_picture_stands_are_told_at_the_picture(
    workspace: Path, press: Callable[..., Finished], figure: str, drawing: dict[str, float], size: str
) -> None:
    finished = press_with(workspace, press, figure, **drawing)
    assert finished.status == 1
    column = len("      - ") + figure.index("IMAGE") + len("image: ") + 1
    assert f"brochures/breathing/en.yaml:11:{column}: error: the words in “figures/a.svg” would be" in finished.err
    assert f"printed at {size}" in finished.err
    assert "; 9 are the least" in finished.err
    assert not list((workspace / "build").rglob("*.pdf"))
