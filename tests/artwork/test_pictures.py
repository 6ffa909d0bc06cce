"""Pictures stay in their box and print what a screen shows, or say at their line why they cannot."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.artwork.pages import BLUE, RED, page, saved
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.reading import ReadPage, pictures_of, read_pages
from tests.said import printed

EN = "brochures/breathing/en.yaml"
PDF = "build/one/en/standard/breathing-handout.pdf"
Press = Callable[..., Finished]


# SVG: what is drawn --------------------------------------------------------------------------------


# SVG: what is told ---------------------------------------------------------------------------------


# SVG: how much of it -------------------------------------------------------------------------------


# SVG: its box, and the machine ---------------------------------------------------------------------


def with_figure(workspace: Path, content: str | bytes, name: str = "a.svg", named: str = "") -> None:
    figure = f'      - figure: {{image: "{named or name}", alt: A picture}}\n      - paragraph: Words after it.\n'
    text = WORKSPACE[EN].replace("    summary:\n", figure + "    summary:\n")
    (workspace / EN).write_text(text, encoding="utf-8")
    (workspace / EN).with_name(name).write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("where", ["figure", "logo"])
def test_nothing_is_painted_beside_a_picture(where: str, workspace: Path, press: Press) -> None:
    inside = '<rect width="100" height="100" fill="#ccddee"/>'
    beside = '<rect x="60" y="60" width="900" height="900" fill="#ccddee"/>'
    pages = []
    for body in (inside, inside + beside):
        if where == "figure":
            with_figure(workspace, page(body))
        else:
            (workspace / "clinics/one.yaml").write_text(WORKSPACE["clinics/one.yaml"] + "logo: one.svg\n")
            (workspace / "clinics/one.svg").write_text(page(body))
        assert press("build").status == 0
        pdf = (workspace / PDF).read_bytes()
        pages.append(pictures_of(pdf, 60))
    for alone, with_more in zip(*pages, strict=True):
        # Readers of PDF clip at the next whole pixel.
        change = ImageChops.difference(alone.convert("L"), with_more.convert("L"))
        assert change.filter(ImageFilter.MinFilter(3)).getbbox() is None


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
import reportlab.rl_config  # looks for folders of fonts when it is loaded, and uses none of them here
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
    [painter] = [name for name in seen if not name.startswith(tuple(ours))]
    assert "'clinicpress.artwork.painter'" in painter


# Pixels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a", "a.ai"])
def test_what_a_file_is_its_content_tells(name: str, workspace: Path, press: Press) -> None:
    with_figure(workspace, page('<rect width="90" height="90" fill="red"/>'), name)
    assert press("build").status == 0
    with_figure(workspace, saved(Image.new("RGB", (900, 900), RED)), name)
    assert press("build").status == 0


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


# Pages ---------------------------------------------------------------------------------------------

LAYOUT = (ROOT / "templates/handout/layout.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("text_top: 45", "text_top: 80"), "0 points below its top the text begins"),
        (
            ("later_pages:\n  top: 80", "later_pages:\n  top: 40"),
            "“text_top” reaches to 45 points from the top of the page",
        ),
        (("first_page:\n  top: 90", "first_page:\n  top: 40"), "“strip” reaches to 76 points from the top of the page"),
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
    words = "The mean 5\u0304 of cafe\u0301s and x\u0304."
    (workspace / EN).write_text(WORKSPACE[EN].replace("Sit upright.", words), encoding="utf-8")
    said = printed(press("build").err)
    assert [(each.line, each.column) for each in said] == [(10, 29)]
    assert [each.message.partition(" cannot")[0] for each in said] == ["“5\u0304”"]


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
