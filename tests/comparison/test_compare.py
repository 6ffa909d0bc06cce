"""Comparing: what changed is told, all of it, where it is, and nothing else."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from clinicpress.building.manifest import Manifest
from clinicpress.comparison.compare import LOOKS, STYLED, WORDS, Prints, compare_prints
from clinicpress.comparison.findings import how, said_pages
from clinicpress.comparison.passages import Passages, passages_of
from clinicpress.comparison.revisions import collate, compare_details
from clinicpress.comparison.variants import PART, Compared, Stretch, Word, changes_of, compare_stretches, runs_of, split
from clinicpress.content.model import Brochure
from clinicpress.readback.reader import read_back
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node
from tests.conftest import TESTS, WORKSPACE, Finished
from tests.folders import LOGO, LUNGS

Press = Callable[..., Finished]
FOREIGN = TESTS / "foreign"
SAMPLER = TESTS / "workspaces" / "sampler" / "brochures" / "every-block" / "en.yaml"
BREATHING = "brochures/breathing/en.yaml"
FEW_WORDS = st.lists(st.sampled_from(["a", "b", "the", "end.", "10", f"{PART}paragraph"]), max_size=14)
WORDS_APART = st.lists(st.sampled_from("abcde"), min_size=1, max_size=20)


def edit(workspace: Path, *changes: tuple[str, str], name: str = BREATHING) -> None:
    """Put texts in the place of others in a file of a workspace."""
    file = workspace / name
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


# Words ---------------------------------------------------------------------------------------------


@given(FEW_WORDS, FEW_WORDS)
def test_changes_applied_to_the_old_words_give_the_new(old: list[str], new: list[str]) -> None:
    runs = runs_of(old, new)
    made = [word for run in runs for word in (old[run.a : run.b] if run.same else new[run.c : run.d])]
    assert made == new
    assert [word for run in runs for word in old[run.a : run.b]] == old
    assert any(not run.same for run in runs) == (old != new)
    assert all(run.size for run in runs)


@given(WORDS_APART, st.integers(0, 19), st.sampled_from(["changed", "added", "removed"]), st.integers(1, 3))
def test_one_edit_is_one_change_of_these_words_only(words: list[str], at: int, kind: str, count: int) -> None:
    at %= len(words)
    inserted = [f"new{index}" for index in range(count)]
    longer = [*words[:at], *inserted, *words[at:]]
    if kind == "changed":
        [change] = changes_of(*([Word(w) for w in side] for side in (words, [*words[:at], "new", *words[at + 1 :]])))
        assert change.words == (words[at], "new")
        return
    sides = (words, longer) if kind == "added" else (longer, words)
    [change] = changes_of(*([Word(w) for w in side] for side in sides))
    assert (change.kind, "".join(change.words)) == (kind, " ".join(inserted))


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("It lasts weeks.", "It\u00a0lasts\n  wee\u00adks.", []),
        ("Cafe\u0301", "Café", []),
        ("Don't stop", "Don’t stop", ["changed “Don't” → “Don’t”"]),
        ("Take 10 mg a day", "Take 100 mg a day", ["changed “10” → “100”"]),
        ("Do not stop.", "Do stop.", ["removed “not”"]),
        # What was added begins where a sentence does, though the same words could be told another way.
        ("You rest. You sleep.", "You rest. You eat. You sleep.", ["added “You eat.”"]),
        ("You rest. You eat. You sleep.", "You rest. You sleep.", ["removed “You eat.”"]),
        # A sentence that was written anew is one change, not a change around each “the”.
        (
            "Ask your nurse about the letter she gave you.",
            "Call our desk in the morning of any weekday.",
            [
                "changed “Ask your nurse about the letter she gave you.” → "
                "“Call our desk in the morning of any weekday.”"
            ],
        ),
        ("a one b two c", "a 1 b 2 c", ["changed “one” → “1”", "changed “two” → “2”"]),
    ],
)
def test_changes_read_well(old: str, new: str, said: list[str]) -> None:
    assert [str(change) for change in changes_of(*([Word(w) for w in split(t)] for t in (old, new)))] == said


def test_changes_in_two_paragraphs_stay_two_changes() -> None:
    old, new = (
        [Word(word) for word in [*first.split(), f"{PART}paragraph", *second.split()]]
        for first, second in (("rest at home today", "see the nurse soon"), ("walk if you can", "call us any time"))
    )
    assert [str(change) for change in changes_of(old, new)] == [
        "changed “rest at home today” → “walk if you can”",
        "changed “see the nurse soon” → “call us any time”",
    ]


def stretches(*texts: tuple[str, str]) -> list[Stretch]:
    return [Stretch(key, key.title(), tuple(Word(word) for word in split(text))) for key, text in texts]


def outline(compared: Sequence[Compared]) -> list[tuple[str, bool, list[str]]]:
    return [(each.name, each.moved, [str(change) for change in each.changes]) for each in compared]


def test_sections_are_found_again_when_they_move_or_get_another_name() -> None:
    old = stretches(("one", "first words"), ("two", "second words here"), ("three", "third"), ("four", "gone soon"))
    new = stretches(("three", "third"), ("one", "first words"), ("zwei", "second words there"), ("five", "all new"))
    assert outline(compare_stretches(old, new)) == [
        ("Three", True, []),
        ("One", False, []),
        ("Zwei", False, ["changed “here” → “there”"]),
        ("Five", False, ["added “all new”"]),
        ("Four", False, ["removed “gone soon”"]),
    ]


def test_what_stands_first_stays_the_first_whatever_it_says() -> None:
    old, new = (
        stretches(("title", "all new"), ("b", "the same")),
        stretches(("titel", "quite other"), ("b", "the same")),
    )
    assert outline(compare_stretches(old, new))[0] == ("Titel", False, ["changed “all new” → “quite other”"])


# Brochures taken apart -----------------------------------------------------------------------------


def passages(content: Any) -> Passages:
    node = parse_yaml("en.yaml", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    return passages_of(check_node(node, Brochure), [], lambda image: "")


def told(old: Any, new: Any) -> list[str]:
    """List all changes between two brochures, words and details."""
    before, after = passages(old), passages(new)
    sections = compare_stretches(before.stretches, after.stretches)
    words = [str(change) for section in sections for change in section.changes]
    return words + [f"{fact.what}: {fact.old} → {fact.new}" for fact in compare_details(before, after, sections)]


def leaves(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(content, (dict, list)):
        inner = content.items() if isinstance(content, dict) else enumerate(content)
        return [leaf for key, value in inner for leaf in leaves(value, (*path, key))]
    return [path]


SAMPLE = yaml.load(SAMPLER.read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("path", leaves(SAMPLE), ids=lambda path: "-".join(map(str, path)))
def test_no_value_of_a_brochure_can_change_unseen(path: tuple[Any, ...]) -> None:
    changed = json.loads(json.dumps(SAMPLE))
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    others = {"role": {"note": "tip"}.get(holder[path[-1]], "note"), "answer_lines": "7", "language": "es"}
    dates = {"published", "reviewed", "review_due"}
    new = others.get(str(path[-1]), "2020-01-02" if path[-1] in dates else f"{holder[path[-1]]}zz".strip())
    holder[path[-1]] = new
    assert told(SAMPLE, SAMPLE) == []
    [change] = told(SAMPLE, changed)
    assert new.split()[-1] in change


@pytest.mark.parametrize(
    "old, new",
    [
        ([{"paragraph": "a b"}], [{"paragraph": "a"}, {"paragraph": "b"}]),
        ([{"paragraph": "a"}], [{"list": ["a"]}]),
        ([{"steps": ["a", "b"]}], [{"steps": ["a"]}, {"steps": ["b"]}]),
        (
            [{"callout": {"role": "note", "body": [{"paragraph": "a"}]}}, {"paragraph": "b"}],
            [{"callout": {"role": "note", "body": [{"paragraph": "a"}, {"paragraph": "b"}]}}],
        ),
        ([{"pros_cons": {"pros": ["a", "b"], "cons": ["c"]}}], [{"pros_cons": {"pros": ["a"], "cons": ["b", "c"]}}]),
        (
            [{"table": {"header": ["a"], "rows": [["b"], ["c"]]}}],
            [{"table": {"header": ["a", "b"], "rows": [["c"]]}}],
        ),
        (
            [{"table": {"header": ["a", "b"], "rows": [["", "c"]]}}],
            [{"table": {"header": ["a", "b"], "rows": [["c", ""]]}}],
        ),
        (
            [{"table": {"header": ["a", "b"], "rows": [[None, "c"]]}}],
            [{"table": {"header": ["a", "b"], "rows": [["c", None]]}}],
        ),
    ],
)
def test_the_same_words_in_other_blocks_are_a_change(old: list[Any], new: list[Any]) -> None:
    def whole(body: list[Any]) -> Any:
        section = {"id": "s", "heading": "S", "body": body}
        head = {"title": "T", "language": "en", "version": "1", "published": "2026-01-01", "sources": {"none": "x"}}
        return {**head, "sections": [section]}

    assert told(whole(old), whole(new))


# Brochures from the command line -------------------------------------------------------------------


@pytest.fixture
def older(workspace: Path, tmp_path: Path) -> Path:
    """A copy of the brochure as it was, saved somewhere else."""
    return Path(shutil.copy(workspace / BREATHING, tmp_path / "as it was.yaml"))


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
    pages = "page 1" if section == "At a glance" else "pages 1–3"
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


@pytest.mark.parametrize("content, said", [(b"", "the file is empty"), (b"%PDF-1.7\n", "damaged"), (b"x", "not a PDF")])
def test_a_file_that_is_no_pdf_is_a_problem_with_a_place(
    press: Press, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(content)
    finished = press("compare", str(file), str(FOREIGN / "typst.pdf"))
    assert (finished.status, finished.out) == (1, "")
    assert f"{file}:1:1: error:" in finished.err
    assert said in finished.err


# PDFs ----------------------------------------------------------------------------------------------

FILLING = "Breathe in through your nose and out through your mouth, as slowly as you can."


MORE = "".join(
    f"  - id: more-{number}\n    heading: More of it, {number}\n    body:\n" + f"      - paragraph: {FILLING * 9}\n" * 2
    for number in (1, 2)
)
"""Two more sections for the brochure, so that it has three pages."""


@pytest.fixture
def printed(workspace: Path, press: Press) -> Callable[..., bytes]:
    """Print a brochure of three sections for a clinic, with some changes: old text, new text, and the file."""

    def make(*changes: tuple[str, str] | tuple[str, str, str]) -> bytes:
        for name, text in {**WORKSPACE, BREATHING: WORKSPACE[BREATHING] + MORE}.items():
            (workspace / name).write_text(text, encoding="utf-8")
        for old, new, *name in changes:
            edit(workspace, (old, new), name=name[0] if name else BREATHING)
        assert press("build", "--clinic", "one").status == 0
        return (workspace / "build/one/en/standard/breathing-handout.pdf").read_bytes()

    return make


def compared(old: bytes, new: bytes) -> Prints:
    return compare_prints(read_back(old, "old.pdf"), read_back(new, "new.pdf"))


def said(prints: Prints) -> list[str]:
    return [f"{section.name}: {change}" for section in prints.sections for change in section.changes]


def pages(prints: Prints) -> list[tuple[int | None, str]]:
    return [(pair.new, how(pair)) for pair in prints.pages]


def without_tags(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.Root.StructTreeRoot, document.Root.MarkInfo
        document.save(out)
    return out.getvalue()


def test_equal_pages_are_not_told_of(printed: Callable[..., bytes]) -> None:
    old = printed()
    assert compared(old, old).same
    # Other bytes, the same words and looks.
    assert compared(old, old + b"\n").same


def test_lines_that_move_are_no_changed_words(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", f"Sit upright. {FILLING}")))
    assert said(prints) == [f"How to do it: added “{FILLING}”"]
    assert pages(prints) == [(1, "words changed")]
    prints = compared(drawn("Sit upright."), drawn("", "Sit upright."))
    assert (said(prints), pages(prints)) == ([], [(1, "same words, lines moved")])


def test_a_title_that_was_written_anew_is_one_change(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Breathing at home", "Slow air")))
    assert said(prints) == ["Slow air: changed “Breathing at home” → “Slow air”"]
    [footer] = prints.footers
    assert (str(footer.change), footer.spots[1][0]) == ("changed “Breathing at home” → “Slow air”", 2)


def test_words_that_flow_to_another_page_have_not_changed(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", f"Sit upright. {FILLING * 8}")))
    assert [text.partition(" “")[0] for text in said(prints)] == ["How to do it: added"]
    assert (2, "no word changed, text came from or went to another page") in pages(prints)


def test_a_new_page_makes_no_footer_another(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", f"Sit upright. {FILLING * 40}")))
    assert len(prints.new.pages) > len(prints.old.pages)
    assert [fact.what for fact in prints.facts] == ["pages"]
    assert prints.footers == ()
    assert not any("footer" in text for _, text in pages(prints))


def test_a_footer_is_told_once_for_all_its_pages(printed: Callable[..., bytes]) -> None:
    prints = compared(
        printed(), printed(("A guide to breathing\n", "One guide to breathing\n", "brochures/sources.yaml"))
    )
    [footer] = prints.footers
    count = len(prints.new.pages)
    assert str(footer.change) == "changed “A” → “One”"
    assert said_pages(footer.spots) == f"pages 1–{count}"
    assert said(prints) == ["About this handout: changed “A” → “One”"]
    assert [pair.only_footer for pair in prints.pages] == [True] * (count - 1) + [False]


def test_another_colour_is_no_other_word(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("#0F5A66", "#7A2F55", "clinics/one.yaml")))
    assert (said(prints), prints.footers) == ([], ())
    assert {STYLED, LOOKS} <= set(prints.pages[0].said)
    assert prints.pages[0].new_styled


def test_bold_type_is_seen_where_nothing_else_tells_of_it(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed(("Sit upright.", "Sit **upright**.")))
    assert said(prints) == []
    assert prints.pages[0].said[0] == STYLED
    assert len(prints.pages[0].new_styled) == 1


def test_another_logo_is_marked_where_it_is(printed: Callable[..., bytes], workspace: Path) -> None:
    with_logo = ("name: Test", "logo: one/logo.svg\nname: Test", "clinics/one.yaml")
    (workspace / "clinics/one").mkdir()
    made = []
    for logo in (LOGO, LOGO.replace('height="9"', 'height="15"')):
        (workspace / "clinics/one/logo.svg").write_text(logo)
        made.append(printed(with_logo))
    prints = compared(*made)
    assert (said(prints), pages(prints)) == ([], [(1, "same words, looks different")])
    page = prints.new.pages[0]
    assert prints.pages[0].new_boxes
    for box in prints.pages[0].new_boxes:
        assert box.left < page.width / 2
        assert box.bottom > page.height / 2
        assert box.width * box.height < 0.05 * page.width * page.height


def test_a_picture_is_seen_on_a_page_with_a_changed_word(printed: Callable[..., bytes], workspace: Path) -> None:
    figure = ("    summary:", "      - figure: {image: lungs.svg, alt: Lungs}\n    summary:")
    lungs = workspace / "brochures/breathing/lungs.svg"
    lungs.write_text(LUNGS)
    old = printed(figure)
    lungs.write_text(LUNGS.replace("#DDEEEE", "#EEDDDD"))
    prints = compared(old, printed(figure, ("Sit upright", "Lie upright")))
    assert said(prints) == ["How to do it: changed “Sit” → “Lie”"]
    assert prints.pages[0].said == (WORDS, LOOKS)


@pytest.mark.parametrize("which", ["both", "old", "new"])
def test_without_tags_a_word_is_named_with_its_page(printed: Callable[..., bytes], which: str) -> None:
    files = [printed(), printed(("Sit upright", "Lie upright"))]
    prints = compared(
        *(without_tags(f) if which in ("both", side) else f for f, side in zip(files, ("old", "new"), strict=True))
    )
    assert said(prints) == [": changed “Sit” → “Lie”"]
    assert prints.footers == ()
    assert pages(prints) == [(1, "words changed")]


def test_what_a_file_says_of_itself_is_compared(printed: Callable[..., bytes]) -> None:
    old = printed(("Breathe out **slowly**", "Breathe [out](https://example.org/a) slowly"))
    prints = compared(old, printed(("Breathe out **slowly**", "Breathe [out](https://example.org/b) slowly")))
    [fact] = prints.facts
    assert (fact.what, said(prints)) == ("links lead to", [])
    assert "example.org/a" in fact.old
    assert "example.org/b" in fact.new


def drawn(*lines: str, page: int = 400) -> bytes:
    """Draw lines, each a piece of text of its own, without tags."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, page), invariant=True)
    for number, line in enumerate(lines):
        canvas.drawString(40, 200 - 20 * number, line)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    "old, new, found",
    [
        (["Take your medi-", "cation daily"], ["Take your medication", "daily"], []),
        (["a one-size-fits-", "all plan"], ["a one-size-fits-all", "plan"], []),
        (["for short-", "and long-term use"], ["for short- and", "long-term use"], []),
        (["Take your medi-", "cation daily"], ["Take your meditation", "daily"], ["medi-cation → meditation"]),
        (["Take it for weeks"], ["Take it", "for", "months"], ["weeks → months"]),
    ],
)
def test_a_hyphen_at_a_lines_end_is_no_change(old: list[str], new: list[str], found: list[str]) -> None:
    prints = compared(drawn(*old), drawn(*new))
    assert [" → ".join(change.words) for section in prints.sections for change in section.changes] == found


