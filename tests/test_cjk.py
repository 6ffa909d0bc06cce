"""The package of fonts for Chinese, Japanese and Korean: what it is cut to, and that pages find its files."""

from __future__ import annotations

import importlib.util
import os
import runpy
from functools import cache
from typing import Any

import pytest

from clinicpress.ground.problems import Place
from clinicpress.looks.fonts import FontShelf
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

needs_cjk = pytest.mark.skipif(
    importlib.util.find_spec("clinicpress_cjk") is None and os.environ.get("CI") != "true",
    reason="the fonts for Chinese, Japanese and Korean are not here: they need npm, then `make cjk`",
)
SAID = {
    "noto-sans-sc": "请慢慢呼气，然后再吸气。",
    "noto-sans-tc": "請慢慢呼氣，然後再吸氣。「」",
    "noto-sans-jp": "ゆっくり息を吐いて、それから吸ってください。カタカナ・ー",
    "noto-sans-kr": "천천히 숨을 내쉬고 들이쉬십시오. 뷁힣",
}


@cache
def made() -> dict[str, Any]:
    """Return what stands in the script that makes the package."""
    return runpy.run_path(str(ROOT / "cjk/make.py"))


@pytest.mark.parametrize("family", SAID)
def test_a_family_is_cut_to_the_characters_of_its_country(family: str) -> None:
    characters = made()["characters"](made()["FAMILIES"][family])
    assert set(map(ord, SAID[family])) <= characters
    assert set(map(ord, "Müller 5–10 mg/kg “µ”")) <= characters
    assert len(characters) < 16_000


@needs_cjk
@pytest.mark.parametrize("family", SAID)
@pytest.mark.parametrize("weight", [400, 700])
def test_a_family_has_all_that_it_was_cut_to(family: str, weight: int) -> None:
    shelf = FontShelf(Disk(ROOT))
    face = shelf.face(family, weight, False, Place(""))
    characters = made()["characters"](made()["FAMILIES"][family])
    chinese = {code for code in characters if 0x4E00 <= code < 0xA000 or 0xAC00 <= code < 0xD7A4}
    assert not chinese - face.glyphs.keys()
    assert set(map(ord, SAID[family].replace(" ", ""))) <= face.glyphs.keys()


@needs_cjk
@pytest.mark.parametrize("family", SAID)
def test_a_familys_licence_is_in_the_package(family: str) -> None:
    licence = FontShelf(Disk(ROOT)).family(family, Place("")).licence
    text = Disk(ROOT).read_text(f"fonts/{licence}")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.startswith("Copyright")


@needs_cjk
def test_a_workspaces_own_file_wins_over_that_of_the_package(tmp_path: Any) -> None:
    name = "fonts/noto-sans-sc/OFL.txt"
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("Ours.", encoding="utf-8")
    assert Disk(tmp_path).read_text(name) == "Ours."
