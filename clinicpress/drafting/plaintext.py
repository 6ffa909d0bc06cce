"""Plain text as an article: paragraphs, lists and tables by how the lines stand.

Blank lines part paragraphs. Where there are none, or lines are longer than a page is wide, each
line is a paragraph; lines that are broken where they are full are joined. Two or more lines that
begin with a bullet, or with 1., 2., ..., are a list; lines with tabs at the same places are a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from clinicpress.drafting.article import Article, Grid, Items, Paragraph, Piece, flattened, is_parted, joined
from clinicpress.drafting.cues import is_title_case
from clinicpress.inline import literal

NARROWEST, WIDEST = 50, 120
"""Lines are broken by hand, or by a program, at a width between these numbers of characters."""

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[-*•–·▪◦‣●○])\s+(?=\S)")
_NUMBER = re.compile(r"(?P<indent>\s*)\(?(?P<number>[0-9]{1,2})[.)]\s+(?=\S)")
_NO_RULE = re.compile(r"[^-–—=_*~#\s]")


@dataclass
class _Unit:
    """Lines that belong together: a paragraph, an item of a list, or a row of a table."""

    kind: str
    lines: list[str]
    """As they stand in the article."""
    mark: str = ""
    number: int = 0
    indent: int = 0
    begins: int = 0
    """Where the text of an item begins, after its bullet or number."""

    def text(self) -> tuple[str, tuple[str, ...]]:
        return joined([self.lines[0][self.begins :], *self.lines[1:]])


def read_plain_text(text: str) -> Article:
    """Take a plain text apart."""
    lines = text.split("\n")
    units = [unit for is_gap, chunk in groupby(lines, _is_gap) if not is_gap for unit in _units(list(chunk))]
    return Article(tuple(_pieces(units)), has_headings=False)


def with_typed_lists(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Take paragraphs that begin with bullets, or with 1., 2., ..., for lists; they have inline marks already."""
    units = [_typed(piece) for piece in pieces]
    begins = accumulate(unit.number == 1 for unit in units)
    makers: dict[str, Callable[[list[_Unit]], Piece | None]] = {"bullet": _bullets, "number": _steps}
    lined_up = zip(pieces, units, begins, strict=True)
    for (kind, _), group in groupby(lined_up, key=lambda each: (each[1].kind, each[2])):
        held = list(group)
        made = makers[kind]([unit for _, unit, _ in held]) if kind in makers else None
        texts = tuple(unit.lines[0][unit.begins :] for _, unit, _ in held)
        if isinstance(made, Items):
            yield replace(made, texts=texts).doubted(*(doubt for piece, _, _ in held for doubt in piece.doubts))
        else:
            yield from (piece for piece, _, _ in held)


def _typed(piece: Piece) -> _Unit:
    text = piece.text if isinstance(piece, Paragraph) else ""
    bullet, number = _BULLET.match(text), _NUMBER.match(text)
    if bullet:
        return _Unit("bullet", [text], bullet["mark"], begins=bullet.end())
    return _Unit("number", [text], number=int(number["number"]), begins=number.end()) if number else _Unit("", [text])


def _is_gap(line: str) -> bool:
    return not line.strip() or (len(line) >= 3 and _NO_RULE.search(line) is None)


def _units(lines: list[str]) -> Iterator[_Unit]:
    """Part lines that no blank line parts."""
    goes_on = _broken_lines(lines)
    unit: _Unit | None = None
    for index, line in enumerate(lines):
        bullet, number = _BULLET.match(line), _NUMBER.match(line)
        if bullet is None and number is None and unit is not None:
            is_hanging = unit.kind in {"bullet", "number"} and line[:1].isspace()
            if is_hanging or goes_on[index - 1]:
                unit.lines.append(line)
                continue
        if unit is not None:
            yield unit
        if bullet:
            unit = _Unit("bullet", [line], bullet["mark"], 0, len(bullet["indent"]), bullet.end())
        elif number:
            unit = _Unit("number", [line], "", int(number["number"]), len(number["indent"]), number.end())
        elif "\t" in line.strip():
            unit = _Unit("row", [line])
        else:
            unit = _Unit("paragraph", [line])
    if unit is not None:
        yield unit


def _broken_lines(lines: Sequence[str]) -> list[bool]:
    """Tell of each line whether it was broken because it was full, so that the next goes on with it."""
    lengths = [len(line.rstrip()) for line in lines]
    width = max(lengths)
    full, could = [], 0
    for (line, after), length in zip(pairwise(lines), lengths, strict=False):
        is_free = not (_BULLET.match(after) or _NUMBER.match(after) or (is_title_case(line) and after[:1].isupper()))
        could += is_free
        full.append(is_free and length + 1 + len(after.split()[0]) > width)
    is_wrapped = sum(full) * 2 > could and NARROWEST <= width <= WIDEST
    return [
        *((is_full and is_wrapped) or is_parted(*pair) for is_full, pair in zip(full, pairwise(lines), strict=True)),
        False,
    ]


def _pieces(units: Sequence[_Unit]) -> Iterator[Piece]:
    """Make pieces of units: items that follow each other are a list, rows a table."""
    makers: dict[str, Callable[[list[_Unit]], Piece | None]] = {"bullet": _bullets, "number": _steps, "row": _grid}
    begins = accumulate(unit.number == 1 for unit in units)
    for (kind, _), pairs in groupby(zip(units, begins, strict=True), key=lambda pair: (pair[0].kind, pair[1])):
        group = [unit for unit, _ in pairs]
        made = makers[kind](group) if kind in makers else None
        yield from [made] if made else map(_paragraph, group)


def _paragraph(unit: _Unit) -> Paragraph:
    text, doubts = joined([line.replace("\t", " ") for line in unit.lines])
    if unit.kind in {"bullet", "number"}:
        doubts += ("a single item, or numbers that do not begin with 1: is it a list?",)
    return Paragraph(literal(text), doubts=doubts)


def _items(units: list[_Unit], numbered: bool) -> Items:
    texts, doubts = zip(*(unit.text() for unit in units), strict=True)
    found = [doubt for each in doubts for doubt in each]
    if said := flattened(zip((unit.indent for unit in units), texts, strict=True)):
        found.append(said)
    return Items(tuple(literal(text.replace("\t", " ")) for text in texts), numbered, doubts=tuple(found))


def _bullets(units: list[_Unit]) -> Items | None:
    return _items(units, numbered=False) if len(units) > 1 or units[0].mark == "•" else None


def _steps(units: list[_Unit]) -> Items | None:
    in_order = [unit.number for unit in units] == list(range(1, len(units) + 1))
    return _items(units, numbered=True) if len(units) > 1 and in_order else None


def _grid(units: list[_Unit]) -> Grid | None:
    rows = [tuple(literal(cell.strip()) for cell in unit.lines[0].strip(" ").split("\t")) for unit in units]
    if len(rows) < 2 or len({len(row) for row in rows}) > 1 or not all(rows[0]) or any(u.lines[1:] for u in units):
        return None
    return Grid(rows[0], tuple(rows[1:]), doubts=("lines with tabs were taken as a table, the first as its head",))
