"""Numbers that cite references become marks where nothing else can be meant; doses and powers stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.drafting.article import Heading, Paragraph
from clinicpress.drafting.citations import with_citations
from clinicpress.drafting.parts import parted
from tests.manuscripts import looks, plain

Begin = Callable[..., Path]
NAMES = {number: "abcdefgh"[number - 1] for number in range(1, 9)}


def cited(*texts: str) -> tuple[list[str], list[str], tuple[str, ...]]:
    parts, told = with_citations(parted([Heading("H", 1), *map(Paragraph, texts)]), NAMES)
    pieces = [piece for piece in parts[0].pieces if isinstance(piece, Paragraph)]
    return [piece.text for piece in pieces], [doubt for piece in pieces for doubt in piece.doubts], told


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Rest helps (1).", "Rest helps [@a]."),
        ("Rest helps.(1) It is so.", "Rest helps. [@a] It is so."),
        ("Rest (1,2) helps.", "Rest [@a][@b] helps."),
        ("Rest helps (1, 2; 3).", "Rest helps [@a][@b][@c]."),
        ("Rest helps (1-3), too.", "Rest helps [@a][@b][@c], too."),
        ("Rest helps [5].", "Rest helps [@e]."),
        ("Rest helps [1][2, 4–5].", "Rest helps [@a] [@b][@d][@e]."),
        ("Rest helps.¹ It is so.", "Rest helps. [@a] It is so."),
        ("Resting¹,² helps.", "Resting [@a][@b] helps."),
        ("**Resting**¹ helps.", "**Resting** [@a] helps."),
        ("**Rest helps (1).** So.", "**Rest helps [@a].** So."),
        ("[Rest](https://a.example/(1)) helps (1).", "[Rest](https://a.example/(1)) helps [@a]."),
    ],
)
def test_what_cites_becomes_a_mark(text: str, made: str) -> None:
    texts, doubts, _ = cited(text)
    assert (texts, doubts) == ([made], [])


@pytest.mark.parametrize(
    "text",
    [
        "Take tablets (9).",
        "An area of 3 m² and 10⁵ cells, Ca²⁺ and 5².",
        "BMI is in kg/m².",
        "Doses in 2020 (20-30).",
        "See [page 3 (1)](https://a.example).",
        "Rest (for a day) helps.",
    ],
)
def test_what_cannot_cite_stays(text: str) -> None:
    assert cited(text) == ([text], [], ())


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Do this: (1) rest and (2) sleep."], ["“(1)”", "“(2)”"]),
        (["Take the tablets (2)."], ["“(2)”"]),
        (["Rest helps [12]."], ["“[12]”"]),
        (["(1) Rest helps."], ["“(1)”"]),
        (["Use 5 vol² now"], ["“²”"]),
    ],
)
def test_what_may_cite_stays_and_is_told(texts: list[str], told: list[str]) -> None:
    made, doubts, _ = cited(*texts)
    assert made == texts
    assert [doubt.partition(" may cite")[0] for doubt in doubts] == told


def test_numbers_that_do_not_count_up_are_no_citations() -> None:
    texts, doubts, told = cited("Rest helps (1).", "Take the tablets (4).")
    assert (texts, told) == (["Rest helps (1).", "Take the tablets (4)."], ())
    assert len(doubts) == 2


def test_an_editor_is_asked_once_whether_all_are_citations(begin: Begin) -> None:
    text = "# T\n\n## A\n\nRest helps (1). So does sleep (2).\n\n- Sleep (1).\n"
    file = begin(f"{text}\n## References\n\n1. One, 2020.\n2. Two, 2020.\n".encode(), ".md")
    body = plain(file)["sections"][0]["body"]
    assert body == [
        {"paragraph": "Rest helps [@one-2020]. So does sleep [@two-2020]."},
        {"list": ["Sleep [@one-2020]."]},
    ]
    assert looks(file) == ["numbers like (1) in the text were taken for citations of these: is each of them one?"]


def test_numbers_are_left_alone_where_nothing_is_numbered(begin: Begin) -> None:
    file = begin(b"# T\n\n## A\n\nRest helps (1) [2].\n\nSource: One, 2020.\n", ".md")
    assert plain(file)["sections"][0]["body"] == [{"paragraph": "Rest helps (1) [2]."}]
