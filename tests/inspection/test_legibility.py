"""Can everything be read? Sizes, edges, pictures, and words over words, as they are seen."""

from __future__ import annotations

import pytest

from clinicpress.inspection.legibility import legibility, see
from tests.readback.drawn import drawn, read_drawn

LINE = b"BT /F %d Tf %d %d Td (Breathe out) Tj ET "


def answers(content: bytes, height: float = 792) -> dict[str, tuple[str, list[str]]]:
    rows = legibility(see(read_drawn(drawn(content, 612, height))))
    return {row.id: (row.result, [found.message for found in row.found]) for row in rows}


def test_a_plain_page_passes() -> None:
    found = answers(LINE % (12, 100, 400))
    assert {id: result for id, (result, _) in found.items() if result != "passed"} == {}


OVER = LINE % (12, 100, 400) + b"BT /F 12 Tf 100 402 Td (something else) Tj ET"
COARSE = LINE % (12, 100, 400) + b"q 300 0 0 150 100 500 cm /P Do Q"


@pytest.mark.parametrize(
    ("content", "rows", "said"),
    [
        (LINE % (8, 100, 400), ["type-size"], "8 pt"),
        (b".7 g " + LINE % (12, 100, 400), ["contrast", "grey"], "“Breathe"),
        (LINE % (12, 4, 400), ["edges"], "“Breathe"),
        (OVER, ["hidden"], "is printed over other words"),
        (b"1 g " + LINE % (12, 100, 400), ["hidden"], "“Breathe out” is in the file, but cannot be seen whole"),
        (COARSE, ["pictures"], "24 dpi"),
    ],
    ids=["small", "pale", "edge", "over", "white", "coarse"],
)
def test_each_fault_is_told_in_its_rows_alone(content: bytes, rows: list[str], said: str) -> None:
    found = {id: told for id, (result, told) in answers(content).items() if result != "passed"}
    assert list(found) == rows
    assert said in found[rows[0]][0]


@pytest.mark.parametrize(
    ("size", "tone", "passes"),
    [(18, b".58 g ", True), (17, b".58 g ", False), (18, b".7 g ", False), (12, b".4 g ", True)],
)
def test_large_type_may_be_paler(size: int, tone: bytes, passes: bool) -> None:
    """Of white paper, 0.58 is 3.0 to 1, 0.7 is 2.1 to 1 and 0.4 is 5.7 to 1."""
    assert (answers(tone + LINE % (size, 100, 400))["contrast"][0] == "passed") == passes