def test_pages_that_came_or_went_are_told(printed: Callable[..., bytes]) -> None:
    prints = compared(printed(), printed((MORE, "")))
    assert [(pair.old, pair.new) for pair in prints.pages if pair.new is None] == [(3, None)]
    assert {section.name for section in prints.sections if section.new is None} == {"More of it, 1", "More of it, 2"}


def test_a_footer_is_known_by_the_other_pdf_where_one_has_a_single_page() -> None:
    def make(*texts: str) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, invariant=True)
        for number, text in enumerate(texts, 1):
            canvas.drawString(72, 400, text)
            canvas.drawString(72, 30, f"Source: a guide. Page {number} of {len(texts)}")
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    one, two = make("Sit upright."), make("Sit upright.", "Breathe out.")
    gone, come = compared(two, one), compared(one, two)
    assert (said(gone), gone.footers) == ([": removed “Breathe out.”"], ())
    assert (said(come), come.footers) == ([": added “Breathe out.”"], ())


@pytest.mark.parametrize("name", ["chromium", "typst", "weasyprint"])
def test_what_others_printed_can_be_compared(name: str) -> None:
    content = (FOREIGN / f"{name}.pdf").read_bytes()
    assert compared(content, content + b"\n").same
    other = compared(content, (FOREIGN / "weasyprint.pdf").read_bytes())
    # The three say the same; Chromium draws its bullets as text, and a footer that belongs to the reading order.
    words = {
        change.words for section in other.sections for change in section.changes if section.name != "Foot of the page"
    }
    assert words == ({("", "•")} if name == "chromium" else set())


