"""Captions stand with their picture or table: those of pictures below them, those of tables above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drafting.word.documents import TEXT, read
from tests.drafting.word.test_pictures import drawn, sample
from tests.manuscripts import paragraph, picture, row, table

Begin = Callable[..., Path]
TABLE = table(row("Age", "Daily"), row("1 y", "400 IU"))
SEQ = '<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
COUNTED = paragraph(
    f'<w:r><w:t xml:space="preserve">Table </w:t></w:r>{SEQ}<w:r><w:t xml:space="preserve">. Doses</w:t></w:r>'
)


def caption(text: str) -> str:
    return paragraph(text, '<w:pStyle w:val="Caption"/>')


@pytest.mark.parametrize("said", [caption("Table 1. Doses"), COUNTED], ids=["styled", "counted"])
@pytest.mark.parametrize("is_above", [True, False])
def test_the_caption_of_a_table_is_no_paragraph_and_no_heading(said: str, is_above: bool, begin: Begin) -> None:
    body = said + TABLE if is_above else TABLE + said
    [(kind, held), after], told = read(begin, body + paragraph(TEXT))
    assert (kind, held["caption"], held["header"]) == ("table", "Doses", ["Age", "Daily"])
    assert after == ("paragraph", TEXT)
    assert told == []


@pytest.mark.parametrize("is_below", [True, False])
def test_the_caption_of_a_picture_is_its_own(is_below: bool, begin: Begin) -> None:
    both = [paragraph(picture(0, 50)), caption("A hip")]
    body = "".join(both if is_below else reversed(both))
    [(kind, held), _], told, _ = drawn(begin, body + paragraph(TEXT), sample())
    assert (kind, held["caption"]) == ("figure", "A hip")
    assert told == []


def test_a_caption_between_picture_and_picture_is_that_of_the_first(begin: Begin) -> None:
    body = paragraph(picture(0, 90)) + caption("One") + paragraph(picture(1, 90)) + caption("Two")
    blocks, _, _ = drawn(begin, body, sample(), sample(size=(40, 40)))
    assert [held["caption"] for _, held in blocks] == ["One", "Two"]


def test_a_caption_of_nothing_stays_and_is_told(begin: Begin) -> None:
    blocks, told = read(begin, paragraph(TEXT) + caption("Figure 1. A hip") + paragraph(TEXT))
    assert [held for _, held in blocks] == [TEXT, "Figure 1. A hip", TEXT]
    assert told == ["this stood as a caption: put it with its picture or table"]
