"""The report: accessible, whole in one file, and the same each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from clinicpress.comparison.revisions import collate
from tests.comparison.edits import BREATHING, edit
from tests.conftest import Finished

Press = Callable[..., Finished]


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
