"""Plain text as people type it: what is certain needs no LOOK, what is not has one, and no sentence is cut unsaid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from clinicpress.content.catalog import Catalog
from clinicpress.desk.slips import brochure_slips
from clinicpress.workspace.disk import Disk
from tests.conftest import TESTS
from tests.manuscripts import (
    as_text,
    blocks_of,
    fill_in,
    looks,
    plain,
    saved,
    sections,
    words,
)

Begin = Callable[..., Path]
Parts = list[tuple[str | None, list[tuple[str, Any]]]]
ARTICLES = TESTS / "articles"
LEAD_IN = "a short line above a list: is it a heading?"
GUESSED = "a short line, taken for a heading"
SINGLE = "a single line with a {}: is it an item of a list?"
GOES_ON = "does this line go on with the one above it?"
HOLLOW = "lines that begin with “o” were taken for items of a list"


def read(begin: Begin, text: str) -> tuple[Parts, list[str]]:
    """Return the sections of a draft, without the first words that make it an article, and its LOOKs."""
    file = begin(f"A Title\n\nHere it begins.\n\n{text}".encode())
    parts = [(section["heading"], blocks_of(section)) for section in plain(file)["sections"]]
    assert parts[0][1].pop(0) == ("paragraph", "Here it begins.")
    return parts[parts[0] == (None, []) :], looks(file)


LIST = ("list", ["adults", "children"])
ITEMS = "- adults\n- children\n"
HEADINGS: list[tuple[str, Parts, list[str]]] = [
    (f"Who should get one\n{ITEMS}", [(None, [("paragraph", "Who should get one"), LIST])], [LEAD_IN]),
    (f"Who should get one\n\n{ITEMS}", [(None, [("paragraph", "Who should get one"), LIST])], [LEAD_IN]),
    (f"Who Should Get One\n{ITEMS}", [("Who Should Get One", [LIST])], []),
    (f"Bring these:\n{ITEMS}", [(None, [("paragraph", "Bring these:"), LIST])], []),
    (f"Before you measure\n=====\n{ITEMS}", [("Before you measure", [LIST])], []),
    (f"Before you measure\n------------------\n\n{ITEMS}", [("Before you measure", [LIST])], []),
    (f"2. Before you measure\n------------------\n\n{ITEMS}", [("2. Before you measure", [LIST])], []),
    ("Rest well.\n----------\nThen ask.", [(None, [("paragraph", "Rest well."), ("paragraph", "Then ask.")])], []),
    ("*** Important ***\n\nCall us now.", [("*** Important ***", [("paragraph", "Call us now.")])], [GUESSED]),
    ("Q: Can I go?\n\nA: You can.", [("Q: Can I go?", [("paragraph", "A: You can.")])], [GUESSED]),
    ("Dose: 10 mg\n\nTake it.", [("Dose: 10 mg", [("paragraph", "Take it.")])], [GUESSED]),
    ("Pain: A Short View\n\nIt hurts.", [("Pain: A Short View", [("paragraph", "It hurts.")])], []),
    (
        "Best regards,\nYour Team\n\nCall us now.",
        [(None, [("paragraph", "Best regards,"), ("paragraph", "Your Team"), ("paragraph", "Call us now.")])],
        ["a short line: is it a heading, or does it go on with the line above it?"],
    ),
    (
        "* Source: CDC, 2023\n\nMore text.",
        [(None, [("paragraph", "* Source: CDC, 2023"), ("paragraph", "More text.")])],
        [SINGLE.format("bullet"), "this may belong into “sources”: it stands before other text"],
    ),
    (
        "1. Put it on.\n\nRest.",
        [(None, [("paragraph", "1. Put it on."), ("paragraph", "Rest.")])],
        [SINGLE.format("number")],
    ),
    (
        "2. Put it on.\n4. Rest.",
        [(None, [("paragraph", "2. Put it on."), ("paragraph", "4. Rest.")])],
        ["the numbers of these lines do not count up: are they a list?"] * 2,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts", "said"), HEADINGS)
def test_a_line_that_may_be_a_heading_is_told(text: str, parts: Parts, said: list[str], begin: Begin) -> None:
    assert read(begin, text) == (parts, said)


YEAR = "Each year, thousands of people in our state\nend up in hospital. A shot lowers your risk\nby half."
BROKEN = [
    (YEAR, [YEAR.replace("\n", " ")], []),
    (
        "Each year, thousands of people\nend up in hospital, and most of them do well.",
        ["Each year, thousands of people end up in hospital, and most of them do well."],
        [],
    ),
    (
        "Take one pill\nevery day with food.",
        ["Take one pill every day with food."],
        ["“every day with food.” was joined to the line above it: does it go on there?"],
    ),
    ("- bread\n  and butter.\n- milk", [["bread and butter.", "milk"]], []),
    ("Bring your shoes.\nshoes\na towel", ["Bring your shoes.", "shoes", "a towel"], [GOES_ON]),
    (
        "Hold your breath, and do so for as long as\nyour own doctor\nDr. Smith has told you.",
        ["Hold your breath, and do so for as long as", "your own doctor", "Dr. Smith has told you."],
        [GOES_ON, GOES_ON],
    ),
]


@pytest.mark.parametrize(("text", "paragraphs", "said"), BROKEN)
def test_no_sentence_is_cut_unsaid(text: str, paragraphs: list[str], said: list[str], begin: Begin) -> None:
    parts, told = read(begin, text)
    blocks = [text for heading, blocks in parts for text in (heading, *(held for _, held in blocks)) if text]
    assert blocks == paragraphs
    assert [each for each in told if each != GUESSED] == said


ASTHMA = {"text": "asthma", "body": [{"list": ["mild", "severe"]}]}
LETTERS = [
    ("• asthma\n  o mild\n  o severe", [("list", [ASTHMA])], [HOLLOW]),
    ("o mild\no severe", [("list", ["mild", "severe"])], [HOLLOW]),
    (
        "- una lista larga que va hasta el fin de esta misma línea\n  o casi hasta el fin\n- otra",
        [("list", ["una lista larga que va hasta el fin de esta misma línea o casi hasta el fin", "otra"])],
        ["“o casi hasta el fin” was joined to the line above it: is it an item?"],
    ),
]


@pytest.mark.parametrize(("text", "blocks", "said"), LETTERS)
def test_a_hollow_bullet_that_became_a_letter(
    text: str, blocks: list[tuple[str, Any]], said: list[str], begin: Begin
) -> None:
    parts, told = read(begin, text)
    assert (parts[0][1], told) == (blocks, said)


def test_a_hollow_bullet_that_became_a_letter_in_word(begin: Begin) -> None:
    document = Document()
    document.add_heading("Illness", 1)
    document.add_paragraph("It is so.")
    for text in ("• asthma", "o mild", "o severe", "Rest.", "o single"):
        document.add_paragraph(text)
    document.add_paragraph("pain", style="List Bullet")
    document.add_paragraph("o in the chest")
    file = begin(saved(document), ".docx")
    (section,) = plain(file)["sections"]
    assert blocks_of(section)[1:] == [
        ("list", [ASTHMA]),
        ("paragraph", "Rest."),
        ("paragraph", "o single"),
        ("list", ["pain"]),
        ("paragraph", "o in the chest"),
    ]
    told = looks(file)
    assert [HOLLOW in told, SINGLE.format("bullet") in told] == [True, True]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Use the *5 key* or *6 key, (Tylenol)* and 2*3.", "Use the \\*5 key\\* or \\*6 key, (Tylenol)\\* and 2\\*3."),
        ("**Mind** this * and [x](y)*", "\\*\\*Mind\\*\\* this * and \\[x](y)\\*"),
        ("Rated *, (Tylenol)*", "Rated *, (Tylenol)*"),
    ],
)  # fmt: skip
def test_stars_that_look_alike_are_written_alike(text: str, printed: str, begin: Begin) -> None:
    ((_, ((_, held),)),), _ = read(begin, f"{text} And so on, and on.")
    assert held == f"{printed} And so on, and on."


def test_the_draft_of_typed_stars_causes_no_warning(begin: Begin, desk: Path) -> None:
    file = begin(as_text([("title", "A Title"), ("paragraph", "Use the *5 key* or *6 key, and (Tylenol)* too.")]))
    fill_in(desk, file.relative_to(desk).as_posix())
    brochure, _ = Catalog(Disk(desk)).partly("new-one", "en")
    assert brochure is not None
    assert list(brochure_slips(brochure)) == []


@pytest.mark.parametrize("article", sorted(path.name for path in ARTICLES.glob("*.txt")))
def test_a_plain_article_needs_no_look(article: str, begin: Begin) -> None:
    assert [said for said in looks(begin((ARTICLES / article).read_bytes())) if "repeats words" not in said] == []


WRAPPED = """\
Taking It Easy

