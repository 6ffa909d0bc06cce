"""What an SVG shows is drawn, and what cannot be printed is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.looks.fonts import Chain
from tests.artwork.pages import BLACK, BLUE, BOX, RED, WHITE, alike, load, page, shown, told

DRAWN: dict[str, tuple[str, list[tuple[int, int, tuple[int, int, int]]]]] = {
    "a shape": (BOX, [(20, 20, BLACK), (60, 60, WHITE)]),
    "a symbol is fitted into its place": (
        '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></symbol>'
        '<use href="#s" x="10" y="10" width="80" height="80" fill="red"/>',
        [(50, 50, RED), (50, 14, RED), (86, 50, RED), (16, 16, WHITE), (95, 50, WHITE)],
    ),
    "a symbol is cut at its edge": (
        '<symbol id="s" viewBox="0 0 10 10"><rect width="30" height="10"/></symbol>'
        '<use href="#s" width="20" height="20"/>',
        [(10, 10, BLACK), (30, 10, WHITE)],
    ),
    "an inner svg": (
        '<svg x="50" y="50" width="50" height="50" viewBox="0 0 5 5"><rect width="2" height="2"/></svg>',
        [(60, 60, BLACK), (80, 80, WHITE), (20, 20, WHITE)],
    ),
    "a copy before its original, turned": (
        '<use xlink:href="#b" transform="translate(100 100) rotate(180)" fill="blue"/><defs>' + BOX + "</defs>",
        [(80, 80, BLUE), (20, 20, WHITE)],
    ),
    "half a group of one shape is seen through": ('<g opacity=".5"><rect width="40" height="40" fill="red"/></g>',
                                                  [(20, 20, (255, 128, 128))]),
    "opacity in a style": ('<rect width="40" height="40" fill="red" style="opacity:.5"/>', [(20, 20, (255, 128, 128))]),
    "colours of all kinds": (
        '<rect width="20" height="9" fill="hsl(240,100%,50%)"/><rect y="10" width="20" height="9" fill="#f008"/>'
        '<rect y="20" width="20" height="9" fill="rgba(255, 0, 0, .5)"/><g color="red">'
        '<rect y="30" width="20" height="9" fill="currentColor"/></g>',
        [(10, 5, BLUE), (10, 15, (255, 119, 119)), (10, 25, (255, 128, 128)), (10, 35, RED)],
    ),
    "styles below what they are for": (
        '<g class="off"><rect width="100" height="100"/></g><rect class="a b" width="40" height="40"/>'
        '<rect id="c" x="60" width="40" height="40"/><style>/* one */ .off{display:none} .a.b{fill:red} '
        'rect{fill:green} #c{fill:blue}</style>',
        [(20, 20, RED), (80, 20, BLUE), (50, 80, WHITE)],
    ),
    "a style attribute is stronger than a rule": (
        "<style>rect{fill:red}</style>" + BOX.replace("/>", ' style="fill:blue"/>'), [(20, 20, BLUE)],
    ),
    "what is clipped": (
        '<clipPath id="k"><rect width="20" height="100" transform="translate(10 0)"/></clipPath>'
        '<g clip-path="url(#k)" transform="translate(5 0)"><rect width="100" height="40"/></g>',
        [(20, 20, BLACK), (10, 20, WHITE), (40, 20, WHITE)],
    ),
    "a hole": ('<path fill-rule="evenodd" d="M0 0H60V60H0ZM20 20H40V40H20Z"/>', [(10, 10, BLACK), (30, 30, WHITE)]),
    "a filled line": ('<polyline points="0,0 60,0 0,60"/>', [(10, 10, BLACK), (50, 50, WHITE)]),
    "percentages": ('<rect x="50%" y="50%" width="50%" height="50%"/>', [(75, 75, BLACK), (25, 25, WHITE)]),
    "no dashes of no length": ('<path d="M0 20H100" stroke="red" stroke-width="20" stroke-dasharray="0 0"/>',
                               [(50, 20, RED)]),
    "a gradient that is moved": (
        '<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" x2="10" gradientTransform="translate(45)">'
        '<stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
        '<path transform="translate(0 50)" d="M0 0H100V50H0Z" fill="url(#g)"/>',
        [(20, 75, RED), (80, 75, BLUE), (20, 20, WHITE)],
    ),
    "a gradient with a hole": (
        '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="#f00"/></linearGradient>'
        '<path fill="url(#g)" fill-rule="evenodd" d="M0 0H60V60H0ZM20 20H40V40H20Z"/>',
        [(10, 10, RED), (30, 30, WHITE)],
    ),
    "the notes of a drawing program": (
        '<metadata/><i:view xmlns:i="urn:x"><i:rect width="90" height="90"/></i:view><title>Box</title>' + BOX,
        [(20, 20, BLACK), (60, 60, WHITE)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DRAWN)
def test_what_an_svg_shows(case: str, tmp_path: Path, faces: Chain) -> None:
    body, points = DRAWN[case]
    picture = shown(load(tmp_path, page(body), faces), faces)
    assert [(x, y) for x, y, wanted in points if not alike(picture.getpixel((x, y)), wanted)] == []


GRADIENT = '<{kind} id="g" {more}><stop stop-color="red"/><stop offset="1" stop-color="blue" {stop}/></{kind}>'


def gradient(more: str = "", stop: str = "", kind: str = "linearGradient", of: str = BOX) -> str:
    return GRADIENT.format(kind=kind, more=more, stop=stop) + of.replace("<rect", '<rect fill="url(#g)"')


TOLD = {
    "marker": ('<path d="M0 0H9" marker-end="url(#m)"/>', "marker-end: url(#m)” (a <marker>)"),
    "mask": ('<mask id="k">' + BOX + '</mask><rect width="9" height="9" mask="url(#k)"/>', "(a <mask>)"),
    "filter in a style": ('<g style="filter:url(#f)">' + BOX + "</g>", "(a <filter>)"),
    "filter in a rule": ("<style>.a{filter:blur(2px)}</style>" + BOX, "(a <filter>)"),
    "pattern": ('<pattern id="p"><path d="M0 0H1"/></pattern><rect fill="url(#p)" width="9" height="9"/>', "<pattern>"),
    "a fill that is not there": ('<rect fill="url(#p)" width="9" height="9"/>', "filled with “#p”, which it does not"),
    "a group seen through": ('<g opacity=".5">' + BOX + '<circle r="9"/></g>', "a <g> that is see-through as a whole"),
    "a symbol seen through": (
        f'<symbol id="s" opacity=".5">{BOX}</symbol><use href="#s"/>', "<symbol> that is see-through, clipped or moved",
    ),
    "dashes by the length of a path": (
        '<path d="M0 0H90" pathLength="1" stroke="red" stroke-dasharray="1"/>', "cannot be read: “pathLength”",
    ),
    "a sheet for screens": (f'<style media="screen">rect{{fill:red}}</style>{BOX}', "for other media"),
    "words along a curve": ('<text><textPath href="#q">in</textPath></text>', "words in a <textPath>"),
    "words with an outline": ('<text y="50" x="9" stroke="red">in</text>', "letters with an outline"),
    "paint order": ('<text y="50" x="9" paint-order="stroke">in</text>', "paint-order: stroke"),
    "words in a gradient": (gradient(of='<text y="50" x="9" fill="url(#g)">in</text>'), "filled with a gradient"),
    "spaced words": ('<text y="50" x="9" letter-spacing="2">in</text>', "letter-spacing: 2"),
    "underlined words": ('<text y="50" x="9" text-decoration="underline">in</text>', "text-decoration: underline"),
    "stretched words": ('<text y="50" x="9" textLength="50">in</text>', "textLength: 50"),
    "words hung by their middle": ('<text y="50" dominant-baseline="middle">in</text>', "dominant-baseline: middle"),
    "words that run to the left": ('<text y="50" x="9">שלום</text>', "U+05E9"),
    "a mark beside its letter": ('<text y="50" x="9">x\u0304</text>', "U+0304"),
    "blending": ('<rect style="mix-blend-mode:multiply" width="9" height="9"/>', "mix-blend-mode: multiply"),
    "a variable": ('<rect style="fill:var(--a)" width="9" height="9"/>', "var(--a)"),
    "an at-rule": ("<style>@media print{rect{fill:red}}</style>" + BOX, "@media"),
    "a selector": ("<style>g > rect{fill:red}</style>" + BOX, "g > rect"),
    "a place in a style": ("<style>rect{transform:scale(2)}</style>" + BOX, "the property “transform”"),
    "a dark page": (f'<g style="background:#000">{BOX}</g>', "background: #000"),
    "an outline in a gradient": (gradient(of='<path d="M0 0H9" stroke="url(#g)"/>'), "outline with a gradient"),
    "a gradient that fades": (gradient(stop='stop-opacity=".2"'), "fades to see-through"),
    "a gradient that repeats": (gradient('spreadMethod="repeat"'), "a gradient that repeats"),
    "a slanted gradient": (gradient('gradientTransform="rotate(30)"'), "turned or stretched"),
    "a gradient off its centre": (gradient('fx=".2"', kind="radialGradient"), "whose focus is not its centre"),
    "a stretched gradient": (
        gradient(kind="radialGradient", of='<rect width="40" height="20"/>'), "stretched with its shape",
    ),
    "a gradient seen through": (gradient(of='<rect fill-opacity=".5" width="9" height="9"/>'), "see-through (opacity)"),
    "a clip of two shapes": (
        f'<clipPath id="k">{BOX}<circle r="9"/></clipPath><rect clip-path="url(#k)" width="9" height="9"/>',
        "clipped by more than one plain shape (<clipPath>)",
    ),
    "a clip of words": (
        '<clipPath id="k"><text y="9">in</text></clipPath><rect clip-path="url(#k)" width="9" height="9"/>',
        "clipped by more than one plain shape",
    ),
    "a clip that is not there": ('<rect clip-path="url(#k)" width="9" height="9"/>', "clipped by “url(#k)”"),
    "corners": ('<rect rx="9" ry="2" width="40" height="40"/>', "rx 9, ry 2"),
    "a moved dash": ('<path d="M0 0H9" stroke="red" stroke-dashoffset="3"/>', "stroke-dashoffset: 3"),
    "a path that goes on": ('<path d="M0 0H9V9Zl3 3"/>', "a <path> with a value"),
    "movement": (f'<g>{BOX}<animate attributeName="x"/></g>', "holds a <animate>"),
    "a choice of languages": (f'<switch><g systemLanguage="de">{BOX}</g></switch>', "systemLanguage: de"),
    "an embedded photo": ('<image href="data:image/png;base64,AA" width="9" height="9"/>', "(<image>)"),
    "what nobody knows": ("<blink>x</blink>" + BOX, "holds a <blink>"),
    "a copy of nothing": ('<use href="#n"/>' + BOX, "refers to “#n”, which it does not hold"),
    "words over the edge": ('<text x="80" y="50">too long for it</text>', "words that reach over its edge: “too long"),
    "nothing": ("", "draws nothing"),
    "nothing but definitions": (f"<defs>{BOX}</defs>", "draws nothing"),
    "nothing that is displayed": (f'<g display="none">{BOX}</g>', "draws nothing"),
    "nothing that is visible": (f'<g visibility="hidden">{BOX}</g>', "draws nothing"),
    "nothing of any size": ('<circle r="0"/><rect width="9"/>', "draws nothing"),
    "nothing in its frame": ('<rect x="200" width="9" height="9"/>', "draws nothing that can be seen"),
    "white on white": ('<g fill="#fff">' + BOX + "</g>", "is white"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_an_svg_cannot_print_is_told(case: str, tmp_path: Path, faces: Chain) -> None:
    body, message = TOLD[case]
    assert any(message in said for said in told(tmp_path, page(body), faces))


@pytest.mark.parametrize("more", ['opacity=".5"', 'transform="scale(.5)" opacity=".5"'])
def test_a_whole_picture_seen_through_is_told(more: str, tmp_path: Path, faces: Chain) -> None:
    [said] = told(tmp_path, page(BOX + '<circle r="9"/>').replace("<svg", f"<svg {more}"), faces)
    assert "see-through as a whole" in said


def test_all_flaws_are_told_each_at_its_line(tmp_path: Path, faces: Chain) -> None:
    said = told(tmp_path, page('<g mask="url(#m)"/>\n<g filter="url(#f)">\n' + BOX + "</g>"), faces)
    assert ["line 2" in said[0] and "<mask>" in said[0], "line 3" in said[1] and "<filter>" in said[1]] == [True, True]


def copies(count: int, of: str, around: str = "<g>") -> str:
    """Draw an element, and so many copies of it."""
    return of.replace(" ", ' id="a" ', 1) + around + '<use href="#a"/>' * count + "</g>"


TOO_LARGE = {
    "copies of words": copies(40, f'<text y="9" font-size=".01">{"abcd " * 3800}</text>'),
    "copies of a path": copies(40, f'<path d="M0 0{"L1 1" * 10_000}"/>'),
    "copies of points": copies(40, f'<polygon points="{"1 1 9 2 " * 5_000}"/>'),
    "copies of moves": copies(60, f'<rect width="9" height="9" transform="{"translate(1 1)" * 15_000}"/>'),
    "copies of what is not seen": copies(300, f'<path d="M0 0{"L1 1" * 10_000}"/>', '<g visibility="hidden">'),
    "copies of a choice": copies(400, f"<switch >{'<g/>' * 40_000}</switch>"),
    "copies of titles": copies(400, f"<g >{'<title/>' * 40_000}</g>"),
    "copies of a small picture": copies(400, f"<g >{BOX * 40}</g>"),
    "dashes for many": f'<g stroke="red" stroke-dasharray="{"0 " * 25_000}">{BOX * 300}</g>',
    "a gradient for many": f'<linearGradient id="g">{"<stop/>" * 400}</linearGradient>'
    + '<rect width="9" height="9" fill="url(#g)"/>' * 300,
    "a clip for many": f'<clipPath id="k"><path d="M0 0{"L1 1" * 10_000}"/></clipPath>'
    + '<rect width="9" height="9" clip-path="url(#k)"/>' * 40,
    "rules for many": f"<style>{'.a{fill:red}' * 10_000}</style>" + BOX * 1300,
    "a letter at a time": copies(9, f'<text y="9" font-size=".01" x="{"1 " * 2000}">{"a" * 2000}</text>'),
    "one path": f'<path d="M0 0{"L1 1" * 300_000}"/>',
}


@pytest.mark.parametrize("case", TOO_LARGE)
def test_a_picture_that_is_too_large_to_draw_is_told(case: str, tmp_path: Path, faces: Chain) -> None:
    [said] = told(tmp_path, page(BOX + TOO_LARGE[case]), faces)
    assert said == "“a.svg” is too large a drawing: it has too much to draw, each copy counted"


def test_many_copies_of_little_are_drawn(tmp_path: Path, faces: Chain) -> None:
    art = load(tmp_path, page(copies(1500, '<rect width="90" height="40"/>') + '<text y="60">Many</text>'), faces)
    assert alike(shown(art, faces).getpixel((80, 20)), BLACK)
