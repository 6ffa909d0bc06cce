"""Plain text as an article: paragraphs, lists and tables by how the lines stand.

Blank lines part paragraphs. Where there are none, or lines are longer than a page is wide, each
line is a paragraph; lines that are broken where they are full are joined, and so are those of a
sentence that goes on with a small letter. Two or more lines that begin with a bullet, or count 1.,
2., ... or a), b), ..., are a list, and those that are indented stand in the item above; lines with tabs
at the same places are a table; a short line above a line of dashes or equals signs is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from operator import and_

from clinicpress.content.inline import literal
from clinicpress.drafting.article import (
    SHOWN,
    Article,
    Grid,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Piece,
    is_parted,
    joined,
)
from clinicpress.drafting.cues import BULLET, is_ended, is_title_case, may_be_heading
from clinicpress.ground.characters import BOXES, beginning

NARROWEST, WIDEST = 50, 120
"""Lines are broken by hand, or by a program, at a width between these numbers of characters."""
NARROWER = 30
"""Where a line that is full goes on with a small letter, they may be as narrow as this."""
LETTER_BULLET = "o"
"""What programs make of a hollow bullet, ○, that their font does not have; in some languages it is a word."""
GOES_ON = "does this line go on with the one above it?"
IS_BULLET = f"lines that begin with “{LETTER_BULLET}” were taken for items of a list"

_BULLET = re.compile(rf"(?P<indent>\s*)(?P<mark>{BULLET})\s+(?=\S)")
_SIGNS = "".join(sorted(BOXES))
_BOX = re.compile(rf"(?P<indent>\s*)[{_SIGNS}]\s+(?=[^\s{_SIGNS}][^{_SIGNS}]*\Z)")
"""A box before what it is about; where a line has several, it is no item of a list."""
_LETTER = re.compile(rf"(?P<indent>\s*)(?P<mark>{LETTER_BULLET})\s+(?=\S)")
_RULE = re.compile(r"\s*(?:=+|-+|~+)\s*")
_STOP = re.compile(r"[^\W\d_]{2}[.!?…][”’\"')\]]*(?:\s|\Z)")
"""The end of a sentence, wherever it stands in a line."""
_UNDERLINED = {"title": 1, "heading": 2}
"""The levels of headings above a line of equals signs, and of dashes, as in Markdown."""
_GAPS = re.compile(r"\S\s{2,}\S|\t")
_NUMBER = re.compile(r"(?P<indent>\s*)\(?(?P<number>[0-9]{1,2})[.)]\s+(?=\S)")
_LETTERED = re.compile(r"(?P<indent>\s*)\(?(?P<letter>[a-z](?=[.)])|[A-Z](?=\)))[.)]\s+(?=\S)")
_ITEMS = {"bullet", "box", "number", "letter"}
_BULLETED = {"bullet", "box"}
DEEPER = 2
"""An item that is indented by so many more characters stands in the one above it."""
_NO_RULE = re.compile(r"[^-–—=_*~#\s]")


@dataclass
class _Unit:
    """Lines that belong together: a paragraph, an item of a list, a row of a table, or an underlined heading."""

    kind: str
    lines: list[str]
    """As they stand in the article."""
    mark: str = ""
    """The bullet, or how the letters are written."""
    number: int = 0
    indent: int = 0
    begins: int = 0
    """Where the text of an item begins, after its bullet or number."""
    doubts: tuple[str, ...] = ()

    def text(self) -> tuple[str, tuple[str, ...]]:
        """Return what it says, with its doubts."""
        text, doubts = joined([line.replace("\t", " ") for line in (self.lines[0][self.begins :], *self.lines[1:])])
        return text, (*self.doubts, *doubts)


def read_plain_text(text: str) -> Article:
    """Take a plain text apart."""
    lines = text.split("\n")
    units: list[_Unit] = []
    for is_gap, chunk in groupby(lines, _is_gap):
        held = list(chunk)
        if not is_gap:
            units += _units(held)
        elif units and _is_heading(units[-1], held[0]):
            units[-1].kind = "title" if "=" in held[0] else "heading"
    return Article(tuple(_pieces(units)), has_headings=False)


def with_typed_lists(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Take paragraphs that begin with bullets, or with 1., 2., ..., for lists; they have inline marks already."""
    units = [_typed(*near) for near in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False)]
    held = {id(unit): piece for unit, piece in zip(units, pieces, strict=True)}

    def item(unit: _Unit) -> Item:
        piece = held[id(unit)]
        return Item(unit.lines[0][unit.begins :], doubts=piece.doubts, anchors=piece.anchors)

    for is_listed, group in groupby(units, key=lambda unit: unit.kind in _ITEMS):
        if is_listed:
            yield from listed(list(group), item, lambda unit: held[id(unit)])
        else:
            yield from (held[id(unit)] for unit in group)


