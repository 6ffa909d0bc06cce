"""Sample words for the leaflets of `sheets`, and the blocks that are filled with them.

Nothing is invented: they are sentences of our two articles and pieces cut out of them, drawn in an
order that is always the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from content import SLUGS, read_yaml

Yaml = dict[str, Any]
LOOSE = frozenset(
    (
        *("a", "an", "the", "of", "and", "or", "to", "in", "for", "with", "that", "which", "is"),
        *("are", "be", "by", "as", "it", "its", "on", "from", "at", "has", "have", "been"),
    )
)
"""Words that no piece of a sentence ends with."""


@cache
def pool() -> tuple[str, ...]:
    """Return all sentences of the two articles, in their order."""

    def paragraphs(blocks: list[Yaml]) -> Iterator[str]:
        for block in blocks:
            if "paragraph" in block:
                yield block["paragraph"]
            elif "callout" in block:
                yield from paragraphs(block["callout"]["body"])

    texts = (
        t for slug in SLUGS for s in read_yaml(f"brochures/{slug}/en.yaml")["sections"] for t in paragraphs(s["body"])
    )
    return tuple(sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text.strip()))


class Words:
    """Draws sample words: sentences in runs as they follow each other, and pieces of them."""

    def __init__(self, name: str) -> None:
        self.chance = random.Random(name)
        self.at = self.chance.randrange(len(pool()))

    def sentence(self) -> str:
        """Draw the next sentence; now and then the words go on elsewhere."""
        self.at = self.chance.randrange(len(pool())) if self.chance.random() < 0.2 else (self.at + 1) % len(pool())
        return pool()[self.at]

    def text(self, least: int, most: int) -> str:
        """Draw sentences, about as many words as that."""
        wanted = self.chance.randint(least, most)
        said = self.sentence()
        while len(said.split()) < wanted:
            said += " " + self.sentence()
        return said

    def piece(self, least: int, most: int) -> str:
        """Draw the beginning of a sentence, so many words of it at most."""
        words = self.sentence().split()[: self.chance.randint(least, most)]
        while len(words) > 1 and words[-1].strip(",.").lower() in LOOSE:
            words.pop()
        return " ".join(words).rstrip(",.;:!?")

    def pieces(self, count: int, least: int, most: int) -> list[str]:
        """Draw several pieces."""
        return [self.piece(least, most) for _ in range(count)]

    def count(self, least: int, most: int) -> int:
        """Draw a number."""
        return self.chance.randint(least, most)


# Blocks --------------------------------------------------------------------------------------------


def paragraph(words: Words, least: int = 35, most: int = 75) -> Yaml:
    """Make running text."""
    return {"paragraph": words.text(least, most)}


def lead_in(words: Words) -> Yaml:
    """Make a line that a list follows."""
    return {"paragraph": words.piece(4, 11) + ":"}


def bullets(words: Words, count: int, least: int = 2, most: int = 14) -> Yaml:
    """Make a list of short items."""
    return {"list": words.pieces(count, least, most)}


def listed(words: Words, count: int, least: int = 2, most: int = 14) -> list[Yaml]:
    """Make a list with the line before it."""
    return [lead_in(words), bullets(words, count, least, most)]


def nested(words: Words, count: int, below: int) -> Yaml:
    """Make a list of which every second item has a list below it."""
    return {
        "list": [
            {"text": words.piece(3, 8) + ":", "body": [bullets(words, below, 2, 9)]} if at % 2 else words.piece(5, 14)
            for at in range(count)
        ]
    }


def steps(words: Words, count: int, least: int = 8, most: int = 24, label: str = "") -> Yaml:
    """Make things to do one after the other."""
    items = [words.text(least, most) for _ in range(count)]
    return {"steps": {"label": label, "items": items} if label else items}


def box(words: Words, role: str, *body: Yaml) -> Yaml:
    """Make a box that stands out."""
    return {"callout": {"role": role, "title": words.piece(2, 5), "body": list(body)}}


def table(words: Words, rows: int, widths: list[int], longest: int = 8, head: bool = True) -> Yaml:
    """Make a table; the cells of wider columns hold more."""
    cells = [
        [words.piece(2, 3), *(words.piece(2, max(3, longest * width // max(widths))) for width in widths[1:])]
        for _ in range(rows)
    ]
    made: Yaml = {"header": words.pieces(len(widths), 1, 3), "rows": cells, "widths": widths}
    return {"table": made | ({"row_headers": True} if head else {})}


def figure(words: Words, shape: str, width: str = "full", caption: bool = True) -> Yaml:
    """Make a picture."""
    made = {"image": f"figures/{shape}.png", "alt": "A sample picture: a box with lines", "width": width}
    return {"figure": made | ({"caption": words.piece(4, 12)} if caption else {})}


def section(words: Words, *body: Yaml | list[Yaml], below: list[Yaml] | None = None, heading: str = "") -> Yaml:
    """Make a section; lists of blocks among its blocks are laid flat."""
    flat = [block for part in body for block in (part if isinstance(part, list) else [part])]
    made: Yaml = {"heading": heading or words.piece(2, 7)}
    return made | ({"body": flat} if flat else {}) | ({"sections": below} if below else {})
