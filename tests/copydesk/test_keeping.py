"""What is written into the workspace for marketing's desk."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from clinicpress.copydesk.keeping import Beginning, Founding, Hanging, Saving
from clinicpress.copydesk.worktable import find
from clinicpress.frontdesk.errands import Bench
from clinicpress.ground.problems import InputProblems
from tests.conftest import ROOT

NAME = "brochures/breathing/en.yaml"
DRAWING = (ROOT / "clinics/sample/logo.svg").read_bytes()


@pytest.fixture
def bench(workspace: Path) -> Bench:
    return Bench(workspace, None)


def digest(bench: Bench) -> str:
    return hashlib.sha256((bench.root / NAME).read_bytes()).hexdigest()


def test_a_text_is_saved_and_saving_it_once_more_changes_nothing(bench: Bench) -> None:
    text = (bench.root / NAME).read_text(encoding="utf-8").replace("at home", "anywhere")
    saving = Saving(NAME, text, digest(bench), False)
    assert saving.run(bench).digest == digest(bench)
    assert saving.run(bench).theirs is None
    assert (bench.root / NAME).read_text(encoding="utf-8") == text


def test_what_somebody_else_saved_is_handed_back(bench: Bench) -> None:
    base, theirs = digest(bench), (bench.root / NAME).read_text(encoding="utf-8") + "# theirs\n"
    (bench.root / NAME).write_text(theirs, encoding="utf-8")
    saved = Saving(NAME, "title: mine\n", base, True).run(bench)
    assert (saved.theirs, saved.digest) == (theirs, digest(bench))
    assert (bench.root / NAME).read_text(encoding="utf-8") == theirs


def test_what_cannot_be_printed_is_saved_only_where_one_says_so(bench: Bench) -> None:
    with pytest.raises(InputProblems):
        Saving(NAME, "title: x\n", digest(bench), False).run(bench)
    Saving(NAME, "title: x\n", digest(bench), True).run(bench)
    assert (bench.root / NAME).read_text(encoding="utf-8") == "title: x\n"


def test_pictures_come_into_the_folder_of_the_file(bench: Bench) -> None:
    brochure = find(bench.root, "brochure", slug="breathing", language="en")
    clinic = find(bench.root, "clinic", clinic="one")
    assert brochure is not None and clinic is not None
    assert Hanging(brochure, "../../X Y.svg", DRAWING).run(bench) == "figures/x-y.svg"
    assert Hanging(clinic, "Logo.svg", DRAWING).run(bench) == "one/logo.svg"
    assert (bench.root / "brochures/breathing/figures/x-y.svg").read_bytes() == DRAWING


def test_a_brochure_begins_from_an_article_of_any_name(bench: Bench) -> None:
    Beginning("sleep", "en", "../../Sleep: well?.md", b"# Sleep\n\nIt is good.\n").run(bench)
    text = (bench.root / "brochures/sleep/en.yaml").read_text(encoding="utf-8")
    assert "title: Sleep\n" in text and "“Sleep well.md”" in text


@pytest.mark.parametrize(
    ("slug", "called", "content", "told"),
    [
        ("Not A Name", "", b"", "cannot be the name of a brochure"),
        ("breathing", "", b"", "there already"),
        ("sleep", "x.docx", b"no archive", "x.docx"),
        ("sleep", "x.exe", b"MZ", "x.exe"),
    ],
)
def test_a_beginning_that_cannot_be_is_told_in_plain_words(
    bench: Bench, slug: str, called: str, content: bytes, told: str
) -> None:
    with pytest.raises(InputProblems) as caught:
        Beginning(slug, "en", called, content).run(bench)
    assert told in str(caught.value) and "clinicpress-" not in str(caught.value)
    assert not (bench.root / "brochures/sleep").exists()


def test_a_clinic_begins_with_its_name(bench: Bench) -> None:
    Founding("hill", "Hill: sample").run(bench)
    assert 'name: "Hill: sample"' in (bench.root / "clinics/hill.yaml").read_text(encoding="utf-8")
