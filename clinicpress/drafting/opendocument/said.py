"""Lists what an OpenDocument text says, apart from how it is read: what the draft of it is counted against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from clinicpress.drafting.opendocument.xml import number, qn, spaced, value

APART = {
    *map(qn, ("text:p", "text:h", "text:tab", "text:line-break", "text:note", "office:annotation", "draw:frame")),
    *map(qn, ("text:ruby-text", "draw:text-box", "text:list-item", "table:table-cell", "text:note-body")),
}
"""What is no part of the word that it stands beside."""
UNSAID = {
    *map(qn, ("text:tracked-changes", "text:note-citation", "text:number", "office:forms", "text:sequence-decls")),
    *map(qn, ("svg:title", "svg:desc", "text:variable-decls", "text:user-field-decls", "draw:object", "form:form")),
    *map(qn, ("text:drop-down", "text:table-of-content", "office:annotation-end", "text:alphabetical-index")),
}
"""What is counted anew, said elsewhere, or told once as a whole."""
_NOT_OURS = "{http://purl.org/dc/elements/1.1/}"


def said_in(element: Element, is_told: Callable[[Element], bool] = lambda element: False) -> str:
    """Return all words in an element, in one line, without those that are told; runs of a paragraph are not parted."""
    return spaced("".join(_said(element, is_told))).strip()


def _said(element: Element, is_told: Callable[[Element], bool]) -> Iterator[str]:
    is_apart = element.tag in APART
    if is_apart:
        yield " "
    yield element.text or ""
    for child in element:
        if child.tag == qn("text:s"):
            yield " " * min(number(child, "text:c", 1), 9)
        elif child.tag == qn("text:hidden-text"):
            yield f" {value(child, 'text:string-value')} "
        elif child.tag not in UNSAID and not str(child.tag).startswith(_NOT_OURS):
            yield from () if is_told(child) else _said(child, is_told)
        yield child.tail or ""
    if is_apart:
        yield " "
