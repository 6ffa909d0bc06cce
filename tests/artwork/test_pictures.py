"""Pictures stay in their box and print what a screen shows, or say at their line why they cannot."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from clinicpress.artwork.pictures import Art, load_art
from clinicpress.drawing.canvas import drawn_alone
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.reading import ReadPage, pictures_of, read_pages
from tests.said import printed

EN = "brochures/breathing/en.yaml"
PDF = "build/one/en/standard/breathing-handout.pdf"
HERE = Place(EN, 11, 25)
Press = Callable[..., Finished]
BLACK, RED, GREEN, BLUE, WHITE = (0, 0, 0), (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
PAGE = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'


def page(body: str) -> str:
    """Make an SVG of 100 × 100."""
    return f"{PAGE}\n{body}\n</svg>"


@pytest.fixture(scope="module")
def faces() -> Chain:
    return Chain(FontShelf(Disk(ROOT)), [Text("atkinson", Place("theme"))], 400)


def load(folder: Path, content: str | bytes, faces: Chain, name: str = "a.svg") -> Art:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return load_art(Disk(folder), name, HERE, faces)


def shown(art: Art, faces: Chain, size: int = 100) -> Image.Image:
    """Draw a picture alone and look at it."""
    pdf = drawn_alone(art, (size * 0.75, size * 0.75), faces[0])
    return pictures_of(pdf, 96)[0].convert("RGB")


def alike(color: Any, wanted: tuple[int, int, int], by: int = 4) -> bool:
    return all(abs(is_ - should) <= by for is_, should in zip(color, wanted, strict=True))


def told(folder: Path, content: str | bytes, faces: Chain, name: str = "a.svg") -> list[str]:
    """Return what is said about a picture; all of it stands at the line that names the picture."""
    with pytest.raises(InputProblems) as caught:
        load(folder, content, faces, name)
    assert {problem.place for problem in caught.value.problems} == {HERE}
    assert all(problem.hint and f"“{name}”" in problem.message for problem in caught.value.problems)
    return [problem.message for problem in caught.value.problems]


# SVG: what is drawn --------------------------------------------------------------------------------

BOX = '<rect id="b" width="40" height="40"/>'
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


# SVG: what is told ---------------------------------------------------------------------------------

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


# SVG: how much of it -------------------------------------------------------------------------------


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


# SVG: its box, and the machine ---------------------------------------------------------------------


def with_figure(workspace: Path, content: str | bytes, name: str = "a.svg", named: str = "") -> None:
    figure = f'      - figure: {{image: "{named or name}", alt: A picture}}\n      - paragraph: Words after it.\n'
    text = WORKSPACE[EN].replace("    summary:\n", figure + "    summary:\n")
    (workspace / EN).write_text(text, encoding="utf-8")
    (workspace / EN).with_name(name).write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("where", ["figure", "logo"])
def test_nothing_is_painted_beside_a_picture(where: str, workspace: Path, press: Press) -> None:
    inside = '<rect width="100" height="100" fill="#ccddee"/>'
    beside = '<rect x="60" y="60" width="900" height="900" fill="#ccddee"/><text x="9" y="150">Beside</text>'
    pages = []
    for body in (inside, inside + beside):
        if where == "figure":
            with_figure(workspace, page(body))
        else:
            (workspace / "clinics/one.yaml").write_text(WORKSPACE["clinics/one.yaml"] + "logo: one.svg\n")
            (workspace / "clinics/one.svg").write_text(page(body))
        assert press("build").status == 0
        pdf = (workspace / PDF).read_bytes()
        pages.append([picture.tobytes() for picture in pictures_of(pdf, 60)])
        assert "Beside" not in read_pages(pdf)[0].text
    assert pages[0] == pages[1]


def test_the_fonts_of_the_machine_have_no_part_in_it(workspace: Path, press: Press) -> None:
    made = []
    for font in ("", "font-family='Arial'", "style='font-family:DejaVu Sans, ../../x'", "font-family='--help'"):
        with_figure(workspace, page(f'<text x="5" y="50" {font}>WWW<tspan>iii</tspan> x</text>'))
        assert press("build").status == 0
        made.append([(picture.tobytes(), page.text) for picture, page in looks(workspace / PDF)])
    assert made[0] == made[1] == made[2] == made[3]


def looks(pdf: Path) -> Iterator[tuple[Image.Image, ReadPage]]:
    content = pdf.read_bytes()
    yield from zip(pictures_of(content, 72), read_pages(content), strict=True)


SPY = """
import sys
seen = []
def spy(event, arguments):
    if event in ("subprocess.Popen", "os.posix_spawn", "os.exec"):
        seen.append(str(arguments))
    elif event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str):
        if "font" in arguments[0].lower() and "site-packages" not in arguments[0] or "evil" in arguments[0]:
            seen.append(arguments[0])
