"""Posters: the summaries of both brochures on one large sheet, in type that can be read from afar."""

from __future__ import annotations

import shutil

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.folders import write
from tests.reading import read_pages

PAPERS = {"tabloid": (792.0, 1224.0), "a3": (841.89, 1190.55)}
FOOTER, POINTS = 13.9, 17.9


@pytest.fixture(scope="module")
def posters(tmp_path_factory: pytest.TempPathFactory) -> Press:
    root = tmp_path_factory.mktemp("posters")
    for name in ("brochures", "clinics"):
        shutil.copytree(ROOT / name, root / name)
    editions = "".join(f"  {name}: {{theme: poster, paper: {name}, layouts: [summary]}}\n" for name in PAPERS)
    write(root, {"editions.yaml": f"editions:\n{editions}"})
    return Press(Catalog(Disk(root)), Rack())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slug", ["iv-ketamine-fibromyalgia", "ketamine-pain-relief"])
def test_a_poster_is_one_sheet_that_is_full_and_large(slug: str, paper: str, posters: Press) -> None:
    [page] = read_pages(posters.print(Job("sample", "en", paper, slug, "summary")).content)
    assert (page.width, page.height) == pytest.approx(PAPERS[paper], abs=0.01)
    sizes = {round(size, 1) for char, _, bottom, size in page.glyphs if char.isalpha() and bottom > 150}
    assert min(sizes) >= POINTS
    assert max(sizes) >= 44
    assert min(size for char, *_, size in page.glyphs if char.isalpha()) >= FOOTER
    said = [bottom for _, _, bottom, _ in page.glyphs]
    lowest_point = min(bottom for bottom in said if bottom > 250)
    assert lowest_point < 360, "the points fill the sheet down to the clinic's box"
    assert min(said) > 50
    assert "Sample Clinic" in page.text