# Folders -------------------------------------------------------------------------------------------


@pytest.fixture
def runs(workspace: Path, press: Press, tmp_path: Path) -> tuple[Path, Path]:
    """Two print runs for four clinics: one word is another, one clinic's number, one clinic came and one went."""
    for name in ("two", "three", "four"):
        text = WORKSPACE["clinics/one.yaml"].replace("Clinic One", f"Clinic {name.title()}")
        (workspace / f"clinics/{name}.yaml").write_text(text, encoding="utf-8")
    press("build")
    old = Path(shutil.move(workspace / "build", tmp_path / "old"))
    edit(workspace, ("Sit upright", "Lie upright"))
    edit(workspace, ("555-0100", "555-0199"), name="clinics/three.yaml")
    (workspace / "clinics/four.yaml").rename(workspace / "clinics/five.yaml")
    press("build")
    return old, workspace / "build"


def grouped(found: dict[str, Any]) -> dict[str, set[str]]:
    """Return the changes of files, by what changed, with the clinics that have them."""
    groups: dict[str, set[str]] = {}
    for each in found["prints"]:
        changes = sorted({f"{change['old']}→{change['new']}" for change in each["words"] + each["footers"]})
        groups[" ".join(changes)] = {path.split("/")[0] for path in [each["name"], *each["also"]]}
    return groups


