"""The ways in which a value can stand in a YAML file, those nearest to how it stood first.

A text is plain, in quotes, or in lines below `>-` or `|-`; a long one is folded at 100 columns. Not
every text can stand in every way: each is read back by itself here, and once more, in its file, by
whoever puts it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from clinicpress.content.texts import Paragraphs
from clinicpress.drafting.scribe import TYPED, WIDTH, Bare, folded, quoted
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.typed import misreading

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"
"""What can be put into a file: numbers, true and false stand without quotes, None as a key without a value."""

_NOT_PLAIN = re.compile(
    r"\A[-?:,\[\]{}#&*!|>'\"%@`=\s]|\A\.\.\.|\A<<\Z|:(?=\s|\Z)|\s#|[\t\n\x85\u2028\u2029\ufeff]|\s\Z|\A(?:~|null)\Z"
)
_NOT_FLOW = re.compile(r"[,\[\]{}:#]")
_NUMBER = re.compile(r"[-+.]?\d[\d.,:_eExXoOaAbBcCdDfF+-]*")
"""What other readers of YAML take for a number or a date."""
_KEY = re.compile(r"[A-Za-z][\w-]*")


@dataclass(frozen=True)
class Seat:
    """Where a value is to stand."""

    column: int
    """How many characters stand before it in its line."""
    indent: int
    """How far lines below it are indented."""
    in_brackets: bool = False


@dataclass(frozen=True)
class Written:
    """A value as it is written: what stands in its line, and whole lines below."""

    head: str
    lines: tuple[str, ...] = ()


def style_of(raw: str) -> str:
    """Return how a text stands in its file: `"`, `'`, `>` or `|`; `p` for plain, `P` for plain in several lines."""
    if raw[:1] in {'"', "'", ">", "|"} and raw:
        return raw[0]
    return "P" if "\n" in raw else "p"


def paragraphs_of(value: str) -> list[str]:
    """Return the paragraphs of a text as people type it: empty lines part them, other line ends are spaces."""
    parts = (" ".join(line.strip(" \t") for line in part.split("\n")) for part in re.split(r"\n[ \t]*\n\s*", value))
    return [part.strip() for part in parts if part.strip()]


def ways(value: str, seat: Seat, raw: str | None = None, parted: bool = False) -> Iterator[Written]:
    """Yield the ways in which a text can stand, that which is nearest to how it stood first.

    `raw` is how it stood; None for a new one. A date may be `scribe.Bare`: then it stands without quotes. Where empty
    lines in it begin new paragraphs (`parted`), they are written as such; else it reads back as it is, character for
    character.
    """
    paragraphs = paragraphs_of(value) if parted and "\n" in value else []
    wanted = paragraphs if len(paragraphs) > 1 else "".join(paragraphs) if paragraphs else value
    seen = set()
    for written in _ways(wanted, seat, raw):
        if written not in seen and _reads_back(written, seat, wanted):
            seen.add(written)
            yield written


def _ways(value: str | list[str], seat: Seat, raw: str | None) -> Iterator[Written]:
    raw = None if raw in {'""', "''"} else raw
    style = style_of(raw) if raw is not None else "p"
    if isinstance(value, Bare):
        yield Written(str(value))
    if isinstance(value, list):
        if not seat.in_brackets:
            order = [_literal("\n\n".join(value), seat), _below(value, seat)]
            yield from order if style == "|" else reversed(order)
        for mark in "'\"" if style == "'" else "\"'":
            yield _in_quotes(value, mark, seat)
        return
    fits = seat.column + len(value) + 2 <= WIDTH
    if "\n" in value:
        if not seat.in_brackets:
            yield _literal(value, seat)
        yield _in_quotes(value.split("\n"), '"', seat)
        yield Written(_by_number(value))
        return
    if style in {"p", "P"}:
        if _may_be_plain(value, seat, raw):
            if fits or seat.in_brackets or not _foldable(value):
                yield Written(value)
            elif style == "P":
                yield _over_lines(value, seat)
    elif style in {">", "|"} and not seat.in_brackets and value:
        yield _below([value], seat) if style == ">" or (_foldable(value) and not fits) else _literal(value, seat)
    mark = style if style in {'"', "'"} else '"'
    if style in {'"', "'"} or (fits and not re.search(r'["\\]', value)):
        yield _in_quotes([value], mark, seat)
    if fits and "'" not in value:
        yield _in_quotes([value], "'", seat)
    if not seat.in_brackets and _foldable(value):
        yield _below([value], seat)
    if "'" not in value:
        yield _in_quotes([value], "'", seat)
    yield _in_quotes([value], '"', seat)
    yield Written(quoted(value))


def _may_be_plain(value: str, seat: Seat, raw: str | None) -> bool:
    if not value or _NOT_PLAIN.search(value) or (seat.in_brackets and _NOT_FLOW.search(value)):
        return False
    # What others read as a number, a date or a truth stands without quotes only where such a thing stood so.
    return _kind_for_others(value) in {"text", _kind_for_others(raw) if raw is not None else "text"}


def _kind_for_others(value: str) -> str:
    if value.casefold() in TYPED:
        return "truth"
    return "number" if _NUMBER.fullmatch(value) else "text"


def _foldable(value: str) -> bool:
    return bool(value) and not re.search(r"\A\s|\s\Z|[\t\n\x85\u2028\u2029\ufeff]", value)


def _below(paragraphs: Sequence[str], seat: Seat) -> Written:
    """Fold paragraphs below `>-`."""
    pad, lines = " " * seat.indent, []
    for paragraph in paragraphs:
        lines += ["", *(pad + line for line in folded(paragraph, WIDTH - seat.indent))]
    return Written(">-", tuple(lines[1:]))


def _literal(value: str, seat: Seat) -> Written:
    """Write a text with its own lines below `|-`."""
    pad = " " * seat.indent
    return Written("|-", tuple(pad + line if line else "" for line in value.split("\n")))


def _over_lines(value: str, seat: Seat) -> Written:
    """Fold a plain text; its first line is as long as the others."""
    first, *others = folded(value, WIDTH - max(seat.indent, seat.column))
    return Written(first, tuple(" " * seat.indent + line for line in others))


def _in_quotes(paragraphs: Sequence[str], mark: str, seat: Seat) -> Written:
    """Write paragraphs between quotation marks, folded where they are long; an empty line parts them."""
    pad = " " * seat.indent
    room = WIDTH - max(seat.indent, seat.column) - 2
    lines: list[str] = []
    for paragraph in paragraphs:
        inner = paragraph.replace("'", "''") if mark == "'" else quoted(paragraph)[1:-1]
        fits = len(paragraphs) == 1 and seat.column + len(inner) + 2 <= WIDTH
        lines += [""] if lines else []
        if inner or not lines:
            lines += [inner] if fits or not _foldable(paragraph) else folded(inner, room)
    lines += [""] if len(paragraphs) > 1 and not paragraphs[-1] else []
    head, *others = lines
    if not others:
        return Written(f"{mark}{head}{mark}")
    *between, last = [pad + line if line else "" for line in others]
    return Written(f"{mark}{head}", (*between, f"{last or pad}{mark}"))


def _by_number(value: str) -> str:
    """Write a text in one line between double quotes, its line ends by their numbers."""
    return '"' + "\\x0a".join(quoted(line)[1:-1] for line in value.split("\n")) + '"'


def _reads_back(written: Written, seat: Seat, wanted: str | list[str]) -> bool:
    """Tell whether a text that stands so is read as what it is, and no word of it is lost."""
    if seat.in_brackets:
        below = "".join(f"\n{line}" for line in written.lines)
        text = f"{{k: [{written.head}{below}]}}\n"
    else:
        # The lines below keep their indentation: the key stands just before it.
        pad = " " * max(seat.indent - 2, 0)
        text = "\n".join([f"{pad}k: {written.head}", *written.lines, ""])
    try:
        node = next(iter(_pairs(parse_yaml("", text)).values()))
    except InputProblems:
        return False
    if isinstance(node.value, list):
        if len(node.value) != 1:
            return False
        node = node.value[0]
    return isinstance(node.value, Text) and says(node.value, wanted)


def _pairs(node: Node) -> Mapping[Text, Node]:
    return node.value if isinstance(node.value, dict) else {}


def says(text: Text, wanted: str | list[str]) -> bool:
    """Tell whether a text that was read is what was wanted, or has those paragraphs, with all of its words."""
    if isinstance(wanted, list):
        read = [str(part) for part in Paragraphs(text, text.place, text.raw, text.rest).parts()]
        return read == wanted and misreading(text, may_be_parted=True) is None
    return text == wanted and misreading(text, may_be_parted="\n" in wanted) is None


def in_line(value: Value) -> str:
    """Write a value in one line, as it can stand in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_of(key)}: {in_line(held) or 'null'}" for key, held in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(in_line, value)) + "]"
    if value is None:
        return ""
    if not isinstance(value, str):
        return spoken(value)
    return next((each.head for each in ways(value, Seat(0, 0, True)) if not each.lines), quoted(value))


