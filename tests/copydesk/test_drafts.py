"""What a worker does with a text that nobody has saved."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from clinicpress.copydesk.drafts import Checking, Comparing, Draft, Forming, Opening, Painting, Proving
from clinicpress.copydesk.worktable import find
from clinicpress.editing.changes import Set
from clinicpress.frontdesk.errands import Bench
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk

JOB = {"slug": "breathing", "language": "en", "clinic": "one", "edition": "standard", "layout": "handout"}
NAME = "brochures/breathing/en.yaml"
TODAY = dt.date(2026, 11, 29)


@pytest.fixture
def bench(workspace: Path) -> Bench:
    return Bench(workspace, None)


def draft(bench: Bench, old: str = "", new: str = "") -> Draft:
    """Return the brochure's text with some words replaced."""
    text = (bench.root / NAME).read_text(encoding="utf-8")
    assert old in text
    return Draft(NAME, text.replace(old, new, 1))


def test_a_draft_is_proven_and_painted_and_nothing_is_written(bench: Bench) -> None:
    before = {path: path.read_bytes() for path in bench.root.rglob("*") if path.is_file()}
    proof = Proving(draft(bench, "Sit upright", "Lie down"), JOB).run(bench).proof
    assert proof is not None
    assert Painting(proof.content, 1, 40).run(bench).startswith(b"\x89PNG")
    assert {path: path.read_bytes() for path in bench.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (NAME, "Sit upright", "Lie down"),
        ("clinics/one.yaml", "Test Clinic", "Best Clinic"),
        ("brochures/sources.yaml", "A guide", "The guide"),
        ("editions.yaml", "paper: letter", "paper: a4"),
        ("templates/themes/base.yaml", "width: 0.5", "width: 0.75"),
        ("templates/themes/base.yaml", "width: 0.5", "widths: 0.5"),
    ],
)
def test_what_is_saved_meanwhile_is_in_the_next_proof(bench: Bench, name: str, old: str, new: str) -> None:
    Proving(draft(bench), JOB).run(bench)
    text = Disk(bench.root).content(name, 1_000_000).decode("utf-8")
    assert old in text
    (bench.root / name).parent.mkdir(parents=True, exist_ok=True)
    (bench.root / name).write_text(text.replace(old, new), encoding="utf-8")
    for _ in range(2):
        assert Proving(draft(bench), JOB).run(bench) == Proving(draft(bench), JOB).run(Bench(bench.root, None))


def test_a_draft_is_checked_as_check_does(bench: Bench) -> None:
    checking = Checking(
        draft(bench, "sections:", "review_notes: [Ask the nurse.]\nsections:"), "breathing", "en", "one", TODAY
    )
    report = checking.run(bench)
    assert ("review_notes", 0) in [path for problem, path in report.to_settle if "Ask the nurse." in problem.message]
    assert report.score and report.rows


def test_what_keeps_a_draft_from_being_printed_is_among_what_must_be_settled(bench: Bench) -> None:
    report = Checking(draft(bench, "[guide]", "[gide]"), "breathing", "en", "one", TODAY).run(bench)
    assert [path for problem, path in report.to_settle if problem.severity == "error"] == [
        ("sources",),
        ("sections", 0, "body", 0, "paragraph"),
    ]


def test_a_draft_is_compared_with_what_is_saved(bench: Bench) -> None:
    found = Comparing(draft(bench, "Sit upright", "Lie down"), "breathing", "en").run(bench)
    assert found.words and not found.version
    pieces = [(piece.kind, piece.text) for passage in found.headings[0].passages for piece in passage.pieces]
    assert ("old", "Sit upright.") in pieces and ("new", "Lie down.") in pieces
    assert found.pages == (("handout", "page 1: words changed"),)


def test_another_version_and_nothing_else_changes_no_words(bench: Bench) -> None:
    found = Comparing(draft(bench, '"1.0"', '"1.1"'), "breathing", "en").run(bench)
    assert found.version == "1.0" and not found.words


def test_a_draft_that_cannot_be_read_is_not_compared(bench: Bench) -> None:
    with pytest.raises(InputProblems):
        Comparing(Draft(NAME, "title: [x\n"), "breathing", "en").run(bench)


def test_changes_are_made_and_the_form_follows(bench: Bench) -> None:
    change = Set(op="set", path=("title",), value="Breathing: anywhere")
    formed = Forming(draft(bench), (change,)).run(bench)
    assert 'title: "Breathing: anywhere"' in formed.text
    assert formed.form is not None and formed.form["root"]["fields"][0]["value"] == "Breathing: anywhere"
    assert Forming(Draft(NAME, "title: [")).run(bench).form is None


def test_what_keeps_a_draft_from_being_printed_comes_with_the_path_of_its_field(bench: Bench) -> None:
    proven = Proving(draft(bench, "2026-11-22", "soon"), JOB).run(bench)
    assert proven.proof is None and [path for _, path in proven.problems] == [("published",)]
    assert Proving(draft(bench), {**JOB, "layout": "poster"}).run(bench).unknown


def test_a_file_is_opened_with_all_that_its_page_needs(bench: Bench) -> None:
    table = find(bench.root, "brochure", slug="breathing", language="en")
    assert table is not None
    opened = Opening(table).run(bench)
    assert opened.base == hashlib.sha256((bench.root / NAME).read_bytes()).hexdigest()
    assert (opened.title, opened.adds["paragraph"][0]) == ("Breathing at home", "Paragraph")
