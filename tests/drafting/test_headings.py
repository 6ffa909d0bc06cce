"""Short lines above text are headings where an article does not say what is one; what is not certain is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.manuscripts import looks, sections

Begin = Callable[..., Path]
TEXT = "This is a sentence of the text."


@pytest.mark.parametrize(
    ("lines", "headings", "said"),
    [
        (["How to Rest", TEXT], ["How to Rest"], []),
        (["How to rest?", TEXT], ["How to rest?"], []),
        (["Rest well", TEXT], ["Rest well"], ["a short line, taken for a heading"]),
        (["Bring with you", "- your card\n- your list"], [None], ["a short line above a list: is it a heading?"]),
        (["One", "Two", "Three", TEXT], [None], ["a short line: is it a heading, or an item of a list?"] * 3),
        ([TEXT, "The last words"], [None], ["a short line: is it a heading, or an item of a list?"]),
    ],
)
def test_a_short_line_above_text_is_a_heading(
    lines: list[str], headings: list[str | None], said: list[str], begin: Begin
) -> None:
    file = begin("\n\n".join(["A Title of It", TEXT, *lines]).encode())
    found = [heading for heading, _ in sections(file)]
    assert found == [None, *[heading for heading in headings if heading]]
    assert looks(file) == said
