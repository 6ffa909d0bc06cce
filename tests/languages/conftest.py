"""The workspace in all languages, printed as it is asked for, each plate once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.languages.texts import CJK, LANGUAGES, write_workspace
from tests.verapdf import Referee

Print = Callable[..., Path]
GROUPS = {"cjk": CJK, "others": tuple(each for each in LANGUAGES if each not in CJK)}


@pytest.fixture(params=GROUPS)
def languages(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """All languages, in two groups: without their package of fonts, Chinese, Japanese and Korean are skipped."""
    if request.param == "cjk" and find_spec("clinicpress_cjk") is None:
        assert os.environ.get("CI") != "true", "CI needs the fonts of Chinese, Japanese and Korean"
        pytest.skip("the fonts of Chinese, Japanese and Korean are not here: they need npm, then `make cjk`")
    return GROUPS[request.param]


@pytest.fixture(scope="session")
def workspace_of_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a page and a leaflet in each language, and three clinics."""
    root = tmp_path_factory.mktemp("languages")
    write_workspace(root)
    return root


@pytest.fixture(scope="session")
def printed(workspace_of_languages: Path) -> Print:
    """Print a brochure in a language, and return the file: printed("leaflet", "ar", "summary", clinic="latin")."""
    press = Press(Catalog(Disk(workspace_of_languages)), Rack())

    @cache
    def to_file(slug: str, language: str, layout: str = "handout", clinic: str = "house") -> Path:
        file = workspace_of_languages / f"{clinic}-{language}-{slug}-{layout}.pdf"
        file.write_bytes(press.print(Job(clinic, language, "standard", slug, layout)).content)
        return file

    return to_file


@pytest.fixture(scope="session")
def referee(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Referee]:
    """veraPDF, in one process for all tests."""
    begun = Referee(tmp_path_factory.mktemp("referee"))
    yield begun
    begun.end()
