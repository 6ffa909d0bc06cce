"""SVGs that are ready to be printed: their size, their words, and the families that they are set in."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from clinicpress.artwork.svgfile import read_artwork
from clinicpress.artwork.vector import Vector, borrowed_families, read_drawing
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.fonts import Chain
from tests.artwork.pages import BOX, HERE, PAGE
from tests.reading import read_pages


def drawing(body: str, faces: Chain, strict: bool = False, head: str = PAGE) -> Vector:
    return read_drawing(f"{head}{body}</svg>".encode(), "a.svg", HERE, faces, strict)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (PAGE, (75, 75)),
        (PAGE.replace("<svg", '<svg width="400" height="200"'), (300, 150)),
        (PAGE.replace("<svg", '<svg width="100%" height="2in"'), (144, 144)),
        (PAGE.replace("<svg", '<svg style="width:9px;height:auto"'), (75, 75)),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="10mm">', (85.04, 28.35)),
    ],
)
def test_a_pixel_is_three_quarters_of_a_point(head: str, size: tuple[float, float], faces: Chain) -> None:
    assert drawing(BOX, faces, head=head).size == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("head", [PAGE.replace("0 0 100 100", "0 0 100"), PAGE.replace("<svg", '<svg width="0"')])
def test_a_size_that_is_none_is_told(head: str, faces: Chain) -> None:
    with pytest.raises(InputProblems, match="has no size"):
        drawing(BOX, faces, head=head)


@pytest.mark.parametrize(
    ("words", "smallest"),
    [
        ('<text x="5" y="50" font-size="20">Words</text>', 15.0),
        ('<g transform="scale(.5)"><text x="5" y="50" font-size="20">Words</text></g>', 7.5),
        ('<text x="5" y="50" font-size="20">Words<tspan font-size="8">small</tspan></text>', 6.0),
        ('<svg viewBox="0 0 10 10" width="50" height="50"><text y="5" font-size="2">in</text></svg>', 7.5),
        (BOX, 0.0),
    ],
)
def test_the_smallest_words_are_known_at_the_size_of_the_picture(words: str, smallest: float, faces: Chain) -> None:
    assert drawing(words, faces).smallest == pytest.approx(smallest, rel=0.01)


def test_words_stay_words(faces: Chain) -> None:
    words = '<text x="5" y="50" font-size="12" font-weight="bold">Fine <tspan fill="red">first</tspan> a\u0308</text>'
    [page] = read_pages(drawing(words, faces).pdf)
    assert "Fine first \u00e4" in page.text


@pytest.mark.parametrize(
    ("styled", "asked"),
    [
        ('font-family="Helvetica Neue, Arial"', "Helvetica Neue"),
        ('style="font:bold 12px/1.2 Arial, sans-serif"', "Arial"),
        ('class="a"', "Georgia"),
        ('font-family="atkinson"', None),
        ("font-family=\"Arial, 'Atkinson Hyperlegible Next'\"", None),
        ('font-family="sans-serif"', None),
        ("", None),
    ],
)
def test_a_font_that_is_not_here_is_named_and_stops_a_logo(styled: str, asked: str | None, faces: Chain) -> None:
    body = f'<style>.a{{font-family:"Georgia",serif}}</style>\n<text x="5" y="50" {styled}>In</text>'
    found = borrowed_families(f"{PAGE}{body}</svg>".encode(), faces)
    assert found == ([(2, asked)] if asked else [])
    assert drawing(body, faces).smallest == pytest.approx(9 if "12px" in styled else 12, rel=0.01)
    if asked:
        with pytest.raises(InputProblems) as told:
            drawing(body, faces, strict=True)
        [problem] = told.value.problems
        assert problem.message == f"“a.svg”, line 2, has words in “{asked}”, a font that is not here"
        assert problem.hint == "convert its text to outlines (paths) in the drawing program"


def test_what_draws_no_words_needs_no_font(faces: Chain) -> None:
    unlettered = f'<g font-family="Nope">{BOX}</g><defs><text font-family="Nope"> </text></defs>'
    assert borrowed_families(f"{PAGE}{unlettered}</svg>".encode(), faces) == []
    assert drawing(unlettered, faces, strict=True).smallest == 0


def test_a_drawing_stays_one_on_a_screen_and_words_are_painted(faces: Chain) -> None:
    kind, content = drawing(BOX, faces).on_screen(300)
    assert kind == "svg+xml"
    assert read_artwork(content).name == "svg"
    kind, content = drawing('<text x="9" y="50">Words</text>', faces).on_screen(300)
    assert (kind, Image.open(io.BytesIO(content)).size) == ("png", (300, 300))


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<rect onclick="x" width="9" height="9"/><a href="javascript:x"><rect width="9" height="9"/></a>',
    ],
)
def test_nothing_in_it_could_run(body: str, faces: Chain) -> None:
    try:
        _, content = drawing(BOX + body, faces).on_screen(300)
    except InputProblems:
        return
    assert not re.search(rb"script|onclick", content)
