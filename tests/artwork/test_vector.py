"""SVGs that are ready to be drawn: their size, and what would be cut or seen by nobody."""

from __future__ import annotations

import pytest

from clinicpress.artwork.vector import Vector, read_drawing
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.fonts import Chain
from tests.artwork.pages import HERE, PAGE


def drawing(body: str, faces: Chain) -> Vector:
    return read_drawing(f"{PAGE}{body}</svg>".encode(), "a.svg", HERE, faces)


def test_a_pixel_is_three_quarters_of_a_point(faces: Chain) -> None:
    assert drawing('<rect width="9" height="9"/>', faces).size == (75, 75)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<rect x="200" width="9" height="9"/>', "draws nothing that can be seen"),
        ('<rect width="9" height="9" fill="white"/>', "is white: on white paper nothing of it would be seen"),
        ('<text x="90" y="50">Words beyond</text>', "has words that reach over its edge: “Words beyond”"),
        ('<text x="5" y="2">Words above</text>', "has words that reach over its edge: “Words above”"),
    ],
)
def test_what_the_frame_would_cut_or_nobody_would_see(body: str, said: str, faces: Chain) -> None:
    with pytest.raises(InputProblems) as told:
        drawing(body, faces)
    [problem] = told.value.problems
    assert (problem.place, problem.message) == (HERE, f"“a.svg” {said}")


def test_what_lies_wholly_beside_the_frame_is_left_out(faces: Chain) -> None:
    kept = drawing('<rect width="9" height="9"/>', faces)
    more = drawing('<rect width="9" height="9"/><g><text x="300" y="50">Unheard</text></g>', faces)

    def shapes(vector: Vector) -> int:
        def count(group: object) -> int:
            contents = getattr(group, "contents", None)
            return 1 if contents is None else sum(count(each) for each in contents)

        return count(vector.drawing)

    assert shapes(more) == shapes(kept)
