"""Everything that a plate needs is read, and all that is wrong with it is told at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.model import Clinic
from clinicpress.ground.problems import InputProblems
from clinicpress.press.gather import gather
from clinicpress.story.answers import Answers
from clinicpress.workspace.disk import Disk
from tests.folders import write

JOB = Job("one", "en", "standard", "breathing", "handout")


def edit(workspace: Path, name: str, *changes: tuple[str, str]) -> None:
    text = (workspace / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (workspace / name).write_text(text, encoding="utf-8")


def test_what_a_plate_is_made_of(workspace: Path) -> None:
    parts = gather(Catalog(Disk(workspace)), JOB, Answers(Clinic()))
    assert parts.matter.brochure.title == "Breathing at home"
    assert [name for name, _ in parts.matter.sources] == ["guide"]
    assert (parts.design.geometry.width, parts.design.geometry.height) == (612, 792)


def test_all_that_is_wrong_with_a_plate_is_told_at_once(workspace: Path) -> None:
    edit(
        workspace,
        "brochures/breathing/en.yaml",
        ("title: Breathing", "title: ꀀ Breathing"),
        ("[guide]", "[guide, gone]"),
    )
    edit(workspace, "brochures/sources.yaml", ("short: A guide to", "short: A guide ꀀ to"))
    with pytest.raises(InputProblems) as told:
        gather(Catalog(Disk(workspace)), JOB, Answers(Clinic()))
    said = [(problem.place.file, problem.place.line) for problem in told.value.problems]
    assert said == [
        ("brochures/breathing/en.yaml", 1),
        ("brochures/breathing/en.yaml", 5),
        ("brochures/sources.yaml", 2),
    ]


ARABIC_FONT = "fonts/noto-naskh-arabic/NotoNaskhArabic-Bold.ttf"


@pytest.mark.parametrize(("language", "depends"), [("es", False), ("ar", True)])
def test_a_plate_depends_on_the_fonts_of_its_language(language: str, depends: bool, workspace: Path) -> None:
    english = (workspace / "brochures/breathing/en.yaml").read_text(encoding="utf-8")
    write(workspace, {f"brochures/breathing/{language}.yaml": english.replace("language: en", f"language: {language}")})
    catalog, seen = Catalog(Disk(workspace)).noting()
    gather(catalog, replace(JOB, language=language), Answers(Clinic()))
    assert (ARABIC_FONT in seen) is depends
