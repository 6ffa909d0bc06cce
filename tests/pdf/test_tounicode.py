"""ToUnicode maps: what was written is read back, code by code, and so are those of others."""

from __future__ import annotations

import re

import pytest

from clinicpress.pdf.tounicode import code_map, to_unicode


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize(
    "texts", [["a"], ["\0", "a", " ", "Ł"], ["fi", "𝄞", "\u00a0", "क्ष"], [chr(0x100 + code) for code in range(256)]]
)
def test_a_map_is_read_as_it_was_written(texts: list[str], size: int) -> None:
    read = code_map(to_unicode(texts, size))
    assert (read.size, read.texts) == (size, dict(enumerate(texts)))


def test_the_range_ends_with_the_last_code() -> None:
    written = to_unicode(["\0", "a", "b"])
    assert b"begincodespacerange <00> <02> endcodespacerange" in written
    assert b"1 beginbfrange <00> <02> [<0000><0061><0062>] endbfrange" in written


def test_codes_of_two_bytes_have_ranges_that_differ_in_the_last_one() -> None:
    texts = [chr(0x4E00 + code) for code in range(300)]
    written = to_unicode(texts, 2)
    assert b"begincodespacerange <0000> <FFFF> endcodespacerange" in written
    assert re.findall(rb"<(\w+)> <(\w+)> \[", written) == [(b"0000", b"00FF"), (b"0100", b"012B")]
    assert code_map(written).texts[299] == texts[299]


def test_no_block_is_longer_than_readers_take() -> None:
    written = to_unicode(["a"] * 256 * 150, 2)
    counts = [int(count) for count in re.findall(rb"(\d+) beginbfrange", written)]
    assert counts == [100, 50]
    assert [block.count(b"[") for block in re.findall(rb"beginbfrange(.*?)endbfrange", written)] == counts


def test_maps_of_others_are_read_too() -> None:
    read = code_map(
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        b"2 beginbfchar\n<0003> <0020>\n<0004> <06440627>\nendbfchar\n"
        b"2 beginbfrange\n<0005> <0007> <0061>\n<0008> <0009> [<0041> <00420043>]\nendbfrange"
    )
    assert read.texts == {3: " ", 4: "لا", 5: "a", 6: "b", 7: "c", 8: "A", 9: "BC"}


def test_what_is_no_map_has_no_texts() -> None:
    assert code_map(b"hello").texts == {}


@pytest.mark.parametrize(("size", "codes", "said"), [
    (1, b"\1\2", "ab"), (1, b"\1\3", "a\ufffd"),
    (2, b"\0\1\0\2", "ab"), (2, b"\0\1\1\1", "a\ufffd"), (2, b"\0\1\0", "a\ufffd"),
])  # fmt: skip
def test_a_code_without_a_text_is_not_passed_over(size: int, codes: bytes, said: str) -> None:
    assert code_map(to_unicode(["\0", "a", "b"], size)).read(codes) == said