@pytest.mark.parametrize("manifests", ["vouch", "are of two versions of the program", "are gone"])
def test_folders_are_compared_by_what_changed(runs: tuple[Path, Path], press: Press, manifests: str) -> None:
    for folder in runs:
        if manifests == "are gone":
            (folder / "manifest.json").unlink()
    if manifests.startswith("are of two"):
        manifest = runs[0] / "manifest.json"
        text = manifest.read_text(encoding="utf-8")
        assert '"python": "' in text
        manifest.write_text(text.replace('"python": "', '"python": "2.'), encoding="utf-8")
    found = json.loads(press("compare", *map(str, runs), "--json").out)
    assert grouped(found) == {"Sit→Lie": {"one", "two", "house"}, "555-0100→555-0199 Sit→Lie": {"three"}}
    assert found["files"]["added"] == ["five/en/standard/breathing-handout.pdf"]
    assert found["files"]["removed"] == ["four/en/standard/breathing-handout.pdf"]
    assert (len(found["files"]["changed"]), found["files"]["same"]) == (4, 0)


@pytest.mark.parametrize("hidden", [False, True])
def test_a_file_that_somebody_changed_is_not_taken_for_what_the_manifest_says(
    runs: tuple[Path, Path], press: Press, hidden: bool
) -> None:
    old, new = runs
    file, other = (f"{clinic}/en/standard/breathing-handout.pdf" for clinic in ("two", "three"))
    (new / file).write_bytes((new / other).read_bytes())
    if hidden:
        # Even where the manifest has the other file's digest: with another version of the program, words are read.
        manifest = Manifest.read(new)
        digests = [manifest.entry(each)["sha256"] for each in (file, other)]
        text = (new / "manifest.json").read_text(encoding="utf-8").replace(*digests)
        (new / "manifest.json").write_text(text.replace('"python": "', '"python": "2.'), encoding="utf-8")
    found = json.loads(press("compare", str(old), str(new), "--json").out)
    [own] = [each for each in found["prints"] if each["name"] == file]
    assert {"Two→Three", "555-0100→555-0199"} <= {f"{c['old']}→{c['new']}" for c in own["words"] + own["footers"]}


