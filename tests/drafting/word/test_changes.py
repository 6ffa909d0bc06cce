"""Changes are read as accepted, and drop caps stand in their word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.drafting.word.documents import DELETED, read
from tests.manuscripts import (
    paragraph,
    row,
    table,
)

Begin = Callable[..., Path]


def test_changes_are_read_as_accepted_and_what_was_deleted_is_told(begin: Begin) -> None:
    moved = '<w:r><w:t xml:space="preserve">Moved words. </w:t></w:r>'
    body = (
        paragraph(f'<w:moveFrom w:id="1" w:author="a">{moved}</w:moveFrom><w:r><w:t>Stays.</w:t></w:r>')
        + paragraph(f'<w:moveTo w:id="2" w:author="a">{moved}</w:moveTo>')
        + paragraph("First half ", DELETED)
        + paragraph("second half.")
        + paragraph(
            "<w:r><w:t>Take 20 mg</w:t></w:r><w:del><w:r><w:delText>40 mg</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t> daily.</w:t></w:r></w:ins>"
        )
        + table(row("Day", "Dose"), row("One", "9 mg", properties='<w:del w:id="6" w:author="a"/>'), row("Two", "5 mg"))
    )
    blocks, told = read(begin, body)
    assert blocks == [
        ("paragraph", "Stays."),
        ("paragraph", "Moved words."),
        ("paragraph", "First half second half."),
        ("paragraph", "Take 20 mg daily."),
        ("table", {"header": ["Day", "Dose"], "rows": [["Two", "5 mg"]]}),
    ]
    assert len(told) == 2
    assert told[0].endswith("that nobody has accepted, and is not printed: “40 mg”")
    assert told[1].endswith("that nobody has accepted: “One | 9 mg”")


def test_a_drop_cap_stands_in_its_word(begin: Begin) -> None:
    drop = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    blocks, told = read(begin, paragraph("K", drop) + paragraph("etamine is given through a vein."))
    assert (blocks, told) == ([("paragraph", "Ketamine is given through a vein.")], [])


def test_what_is_left_out_leaves_one_space(begin: Begin) -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r>"
    text = '<w:r><w:t xml:space="preserve">Take </w:t></w:r>{}<w:r><w:t xml:space="preserve"> 20 mg.</w:t></w:r>'
    blocks, told = read(begin, paragraph(text.format(struck.format("40") + struck.format(" mg"))))
    assert blocks == [("paragraph", "Take 20 mg.")]
    assert told == ["this was struck through in the document, and is not printed: “40 mg”"]
