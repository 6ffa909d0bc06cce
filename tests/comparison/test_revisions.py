"""Two versions of a brochure: each change is named with its section and page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.comparison.compare import LOOKS, WORDS
from tests.comparison.edits import BREATHING, FILLING, edit
from tests.conftest import Finished
from tests.folders import LUNGS

Press = Callable[..., Finished]


def test_one_word_is_named_with_its_section_and_page_and_nothing_else(
    workspace: Path, older: Path, press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    edit(workspace, ("Sit upright", "Lie upright"))
    finished = press("compare", str(older), str(workspace / BREATHING))
    assert (finished.status, finished.err) == (0, "")
    assert finished.out.splitlines() == [
        "Words",
        "  How to do it",
        "    line 10: changed “Sit” → “Lie”  (handout page 1)",
        "handout",
        "  page 1: words changed",
        "Report for sign-off: compare.html",
    ]
    report = (tmp_path / "compare.html").read_text(encoding="utf-8")
    assert re.search(r"<del>.*?Sit.*?</del>\s*<ins>.*?Lie.*?</ins>\s*upright\.", report, re.DOTALL)
    assert not (tmp_path / ".clinicpress").exists()


def test_the_line_of_a_word_is_its_own_though_longer_words_hold_it(
    workspace: Path, older: Path, press: Press, tmp_path: Path
) -> None:
    for file, said in ((older, "one berry"), (workspace / BREATHING, "a berry")):
        text = file.read_text(encoding="utf-8")
        folded = f"- paragraph: >-\n          A banana\n          is {said}. Sit upright."
        file.write_text(text.replace("- paragraph: Sit upright.", folded), encoding="utf-8")
    finished = press("compare", str(older), str(workspace / BREATHING), "--report", str(tmp_path / "c.html"))
    assert "    line 12: changed “one” → “a”  (handout page 1)" in finished.out.splitlines()


DEEPER = """    sections:
      - id: deeper
        heading: Deeper
        body:
          - list: [{text: Breathe, body: [{list: [in for four]}]}]
          - table: {header: [Day, Times], rows: [[Mon, {body: [{paragraph: two times}]}]]}
    summary:
