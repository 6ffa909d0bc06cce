"""Web pages for tests: made once for each workspace, and read by the rules of HTML, not by what proves them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from justhtml import Element, JustHTML

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.locale import load_locale
from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import Place
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.themes import load_theme
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import ROOT, TESTS

CALM = load_theme(Disk(ROOT), Unprinted("calm", Place("editions.yaml")), FontShelf(Disk(ROOT)))
LOCALE = load_locale(Disk(ROOT), Unprinted("en", Place("brochures")))
SAMPLER = TESTS / "workspaces" / "sampler"
STORIES = (
    (ROOT, "iv-ketamine-fibromyalgia"),
    (ROOT, "ketamine-pain-relief"),
    (SAMPLER, "every-block"),
    (SAMPLER, "grids"),
    (SAMPLER, "deep"),
)
"""Workspaces, and the brochures in them."""


@cache
def _press(root: Path) -> Press:
    return Press(Catalog(Disk(root)), Rack())


@cache
def page_of(root: Path, slug: str, clinic: str = "house", edition: str = "standard") -> bytes:
    """Return the page of a brochure of a workspace."""
    return _press(root).print(Job(clinic, "en", edition, slug, "page")).content


def page_with(root: Path, slug: str, files: dict[str, str], clinic: str = "house") -> bytes:
    """Return the page of a brochure where some files hold something else."""
    laid = {name: text.encode() for name, text in files.items()}
    return Press(Catalog(Unsaved(Disk(root), laid)), Rack()).print(Job(clinic, "en", "standard", slug, "page")).content


class Shown:
    """A page as a browser has it."""

    def __init__(self, content: bytes) -> None:
        self._html = JustHTML(content.decode("utf-8"), sanitize=False, collect_errors=True)
        self.mistakes = [str(error) for error in self._html.errors]

    def all(self, selector: str) -> list[Element]:
        """List the elements that a selector of CSS names."""
        return [each for each in self._html.query(selector) if isinstance(each, Element)]

    def words(self, selector: str) -> list[str]:
        """List what they say."""
        return [" ".join(each.to_text(separator="", strip=False).split()) for each in self.all(selector)]

    def values(self, selector: str, name: str) -> list[str]:
        """List the values of their attributes."""
        return [(each.attrs or {}).get(name) or "" for each in self.all(selector)]