import clinicpress.artwork.vector
sys.addaudithook(spy)
from clinicpress.cli import run
try:
    run(arguments=["build", "--jobs", "1", "--workspace", sys.argv[1], "--out", sys.argv[1] + "/build"])
finally:
    sys.stdout.write("\\n".join(["", "SEEN", *seen]))
"""


def test_no_font_is_looked_for_outside(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "evil.ttf").write_bytes(b"")
    words = '<text x="5" y="50" font-family="../evil, Arial, Nope">in</text>'
    with_figure(workspace, page(words))
    ran = subprocess.run(
        [sys.executable, "-c", SPY, str(workspace)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    seen = ran.stdout.partition("\nSEEN")[2].split("\n")[1:]
    ours = [str(workspace), str(ROOT)]
    assert [name for name in seen if not name.startswith(tuple(ours))] == []


# Pixels --------------------------------------------------------------------------------------------


def saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def profile() -> bytes:
    """Make a colour profile (ICC.1) whose red and blue are swapped."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563) + b"\0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 8) + b"swapped\0" + bytes(79)
    tags = {
        b"desc": name, b"cprt": b"text\0\0\0\0none\0\0\0\0", b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.1431, 0.0606, 0.7141), b"gXYZ": xyz(0.3851, 0.7169, 0.0971),
        b"bXYZ": xyz(0.4360, 0.2225, 0.0139),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body, begin = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        data += bytes(-len(data) % 4)
        table += tag + struct.pack(">II", begin + len(body), len(data))
        body += data
    head = struct.pack(">I4sI", begin + len(body), b"lcms", 0x02100000) + b"mntrRGB XYZ " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def ramp() -> bytes:
    """Make a PNG of 16-bit greys from black to white."""
    greys = struct.pack("<256H", *(value * 257 for value in range(256)))
    return saved(Image.frombytes("I;16", (256, 1), greys).resize((256, 256)))


PIXELS: dict[str, tuple[str, bytes, list[tuple[int, int, tuple[int, int, int]]]]] = {
    "sixteen bits of grey": (
        "a.png", ramp(), [(10, 50, (26, 26, 26)), (50, 50, (128, 128, 128)), (90, 50, (230, 230, 230))],
    ),
    "a profile": ("a.png", saved(Image.new("RGB", (9, 9), RED), icc_profile=profile()), [(50, 50, (2, 0, 254))]),
    "a profile of a photo": (
        "a.jpg", saved(Image.new("RGB", (9, 9), RED), "JPEG", icc_profile=profile()), [(50, 50, (2, 0, 254))],
    ),
    "a profile that is broken": ("a.png", saved(Image.new("RGB", (9, 9), RED), icc_profile=b"junk"), [(50, 50, RED)]),
    "see-through in part": (
        "a.png", saved(Image.new("RGBA", (9, 9), (255, 0, 0, 128))), [(50, 50, (255, 127, 127))],
    ),
    "a palette with a hole": (
        "a.png", saved(Image.new("P", (9, 9), 1), transparency=0), [(50, 50, BLACK)],
    ),
    "one bit": ("a.png", saved(Image.new("1", (9, 9), 0)), [(50, 50, BLACK)]),
    "inks": ("a.jpg", saved(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG"), [(50, 50, (254, 0, 0))]),
}  # fmt: skip


@pytest.mark.parametrize("case", PIXELS)
def test_pixels_print_as_a_screen_shows_them(case: str, tmp_path: Path, faces: Chain) -> None:
    name, content, points = PIXELS[case]
    picture = shown(load(tmp_path, content, faces, name), faces)
    assert [(at, picture.getpixel(at[:2])) for at in points if not alike(picture.getpixel(at[:2]), at[2])] == []


@pytest.mark.parametrize(
    ("picture", "message"),
    [
        (Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "is wholly see-through"),
        (Image.new("LA", (9, 9), (255, 128)), "is white"),
        (Image.new("RGB", (9, 9), "white"), "is white"),
    ],
    ids=["see-through", "white on see-through", "white"],
)
def test_pixels_that_nobody_would_see(picture: Image.Image, message: str, tmp_path: Path, faces: Chain) -> None:
    assert message in told(tmp_path, saved(picture), faces, "a.png")[0]


# Names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on_disk", "typed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_accents_are_found_however_they_are_written(on_disk: Any, typed: Any, workspace: Path, press: Press) -> None:
    content = saved(Image.new("RGB", (900, 900), RED))
    with_figure(
        workspace, content, unicodedata.normalize(on_disk, "Übung.png"), unicodedata.normalize(typed, "Übung.png")
    )
    assert press("build").status == 0
    before = (workspace / PDF).read_bytes()
    blue = saved(Image.new("RGB", (900, 900), BLUE))
    (workspace / EN).with_name(unicodedata.normalize(on_disk, "Übung.png")).write_bytes(blue)
    assert press("build").status == 0
    assert (workspace / PDF).read_bytes() != before, "a change of the picture was not seen"


def test_other_capitals_are_told(workspace: Path, press: Press) -> None:
    with_figure(workspace, saved(Image.new("RGB", (9, 9), RED)), "photo.PNG", "photo.png")
    [said] = printed(press("build").err)
    assert said.message.endswith("but one whose capital letters differ: “photo.PNG”")
    assert said.hint == "write “photo.PNG”"


# Icons ---------------------------------------------------------------------------------------------

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">{}</svg>'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<path d="M0 0H48V1e999Z"/>', "the point inf lies outside of its grid of 48 × 48"),
        ('<path d="M0 0H900V48Z"/>', "the point 900 lies outside"),
        ('<path d="M-1 0H9V48Z"/>', "the point -1 lies outside"),
        ('<path transform="scale(9)" d="M0 0H9V9Z"/>', "without transform (line 1)"),
        ('<path fill="none" stroke="red" d="M0 0H9V9Z"/>', "without stroke (line 1)"),
        ('<path fill="none" d="M0 0H9V9Z"/>', "not of lines"),
        ('<path d="H9V9Z"/>', "a path begins with M"),
        ("", "nothing is drawn"),
        ("<path", "is not an SVG picture, or is broken in line 1"),
    ],
)
def test_icons_stay_in_their_grid(body: str, message: str, workspace: Path, press: Press) -> None:
    (workspace / "templates/icons").mkdir(parents=True)
    (workspace / "templates/icons/lungs.svg").write_text(ICON.format(body), encoding="utf-8")
    text = WORKSPACE[EN].replace("    body:", "    icon: lungs\n    body:")
    (workspace / EN).write_text(text, encoding="utf-8")
    finished = press("build")
    [said] = printed(finished.err)
    assert (finished.status, said.file) == (1, "templates/icons/lungs.svg")
    assert message in said.message


