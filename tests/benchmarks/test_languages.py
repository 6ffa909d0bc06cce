"""The tables of docs/languages.md say what was counted."""

from __future__ import annotations

from languages import section


def test_a_cell_has_the_shares_of_all_tools_and_the_last_row_their_means() -> None:
    shares = {"ar": {"words": 1.0, "letters": 0.25}, "en": {"words": 0.5, "letters": 0.75}}
    result = {
        "versions": {"PDFium": "1"},
        "languages": ["ar", "en"],
        "tools": {
            "ours": {"PDFium": shares},
            "theirs": {"PDFium": {each: {"words": 0.1, "letters": 0} for each in shares}},
        },
    }
    said = section(result)
    words, letters = said.split("Stricter is")
    assert "Each cell: ours / theirs." in words
    rows = [line for line in words.splitlines() if " / 0.10 " in line]
    assert rows == ["| `ar` | 1.00 / 0.10 |", "| `en` | 0.50 / 0.10 |", "| **mean** | 0.75 / 0.10 |"]
    assert "| **mean** | 0.50 / 0.00 |" in letters
    assert "PDFium 1" in letters
