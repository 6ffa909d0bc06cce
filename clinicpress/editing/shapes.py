"""What a key of a model takes, as a form asks for it: a line, a date, a choice, a list, a group of fields.

Read from the types of the pydantic models, so that a new key, or a new block, is in the forms by
itself. What cannot be seen from types is in three small tables: which kinds of values are more than
a line, where people may write something in short, and which names are chosen from a list.
"""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from clinicpress.content import model, values
from clinicpress.content.blocks import FigureContent, IconItem, Item, StepsContent, TableCell
from clinicpress.content.model import Brochure, Clinic, Edition, Exclusion, Matrix, Point, Section, Telephone
from clinicpress.content.texts import Line, Paragraphs, Prose, Sentences

Kind: TypeAlias = Literal[
    "line", "prose", "paragraphs", "sentences", "lines", "number", "truth", "choice", "date", "colour", "language",
    "id", "link", "phone", "email", "picture", "logo", "name", "names", "sources", "group", "list", "map", "block",
    "unknown", "other",
]  # fmt: skip
"""
line       a line of text, printed as typed
prose      a text with inline marks
paragraphs the same, in which an empty line begins a new paragraph
sentences  whole sentences without marks
lines      several short lines, each a line of its own
number, truth, choice, date (2026-11-22), colour (#0F5A66), language (pt-BR), id (small letters), link, phone, email
picture    the path of a picture in the brochure's folder (figures/name.png)
logo       the path of a picture below clinics/ (id/logo.svg)
name       one of the names that are offered (Field.offer)
names      several of them
sources    several ids of sources, or the reason why there are none ({"none": "…"})
group      fields together; list: entries in order; map: entries by name; block: a block, with its fields
unknown    a key that nobody knows: it can only be removed
other      something that was not meant to stand here: it can be removed, or changed in the file's text
"""
_SPECIAL: tuple[tuple[Any, Kind], ...] = (
    (values.Color, "colour"),
    (values.Language, "language"),
    (values.Url, "link"),
    (values.Phone, "phone"),
    (values.Email, "email"),
    (values.FilePath, "picture"),
    (values.LogoPath, "logo"),
    (values.Name, "id"),
    (model.Lines, "lines"),
)
SHORT: dict[type[BaseModel], str] = {Item: "text", TableCell: "text", StepsContent: "items", Telephone: "number"}
"""Models in whose place the value of one key may stand."""
OFFERED: dict[tuple[type[BaseModel], str], str] = {
    (Point, "icon"): "icon",
    (Section, "icon"): "icon",
    (IconItem, "icon"): "icon",
    (Brochure, "references"): "source",
    (Edition, "theme"): "theme",
    (Edition, "looks"): "theme",
    (Edition, "paper"): "paper",
    (Edition, "layouts"): "layout",
    (Matrix, "brochures"): "brochure",
    (Matrix, "clinics"): "clinic",
    (Matrix, "languages"): "language",
    (Matrix, "editions"): "edition",
    (Exclusion, "brochure"): "brochure",
    (Exclusion, "clinic"): "clinic",
    (Exclusion, "language"): "language",
    (Exclusion, "edition"): "edition",
    (Exclusion, "layout"): "layout",
    (FigureContent, "image"): "picture",
    (Clinic, "logo"): "logo",
    (Clinic, "look"): "look",
}
"""Names that are chosen among those that there are."""


@dataclass(frozen=True)
class Shape:
    """What a value may be."""

    kind: Kind
    model: type[BaseModel] | None = None
    """The model of a group."""
    of: Any = None
    """The type of the entries of a list or map."""
    choices: tuple[str, ...] = ()
    members: tuple[tuple[str, type[BaseModel]], ...] = ()
    """The kinds of blocks, by their keys."""
    least: float | None = None
    most: float | None = None
    """The limits of a number, of the entries of a list, of the characters of a text."""


