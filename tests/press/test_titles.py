"""Titles: what the window of each PDF of a brochure shows, so that they can be told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, Finished
from tests.printing import pdf_jobs

SHIPPED = (ROOT / "editions.yaml").read_text(encoding="utf-8")


def titles(root: Path) -> dict[str, str]:
    """Print all PDFs of a workspace for the house; returns what their windows show, by edition and layout."""
    catalog = Catalog(Disk(root))
    press, found = Press(catalog, Rack()), {}
    for job in pdf_jobs(catalog):
        if job.clinic == "house":
            with pikepdf.open(BytesIO(press.print(job).content)) as pdf:
                assert pdf.Root.ViewerPreferences.DisplayDocTitle
                with pdf.open_metadata() as xmp:
                    assert xmp["dc:title"] == str(pdf.docinfo.Title)
                found[f"{job.edition} {job.layout}"] = str(pdf.docinfo.Title)
    return found


def test_the_shipped_pdfs_of_a_brochure_have_titles_of_their_own(workspace: Path) -> None:
    (workspace / "editions.yaml").write_text(SHIPPED, encoding="utf-8")
    assert titles(workspace) == {
        "standard handout": "Breathing at home",
        "standard summary": "Breathing at home – One-page summary",
        "standard trifold": "Breathing at home – Folded leaflet",
        "large-print handout": "Breathing at home – Large print",
    }


def test_the_words_are_those_of_the_language(workspace: Path) -> None:
    (workspace / "editions.yaml").write_text(SHIPPED.replace("[handout]", "[handout, summary]"), encoding="utf-8")
    locale = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    for one, other in (
        ("Large print", "Letra grande"),
        ("One-page summary", "Resumen"),
        ("language: en", "language: es"),
    ):
        locale = locale.replace(one, other)
    (workspace / "templates/locales").mkdir(parents=True)
    (workspace / "templates/locales/es.yaml").write_text(locale, encoding="utf-8")
    brochure = workspace / "brochures/breathing/en.yaml"
    text = brochure.read_text(encoding="utf-8").replace("language: en", "language: es")
    brochure.with_name("es.yaml").write_text(text, encoding="utf-8")
    brochure.unlink()
    assert titles(workspace)["large-print summary"] == "Breathing at home – Resumen – Letra grande"


@pytest.mark.parametrize(
    ("label", "said"),
    [("For  veterans", "Breathing at home – For veterans"), ("easy", "Breathing at home – easy")],
)
def test_an_edition_may_have_words_of_its_own(label: str, said: str, workspace: Path) -> None:
    (workspace / "editions.yaml").write_text(SHIPPED.replace("label: large_print", f"label: {label}"), encoding="utf-8")
    assert titles(workspace)["large-print handout"] == said


def test_a_label_that_the_locale_does_not_have_is_told_where_it_stands(
    workspace: Path, press: Callable[..., Finished]
) -> None:
    (workspace / "editions.yaml").write_text(
        SHIPPED.replace("label: large_print", "label: large_pritn"), encoding="utf-8"
    )
    done = press("build")
    assert done.status == 1
    assert re.search(r"^editions\.yaml:5:\d+: error: the locale has no label “large_pritn”$", done.err, re.MULTILINE)
    assert "did you mean “large_print”?" in done.err
    assert len(list((workspace / "build").rglob("*.pdf"))) == 6, "the standard edition's"


def test_another_label_makes_the_files_of_its_edition_anew(workspace: Path, press: Callable[..., Finished]) -> None:
    editions = workspace / "editions.yaml"
    editions.write_text(SHIPPED, encoding="utf-8")
    assert press("build").status == 0
    editions.write_text(SHIPPED.replace("large_print", "in large type"), encoding="utf-8")
    done = press("build", "--explain")
    assert "2 made" in done.out
    assert "label: large_print, now in large type" in done.out
