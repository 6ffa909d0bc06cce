"""An article's pieces become title, sections, sources and disclaimer; guesses become doubts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.manuscripts import (
    blocks_of,
    plain,
    sections,
)

Begin = Callable[..., Path]
LABELS = [
    (
        "A text.\n\n1 Example Street\nSpringfield\nReferences\n- One\n- Two",
        ["One", "Two"],
        None,
        ["A text.", "1 Example Street", "Springfield"],
    ),
    ("A text.\n\nSource: One\n\nNote: Two", ["One"], "Two", ["A text."]),
    ("A text.\n\nDISCLAIMER: Two\n\nSources: One", ["One"], "Two", ["A text."]),
    ("A text.\n\nSources:\nOne\nTwo\n\nNote: Three", ["One", "Two"], "Three", ["A text."]),
    (
        "A text.\n\nSources:\nOne of these\n- Two\n- Three, 2020\n",
        ["One of these", "Two", "Three, 2020"],
        None,
        ["A text."],
    ),
    ("Note: Mind this.\n\nA text.", None, None, ["Note: Mind this.", "A text."]),
    ("A text.\n\nSource: One\n\nMore text.", None, None, ["A text.", "Source: One", "More text."]),
    ("A text.\n\nWarning: Stop.", None, None, ["A text.", "Warning: Stop."]),
]


@pytest.mark.parametrize(("text", "sources", "note", "left"), LABELS)
def test_labels_count_where_they_are_certain(
    text: str, sources: list[str] | None, note: str | None, left: list[str], begin: Begin, desk: Path
) -> None:
    draft = plain(begin(text.encode()))
    known = plain(desk / "brochures" / "sources.yaml")
    named = draft["sources"]
    assert ([known[name]["short"] for name in named] if isinstance(named, list) else None) == sources
    assert draft.get("disclaimer") == note
    assert [held for _, held in blocks_of(draft["sections"][0])] == left


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Ask Dr. Smith first. Then rest.", "Ask Dr. Smith first."),
        (
            "Please ask us [about rest](https://a.example/x.y). Then rest.",
            "Please ask us [about rest](https://a.example/x.y).",
        ),
        ("Rest well [@guide] and long, please. Then ask.", None),
        ("Stop! Rest is a part of every plan.", None),
        ("**Rest now, and well. Then** ask again.", None),
        ("a line that does not end", None),
    ],
)
def test_a_summary_point_is_a_sentence_as_it_stands(text: str, point: str | None, begin: Begin) -> None:
    draft = plain(begin(f"# A\n\n## B\n\n{text}".encode(), ".md"))
    assert draft["sections"][0].get("summary") == (None if point is None else [point])


@pytest.mark.parametrize(
    ("text", "title", "headings"),
    [
        ("1. What is it?\nIt is a thing.\n2. Who gets it?\nAnyone can.", None, ["1. What is it?", "2. Who gets it?"]),
        ("A Title\n\nMost pain gets better.[1]\n\nIt does so within weeks.", "A Title", [None]),
        ("A Title\n\nMost pain gets better.²\n\nIt does so within weeks.", "A Title", [None]),
    ],
)
def test_short_lines_that_look_like_a_title_or_heading(
    text: str, title: str | None, headings: list[str | None], begin: Begin
) -> None:
    file = begin(text.encode())
    assert (plain(file)["title"] or None) == title
    assert [heading for heading, _ in sections(file)] == headings


def test_all_lines_below_references_are_sources(begin: Begin, desk: Path) -> None:
    text = "A text.\n\nReferences:\nSmith J. Sleep. Lung. 2020;1:2.\nNHS. Sleep. https://a.example\n[1] Third, 2021.\n"
    file = begin(f"{text}\nNote: No advice.".encode())
    draft = plain(file)
    known = plain(desk / "brochures" / "sources.yaml")
    shown = [*text.splitlines()[3:5], "Third, 2021."]
    assert [known[name]["short"] for name in draft["sources"]] == shown
    assert "# In the article with the number “[1]”.\n  - third-2021\n" in file.read_text(encoding="utf-8")
    assert len(draft["sections"]) == 1


@pytest.mark.parametrize("label", ["[1]", "(1)", "1.", "1)", "¹"])
def test_the_number_of_a_reference_is_no_part_of_it(label: str, begin: Begin, desk: Path) -> None:
    file = begin(f"A text.\n\nReferences\n\n{label} One, 2020.\n".encode())
    (name,) = plain(file)["references"]
    assert plain(desk / "brochures" / "sources.yaml")[name]["short"] == "One, 2020."
    assert f"“{label}”" in file.read_text(encoding="utf-8")


def test_labels_are_kept_for_the_editor(begin: Begin) -> None:
    said = begin(b"A text.\n\nReferences\n\n1. One\n\nImportant words.\n\nNOTE: Two\n\nSource: Three").read_text(
        "utf-8"
    )
    assert "# In the article after “NOTE”." in said
    assert "# In the article after “References”, “Source”." in said
