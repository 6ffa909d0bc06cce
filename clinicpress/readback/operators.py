"""The operators of a content stream (ISO 32000-1, 7.8.2), as words with what stands before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf

INLINE = "INLINE IMAGE"
"""The word for a picture that stands among the operators; it is its only operand."""


class Step(NamedTuple):
    """An operator with its operands, and the instruction that writes it again; what cannot be read has no word."""

    word: str
    operands: Sequence[Any]
    instruction: Any


def operators_of(source: Any) -> Iterator[Step]:
    """Yield the operators of a page or stream; raises pikepdf.PdfError where they cannot be read."""
    try:
        found = pikepdf.parse_content_stream(source)
    except (TypeError, ValueError, IndexError) as error:
        raise pikepdf.PdfError(str(error)) from error
    for each in found:
        if isinstance(each, pikepdf.ContentStreamInlineImage):
            yield Step(INLINE, (each.iimage,), each)
            continue
        try:
            word = str(each.operator)
        except UnicodeDecodeError:
            word = ""
        yield Step(word, list(each.operands), each)