@lru_cache(maxsize=1024)
def shape_of_field(holder: type[BaseModel], name: str) -> Shape:
    """Return what a field of a model takes."""
    holder.model_rebuild()
    field = holder.model_fields[name]
    if holder is Brochure and name == "sources":
        return Shape("sources")
    found = shape_of(field.annotation, tuple(field.metadata))
    if found.kind == "id" and (holder, name) in OFFERED:
        return Shape("name")
    if (holder, name) in OFFERED and found.kind in {"list", "other"}:
        return Shape("names", choices=("all",) if holder is Matrix else ())
    return Shape("name") if found.kind == "line" and (holder, name) in OFFERED else found


def shape_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    """Return what a type takes; `metadata` is what pydantic took from around it."""
    for known, kind in _SPECIAL:
        if set(map(id, get_args(known)[1:2])) & set(map(id, _signs(annotation, metadata))):
            return Shape(kind)
    origin, parts = get_origin(annotation), get_args(annotation)
    if getattr(annotation, "__value__", None) is not None:
        return shape_of(annotation.__value__, metadata)
    if origin is Annotated:
        return shape_of(parts[0], (*parts[1:], *metadata))
    if origin in {Union, types.UnionType}:
        members = [part for part in parts if part is not type(None)]
        if len(members) == 1:
            return shape_of(members[0], metadata)
        blocks = tuple(_tagged(member) for member in members)
        if all(held is not None and len(held.model_fields) == 1 for _, held in blocks):
            return Shape("block", members=tuple((tag, held) for tag, held in blocks if held is not None))
        return Shape("other")
    least, most = _limits(metadata)
    if origin is Literal:
        return Shape("choice", choices=tuple(map(str, parts)))
    if origin is tuple:
        return Shape("list", of=parts[0], least=least, most=most)
    if origin is dict:
        return Shape("map", of=parts[1], least=least)
    if isinstance(annotation, type):
        return _of_class(annotation, least, most)
    return Shape("other")


def _of_class(held: type, least: float | None, most: float | None) -> Shape:
    if issubclass(held, BaseModel):
        return Shape("group", model=held)
    simple: tuple[tuple[type, Kind], ...] = (
        (Paragraphs, "paragraphs"),
        (Prose, "prose"),
        (Sentences, "sentences"),
        (Line, "line"),
        (bool, "truth"),
        (int, "number"),
        (float, "number"),
        (dt.date, "date"),
    )
    return Shape(next((kind for each, kind in simple if issubclass(held, each)), "other"), least=least, most=most)


def _signs(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return all that is noted of a type, around it or, where it may be left out, in it."""
    if get_origin(annotation) is Annotated:
        return (*get_args(annotation)[1:], *metadata)
    inner = [part for part in get_args(annotation) if get_origin(part) is Annotated]
    is_optional = get_origin(annotation) in {Union, types.UnionType} and len(get_args(annotation)) == 2
    return (*get_args(inner[0])[1:], *metadata) if is_optional and inner else metadata


def _limits(metadata: tuple[Any, ...]) -> tuple[float | None, float | None]:
    flat = [part for each in metadata for part in (each.metadata if isinstance(each, FieldInfo) else [each])]
    least = next((getattr(p, e) for e in ("min_length", "ge", "gt") for p in flat if hasattr(p, e)), None)
    most = next((getattr(p, e) for e in ("max_length", "le") for p in flat if hasattr(p, e)), None)
    return least, most


def _tagged(member: Any) -> tuple[str, type[BaseModel] | None]:
    parts = get_args(member)
    if len(parts) == 2 and isinstance(parts[0], type) and issubclass(parts[0], BaseModel):
        return str(parts[1].tag), parts[0]
    return "", None


def keys_of(holder: type[BaseModel]) -> list[tuple[str, str, FieldInfo]]:
    """List the fields of a model in order: the key in the file, the name in the model, and what is known of it."""
    return [(field.alias or name, name, field) for name, field in holder.model_fields.items()]