def test_hundreds_are_told_in_a_few_lines(runs: tuple[Path, Path], press: Press, tmp_path: Path) -> None:
    finished = press("compare", *map(str, runs), "--report", str(tmp_path / "r.html"))
    assert finished.status == 0
    assert "4 changed, 1 new, 1 gone, 0 the same" in finished.out
    assert "the same in 2 more: one, two" in finished.out
    assert finished.out.count("changed “Sit” → “Lie”") == 2


def test_a_broken_pdf_does_not_hide_the_others(runs: tuple[Path, Path], press: Press, tmp_path: Path) -> None:
    broken = runs[1] / "three/en/standard/breathing-handout.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    finished = press("compare", *map(str, runs), "--report", str(tmp_path / "r.html"))
    assert finished.status == 1
    assert f"{broken}:1:1: error: the PDF is damaged" in finished.err
    assert "changed “Sit” → “Lie”" in finished.out


def test_files_with_other_bytes_only_are_told_apart(runs: tuple[Path, Path], press: Press, tmp_path: Path) -> None:
    new = Path(shutil.copytree(runs[0], tmp_path / "new"))
    file = new / "one/en/standard/breathing-handout.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    finished = press("compare", str(runs[0]), str(new), "--report", str(tmp_path / "r.html"))
    said = "1 changed (1 of them with the same words and looks), 0 new, 0 gone, 4 the same"
    assert finished.out.splitlines()[:-1] == [said]


