"""Isolates: what of a right-to-left paragraph must run to the right as one piece (UAX #9, HL3).

By the algorithm alone, “+1 (415) 555-0134” prints backwards behind Arabic letters, “5 mg” is torn
apart, and “65+” becomes “+65”. So addresses, telephone numbers, citations, numbers with their signs
and with their Latin units are isolated, as if their author had put U+2066 and U+2069 around them.
Numbers in Arabic-Indic and Persian digits run as their readers write them, to the left from one to
the next, wherever they stand (HL2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clinicpress.ground.characters import unguided
from clinicpress.scripts import bidi
from clinicpress.scripts.addresses import addresses
from clinicpress.scripts.bidiclasses import classes, runs_to_the_left
from clinicpress.scripts.figures import (
    ARABIC_INDIC,
    BEFORE_NUMBERS,
    DASH,
    PERSIAN,
    SPACE,
    UNITS,
    Figures,
    figures,
    is_european,
    is_plain,
    ranges,
)

_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"
_STRETCHES = re.compile("[^RAxyXYzlrfp]+")
"""Between letters that run to the left, and characters that turn a text."""
_TO_THE_LEFT = re.compile("[RA]")
_JOINED = re.compile(f"(?:{SPACE}|{DASH}|[/·×~^])?")
"""What may stand between a number and the word that it is of."""
_JOINED_FROM = re.compile(f"{SPACE}?{DASH}{SPACE}?")
"""The same between two numbers of the same word: “5 - 10 mg”."""
_SPACES = re.compile(SPACE)
_LETTERS = re.compile("[A-Za-zµμ]+")
_WORD_AND_SPACE = re.compile(rf"[^\W\d_]['’׳״\"]?{SPACE}$")
_FIGURES_OR_SIGN = re.compile(r"[\d%‰°′″®™©+⁺⁻−]|[^\w\s]$")
_HANGS_ON = "%‰°′″®™©+⁺⁻−"
"""Signs at the end of a word that are a part of it."""
_RELATION = re.compile(rf"[±×÷=<>≤≥≈+]{SPACE}?\d?$")
"""What makes a number one with what stands before it: “p < 0.05”, “5 mg × 2”."""
_BRACKETS = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«"}
_BLOOD_GROUP = re.compile(r"(?<!\w)[A-Z]{1,2}h?$")
_GOES_ON = re.compile(r"[\w-]")
_AS_EUROPEAN = str.maketrans(ARABIC_INDIC + PERSIAN, "0123456789" * 2)
_UNTURNED = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e"), "\u200b")
"""Embeddings and overrides, which turn round whole sentences, or letters, where one of them is missing."""
_AS_ARABIC = str.maketrans(PERSIAN, ARABIC_INDIC)


def isolated(text: str) -> list[tuple[int, int]]:
    """Return which stretches of a right-to-left paragraph must run to the right, in order."""
    return [span for span, _ in _islands(text)]


def parted(text: str) -> list[tuple[str, bool]]:
    """Cut a right-to-left paragraph into parts, each with whether it must run to the right as one piece."""
    edges = [edge for span in isolated(text) for edge in span]
    cuts = pairwise([0, *edges, len(text)])
    return [(text[begin:end], number % 2 == 1) for number, (begin, end) in enumerate(cuts) if begin < end]


def levels_of(text: str, base: int | None, spans: Sequence[tuple[int, int]] = ()) -> list[int]:
    """Return the levels of a paragraph's characters, with what must be isolated as isolates.

    `spans` are isolated, too, each with the direction of its first letter: what the author marked, a
    clinic's words. They may stand in each other. Embeddings and overrides that
    were typed (U+202A to U+202E) turn nothing.
    """
    if not base and not runs_to_the_left(unguided(text)):
        return [0] * len(text)
    text = text.translate(_UNTURNED)
    if base is None:
        base = bidi.base_level(text)
    ours = [part for island in isolated(text) for part in _cut(text, island, spans)]
    if not base:  # before the first letter that runs to the left, all runs to the right anyhow
        first = _TO_THE_LEFT.search(classes(text))
        ours = [span for span in ours if (first and span[1] > first.start()) or any(_is_in(span, at) for at in spans)]
    chars = list(text.translate(_AS_ARABIC) if base else text)
    for begin, end in (*ours, *spans):
        if not _TO_THE_LEFT.search(classes(text[begin:end])):
            chars[begin:end] = text[begin:end].translate(_AS_EUROPEAN)
    marked = [(begin, end, _LRI) for begin, end in ours] + [(begin, end, _FSI) for begin, end in spans]
    return _levels_with("".join(chars), base, marked)


def ambiguous_ranges(text: str) -> list[tuple[int, int]]:
    """Return where a text that runs to the left says a range in digits, which may be read in either order.

    Ranges with a Latin unit, in citations and in dates are none: they are read to the right with it.
    """
    if not runs_to_the_left(text):
        return []
    whole = _veiled(text)
    typed = classes(whole)
    taken = [span for span, is_word in _islands(text) if is_word]
    found = []
    for stretch in _STRETCHES.finditer(typed):
        for span in ranges(whole, *stretch.span()):
            if not any(begin < span[1] and span[0] < end for begin, end in taken):
                found.append(span)
    return found


def _levels_with(text: str, base: int, marked: list[tuple[int, int, str]]) -> list[int]:
    """Return the levels of a text's characters with isolates at certain places: from, to, and what begins them."""
    before = [""] * (len(text) + 1)
    for begin, end, control in sorted(marked, key=lambda mark: mark[0] - mark[1]):
        if begin < end:
            before[begin] += control
            before[end] = _PDI + before[end]
    found = iter(bidi.levels("".join(map(str.__add__, before, (*text, ""))), base))
    levels = []
    for controls in before[:-1]:
        for _ in controls:
            next(found)
        levels.append(next(found))
    return levels


