"""Do two PDFs say the same? Looks for each sentence of a brochure in what can be copied out of a PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content import LINES, read_handout

PROSE = ("title", "at_a_glance", "sections")
UNPRINTED = ("id", "icon", "role", "summary")
"""Keys of the brochure whose values the handout does not print."""


def read_pages(file: Path) -> list[str] | None:
    """Return the text of each page; None where there is no pypdfium2 to read it with."""
    try:
        import pypdfium2  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return None
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def sentences(node: Any) -> Iterator[str]:
    """Go through the sentences of a part of the brochure."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in UNPRINTED:
                yield from sentences(value)
    elif isinstance(node, list):
        for value in node:
            yield from sentences(value)
    else:
        yield from re.split(r"(?<=[.!?])\s+", str(node))


def folded(text: str) -> str:
    """Fold what line breaks and ligatures change: only letters and digits stay."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def missing_sentences(slug: str, pages: list[str]) -> list[str]:
    """Return what a handout does not say: sentences of the article, or of the footer on any page."""
    handout = read_handout(slug)
    whole = folded(" ".join(pages))
    lined = ["my_questions"] if LINES[slug] else []
    labels = [handout.labels[name] for name in ("at_a_glance", "glance_note", *lined, "about")]
    wanted = [*sentences([handout.brochure[key] for key in PROSE if key in handout.brochure]), *labels]
    wanted += [part for source in handout.sources for part in (source.full, source.url)]
    missing = [sentence for sentence in wanted if folded(sentence) not in whole]
    for number, page in enumerate(pages, 1):
        footer = [handout.cited, handout.noted, handout.folio(number, len(pages))]
        missing += [f"page {number}: {part}" for part in footer if folded(part) not in folded(page)]
    return missing
