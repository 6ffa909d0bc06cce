"""Findings in lines: pages as people count them, changes as they read them."""

from __future__ import annotations

import pytest

from clinicpress.comparison.collation import Collation, Files
from clinicpress.comparison.compare import Fact
from clinicpress.comparison.findings import ENDS, LONG, facts, lines, numbers_of, said_change, said_fact, said_pages
from clinicpress.comparison.variants import Change, Stretch, Word, compare_stretches
from clinicpress.ground.problems import Place, Problem


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word) for word in text.split())


@pytest.mark.parametrize(
    ("pages", "said"), [([3], "page 3"), ([1, 3], "pages 1, 3"), ([1, 3, 4, 5], "pages 1, 3–5"), ([1, 2], "pages 1–2")]
)
def test_pages_are_told_in_ranges(pages: list[int], said: str) -> None:
    assert numbers_of(pages) == said


def test_where_something_stood_is_told_where_it_was_elsewhere() -> None:
    assert said_pages(((2,), (2,))) == "page 2"
    assert said_pages(((1,), (2,))) == "page 2, was on page 1"
    assert said_pages(((1,), ())) == "page 1 of the old"


def test_a_change_is_told_with_both_sides_or_its_kind() -> None:
    assert said_change(Change(words("one"), words("two"))) == "changed “one” → “two”"
    assert said_change(Change((), words("two"))) == "added “two”"
    assert said_change(Change(words("one"), ())) == "removed “one”"


def test_of_many_words_the_ends_are_told() -> None:
    many = [f"w{number}" for number in range(LONG + 1)]
    assert said_change(Change((), words(" ".join(many[:LONG])))) == f"added “{' '.join(many[:LONG])}”"
    first, last = " ".join(many[:ENDS]), " ".join(many[-ENDS:])
    assert said_change(Change((), words(" ".join(many)))) == f"added “{first} … {last}” ({LONG + 1} words)"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("1.0", "1.1", "version: 1.0 → 1.1"), ("", "1.1", "version added: 1.1"), ("1.0", "", "version removed: 1.0")],
)
def test_facts_are_told_with_both_sides(old: str, new: str, said: str) -> None:
    assert said_fact(Fact("version", old, new)) == said


def test_a_collation_is_told_in_lines() -> None:
    old, new = (Stretch("rest", "How to rest", words(text)) for text in ("Lie down", "Sit down"))
    told = list(lines(Collation("a", "b", "brochures", sections=tuple(compare_stretches([old], [new])))))
    assert told == ["Words", "  How to rest", "    changed “Lie” → “Sit”"]
    assert list(lines(Collation("a", "b", "brochures"))) == ["No differences."]
    files = Files(("new.pdf",), (), ("one.pdf", "two.pdf"), 1200)
    assert list(lines(Collation("a", "b", "folders", files=files)))[:2] == [
        "2 changed, 1 new, 0 gone, 1,200 the same",
        "only in the new folder: new.pdf",
    ]


def test_what_a_problem_hides_is_no_equality() -> None:
    hindered = Collation("a", "b", "PDFs", problems=(Problem(Place("a.pdf"), "damaged"),))
    assert not hindered.same
    assert next(iter(lines(hindered))).startswith("Because of the problems above, not all could be compared")
    assert facts(hindered)["problems"][0]["message"] == "damaged"
