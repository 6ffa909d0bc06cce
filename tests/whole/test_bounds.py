"""Large inputs: time grows as they do, bounds say where they end, and a long brochure is far from any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinicpress.content.model import Brochure
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.themes import MOST_EXTENDED
from clinicpress.typesetting.flowables import Shape, Stack
from clinicpress.typesetting.rows import Cell, Row
from clinicpress.workspace.composer import MAX_NODES, parse_yaml
from clinicpress.workspace.schema import MOST_TOLD, check_partly
from tests.conftest import WORKSPACE, Finished
from tests.typesetting.toys import dealt, frames


@dataclass(frozen=True, eq=False)
class Block(Shape):
    """A block of a fixed height that counts how often it is asked for it."""

    height: float
    asked: list[int]

    def wrap(self, measure: float) -> float:
        self.asked[0] += 1
        return self.height


def asked(count: int, around: Callable[[Stack], Stack]) -> int:
    """Deal out a story of some blocks; return how often their heights were asked for."""
    asked = [0]
    stack = around(Stack(tuple(Block(20.0, asked) for _ in range(count))))
    filled = dealt(stack, frames(300.0, 600.0))
    assert len(filled) == -(-count // 30)
    return asked[0]


@pytest.mark.parametrize(
    "around",
    [
        lambda stack: stack,
        lambda stack: Stack((stack,)),
        lambda stack: Stack((Row((Cell(stack, 0.0, 300.0),)),)),
    ],
    ids=["alone", "in a section", "beside something"],
)
def test_the_work_of_dealing_out_pages_grows_as_the_story_does(around: Callable[[Stack], Stack]) -> None:
    assert asked(6000, around) < 2.2 * asked(3000, around)


def test_a_file_has_a_bound_and_says_so() -> None:
    text = "".join(f"k{number}: x\n" for number in range(MAX_NODES))
    with pytest.raises(InputProblems) as error:
        parse_yaml("brochures/x/en.yaml", text)
    [problem] = error.value.problems
    assert problem.place.line == MAX_NODES // 2
    assert problem.message == "a file holds at most 50,000 keys, texts and lists"


def test_of_many_mistakes_the_first_are_told_and_the_others_counted() -> None:
    text = WORKSPACE["brochures/breathing/en.yaml"] + "".join(f"k{number}: x\n" for number in range(MOST_TOLD + 70))
    brochure, problems = check_partly(parse_yaml("en.yaml", text), Brochure)
    assert brochure is not None
    assert len(problems) == MOST_TOLD + 1
    assert [p.message for p in problems if "more mistakes" in p.message] == [
        "there are 70 more mistakes like these in this file"
    ]


def test_themes_extend_each_other_only_so_far(workspace: Path, press: Callable[..., Finished]) -> None:
    themes = workspace / "templates" / "themes"
    themes.mkdir(parents=True)
    for number in range(1200):
        (themes / f"t{number}.yaml").write_text(f"extends: t{number + 1}\n")
    (workspace / "editions.yaml").write_text("editions:\n  standard: {theme: t0, layouts: [handout]}\n")
    finished = press("build")
    assert finished.status == 1
    assert f"templates/themes/t{MOST_EXTENDED}.yaml:1:10: error: a theme is made of at most" in finished.err


def test_a_long_brochure_is_printed(workspace: Path, press: Callable[..., Finished]) -> None:
    words = "Some words here and more so that a paragraph of twenty words comes of it in the end as it must be."
    sections = "".join(
        f"  - id: s{number}\n    heading: Heading number {number}\n    body:\n      - paragraph: {words}\n"
        f"      - list:\n          - {words}\n"
        for number in range(300)
    )
    brochure = workspace / "brochures" / "breathing" / "en.yaml"
    brochure.write_text(brochure.read_text(encoding="utf-8") + sections, encoding="utf-8")
    (workspace / "clinics" / "one.yaml").unlink()
    assert press("build").status == 0