# Pages ---------------------------------------------------------------------------------------------

LAYOUT = (ROOT / "templates/handout/layout.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("text_top: 45", "text_top: 80"), "0 points below its top the text begins"),
        (("later_pages:\n  top: 80", "later_pages:\n  top: 40"), "this reaches to 45 points from the top of the page"),
        (("first_page:\n  top: 90", "first_page:\n  top: 40"), "this reaches to 76 points from the top of the page"),
    ],
    ids=["running head", "later pages", "first page"],
)
def test_a_head_that_reaches_into_the_text_is_told(
    change: tuple[str, str], message: str, workspace: Path, press: Press
) -> None:
    assert change[0] in LAYOUT
    (workspace / "templates/handout").mkdir(parents=True)
    (workspace / "templates/handout/layout.yaml").write_text(LAYOUT.replace(*change), encoding="utf-8")
    long = "      - paragraph: Words that fill a page.\n" * 60
    (workspace / EN).write_text(WORKSPACE[EN].replace("    summary:", long + "    summary:"), encoding="utf-8")
    finished = press("build")
    said = printed(finished.err)
    assert finished.status == 1
    assert {each.file for each in said} == {"templates/handout/layout.yaml"}
    assert any(message in each.message for each in said)


# Characters and links ------------------------------------------------------------------------------


def test_a_mark_that_would_stand_beside_its_letter_is_told(workspace: Path, press: Press) -> None:
    words = "The mean x\u0304 of cafe\u0301s and q\u0304."
    (workspace / EN).write_text(WORKSPACE[EN].replace("Sit upright.", words), encoding="utf-8")
    said = printed(press("build").err)
    assert [(each.line, each.column) for each in said] == [(10, 29), (10, 46)]
    assert [each.message.partition(" cannot")[0] for each in said] == ["“x\u0304”", "“q\u0304”"]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("https://пример.example/боль?д=1", "https://xn--e1afmkfd.example/%D0%B1%D0%BE%D0%BB%D1%8C?%D0%B4=1"),
        ("https://Müller.example/straße", "https://xn--mller-kva.example/stra%C3%9Fe"),
        ("https://straße.example:80/#é", "https://xn--strae-oqa.example:80/#%C3%A9"),
        ("https://example.org/a–b", "https://example.org/a%E2%80%93b"),
        ("mailto:info@müller.example", "mailto:info@xn--mller-kva.example"),
        ("https://example.org/a%20b?c=d", "https://example.org/a%20b?c=d"),
    ],
)
def test_links_hold_ascii(typed: str, held: str, workspace: Path, press: Press) -> None:
    text = (
        WORKSPACE[EN]
        .replace("paragraph: Sit upright.", f'paragraph: "Sit [upright]({typed}).')
        .replace("[@guide]\n", '[@guide]"\n')
    )
    (workspace / EN).write_text(text, encoding="utf-8")
    assert press("build").status == 0
    with pikepdf.open(workspace / PDF) as pdf:
        links = [bytes(link.A.URI) for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
    assert held.encode("ascii") in links
