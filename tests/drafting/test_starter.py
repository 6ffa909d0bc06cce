"""Beginnings: no word of an article is lost, nothing is written over, and what is missing must be filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from clinicpress.content.blocks import Block, kind_of
from clinicpress.content.catalog import Catalog
from clinicpress.content.model import Section, texts_of
from clinicpress.content.tree import all_blocks
from clinicpress.drafting.starter import begin_brochure
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.folders import call
from tests.manuscripts import blocks_of, fill_in, looks, plain, words
from tests.reading import read_pages, squeezed

Begin = Callable[..., Path]
STRAY = "iv ketamine and fibromyalgia"
SLUGS = ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")
NEW = "brochures/new-one/en.yaml"

# The two articles ------------------------------------------------------------------------------------


def article_of(slug: str) -> str:
    return (ROOT / "tests" / "articles" / f"{slug}.txt").read_text(encoding="utf-8")


def people_wrote(section: Section) -> str:
    """Return the text of a section that people made of an article: paragraphs, and those they put into a box."""
    inner = [
        each for block in section.body for each in (block.callout.body if kind_of(block) == "callout" else [block])
    ]
    return squeezed("".join(texts_of([block for block in inner if kind_of(block) == "paragraph"])))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_draft_has_the_sections_and_paragraphs_that_people_made(slug: str, begin: Begin) -> None:
    draft = plain(begin(article_of(slug).encode()))
    brochure = Catalog(Disk(ROOT)).brochure(slug, "en")
    for made, wanted in zip(draft["sections"], brochure.sections, strict=True):
        assert made["heading"] == (None if wanted.heading == "Introduction" else wanted.heading)
        assert {kind for kind, _ in blocks_of(made)} == {"paragraph"}
        assert squeezed("".join(text for _, text in blocks_of(made))) == people_wrote(wanted)
    assert draft["title"] == (brochure.title if slug == SLUGS[0] else None)
    assert draft.get("disclaimer") == brochure.disclaimer


@pytest.mark.parametrize(
    ("slug", "missing"),
    [(SLUGS[0], {"published", "full"}), (SLUGS[1], {"title", "published", "none", "heading"})],
)
def test_a_draft_builds_when_only_what_is_missing_is_filled_in(
    slug: str, missing: set[str], begin: Begin, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = article_of(slug)
    begin(article.encode())
    place = ("--workspace", str(desk), "--out", str(desk / "build"))
    build = ("build", "new-one", *place, "--clinic", "house", "--edition", "standard", "--jobs", "1")
    assert call(*build) == 1
    told = capsys.readouterr().err
    assert set(re.findall(r"error: “(\w+)” has no value", told)) == missing
    assert told.count("error: an open LOOK: ") == (desk / NEW).read_text(encoding="utf-8").count("# LOOK: ")
    assert not list((desk / "build").rglob("*.pdf"))

    fill_in(desk, NEW, "brochures/sources.yaml")
    assert call(*build) == 0
    folder = desk / "build" / "house" / "en" / "standard"
    pages = read_pages((folder / "new-one-handout.pdf").read_bytes())
    body = squeezed("".join(page.within(94.0, 715.0) for page in pages))
    lines = [line.strip() for line in article.splitlines() if line.strip()]
    labelled = [line for line in lines if line.startswith(("Source:", "Note:"))]
    is_title = slug == SLUGS[0]
    at = body.index(squeezed("Understanding IV Ketamine")) if is_title else 0
    for line in lines[is_title:]:
        for sentence in re.split(r"(?<=[.?!])\s+", line) if line not in {*labelled, STRAY} else []:
            found = body.find(squeezed(sentence), at)
            assert found >= 0, f"missing, or out of order: {sentence}"
            at = found + len(squeezed(sentence))
    for page in pages:
        assert all(squeezed(line) in page.within(0, 94.0) for line in labelled)
    assert len(read_pages((folder / "new-one-summary.pdf").read_bytes())) == 1

    capsys.readouterr()
    assert call("check", "new-one", "--workspace", str(desk)) == 0
    warned = capsys.readouterr().err
    assert "compare it with the article" in warned
    assert "read the summary points that it chose" in warned
    assert "no reviewer" in warned


def test_the_line_that_is_no_text_is_kept_for_the_editor_only(begin: Begin) -> None:
    file = begin(article_of(SLUGS[0]).encode())
    draft = plain(file)
    assert any(f"“{STRAY}”" in said for said in looks(file))
    assert STRAY not in " ".join(words(draft["sections"]))
    before, after = file.read_text(encoding="utf-8").split("# LOOK: ")
    assert "might just be the most effective solution." in " ".join(before.split())
    assert "Imagine waking up every day" in after


def test_lines_that_are_not_printed_are_all_kept_at_their_place(begin: Begin) -> None:
    file = begin(b"Rest and Sleep\n\nText.\n\nrest\n\nsleep and rest\n\nMore text.\n\nand sleep")
    assert blocks_of(plain(file)["sections"][0]) == [("paragraph", "Text."), ("paragraph", "More text.")]
    text = file.read_text(encoding="utf-8").partition("sections:")[2]
    marks = [text.index(mark) for mark in ("Text.", "“rest”", "“sleep and rest”", "More text.", "“and sleep”")]
    assert marks == sorted(marks)


# Workspaces ------------------------------------------------------------------------------------------


def test_a_new_workspace_builds_at_once_and_shows_every_block(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "not yet" / "there"
    assert call("new", "--workspace", str(root)) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == f"Next: clinicpress build --workspace '{root}' --out '{root}/build'"
    written = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    assert call("check", "--workspace", str(root)) == 0
    warned = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]
    assert len(warned) == 2
    assert "no reviewer" in warned[0]
    assert "review note: This is the sample of a new workspace." in warned[1]
    assert [line.removeprefix("written: ") for line in said.splitlines() if line.startswith("written")] == written
    assert call("build", "--workspace", str(root), "--out", str(root / "build"), "--jobs", "1") == 0
    made = sorted(path.relative_to(root / "build").as_posix() for path in (root / "build").rglob("*.pdf"))
    assert made == [
        f"{clinic}/en/{edition}/sample-handout-{layout}.pdf"
        for clinic in ("house", "sample")
        for edition, layout in (
            ("large-print", "handout"),
            *(("standard", layout) for layout in ("handout", "summary", "trifold")),
        )
    ]
    for name in made:
        for page in read_pages((root / "build" / name).read_bytes()):
            assert "Thisisasample." in squeezed(page.text)
    catalog = Catalog(Disk(root))
    kinds = {kind_of(block) for block in all_blocks(catalog.brochure("sample-handout", "en"))}
    assert len(kinds) == len(get_args(get_args(Block)[0]))


def test_modelines_lead_to_schemas(desk: Path, begin: Begin) -> None:
    begin(b"A text.\n\nSource: One")
    files = [path for path in desk.rglob("*.yaml") if path.read_text(encoding="utf-8").strip()]
    assert len(files) == 6
    for file in files:
        match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text(encoding="utf-8"))
        assert match
        assert json.loads((file.parent / match[1]).read_text(encoding="utf-8"))["title"].casefold() in {
            file.parent.parent.name.removesuffix("s"),
            file.parent.name.removesuffix("s"),
            file.stem,
        }


@pytest.mark.parametrize(
    ("there", "message"),
    [
        ("editions.yaml", "this folder is a workspace already"),
        ("notes.txt", "this folder is not empty"),
    ],
)
def test_a_folder_with_something_in_it_is_left_alone(
    there: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / there).write_text("mine", encoding="utf-8")
    assert call("new", "--workspace", str(tmp_path)) == 1
    assert f"{tmp_path}:1:1: error: {message}" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [there]


# Brochures ---------------------------------------------------------------------------------------------


def test_a_brochure_from_nothing_asks_for_everything(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("new", "new-one", "--workspace", str(desk), "--language", "en-GB") == 0
    said = capsys.readouterr().out
    file = "brochures/new-one/en-GB.yaml"
    lines = (desk / file).read_text(encoding="utf-8").splitlines()
    told = re.findall(rf"{re.escape(file)}:(\d+)  ", said)
    assert [int(number) for number in told] == [n for n, line in enumerate(lines, 1) if "# FILL IN:" in line]
    assert said.splitlines()[-1] == f"Next: clinicpress check new-one --workspace {desk}"
    capsys.readouterr()
    assert call("check", "new-one", "--workspace", str(desk)) == 1
    found = re.findall(rf"{re.escape(file)}:(\d+):\d+: error: .* (?:has no value|is empty)", capsys.readouterr().err)
    assert found == told


def test_nothing_is_written_over(begin: Begin, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = begin(b"A text.\n\nSource: One")
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    with pytest.raises(InputProblems, match="this brochure is there already"):
        begin(b"Another text.\n\nSource: Two")
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before
    begin_brochure(desk, "new-one", "es")
    assert file.read_bytes() == before[file]


BIBLIOGRAPHY = "# mine\r\none: {short: 'One', full: F}   # a comment\r\n\r\n"


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (BIBLIOGRAPHY, "\r\ntwo:\r\n  short: Two\r\n  full:  # FILL IN: "),
        ("one: {short: One, full: F}", "\n\ntwo:\n  short: Two\n  full:  # FILL IN: "),
        ("# nothing yet\n", "\none:\n  short: One\n  full:  # FILL IN: "),
        ("", "# yaml-language-server: $schema=../schemas/sources.json\n"),
    ],
    ids=["crlf", "no end of line", "comments only", "empty"],
)
def test_sources_are_added_below_those_that_are_there(before: str, added: str, begin: Begin, desk: Path) -> None:
    file = desk / "brochures" / "sources.yaml"
    file.write_bytes(before.encode())
    draft = plain(begin(b"A text.\n\nSources:\nOne\nTwo"))
    after = file.read_bytes().decode()
    assert after.startswith(before + added)
    assert draft["sources"] == ["one", "two"], "a source that is known already is named, not added"
    assert after.count("hort: ") == 2


@pytest.mark.parametrize("before", ["{one: {short: One, full: F}}\n", "  one: {short: One, full: F}\n", "- one\n"])
def test_sources_that_cannot_be_added_are_an_error_and_nothing_is_written(
    before: str, begin: Begin, desk: Path
) -> None:
    (desk / "brochures" / "sources.yaml").write_text(before, encoding="utf-8")
    with pytest.raises(InputProblems, match=r"brochures/sources.yaml:1:1: error: new sources cannot be added"):
        begin(b"A text.\n\nSource: Two")
    assert (desk / "brochures" / "sources.yaml").read_text(encoding="utf-8") == before
    assert not (desk / "brochures" / "new-one").exists()


def test_names_of_sources_and_sections_are_unique(begin: Begin, desk: Path) -> None:
    text = "\n\n".join(
        ["The Same Heading", "Text.", "The Same Heading", "Text.", "Source: Sample source", "Source: Sample, source!"]
    )
    draft = plain(begin(f"A Title Here\n\n{text}".encode()))
    assert [section["id"] for section in draft["sections"]] == ["the-same-heading", "the-same-heading-2"]
    assert draft["sources"] == ["sample-source-2", "sample-source-3"], "the workspace has a sample-source"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["My Brochure!"], 2, "use small letters, digits and hyphens, for example my-brochure"),
        (["../away"], 2, "“../away” cannot be the name of a brochure"),
        (["new-one", "--language", "English"], 2, "“English” is not a language code"),
        (["new-one", "--from", "nowhere.txt"], 2, "nowhere.txt"),
        (["new-one", "--workspace", "elsewhere"], 1, "hint: make a workspace with: new --workspace elsewhere"),
        ([], 2, "name the brochure: new SLUG; or begin a workspace: new --workspace DIR"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_words_are_told_and_nothing_is_written(
    arguments: list[str],
    status: int,
    said: str,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(desk)
    before = sorted(desk.parent.rglob("*"))
    assert call("new", *arguments) == status
    assert said in capsys.readouterr().err
    assert sorted(desk.parent.rglob("*")) == before


# Other languages -----------------------------------------------------------------------------------

SPANISH = """\
Cómo respirar mejor

