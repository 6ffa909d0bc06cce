"""White on white is told, pale on white too; what is seen is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageDraw

from clinicpress.artwork.visibility import lost
from tests.artwork.pages import WHITE

TINT = (226, 238, 240)
DARK = (20, 40, 60)


def words(color: Any, ground: Any = (0, 0, 0, 0)) -> Any:
    picture = Image.new("RGBA", (400, 200), ground)
    ImageDraw.Draw(picture).text((20, 60), "Riverside", font_size=80, fill=color)
    return picture


@pytest.mark.parametrize(
    ("picture", "ground", "unseen"),
    [
        (words("white"), WHITE, True),
        (words("white"), TINT, False),
        (words("white"), DARK, False),
        (words("#f4f4f4"), WHITE, True),
        (words("#e8e8e8"), WHITE, True),
        (words("#e2e2e2"), WHITE, False),
        (words("#fffde0"), WHITE, True),
        (words("#ffee00"), WHITE, False),
        (words(TINT), TINT, True),
        (words("black"), (10, 10, 20), True),
        (words("black"), WHITE, False),
        (words((0, 0, 0, 15)), WHITE, True),
        (words("white", "white"), WHITE, True),
        (words("white", "navy"), WHITE, False),
        (words("white", "navy").convert("P"), WHITE, False),
        (words("#eeeeee", "white").convert("L"), WHITE, True),
    ],
)  # fmt: skip
def test_whether_it_is_seen_on_its_ground(picture: Any, ground: tuple[int, int, int], unseen: bool) -> None:
    assert lost(picture, ground) == ("all" if unseen else "nothing")


def test_a_small_drawing_on_a_large_sheet_is_seen() -> None:
    sheet = Image.new("RGB", (2000, 2000), "white")
    ImageDraw.Draw(sheet).rectangle((990, 990, 1060, 1060), fill="teal")
    assert lost(sheet, WHITE) == "nothing"


# In parts ------------------------------------------------------------------------------------------


def parts(*shapes: tuple[str, tuple[int, int, int, int], Any], ground: Any = (0, 0, 0, 0)) -> Any:
    picture = Image.new("RGBA", (800, 300), ground)
    pen = ImageDraw.Draw(picture)
    for kind, box, color in shapes:
        getattr(pen, kind)(box, fill=color)
    return picture


SIGN = ("ellipse", (20, 50, 220, 250), "teal")
NAME = [("rectangle", (260 + 60 * at, 100, 300 + 60 * at, 200), "white") for at in range(8)]
DARK_NAME = [("rectangle", box, "black") for _, box, _ in NAME]
PLATE = ("rectangle", (0, 0, 799, 299), "white")
MARK = ("rectangle", (260, 230, 280, 240), "white")

PARTS = {
    "a sign and a white name": (parts(SIGN, *NAME), WHITE, "parts"),
    "the same on dark ground": (parts(SIGN, *NAME), DARK, "nothing"),
    "a name of the tint, on the tint": (parts(SIGN, *[(k, b, TINT) for k, b, _ in NAME]), TINT, "parts"),
    "a sign and a dark name": (parts(SIGN, *DARK_NAME), WHITE, "nothing"),
    "on a white plate": (parts(PLATE, SIGN, *DARK_NAME), WHITE, "nothing"),
    "a white name in a badge": (parts(("rectangle", (0, 0, 799, 299), "navy"), *NAME), WHITE, "nothing"),
    "a sign with a white hole": (parts(SIGN, ("ellipse", (30, 60, 210, 240), "white")), WHITE, "nothing"),
    "a small white remnant": (parts(SIGN, *DARK_NAME, MARK), WHITE, "nothing"),
    "all solid": (parts(SIGN, *NAME, ground="white"), WHITE, "nothing"),
    "all white": (parts(*NAME), WHITE, "all"),
}


@pytest.mark.parametrize("case", PARTS)
def test_parts_that_touch_nothing_that_is_seen(case: str) -> None:
    picture, ground, found = PARTS[case]
    assert lost(picture, ground) == found
