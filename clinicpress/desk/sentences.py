"""From texts to sentences and words, each sentence with its place in the YAML.

The running text of a brochure is what a reader reads one sentence after the other: paragraphs,
list items, steps, boxes. Headings, labels, captions and the cells of tables are no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from clinicpress.content.blocks import bodies_of, items_of, kind_of
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Section
from clinicpress.ground.characters import plain_spaces
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text

WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_][^\W_]*(?:['’.][^\W_]+)*(?:-[^\W_]+(?:['’][^\W_]+)*)*")
"""A word or a figure; hyphens and apostrophes join, as the formulas of readability want it."""
_CLOSERS = "”’\"'»)\\]」』）】"
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_END = re.compile(rf"(?:[.!?…؟۔।॥]+|(?<=[{_GREEK}]);)[{_CLOSERS}]*(?: »)?(?=\s|$)|[。！？｡]+[{_CLOSERS}]*")
"""The ends of sentences: with a space behind them, or in Chinese and Japanese without; “;” asks in Greek."""
_WHOLE = re.compile(rf"(?:[.!?…؟۔।॥。！？｡]|(?<=[{_GREEK}]);)[{_CLOSERS}\s]*$")
_BETWEEN = r"(?:\]\([^()\s]*\)|\[@[^\]]*\]|\W)+"
"""What may stand between two words in the file: the target of a link, a citation, marks, quotes, line ends."""
_OPENERS = "“‘\"'«([¿¡「『（【"
_LOOK = 4
"""So many of its first words say where a sentence begins."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, or what stands in place of one: the words of a list item without a full stop."""

    text: str
    words: tuple[str, ...]
    place: Place
    whole: bool
    """Whether it ends as sentences do; only such ones count for the reading level."""


def running_texts(section: Section) -> Iterator[tuple[str, Text]]:
    """Yield the running texts of a section itself in their order, each with the kind of its block."""
    for block in section.body:
        yield from _of_block(block)


def _of_block(block: Any) -> Iterator[tuple[str, Text]]:
    kind = kind_of(block)
    held = getattr(block, kind)
    if kind == "paragraph":
        yield kind, held
    elif kind in ("list", "steps"):
        for item in items_of(block):
            yield kind, item.text
            yield from _of_blocks(item.body)
    elif kind == "questions":
        yield from ((kind, text) for text in held.items)
    elif kind == "pros_cons":
        yield from ((kind, text) for text in (*held.pros, *held.cons))
    elif kind == "glossary":
        yield from ((kind, term.means) for term in held)
    elif kind == "icons":
        yield from ((kind, item.text) for item in held.items if item.text is not None)
    else:
        for body in bodies_of(block):
            yield from _of_blocks(body)


def _of_blocks(blocks: Iterable[Any]) -> Iterator[tuple[str, Text]]:
    for block in blocks:
        yield from _of_block(block)


def sentences_of(text: Text, stops: Collection[str]) -> list[Sentence]:
    """Split a text into sentences; `stops` are abbreviations, in small letters without their last stop."""
    said = plain_spaces(without_marks(text))
    found: list[Sentence] = []
    at = 0
    for part in _parted(said, stops):
        words = tuple(match[0] for match in WORD.finditer(part))
        if not words:
            continue
        start, at = _begin(text, part, at)
        place = text.place if start is None else text.place_of(start)
        found.append(Sentence(part, words, place, _WHOLE.search(part) is not None))
    return found


def _parted(said: str, stops: Collection[str]) -> Iterable[str]:
    begin = 0
    for end in _END.finditer(said):
        rest = said[end.end() :].lstrip()
        stop = end[0] == "." and _is_abbreviated(said[begin : end.start()].split(), stops)
        follows = rest.lstrip(f"{_OPENERS} ")[:1]
        if rest and (stop or not _begins_sentence(follows)):
            continue
        yield said[begin : end.end()].strip()
        begin = end.end()
    if said[begin:].strip():
        yield said[begin:].strip()


def _begins_sentence(char: str) -> bool:
    """Tell whether a sentence may begin with a character: a capital, a digit, a letter of a script without capitals."""
    return char.isupper() or char.isdigit() or (char.isalpha() and char.lower() == char.upper())


def _is_abbreviated(words: list[str], stops: Collection[str]) -> bool:
    """Tell whether the stop after some words belongs to the last of them: “Dr.”, “J.”, or the number of a list."""
    last = words[-1].lstrip(_OPENERS) if words else ""
    # “J. Doe” has an initial; “vitamin C. It …” ends a sentence.
    initial = len(last) == 1 and last.isupper() and last != "I" and (len(words) == 1 or words[-2][0].isupper())
    return last.lower() in stops or initial or (len(words) == 1 and last.isdigit())


def _begin(text: Text, part: str, at: int) -> tuple[int | None, int]:
    """Find where a sentence begins in the file; returns that, and where to look for the next one."""
    words = re.findall(r"\w+", part)
    for count in range(min(_LOOK, len(words)), 0, -1):
        match = re.compile(r"\b" + _BETWEEN.join(map(re.escape, words[:count])) + r"\b").search(text.raw, at)
        if match is not None:
            return match.start(), match.end()
    return None, at