Rest is a part of every plan that is worth the name, and so it
should be planned like the other parts of it are. Rest before
you are tired.
How to Rest
Sit down in a quiet room where nobody will look for you during
the next quar-
ter of an hour.

- a chair that has a back, and that does not roll away when you
  lean on it
- a blanket

1. Sit down.
2. Close your eyes.

1. Stand up again.

Loose clothes
A quiet room
Some water
And then you begin.
What helps?
These things help
- a blanket
- a pillow
3. This is a list.
4. It does not begin with 1.
"""


def test_plain_text_is_parted_as_its_author_meant(begin: Begin) -> None:
    file = begin(WRAPPED.encode())
    draft = plain(file)
    assert draft["title"] == "Taking It Easy"
    assert sections(file) == [
        (
            None,
            [
                (
                    "paragraph",
                    "Rest is a part of every plan that is worth the name, and so it should be planned like the other "
                    "parts of it are. Rest before you are tired.",
                )
            ],
        ),
        (
            "How to Rest",
            [
                (
                    "paragraph",
                    "Sit down in a quiet room where nobody will look for you during the next quar-ter of an hour.",
                ),
                ("list", ["a chair that has a back, and that does not roll away when you lean on it", "a blanket"]),
                ("steps", ["Sit down.", "Close your eyes."]),
                ("paragraph", "1. Stand up again."),
                ("paragraph", "Loose clothes"),
                ("paragraph", "A quiet room"),
                ("paragraph", "Some water"),
                ("paragraph", "And then you begin."),
            ],
        ),
        (
            "What helps?",
            [
                ("paragraph", "These things help"),
                ("list", ["a blanket", "a pillow"]),
                ("steps", {"start": "3", "items": ["This is a list.", "It does not begin with 1."]}),
            ],
        ),
    ]
    told = looks(file)
    assert any("“quar-ter” was parted at the end of a line" in said for said in told)
    assert [said for said in told if "short line" in said and said not in {LEAD_IN, GUESSED}] == [
        "3 short lines from here on: is one a heading, or are they the items of a list?"
    ]


def test_a_line_of_nothing_but_space_before_its_word_is_read_at_once(begin: Begin) -> None:
    file = begin(b"A first line.\n\n" + b"\t" * 50_000 + b"a word" + b" " * 50_000 + b".")
    assert words(plain(file)["sections"][0]["body"])[-3:] == ["a", "word", "."]


PEARS = {"text": "pears", "body": [{"list": ["ripe"]}]}
LONGER = {"text": "One", "body": [{"paragraph": "More of one."}]}
LISTS = [
    (
        "- fruit\n  - pears\n    - ripe\n  - plums\n- bread",
        [("list", [{"text": "fruit", "body": [{"list": [PEARS, "plums"]}]}, "bread"])],
        [],
    ),
    ("1. One\n   - a\n   - b\n2. Two", [("steps", [{"text": "One", "body": [{"list": ["a", "b"]}]}, "Two"])], []),
    ("1. One\n\n   More of one.\n\n2. Two", [("steps", [LONGER, "Two"])], []),
    ("a) One\nb) Two", [("steps", {"label": "{a})", "items": ["One", "Two"]})], []),
    ("(A) One\n(B) Two", [("steps", {"label": "({A})", "items": ["One", "Two"]})], []),
    ("c. One\nd. Two", [("steps", {"start": "3", "label": "{a}.", "items": ["One", "Two"]})], []),
    ("1. One\n2. Two\n\n1. One\n2. Two", [("steps", ["One", "Two"]), ("steps", ["One", "Two"])], []),
    (" 9. One\n10. Two", [("steps", {"start": "9", "items": ["One", "Two"]})], []),
    ("a) One\nd) Two", [("paragraph", "a) One"), ("paragraph", "d) Two")], ["do not count up"] * 2),
    ("A. Smith said so.\n\nB. Jones too.", [("paragraph", "A. Smith said so."), ("paragraph", "B. Jones too.")], []),
]


@pytest.mark.parametrize(("text", "blocks", "said"), LISTS)
def test_lists_keep_their_levels_numbers_and_letters(
    text: str, blocks: list[Any], said: list[str], begin: Begin
) -> None:
    file = begin(f"A Title of It\n\nThis is a text.\n\n{text}\n\nThis is the end of it.\n".encode())
    (section,) = plain(file)["sections"]
    assert blocks_of(section)[1:-1] == blocks
    told = looks(file)
    assert len(told) == len(said)
    assert all(one in each for one, each in zip(said, told, strict=True))


def test_boxes_below_each_other_are_a_list_and_several_in_a_line_are_none(begin: Begin) -> None:
    parts, told = read(begin, "☐ a pacemaker\n☑ glasses\n\nIs it left? ☐ Yes ☐ No\n\n☐ dust ☐ pollen\n")
    assert [block for _, blocks in parts for block in blocks] == [
        ("list", ["☐ a pacemaker", "☑ glasses"]),
        ("paragraph", "Is it left? ☐ Yes ☐ No"),
        ("paragraph", "☐ dust ☐ pollen"),
    ]
    assert told == []
