"""What an SVG shows is drawn, and what cannot be printed is told at its line."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
import resvg_py
from PIL import Image, ImageChops

from clinicpress.artwork import easel
from clinicpress.looks.fonts import Chain
from tests.artwork.pages import BLACK, BLUE, BOX, GREEN, RED, WHITE, alike, alone, load, page, saved, shown, told
from tests.reading import pictures_of

PHOTO = base64.b64encode(saved(Image.new("RGB", (4, 4), RED))).decode("ascii")
DEEP = base64.b64encode(saved(Image.new("I;16", (4, 4), 0x80FF))).decode("ascii")
PINK = (255, 128, 128)
GRADIENT = '<{kind} id="g" {more}><stop stop-color="red"/><stop offset="1" stop-color="blue" {stop}/></{kind}>'


def gradient(more: str = "", stop: str = "", kind: str = "linearGradient", of: str = BOX) -> str:
    return GRADIENT.format(kind=kind, more=more, stop=stop) + of.replace("<rect", '<rect fill="url(#g)"')


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
    "a group seen through as a whole": (
        '<g opacity=".5"><rect width="40" height="40" fill="blue"/><rect width="40" height="40" fill="red"/></g>',
        [(20, 20, PINK)],
    ),
    "opacity in a style": ('<rect width="40" height="40" fill="red" style="opacity:.5"/>', [(20, 20, PINK)]),
    "colours of all kinds": (
        '<rect width="20" height="9" fill="hsl(240,100%,50%)"/><rect y="10" width="20" height="9" fill="#f008"/>'
        '<rect y="20" width="20" height="9" fill="rgba(255, 0, 0, .5)"/><g color="red">'
        '<rect y="30" width="20" height="9" fill="currentColor"/></g>'
        '<rect y="40" width="20" height="9" fill="rgb(255 0 0 / 50%)"/>'
        '<rect y="50" width="20" height="9" fill="hwb(240 0% 0%)"/>',
        [(10, 5, BLUE), (10, 15, (255, 119, 119)), (10, 25, PINK), (10, 35, RED), (10, 45, PINK), (10, 55, BLUE)],
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
    "variables": (
        "<style>:root{--brand:#f00;--other:var(--brand)} g > rect:first-child{fill:var(--other)}"
        ".c{fill:var(--none, blue)}</style><g>" + BOX + '<rect class="c" x="60" width="9" height="9"/></g>',
        [(20, 20, RED), (64, 4, BLUE)],
    ),
    "no colours of dark screens": (
        "<style>rect{fill:red} @media (prefers-color-scheme: dark){rect{fill:white}}</style>" + BOX, [(20, 20, RED)],
    ),
    "sizes and places in a style": (
        '<rect style="x:50px;width:40px;height:40px;transform:translate(0px,50px)"/>',
        [(70, 70, BLACK), (20, 20, WHITE)],
    ),
    "what is clipped": (
        '<clipPath id="k"><rect width="20" height="100" transform="translate(10 0)"/></clipPath>'
        '<g clip-path="url(#k)" transform="translate(5 0)"><rect width="100" height="40"/></g>',
        [(20, 20, BLACK), (10, 20, WHITE), (40, 20, WHITE)],
    ),
    "a clip of several shapes, one a copy": (
        f'<clipPath id="k"><use href="#b"/><circle cx="80" cy="80" r="10"/></clipPath><defs>{BOX}</defs>'
        '<rect width="100" height="100" fill="red" clip-path="url(#k)"/>',
        [(20, 20, RED), (80, 80, RED), (50, 50, WHITE)],
    ),
    "a mask": (
        '<mask id="k"><rect width="20" height="100" fill="white"/></mask><g mask="url(#k)">' + BOX + "</g>",
        [(10, 20, BLACK), (30, 20, WHITE)],
    ),
    "a marker": (
        '<marker id="m" markerWidth="20" markerHeight="20" refX="5" refY="5" markerUnits="userSpaceOnUse"'
        ' viewBox="0 0 10 10"><rect width="10" height="10" fill="red"/></marker>'
        '<path d="M10 50H80" stroke="blue" stroke-width="6" marker-end="url(#m)"/>',
        [(80, 44, RED), (40, 50, BLUE), (40, 44, WHITE)],
    ),
    "a pattern": (
        '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="10" height="20" fill="red"/>'
        '</pattern><rect width="100" height="100" fill="url(#p)"/>',
        [(5, 50, RED), (15, 50, WHITE), (45, 50, RED)],
    ),
    "a shadow": (
        '<filter id="f" x="-1" y="-1" width="3" height="3"><feOffset dx="50"/></filter>'
        '<g filter="url(#f)">' + BOX + "</g>",
        [(70, 20, BLACK), (20, 20, WHITE)],
    ),
    "a filter in a style": ('<g style="filter:invert(1)"><rect width="40" height="40" fill="#00f"/></g>',
                            [(20, 20, (255, 255, 0))]),
    "blending": (
        '<rect width="40" height="40" fill="#ff0"/>'
        '<rect width="40" height="40" fill="#f0f" style="mix-blend-mode:multiply"/>',
        [(20, 20, RED)],
    ),
    "a hole": ('<path fill-rule="evenodd" d="M0 0H60V60H0ZM20 20H40V40H20Z"/>', [(10, 10, BLACK), (30, 30, WHITE)]),
    "a filled line": ('<polyline points="0,0 60,0 0,60"/>', [(10, 10, BLACK), (50, 50, WHITE)]),
    "percentages": ('<rect x="50%" y="50%" width="50%" height="50%"/>', [(75, 75, BLACK), (25, 25, WHITE)]),
    "dots of no length": (
        '<g stroke="red" stroke-width="30" stroke-linecap="round"><path d="M20 20h0"/><path d="M80 20L80 20"/>'
        '<path d="M20 80z"/><line x1="80" y1="80" x2="80" y2="80"/></g>',
        [(20, 20, RED), (80, 20, RED), (20, 80, RED), (80, 80, RED), (50, 50, WHITE)],
    ),
    "small capitals in a style": ('<rect width="9" height="9" style="font-variant-caps:small-caps"/>', [(4, 4, BLACK)]),
    "dashes": ('<path d="M0 20H100" stroke="red" stroke-width="20" stroke-dasharray="20" stroke-dashoffset="20"/>',
               [(10, 20, WHITE), (30, 20, RED)]),
    "an outline in a gradient": (
        gradient(of='<path d="M10 10H90V90H10Z" fill="none" stroke-width="20" stroke="url(#g)"/>'),
        [(10, 50, RED), (90, 50, BLUE), (50, 50, WHITE)],
    ),
    "a gradient that is moved": (
        '<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" x2="10" gradientTransform="translate(45)">'
        '<stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
        '<path transform="translate(0 50)" d="M0 0H100V50H0Z" fill="url(#g)"/>',
        [(20, 75, RED), (80, 75, BLUE), (20, 20, WHITE)],
    ),
    "a gradient that fades": (gradient(stop='stop-opacity="0"'), [(1, 20, (254, 3, 5)), (39, 20, (250, 250, 255))]),
    "a gradient that repeats": (
        '<linearGradient id="g" gradientUnits="userSpaceOnUse" x2="10" spreadMethod="reflect"><stop stop-color="red"/>'
        '<stop offset=".5" stop-color="red"/><stop offset=".5" stop-color="blue"/></linearGradient>'
        '<rect width="100" height="40" fill="url(#g)"/>',
        [(2, 20, RED), (10, 20, BLUE), (18, 20, RED), (30, 20, BLUE)],
    ),
    "a round gradient off its centre": (
        '<radialGradient id="g" fx=".1"><stop stop-color="red"/><stop offset=".1" stop-color="red"/>'
        '<stop offset=".9" stop-color="blue"/></radialGradient><rect width="100" height="40" fill="url(#g)"/>',
        [(10, 20, RED), (95, 20, BLUE)],
    ),
    "a picture inside of it": (
        f'<image href="data:image/png;base64,{PHOTO}" width="40" height="40"/>', [(20, 20, RED), (60, 60, WHITE)],
    ),
    "sixteen bits inside of it": (
        f'<image href="data:image/png;base64,{DEEP}" width="40" height="40"/>', [(20, 20, (128, 128, 128))],
    ),
    "the first choice that can be printed": (
        f'<switch><foreignObject requiredExtensions="ai"/><g>{BOX}</g></switch>', [(20, 20, BLACK)],
    ),
    "a paint for where the other one is not there": (
        '<rect width="40" height="40" fill="url(#no) green"/>', [(20, 20, GREEN)],
    ),
    "the notes of a drawing program": (
        '<metadata/><i:view xmlns:i="urn:x"><i:rect width="90" height="90"/></i:view><title>Box</title>' + BOX,
        [(20, 20, BLACK), (60, 60, WHITE)],
    ),
    "what is hidden is not judged": (
        f'<g display="none"><foreignObject/><text font-family="Nope">no</text></g>{BOX}', [(20, 20, BLACK)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DRAWN)
def test_what_an_svg_shows(case: str, tmp_path: Path, faces: Chain) -> None:
    body, points = DRAWN[case]
    picture = shown(load(tmp_path, page(body), faces))
    found = {(x, y): (picture.getpixel((x, y)), wanted) for x, y, wanted in points}
    assert {place: pair for place, pair in found.items() if not alike(*pair, by=12)} == {}


FIGMA = """<svg width="240" height="96" viewBox="0 0 240 96" fill="none" xmlns="http://www.w3.org/2000/svg">
<g clip-path="url(#c)"><g filter="url(#d)"><circle cx="48" cy="48" r="36" fill="url(#p)"/></g>
<path fill-rule="evenodd" clip-rule="evenodd" d="M44 28H52V44H68V52H52V68H44V52H28V44H44V28Z" fill="white"/>
<mask id="m" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="100" y="62" width="120" height="12">
<rect x="100" y="62" width="60" height="12" fill="#D9D9D9"/></mask>
<g mask="url(#m)"><rect x="100" y="62" width="120" height="12" fill="#F59E0B"/></g>
<path opacity="0.6" d="M100 20H220V36H100V20Z" fill="#4F46E5"/></g>
<defs><filter id="d" x="0" y="0" width="100" height="100" filterUnits="userSpaceOnUse"
color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="b"/><feColorMatrix in="SourceAlpha"
values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="h"/><feOffset dy="4"/><feGaussianBlur stdDeviation="2"/>
<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.25 0"/><feBlend in2="b" result="e"/>
<feBlend in="SourceGraphic" in2="e"/></filter><linearGradient id="p" x1="48" y1="8" x2="48" y2="88"
gradientUnits="userSpaceOnUse"><stop stop-color="#6366F1"/><stop offset="1" stop-color="#EC4899"/></linearGradient>
<clipPath id="c"><rect width="240" height="96" fill="white"/></clipPath></defs></svg>"""
ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">]>
<svg version="1.1" xmlns:x="&ns_ai;" xmlns="&ns_svg;" viewBox="0 0 200 100" style="enable-background:new 0 0 200 100;"
xml:space="preserve"><style type="text/css"> .st0{fill:#0F5A66;} .st1{opacity:0.5;fill:#E4572E;enable-background:new;}
.st2{clip-path:url(#SVGID_2_);fill:none;stroke:#0F5A66;stroke-width:6;stroke-miterlimit:10;}</style>
<switch><foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"/><g x:extraneous="self">
<path class="st0" d="M20,10c20,0,40,20,40,40s-20,40-40,40S0,70,0,50S10,10,20,10z"/><rect x="40" y="30" class="st1"
width="80" height="40"/><g><defs><rect id="SVGID_1_" x="130" y="10" width="60" height="40"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" xmlns:xlink="http://www.w3.org/1999/xlink"/></clipPath>
<circle class="st2" cx="160" cy="50" r="30"/></g></g></switch></svg>"""
INKSCAPE = """<svg xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns="http://www.w3.org/2000/svg"
xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
width="80mm" height="40mm" viewBox="0 0 80 40"><sodipodi:namedview pagecolor="#ffffff"/><defs>
<linearGradient id="a"><stop style="stop-color:#2e7d32;stop-opacity:1" offset="0"/>
<stop style="stop-color:#2e7d32;stop-opacity:0" offset="1"/></linearGradient>
<radialGradient xlink:href="#a" id="b" cx="20" cy="20" fx="14" fy="14" r="18" gradientUnits="userSpaceOnUse"
gradientTransform="matrix(1 0.2 0 1 0 0)"/></defs><g inkscape:label="Layer 1" inkscape:groupmode="layer" id="l"
transform="translate(2 -3)"><path style="fill:url(#b);stroke:#1b5e20;stroke-width:1.2;stroke-dasharray:3,1"
d="m 4,20 a 16,16 0 1 0 32,0 16,16 0 0 0 -32,0 z"/><use xlink:href="#t" transform="scale(1.2)" x="30" y="4"/>
<path id="t" style="fill:#f57f17" d="m 10,10 8,4 -8,4 z"/></g></svg>"""
OF_PROGRAMS = {"Figma": FIGMA, "Illustrator": ILLUSTRATOR, "Inkscape": INKSCAPE}
BEYOND_THE_REFEREE = {"variables", "sizes and places in a style", "colours of all kinds"}
"""What resvg does not draw, and browsers do."""
FAR, FEW = 48, 0.02
"""By how much of 255 a pixel differs that somebody would see, and how many may: edges are painted softly or not."""


