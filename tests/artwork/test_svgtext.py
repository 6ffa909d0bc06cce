"""The words of an SVG stand where they are meant to, in the faces of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from clinicpress.drawing.canvas import drawn_alone
from clinicpress.looks.fonts import Chain
from tests.artwork.pages import load, page, shown
from tests.reading import read_pages

WORDS = {
    "bold in the middle": (
        '<text x="5" y="50" font-size="12">Take <tspan font-weight="bold">two</tspan> a day</text>',
        (5, None),
    ),
    "to the right": ('<text x="95" y="50" text-anchor="end">Take <tspan fill="red">two</tspan></text>', (None, 95)),
    "inherited": ('<g text-anchor="end" font-size="12"><text x="90" y="50">two</text></g>', (None, 90)),
    "raised": ('<text x="5" y="50">10<tspan dy="-8" font-size="10">6</tspan></text>', (5, None)),
    "lowered": ('<text x="5" y="50">CO<tspan baseline-shift="sub" font-size="10">2</tspan></text>', (5, None)),
    "two lines": ('<text x="5" y="30">one<tspan x="5" dy="16">two</tspan></text>', (5, None)),
    "as Figma writes them": (
        '<text fill="black" xml:space="preserve" style="white-space: pre" font-family="Inter" font-size="16" '
        'letter-spacing="0em"><tspan x="5" y="50">two</tspan></text>',
        (5, None),
    ),
    "in lines of the file": ('<text x="95" y="50" text-anchor="end">\n    two\n  </text>', (None, 95)),
    "letter by letter": ('<text x="5 25 45" y="50">two</text>', (5, None)),
}


@pytest.mark.parametrize("case", WORDS)
def test_where_words_stand(case: str, tmp_path: Path, faces: Chain) -> None:
    body, (left, right) = WORDS[case]
    picture = shown(load(tmp_path, page(body), faces), faces)
    box = Image.eval(picture.convert("L"), lambda value: 255 - value).point(lambda v: 255 * (v > 80)).getbbox()
    assert box is not None
    if left is not None:
        assert abs(box[0] - left) <= 2
    if right is not None:
        assert abs(box[2] - right) <= 2


def test_sub_and_superscripts_leave_their_line(tmp_path: Path, faces: Chain) -> None:
    heights = {}
    for case in ("raised", "lowered", "letter by letter", "two lines"):
        pdf = drawn_alone(load(tmp_path, page(WORDS[case][0]), faces), (75, 75), faces[0])
        heights[case] = {char: (x / 0.75, 100 - y / 0.75) for char, x, y, _ in read_pages(pdf)[0].glyphs}
    assert heights["raised"]["6"][1] < heights["raised"]["0"][1] - 5
    assert heights["lowered"]["2"][1] > heights["lowered"]["O"][1]
    assert [round(heights["letter by letter"][char][0] / 5) for char in "two"] == [1, 5, 9]
    assert heights["two lines"]["w"][1] - heights["two lines"]["n"][1] == pytest.approx(16, abs=1)
