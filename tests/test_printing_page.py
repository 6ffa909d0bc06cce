"""docs/printing.md: its pictures are what is printed, its commands run, and it names every option and sheet."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
from PIL import Image

from clinicpress.cli import main
from clinicpress.printshop.order import Order
from clinicpress.printshop.sheets import SAME, SHEETS
from docs.gallery import GALLERY
from docs.sheets import pictures
from tests.conftest import ROOT
from tests.pictures import compare_pictures

PAGE = (ROOT / "docs/printing.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"generate\.py print ([^#\n`]+)", PAGE + README)))
SHOWN = sorted(re.findall(r'src="gallery/([^"]+)\.png"', PAGE))


@pytest.mark.parametrize("words", COMMANDS)
def test_its_commands_make_sense(words: str) -> None:
    context = main.commands["print"].make_context("print", shlex.split(words))
    given: dict[str, Any] = {key: context.params[key] for key in ("purpose", "scheme", "sheet", "marks", "profile")}
    Order(**given).check()


def test_it_names_all_options_and_sheets() -> None:
    options = {option for each in main.commands["print"].params for option in each.opts if option.startswith("--")}
    of_presses = {"--profile", "--spot"}
    assert [option for option in sorted(options - of_presses) if f"`{option}" not in PAGE] == []
    assert [name for name in (*SHEETS, *SAME) if f"`{name}`" not in PAGE] == []


@pytest.fixture(scope="module")
def made() -> dict[str, Image.Image]:
    """All pictures for the page, made anew."""
    return dict(pictures())


def test_the_page_shows_all_of_its_pictures(made: dict[str, Image.Image]) -> None:
    assert sorted(made) == SHOWN


@pytest.mark.parametrize("name", SHOWN)
def test_the_pictures_are_what_is_printed(made: dict[str, Image.Image], name: str) -> None:
    """Renew them with `make gallery`."""
    compare_pictures([made[name]], [GALLERY / f"{name}.png"])