def test_folders_without_pdfs_are_a_problem(press: Press, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    finished = press("compare", str(tmp_path / "a"), str(tmp_path / "b"))
    assert (finished.status, finished.out) == (1, "")
    assert "there are no PDFs here" in finished.err
    assert finished.err.endswith("hint: build them first\n")


def test_folders_of_brochures_are_compared_by_their_files(workspace: Path, press: Press, tmp_path: Path) -> None:
    new = workspace / "brochures/breathing"
    finished = press("compare", str(shutil.copytree(new, tmp_path / "old")), str(new))
    assert finished.status == 1
    assert f"compare brochures by their files, such as {new / 'en.yaml'}" in finished.err


# The report ----------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "img", "input", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append((self.open[-1] if self.open else "", data))

    def all(self, *names: str) -> list[tuple[str, dict[str, str]]]:
        return [(tag, attributes) for tag, attributes in self.tags if tag in names]


@pytest.fixture
def reported(workspace: Path, tmp_path: Path) -> Callable[[Path, Path], str]:
    """Compare two things and return the report."""
    from clinicpress.comparison.sidebyside import write_report

    def make(old: Path, new: Path) -> str:
        file = tmp_path / "reports" / "r.html"
        write_report(collate(old, new, workspace, lambda files, count: files), file, workspace)
        assert [path.name for path in file.parent.iterdir()] == ["r.html"]
        return file.read_text(encoding="utf-8")

    return make


@pytest.fixture(params=["brochures", "PDFs", "folders"])
def report(request: pytest.FixtureRequest, reported: Callable[[Path, Path], str]) -> str:
    """A report of each kind."""
    if request.param == "brochures":
        workspace, older = request.getfixturevalue("workspace"), request.getfixturevalue("older")
        edit(workspace, ("Sit upright", "Lie upright"), ("Breathing at home", "Breathing & <b>home</b>"))
        return reported(older, workspace / BREATHING)
    old, new = request.getfixturevalue("runs")
    if request.param == "PDFs":
        old, new = (folder / "one/en/standard/breathing-handout.pdf" for folder in (old, new))
    return reported(old, new)


def test_the_report_is_accessible_and_needs_nothing_else(report: str) -> None:
    page = Page(report)
    assert page.open == []
    assert page.all("html") == [("html", {"lang": "en"})]
    assert next(text for tag, text in page.words if tag == "title").startswith("Differences: ")
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag, _ in page.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))
    names = [attributes["aria-labelledby"] for tag, attributes in page.all("section")]
    assert set(names) <= set(ids)
    for tag in ("main", "header", "nav"):
        assert len(page.all(tag)) == 1
    pictures = page.all("img")
    assert len(pictures) >= 2
    for _, attributes in pictures:
        assert re.match(r"(Old|New) page [12]\.", attributes["alt"])
        assert attributes["src"].startswith(("data:image/png;base64,", "data:image/jpeg;base64,"))
    assert "changed “Sit” → “Lie”." in pictures[0][1]["alt"]
    for _, attributes in page.all("a"):
        assert attributes["href"].removeprefix("#") in ids
    assert page.all("script", "link", "iframe") == []
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", report)
    assert len(report) < 1_500_000


