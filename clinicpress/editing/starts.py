"""What a new part begins with: as little as its model takes, with empty texts where words are needed.

Made from the models, so that a new kind of block can be added by itself. An empty text is told as a
problem at its field until there are words in it; none is ever made up.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from clinicpress.content.fieldwords import FieldWords
from clinicpress.content.model import Brochure, Clinic, Editions, Section, Source
from clinicpress.editing.shapes import SHORT, Shape, keys_of, shape_of, shape_of_field
from clinicpress.editing.writing import Cells, Value

FILES = (Brochure, Clinic, Editions, Source)


class Start(NamedTuple):
    """A part that can be added: its name, what it is called, and what it is."""

    name: str
    label: str
    about: str


def starts(words: FieldWords) -> tuple[Start, ...]:
    """List all that can be added, blocks first, in the order of the models; lists name them in `Field.adds`."""
    return tuple(
        Start(name, words.part(name), words.about("Block", name, about)) for name, (_, about) in _all().items()
    )


def start(name: str, columns: int = 1, taken: frozenset[str] = frozenset()) -> Value:
    """Return what a part begins with; raises KeyError for a name of none.

    A row has so many `columns`. A section gets a short name that is not `taken`.
    """
    value, _ = _all()[name]
    if name == "TableContent.rows":
        return Cells([""] * columns)
    if name == Section.__name__:
        number = next(number for number in range(1, len(taken) + 2) if f"section-{number}" not in taken)
        return {**_section(), "id": f"section-{number}"}
    return value


def _section() -> dict[str, Value]:
    return {"id": "", "heading": "", "body": [{"paragraph": ""}]}


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Value, str]]:
    blocks: dict[str, tuple[Value, str]] = {}
    others: dict[str, tuple[Value, str]] = {}
    seen: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = list(reversed(FILES))
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for _, name, _info in keys_of(model):
            inner: Shape | None = shape_of_field(model, name)
            named = f"{model.__name__}.{name}"
            while inner is not None:
                if inner.kind in {"list", "map"}:
                    entry = shape_of(inner.of)
                    others.setdefault(named, (_of(entry), ""))
                    if entry.model is not None:
                        others.setdefault(entry.model.__name__, (_of(entry), _said(entry.model)))
                for tag, block in inner.members:
                    blocks.setdefault(tag, (_block(tag, block), _said(block)))
                waiting += [each for each in (inner.model, *(block for _, block in inner.members)) if each is not None]
                inner = shape_of(inner.of) if inner.of is not None else None
    others.setdefault(Source.__name__, (_of(Shape("group", model=Source)), _said(Source)))
    return {**blocks, **others, "line": ("", "")}


def _said(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _block(tag: str, model: type[BaseModel]) -> Value:
    if tag == "table":
        return {"table": {"header": Cells(["", ""]), "rows": [Cells(["", ""]), Cells(["", ""])]}}
    made = _of(Shape("group", model=model))
    # Of a block that needs nothing, its list is begun.
    return {tag: {"items": [""]}} if made == {tag: {}} else made


def _of(shape: Shape) -> Value:
    """Return the least that a value of a shape can be."""
    if shape.kind == "group" and shape.model is not None:
        if shape.model in SHORT:
            return _of(shape_of_field(shape.model, SHORT[shape.model]))
        if shape.model is Section:
            return _section()
        needed = [(key, name) for key, name, info in keys_of(shape.model) if info.is_required()]
        return {key: _of(shape_of_field(shape.model, name)) for key, name in needed}
    if shape.kind == "block":
        return {"paragraph": ""}
    if shape.kind == "list":
        return [_of(shape_of(shape.of)) for _ in range(max(1, int(shape.least or 0)))]
    return shape.choices[0] if shape.kind == "choice" else _simple(shape)


def _simple(shape: Shape) -> Any:
    if shape.kind == "number":
        return max(1, int(shape.least or 0))
    return [""] if shape.kind == "names" else ""
