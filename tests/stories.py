"""Stories written out again: elements as HTML, with the words of the brochure in their places."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from clinicpress.ground.problems import Place
from clinicpress.story.given import TOKEN, Words
from clinicpress.story.markup import Numbers, Tag, marked


def as_html(parts: Iterable[Tag | str]) -> str:
    """Write elements and texts as HTML."""
    written = ""
    for part in parts:
        if isinstance(part, str):
            written += html.escape(part)
        else:
            attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in part.attributes.items())
            written += f"<{part.name}{attributes}>{as_html(part.children)}</{part.name}>"
    return written


def inline_html(text: str, numbers: Numbers) -> str:
    """Write a text with inline marks as HTML."""
    return as_html(marked(text, numbers, Place("")))


def with_words(story: str, told: Sequence[Words], numbers: Numbers) -> str:
    """Put the words of the brochure into a rendered story, where their marks stand."""

    def words(number: str) -> str:
        said = told[int(number)]
        return inline_html(said.text, numbers) if said.marked else html.escape(said.text)

    return TOKEN.sub(lambda found: words(found[1]), story)
