"""The points that a draft proposes for the one-page summary: few sentences of the article, as they stand.

A sentence is chosen by its form: one that asks the reader to do something, warns, or sends for help
goes before others; one that leans on what stands around it, or that belongs to the page and not to
the matter (copyright, dates, “learn more”), is none. What stands at the top of a section goes before
what stands in the sections below it; a point of those is theirs, so that their heading stands before
it on the page: what is said of a part might be untrue of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from clinicpress.content.inline import leads_within, rewritten, without_marks
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
FEWEST_BESIDE = 3
"""A sentence with fewer words beside its links only leads elsewhere."""

_OF_THE_PAGE = re.compile(r"https?:|www\.|\w@\w|©|\(c\)|\d{3}[-.)\s]\s?\d{3,4}", re.IGNORECASE)
"""Addresses, phone numbers and rights, in any language."""
_NO_SENTENCE = re.compile(r"[☐☑☒✓✔]|_{3,}|^(?:\[[0-9]+\]|[¹²³⁰⁴-⁹†‡*])|[.!?][¹²³⁰⁴-⁹†‡*]")
"""A box to tick, a line to write on, a footnote, or its mark."""
_GONE = "\0"
"""Stands in a text for what is taken out of it; no file may hold it."""


@dataclass(frozen=True)
class _Point:
    """A sentence that may be a point, where it stands, and how much it is wanted."""

    section: int
    """The number of the section at the top."""
    name: str
    """The section that gives it: that one, or one below it."""
    place: int
    text: str
    weight: int


def proposed(parts: Sequence[Part], rules: Editorial) -> dict[str, tuple[str, ...]]:
    """Return points by the names of the sections that give them."""
    found = [point for number, part in enumerate(parts) for point in _highest(number, part, rules)]
    best: dict[int, _Point] = {}
    for point in sorted(found, key=lambda point: -point.weight):
        best.setdefault(point.section, point)
    ranked = sorted(best.values(), key=lambda point: (-point.weight, point.section))
    chosen = [point for at, point in enumerate(ranked[:MOST_POINTS]) if at < FEW_POINTS or point.weight > 1]
    for point in sorted(found, key=lambda point: -point.weight):
        is_of_other = point.name not in {each.name for each in chosen}
        if len(chosen) < FEW_POINTS and point not in chosen and (is_of_other or point.weight > 2):
            chosen.append(point)
    points: dict[str, tuple[str, ...]] = {}
    for point in found:
        if point in chosen:
            points[point.name] = (*points.get(point.name, ()), point.text)
    return points


def _highest(number: int, part: Part, rules: Editorial) -> list[_Point]:
    """List what may be a point of a part; where nothing may, what may be one of the parts below it."""
    if part.heading and _holds(without_marks(part.heading.text).casefold(), rules.boilerplate):
        return []
    own = list(_points(number, part, rules))
    return own or [point for below in part.parts for point in _highest(number, below, rules)]


def _points(number: int, part: Part, rules: Editorial) -> Iterator[_Point]:
    """Yield what may be a point of a part."""
    for place, text in enumerate(_candidates(part.pieces, rules)):
        text = _bare(text)
        said = sentences_of(Text(text, Place("")), rules.stops)
        words = sum(len(sentence.words) for sentence in said)
        # “It is important to call” leans on nothing.
        leans = _leans(without_marks(text), rules) and not any(urges(sentence, rules) for sentence in said)
        if not FEWEST_WORDS <= words <= MOST_WORDS or leans or _is_of_page(text, rules):
            continue
        weight = sum(_weight(sentence, rules) for sentence in said) + (place == 0)
        if weight:
            yield _Point(number, part.name, place, text, weight)


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
    return re.sub(f" *{_GONE}", "", rewritten(plain, lambda mark: _GONE if mark["cite"] else mark[0]))


def _leans(said: str, rules: Editorial) -> bool:
    """Tell whether a sentence needs what stands before or behind it."""
    begins = re.sub(r"^\W+", "", said.casefold())
    return begins.endswith(":") or any(re.match(rf"{re.escape(phrase)}(?!\w)", begins) for phrase in rules.leaning)


def _is_of_page(text: str, rules: Editorial) -> bool:
    """Tell whether a sentence is about the page, only asks or leads elsewhere, or is none."""
    said = without_marks(text)
    small = said.casefold()
    is_question = small.rstrip("”’\"') ").endswith("?")
    is_other = bool(_OF_THE_PAGE.search(said) or _NO_SENTENCE.search(said)) or _holds(small, rules.boilerplate)
    return is_question or is_other or _only_leads(text)


def _only_leads(text: str) -> bool:
    """Tell whether a sentence has few words beside its links, or a link whose words are its address."""
    addresses: list[bool] = []

    def lead(address: str, words: str) -> str:
        addresses.append(without_marks(words).casefold() in address.casefold())
        return ""

    beside = without_marks(with_links(text, lead))
    return bool(addresses) and (any(addresses) or len(re.findall(r"\w+", beside)) < FEWEST_BESIDE)


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
