"""Markdown as programs write it: what is no text is not printed, and what is uncertain is told at its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinicpress.ground.problems import InputProblems
from tests.manuscripts import ELLIPSE, blocks_of, looks, plain, sections

Begin = Callable[..., Path]


def read(begin: Begin, text: str) -> tuple[list[Any], list[str]]:
    """Return the blocks of all sections of a draft, and its LOOKs."""
    file = begin(f"# A\n\n{text}".encode(), ".md")
    return [block for section in plain(file)["sections"] for block in blocks_of(section)], looks(file)


FOOTNOTE = "Text[^1] here.\n\n[^1]: The note\n    goes on.\n\n    And on.\n\nMore text."
ONE_LINE = [
    ("Take 10<sup>5</sup> of H<sub>2</sub>O, the 1<sup>st</sup>.", ["Take 10⁵ of H₂O, the 1st."], []),
    ("Take x<sup>a</sup>.", ["Take x^(a)."], ["“a” stood above the line"]),
    ("Take <del>40 mg</del> 20 mg.", ["Take 20 mg."], ["struck through, and is not printed: “40 mg”"]),
    ("Take ~~40 mg~~ 20 mg.", ["Take 20 mg."], ["struck through, and is not printed: “40 mg”"]),
    ("Some <b>bold</b>, <i>slanted</i> <u>text</u>.", ["Some **bold**, *slanted* text."], []),
    ('A <a href="https://a.example">link</a>.', ["A [link](https://a.example)."], []),
    ("One<br>two<br/>three", ["One", "two", "three"], []),
    ("Ask <name of the doctor> first.", ["Ask <name of the doctor> first."], ["“<name of the doctor>” is printed"]),
    ("Less than 5 < 6 &amp; &lt;b&gt;.", ["Less than 5 < 6 & <b>."], []),
    ('A <span style="display:none">b</span> c.', ["A b c."], ["“<span style=\"display:none\">”"]),
    ("<div>\n\nInside.\n\n</div>", ["Inside."], []),
    ("<p>One <s>no</s> yes.</p><p>Two</p>", ["One yes.", "Two"], ["“no”", "this stood as HTML", "this stood as HTML"]),
    ("A <!-- not this --> b.\n\n<!--\nnor this\n-->\n\nC.", ["A b.", "C."], []),
    (FOOTNOTE, ["Text here.", "More text."], ["footnote here: “The note goes on. And on.”"]),
    ("Text[^2].", ["Text[^2]."], ["“[^2]” is printed as it was typed"]),
    ("[^1]: Alone.\n\nText.", ["Text."], ["nothing leads to this footnote: “Alone.”"]),
    ("Some ==marked== words.", ["Some ==marked== words."], ["“==marked==” is printed as it was typed"]),
    ("Some x^2^, 10^−5^ and H~2~O.", ["Some x², 10⁻⁵ and H₂O."], []),
    (r"Take 0\~0\~, x\^2\^, \==a== and \[^1].", ["Take 0~0~, x^2^, ==a== and [^1]."], []),
    ("Take 5 &mu;^2^ of ~a\\*b~.", ["Take 5 μ² of ~a*b~."], ["“~a*b~” is printed"]),
    ("Mole\n\\: no meaning.", ["Mole : no meaning."], []),
    ("Some x^a^, H~a~, 10^(n) and ~2~.", ["Some x^a^, H~a~, 10^(n) and ~2~."], ["“~a~” is", "“~2~” is", "“^a^” is"]),
    ("It costs $5 to $6, at 10:30:45, ~5 of ~6, a^2.", ["It costs $5 to $6, at 10:30:45, ~5 of ~6, a^2."], []),
    ("Take 2*3*4 now.", ["Take 2*3*4 now."], []),
    ("Take 2*3 or 4*5, and 2**3**4.", [r"Take 2\*3 or 4\*5, and 2\*\*3\*\*4."], []),
    ("**Mole**: A growth.", ["**Mole**: A growth."], []),
    ('Press "*" and then "*", (Tylenol)*, (Advil)*.', ['Press "*" and then "*", (Tylenol)*, (Advil)*.'], []),
    ("*\"Quoted\"*, (*em*), **(x)** and 10%**, 20%**", ["*\"Quoted\"*, (*em*), **(x)** and 10%**, 20%**"], []),
    ("See [none][missing].", ["See [none][missing]."], ["“[none][missing]” is printed"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed", "said"), ONE_LINE)
def test_what_programs_write_is_printed_as_they_mean_it_or_told(
    text: str, printed: list[str], said: list[str], begin: Begin
) -> None:
    blocks, told = read(begin, f"A first sentence.\n\n{text}")
    assert [held for _, held in blocks[1:]] == printed
    assert len(told) == len(said)
    assert all(one in " | ".join(told) for one in said)


def test_a_remark_is_kept_for_the_editor_only(begin: Begin) -> None:
    notes = plain(begin(b"# A\n\nText. <!-- ask the doctor -->\n\n<!-- and the nurse -->", ".md"))["review_notes"]
    assert notes[1:] == [
        "The article has remarks: “ask the doctor”, “and the nurse”. Settle them, then remove this note"
    ]


TITLES = [
    ("# T\n\nText.\n", "T", [None]),
    ("# T\n\n## A\n\nText.\n", "T", ["A"]),
    ("![x](ellipse.png)\n\n# T\n\n## A\n\nText.\n", "T", [None, "A"]),
    ("## A\n\nText.\n", None, ["A"]),
    ("# T\n\nText.\n\n# U\n\nText.\n", None, ["T", "U"]),
    ("# References\n\nOne\n", None, [None]),
]


@pytest.mark.parametrize(("text", "title", "headings"), TITLES)
def test_the_only_heading_of_the_first_level_is_the_title(
    text: str, title: str | None, headings: list[str | None], begin: Begin, tmp_path: Path
) -> None:
    (tmp_path / "ellipse.png").write_bytes(ELLIPSE.read_bytes())
    draft = plain(begin(text.encode(), ".md"))
    assert (draft["title"], [section["heading"] for section in draft["sections"]]) == (title, headings)


GLOSSARY = [{"term": "Mole", "means": "A *growth*."}, {"term": "Lump", "means": "What one feels."}]
TICKED = "this box is ticked in the article"
LISTS = [
    ("- [ ] card\n- [x] list", [("list", ["☐ card", "☑ list"])], [TICKED]),
    ("- \\[ ] card\n- [x\\] list", [("list", ["[ ] card", "[x] list"])], []),
    (
        "- one\n  - two\n    - **three**\n- four",
        [("list", [{"text": "one", "body": [{"list": [{"text": "two", "body": [{"list": ["**three**"]}]}]}]}, "four"])],
        [],
    ),
    ("5. five\n6. six", [("steps", {"start": "5", "items": ["five", "six"]})], []),
    ("1. one\n2. two\n1. one", [("steps", ["one", "two"]), ("steps", ["one"])], []),
    ("1. one\n1. two\n1. three", [("steps", ["one", "two", "three"])], []),
    (
        "- one\n\n  3. two",
        [("list", [{"text": "one", "body": [{"steps": {"start": "3", "items": ["two"]}}]}])],
        [],
    ),
    ("- one\n\n  more", [("list", [{"text": "one", "body": [{"paragraph": "more"}]}])], []),
    ("- one\n\n  > more", [("list", [{"text": "one", "body": [{"paragraph": "more"}]}])], ["stood as a quotation"]),
    (
        "> one\n>\n> two",
        [("paragraph", "one"), ("paragraph", "two")],
        ["this and what follows, 2 blocks"],
    ),
    ("- - two\n- three", [("list", ["two", "three"])], []),
    ("| A | B |\n|---|---|\n| x<br>y | z |", [("table", {"header": ["A", "B"], "rows": [["x y", "z"]]})], ["“x y”"]),
    ("# B {#id}\n\nText.", [("paragraph", "Text.")], ["no text stands below"]),
    ("# B {.wide}\n\nText.", [("paragraph", "Text.")], ["no text stands below", "ended with “{.wide}”"]),
    ("Mole\n: A *growth*.\n\nLump\n:   What one\nfeels.", [("glossary", GLOSSARY)], []),
    ("Mole\n\n: A *growth*.\n\nLump\n\n: What one feels.", [("glossary", GLOSSARY)], []),
    ("Mole\n: One\n: Two", [("glossary", [{"term": "Mole", "means": "One Two"}])], ["several meanings"]),
    (": no term", [("paragraph", ": no term")], []),
]


@pytest.mark.parametrize(("text", "blocks", "said"), LISTS)
def test_lists_and_terms_keep_their_structure(text: str, blocks: list[Any], said: list[str], begin: Begin) -> None:
    found, told = read(begin, text)
    assert found == blocks
    assert len(told) == len(said)
    assert all(one in " | ".join(told) for one in said)


@pytest.mark.parametrize(
    "target",
    ["a%00b.png", "a" * 4000 + ".png", ".png", "loop.png", "folder.png", "fifo.png", "missing.png", "../../x.png"],
    ids=lambda target: target[:12],
)
def test_a_picture_that_cannot_be_read_is_told(target: str, begin: Begin, tmp_path: Path) -> None:
    (tmp_path / "loop.png").symlink_to("loop.png")
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "fifo.png")
    blocks, told = read(begin, f"Text.\n\n![what it shows]({target})\n\nMore text.")
    assert [held for _, held in blocks] == ["Text.", "More text."]
    assert len(told) == 1
    assert "a picture was not taken over" in told[0]
    assert "what it shows" in told[0]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("A.\n\n" + "[" * 1001, 3, "more than 1000 stars, brackets or other marks stand in one paragraph"),
        ("A.\n\nB.\n" + "`a\n" * 1001, 3, "more than 1000 stars, brackets or other marks stand in one paragraph"),
        ("- a\n" * 20_000 + "b", 20_001, "the article has 20001 lines, at most 20000"),
        (
            "---\ntitle: T\n---\nA.\n\n" + "*" * 300 + "a" + "*" * 300,
            6,
            "marks stand in each other more than 40 levels deep here",
        ),
        ("A.\n" + "x" * 5001, 2, "a word of more than 5000 letters stands here"),
    ],
    ids=["brackets", "many lines", "lines", "depth", "word"],
)
def test_what_no_article_has_is_refused_at_its_line(text: str, line: int, message: str, begin: Begin) -> None:
    with pytest.raises(InputProblems) as refused:
        begin(text.encode(), ".md")
    (problem,) = refused.value.problems
    assert (problem.place.line, problem.message) == (line, message)
    assert problem.hint


@pytest.mark.parametrize(
    "above", ["title: Take Tylenol #3 daily", "title: A\ndisclaimer: Not for #1 kids", "# x\ntitle: A"]
)
def test_no_word_of_the_lines_above_is_lost(above: str, begin: Begin) -> None:
    file = begin(f"---\n{above}\n---\n\n# Head\n\nText here.\n".encode(), ".md")
    said = file.read_text(encoding="utf-8")
    assert [word for word in above.replace("#", " ").replace(":", " ").split() if word not in said] == []


MARKDOWN = """\
---
title: "The title: of it"
author: A Person
---
Intro **strong** *em* ***both*** [a link](https://a.example/x_(y)) `code` \\*typed\\* <b>html</b> &amp; un*believ*able.

# First

Soft
break, [a page](page.html) and [ref].

- one
  - nested
- two

  more of two

> A quotation.

![An ellipse](ellipse.png "Its caption")

![Lost](lost.png)

    indented code

| Day | Times |
|---|---|
| Mon | 2 | surplus |

[![](lost2.png)](https://badge.example)

## Below

<div>raw</div>

Source: [The source](https://source.example)
**Disclaimer:** Talk to *somebody*.

[ref]: https://ref.example "Its title"
[ref]: https://ref.example "Another title"
[unused]: https://unused.example
"""


def test_markdown_keeps_its_marks_and_loses_nothing(begin: Begin, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "ellipse.png").write_bytes(ELLIPSE.read_bytes())
    file = begin(MARKDOWN.encode(), ".md")
    draft = plain(file)
    assert draft["title"] == "The title: of it"
    assert sections(file)[0] == (
        None,
        [
            (
                "paragraph",
                "Intro **strong** *em* ***both*** [a link](https://a.example/x_(y)) code \\*typed\\* **html** & "
                "unbelievable.",
            )
        ],
    )
    figure = {"image": "figures/ellipse.png", "alt": "An ellipse", "caption": "Its caption"}
    assert sections(file)[1:] == [
        (
            "First",
            [
                ("paragraph", "Soft break, a page and [ref](https://ref.example)."),
                (
                    "list",
                    [
                        {"text": "one", "body": [{"list": ["nested"]}]},
                        {"text": "two", "body": [{"paragraph": "more of two"}]},
                    ],
                ),
                ("paragraph", "A quotation."),
                ("figure", figure),
                ("paragraph", "indented code"),
                ("table", {"header": ["Day", "Times"], "rows": [["Mon", "2"]]}),
            ],
        ),
        ("Below", [("paragraph", "raw")]),
    ]
    assert (file.parent / "figures" / "ellipse.png").read_bytes() == ELLIPSE.read_bytes()
    assert draft["disclaimer"] == "Talk to *somebody*."
    source = plain(desk / "brochures" / "sources.yaml")[draft["sources"][0]]
    assert (source["short"], source["url"]) == ("The source", "https://source.example")
    notes, told = " ".join(draft["review_notes"]), " ".join(looks(file))
    for kept in ("A Person", "Its title", "https://unused.example"):
        assert kept in notes
    for kept in ("page.html", "“lost.png”: “Lost”", "left over: “surplus”", "lost2.png"):
        assert kept in told
    for kept in ("https://badge.example", "this stood as HTML", "nowhere in the draft: “another”"):
        assert kept in told


@pytest.mark.parametrize(
    ("attributes", "width", "said"),
    [
        ("{width=50%}", {"width": "half"}, 0),
        ("{#fig .wide width=33%}", {"width": "third"}, 0),
        ('{width="6in"}', {"width": "full"}, 0),
        ("{width=200px}", {"width": "third"}, 0),
        ("", {}, 0),
        ("{width=9em}", {}, 0),
        ("{.wide}", {}, 1),
    ],
)
def test_a_picture_is_as_wide_as_the_article_says(
    attributes: str, width: dict[str, str], said: int, begin: Begin, tmp_path: Path
) -> None:
    (tmp_path / "ellipse.png").write_bytes(ELLIPSE.read_bytes())
    blocks, told = read(begin, f"![An ellipse](ellipse.png){attributes} Text.")
    assert blocks[-1] == ("figure", {"image": "figures/ellipse.png", "alt": "An ellipse", **width})
    assert len(told) == said


def test_narrow_pictures_in_one_paragraph_stand_side_by_side(begin: Begin, tmp_path: Path) -> None:
    (tmp_path / "ellipse.png").write_bytes(ELLIPSE.read_bytes())
    one = "![A](ellipse.png){width=45%}"
    figure = {"image": "figures/ellipse.png", "alt": "A"}
    assert read(begin, f"{one}\n{one}\n") == ([("figures", [figure, figure])], [])