def _typed(before: Piece | None, piece: Piece, after: Piece | None) -> _Unit:
    text = piece.text if isinstance(piece, Paragraph) else ""
    letter = _LETTER.match(text)
    if letter and (isinstance(before, Items) or any(map(_is_item, (before, after)))):
        return _letter_item(text, letter)
    return _begun(text) or _Unit("", [text])


def _is_item(piece: Piece | None) -> bool:
    text = piece.text if isinstance(piece, Paragraph) else ""
    return any(pattern.match(text) for pattern in (_LETTER, _BULLET))


def _is_heading(unit: _Unit, rule: str) -> bool:
    """Tell whether a line is underlined: a short one, by a rule that is not much longer."""
    line = unit.lines[0].strip()
    if unit.kind not in {"paragraph", "number"} or len(unit.lines) > 1 or _GAPS.search(line):
        return False
    return _RULE.fullmatch(rule) is not None and len(rule.strip()) <= 2 * len(line) and may_be_heading(line)


def _is_gap(line: str) -> bool:
    return not line.strip() or (len(line) >= 3 and _NO_RULE.search(line) is None)


def _units(lines: list[str]) -> Iterator[_Unit]:
    """Part lines that no blank line parts."""
    goes_on, doubts = _broken_lines(lines)
    has_letters = sum(_LETTER.match(line) is not None for line in lines) > 1
    unit: _Unit | None = None
    for index, line in enumerate(lines):
        begun = _begun(line)
        is_in_list = unit is not None and unit.kind in _ITEMS
        if (letter := _LETTER.match(line)) and (has_letters or (is_in_list and letter["indent"])):
            if unit is not None and goes_on[index - 1]:
                unit.doubts += (f"“{beginning(line, SHOWN)}” was joined to the line above it: is it an item?",)
            else:
                begun = _letter_item(line, letter)
        is_hanging = is_in_list and line[:1].isspace()
        if begun is None and unit is not None and (is_hanging or goes_on[index - 1]):
            unit.lines.append(line)
            unit.doubts += (doubts[index - 1],) if doubts[index - 1] and not is_hanging else ()
            continue
        if unit is not None:
            yield unit
        unit = begun or _Unit("row" if "\t" in line.strip() else "paragraph", [line])
        if begun is None and index and doubts[index - 1]:
            unit.doubts = (doubts[index - 1],)
    if unit is not None:
        yield unit


def _letter_item(line: str, letter: re.Match[str]) -> _Unit:
    # What a hollow bullet marks stands below what another one does.
    return _Unit("bullet", [line], letter["mark"], 0, len(letter["indent"]) + 1, letter.end())


def _begun(line: str) -> _Unit | None:
    """Return the item that a line begins with its bullet or number; None where it begins none."""
    if box := _BOX.match(line):
        # A box to tick is part of its item.
        return _Unit("box", [line], "", 0, len(box["indent"]), box.end("indent"))
    if bullet := _BULLET.match(line):
        return _Unit("bullet", [line], bullet["mark"], 0, len(bullet["indent"]), bullet.end())
    if number := _NUMBER.match(line):
        return _Unit("number", [line], "", int(number["number"]), len(number["indent"]), number.end())
    if letter := _LETTERED.match(line):
        small = letter["letter"].lower()
        sign = "{a}" if letter["letter"] == small else "{A}"
        label = line[letter.end("indent") : letter.end()].strip().replace(letter["letter"], sign)
        return _Unit("letter", [line], label, ord(small) - ord("a") + 1, len(letter["indent"]), letter.end())
    return None


def _broken_lines(lines: Sequence[str]) -> tuple[list[bool], list[str]]:
    """Tell of each line whether the next goes on with it, and what is uncertain of that.

    It does where the line was broken because it was full, and where a sentence goes on in a small letter.
    """
    pairs = list(pairwise(lines))
    lengths = [len(line.rstrip()) for line in lines]
    width = max(lengths)
    full, could = [], 0
    for (line, after), length in zip(pairs, lengths, strict=False):
        is_free = _begun(after) is None and not (is_title_case(line) and after[:1].isupper())
        could += is_free
        full.append(is_free and length + 1 + len(after.split()[0]) > width)
    small = [_goes_on_small(*pair) for pair in pairs]
    narrowest = NARROWER if any(map(and_, full, small)) else NARROWEST
    is_wrapped = sum(full) * 2 > could and narrowest <= width <= WIDEST
    goes_on = [(is_full and is_wrapped) or is_parted(*pair) for is_full, pair in zip(full, pairs, strict=True)]
    doubts = [""] * len(pairs)
    for is_small, group in groupby(range(len(pairs)), key=small.__getitem__):
        held = list(group)
        is_sentence = width <= WIDEST and any(_STOP.search(lines[at + 1]) for at in held)
        for at in held if is_small else ():
            if goes_on[at]:
                continue
            goes_on[at] = is_sentence
            if not is_sentence:
                doubts[at] = GOES_ON
            elif lengths[at] < max(NARROWER, width / 2):
                words = beginning(lines[at + 1], SHOWN)
                doubts[at] = f"“{words}” was joined to the line above it: does it go on there?"
    for at in range(1, len(pairs)):
        # The rest of a sentence may begin with a name.
        if small[at - 1] and not (small[at] or goes_on[at] or is_ended(lines[at]) or _begun(lines[at + 1])):
            doubts[at] = GOES_ON
    return [*goes_on, False], [*doubts, ""]


