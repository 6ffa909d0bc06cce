"""A Word document as it reads when all changes in it are accepted, and drop caps stand in their words.

A paragraph whose end was deleted goes on in the next (ECMA-376-1, 17.13.5.15); so does a drop cap,
which Word keeps as a paragraph of its own (17.3.1.11).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clinicpress.drafting.word.xml import qn, text_of, value_of

DELETED = {qn("w:del"), qn("w:moveFrom")}
INSERTED = {qn("w:ins"), qn("w:moveTo")}
_TEXTS = (qn("w:t"), qn("w:delText"))


def join_paragraphs(root: Any) -> None:
    """Join each paragraph that goes on in the next with it; the text then is that paragraph's."""
    for paragraph in list(root.iter(qn("w:p"))):
        after = paragraph.getnext()
        while after is not None and after.tag not in {qn("w:p"), qn("w:tbl"), qn("w:sdt")}:
            after = after.getnext()
        if after is None or after.tag != qn("w:p") or not _goes_on(paragraph):
            continue
        properties = after.find(qn("w:pPr"))
        at = 0 if properties is None else after.index(properties) + 1
        after[at:at] = [child for child in paragraph if child.tag != qn("w:pPr")]
        paragraph.getparent().remove(paragraph)


def _goes_on(paragraph: Any) -> bool:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return False
    mark = properties.find(qn("w:rPr"))
    is_deleted = mark is not None and any(child.tag in DELETED for child in mark)
    return is_deleted or value_of(properties.find(qn("w:framePr")), "w:dropCap") in {"drop", "margin"}


def is_deleted_row(row: Any) -> bool:
    """Tell whether a row of a table was deleted."""
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:del")) is not None


def deleted_text(element: Any) -> str:
    """Return all text in an element, deleted or not; paragraphs and cells are parted."""
    paragraphs = list(element.iter(qn("w:p"))) or [element]
    return " | ".join(filter(None, ("".join(map(text_of, each.iter(*_TEXTS))).strip() for each in paragraphs)))


def moved_texts(root: Any) -> Iterator[str]:
    """Yield what was moved, where it stands now."""
    for moved in root.iter(qn("w:moveTo")):
        if text := deleted_text(moved):
            yield text


def is_changed(root: Any) -> bool:
    """Tell whether a document has changes that nobody has accepted."""
    return any(True for _ in root.iter(*DELETED, *INSERTED))
