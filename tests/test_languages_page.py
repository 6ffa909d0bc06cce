"""docs/languages.md names every language that there is, and its pictures are what is printed."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest
from PIL import Image

from docs.gallery import GALLERY
from docs.languages import SHOWN, pictures
from tests.conftest import ROOT
from tests.languages.texts import LANGUAGES
from tests.pictures import compare_pictures

PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")


def test_every_locale_has_its_place_in_the_table_and_its_texts_in_the_tests() -> None:
    locales = {file.stem for file in (ROOT / "templates" / "locales").glob("*.yaml")}
    table = PAGE.partition("## The languages")[2].partition("## Writing")[0]
    named = {
        code for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for code in re.findall(r"`([\w-]+)`", row)
    }
    assert named == locales == set(LANGUAGES)


def test_each_picture_is_shown() -> None:
    assert sorted(re.findall(r"gallery/(languages-[\w-]+)\.png", PAGE)) == sorted(SHOWN)


@pytest.mark.skipif(find_spec("clinicpress_cjk") is None, reason="the fonts for Chinese are not here: `make cjk`")
def test_the_pictures_are_what_is_printed() -> None:
    """Renew them with `make gallery`."""
    made: dict[str, Image.Image] = dict(pictures())
    compare_pictures([made[name] for name in SHOWN], [GALLERY / f"{name}.png" for name in SHOWN])