def _goes_on_small(line: str, after: str) -> bool:
    """Tell whether a line may be the rest of the sentence above it, for it begins with a small letter."""
    is_text = _begun(after) is None and _LETTER.match(after) is None and "\t" not in f"{line}{after}".strip()
    return is_text and after.lstrip()[:1].islower() and not is_ended(line)


def _pieces(units: Sequence[_Unit]) -> Iterator[Piece]:
    """Make pieces of units: items that follow each other are lists, rows a table."""
    for kind, group in groupby(zip(_kinds(units), units, strict=True), key=lambda pair: pair[0]):
        held = [unit for _, unit in group]
        if kind == "list":
            yield from listed(held, _item, _piece)
        elif kind == "row" and (grid := _grid(held)):
            yield grid
        else:
            yield from map(_piece, held)


def _kinds(units: Sequence[_Unit]) -> Iterator[str]:
    """Tell of each unit what it is a part of; an indented paragraph below an item belongs to it."""
    is_in_list = False
    for unit in units:
        if unit.kind == "paragraph":
            unit.indent = len(unit.lines[0]) - len(unit.lines[0].lstrip())
            is_in_list = is_in_list and unit.indent >= DEEPER
        else:
            is_in_list = unit.kind in _ITEMS
        yield "list" if is_in_list else unit.kind


def _item(unit: _Unit) -> Item:
    text, doubts = unit.text()
    return Item(literal(text), doubts=doubts)


def _piece(unit: _Unit) -> Piece:
    text, doubts = replace(unit, begins=0).text()
    if unit.kind in _UNDERLINED:
        return Heading(literal(text), _UNDERLINED[unit.kind], doubts=doubts)
    return Paragraph(literal(text), doubts=doubts)


def listed(
    units: Sequence[_Unit], item: Callable[[_Unit], Item], alone: Callable[[_Unit], Piece], depth: int = 0
) -> Iterator[Piece]:
    """Yield the lists that lines make by how far they are indented; what makes none stays as it is, with a doubt.

    `item` and `alone` make an item of a unit, and the piece that it is without a list.
    """
    held: list[tuple[_Unit, list[_Unit]]] = []
    for unit in units:
        if held and unit.indent - held[0][0].indent >= (1 if unit.mark == LETTER_BULLET else DEEPER):
            held[-1][1].append(unit)
        else:
            held.append((unit, []))
    begins = accumulate(unit.number == 1 for unit, _ in held)
    for (kind, _, _), group in groupby(
        zip(held, begins, strict=True), key=lambda each: (*_of_kind(each[0][0]), each[1])
    ):
        found = [pair for pair, _ in group]
        heads = [unit for unit, _ in found]
        doubts = _why_no_list(heads, depth) if kind in _ITEMS else ()
        if kind in _ITEMS and not doubts:
            items = tuple(
                replace(item(unit), below=tuple(listed(below, item, alone, depth + 1))) for unit, below in found
            )
            first = heads[0]
            start = 1 if kind in _BULLETED else first.number
            made = Items(items, kind not in _BULLETED, start, first.mark if kind == "letter" else "")
            yield made.doubted(*[IS_BULLET] if any(unit.mark == LETTER_BULLET for unit in heads) else [])
            continue
        for unit, below in found:
            yield alone(unit).doubted(*doubts)
            yield from listed(below, item, alone, depth + 1)


def _of_kind(unit: _Unit) -> tuple[str, str]:
    return unit.kind, unit.mark if unit.kind == "letter" else ""


def _why_no_list(units: Sequence[_Unit], depth: int) -> tuple[str, ...]:
    """Say what is uncertain of lines that begin with bullets, numbers or letters; nothing where they are a list."""
    kind, first = units[0].kind, units[0].number
    if len(units) == 1:
        is_sure = kind == "box" or (kind == "bullet" and (units[0].mark == "•" or depth > 0))
        return () if is_sure else (f"a single line with a {kind}: is it an item of a list?",)
    if kind not in _BULLETED and [unit.number for unit in units] != list(range(first, first + len(units))):
        return (f"the {kind}s of these lines do not count up: are they a list?",)
    return ()


def _grid(units: list[_Unit]) -> Grid | None:
    rows = [tuple(GridCell(literal(cell.strip())) for cell in unit.lines[0].strip(" ").split("\t")) for unit in units]
    if (
        len(rows) < 2
        or len({len(row) for row in rows}) > 1
        or not all(cell.text for cell in rows[0])
        or any(u.lines[1:] for u in units)
    ):
        return None
    return Grid(rows[0], tuple(rows[1:]), doubts=("lines with tabs were taken as a table, the first as its head",))
