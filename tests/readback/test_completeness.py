"""What can be seen of a foreign file's words, and what a file of ours must say."""

from __future__ import annotations

import pytest

from clinicpress.ground.characters import UNKNOWN
from clinicpress.readback.completeness import completeness
from clinicpress.readback.finished import Box, Finished, PlacedPicture
from tests.readback.plain import finished, glyphs, page

LINES = {
    1: ["Breathe", "Source: A guide, 2020", "Note: This is no advice."],
    2: ["Rest", "Source: A guide, 2020", "Note: This is no advice."],
}


def row(id: str, file: Finished, lines: dict[int, list[str]]) -> tuple[str, list[tuple[int | None, str]]]:
    texts = {number: " ".join(said) for number, said in lines.items()}
    [found] = [row for row in completeness(file, texts, lines) if row.id == id]
    return found.result, [(each.page, each.message) for each in found.found]


@pytest.mark.parametrize("id", ["source", "disclaimer"])
def test_a_line_that_every_page_has_is_seen(id: str) -> None:
    assert row(id, finished(page(1), page(2)), LINES) == ("passed", [])


@pytest.mark.parametrize(
    ("lost", "said"),
    [(1, "only the last page says “Source: A guide, 2020”"), (2, "the page has no line like “Source: A guide, 2020”")],
)
def test_a_line_that_one_page_lacks_is_told_with_the_page(lost: int, said: str) -> None:
    lines = {n: [line for line in held if n != lost or "Source" not in line] for n, held in LINES.items()}
    assert row("source", finished(page(1), page(2)), lines) == ("failed", [(lost, said)])


def test_the_only_page_is_not_taken_for_the_last_one() -> None:
    [found] = [row for row in completeness(finished(page(1)), {1: ""}, {1: LINES[1]}) if row.id == "source"]
    assert (found.result, found.note) == ("passed", "“Source: A guide, 2020”")


def test_where_no_line_begins_like_a_source_nothing_is_claimed() -> None:
    assert row("source", finished(page(1), page(2)), {1: ["Breathe"], 2: ["Rest"]}) == ("cannot tell", [])


OWN = "2 characters are the font's own, as bullets often are: not to be read aloud"
LOST = f"a character is not known, as in “a{UNKNOWN}b”: it cannot be read aloud or copied"


@pytest.mark.parametrize(
    ("text", "result", "said"),
    [
        ("Breathe", "passed", []),
        (f"a{UNKNOWN}b c", "failed", [(1, LOST)]),
        ("\ue000\ue001 a", "warning", [(1, OWN)]),
    ],
)
def test_characters_that_the_file_does_not_know(text: str, result: str, said: list[tuple[int, str]]) -> None:
    assert row("characters", finished(page(glyphs=glyphs(text))), {1: [text]}) == (result, said)


def test_a_page_that_is_a_picture_says_nothing() -> None:
    scan = PlacedPicture(Box(0, 0, 612, 792), (1700, 2200), 200, None, True)
    result, found = row("characters", finished(page(pictures=(scan,), words={})), {1: []})
    assert (result, [number for number, _ in found]) == ("failed", [1])
    assert "as of a scanner" in found[0][1]