def _cut(text: str, island: tuple[int, int], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut an island where a stretch begins or ends that lies over one of its ends: “10 mg” and a link behind it.

    What begins a stretch is not isolated: it tells which way that runs.
    """
    edges = [edge for span in spans if _crosses(island, span) for edge in span if island[0] < edge < island[1]]
    if not edges:
        return [island]
    parts = pairwise(sorted({*island, *edges}))
    cut = [(end - len(text[begin:end].lstrip()), begin + len(text[begin:end].rstrip())) for begin, end in parts]
    return [part for part in cut if not any(part[0] == begin for begin, _ in spans)]


def _crosses(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two stretches overlap without one being in the other."""
    return span[0] < other[0] < span[1] < other[1] or other[0] < span[0] < other[1] < span[1]


def _is_in(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _veiled(text: str) -> str:
    """Write a letter for each character of an address: none of its signs is one of the text."""
    for begin, end in addresses(text):
        text = text[:begin] + "a" * (end - begin) + text[end:]
    return text


def _islands(text: str) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield what must run to the right, in order, and whether it is read so by itself: words, citations, telephones."""
    whole = _veiled(text)
    typed = classes(whole)
    for stretch in _STRETCHES.finditer(typed):
        begin, end = stretch.span()
        first = typed.find("L", begin, end)
        numbers = list(figures(whole, begin, end if first < 0 else first))
        behind: list[Figures] = []
        word = None
        if first >= 0:
            start = _joined_from(whole, first, numbers)
            last = typed.rfind("L", begin, end) + 1
            stop, behind = _ended(whole, typed, start, last, end)
            opened = _opened(whole, begin, start, stop)
            if opened < start or _FIGURES_OR_SIGN.search(whole, start, stop) or whole[start:stop] != text[start:stop]:
                word = (opened, stop)
        for number in numbers:
            if _turns(whole[number.begin : number.end], number):
                yield (number.begin, number.end), _is_told(whole, number)
        if word is not None:
            yield word, True
        for number in behind:
            if is_european(whole[number.begin : number.end]):
                yield (number.begin, number.end), _is_told(whole, number)


def _joined_from(whole: str, first: int, numbers: list[Figures]) -> int:
    """Return where a word begins with the numbers that are its own, and take these out of the list."""
    unit = _LETTERS.match(whole, first)
    is_unit = unit is not None and unit[0].lower() in UNITS
    start = first
    while numbers:
        number = numbers[-1]
        gap = (_JOINED if start == first else _JOINED_FROM).fullmatch(whole, number.end, start)
        is_of_word_before = bool(_WORD_AND_SPACE.search(whole, max(number.begin - 3, 0), number.begin))
        if gap is None or (_SPACES.fullmatch(gap[0]) and is_of_word_before and not is_unit):
            break
        start = numbers.pop().begin
    return start


def _ended(whole: str, typed: str, start: int, last: int, end: int) -> tuple[int, list[Figures]]:
    """Return where a word ends with the numbers and signs that are its own, and a number behind it that is not.

    `last` is the end of its last letter. “Tylenol 500 מ״ג”: the number is of the word behind it.
    """
    numbers = list(figures(whole, last, end))
    stop = _with_signs(whole, typed, start, numbers[-1].end if numbers else last, end)
    if not numbers or stop != numbers[-1].end or whole[stop:end].strip() or typed[end : end + 1] not in ("R", "A"):
        return stop, []
    number = numbers[-1]
    before = whole[start : number.begin]
    is_its_own = (
        _is_told(whole, number)
        or _RELATION.search(whole, max(number.begin - 2, start), number.begin + 1)
        or before.split()[-1].strip("([").lower() in BEFORE_NUMBERS
    )
    if is_its_own or not before[-1:].isspace():
        return stop, []
    last = max(typed.rfind(letter, start, number.begin) for letter in "LEN") + 1
    return _with_signs(whole, typed, start, last, number.begin), [number]


def _with_signs(whole: str, typed: str, start: int, stop: int, end: int) -> int:
    """Return where a word ends with the signs that hang on it."""
    while stop < end and (typed[stop] == "m" or whole[stop] in _HANGS_ON or _closes(whole, start, stop)):
        stop += 1
    return stop


def _opened(whole: str, begin: int, start: int, stop: int) -> int:
    """Return where a word begins with the brackets that it closes: “(IV) 5 mg”."""
    while start > begin:
        closing = next((sign for sign, opening in _BRACKETS.items() if opening == whole[start - 1]), None)
        if closing is None or whole.count(closing, start, stop) <= whole.count(whole[start - 1], start, stop):
            break
        start -= 1
    return start


def _closes(whole: str, start: int, at: int) -> bool:
    """Tell whether a sign closes what a word has opened; a lone capital's hyphen is its own, too: “A-”."""
    sign = whole[at]
    if sign == "-":
        return bool(_BLOOD_GROUP.search(whole, max(at - 3, start), at)) and not _GOES_ON.match(whole, at + 1)
    opening = _BRACKETS.get(sign)
    return opening is not None and whole.count(opening, start, at) > whole.count(sign, start, at)


def _turns(written: str, number: Figures) -> bool:
    """Tell whether a number would come out otherwise than it was typed."""
    if is_european(written):
        return not is_plain(written)
    return number.is_telephone or (written[0] in "-−+±" and any(digit in PERSIAN for digit in written))


def _is_told(whole: str, number: Figures) -> bool:
    """Tell whether a number is read to the right by everybody: a telephone, a citation."""
    return number.is_telephone or any(bracket in whole[number.begin : number.end] for bracket in "([")
