"""Everything that an imprint needs is read, and all that is wrong with it is told at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.folders import write
from tests.press.test_gather import ARABIC_FONT, edit

JOB = Job("one", "en", "standard", "breathing", "handout")


def test_an_imprint_has_the_clinics_own_colour(workspace: Path) -> None:
    catalog = Catalog(Disk(workspace))
    mine, house = (gather_clinic(catalog, replace(JOB, clinic=clinic)) for clinic in ("one", "house"))
    assert mine.clinic.name == "Test Clinic One"
    assert mine.brand.startswith(bytes.fromhex("0f5a66"))
    assert mine.brand != house.brand or house.clinic.name is None


def test_an_imprint_has_the_clinics_words_in_the_language_of_the_job(workspace: Path) -> None:
    edit(workspace, "clinics/one.yaml", ("name: Test Clinic One", "name: {en: Test Clinic One, es: Clínica Uno}"))
    locale = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8").replace("language: en", "language: es")
    write(workspace, {"templates/locales/es.yaml": locale})
    catalog = Catalog(Disk(workspace))
    for _ in range(2):
        for language, name in (("es", "Clínica Uno"), ("en", "Test Clinic One")):
            assert gather_clinic(catalog, replace(JOB, language=language)).clinic.name == name


@pytest.mark.parametrize(("name", "depends"), [("Test Clinic One", False), ("عيادة المثال", True)])
def test_an_imprint_depends_on_the_fonts_that_its_words_need_beyond_the_themes(
    name: str, depends: bool, workspace: Path
) -> None:
    edit(workspace, "clinics/one.yaml", ("name: Test Clinic One", f"name: {name}"))
    catalog, seen = Catalog(Disk(workspace)).noting()
    gather_clinic(catalog, JOB)
    assert (ARABIC_FONT in seen) is depends


def test_a_clinics_colour_may_stand_among_its_values_for_the_theme(workspace: Path) -> None:
    edit(workspace, "clinics/one.yaml", ('brand_color: "#0F5A66"', 'theme: {colors.brand: "#6B2A5E"}'))
    assert gather_clinic(Catalog(Disk(workspace)), JOB).brand.startswith(bytes.fromhex("6b2a5e"))


def test_where_a_logo_is_not_there_the_pictures_are_named_that_are(workspace: Path) -> None:
    (workspace / "clinics/one.yaml").write_text("name: One\nlogo: logo.png\n", encoding="utf-8")
    (workspace / "clinics/one").mkdir()
    (workspace / "clinics/one/Picture (2).PNG").write_bytes(b"")
    with pytest.raises(InputProblems) as told:
        gather_clinic(Catalog(Disk(workspace)), JOB)
    [problem] = told.value.problems
    assert (problem.place.line, problem.message) == (2, "there is no file “clinics/logo.png”")
    assert problem.hint == "known here: one/Picture (2).PNG"
