"""A Word file is opened within bounds, or refused at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.ground.problems import InputProblems
from tests.drafting.word.documents import TEXT
from tests.manuscripts import (
    paragraph,
    row,
    table,
    word_of,
)

Begin = Callable[..., Path]


BODY = f"<w:body>{paragraph(TEXT)}</w:body>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"
BROKEN = "this is not a Word document, or it is damaged"


def document_of(body: str, head: str = "") -> bytes:
    return f"{head}<w:document {W}>{body}</w:document>".encode()


WIDE = table(row(("a", '<w:gridSpan w:val="1000000000"/>')), row("b"))
WRONG: list[tuple[dict[str, bytes], str]] = [
    ({MAIN: document_of("")}, BROKEN),
    ({MAIN: b"<other/>"}, BROKEN),
    ({"[Content_Types].xml": b"<a/>"}, BROKEN),
    ({MAIN: document_of(BODY.replace("This", "&x;"), '<!DOCTYPE d [<!ENTITY x "words">]>')}, BROKEN),
    ({MAIN: document_of(BODY).replace(b"<w:p>", b"<w:p>" + b"<w:p/>" * 2_000_000)}, "at most 12 MB"),
    ({MAIN: document_of(BODY).replace(b"This", b"x" * 2_100_000)}, "2.1 million letters, at most 2"),
    ({MAIN: document_of(f"<w:body>{'<w:p/>' * 20_001}</w:body>")}, "20001 paragraphs, at most 20000"),
    ({MAIN: document_of(f"<w:body>{WIDE}</w:body>")}, "a table has 1000000000 columns, at most 63"),
]


@pytest.mark.parametrize(("parts", "message"), WRONG, ids=range(len(WRONG)))
def test_what_is_no_document_of_words_is_refused_at_its_place(
    parts: dict[str, bytes], message: str, begin: Begin, desk: Path
) -> None:
    with pytest.raises(InputProblems) as refused:
        begin(word_of(paragraph(TEXT), parts=parts), ".docx")
    (problem,) = refused.value.problems
    assert message in problem.message
    assert problem.place.file.endswith("article.docx")
    assert problem.hint
    assert not (desk / "brochures" / "new-one").exists()