def key_of(key: str) -> str:
    """Return how a key is written."""
    return key if _KEY.fullmatch(key) and key.casefold() not in TYPED else quoted(key)


def spoken(value: float | bool) -> str:
    """Return how a number, true or false is written."""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def new(value: Value, seat: Seat, own_line: int) -> Written:
    """Write a new value; what stands in lines of its own, such as the entries of a list, is indented by `own_line`.

    A list of short texts stands in its line, in brackets.
    """
    if seat.in_brackets:
        return Written(in_line(value))
    if isinstance(value, str):
        return next(ways(value, seat), Written(quoted(value)))
    if isinstance(value, (Mapping, Sequence)):
        if not value:
            return Written(in_line(value))
        if isinstance(value, Cells) and seat.column + len(in_line(value)) <= WIDTH:
            return Written(in_line(value))
        return Written("", tuple(lines_of(value, own_line)))
    return Written("" if value is None else spoken(value))


class Cells(tuple[Value, ...]):
    """A list that stands in one line, in brackets, where it is short enough."""


def lines_of(value: Value, indent: int) -> Iterator[str]:
    """Yield the lines of a list or mapping in block style, each with its indentation."""
    pad = " " * indent
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _headed(f"{pad}{key_of(key)}:", held, indent + 2)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for held in value:
            yield from entry_lines(held, indent)


def entry_lines(value: Value, indent: int) -> Iterator[str]:
    """Yield the lines of an entry of a list, from its dash on."""
    pad = " " * indent
    if isinstance(value, (Mapping, Sequence)) and value and not isinstance(value, (str, Cells)):
        first, *others = lines_of(value, indent + 2)
        yield f"{pad}- {first.lstrip(' ')}"
        yield from others
    else:
        yield from _headed(f"{pad}-", value, indent + 2)


def _headed(head: str, value: Value, indent: int) -> Iterator[str]:
    written = new(value, Seat(len(head) + 1, indent), indent)
    yield f"{head} {written.head}".rstrip(" ") if not written.head else f"{head} {written.head}"
    yield from written.lines
