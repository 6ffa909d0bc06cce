"""The words of a drawing are read from its page: lost ones are told, and those that the edge would cut."""

from __future__ import annotations

import pytest

from clinicpress.artwork.easel import draw_svg
from clinicpress.artwork.lettering import lettering_of
from clinicpress.artwork.svgplain import Words
from clinicpress.looks.fonts import Chain

FAMILY = "font-family=\"'Atkinson Hyperlegible Next'\""


def page(body: str, faces: Chain) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" {FAMILY}>{body}</svg>'
    return draw_svg(svg, faces.files).pdf


def asked(*texts: str) -> list[Words]:
    return [Words(line, text) for line, text in enumerate(texts, 1)]


@pytest.mark.parametrize("text", ["Words", "office fi", "a – b “c”", "Ł é ½"])
def test_words_that_are_there_are_found(text: str, faces: Chain) -> None:
    found = lettering_of(page(f'<text x="9" y="50" font-size="20">{text}</text>', faces), asked(text))
    assert found.flaws == []
    assert found.smallest == pytest.approx(15, rel=0.01)


@pytest.mark.parametrize("lost", [1, 2])
def test_words_that_were_left_out_are_told_each_at_its_line(lost: int, faces: Chain) -> None:
    lines = ["Given twice", "Given twice", "Given twice"]
    body = "".join(f'<text x="9" y="{20 * line}">{text}</text>' for line, text in enumerate(lines[lost:], 1))
    flaws = lettering_of(page(body, faces), asked(*lines)).flaws
    assert [flaw.line for flaw in flaws] == list(range(4 - lost, 4))
    assert {flaw.message for flaw in flaws} == {"has words that cannot be printed: “Given twice”"}


@pytest.mark.parametrize(
    ("place", "cut"),
    [
        ('x="9" y="50"', False),
        ('x="0" y="99"', False),
        ('x="-9" y="50"', True),
        ('x="170" y="50"', True),
        ('x="9" y="5"', True),
        ('x="9" y="104"', True),
        ('x="300" y="50"', True),
    ],
)
def test_words_over_the_edge_are_told(place: str, cut: bool, faces: Chain) -> None:
    found = lettering_of(page(f'<text {place} font-size="20">Wonders</text>', faces), asked("Wonders"))
    assert bool(found.flaws) == cut


def test_a_page_without_words_has_none(faces: Chain) -> None:
    assert lettering_of(page("<rect width='9' height='9'/>", faces), []) == (0.0, [])