Siéntese en una silla y ponga las manos en el vientre. Saque el aire por la boca y cuente hasta seis.

No haga esto si le duele el pecho. Hable con su médico si no se siente bien.

Fuentes de información: Un libro de ejemplo. 2020.

Aviso: Esto es un texto de ejemplo.
"""
CHINESE = """\
如何呼吸

这是一个例子

请坐在椅子上，把手放在肚子上。用嘴慢慢呼气，数到六。

参考文献：一本书。2020。

免责声明：这只是一个例子。
"""


@pytest.mark.parametrize(
    ("article", "language", "source", "note"),
    [
        (SPANISH, "es", "Un libro de ejemplo. 2020.", "Esto es un texto de ejemplo."),
        (CHINESE, "zh-Hans", "一本书。2020。", "这只是一个例子。"),
    ],
)
def test_an_article_is_begun_in_its_own_language_and_its_headings_are_known(
    article: str, language: str, source: str, note: str, desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    begun = begin_brochure(desk, "new-one", "", tmp_path / "article.txt")
    assert f"brochures/new-one/{language}.yaml" in begun.files
    draft = plain(desk / f"brochures/new-one/{language}.yaml")
    assert draft["language"] == language
    assert draft["disclaimer"] == note
    known = Catalog(Disk(desk)).workspace.read_yaml("brochures/sources.yaml").plain()
    assert [known[name]["short"] for name in draft["sources"]] == [source]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [("Kort.", "nl-BE", "nl"), ("Kort.", "", "en"), (SPANISH, "en", "es"), (SPANISH, "Español!", "es")],
)
def test_a_page_says_its_language_where_its_words_do_not_tell(
    text: str, said: str, expected: str, desk: Path, tmp_path: Path
) -> None:
    page = f"<!doctype html><html lang='{said}'><title>T</title><body><h1>T</h1><p>{text}</p></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    begun = begin_brochure(desk, "new-one", "", tmp_path / "page.html")
    assert f"brochures/new-one/{expected}.yaml" in begun.files


def test_whoever_names_a_language_gets_it(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(SPANISH, encoding="utf-8")
    begun = begin_brochure(desk, "new-one", "es-MX", tmp_path / "article.txt")
    assert "brochures/new-one/es-MX.yaml" in begun.files