"""
"""A section below the first one, with an item and a cell that hold blocks."""


@pytest.mark.parametrize(
    ("change", "heading", "said"),
    [
        (("in for four", "in for five"), "Deeper", "line 15: changed “four” → “five”  (handout page 1)"),
        (("two times", "three times"), "Deeper", "line 16: changed “two” → “three”  (handout page 1)"),
        (("heading: Deeper", "heading: Lower"), "Lower", "line 13: changed “Deeper” → “Lower”  (handout page 1)"),
    ],
)
def test_a_word_is_named_with_all_sections_that_it_stands_in(
    workspace: Path, older: Path, press: Press, tmp_path: Path, change: tuple[str, str], heading: str, said: str
) -> None:
    edit(workspace, ("    summary:\n", DEEPER))
    shutil.copy(workspace / BREATHING, older)
    edit(workspace, change)
    finished = press("compare", str(older), str(workspace / BREATHING), "--report", str(tmp_path / "r.html"))
    assert (finished.status, finished.err) == (0, "")
    named = [f"  How to do it › {heading}", f"    {said}"]
    assert finished.out.splitlines()[1:3] == named
    assert press("build", "--clinic", "house", "--out", str(tmp_path / "new")).status == 0
    shutil.copy(older, workspace / BREATHING)
    assert press("build", "--clinic", "house", "--out", str(tmp_path / "old")).status == 0
    pdfs = [str(next((tmp_path / name).rglob("*.pdf"))) for name in ("old", "new")]
    finished = press("compare", *pdfs, "--report", str(tmp_path / "p.html"))
    assert named[0] in finished.out.splitlines(), finished.out


@pytest.mark.parametrize(
    ("change", "section", "words"),
    [
        (("title: Breathing", "title: Resting"), "Title", "changed “Breathing” → “Resting”"),
        (("Ask your doctor first", "Ask your nurse first"), "Disclaimer", "changed “doctor” → “nurse”"),
        (("label: Sit", "label: Lie"), "At a glance", "changed “Sit” → “Lie”"),
    ],
)
def test_what_is_printed_several_times_is_named_once_with_all_its_pages(
    workspace: Path,
    older: Path,
    press: Press,
    tmp_path: Path,
    change: tuple[str, str],
    section: str,
    words: str,
) -> None:
    glance = "disclaimer: Ask your doctor first.\nat_a_glance:\n  - {label: Sit, text: In a chair.}\nsections:"
    edit(workspace, ("sections:", glance), ("    body:\n", f"    body:\n      - paragraph: {FILLING * 40}\n"))
    shutil.copy(workspace / BREATHING, older)
    edit(workspace, change)
    finished = press("compare", str(older), str(workspace / BREATHING), "--report", str(tmp_path / "r.html"))
    assert finished.status == 0
    where, line = finished.out.splitlines()[1:3]
    assert where == f"  {section}"
    pages = "page 1" if section == "At a glance" else "pages 1–2"
    assert re.fullmatch(rf"    line \d+: {words}  \(handout {pages}\)", line), finished.out
    rest = finished.out.partition(f"{line}\n")[2].rpartition("Report")[0]
    assert re.fullmatch(r"handout\n(  pages? [1-3, ]+: words changed.*\n)+", rest)
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Footers and running heads" not in report
    assert "title of the file" not in report


def test_a_change_in_the_footer_alone_is_not_taken_for_one_of_the_text(
    workspace: Path, press: Press, tmp_path: Path
) -> None:
    # The same words change in the text, and in the clinic's name in the footer.
    old = Path(shutil.copytree(workspace, tmp_path / "old"))
    edit(workspace, ("Sit upright", "Lie upright"))
    for root, name in ((old, "Sit"), (workspace, "Lie")):
        (root / "clinics/house.yaml").unlink(missing_ok=True)
        edit(root, ("name: ", f"name: {name} "), name="clinics/one.yaml")
    found = press("compare", str(old / BREATHING), str(workspace / BREATHING), "--report", str(tmp_path / "r.html"))
    assert "line 10: changed “Sit” → “Lie”  (handout page 1)" in found.out
    assert "  footer: changed “Sit” → “Lie”  (page" in found.out


def test_many_words_are_quoted_with_their_number_outside(
    workspace: Path, older: Path, press: Press, tmp_path: Path
) -> None:
    edit(workspace, ("Sit upright.", f"Sit upright. {FILLING * 4}"))
    out = press("compare", str(older), str(workspace / BREATHING), "--report", str(tmp_path / "r.html")).out
    assert re.search(r"added “Breathe in .* … [^”]*” \(\d+ words\)  \(handout page", out)


def test_json_says_the_same_and_writes_no_report(
    workspace: Path, older: Path, press: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    edit(workspace, ("Sit upright", "Lie upright"), ("2026-11-22", "2026-11-23"))
    found = json.loads(press("compare", str(older), str(workspace / BREATHING), "--json").out)
    assert [(each["section"], each["old"], each["new"], each["pages"]) for each in found["words"]] == [
        ("How to do it", "Sit", "Lie", [{"layout": "handout", "old": [1], "new": [1]}])
    ]
    assert [(each["what"], each["old"], each["new"]) for each in found["details"]] == [
        ("published", "2026-11-22", "2026-11-23")
    ]
    assert [page["said"] for page in found["prints"][0]["pages"]] == [[WORDS]]
    assert not found["same"]
    assert not (tmp_path / "compare.html").exists()


def test_equal_brochures_have_no_differences(workspace: Path, older: Path, press: Press) -> None:
    finished = press("compare", str(older), str(workspace / BREATHING), "--json")
    assert json.loads(finished.out) == {
        "old": str(older),
        "new": str(workspace / BREATHING),
        "kind": "brochures",
        "same": True,
        **{key: [] for key in ("words", "moved", "details", "prints", "problems")},
    }


def test_what_does_not_print_is_told_and_its_words_are_compared(workspace: Path, older: Path, press: Press) -> None:
    edit(workspace, ("upright", "straight"), ("[guide]", "[gone-guide, guide]"))
    finished = press("compare", str(older), str(workspace / BREATHING), "--report", str(workspace / "r.html"))
    assert finished.status == 1
    assert f"{workspace / BREATHING}:5:11: error: unknown source “gone-guide”" in finished.err
    assert "changed “upright.” → “straight.”" in finished.out
    assert "No differences" not in finished.out
    assert "unknown source “gone-guide”" in (workspace / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "matrix",
    ["exclude: [{brochure: resting, layout: handout}]", "brochures: [resting]", "brochures: [breathing, resting]"],
)
def test_a_matrix_that_names_other_brochures_hinders_nothing(
    workspace: Path, older: Path, press: Press, matrix: str
) -> None:
    shutil.copytree(workspace / "brochures/breathing", workspace / "brochures/resting")
    edit(workspace, ("editions:", f"matrix:\n  {matrix}\neditions:"), name="editions.yaml")
    edit(workspace, ("Sit upright", "Lie upright"))
    finished = press("compare", str(older), str(workspace / BREATHING), "--json")
    assert finished.err == ""
    assert [each["pages"] for each in json.loads(finished.out)["words"]] == [
        [{"layout": "handout", "old": [1], "new": [1]}]
    ]


def test_links_that_lead_nowhere_or_in_circles_hinder_nothing(workspace: Path, older: Path, press: Press) -> None:
    brochures = workspace / "brochures"
    (brochures / "breathing/.#en.yaml").symlink_to("somebody@computer.123")  # Emacs, while one edits
    (brochures / "gone").symlink_to("nowhere")
    (brochures / "breathing/again").symlink_to(brochures)
    (brochures / "resting").symlink_to("breathing")
    edit(workspace, ("editions:", "matrix:\n  brochures: [resting]\neditions:"), name="editions.yaml")
    edit(workspace, ("Sit upright", "Lie upright"))
    finished = press("compare", str(older), str(workspace / BREATHING), "--json")
    assert (finished.status, finished.err) == (0, "")
    assert [(each["old"], each["new"]) for each in json.loads(finished.out)["words"]] == [("Sit", "Lie")]


def test_each_brochure_is_read_in_the_workspace_it_lies_in(workspace: Path, press: Press, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(workspace, other)
    edit(other, ("A guide to breathing\n", "The guide to breathing\n"), name="brochures/sources.yaml")
    found = json.loads(press("compare", str(workspace / BREATHING), str(other / BREATHING), "--json").out)
    assert [(each["section"], each["old"], each["new"]) for each in found["words"]] == [("Sources", "A", "The")]
    [handout] = found["prints"]
    assert [(each["old"], each["new"], each["new_pages"]) for each in handout["footers"]] == [("A", "The", [1])]


def test_another_picture_under_the_same_name_is_seen(workspace: Path, press: Press, tmp_path: Path) -> None:
    edit(workspace, ("    summary:", "      - figure: {image: lungs.svg, alt: Lungs}\n    summary:"))
    (workspace / "brochures/breathing/lungs.svg").write_text(LUNGS)
    other = tmp_path / "other"
    shutil.copytree(workspace, other)
    (other / "brochures/breathing/lungs.svg").write_text(LUNGS.replace("#DDEEEE", "#EEDDDD"))
    found = json.loads(press("compare", str(workspace / BREATHING), str(other / BREATHING), "--json").out)
    assert (found["words"], [each["what"] for each in found["details"]]) == ([], ["image"])
    assert [page["said"] for page in found["prints"][0]["pages"]] == [[LOOKS]]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["{w}/brochures/breathing/en.yaml", "{w}"], "is a brochure, but “{w}” is a folder: compare two of a kind"),
        (["{w}/gone.pdf", "{w}/gone.pdf"], "there is no file or folder “{w}/gone.pdf”"),
        (["{w}/notes.txt", "{w}"], "is neither a brochure (.yaml) nor a PDF nor a folder"),
        (["{w}", "{w}", "--report", "r.pdf"], "the report is a web page: call it r.html, not “r.pdf”"),
    ],
)
def test_wrong_usage_is_said_plainly(workspace: Path, press: Press, arguments: list[str], said: str) -> None:
    (workspace / "notes.txt").write_text("")
    finished = press("compare", *(each.format(w=workspace) for each in arguments))
    assert finished.status == 2
    assert said.format(w=workspace) in finished.err


@pytest.mark.parametrize(
    "content, said",
    [
        ("title: x\n", ":1:1: error: this is no brochure: the key “language” is missing"),
        ("title: x\nlanguage: en\nsections: []\n", ":1:1: error: the key “version” is missing"),
        ("title: [x\n", ":1:8: error: this bracket “[” is not closed"),
        ("", ":1:1: error: the file is empty"),
    ],
)
def test_a_file_that_is_no_brochure_is_a_problem_with_a_place(
    workspace: Path, press: Press, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(content)
    finished = press("compare", str(file), str(workspace / BREATHING))
    assert (finished.status, finished.out) == (1, "")
    assert f"{file}{said}" in finished.err
