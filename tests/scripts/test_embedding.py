"""Embedding: isolates, embeddings and overrides, where they end and how deep they may be."""

from __future__ import annotations

import pytest

from clinicpress.scripts.bidiclasses import classes
from clinicpress.scripts.embedding import DEEPEST, base_level, embedded, stretches

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
RLE, LRO, PDF = "\u202b", "\u202d", "\u202c"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("1. אב", 1),
        ("1. ab אב", 0),
        ("12", 0),
        (f"{LRI}ab{PDI} אב", 1),
        (f"{RLI}אב{PDI} ab", 0),
        (f"{LRI}ab אב", 0),
        (f"{PDI}אב", 1),
    ],
)
def test_the_first_letter_outside_of_isolates_says_how_a_paragraph_runs(text: str, level: int) -> None:
    assert base_level(classes(text)) == level


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("ab", [1, 1]),
        (f"א{LRI}a{PDI}א", [1, 1, 2, 1, 1]),
        (f"א{RLI}a{PDI}א", [1, 1, 3, 1, 1]),
        (f"א{FSI}א{PDI}{FSI}a{PDI}", [1, 1, 3, 1, 1, 2, 1]),
        (f"a{RLE}a{PDF}a", [1, 1, 3, 3, 1]),
    ],
)
def test_what_is_embedded_is_a_level_deeper(text: str, levels: list[int]) -> None:
    assert embedded(classes(text), 1)[0] == levels


def test_overrides_turn_what_stands_in_them() -> None:
    assert embedded(classes(f"{LRO}אב{PDF}א"), 0)[1][1:3] == "LL"


def test_deeper_than_unicode_allows_nothing_turns() -> None:
    levels, _ = embedded(classes(RLE + LRO + (RLE + LRO) * 70 + "a"), 0)
    assert max(levels) in (DEEPEST - 1, DEEPEST)


def test_what_stands_around_an_isolate_is_resolved_together() -> None:
    text = f"אב{LRI}ab{PDI}גד"
    typed = classes(text)
    places = [stretch.places for stretch in stretches(typed, embedded(typed, 1)[0], 1)]
    assert sorted(places) == [[0, 1, 2, 5, 6, 7], [3, 4]]


def test_a_stretch_knows_the_directions_around_it() -> None:
    typed = classes(f"אב{LRI}12{PDI}")
    inner = max(stretches(typed, embedded(typed, 1)[0], 1), key=lambda stretch: stretch.level)
    assert (inner.level, inner.before, inner.after) == (2, "L", "L")
