"""The easel: the same drawing gives the same page, wherever it is drawn, and what spoils one spoils no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from clinicpress.artwork import easel
from clinicpress.artwork.easel import Spoiled, draw_svg, families_of
from clinicpress.looks.fonts import NO_FONTS, Chain
from tests.conftest import ROOT
from tests.folders import soon_empty

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9" fill="{}"/></svg>'


def test_the_same_drawing_gives_the_same_page() -> None:
    first = draw_svg(SVG.format("red"), NO_FONTS)
    assert draw_svg(SVG.format("blue"), NO_FONTS).pdf != first.pdf
    assert draw_svg(SVG.format("red"), NO_FONTS) == first
    assert first.pdf.startswith(b"%PDF-") and first.glance.startswith(b"\x89PNG")


def test_fonts_say_their_families_themselves(faces: Chain) -> None:
    assert set(families_of(faces.files).values()) == {"Atkinson Hyperlegible Next"}


def test_a_forked_process_draws_on_an_easel_of_its_own() -> None:
    here = draw_svg(SVG.format("red"), NO_FONTS).pdf
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, b"same" if draw_svg(SVG.format("red"), NO_FONTS).pdf == here else b"other")
        finally:
            os._exit(0)
    os.close(writing)
    assert os.read(reading, 9) == b"same"
    os.waitpid(child, 0)
    assert draw_svg(SVG.format("red"), NO_FONTS).pdf == here


def test_threads_get_their_own_drawings() -> None:
    colours = [f"#0000{number:02x}" for number in range(24)]
    alone = [draw_svg(SVG.format(colour), NO_FONTS).pdf for colour in colours]
    found: dict[int, bytes] = {}

    def draw(number: int) -> None:
        found[number] = draw_svg(SVG.format(colours[number]), NO_FONTS).pdf

    threads = [Thread(target=draw, args=(number,)) for number in range(len(colours))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(len(colours))] == alone


def test_what_is_no_svg_is_told_and_the_next_one_drawn() -> None:
    with pytest.raises(Spoiled, match="SVG"):
        draw_svg(SVG.format('"'), NO_FONTS)
    draw_svg(SVG.format("red"), NO_FONTS)


def test_a_drawing_without_end_is_given_up_and_the_next_one_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(easel, "PATIENCE", 0.5)
    endless = '<filter id="f"><feMorphology operator="dilate" radius="9000"/></filter>'
    body = f'{endless}<rect width="900" height="900" filter="url(#f)"/>'
    with pytest.raises(Spoiled) as spoiled:
        draw_svg(f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900">{body}</svg>', NO_FONTS)
    assert str(spoiled.value) == ""
    monkeypatch.undo()
    draw_svg(SVG.format("red"), NO_FONTS)


def test_a_closed_easel_leaves_no_fonts_behind(faces: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    own = easel._Easel(faces.files)
    assert list(tmp_path.rglob("*.ttf"))
    own.close()
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal
from tests.artwork.conftest import chain
from clinicpress.artwork.easel import draw_svg
rect = '<rect width="5" height="5"/>'
draw_svg(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{rect}</svg>', chain().files)
print(len(os.listdir(os.environ["TMPDIR"])), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process hears of the end of the one that began it")
def test_an_easel_whose_process_was_killed_leaves_none_either(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED], cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True
    )
    assert done.stdout.strip() == b"1", done.stderr
    assert soon_empty(tmp_path)
