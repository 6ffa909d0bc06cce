"""Numbers in a text that cite the references of its article: [1], (1,2) and ¹ become marks of citations.

Only what cannot be anything else is taken: all of its numbers are references, and those in round
brackets or above the line count from 1 through the article, as Vancouver style wants it, and stand
where citations stand. What may be one and is not certain is a doubt; doses and powers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clinicpress.content.inline import rewritten
from clinicpress.drafting.article import Heading, Piece, Stray, own_texts, reworded, walked
from clinicpress.drafting.parts import Part, all_parts

SQUARE, ROUND, RAISED = "[1]", "(1)", "¹"
"""How citations are written, by the first."""

_LIST = r"[0-9]{1,3}(?:\s*[,;–-]\s*[0-9]{1,3})*"
_CITATION = re.compile(
    rf"(?P<space>\s?)(?:\[(?P<square>{_LIST})\]|\((?P<round>{_LIST})\)"
    r"|(?P<raised>[⁰¹²³⁴-⁹]+(?:\s?[,˒⁻–-]\s?[⁰¹²³⁴-⁹]+)*)(?![⁺⁻]))"
)
_STYLES = {"square": SQUARE, "round": ROUND, "raised": RAISED}
_ON_THE_LINE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹˒⁻", "0123456789,-")
_ENDS = re.compile(r"[)\]*]*(?:[.,;:!?…]|\s*\Z)")
"""What stands behind a citation at the end of a sentence, or of a part of one."""
_STOPS = re.compile(r"[.,;:!?…)”’\"'][*]*\Z")
_SENTENCE = re.compile(r"[.!?…][)”’\"'*]*\Z")
_NO_UNIT = re.compile(r"[^\W\d_]{4,}[*]*\Z")
"""A word too long to be a unit, whose raised figure would be a power."""
_LETTERS = re.compile(r"[^\W\d_]{3}[*]*\Z")
_LONGEST_RANGE = 12


@dataclass(frozen=True)
class _Found:
    """What may be a citation, in a stretch of text without marks."""

    style: str
    numbers: tuple[int, ...]
    begin: int
    end: int
    is_certain: bool


def with_citations(parts: Sequence[Part], names: Mapping[int, str]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Write the citations in the parts as marks; returns them with doubts about all of the citations.

    `names` are the ids of sources and references by the numbers that the article gives them.
    """
    held = [piece for part in all_parts(parts) for piece in walked(part.pieces) if not isinstance(piece, Stray)]
    found = [each for piece in held for text in own_texts(piece) for each in _found(text, names) if each.is_certain]
    counted = [style for style in (ROUND, RAISED) if _is_counted(found, style)]

    def cite(piece: Piece) -> Piece:
        if isinstance(piece, (Heading, Stray)):
            return piece
        doubts: list[str] = []
        made = reworded(piece, lambda text: _cited(text, names, {SQUARE, *counted}, doubts))
        return made.doubted(*doubts)

    told = [
        f"numbers like {style} in the text were taken for citations of these: is each of them one?" for style in counted
    ]
    return tuple(part.changed(cite) for part in parts), tuple(told)


def _cited(text: str, names: Mapping[int, str], styles: set[str], doubts: list[str]) -> str:
    """Return a text with its citations as marks."""
    made, end = "", 0
    for each in _found(text, names):
        if each.is_certain and each.style in styles:
            before = made + text[end : each.begin]
            made = before + (" " if before else "") + "".join(f"[@{names[number]}]" for number in each.numbers)
            end = each.end
        else:
            said = text[each.begin : each.end].strip()
            doubts.append(f"“{said}” may cite a reference: if so, write its id in its place, as in [@id]")
    return made + text[end:]


def _masked(text: str) -> str:
    """Return a text, as long as it is, with a word in place of each link."""
    return rewritten(text, lambda mark: "x" * len(mark[0]))


def _found(text: str, names: Mapping[int, str]) -> Iterator[_Found]:
    """Yield what may be citations in a text."""
    masked = _masked(text)
    for match in _CITATION.finditer(masked):
        kind = next(kind for kind in _STYLES if match[kind])
        numbers = _numbers(match[kind].translate(_ON_THE_LINE))
        before, behind = masked[: match.start()], masked[match.end() :]
        are_known = bool(numbers) and all(number in names for number in numbers)
        is_behind_stop = _STOPS.search(before) is not None
        is_behind_sentence = _SENTENCE.search(before) is not None
        if kind == "square":
            is_certain = are_known
        elif not are_known:
            continue
        elif kind == "round":
            is_list = "," in match[kind] or ";" in match[kind]
            is_certain = bool(before.strip()) and (is_list or is_behind_sentence or bool(_ENDS.match(behind)))
        elif match["space"] or not (is_behind_stop or _LETTERS.search(before)):
            continue
        else:
            is_certain = is_behind_stop or _NO_UNIT.search(before) is not None
        yield _Found(_STYLES[kind], numbers, match.start(), match.end(), is_certain)


def _numbers(said: str) -> tuple[int, ...]:
    """Return the numbers of a list such as “1, 3-5”; none where a range runs backwards, or too far."""
    found: list[int] = []
    for part in re.split(r"[,;]", said):
        first, *rest = (int(number) for number in re.split(r"[–-]", part))
        last = rest[-1] if rest else first
        if not first <= last <= first + _LONGEST_RANGE or len(rest) > 1:
            return ()
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


def _is_counted(found: Iterable[_Found], style: str) -> bool:
    """Tell whether the numbers of a style come for the first time in the order of counting, from 1."""
    numbers = [number for each in found if each.style == style for number in each.numbers]
    highest = 0
    for number in numbers:
        if number > highest + 1:
            return False
        highest = max(highest, number)
    return bool(numbers)