def test_the_report_marks_words_for_eyes_and_ears(report: str) -> None:
    page = Page(report)
    went = [text.strip() for tag, text in page.words if tag == "del" and text.strip()]
    came = [text.strip() for tag, text in page.words if tag == "ins" and text.strip()]
    assert "Sit" in went
    assert "Lie" in came
    spoken = [text.strip() for tag, text in page.words if tag == "span"]
    # The two of the legend end with the sentence.
    assert len(spoken) == 2 * len(page.all("del", "ins")) - 2
    assert set(spoken) == {"removed:", "(end of removed)", "added:", "(end of added)"}
    assert page.all("rect")


def test_the_report_is_the_same_each_time(workspace: Path, older: Path, reported: Callable[[Path, Path], str]) -> None:
    edit(workspace, ("Sit upright", "Lie upright"))
    first = reported(older, workspace / BREATHING)
    assert reported(older, workspace / BREATHING) == first


def test_the_report_of_equal_things_says_so(older: Path, reported: Callable[[Path, Path], str]) -> None:
    page = Page(reported(older, older))
    assert ("h1", "No differences") in page.words
    assert page.all("img") == []


def test_a_mistake_in_the_reports_template_is_told_at_its_line(workspace: Path, older: Path, press: Press) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates/comparison.html.j2").write_text("<p>\n{{ ol }}</p>")
    finished = press("compare", str(older), str(older), "--report", str(workspace / "r.html"))
    assert finished.status == 1
    assert "templates/comparison.html.j2:2:1: error: template: there is nothing called “ol”" in finished.err
    assert not (workspace / "r.html").exists()