@pytest.mark.parametrize("case", [*OF_PROGRAMS, *sorted(DRAWN.keys() - BEYOND_THE_REFEREE)])
def test_another_renderer_paints_the_same(case: str, tmp_path: Path, faces: Chain) -> None:
    svg = OF_PROGRAMS.get(case) or page(DRAWN[case][0])
    art = load(tmp_path, svg, faces)
    across, down = (round(4 * side) for side in art.size)
    ours = pictures_of(alone(art, *art.size), 4 * 72)[0].convert("RGB").resize((across, down))
    other = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=across, dpi=96)))).convert("RGBA")
    theirs = Image.new("RGBA", other.size, "white")
    theirs.alpha_composite(other)
    change = ImageChops.difference(ours, theirs.convert("RGB").resize((across, down)))
    red, green, blue = change.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    assert sum(most[FAR:]) <= FEW * sum(most)


TOLD = {
    "a mask that is not there": ('<rect width="9" height="9" mask="url(#k)"/>', "refers to “#k”, which it does not"),
    "a fill that is not there": ('<rect fill="url(#p)" width="9" height="9"/>', "refers to “#p”, which it does not"),
    "a copy of nothing": ('<use href="#n"/>' + BOX, "refers to “#n”, which it does not hold"),
    "a copy of itself": ('<g id="a"><use href="#a"/></g>' + BOX, "which holds this reference itself"),
    "a copy of itself by a style": (
        '<pattern id="p" width="9" height="9"><rect style="fill:url(#p)" width="9" height="9"/></pattern>' + BOX,
        "which holds this reference itself",
    ),
    "a sheet for other media": (f'<style media="aural">rect{{fill:red}}</style>{BOX}', "for other media"),
    "an at-rule": ("<style>@media print{rect{fill:red}}</style>" + BOX, "@media print"),
    "styles from elsewhere": ('<style>@import "a.css";</style>' + BOX, "@import"),
    "a selector": ("<style>rect:unknown{fill:red}</style>" + BOX, "rect:unknown"),
    "a variable without a value": ('<rect style="fill:var(--a)" width="9" height="9"/>', "var(--a)"),
    "variables without end": (
        '<rect style="--a:var(--b);--b:var(--a);fill:var(--a)" width="9" height="9"/>',
        "a variable that it does not give",
    ),
    "a shape of CSS": ('<rect style="clip-path:circle(9px)" width="9" height="9"/>', "clip-path: circle(9px)"),
    "a place of CSS": ('<rect style="translate:9px" width="9" height="9"/>', "translate: 9px"),
    "a turn of CSS": ('<rect style="transform:rotateX(9deg)" width="9" height="9"/>', "transform: rotateX(9deg)"),
    "lines that keep their width": (
        '<path d="M0 0H9" stroke="red" vector-effect="non-scaling-stroke"/>', "vector-effect",
    ),
    "capitals": ('<text x="9" y="50" style="text-transform:uppercase">in</text>', "text-transform: uppercase"),
    "a colour of no screen": ('<rect fill="oklch(.5 .1 90)" width="9" height="9"/>', "fill: oklch(.5 .1 90)"),
    "sizes of a screen": ('<rect width="50vw" height="9"/>', "holds “50vw”, which only a browser can work out"),
    "sums": ('<rect style="width:calc(1px + 2px)" height="9"/>', "calc("),
    "a dark page": (f'<g style="background:#000">{BOX}</g>', "background: #000"),
    "a round gradient that repeats": (
        gradient('spreadMethod="repeat"', kind="radialGradient"), "a round gradient that repeats",
    ),
    "a shape turned about its middle": (
        '<rect style="transform-box:fill-box;transform-origin:center;transform:rotate(45deg)" width="9" height="9"/>',
        "transform-box: fill-box",
    ),
    "dashes by the length of a path": (
        '<path d="M0 0H90" pathLength="1" stroke="red" stroke-dasharray=".5"/>', "by the length of a path (pathLength)",
    ),
    "a gradient in other light": (
        f'<linearGradient id="g" color-interpolation="linearRGB"/>{BOX}', "color-interpolation: linearRGB",
    ),
    "a round gradient that begins in a circle": (gradient('fr="50%"', kind="radialGradient"), "in a circle (fr)"),
    "tiles of a filter": (f'<filter id="f"><feTile/></filter><g filter="url(#f)">{BOX}</g>', "holds a <feTile>"),
    "a filter of what is painted elsewhere": (
        f'<filter id="f"><feOffset in="FillPaint"/></filter><g filter="url(#f)">{BOX}</g>', "what is painted elsewhere",
    ),
    "shadows of words": ('<text x="9" y="50" style="text-shadow:1px 1px red">in</text>', "text-shadow: 1px 1px red"),
    "a sheet for screens": ("<style>@media screen{rect{fill:red}}</style>" + BOX, "@media screen"),
    "stretched words of two kinds": (
        '<text x="9" y="50" textLength="50">in<tspan fill="red">to</tspan></text>', "stretched (textLength)",
    ),
    "a variable without a name": ('<rect style="fill:var()" width="9" height="9"/>', "var()"),
    "brackets without end": (f'<style>rect{{fill:{"(" * 5000}</style>{BOX}', "something in its styles is broken"),
    "selectors without end": (f'<style>{":not(" * 900}a{")" * 900}{{}}</style>{BOX}', "in its styles is broken"),
    "a number without end": (f'<rect style="width:{"9" * 5000}px" height="9"/>', "in its styles is broken"),
    "white words beside a sign": (
        '<circle cx="30" cy="50" r="28" fill="#0F5A66"/><g fill="#fff"><path d="M65 40H68V60H65ZM72 40H75V60H72Z"/></g>'
        '<path d="M79 40H82V60H79Z" fill="#fff"/>',
        "has large parts that are white",
    ),
    "movement": (f'<g>{BOX}<animate attributeName="x"/></g>', "moves (<animate>)"),
    "movement in a style": ('<rect style="animation:a 1s" width="9" height="9"/>', "animation: a 1s"),
    "a script": ("<script>1</script>" + BOX, "holds a <script>"),
    "a page of the web": ("<foreignObject/>" + BOX, "holds a <foreignObject>"),
    "what nobody knows": ("<blink>x</blink>" + BOX, "holds a <blink>"),
    "a picture elsewhere": ('<image href="a.png" width="9" height="9"/>', "outside itself: “a.png”"),
    "a fill elsewhere": ('<rect fill="url(http://x.example/a#p)" width="9" height="9"/>', "outside itself"),
    "a broken picture": ('<image href="data:image/png;base64,AAAA" width="9" height="9"/>', "holds a picture that"),
    "an SVG in it": ('<image href="data:image/svg+xml;base64,AAAA" width="9" height="9"/>', "holds a picture that"),
    "a number": ('<rect width="1e30" height="9"/>', "a number that is too great: 1e30"),
    "a long blur": (
        '<filter id="h" x="-99999" y="-99999" width="199999" height="199999"><feTurbulence baseFrequency=".1"/>'
        '<feGaussianBlur stdDeviation="900"/></filter><g filter="url(#h)"><rect width="90" height="90"/></g>',
        "takes too long to be drawn, or too much memory",
    ),
    "words over the edge": ('<text x="80" y="50">too long for it</text>', "words that reach over its edge"),
    "words beside the page": (BOX + '<text x="300" y="50">unheard</text>', "or lie beside its page: “…unheard”"),
    "letters that no font has": ('<text x="9" y="50">北京</text>', "holds “北”, which no font has"),
    "letters with marks of their own": ('<text x="9" y="50">x\u0304</text>', "has letters that could not be read"),
    "words behind the end of their curve": (
        '<path id="q" d="M9 50H30" fill="none"/><text><textPath href="#q">a long line</textPath></text>',
        "has words that cannot be printed: “a long line”",
    ),
    "nothing": ("", "draws nothing"),
    "nothing but definitions": (f"<defs>{BOX}</defs>", "draws nothing"),
    "nothing that is displayed": (f'<g display="none">{BOX}</g>', "draws nothing"),
    "nothing that is visible": (f'<g visibility="hidden">{BOX}</g>', "draws nothing"),
    "nothing of any size": ('<circle r="0"/><rect width="9"/>', "draws nothing"),
    "nothing in its frame": ('<rect x="200" width="9" height="9"/>', "draws nothing that can be seen"),
    "white on white": ('<g fill="#fff">' + BOX + "</g>", "is white"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_an_svg_cannot_print_is_told(
    case: str, tmp_path: Path, faces: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What takes an hour takes longer than some seconds, too.
    monkeypatch.setattr(easel, "PATIENCE", 4.0)
    body, message = TOLD[case]
    said = told(tmp_path, page(body), faces)
    assert any(message in each for each in said), said


def test_all_flaws_are_told_each_at_its_line(tmp_path: Path, faces: Chain) -> None:
    said = told(tmp_path, page('<g mask="url(#m)"/>\n<g style="zoom:2">\n' + BOX + "</g>"), faces)
    assert ["line 2" in said[0] and "#m" in said[0], "line 3" in said[1] and "zoom" in said[1]] == [True, True]


def copies(count: int, of: str, around: str = "<g>") -> str:
    """Draw an element, and so many copies of it."""
    return of.replace(" ", ' id="a" ', 1) + around + '<use href="#a"/>' * count + "</g>"


DOUBLED = "".join(f'<g id="g{i}"><use href="#g{i - 1}"/><use href="#g{i - 1}"/></g>' for i in range(1, 40))
TOO_LARGE = {
    "copies of a small picture": copies(400, f"<g >{BOX * 600}</g>"),
    "copies of copies": f'<g id="g0">{BOX}</g>{DOUBLED}',
    "patterns in patterns": "".join(
        f'<pattern id="p{i}" width="1" height="1"><rect fill="url(#p{i - 1})"/><rect fill="url(#p{i - 1})"/></pattern>'
        for i in range(1, 40)
    )
    + '<pattern id="p0"/><rect width="9" height="9" fill="url(#p39)"/>',
    "markers at many points": '<marker id="m">'
    + BOX * 300
    + f'</marker><path d="M0 0{"L1 1" * 3000}" marker-mid="url(#m)"/>',
}


@pytest.mark.parametrize("case", TOO_LARGE)
def test_a_picture_that_is_too_large_to_draw_is_told(case: str, tmp_path: Path, faces: Chain) -> None:
    [said] = told(tmp_path, page(BOX + TOO_LARGE[case]), faces)
    assert said == "“a.svg” is too large a drawing: it has too much to draw, each copy counted"


def test_many_copies_of_little_are_drawn(tmp_path: Path, faces: Chain) -> None:
    art = load(tmp_path, page(copies(1500, '<rect width="90" height="40"/>') + '<text y="60">Many</text>'), faces)
    assert alike(shown(art).getpixel((80, 20)), BLACK)


@pytest.mark.parametrize("colour", ["#0F5A66", "#0f5a66"])
def test_a_colour_is_found_again_as_it_was_given(colour: str, tmp_path: Path, faces: Chain) -> None:
    art = load(tmp_path, page(BOX.replace("/>", f' fill="{colour}"/>')), faces)
    assert shown(art).getpixel((20, 20)) == (0x0F, 0x5A, 0x66)
