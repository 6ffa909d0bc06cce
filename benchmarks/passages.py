"""What a brochure holds, as passages in the order in which every tool prints them; see `awkward`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from awkward import Passage, Seat

Yaml = dict[str, Any]
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_MARKS = re.compile(r"\*+|\[@[^\]]+\]|\]\([^)\s]*\)|\[")
Seats = tuple[Seat, ...]


def passages_of(brochure: Yaml) -> list[Passage]:
    """List the passages of a brochure: its title, and what its sections hold but for their asides."""
    numbers = count()
    titles = [Passage("title", brochure[key]) for key in ("title", "subtitle") if key in brochure]
    return titles + [each for section in brochure["sections"] for each in _section(section, 2, numbers)]


def _section(section: Yaml, level: int, numbers: Iterator[int]) -> Iterator[Passage]:
    yield Passage("heading", plain(section["heading"]), level)
    yield from _blocks(section.get("body", []), level, (), numbers)
    for below in section.get("sections", []):
        yield from _section(below, level + 1, numbers)


def plain(text: str) -> str:
    """Leave out the marks of a text."""
    return _MARKS.sub("", text)


def _blocks(blocks: list[Yaml], level: int, seats: Seats, numbers: Iterator[int]) -> Iterator[Passage]:
    for block in blocks:
        ((kind, body),) = block.items()
        yield from _block(kind, body, level, seats, numbers)


def _block(kind: str, body: Any, level: int, seats: Seats, numbers: Iterator[int]) -> Iterator[Passage]:
    if kind == "paragraph":
        yield Passage("bold" if _BOLD.fullmatch(body.strip()) else "text", plain(body), seats=seats)
    elif kind in ("list", "steps"):
        items = body["items"] if isinstance(body, dict) else body
        number = next(numbers)
        for index, item in enumerate(items):
            inside = (*seats, Seat("list", number, index))
            text, inner = (item["text"], item.get("body", [])) if isinstance(item, dict) else (item, [])
            yield Passage("text", plain(text), seats=inside)
            yield from _blocks(inner, level, inside, numbers)
    elif kind == "callout":
        if "title" in body:
            yield Passage("bold", plain(body["title"]), seats=seats)
        yield from _blocks(body["body"], level, seats, numbers)
    elif kind == "table":
        yield from _rows([body["header"], *body["rows"]], level, seats, numbers)
        yield from _caption(body, seats)
    elif kind in ("figure", "figures", "beside"):
        pictures = [body] if kind == "figure" else body if kind == "figures" else [body["figure"]]
        for picture in pictures:
            yield Passage("figure", "", seats=seats)
            yield from _caption(picture, seats)
        if kind == "beside":
            yield from _blocks(body["body"], level, seats, numbers)
    elif kind == "icons":
        cells = [[{"text": each["label"]}, {"text": each.get("text", "")}] for each in body["items"]]
        yield from _rows([[cell for pair in cells for cell in pair]], level, seats, numbers)
        yield from _caption(body, seats)
    elif kind == "questions":
        if "title" in body:
            yield Passage("heading", plain(body["title"]), level + 1)
        ruled = body.get("answer_lines", 2)
        yield from (Passage("text", plain(item), seats=seats, ruled=ruled) for item in body["items"])
    elif kind == "pros_cons":
        for items in (body["pros"], body["cons"]):
            number = next(numbers)
            for index, item in enumerate(items):
                yield Passage("text", plain(item), seats=(*seats, Seat("list", number, index)))
    elif kind == "glossary":
        for entry in body:
            yield Passage("bold", plain(entry["term"]), seats=seats)
            yield Passage("text", plain(entry["means"]), seats=seats)
    else:
        raise ValueError(f"a block that is not known here: {kind}")


def _rows(rows: list[list[Any]], level: int, seats: Seats, numbers: Iterator[int]) -> Iterator[Passage]:
    number = next(numbers)
    for index, row in enumerate(rows, -1 if len(rows) > 1 else 0):
        inside = (*seats, Seat("table", number, index))
        for cell in row:
            if isinstance(cell, dict) and "body" in cell:
                yield from _blocks(cell["body"], level, inside, numbers)
            else:
                yield Passage("cell", plain(cell["text"] if isinstance(cell, dict) else cell), seats=inside)


def _caption(body: Yaml, seats: Seats) -> Iterator[Passage]:
    if "caption" in body:
        yield Passage("caption", plain(body["caption"]), seats=seats)
