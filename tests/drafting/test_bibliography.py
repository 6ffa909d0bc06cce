"""Sources and references: what stands in the footer, what at the end, and their short forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clinicpress.drafting.bibliography import SHORT, Cited
from tests.manuscripts import looks, plain

Begin = Callable[..., Path]
LONG = "Doe J, Roe R, Poe E, et al. A sample of a reference, made up for a test. Sample Journal 2011; 127(4):1407-1416."


def listed(begin: Begin, desk: Path, label: str, *entries: str, language: str = "en") -> tuple[list[Any], list[Any]]:
    """Draft an article with a list below a heading; returns the sources and references that it names."""
    file = begin(f"# T\n\n## A\n\nText.\n\n## {label}\n\n{chr(10).join(entries)}\n".encode(), ".md", language)
    draft, known = plain(file), plain(desk / "brochures" / "sources.yaml")
    sources = draft["sources"] if isinstance(draft["sources"], list) else []
    return [known[name] for name in sources], [known[name] for name in draft.get("references", [])]


@pytest.mark.parametrize(
    ("label", "entries", "wanted"),
    [
        ("Source", ["1. One, 2020.", "2. Two, 2020."], (2, 0)),
        ("Sources", ["- One, 2020.", "- Two, 2020.", "- Three, 2020.", "- Four, 2020."], (0, 4)),
        ("References", ["1. One, 2020."], (0, 1)),
        ("References", ["- One, 2020."], (1, 0)),
        ("7. References", ["[1] One, 2020."], (0, 1)),
    ],
)
def test_a_numbered_list_or_a_long_one_is_no_source_for_the_footer(
    label: str, entries: list[str], wanted: tuple[int, int], begin: Begin, desk: Path
) -> None:
    assert tuple(map(len, listed(begin, desk, label, *entries))) == wanted


@pytest.mark.parametrize(
    ("language", "label"),
    [("es", "Bibliografía"), ("es", "Referencias"), ("fr", "Références"), ("de", "Literatur"), ("pt", "Referências")],
)
def test_references_are_known_by_their_headings_in_other_languages(
    language: str, label: str, begin: Begin, desk: Path
) -> None:
    sources, references = listed(begin, desk, label, "1. One, 2020.", "2. Two, 2021.", language=language)
    assert (sources, [entry["full"] for entry in references]) == ([], ["One, 2020.", "Two, 2021."])


def test_a_reference_is_whole_and_its_short_form_is_made_of_its_words(begin: Begin, desk: Path) -> None:
    _, references = listed(begin, desk, "References", *(f"{at}. {LONG} ({at})" for at in (1, 2)))
    assert references == [{"short": "Doe J, 2011", "full": f"{LONG} ({at})"} for at in (1, 2)]


def test_words_that_lead_to_the_list_are_none_of_it(begin: Begin, desk: Path) -> None:
    sources, references = listed(begin, desk, "References", "These were used:", "", "1. One, 2020.")
    assert (sources, [entry["full"] for entry in references]) == ([], ["One, 2020."])
    assert "“These were used:”" in (desk / "brochures" / "new-one" / "en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "full", "url"),
    [
        ("One. Sample. https://a.example/x.", "One. Sample.", "https://a.example/x"),
        ("One. Available from: https://a.example", "One. Available from:", "https://a.example"),
        ("One, at https://a.example, 2020.", "One, at https://a.example, 2020.", None),
        ("[One, 2020.](https://a.example)", "One, 2020.", "https://a.example"),
        ("https://a.example", "https://a.example", None),
    ],
)
def test_an_address_is_printed_once(entry: str, full: str, url: str | None, begin: Begin, desk: Path) -> None:
    _, (found,) = listed(begin, desk, "References", f"1. {entry}")
    assert (found["full"], found.get("url")) == (full, url)


def test_a_reference_that_the_bibliography_has_is_not_written_again(begin: Begin, desk: Path) -> None:
    before = plain(desk / "brochures" / "sources.yaml")
    name, entry = next(iter(before.items()))
    _, (found,) = listed(begin, desk, "References", f"1. {entry['full']}")
    assert found == entry
    assert plain(desk / "brochures" / "sources.yaml") == before
    assert plain(desk / "brochures" / "new-one" / "en.yaml")["references"] == [name]


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Mehrara BJ, Ho AY. Breast Reconstruction. 2014.", "Mehrara BJ, Ho AY. Breast Reconstruction. 2014."),
        (f"Sample Institute (2019). {'Long words ' * 9}", "Sample Institute, 2019"),
        (f"Sample Institute of all. {'Long words ' * 9}", "Sample Institute of all"),
        ("word " * 30, ("word " * 12).strip()),
        ("x" * 90, "x" * 90),
    ],
)
def test_a_short_form_begins_as_the_reference_does(words: str, short: str) -> None:
    assert Cited(words.strip()).short == short
    assert len(short) <= SHORT or " " not in short


def test_further_addresses_are_told(begin: Begin, desk: Path) -> None:
    listed(begin, desk, "References", "1. One. https://a.example and https://b.example")
    said = looks(desk / "brochures" / "new-one" / "en.yaml")
    assert any("“https://b.example”" in each for each in said)
