"""All that SVGs and files of pixels hold, in one finished handout: it conforms, and its words are read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.artwork.pages import page, saved
from tests.artwork.test_svgplain import DRAWN, OF_PROGRAMS
from tests.conftest import WORKSPACE, Finished
from tests.reading import read_pages
from tests.verapdf import Referee, needs_referee

EN = "brochures/breathing/en.yaml"
WORDS = (
    '<text x="5" y="30" font-size="12">Plain, <tspan font-weight="700" fill="#a00">bold</tspan> a\u0308</text>'
    '<text x="5" y="60" font-size="12" fill="none" stroke="#123">Outlined</text>'
    '<path id="q" d="M5 90H95" fill="none"/><text font-size="12"><textPath href="#q">On a line</textPath></text>'
)
CLEAR = Image.new("RGBA", (600, 600), (15, 90, 102, 128))


@pytest.fixture
def handout(workspace: Path, press: Callable[..., Finished]) -> Path:
    """A handout with a picture of every kind, and a clinic with a logo that is partly clear."""
    folder = (workspace / EN).parent
    inside = f'<image href="data:image/png;base64,{b64encode(saved(CLEAR)).decode()}" width="90" height="90"/>'
    drawn = [body for body, _ in DRAWN.values() if "<image" not in body]
    drawings = [*OF_PROGRAMS.values(), *map(page, [*drawn, inside, WORDS])]
    figures = ""
    for number, drawing in enumerate(drawings):
        (folder / f"{number}.svg").write_text(drawing, encoding="utf-8")
        figures += f"      - figure: {{image: {number}.svg, alt: A drawing, width: third}}\n"
    for kind, picture in {"png": CLEAR, "webp": CLEAR, "gif": CLEAR.convert("P"), "tif": CLEAR.convert("CMYK")}.items():
        (folder / f"a.{kind}").write_bytes(saved(picture, {"tif": "TIFF"}.get(kind, kind.upper())))
        figures += f"      - figure: {{image: a.{kind}, alt: A picture, width: third}}\n"
    text = WORKSPACE[EN].replace("    summary:\n", figures + "    summary:\n")
    (workspace / EN).write_text(text, encoding="utf-8")
    (workspace / "clinics/one.yaml").write_text(WORKSPACE["clinics/one.yaml"] + "logo: one.png\n", encoding="utf-8")
    (workspace / "clinics/one.png").write_bytes(saved(CLEAR))
    finished = press("build")
    assert finished.status == 0, finished.err
    return workspace / "build/one/en/standard/breathing-handout.pdf"


@needs_referee
def test_the_referee_passes_all_kinds_of_pictures(handout: Path, referee: Referee) -> None:
    assert referee.failures([handout.read_bytes()]) == []


def test_words_in_drawings_are_read_and_the_preflight_passes(handout: Path, press: Callable[..., Finished]) -> None:
    said = " ".join(page.text for page in read_pages(handout.read_bytes()))
    for words in ("Plain, bold \u00e4", "Outlined", "On a line"):
        assert words in " ".join(said.split())
    assert press("preflight", str(handout)).status == 0
