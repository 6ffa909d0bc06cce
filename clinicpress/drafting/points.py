"""The points that a draft proposes for the one-page summary: few sentences of the article, as they stand.

A sentence is chosen by its form: one that asks the reader to do something, warns, or sends for help
goes before others; one that leans on what stands around it, or that belongs to the page and not to
the matter (copyright, dates, “learn more”), is none. Only what stands at the top of a section counts:
what is said of a part of it might be untrue of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from clinicpress.content.inline import leads_within, marks_in, without_marks
from clinicpress.desk.editorial import Editorial
from clinicpress.desk.sentences import Sentence, sentences_of
from clinicpress.desk.voice import asks, speaks_to_reader, urges
from clinicpress.drafting.article import Items, Paragraph, Piece, doubts_in
from clinicpress.drafting.cues import marked_sentences
from clinicpress.drafting.parts import Part, with_links
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text

MOST_POINTS = 6
"""So many fit on the page in any look, and into the at-a-glance box."""
FEW_POINTS = 3
"""With fewer, a section may give a second one; with more, each must do more than begin its section."""
FEWEST_WORDS, MOST_WORDS = 4, 25

_OF_THE_PAGE = re.compile(r"https?:|www\.|\w@\w|©|\(c\)|\d{3}[-.)\s]\s?\d{3,4}", re.IGNORECASE)
"""Addresses, phone numbers and rights, in any language."""


@dataclass(frozen=True)
class _Point:
    """A sentence that may be a point, where it stands, and how much it is wanted."""

    section: int
    place: int
    text: str
    weight: int


def proposed(parts: Sequence[Part], rules: Editorial) -> dict[str, tuple[str, ...]]:
    """Return points by the names of the sections that give them; the sections are those at the top."""
    found = [point for number, part in enumerate(parts) for point in _points(number, part, rules)]
    best: dict[int, _Point] = {}
    for point in sorted(found, key=lambda point: (-point.weight, point.place)):
        best.setdefault(point.section, point)
    ranked = sorted(best.values(), key=lambda point: (-point.weight, point.section))
    chosen = [point for at, point in enumerate(ranked[:MOST_POINTS]) if at < FEW_POINTS or point.weight > 1]
    others = sorted((p for p in found if p not in chosen and p.weight > 2), key=lambda point: -point.weight)
    chosen += others[: max(FEW_POINTS - len(chosen), 0)]
    points: dict[str, tuple[str, ...]] = {}
    for point in sorted(chosen, key=lambda point: (point.section, point.place)):
        name = parts[point.section].name
        points[name] = (*points.get(name, ()), point.text)
    return points


def _points(number: int, part: Part, rules: Editorial) -> Iterator[_Point]:
    """Yield what may be a point of a part."""
    heading = without_marks(part.heading.text).casefold() if part.heading else ""
    if _holds(heading, rules.boilerplate):
        return
    for place, text in enumerate(_candidates(part.pieces, rules)):
        text = _bare(text)
        said = sentences_of(Text(text, Place("")), rules.stops)
        words = sum(len(sentence.words) for sentence in said)
        # “It is important to call” leans on nothing.
        leans = _leans(without_marks(text), rules) and not any(urges(sentence, rules) for sentence in said)
        if not FEWEST_WORDS <= words <= MOST_WORDS or leans or _is_of_page(without_marks(text), rules):
            continue
        weight = sum(_weight(sentence, rules) for sentence in said) + (place == 0)
        if weight:
            yield _Point(number, place, text, weight)


def _candidates(pieces: Sequence[Piece], rules: Editorial) -> Iterator[str]:
    """Yield the sentences of a part in their order; a short list is one with the words that lead to it."""
    for piece, after in zip_longest(pieces, pieces[1:]):
        if not isinstance(piece, Paragraph) or piece.is_caption or doubts_in(piece):
            continue
        if without_marks(piece.text).endswith(":"):
            yield _with_items(piece.text, after)
        else:
            yield from marked_sentences(piece.text, rules.stops)


def _with_items(lead: str, after: Piece | None) -> str:
    if not isinstance(after, Items) or after.numbered or doubts_in(after) or any(item.below for item in after.items):
        return ""
    return f"{lead} {'; '.join(item.text.rstrip(' .;,') for item in after.items)}."


def _bare(text: str) -> str:
    """Return a text without citations and links to places: neither is on the page of the summary."""
    plain = with_links(text, lambda address, words: words if leads_within(address) else None)
    for mark in reversed(list(marks_in(plain))):
        if mark["cite"]:
            plain = plain[: mark.start()].rstrip(" ") + plain[mark.end() :]
    return plain


def _leans(said: str, rules: Editorial) -> bool:
    """Tell whether a sentence needs what stands before or behind it."""
    begins = re.sub(r"^\W+", "", said.casefold())
    return begins.endswith(":") or any(re.match(rf"{re.escape(phrase)}(?!\w)", begins) for phrase in rules.leaning)


def _is_of_page(said: str, rules: Editorial) -> bool:
    """Tell whether a sentence is about the page, or only asks."""
    small = said.casefold()
    is_question = small.rstrip("”’\"') ").endswith("?")
    return is_question or bool(_OF_THE_PAGE.search(said)) or _holds(small, rules.boilerplate)


def _holds(small: str, phrases: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(phrase)}\b", small) for phrase in phrases)


def _weight(sentence: Sentence, rules: Editorial) -> int:
    small = " ".join(sentence.words).casefold()
    return (
        4 * _holds(small, rules.urgent)
        + 3 * asks(sentence, rules)
        + 2 * urges(sentence, rules)
        + 2 * any(re.search(rf"\b{re.escape(phrase)}", small) for phrase in rules.risks)
        + speaks_to_reader(sentence, rules)
    )
