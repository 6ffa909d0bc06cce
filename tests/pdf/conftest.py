"""A look with its faces, and a plate of the small brochure, for the tests of the file's making."""

from __future__ import annotations

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.looks.fonts import Chain, FontShelf
from clinicpress.looks.themes import load_theme
from clinicpress.pdf.plate import Plate
from clinicpress.press.platemaking import typeset
from clinicpress.story.answers import Answers
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A workspace with one small brochure; its clinic has a website."""
    root = tmp_path_factory.mktemp("plates")
    files = {**WORKSPACE, "clinics/one.yaml": f"{WORKSPACE['clinics/one.yaml']}website: https://one.example\n"}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Catalog(Disk(root))


@pytest.fixture(scope="session")
def plate(catalog: Catalog) -> Plate:
    """The plate of the small brochure's handout: box, contact and card are filled."""
    return typeset(catalog, Job("one", "en", "standard", "breathing", "handout"), Answers(catalog.clinic("one"))).plate


@pytest.fixture(scope="session")
def chain(catalog: Catalog) -> Chain:
    """The faces of running text."""
    return load_theme(catalog.workspace, "calm", FontShelf(catalog.workspace)).style("body").chain
