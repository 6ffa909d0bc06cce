"""ToUnicode maps: what was written is read back, character by character."""

from __future__ import annotations

import pytest

from clinicpress.pdf.tounicode import mapped_characters, to_unicode


@pytest.mark.parametrize(
    "texts", [["a"], ["\0", "a", " ", "Ł"], ["fi", "𝄞", "\u00a0"], [chr(0x100 + code) for code in range(256)]]
)
def test_a_map_is_read_as_it_was_written(texts: list[str]) -> None:
    assert mapped_characters(to_unicode(texts)) == texts


def test_the_range_ends_with_the_last_code() -> None:
    written = to_unicode(["\0", "a", "b"])
    assert b"begincodespacerange <00> <02> endcodespacerange" in written
    assert b"beginbfrange <00> <02> [<0000><0061><0062>]" in written


def test_what_is_no_map_of_ours_has_no_characters() -> None:
    assert mapped_characters(b"1 beginbfchar <01> <0041> endbfchar") == []
